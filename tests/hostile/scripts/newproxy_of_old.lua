-- expects: there is no `newproxy` in a notice
newproxy(true)
