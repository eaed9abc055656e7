-- SPDX-License-Identifier: MIT
-- tidy.lua - holds the project to its house style: lua5.4 tests/tidy/tidy.lua [ROOT]
--
-- Prints one line `file:line: words` a finding, and exits 1 when there is any. There is no list of
-- exemptions; only files that are data of tests (hostile scripts, corpora) need no form.

local root = arg[1] or "."
local here = arg[0]:match("^(.*/)") or "./"
package.path = here .. "?.lua"

local findings = 0

local function finding(path, line, format, ...)
  findings = findings + 1
  print(("%s:%d: %s"):format(path, line, format:format(...)))
end

local function quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- The lines that a command run at the root prints, errors included.
local function output_of(command)
  local pipe <close> = assert(io.popen("cd " .. quote(root) .. " && " .. command .. " 2>&1"))
  local lines = {}
  for line in pipe:lines() do lines[#lines + 1] = line end
  return lines
end

local function installed(tool)
  return #output_of("command -v " .. tool) > 0
end

local function is_data(path)
  return path:find("^tests/hostile/scripts/") or path:find("/corpus/") or path:find("/data/")
end

local function read_files()
  local files = {}
  local command = "find . \\( -name .git -o -path ./build \\) -prune -o -type f -print"
  for _, found in ipairs(output_of(command)) do
    local path = found:gsub("^%./", "")
    local file <close> = assert(io.open(root .. "/" .. path, "rb"))
    local text = file:read "a"
    if not text:find("\0", 1, true) then
      local lines = {}
      for line in text:gmatch "([^\n]*)\n?" do lines[#lines + 1] = line end
      if lines[#lines] == "" then lines[#lines] = nil end
      local kind = path:match "%.([%w]+)$" or path:match "([^/]+)$"
      files[#files + 1] = { path = path, text = text, lines = lines, kind = kind }
    end
  end
  table.sort(files, function(a, b) return a.path < b.path end)
  return files
end

local checks = {
  form = require "form",
  sizes = require "sizes",
  includes = require "includes",
  tools = require "tools",
}

local files = read_files()
local house = {
  root = root, files = files, finding = finding, output_of = output_of, quote = quote,
  installed = installed, is_data = is_data, by_path = {},
}
for _, file in ipairs(files) do house.by_path[file.path] = file end
for _, name in ipairs { "form", "sizes", "includes", "tools" } do checks[name](house) end
print(("tidy: %d files, %d findings"):format(#files, findings))
os.exit(findings == 0)
