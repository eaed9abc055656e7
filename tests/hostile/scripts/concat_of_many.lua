-- expects: table.concat makes at most
local t = {}
for i = 1, 20 do t[i] = ("x"):rep(100000) end
table.concat(t)
