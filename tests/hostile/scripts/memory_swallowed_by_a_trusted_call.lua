-- expects: the script took more than
while true do
  trusted.attempt(function()
    local t = {}
    for i = 1, 1e9 do t[i] = {} end
  end)
end
