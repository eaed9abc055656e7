-- expects: there is no `os` in a notice
os.execute("id")
