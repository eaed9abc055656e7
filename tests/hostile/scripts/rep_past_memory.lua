-- expects: string.rep makes at most
("x"):rep(1e18)
