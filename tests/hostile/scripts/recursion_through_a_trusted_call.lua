-- expects: calls are nested more than 1000 deep
local function again() trusted.call(again) end
again()
