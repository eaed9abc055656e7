-- expects: there is no `rawset` in a notice
rawset(shared, "limit", 0)
