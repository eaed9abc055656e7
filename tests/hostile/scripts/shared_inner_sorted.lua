-- expects: this table is shared
table.sort(shared.list)
