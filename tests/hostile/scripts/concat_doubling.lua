-- expects: a string would be longer than
local s = "x"
while true do s = s .. s end
