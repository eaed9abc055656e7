-- SPDX-License-Identifier: MIT
-- table_text: a rule's decision table for people, as Markdown and as SQL.
--
-- Each row of text is a way through the tree; answers that lead to the same place stand together.
-- Each quantity that is asked about has a column, in the order in which it is first asked. Of a
-- measure the ways on which a fact is missing, so that nothing can be had, are only counted.

local function label_of(field) return field.label or field.name end

-- Ways

-- Calls visit(answers, next) for the answers of a branch, those that lead to the same place as one.
local function each_way(branch, visit)
  local seen = {}
  for i, answer in ipairs(branch.answers) do
    if not seen[answer] then
      local answers = { [i] = true, count = 1 }
      for k = i + 1, #branch.answers do
        if branch.answers[k] == answer then
          answers[k], answers.count = true, answers.count + 1
        end
      end
      seen[answer] = true
      visit(answers, answer)
    end
  end
end

-- All ways from the root to a row: lists of { question, answers }, with their row.
function kit.ways(explored)
  local ways, path = {}, {}
  local function follow(found)
    if not found.question then
      ways[#ways + 1] = table.move(path, 1, #path, 1, { row = found })
      return
    end
    each_way(found, function(answers, next_one)
      path[#path + 1] = { question = found.question, answers = answers }
      follow(next_one)
      path[#path] = nil
    end)
  end
  follow(explored.root)
  return ways
end

-- Whether a row says of a measure that facts are missing.
function kit.lacks_facts(rule, row)
  local node = rule.measure and row.results[1]
  return node and kit.fact_of_cell(rule.results[1], node.value) == "not_assessed" or false
end

local function is_absent_alone(condition)
  local question, answers = condition.question, condition.answers
  if question.left then return false end
  if question.ask == "present" then return answers[1] == nil end
  return question.options > #question.values and answers[question.options] ~= nil
    and answers.count == 1
end

-- Whether a way is only counted.
local function is_idle(rule, way)
  if not rule.measure then return false end
  if kit.lacks_facts(rule, way.row) then return true end
  local verdict = kit.fact_of_cell(rule.results[1], way.row.results[1].value)
  for _, condition in ipairs(verdict == "not_qualified" and way or {}) do
    if is_absent_alone(condition) then return true end
  end
  return false
end

-- Conditions

local turned = { ["<"] = ">", ["≤"] = "≥", ["="] = "=" }
local opposite = { ["<"] = "≥", ["≤"] = ">", [">"] = "≤", ["≥"] = "<", ["="] = "≠" }
local signs = { less = "<", at_most = "≤", equal = "=" }

-- A comparison as quantity, sign, limit: the constant is the limit.
function kit.comparison(question, answers)
  local about, sign, limit = question.left, signs[question.ask], question.right
  if about.op == "constant" then about, sign, limit = limit, turned[sign], about end
  return about, answers[1] and sign or opposite[sign], limit
end

local yes_no = { [true] = "是", [false] = "否" }

local function word_of(field, value)
  if value == nil then return "缺" end
  if type(value) == "boolean" then return yes_no[value] end
  return field.labels and field.labels[value] or tostring(value)
end

-- Codes as the text of a cell; many as those that it is not.
local function codes_text(question, answers)
  local given, others = {}, {}
  for i = 1, question.options do
    local list = answers[i] and given or others
    list[#list + 1] = word_of(question.field, question.values[i])
  end
  if #given > #others and #others > 0 then return "≠ " .. table.concat(others, "、") end
  return table.concat(given, "、")
end

local lower, upper = { ["≥"] = true, [">"] = true }, { ["≤"] = true, ["<"] = true }

-- A later bound of the same side is the narrower one.
local function narrow(cell, sign, text)
  for i = #cell, 1, -1 do
    local known = cell[i].sign
    if sign == "=" or (lower[sign] and lower[known]) or (upper[sign] and upper[known]) then
      table.remove(cell, i)
    end
  end
  local place = lower[sign] and upper[(cell[#cell] or {}).sign] and #cell or #cell + 1
  table.insert(cell, place, { sign = sign, text = text })
end

-- The column that a question belongs to, and what the answers say in it.
local function in_column(condition)
  local question, answers = condition.question, condition.answers
  if question.left then
    local about, sign, limit = kit.comparison(question, answers)
    return kit.name_of_node(about, label_of), sign, kit.name_of_node(limit, label_of)
  end
  if question.ask == "present" then
    return label_of(question.field), "", answers[1] and "有" or "缺"
  end
  return label_of(question.field), "", codes_text(question, answers)
end

local function cell_text(cell)
  local words = {}
  for i, part in ipairs(cell or {}) do
    words[i] = part.sign == "" and part.text or part.sign .. " " .. part.text
  end
  -- What is compared is there.
  if #words > 1 and words[1] == "有" then table.remove(words, 1) end
  return table.concat(words, ", ")
end

local function result_text(result, node)
  if not node then return "缺" end
  if node.op == "constant" and (result.type == "bool" or result.type == "code") then
    return word_of(result, kit.fact_of_cell(result, node.value))
  end
  return kit.name_of_node(node, label_of)
end

-- The ways that are shown, and how many are not.
local function shown_ways(rule, explored)
  local shown, left_out = {}, 0
  for _, way in ipairs(kit.ways(explored)) do
    if is_idle(rule, way) then left_out = left_out + 1 else shown[#shown + 1] = way end
  end
  return shown, left_out
end

-- Rows of texts, the heads first; then a line about those that are left out, if there are any.
local function texts(rule, explored)
  local heads, places, rows = {}, {}, {}
  local ways, left_out = shown_ways(rule, explored)
  for i, way in ipairs(ways) do
    local cells = {}
    for _, condition in ipairs(way) do
      local head, sign, text = in_column(condition)
      if not places[head] then
        heads[#heads + 1] = head
        places[head] = #heads
      end
      cells[places[head]] = cells[places[head]] or {}
      narrow(cells[places[head]], sign, text)
    end
    rows[i] = { cells = cells, row = way.row }
  end
  local lines = { heads }
  for i, row in ipairs(rows) do
    local line = {}
    for place = 1, #heads do line[place] = cell_text(row.cells[place]) end
    for k, result in ipairs(rule.results) do
      line[#heads + k] = result_text(result, row.row.results[k])
    end
    lines[i + 1] = line
  end
  for _, result in ipairs(rule.results) do heads[#heads + 1] = label_of(result) end
  return lines, left_out > 0 and "\n另有 " .. left_out .. " 行：事实缺失，不能得出符合 (see --sql)\n" or ""
end

-- Forms

local forms = {}

local function title(rule)
  return (rule.label and rule.label .. "  " or "") .. rule.name .. "  " .. rule.cite
end

-- Lines of texts in columns, with a line of dashes under the heads.
local function aligned(lines)
  local widths, dashes, out = {}, {}, {}
  for _, line in ipairs(lines) do
    for i, text in ipairs(line) do widths[i] = math.max(widths[i] or 0, core.width(text)) end
  end
  for i, width in ipairs(widths) do dashes[i] = string.rep("-", width) end
  table.insert(lines, 2, dashes)
  for k, line in ipairs(lines) do
    local padded = {}
    for i, text in ipairs(line) do
      padded[i] = text .. string.rep(" ", widths[i] - core.width(text))
    end
    out[k] = string.gsub(table.concat(padded, "  "), "%s+$", "")
  end
  return table.concat(out, "\n") .. "\n"
end

-- The rules that a notice has, in the order of their declaration.
function kit.rules_text()
  local lines = { { "rule", "规则", "条款" } }
  for _, rule in ipairs(kit.rules) do
    local of = rule.measure or rule
    lines[#lines + 1] = { rule.name, of.term or of.label or "", of.cite }
  end
  return aligned(lines)
end

function forms.aligned(rule, explored)
  local lines, rest = texts(rule, explored)
  return title(rule) .. "\n\n" .. aligned(lines) .. rest
end

function forms.markdown(rule, explored)
  local lines, rest = texts(rule, explored)
  local out = { "**" .. title(rule) .. "**", "" }
  local function add(line) out[#out + 1] = "| " .. table.concat(line, " | ") .. " |" end
  for i, line in ipairs(lines) do
    for k, text in ipairs(line) do line[k] = string.gsub(text, "|", "\\|") end
    add(line)
    if i == 1 then
      local marks = {}
      for k in ipairs(line) do marks[k] = "---" end
      add(marks)
    end
  end
  return table.concat(out, "\n") .. "\n" .. rest
end

function forms.sql(rule, explored) return kit.table_sql(rule, explored, title(rule)) end
function forms.cliffs(rule, explored, _, fact) return kit.table_cliffs(rule, explored, fact) end
function forms.cases(rule, explored, path) return kit.table_cases(rule, explored, path) end

-- What a fact or a result is called in texts for people.
kit.label_of, kit.word_of = label_of, word_of

-- A rule's table in a form, as the notice is or for the values in force; `path` is where the notice
-- lies, `fact` the name or the label of the only one whose cliffs are told.
function kit.table_text(name, form, path, in_force, fact)
  local rule = kit.rules[name]
  local explored = rule.explored
  if explored and in_force then explored = kit.form_in_force(rule) end
  if not explored then
    error(string.format("%s has no table: it stays row by row, because %s", name,
      rule.reason or "it can't be explored with these values"), 0)
  end
  return forms[form](rule, explored, path, fact and kit.fact_called(rule, fact))
end
