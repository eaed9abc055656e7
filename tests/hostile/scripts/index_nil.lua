-- expects: table index is nil
local t = {}
t[nil] = 1
