-- expects: there is no `math.random` in a notice
local x = math.random()
