-- expects: unfinished string
local s = "abc
