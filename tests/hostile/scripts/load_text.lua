-- expects: there is no `load` in a notice
load("while true do end")()
