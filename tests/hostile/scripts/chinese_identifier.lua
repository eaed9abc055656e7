-- expects: Chinese goes into strings
local 收入 = 1
