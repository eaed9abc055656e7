-- expects: works on bits
local a = ~5
