-- expects: the script needs more than
local list
while true do list = { next = list } end
