-- expects: there is no `debug` in a notice
debug.setupvalue(print, 1, nil)
