-- expects: before
error("before\0after")
