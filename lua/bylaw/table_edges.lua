-- SPDX-License-Identifier: MIT
-- table_edges: where a rule's results jump, and its boundaries as worked cases.

local CASES_MAX = 400
local RECORDS_FOR_CLIFFS, RECORDS_FOR_CASES = 64, 2

-- Cliffs

-- What a row gives at a record that belongs to another row next to it.
local function given_by(explored, row, place, cells)
  local node = explored.rows[row].results[place]
  return node and core.number(explored.table, node.id, cells) or nil
end

function kit.fact_text(field, cell)
  if cell and field.type == "number" then return kit.decimal(cell) end
  return kit.word_of(field, kit.fact_of_cell(field, cell))
end

-- The one fact that two records differ in.
local function fact_between(rule, a, b)
  for place, field in ipairs(rule.fields) do
    if a[place] ~= b[place] then return field end
  end
end

-- The codes and the yes or no on the way to a record, but for one fact.
local function circumstances(explored, cells, but)
  local _, _, steps = core.decide(explored.table, cells)
  local words, told = {}, { [but] = true }
  for i = 1, #steps, 2 do
    local question = explored.asked[steps[i]].question
    local field = question.field
    if field and not told[field] then
      local cell = cells[field.place]
      told[field] = true
      words[#words + 1] = kit.label_of(field) .. " "
        .. (question.ask == "present" and cell and "有" or kit.fact_text(field, cell))
    end
  end
  return table.concat(words, ", ")
end

local function difference(result, before, after)
  if result.type == "bool" or result.type == "code" or not before or not after then return "" end
  local size = core.exact(result.type, after - before)
  return string.format(" (%s%s)", after > before and "+" or "", tostring(size))
end

-- A jump of one result between two records side by side; nil when the rows agree where they meet.
local function jump(rule, explored, question, place, rows, a, b)
  local result = rule.results[place]
  local before = given_by(explored, rows[1], place, b)
  local after = given_by(explored, rows[2], place, b)
  if before == after or kit.lacks_facts(rule, explored.rows[rows[1]])
    or kit.lacks_facts(rule, explored.rows[rows[2]]) then
    return nil
  end
  if result.type == "money" and before and after and math.abs(after - before) <= 1 then
    return nil -- rounding, not a jump
  end
  local field = fact_between(rule, a, b)
  local around, meets = circumstances(explored, b, field), ""
  if question.left.op ~= "constant" and question.right.op ~= "constant" then
    meets = " (where " .. kit.name_of_node(question.left, kit.label_of) .. " meets "
      .. kit.name_of_node(question.right, kit.label_of) .. ")"
  end
  return string.format("%s %s → %s%s: %s %s → %s%s  %s%s", kit.label_of(field),
    kit.fact_text(field, a[field.place]), kit.fact_text(field, b[field.place]), meets,
    kit.label_of(result),
    kit.fact_text(result, before), kit.fact_text(result, after), difference(result, before, after),
    kit.cite_of(question), around ~= "" and "  [" .. around .. "]" or "")
end

-- Ways as boxes: what each says of single facts. Two boxes that touch at an edge of one fact and
-- overlap in all others meet in a jump, so none is missed; what compares several facts is not in a
-- box, and its edges are found beside the records of boundary.lua.

local function side_of_cells(list)
  local set = {}
  for _, cell in ipairs(list) do set[cell] = true end
  return { list = list, set = set }
end

local function side_of_codes(question, answers)
  local list = {}
  for i = 1, question.options do
    if answers[i] then list[#list + 1] = kit.cell_of(question.field, question.values[i]) end
  end
  return side_of_cells(list)
end

local function side_of_all(field)
  local least, most = kit.field_limits(field)
  return { least = least, most = most }
end

-- The first whole number for which a comparison with a constant turns, for each sign.
local function edge_of(sign, limit)
  return (sign == "<" or sign == "≥" or sign == "=") and limit or limit + 1
end

local function narrow(side, field, sign, limit)
  side = side or side_of_all(field)
  local edge = edge_of(sign, limit)
  if sign == "<" or sign == "≤" then side.most = math.min(side.most, edge - 1) end
  if sign == ">" or sign == "≥" then side.least = math.max(side.least, edge) end
  if sign == "=" then side.least, side.most = limit, limit end
  return side
end

local function box_of(way)
  local box = {}
  for _, condition in ipairs(way) do
    local question, answers = condition.question, condition.answers
    local field = question.field
    if question.left then
      local about, sign, limit = kit.comparison(question, answers)
      if about.op == "field" and limit.op == "constant" then
        box[about.field.place] = narrow(box[about.field.place], about.field, sign, limit.value)
      end
    elseif question.ask == "code" then
      box[field.place] = side_of_codes(question, answers)
    else
      box[field.place] = answers[1] and side_of_all(field) or side_of_cells { false }
    end
  end
  return box
end

-- A cell in both sides, or nil; a side that is nil allows any.
local function common_cell(a, b, any)
  if not a and not b then return any end
  a, b = a or b, b or a
  if a.set and b.set then
    for _, cell in ipairs(a.list) do
      if b.set[cell] then return cell end
    end
    return nil
  end
  if a.set or b.set then return nil end
  local least, most = math.max(a.least, b.least), math.min(a.most, b.most)
  if any and any >= least and any <= most then return any end
  return least <= most and least or nil
end

-- A record in both boxes but for one fact, which is at the edge; nil when they do not overlap.
local function record_between(rule, a, b, place, any)
  local cells = {}
  for i in ipairs(rule.fields) do
    if i == place then
      cells[i] = b[i].least
    else
      cells[i] = common_cell(a[i], b[i], any[i])
    end
    if cells[i] == nil then return nil end
  end
  return cells
end

-- Calls visit(a, b) for records on both sides of each edge between two boxes.
local function between_boxes(rule, explored, visit)
  local boxes, any = {}, kit.records_by_chance(rule, explored, 3)()
  for i, way in ipairs(kit.ways(explored)) do boxes[i] = box_of(way) end
  for _, a in ipairs(boxes) do
    for _, b in ipairs(boxes) do
      for place in ipairs(rule.fields) do
        local touch = a[place] and b[place] and a[place].most and a[place].most < math.maxinteger
          and a[place].most + 1 == b[place].least
        local cells = touch and record_between(rule, a, b, place, any)
        if cells then
          local before = table.move(cells, 1, #cells, 1, {})
          before[place] = cells[place] - 1
          visit(before, cells)
        end
      end
    end
  end
end

local function beside_records(rule, explored, visit)
  kit.boundaries(rule, explored, RECORDS_FOR_CLIFFS, function(_, group)
    for i = 1, #group - 1 do
      local field = fact_between(rule, group[i], group[i + 1])
      if field and group[i + 1][field.place] - group[i][field.place] == 1 then
        visit(group[i], group[i + 1])
      end
    end
  end, true)
end

-- The question that tells two records apart.
local function question_between(explored, a, b)
  local _, _, steps = core.decide(explored.table, a)
  local _, _, others = core.decide(explored.table, b)
  for i = 1, #steps, 2 do
    if steps[i + 1] ~= others[i + 1] then return explored.asked[steps[i]].question end
  end
end

-- By fact, then by position, then as they were found.
local function texts_in_order(list)
  table.sort(list, function(x, y)
    for i = 1, 3 do
      if x[i] ~= y[i] then return x[i] < y[i] end
    end
    return false
  end)
  local lines = {}
  for i, entry in ipairs(list) do lines[i] = entry.text end
  return table.concat(lines, "\n") .. "\n"
end

-- Every jump at a threshold: the last value before it, the first one after it, what the rule gives
-- just before and just after where both rows meet, the article, and the codes that it holds for.
-- With `only`, those of that fact.
function kit.table_cliffs(rule, explored, only)
  local out, seen = {}, {}
  local function visit(a, b)
    local rows = { core.decide(explored.table, a), (core.decide(explored.table, b)) }
    local question = rows[1] ~= rows[2] and question_between(explored, a, b)
    local key = question and table.concat({ question.key, rows[1], rows[2] }, " ")
    if not question or not question.left or seen[key] then return end
    if only and fact_between(rule, a, b) ~= only then return end
    seen[key] = true
    for place in ipairs(rule.results) do
      local text = jump(rule, explored, question, place, rows, a, b)
      local field = fact_between(rule, a, b).place
      out[#out + 1] = text and { field, b[field], #out, text = text }
    end
  end
  between_boxes(rule, explored, visit)
  beside_records(rule, explored, visit)
  if #out > 0 then return texts_in_order(out) end
  return rule.name .. " has no jumps" .. (only and " in " .. kit.label_of(only) or "") .. "\n"
end

-- The fact of that name or label.
function kit.fact_called(rule, name)
  local names = {}
  for _, field in ipairs(rule.fields) do
    if field.name == name or field.label == name then return field end
    names[#names + 1] = field.name
  end
  error(string.format('%s has no fact "%s"; did you mean "%s"?', rule.name, name,
    kit.nearest(name, names)), 0)
end

-- Cases

-- A fact as a test file writes it.
local function literal(field, cell)
  local fact = kit.fact_of_cell(field, cell)
  if fact == nil then return "null" end
  if field.type == "number" then return kit.decimal(cell) end
  if field.type == "date" or field.type == "time" or type(fact) == "string" then
    return string.format("%q", tostring(fact))
  end
  return (string.gsub(tostring(fact), "[,%%]", ""))
end

function kit.members(fields, cells)
  local words = {}
  for i, field in ipairs(fields) do
    if kit.is_explored(field) then
      words[#words + 1] = field.name .. " = " .. literal(field, cells[field.place or i])
    end
  end
  return table.concat(words, ", ")
end

-- The question and the answer of a rule that is a function.
local function step_of_rule(rule, _, cells, results)
  local fields = {}
  for _, field in ipairs(rule.fields) do
    if cells[field.place] or field.nullable then fields[#fields + 1] = field end
  end
  return string.format("%q, { %s },\n    { %s }", rule.name, kit.members(fields, cells),
    kit.members(rule.results, results))
end

local function sentence(rule, question, cells, results)
  local words = {}
  local field = question.field
  for id in next, not field and question.left.atoms or {} do
    field = field or rule.explored.nodes[id].field
  end
  for id in next, not field and question.right.atoms or {} do
    field = field or rule.explored.nodes[id].field
  end
  if field then words[1] = field.name .. " " .. kit.fact_text(field, cells[field.place]) end
  for i, result in ipairs(rule.results) do
    words[#words + 1] = result.name .. " " .. kit.fact_text(result, results[i])
  end
  return rule.name .. ": " .. table.concat(words, ", ")
end

-- A test file with the records of boundary.lua, each once.
function kit.table_cases(rule, explored, path)
  local step_of = rule.measure and kit.step_of_measure or step_of_rule
  local out = { "-- The boundaries of " .. rule.name .. ", as bylaw table --cases wrote them.", "",
    string.format("policy %q", path) }
  local seen, count = {}, 0
  kit.boundaries(rule, explored, RECORDS_FOR_CASES, function(question, group)
    for _, cells in ipairs(group) do
      local _, results = core.decide(explored.table, cells)
      local step = step_of(rule, explored, cells, results)
      if step and not seen[step] and count < CASES_MAX then
        seen[step], count = true, count + 1
        out[#out + 1] = string.format("\ncase %q {\n  { %s },\n}",
          sentence(rule, question, cells, results), step)
      end
    end
  end)
  return table.concat(out, "\n") .. "\n"
end
