-- expects: destination wraps around
table.move({}, 1, 10, math.maxinteger - 5)
