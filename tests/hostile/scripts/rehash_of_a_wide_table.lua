-- expects: the script took more than
local t = {}
for i = 1, 2^20 do t[i] = i end
t[-1] = 1
while true do
  t[-2] = 1; t[-2] = nil
  t[-3] = 1; t[-3] = nil
end
