-- expects: declare it local
count = 1
