-- expects: attempt to compare
local t = { 3, 2, {}, 1 }
table.sort(t, function(a, b)
  for i = 1, 4 do t[i] = nil end
  return a < b
end)
