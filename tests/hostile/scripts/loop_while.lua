-- expects: the script took more than
while true do end
