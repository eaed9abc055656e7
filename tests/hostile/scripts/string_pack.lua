-- expects: there is no `string.pack` in a notice
string.pack("i16", 1)
