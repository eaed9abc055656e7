-- expects: the script took more than
for _ in function() return 1 end do end
