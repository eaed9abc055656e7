-- expects: this table is shared
table.remove(shared.list)
