-- expects: wants a plain table
table.unpack(trusted.lying())
