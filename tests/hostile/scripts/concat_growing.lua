-- expects: the script took more than
local s = ("x"):rep(500000)
while true do local t = s .. "y" end
