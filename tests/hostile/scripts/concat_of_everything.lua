-- expects: the script took more than
table.concat({}, "", 1, math.maxinteger)
