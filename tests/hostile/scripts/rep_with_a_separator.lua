-- expects: string.rep makes at most
("") :rep(1e18, "ab")
