-- expects: the script took more than
local s = ("x"):rep(1000000)
local t = { [s .. "y"] = 1 }
while true do local v = t[s .. "y"] end
