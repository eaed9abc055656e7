-- expects: table.unpack gives at most
select("#", table.unpack({}, 1, 1e6))
