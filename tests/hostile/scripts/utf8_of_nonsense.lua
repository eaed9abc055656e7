-- expects: value out of range
utf8.char(-1)
