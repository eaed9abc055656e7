-- expects: there is no `require` in a notice
local l = require "io"
