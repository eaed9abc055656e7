-- expects: a string would be longer than
local s = ("x"):rep(200000)
local t = s .. s .. s .. s .. s .. s .. s .. s
