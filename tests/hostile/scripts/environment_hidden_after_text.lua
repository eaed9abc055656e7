-- expects: there is no `_ENV` in a notice
local t = "-- [["; local e = _ENV.print --]]
