-- expects: there is no `pcall` in a notice
while true do pcall(function() while true do end end) end
