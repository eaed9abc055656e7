-- expects: the script took more than
local f = ("%.99f"):rep(200)
while true do local ok = trusted.attempt(function() return f:format(1e300) end) end
