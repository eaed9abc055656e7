-- expects: wants a plain table
table.concat(trusted.lying())
