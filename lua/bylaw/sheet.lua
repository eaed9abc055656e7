-- SPDX-License-Identifier: MIT
-- sheet: a table of a notice, as text that is edited like one: a row a line, cells parted by "|".
-- A line that begins with a blank goes on in the row above. A long table is a list of such texts.
--
--   local tasks = notice:sheet("tasks", "id section:section kind:task_kind text note?", [[
--     k01 | 三(一)1 | plan | 行动计划 |
--   ]])
--   tasks[1].id, tasks:of("k01").kind
--   notice:list("task", tasks:codes "text")     the keys as codes, with a column as their terms
--
-- The columns are named once, in order; the first one is the key. A cell holds something unless its
-- column has a "?". Behind ":" stands what it holds: number, count, or the name of a list of codes;
-- with "*" it holds several, parted by commas, and none is an empty list. What does not fit is told
-- by the key of its row.

local Sheet = {}
Sheet.__index = Sheet

local function trimmed(text) return string.match(text, "^%s*(.-)%s*$") end

local readers = {
  text = function(cell) return cell end,
  number = function(cell)
    return string.match(cell, "^%-?%d+%.?%d*$") and core.ratio(cell) or nil
  end,
  count = function(cell) return string.match(cell, "^%d+$") and math.tointeger(tonumber(cell)) end,
}

local function reader_of(notice, kind)
  if readers[kind] then return readers[kind] end
  local codes = notice.types[kind]
  if not codes then kit.complain('a sheet holds no "%s", and there are no such codes', kind) end
  return function(cell) return notice:place(kind, cell) and cell, codes.values end
end

local function columns_of(notice, text)
  local columns = {}
  for word in string.gmatch(text, "%S+") do
    local name, blank, kind, many = string.match(word, "^([%w_]+)(%??):?([%w_]*)(%*?)$")
    if not name then kit.complain('can\'t read the column "%s"', word) end
    columns[#columns + 1] = { name = name, blank = blank == "?", many = many == "*",
      read = reader_of(notice, kind == "" and "text" or kind) }
  end
  return columns
end

local TEXT_BYTES_MAX = 4096 -- longer text makes everything the script does dearer

local function add_rows(rows, name, text)
  if #kit.expect("the rows of ", text, "string", name) > TEXT_BYTES_MAX then
    kit.complain("a text of %s has at most %d bytes; write several", name, TEXT_BYTES_MAX)
  end
  for line in string.gmatch(text, "[^\n]+") do
    if #rows > 0 and string.find(line, "^%s") then
      rows[#rows] = rows[#rows] .. " " .. trimmed(line)
    else
      rows[#rows + 1] = trimmed(line)
    end
  end
end

local function rows_of(name, texts)
  local rows = {}
  for _, text in ipairs(type(texts) == "table" and texts or { texts }) do
    add_rows(rows, name, text)
  end
  return rows
end

local function cells_of(row)
  local cells = {}
  for cell in string.gmatch(row .. "|", "([^|]*)|") do cells[#cells + 1] = trimmed(cell) end
  return cells
end

local function read_one(where, column, cell)
  local value, known = column.read(cell)
  if value then return value end
  kit.complain('%s: "%s" does not fit %s%s', where, cell, column.name,
    known and string.format('; did you mean "%s"?', kit.nearest(cell, known)) or "")
end

local function read_cell(where, column, cell)
  if column.many then
    local list = {}
    for one in string.gmatch(cell, "[^,]+") do
      list[#list + 1] = read_one(where, column, trimmed(one))
    end
    return list
  end
  if cell ~= "" then return read_one(where, column, cell) end
  if not column.blank then kit.complain("%s lacks its %s", where, column.name) end
end

function kit.sheet(notice, name, columns, texts)
  kit.expect("the columns of ", columns, "string", name)
  columns = columns_of(notice, columns)
  local sheet = { by_key = {} }
  for _, line in ipairs(rows_of(name, texts)) do
    local cells, row = cells_of(line), {}
    local where = string.format("%s %s", name, cells[1])
    if #cells ~= #columns then
      kit.complain("%s has %d cells, not %d", where, #cells, #columns)
    end
    for i, column in ipairs(columns) do row[column.name] = read_cell(where, column, cells[i]) end
    local key = row[columns[1].name]
    if sheet.by_key[key] then kit.complain("%s stands twice", where) end
    sheet.by_key[key], sheet[#sheet + 1] = row, row
  end
  sheet.key = columns[1].name
  return setmetatable(sheet, Sheet)
end

function Sheet:of(key) return self.by_key[key] end

function Sheet:codes(column)
  local codes = {}
  for i, row in ipairs(self) do codes[i] = { row[self.key], row[column] } end
  return codes
end
