-- expects: table.concat joins text and numbers
table.concat({ {} })
