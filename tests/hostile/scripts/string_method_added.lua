-- expects: cannot be changed
string.evil = print
