-- expects: the script took more than
tostring(trusted.loud())
