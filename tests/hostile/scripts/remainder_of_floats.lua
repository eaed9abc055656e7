-- expects: the script took more than 10000000 steps
local a, b, s = 1e308, 3e-308, 0 while true do s = a % b end
