-- expects: error object is a table value
error(trusted.loud())
