-- expects: there is no `os` in a notice
print(os.getenv("HOME"))
