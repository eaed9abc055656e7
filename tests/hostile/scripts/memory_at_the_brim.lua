-- expects: the script took more than
-- Holds nearly all, then makes garbage: each collection is a full one.
local t = {}
for i = 1, 700000 do t[i] = {} end
while true do local x = {} end
