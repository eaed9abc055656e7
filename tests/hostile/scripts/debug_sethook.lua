-- expects: there is no `debug` in a notice
debug.sethook()
while true do end
