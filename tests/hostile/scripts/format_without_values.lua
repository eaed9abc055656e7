-- expects: bad argument #2
string.format("%d")
