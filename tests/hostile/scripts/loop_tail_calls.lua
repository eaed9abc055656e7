-- expects: the script took more than
local function f() return f() end
f()
