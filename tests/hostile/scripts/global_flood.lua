-- expects: declare it local
for i = 1, 10 do flood = i end
