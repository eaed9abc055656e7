-- SPDX-License-Identifier: MIT
-- form.lua - checks of the form of every text file.

local csource = require "csource"

local COLUMNS_MAX = 100
local kinds_of_columns = { c = true, h = true, lua = true, sh = true, cmake = true, sql = true,
  awk = true, bylaw = true, run = true }

-- Written in two halves each, so that this file does not find itself.
local unfinished = { "TO" .. "DO", "FIX" .. "ME", "X" .. "XX" }
local machine_paths = { "/wo" .. "rk/", "/tm" .. "p/h" }

local function check_line(house, file, number, line)
  if line:find("\t", 1, true) then house.finding(file.path, number, "a tab") end
  if line:find "[ \r]$" then house.finding(file.path, number, "a blank at the end of the line") end
  for _, word in ipairs(unfinished) do
    if line:find("%f[%w_]" .. word .. "%f[^%w_]") then
      house.finding(file.path, number, "%s: unfinished work stays out", word)
    end
  end
  local columns = utf8.len(line)
  if not columns then house.finding(file.path, number, "not UTF-8") end
  if kinds_of_columns[file.kind] and (columns or #line) > COLUMNS_MAX then
    house.finding(file.path, number, "%d columns, at most %d", columns, COLUMNS_MAX)
  end
end

-- The licence stands in the first line: in the comment that opens the file, or in one of its own.
local function check_licence(house, file)
  local opening = (file.kind == "lua" and "-- " or "/* ") .. "SPDX-License-Identifier: MIT"
  if (file.lines[1] or ""):sub(1, #opening) ~= opening then
    house.finding(file.path, 1, "the first line must be `%s`", opening)
  end
end

local function check_machine(house, file, number, line)
  for _, path in ipairs(machine_paths) do
    if line:find(path, 1, true) then
      house.finding(file.path, number, "%s: a path of one machine", path)
    end
  end
end

local function check_names(house, file)
  local number = 0
  for line in csource.split(file.text):gmatch "([^\n]*)\n" do
    number = number + 1
    if line:find "[\x80-\xff]" then
      house.finding(file.path, number, "not ASCII outside of texts and comments")
    end
  end
end

return function(house)
  for _, file in ipairs(house.files) do
    for number, line in ipairs(file.lines) do check_machine(house, file, number, line) end
    if not house.is_data(file.path) then
      for number, line in ipairs(file.lines) do check_line(house, file, number, line) end
      if file.text ~= "" and file.text:sub(-1) ~= "\n" then
        house.finding(file.path, #file.lines, "no newline at the end of the file")
      end
      if file.kind == "c" or file.kind == "h" then check_names(house, file) end
      if file.kind == "c" or file.kind == "h" or file.kind == "lua" then
        check_licence(house, file)
      end
    end
  end
end
