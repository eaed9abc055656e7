-- expects: wants a plain table
table.insert(trusted.lying(), 1, 0)
