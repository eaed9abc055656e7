-- expects: the script took more than
local digits = ("9"):rep(1000000)
while true do tonumber(digits) end
