-- expects: the script took more than
local s = ("x"):rep(1000000)
local a, b = s .. "y", s .. "z"
while a < b do end
