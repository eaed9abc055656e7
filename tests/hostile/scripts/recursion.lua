-- expects: calls are nested more than 1000 deep
local function f(n) return 1 + f(n + 1) end
f(1)
