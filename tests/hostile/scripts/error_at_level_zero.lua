-- expects: no place to hide
error("no place to hide", 0)
