-- SPDX-License-Identifier: MIT
-- rule: what somebody gets, as a plain function over facts.
--
--   local upgrade = notice:rule "equipment_upgrade" {
--     label = "设备更新补贴", cite = "二(一)2",
--     fields = [[                          as of a function (fields.lua); a comment is a label
--       sector*      sector                -- 行业
--       investment*  money >= 0            -- 设备投资额
--     ]],
--     results = "amount money",            one a line, in the order in which they are returned
--     function(firm)
--       if firm.sector == "manufacturing" and firm.investment >= p "upgrade.least" then
--         return at_most(firm.investment * p "upgrade.rate", p "upgrade.most")
--       end
--       return yuan(0)
--     end,
--   }
--
-- A function of two records has two texts: fields = { firm, project }; their names differ. When
-- somebody first asks, the rule is explored into a decision table (explore.lua), which is proven
-- equal to the function (prove.lua); `bylaw check` asks for all of them. Where it can't be, the
-- rule works row by row and rule.reason says why. The value of the declaration is the function
-- itself, for other rules to call: what it asks then cites its own article. `bylaw call` knows the
-- rule as a pure function that gives its results and a reason for each condition on the way.

local parts = kit.known { 1, "label", "cite", "fields", "results" }

-- A code knows the places and the terms of its list.
local function know_codes(fields, types)
  for _, field in ipairs(fields) do
    if field.codes then
      field.places = kit.places_of_codes(field.codes)
      for _, list in next, types do
        if list.values == field.codes and list.labels then field.labels = list.labels end
      end
    end
  end
  return fields
end

