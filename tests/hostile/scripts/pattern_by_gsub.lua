-- expects: there is no `string.gsub` in a notice
("a"):rep(1e5):gsub("a-", function() while true do end end)
