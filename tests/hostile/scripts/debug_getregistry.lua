-- expects: there is no `debug` in a notice
local r = debug.getregistry()
