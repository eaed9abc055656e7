-- expects: this table is shared
shared.extra = 0
