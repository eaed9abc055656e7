-- expects: there is no `getfenv` in a notice
local g = getfenv(0)
