-- expects: this table is shared
table.move({ 9 }, 1, 1, 1, shared.list)
