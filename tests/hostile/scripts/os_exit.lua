-- expects: there is no `os` in a notice
os.exit(0)
