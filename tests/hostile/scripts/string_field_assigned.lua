-- expects: attempt to index a string value
local s = "x"
s.len = nil
