-- expects: string.byte gives at most
("x"):rep(1e6):byte(math.mininteger, math.maxinteger)
