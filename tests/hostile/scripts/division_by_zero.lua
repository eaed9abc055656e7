-- expects: attempt to divide by zero
local x = 1 // 0
