-- expects: there is no `string.dump` in a notice
string.dump(function() end)
