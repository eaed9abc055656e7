-- expects: there is no `package` in a notice
local l = package.loaded
