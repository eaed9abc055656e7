-- expects: value out of range
string.char(256)
