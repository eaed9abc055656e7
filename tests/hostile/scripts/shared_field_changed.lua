-- expects: this table is shared
shared.limit = 0
