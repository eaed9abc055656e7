-- expects: far away
error("far away", 1000000)
