-- expects: Chinese goes into strings
print（"x"）
