-- expects: cannot be changed
function pairs() end
