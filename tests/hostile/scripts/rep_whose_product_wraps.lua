-- expects: string.rep makes at most
("xx"):rep(math.maxinteger)
