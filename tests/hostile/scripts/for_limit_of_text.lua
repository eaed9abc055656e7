-- expects: bad 'for' limit
for i = 1, "x" do end
