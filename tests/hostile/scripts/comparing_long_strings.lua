-- expects: the script took more than
local s = ("x"):rep(1000000)
local a, b = s .. "y", s .. "y"
while a == b do end
