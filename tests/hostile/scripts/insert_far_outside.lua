-- expects: position out of bounds
table.insert({}, 2^53, 1)
