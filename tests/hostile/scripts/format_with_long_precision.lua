-- expects: invalid
string.format("%.9999f", 1)
