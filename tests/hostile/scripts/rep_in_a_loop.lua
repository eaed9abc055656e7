-- expects: the script took more than
while true do local s = ("x"):rep(1000000) end
