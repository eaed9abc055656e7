-- expects: there is no `rawget` in a notice
rawget(shared, "limit")
