-- expects: attempt to perform arithmetic on a string value
local n = "1e308" + 1
