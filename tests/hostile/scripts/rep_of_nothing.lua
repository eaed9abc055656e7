-- expects: the script took more than
while true do local s = (""):rep(1e18) end
