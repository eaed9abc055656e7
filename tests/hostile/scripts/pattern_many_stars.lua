-- expects: there is no `string.find` in a notice
string.find(("a"):rep(3e4), (".-"):rep(50) .. "b")
