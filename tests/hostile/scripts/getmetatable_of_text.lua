-- expects: there is no `getmetatable` in a notice
getmetatable("").__index = {}
