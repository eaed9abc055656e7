-- expects: there is no `setfenv` in a notice
setfenv(1, {})
