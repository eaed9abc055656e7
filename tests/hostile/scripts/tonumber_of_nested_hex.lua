-- expects: attempt to perform arithmetic on a nil value
local n = tonumber("0x" .. ("f"):rep(300)) + 1
