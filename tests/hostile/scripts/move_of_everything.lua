-- expects: the script took more than
table.move({}, 1, 2^53, 2)
