-- expects: works on bits
local a = 1 << 62
