-- expects: there is no `string.gmatch` in a notice
for w in string.gmatch("a b", "%a+") do end
