-- expects: the script took more than
local function f() end
repeat f() until false
