-- expects: the script took more than
local t = {}
for i = 1, 1e9 do t[i] = ("x"):rep(4000) .. i end
