-- SPDX-License-Identifier: MIT
-- csource.lua - C text taken apart: which lines hold code, which hold comments.

local csource = {}

-- The place of the last byte of the token that opens at `at`, and what it is.
local function token(text, at)
  local two = text:sub(at, at + 1)
  if two == "/*" then return select(2, text:find("*/", at + 2, true)) or #text, "comment" end
  if two == "//" then return (text:find("\n", at, true) or #text + 1) - 1, "comment" end
  local quote = two:sub(1, 1)
  local stop = at + 1
  while stop <= #text and text:sub(stop, stop) ~= quote do
    stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
  end
  return stop, "text"
end

-- The text with comments and strings blanked, line for line the same; and the set of the numbers of
-- the lines that hold any of a comment.
function csource.split(text)
  local kept, commented, at, line = {}, {}, 1, 1
  while true do
    local start = text:find("[/\"']", at)
    if start and text:sub(start, start) == "/" and not text:find("^/[/*]", start) then
      kept[#kept + 1] = text:sub(at, start)
      line = line + select(2, text:sub(at, start):gsub("\n", ""))
      at = start + 1
    else
      local plain = text:sub(at, (start or #text + 1) - 1)
      kept[#kept + 1] = plain
      line = line + select(2, plain:gsub("\n", ""))
      if not start then return table.concat(kept), commented end
      local stop, what = token(text, start)
      local inner = text:sub(start, stop)
      local last = line + select(2, inner:gsub("\n", ""))
      if what == "comment" then for n = line, last do commented[n] = true end end
      kept[#kept + 1] = what == "text" and '""' or inner:gsub("[^\n]", " ")
      line, at = last, stop + 1
    end
  end
end

return csource
