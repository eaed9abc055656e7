-- expects: string.format has no `%q`
string.format("%q", 1 / 0)
