-- table_edges: where a rule's results jump, and its boundaries as worked cases.

local CASES_MAX = 400
local RECORDS_FOR_CLIFFS, RECORDS_FOR_CASES = 64, 2

-- Cliffs

-- What a row gives at a record that belongs to another row next to it.
local function given_by(explored, row, place, cells)
  local node = explored.rows[row].results[place]
  return node and core.number(explored.table, node.id, cells) or nil
end

local function fact_text(field, cell) return kit.word_of(field, kit.fact_of_cell(field, cell)) end

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
    local field = explored.asked[steps[i]].question.field
    if field and not told[field] then
      told[field] = true
      words[#words + 1] = kit.label_of(field) .. " " .. fact_text(field, cells[field.place])
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
  if before == after then return nil end
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
    fact_text(field, a[field.place]), fact_text(field, b[field.place]), meets,
    kit.label_of(result),
    fact_text(result, before), fact_text(result, after), difference(result, before, after),
    kit.cite_of(rule, question), around ~= "" and "  [" .. around .. "]" or "")
end

-- Every jump at a threshold: the last value before it, the first one after it, what the rule gives
-- just before and just after where both rows meet, the article, and the codes that it holds for.
function kit.table_cliffs(rule, explored)
  local out, seen = {}, {}
  kit.boundaries(rule, explored, RECORDS_FOR_CLIFFS, function(question, group)
    for i = 1, question.left and #group - 1 or 0 do
      local a, b = group[i], group[i + 1]
      local rows = { core.decide(explored.table, a), (core.decide(explored.table, b)) }
      local key = question.key .. " " .. rows[1] .. " " .. rows[2]
      local field = rows[1] ~= rows[2] and fact_between(rule, a, b)
      if field and b[field.place] - a[field.place] == 1 and not seen[key] then
        seen[key] = true
        for place in ipairs(rule.results) do
          out[#out + 1] = jump(rule, explored, question, place, rows, a, b)
        end
      end
    end
  end)
  if #out == 0 then return rule.name .. " has no jumps\n" end
  return table.concat(out, "\n") .. "\n"
end

-- Cases

-- A fact as a test file writes it.
local function literal(field, cell)
  local fact = kit.fact_of_cell(field, cell)
  if fact == nil then return "null" end
  if field.type == "date" or field.type == "time" or type(fact) == "string" then
    return string.format("%q", tostring(fact))
  end
  return (string.gsub(tostring(fact), "[,%%]", ""))
end

local function members(fields, cells)
  local words = {}
  for i, field in ipairs(fields) do
    local cell = cells[field.place or i]
    local explored = field.type ~= "text" and field.type ~= "id"
    if explored then words[#words + 1] = field.name .. " = " .. literal(field, cell) end
  end
  return table.concat(words, ", ")
end

local function given_fields(rule, cells)
  local fields = {}
  for _, field in ipairs(rule.fields) do
    if cells[field.place] or field.nullable then fields[#fields + 1] = field end
  end
  return fields
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
  if field then words[1] = field.name .. " " .. fact_text(field, cells[field.place]) end
  for i, result in ipairs(rule.results) do
    words[#words + 1] = result.name .. " " .. fact_text(result, results[i])
  end
  return rule.name .. ": " .. table.concat(words, ", ")
end

-- A test file with the records of boundary.lua, each once.
function kit.table_cases(rule, explored, path)
  local out = { "-- The boundaries of " .. rule.name .. ", as bylaw table --cases wrote them.", "",
    string.format("policy %q", path) }
  local seen, count = {}, 0
  kit.boundaries(rule, explored, RECORDS_FOR_CASES, function(question, group)
    for _, cells in ipairs(group) do
      local asked = members(given_fields(rule, cells), cells)
      if not seen[asked] and count < CASES_MAX then
        seen[asked], count = true, count + 1
        local _, results = core.decide(explored.table, cells)
        out[#out + 1] = string.format("\ncase %q {\n  { %q, { %s },\n    { %s } },\n}",
          sentence(rule, question, cells, results), rule.name, asked,
          members(rule.results, results))
      end
    end
  end)
  return table.concat(out, "\n") .. "\n"
end
