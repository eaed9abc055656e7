-- expects: there is no `load` in a notice
local function more() return 'x' end
load(more)
