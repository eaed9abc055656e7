-- SPDX-License-Identifier: MIT
-- plan: a whole award as data, for core/host/planned.h, which judges rows in columns by it.
--
-- An award has a plan where its measures are decision tables and all else of it is declared: the
-- facts that are made, the check of lists, what an award before excludes, the stages. What is told
-- here of the lines of an award is what award.lua and stacking.lua do with them, row by row.
--
-- Places of fields, measures, lists and facts count from 1.

local function place_of(list, name)
  for place, entry in ipairs(list) do
    if entry.name == name then return place end
  end
end

local function kinds_of(fields)
  local kinds = {}
  for i, field in ipairs(fields) do kinds[i] = kit.is_explored(field) and field.type or "count" end
  return kinds
end

-- The lists of records of the request.
local function lists_of(award)
  local lists = {}
  for place, field in ipairs(award.fields) do
    if field.list and field.fields then
      lists[#lists + 1] = { name = field.name, place = place, fields = field.fields,
        kinds = kinds_of(field.fields) }
    end
  end
  return lists
end

-- The facts by which lines, and awards made before, are told apart: all codes and texts of an award
-- made before.
local function names_of(lists)
  local priors, codes, texts = place_of(lists, "prior_awards"), {}, {}
  for _, field in ipairs(priors and lists[priors].fields or {}) do
    if field.type == "code" and field.name ~= "item" then
      codes[#codes + 1] = { name = field.name, codes = field.codes }
    elseif kit.is_text(field) then
      texts[#texts + 1] = { name = field.name }
    end
  end
  return { codes = codes, texts = texts }
end

-- Where those that are shown stand in an element.
local function shown_in(names, fields, shown)
  local found = { codes = {}, texts = {} }
  for _, kind in ipairs { "codes", "texts" } do
    for k, name in ipairs(names[kind]) do
      local place = shown[name.name] and place_of(fields, name.name)
      local field, needless = fields[place], {}
      if field and field.unless then
        local other = fields[place_of(fields, field.with_field)]
        for code, value in ipairs(other.codes) do
          if not kit.asks_for(field, value) then needless[#needless + 1] = code end
        end
      end
      found[kind][k] = { place = place or 0, needless = needless,
        asked_by = field and field.unless and place_of(fields, field.with_field) or 0 }
    end
  end
  return found
end

local function set_of(list)
  local set = {}
  for _, name in ipairs(list) do set[name] = true end
  return set
end

-- The names of a declaration of `once` among those that tell lines apart.
local function alike(plan, out, text)
  local left = set_of(kit.words(text))
  out.once, out.once_a_year, left.award_year = "alike", left.award_year, nil
  for _, kind in ipairs { "codes", "texts" } do
    out["once_" .. kind] = {}
    for k, name in ipairs(plan.names[kind]) do
      out["once_" .. kind][k], left[name.name] = left[name.name] or false, nil
    end
  end
  if next(left) ~= nil then out.once = "unknown" end
end

local function once_of(plan, measure, out)
  if out.part then
    out.once, out.prior_part = "parts", place_of(plan.names.texts, measure.together)
    if not out.prior_part then out.once = "unknown" end
  elseif type(measure.same) == "string" then
    alike(plan, out, measure.same)
  elseif type(measure.same) == "table" then
    out.once, out.tier = "tier", 3
    plan.tier = measure.same.at_least
  else
    out.once = measure.same and "unknown" or "never"
  end
end

local function add_facts(award, plan, measure, out)
  for i, fact in ipairs(measure.facts) do
    local known = { name = fact.field.name, kind = fact.kind, parameter = fact.parameter }
    if not fact.kind then return measure.name .. " makes a fact by a function of its own" end
    if fact.kind == "any" then
      known.list = place_of(plan.lists, fact.list)
      known.field = place_of(plan.lists[known.list].fields, fact.name)
    else
      known.field = place_of(award.fields, fact.name)
      known.before = fact.before and place_of(award.fields, fact.before)
      known.above = fact.above and place_of(plan.facts, fact.above)
    end
    plan.facts[#plan.facts + 1], out.facts[i] = known, #plan.facts + 1
    if fact.parameter and out.reads then out.reads[fact.parameter] = true end
  end
end

local function measure_of(award, plan, measure, contest, tables)
  local out = { name = measure.name, facts = {}, window = measure.kind == "as_decided" and "none"
    or measure.kind == "yearly" and "year" or "asked" }
  plan.measures[#plan.measures + 1] = out
  out.names = shown_in(plan.names, {}, {})
  if not measure.gross and not measure.referral then return end
  if measure.id then return measure.name .. " names its lines by a function of its own" end
  if tables then
    local rule = kit.find_rule(measure.name)
    out.table = kit.table_in_force(measure.name)
    out.reads = rule.reads
    if not out.table then return rule.reason or measure.name .. " is no table" end
  end
  local fields = award.fields
  out.list = measure.each and place_of(plan.lists, measure.each)
  if out.list then
    fields = plan.lists[out.list].fields
    out.names = shown_in(plan.names, fields, set_of(measure.shown))
  end
  local first = not measure.only and kit.field_named(fields, measure.first)
  if first and not kit.is_explored(first) then
    if not first.list then return measure.name .. " begins with a text" end
    out.counted = place_of(fields, measure.first)
  end
  out.is_one, out.remains = measure.together ~= nil, measure.remaining
  out.part = type(measure.together) == "string" and place_of(fields, measure.together) or nil
  once_of(plan, measure, out)
  if contest and contest.item == measure.name then out.score = place_of(fields, contest.score) end
  return add_facts(award, plan, measure, out)
end

local function checks_of(award, plan)
  local checks = {}
  for i, check in ipairs(award.distinct or {}) do
    local list = place_of(plan.lists, check.list)
    local fields = plan.lists[list].fields
    local other = check.filled and kit.field_named(fields, check.other)
    checks[i] = { list = list, names = shown_in(plan.names, fields, set_of(check.names)),
      must_differ = #check.names > 0, filled = check.filled and place_of(fields, check.filled),
      filled_by = other and place_of(fields, check.other),
      filled_code = other and kit.places_of_codes(other.codes)[check.value] + 1 }
    for _, name in ipairs(check.names) do
      if not place_of(plan.names.codes, name) and not place_of(plan.names.texts, name) then
        return nil
      end
    end
  end
  return checks
end

local order = { awarded_before = 1, superseded = 2, stacking = 3 }

-- The stages, or nil when they are not those that a plan has, in its order.
local function stages_of(award)
  local stages, last = {}, 0
  for _, stage in ipairs(award.stages) do
    local place = type(stage) == "table" and order[stage.kind] or 0
    if place <= last then return nil end
    stages[stage.kind], last = stage, place
  end
  return stages
end

-- Of one list of records beside the request: its place, and those of the facts.
local function places_in(plan, name, facts)
  local list = place_of(plan.lists, name)
  local found = { list = list }
  for _, fact in ipairs(facts) do
    found[fact] = list and place_of(plan.lists[list].fields, fact)
  end
  return found
end

-- The measure of each code of an item.
local function items_of(award, plan)
  for _, list in ipairs(plan.lists) do
    local field = kit.field_named(list.fields, "item")
    local items = {}
    for i, code in ipairs(field and field.codes or {}) do
      items[i] = place_of(award.measures, code) or 0
    end
    if field then plan.items = plan.items or items end
    if field and #items ~= #plan.items then return nil end
  end
  plan.items = plan.items or {}
  return plan.items
end

-- Answers, for core/rule/plan.h: nil when it can't be said, else the value, false when there is
-- none.

-- Facts of which only these may be asked.
local function only(facts)
  return setmetatable({}, { __index = function(_, name)
    if facts[name] == nil then error("it asks for " .. tostring(name), 0) end
    return facts[name] or nil
  end })
end

local function is_in_force(award, year)
  for _, rule in ipairs(award.rules or {}) do
    if not rule[5](only { award_year = year }) then return 0 end
  end
  return 1
end

-- The kind of a line as a number, and which text tells it apart further: the text of the group ends
-- with it.
local function kind_of(plan, group, known, measure, texts, codes)
  local x, marked = { item = plan.measures[measure].name }, nil
  for k, name in ipairs(plan.names.codes) do x[name.name] = name.codes[codes[k]] or false end
  for k, name in ipairs(plan.names.texts) do
    x[name.name] = texts >> (k - 1) & 1 == 1 and "\1" .. k .. "\1" or false
  end
  local text = group(only(x))
  local head, mark = string.match(text, "^([^\1]*)\1(%d)\1$")
  if head then
    marked = math.tointeger(tonumber(mark))
  elseif string.find(text, "\1", 1, true) then
    return nil
  end
  local key = (head or text) .. "\1" .. (mark or "")
  for _, other in ipairs(known) do -- a text of a request must not make one kind of two
    local begins = other.mark and other.head ~= (head or text)
      and string.find(head or text, other.head, 1, true) == 1
    local begun = head and other.head ~= head and string.find(other.head, head, 1, true) == 1
    if begins or begun then return nil end
  end
  if not known[key] then
    known[#known + 1] = { head = head or text, mark = mark }
    known[key] = #known
  end
  return known[key], marked
end

local function exact_cell(value)
  local _, units, _, _, exact = core.units(value)
  if exact ~= false then return units end
end

local function answers_of(award, plan, stages)
  local known = {}
  local answers = {
    in_force = function(year) return is_in_force(award, year) end,
    at_end = function(year, fact)
      local value = kit.unseen(kit.at_year_end, plan.facts[fact].parameter, year)
      return value ~= nil and exact_cell(value)
    end,
    since = function() return exact_cell(kit.read_parameter(stages.superseded.since)) end,
    lifetime = function()
      return kit.read_parameter(stages.stacking.window) == "lifetime" and 1 or 0
    end,
    kind = function(_, _, measure, texts, ...)
      return kind_of(plan, stages.stacking.group, known, measure, texts, { ... })
    end,
  }
  return function(kind, ...)
    local found = table.pack(pcall(answers[kind], ...))
    if found[1] then return table.unpack(found, 2, found.n) end
  end
end

-- The plan of an award with the parameters as they are now; nil and why when it has none. Without
-- `tables` it has none of them, nor what they read.
function kit.award_plan(award, contest, tables)
  local stages = stages_of(award)
  if award.prepare or award.own_check then return nil, "it prepares or checks requests" end
  if not stages then return nil, "its stages are functions of its own" end
  kit.use_rules()
  local plan = { lists = lists_of(award), facts = {}, measures = {} }
  plan.fields, plan.names = kinds_of(award.fields), names_of(plan.lists)
  plan.year = place_of(award.fields, "award_year")
  for _, measure in ipairs(award.measures) do
    local reason = measure_of(award, plan, measure, contest, tables)
    if reason then return nil, reason end
  end
  plan.checks = checks_of(award, plan)
  if not plan.checks or not items_of(award, plan) then return nil, "its lists differ too much" end
  plan.priors = places_in(plan, "prior_awards", { "item", "award_year", "amount", plan.tier })
  plan.priors.tier = plan.tier and plan.priors[plan.tier]
  local all = {}
  for _, kind in ipairs { "codes", "texts" } do
    for _, name in ipairs(plan.names[kind]) do all[name.name] = true end
  end
  local fields = plan.priors.list and plan.lists[plan.priors.list].fields or {}
  plan.priors.names = shown_in(plan.names, fields, all)
  plan.superiors = places_in(plan, "superior_rules", { "item", "amount", "issued_on" })
  plan.awards_once = stages.awarded_before ~= nil
  plan.is_superseded, plan.stacks = stages.superseded ~= nil, stages.stacking ~= nil
  plan.no_line, plan.qualified = kit.place_of_verdict "no_line", kit.place_of_verdict "qualified"
  plan.pending = kit.place_of_verdict "pending_review"
  plan.ask = answers_of(award, plan, stages)
  return plan
end
