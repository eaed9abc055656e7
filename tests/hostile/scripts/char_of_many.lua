-- expects: the script took more than
local bytes = {}
for i = 1, 250 do bytes[i] = 65 end
while true do local s = string.char(table.unpack(bytes)) end
