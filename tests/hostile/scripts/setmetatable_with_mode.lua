-- expects: there is no `setmetatable` in a notice
setmetatable({}, { __mode = "k" })
