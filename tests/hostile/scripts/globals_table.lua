-- expects: there is no `_G` in a notice
_G.print = nil
