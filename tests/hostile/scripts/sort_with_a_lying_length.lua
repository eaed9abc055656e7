-- expects: wants a plain table
table.sort(trusted.lying())
