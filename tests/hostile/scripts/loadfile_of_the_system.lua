-- expects: there is no `loadfile` in a notice
loadfile("/etc/passwd", "t")
