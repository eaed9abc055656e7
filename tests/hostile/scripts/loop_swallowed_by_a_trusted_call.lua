-- expects: the script took more than
-- A trusted module may catch errors; the budget stays spent all the same.
while true do
  trusted.attempt(function() while true do end end)
end
