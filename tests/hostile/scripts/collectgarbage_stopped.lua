-- expects: there is no `collectgarbage` in a notice
collectgarbage("stop")
while true do local t = {} end
