-- expects: there is no `_G` in a notice
for k in pairs(_G) do print(k) end
