-- expects: string.format has no
string.format("%")
