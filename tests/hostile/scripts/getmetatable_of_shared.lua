-- expects: there is no `getmetatable` in a notice
getmetatable(shared).__newindex = nil
