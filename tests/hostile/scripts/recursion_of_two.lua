-- expects: calls are nested more than 1000 deep
local g
local function f() return 1 + g() end
function g() return 1 + f() end
f()
