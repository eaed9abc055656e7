-- expects: this table is shared
shared.list[1] = 0
