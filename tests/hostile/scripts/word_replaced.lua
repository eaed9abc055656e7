-- expects: cannot be changed
print = nil
