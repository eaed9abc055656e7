-- expects: there is no `os` in a notice
local now = os.time()
