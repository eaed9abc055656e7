-- expects: there is no `rawequal` in a notice
rawequal(shared, shared)
