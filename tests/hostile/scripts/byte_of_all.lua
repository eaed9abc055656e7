-- expects: string.byte gives at most
("x"):rep(1e6):byte(1, -1)
