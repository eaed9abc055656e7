-- expects: there is no `_ENV` in a notice
local function f() local _ENV = {}; x = 1 end
f()
