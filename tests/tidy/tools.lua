-- SPDX-License-Identifier: MIT
-- tools.lua - checks that other programs make. One that is not there is left out, and said so.

local MODULES = "lua5.4 sqlite3 libuv jansson libutf8proc nettle libedit"

-- The paths, quoted, of the files that `wanted` says yes to.
local function paths(house, wanted)
  local list = {}
  for _, file in ipairs(house.files) do
    if not house.is_data(file.path) and wanted(file) then
      list[#list + 1] = house.quote(file.path)
    end
  end
  return list
end

local function skipped(house, tool)
  if house.installed(tool) then return false end
  print("tidy: " .. tool .. " is not installed, so it was not asked")
  return true
end

-- Reports those lines of a tool that have the form `path:line: words`.
local function report(house, lines)
  for _, line in ipairs(lines) do
    local path, number, words = line:match "^([^:%s]+):(%d+):%s*(.+)$"
    if path then house.finding(path, tonumber(number), "%s", words) end
  end
end

local function compile_headers(house)
  local flags = table.concat(house.output_of("pkg-config --cflags " .. MODULES), " ")
  for _, path in ipairs(paths(house, function(file) return file.path:find "^core/.*%.h$" end)) do
    local plain = path:sub(2, -2)
    local lines = house.output_of("gcc -std=gnu11 -fsyntax-only -Wall -Wextra -Icore " .. flags ..
      " -include " .. path .. " -x c /dev/null")
    for _, line in ipairs(lines) do
      if line:find "error: " or line:find "warning: " then
        house.finding(plain, 1, "does not compile alone: %s", line)
        break
      end
    end
  end
end

local function ask_luacheck(house)
  local list = paths(house, function(file) return file.kind == "lua" end)
  if #list == 0 or skipped(house, "luacheck") then return end
  report(house, house.output_of("luacheck --no-color --codes --formatter plain "
    .. table.concat(list, " ")))
end

local function ask_clang_format(house)
  if skipped(house, "clang-format") then return end
  local version = house.output_of("clang-format --version")[1] or ""
  if not version:find "version 14%." then
    return print("tidy: the form is clang-format 14's, so this one was not asked: " .. version)
  end
  local list = paths(house, function(file) return file.kind == "c" or file.kind == "h" end)
  if #list == 0 then return end
  local last
  for _, line in ipairs(house.output_of("clang-format --dry-run --Werror "
      .. table.concat(list, " "))) do
    local path, number = line:match "^([^:%s]+):(%d+):%d+: error:"
    if path and path ~= last then
      house.finding(path, tonumber(number), "not in clang-format's form, from here on")
      last = path
    end
  end
end

local function ask_shellcheck(house)
  local list = paths(house, function(file) return file.text:find "^#!/bin/sh\n" end)
  if #list == 0 or skipped(house, "shellcheck") then return end
  report(house, house.output_of("shellcheck --format gcc " .. table.concat(list, " ")))
end

return function(house)
  compile_headers(house)
  ask_luacheck(house)
  ask_clang_format(house)
  ask_shellcheck(house)
end
