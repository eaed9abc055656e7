-- expects: this table is shared
table.insert(shared.list, 1)
