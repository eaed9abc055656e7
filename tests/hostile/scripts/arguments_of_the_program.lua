-- expects: there is no `arg` in a notice
print(arg[0])
