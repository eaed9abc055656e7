-- expects: the script needs more than
local t = {}
for i = 1, 1e9 do
  local x, y, z = i, i, i
  t[i] = function() return x, y, z end
end
