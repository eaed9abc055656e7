-- expects: this table is shared
for _, inner in pairs({ shared.self }) do inner.list[1] = 0 end
