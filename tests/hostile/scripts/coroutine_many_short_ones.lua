-- expects: there is no `coroutine` in a notice
while true do coroutine.wrap(function() end)() end
