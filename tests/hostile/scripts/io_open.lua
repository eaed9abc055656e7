-- expects: there is no `io` in a notice
io.open("/etc/passwd")
