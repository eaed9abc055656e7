-- SPDX-License-Identifier: MIT
-- tabulate: what was explored, as a table of core/rule, and records as its cells.
--
-- The table's branches stand in an order in which answers lead onwards. A count that was tried
-- value by value becomes a chain of equalities. `asked[i]` tells of branch i which question of the
-- tree it is, so that a path can be told.

local function new_parts(exploration, rule)
  local parts = { fields = {}, nodes = {}, branches = {}, results = {}, asked = {},
    row_count = #exploration.rows, result_count = #rule.results, values = {} }
  for i, field in ipairs(rule.fields) do
    parts.fields[i] = kit.is_explored(field) and field.type or "count" -- never asked
  end
  for i, node in ipairs(exploration.nodes) do parts.nodes[i] = node end
  for _, row in ipairs(exploration.rows) do
    for i in ipairs(rule.results) do
      local node = row.results[i]
      parts.results[#parts.results + 1] = node and node.id or 0
    end
  end
  return parts
end

-- Branches with those that their answers lead to behind them.
local function in_order(root)
  local order, seen = {}, {}
  local function visit(branch)
    if not branch.question or seen[branch] then return end
    seen[branch] = true
    for i = #branch.answers, 1, -1 do visit(branch.answers[i]) end
    table.insert(order, 1, branch)
  end
  visit(root)
  return order
end

local function is_chain(question)
  return question.ask == "code" and question.field.type == "count"
end

-- How many branches of the table a question takes.
local function size_of(question)
  if not is_chain(question) then return 1 end
  local absent = question.options > #question.values
  return math.max(#question.values - 1, absent and 0 or 1) + (absent and 1 or 0)
end

-- The place of a branch, or minus that of a row.
local function target(places, answer)
  return answer.question and places[answer] or -answer.place
end

local function put(parts, branch, ask, left, right, answers)
  parts.branches[#parts.branches + 1] = { ask = ask, left = left, right = right, answers = answers }
  parts.asked[#parts.branches] = branch
end

local function put_code(parts, places, branch)
  local question, answers = branch.question, {}
  for i, answer in ipairs(branch.answers) do answers[i] = target(places, answer) end
  if question.options == #question.values then answers[#answers + 1] = answers[1] end
  put(parts, branch, "code", question.field.place, 0, answers)
end

local function constant_node(parts, value)
  for place, node in ipairs(parts.nodes) do
    if node.op == "constant" and node.kind == "count" and node.value == value then return place end
  end
  parts.nodes[#parts.nodes + 1] = { op = "constant", kind = "count", value = value }
  return #parts.nodes
end

local function field_node(parts, field)
  for place, node in ipairs(parts.nodes) do
    if node.op == "field" and node.value == field.place then return place end
  end
  parts.nodes[#parts.nodes + 1] = { op = "field", kind = field.type, value = field.place }
  return #parts.nodes
end

local function put_chain(parts, places, branch)
  local question, answers = branch.question, branch.answers
  if question.options > #question.values then
    put(parts, branch, "present", question.field.place, 0,
      { #parts.branches + 2, target(places, answers[#answers]) })
  end
  local left = field_node(parts, question.field)
  for i = 1, math.max(#question.values - 1, 1) do
    local last = i >= #question.values - 1
    local otherwise = last and target(places, answers[math.min(i + 1, #question.values)])
      or #parts.branches + 2
    put(parts, branch, "equal", left, constant_node(parts, question.values[i]),
      { target(places, answers[i]), otherwise })
  end
end

local function put_branch(parts, places, branch)
  local question = branch.question
  if is_chain(question) then return put_chain(parts, places, branch) end
  if question.ask == "code" then return put_code(parts, places, branch) end
  local answers = { target(places, branch.answers[1]), target(places, branch.answers[2]) }
  if question.ask == "present" then
    return put(parts, branch, "present", question.field.place, 0, answers)
  end
  put(parts, branch, question.ask, question.left.id, question.right.id, answers)
end

-- The table of an exploration, and what its branches ask.
function kit.tabulate(rule, exploration)
  local parts, places, next_place = new_parts(exploration, rule), {}, 1
  local order = in_order(exploration.root)
  for _, branch in ipairs(order) do
    places[branch] = next_place
    next_place = next_place + size_of(branch.question)
  end
  for _, branch in ipairs(order) do put_branch(parts, places, branch) end
  return core.table(parts), parts.asked
end

-- Cells

-- The place of each code in its list, counting from 0.
function kit.places_of_codes(codes)
  local places = {}
  for place, code in ipairs(codes) do places[code] = place - 1 end
  return places
end

-- A fact as a whole number; false when it is absent, nil when it has more decimals than a cell.
function kit.cell_of(field, value)
  if value == nil then return false end
  if field.type == "code" then return field.places[value] end
  if field.type == "bool" then return value and 1 or 0 end
  local _, units, numerator, denominator = core.units(value)
  if field.type ~= "number" then return units end
  local millionths = numerator * 1000000
  return millionths % denominator == 0 and millionths // denominator or nil
end

-- The cells of records: the fields that are text stay out. Nil when a fact fits in no cell.
function kit.cells_of(rule, records)
  local cells = {}
  for i, fields in ipairs(rule.records) do
    for _, field in ipairs(fields) do
      local cell = kit.is_explored(field) and kit.cell_of(field, records[i][field.name])
      if cell == nil then return nil end
      cells[field.place] = cell
    end
  end
  return cells
end

-- A cell as the fact that it stands for.
function kit.fact_of_cell(field, cell)
  if not cell then return nil end
  if field.type == "code" then return field.codes[cell + 1] end
  if field.type == "bool" then return cell == 1 end
  return core.exact(field.type, cell)
end
