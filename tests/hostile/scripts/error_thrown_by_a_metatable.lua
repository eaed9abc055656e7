-- expects: there is no `setmetatable` in a notice
error(setmetatable({}, { __tostring = function() while true do end end }))
