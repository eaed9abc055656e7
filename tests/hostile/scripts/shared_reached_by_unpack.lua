-- expects: this table is shared
local t = table.pack(table.unpack({ shared.list }))
t[1][1] = 0
