-- expects: string.format has no `%p`
local a = string.format("%p", {})
