-- expects: the script took more than
for i = math.mininteger, math.maxinteger do end
