-- expects: table.unpack gives at most
table.unpack({}, 1, 1e8)