-- Gives the fields of all records their places.
function kit.lay_out(rule, records, results, types)
  rule.records, rule.results = records, know_codes(results, types)
  rule.fields, rule.named = {}, {}
  for _, fields in ipairs(records) do
    for _, field in ipairs(know_codes(fields, types)) do
      if rule.named[field.name] then
        kit.complain("rule %s has two facts %s", rule.name, field.name)
      end
      rule.fields[#rule.fields + 1], rule.named[field.name] = field, field
      field.place = #rule.fields
    end
  end
end

local function read(notice, name, decl)
  kit.only("rule ", decl, parts, name)
  local rule = { notice = notice, name = name, label = decl.label,
    cite = kit.expect("the cite of rule " .. name, decl.cite, "string"),
    body = kit.expect("the function of rule " .. name, decl[1], "function"),
    texts = type(decl.fields) == "table" and decl.fields or { decl.fields } }
  local records = {}
  for i, text in ipairs(rule.texts) do records[i] = kit.fields(text, notice.types) end
  kit.lay_out(rule, records, kit.fields(decl.results, notice.types), notice.types)
  if #rule.results == 0 then kit.complain("rule %s has no results", name) end
  return rule
end

local nothing = core.money "0"

-- Explores with the parameters as they are now. Gives what was explored, with its table; or nil and
-- the reason why not.
local function explore(rule)
  local explored, reason = kit.explore(rule)
  if not explored then return nil, reason end
  explored.table, explored.asked = kit.tabulate(rule, explored)
  return explored
end

-- Explores a rule once, with the values of the text, and proves its table.
function kit.explored(rule)
  if rule.explored or rule.reason then return end
  if rule.measure then kit.verdict(rule) end
  kit.as_written(function()
    rule.explored, rule.reason = explore(rule)
    if rule.explored then kit.prove(rule, rule.explored) end
  end)
end

-- Reasons

-- What a question looked at, as { name, value, needed }.
local function seen(explored, question, cells)
  if not question.left then
    local field = question.field
    return field.name, kit.fact_of_cell(field, cells[field.place]), nil
  end
  local about, limit = question.left, question.right
  if about.op == "constant" then about, limit = limit, about end
  local function value(node)
    return core.exact(node.kind, core.number(explored.table, node.id, cells))
  end
  return kit.name_of_node(about), value(about), value(limit)
end

-- Whether a row, or one below a branch, has more than 0, no and nothing to give.
function kit.gives(found)
  if found.gives == nil then
    found.gives = false
    for _, answer in ipairs(found.answers or {}) do
      found.gives = found.gives or kit.gives(answer)
    end
    for _, node in next, found.results or {} do
      found.gives = found.gives or (node and not (node.op == "constant" and node.value == 0))
    end
  end
  return found.gives
end

-- A code that would have let the record go on, when there is one only.
local function code_needed(branch)
  local needed
  for i, answer in ipairs(branch.answers) do
    if kit.gives(answer) and branch.question.values[i] ~= nil then
      if needed ~= nil then return nil end
      needed = branch.question.values[i]
    end
  end
  return needed
end

-- The article of a question: the parameter's that it compares with, else that of the rule that
-- asked it.
function kit.cite_of(question)
  local limit = question.left and (question.left.op == "constant" and question.left
    or question.right)
  return limit and limit.cite or question.cite
end

function kit.reasons_of(rule, explored, cells, steps, refused_at)
  local reasons, why_not = {}, nil
  for i = 1, #steps, 2 do
    local branch = explored.asked[steps[i]]
    local name, value, needed = seen(explored, branch.question, cells)
    local cite = kit.cite_of(branch.question)
    if i == refused_at then
      if branch.question.ask == "code" then needed = code_needed(branch) end
      why_not = { condition = name, value = value, needed = needed, cite = cite }
    end
    reasons[#reasons + 1] = { cite, rule.name .. "." .. name, value, needed }
  end
  if #reasons == 0 then reasons[1] = { rule.cite, rule.name } end
  return reasons, why_not
end

-- Answers

local function same_values(a, b)
  return a ~= nil and a[1] == b[1] and a[2] == b[2] and a[3] == b[3]
end

-- The explored form for the values in force: where they are not those of the text, one of its own.
function kit.form_in_force(rule)
  kit.explored(rule)
  if kit.are_as_written(rule.reads) then return rule.explored end
  local values = kit.in_force()
  if not same_values(rule.values, values) then
    local reads = rule.reads
    rule.values, rule.variant = values, explore(rule)
    for name in next, reads do rule.reads[name] = true end
  end
  return rule.variant
end

-- The table for the values in force, proven like the one of the text; nil for a rule that stays row
-- by row. It lives until other values are in force.
function kit.table_in_force(name)
  local rule = kit.rules[name]
  local form = kit.form_in_force(rule)
  if not form then return nil end
  if form ~= rule.explored and not form.is_proven then
    kit.prove(rule, form)
    form.is_proven = true
  end
  return form.table
end

local function answer_row_by_row(rule, q)
  local answer, records = {}, {}
  for i in ipairs(rule.records) do records[i] = q end
  local values = table.pack(rule.body(table.unpack(records)))
  for i, result in ipairs(rule.results) do answer[result.name] = values[i] end
  return answer, { { rule.cite, rule.name } }
end

local function answer(rule, q)
  local explored = kit.form_in_force(rule)
  if not explored then return answer_row_by_row(rule, q) end
  local records = {}
  for i in ipairs(rule.records) do records[i] = q end
  local cells = kit.cells_of(rule, records)
  if not cells then return answer_row_by_row(rule, q) end
  local _, results, steps, refused_at = core.decide(explored.table, cells)
  local given = {}
  for i, result in ipairs(rule.results) do
    given[result.name] = kit.fact_of_cell(result, results[i])
  end
  local reasons, why_not = kit.reasons_of(rule, explored, cells, steps, refused_at)
  given.why_not = why_not
  return given, reasons
end

-- Populations

-- What a row comes to: the first result that is money.
local function tally_of(rule)
  local place
  for i, result in ipairs(rule.results) do
    if result.type == "money" then place = place or i end
  end
  if not place then return nil end
  local function weigh(q)
    local records = {}
    for i in ipairs(rule.records) do records[i] = q end
    local amount = (select(place, rule.body(table.unpack(records)))) or nothing
    return { { item = rule.name, status = amount ~= nothing and "qualified" or "not_qualified",
      gross = amount, amount = amount } }, 0, false
  end
  return { measures = { { name = rule.name, term = rule.label, cite = rule.cite } }, weigh = weigh,
    reweigh = weigh, shape = "ties[] unfilled{}", result = place,
    rank = function() return { ties = {}, unfilled = {} } end }
end

function kit.rule(notice, name)
  kit.expect("a rule's name", name, "string")
  return function(decl)
    local rule, names = read(notice, name, decl), {}
    for i, result in ipairs(rule.results) do names[i] = result.name end
    kit.list_rule(rule)
    kit.tallies[name] = tally_of(rule)
    notice:pure(name) {
      label = rule.label, fields = rule.texts,
      answers = table.concat(names, " ") .. " why_not{condition value needed? cite}?",
      act = function(q) return answer(rule, q) end,
    }
    return function(...) return kit.within(rule, ...) end
  end
end
