-- expects: there is no `xpcall` in a notice
local h
function h() return h() end
xpcall(h, h)
