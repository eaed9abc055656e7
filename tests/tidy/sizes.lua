-- SPDX-License-Identifier: MIT
-- sizes.lua - checks of how long things are, and of what a header says.

local csource = require "csource"

local FUNCTION_MAX, FILE_MAX, HEADER_MAX = 70, 800, 150

local function check_length(house, file, most, what)
  if #file.lines > most then
    house.finding(file.path, most + 1, "%d lines, %s has at most %d", #file.lines, what, most)
  end
end

-- The form is clang-format's: what opens and closes in the first column is a function.
local function check_functions(house, file)
  local opened
  for number, line in ipairs(file.lines) do
    if line == "{" then opened = number end
    if line == "}" and opened then
      local length = number - opened + 1
      if length > FUNCTION_MAX then
        house.finding(file.path, opened, "a function of %d lines, at most %d", length, FUNCTION_MAX)
      end
      opened = nil
    end
  end
end

local function check_header(house, file)
  local name = file.path:match "[^/]+$"
  local opening = " * " .. name .. " - "
  if (file.lines[2] or ""):sub(1, #opening) ~= opening then
    house.finding(file.path, 2, "the second line must open with `%s`", opening)
  end
  if not file.path:find "^core/" then return end -- the rest is for the contracts of rooms
  local code, commented = csource.split(file.text)
  local number, code_count, comment_count = 0, 0, 0
  for line in code:gmatch "([^\n]*)\n" do
    number = number + 1
    if commented[number] and number > 1 then comment_count = comment_count + 1 end
    -- A declaration counts once, on however many lines it stands.
    if line:find ";%s*$" then code_count = code_count + 1 end
  end
  if comment_count < code_count then
    house.finding(file.path, 1, "%d lines of comment for %d of code", comment_count, code_count)
  end
end

return function(house)
  for _, file in ipairs(house.files) do
    if not house.is_data(file.path) then
      if file.kind == "c" or file.kind == "lua" then
        check_length(house, file, FILE_MAX, "a file")
      end
      if file.kind == "c" then check_functions(house, file) end
      if file.kind == "h" then
        check_length(house, file, HEADER_MAX, "a header")
        check_header(house, file)
      end
    end
  end
end
