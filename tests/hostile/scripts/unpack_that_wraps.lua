-- expects: table.unpack gives at most
table.unpack({}, math.mininteger, math.maxinteger)
