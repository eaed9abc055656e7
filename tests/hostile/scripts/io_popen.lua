-- expects: there is no `io` in a notice
io.popen("id")
