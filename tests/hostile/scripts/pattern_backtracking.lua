-- expects: there is no `string.match` in a notice
("a"):rep(1e5):match((".*"):rep(20) .. "b")
