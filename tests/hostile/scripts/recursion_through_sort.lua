-- expects: C stack overflow
local function compare()
  table.sort({ 2, 1 }, compare)
  return false
end
compare()
