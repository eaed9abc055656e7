-- expects: there is no `dofile` in a notice
dofile("/etc/passwd")
