-- expects: cannot be changed
function string.trim() end
