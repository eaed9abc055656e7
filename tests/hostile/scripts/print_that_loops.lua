-- expects: the script took more than
print(trusted.loud())
