-- expects: the script took more than
local function again()
  trusted.attempt(again)
  while true do end
end
again()
