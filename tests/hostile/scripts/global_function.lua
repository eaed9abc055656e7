-- expects: declare it local
function helper() end
