-- expects: cannot be changed
shared = {}
