-- expects: there is no `rawlen` in a notice
rawlen(shared)
