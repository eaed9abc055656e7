-- expects: the script took more than
local hay = ("a"):rep(500000)
local needle = ("a"):rep(250000) .. "b"
while true do hay:contains(needle) end
