-- SPDX-License-Identifier: MIT
-- grid: a table of figures as a text prints it, each of its cells a parameter.
--
--   local cells = notice:grid "sanction" {
--     columns = "pay_min 绩效年薪下限, pay_max 绩效年薪上限, ban_years 年限",
--     rows = [[
--       general_direct  第三十三条(一)  0%   50%   -
--       major_direct    第三十三条(三)  100% 100%  ?
--     ]],
--   }
--   local p = notice:parameters { ..., cells.parameters }
--   cells "general_direct"        { pay_min = 0 %, pay_max = 50 % } as in force, and its cite
--   cells.rows                    the names of its rows
--
-- The parameter of a cell is called sanction.general_direct.pay_max and labelled with the words for
-- its column. A cell is a percentage, 50%, or a count; "-" is none at all and "?" a count that the
-- text leaves open. No count may be more than `most`.

local known = kit.known { "columns", "rows", "most" }

local function column_of(text)
  local columns = {}
  kit.entries("the columns of a grid", "columns " .. text, function(_, entries)
    for i, entry in ipairs(entries) do columns[i] = { name = entry[1], label = entry[2] } end
  end)
  return columns
end

-- The declaration of one cell's parameter; nil when the cell is none.
local function cell_of(name, written, label, most)
  if written == "-" then return nil end
  local share, count = string.match(written, "^(%d+)%%$"), math.tointeger(tonumber(written))
  local value = share and core.fraction(math.tointeger(tonumber(share)), 100) or count
  if written ~= "?" and not value then
    kit.complain('a cell of a grid is 50%%, 3, - or ?, not "%s"', written)
  end
  return { name, value, type = share and "percent" or "count", label = label,
    most = not share and most or nil }
end

local function row_of(line, columns, most)
  local words = {}
  for word in string.gmatch(line, "%S+") do words[#words + 1] = word end
  local row = { name = words[1], cite = words[2], columns = {}, figures = { cite = words[2] } }
  if #words ~= #columns + 2 then
    kit.complain("row %s of a grid has %d cells, not %d", row.name, #words - 2, #columns)
  end
  for i, column in ipairs(columns) do
    local cell = cell_of(row.name .. "." .. column.name, words[i + 2], column.label, most)
    row.figures[#row.figures + 1] = cell
    if cell then row.columns[#row.columns + 1] = column.name end
  end
  return row
end

function kit.grid(name, decl)
  kit.expect("a grid's name", name, "string")
  kit.only("grid ", decl, known, name)
  local columns = column_of(kit.expect("the columns of grid ", decl.columns, "string", name))
  local rows, names, figures = {}, {}, {}
  for line in string.gmatch(kit.expect("the rows of grid ", decl.rows, "string", name),
    "%S[^\n]*") do
    local row = row_of(line, columns, decl.most)
    if rows[row.name] then kit.complain("row %s of grid %s stands twice", row.name, name) end
    row.figures.of, figures[#figures + 1] = name, row.figures
    rows[row.name], names[#names + 1] = row, row.name
  end
  local function read(_, row_name)
    local row, cells = rows[row_name], {}
    if not row then
      kit.complain('grid %s has no row "%s"; did you mean "%s"?', name, tostring(row_name),
        kit.nearest(row_name, names))
    end
    for _, column in ipairs(row.columns) do
      cells[column] = kit.read_parameter(name .. "." .. row_name .. "." .. column)
    end
    return cells, row.cite
  end
  return setmetatable({ rows = names, parameters = figures }, { __call = read })
end
