-- expects: works on bits
local a = 1 ~ (2 or 3)
