-- expects: cannot be changed
math.floor = nil
