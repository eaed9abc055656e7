-- expects: there is no `warn` in a notice
warn("@on")
