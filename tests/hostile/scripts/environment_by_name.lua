-- expects: there is no `_ENV` in a notice
local e = _ENV
print(e)
