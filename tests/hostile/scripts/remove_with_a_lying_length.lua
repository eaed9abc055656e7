-- expects: wants a plain table
table.remove(trusted.lying(), 1)
