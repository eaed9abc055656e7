-- SPDX-License-Identifier: MIT
-- verdict: what a measure of an award makes of one line, as a rule: its status and its sum.
--
-- Where awards made before are compared by a tier, that is a third result.
--
-- The rule asks what the award asks, the same functions of the notice, but stops at the first
-- condition that fails. So a measure has a decision table as any rule has. What several lines or
-- earlier awards have to say, the stages of the award, is not in it.
--
-- Its records are the element that a line is for, if it is for one, and the request. What a measure
-- makes of lists and of text are `facts` of its own, and given.

local verdicts = { { "no_line", "不适用" }, { "qualified", "符合" }, { "pending_review", "待评选" },
  { "referral", "优先推荐" }, { "not_assessed", "事实不全" }, { "not_qualified", "不符合" } }
local shape = "verdict* verdict -- 结论\ngross* money -- 金额"

local nothing = core.money "0"

function kit.place_of_verdict(name)
  for place, entry in ipairs(verdicts) do
    if entry[1] == name then return place end
  end
end

local function types_of(notice)
  local types, values, labels = { verdict = {} }, {}, {}
  for i, entry in ipairs(verdicts) do values[i], labels[entry[1]] = entry[1], entry[2] end
  for name, list in next, notice.types do types[name] = list end
  types.verdict.values, types.verdict.labels = values, labels
  return types
end

local function records_of(award, measure)
  local request = kit.fields_without(award.fields, "")
  local first = measure.each
    and kit.fields_without(kit.field_named(award.fields, measure.each).fields, "") or request
  for _, fact in ipairs(measure.facts) do first[#first + 1] = fact.field end
  return measure.each and { first, request } or { request }
end

-- Whether a line is made for x, as far as its facts say so.
local function has_line(rule, x)
  local measure = rule.measure
  if measure.only then return kit.apart(measure.only, measure.cite, measure.only, x) end
  return not rule.asks_first or x[measure.first] ~= nil
end

-- A condition whose parts are explored each by itself.
local function apart(condition, measure)
  local cite = kit.cite_of_condition(condition, measure)
  local function part(f, call)
    return f and function(...) return kit.apart(f, cite, call or f, ...) end
  end
  local copy = { facts = condition.facts, test = condition.test, pending = condition.pending }
  return { when = part(condition.when), pending = condition.pending,
    hold = part(condition.test, function(...) return kit.hold(copy, ...) end) }
end

local function conditions_of(award, measure)
  local list = {}
  for _, conditions in ipairs { award.general, measure.conditions } do
    for _, condition in ipairs(conditions) do list[#list + 1] = apart(condition, measure) end
  end
  return list
end

-- What the conditions come to: "failed", "missing", "pending" or "met".
local function outcome(conditions, measure, x, q, line)
  local missing, pending = false, false
  for _, condition in ipairs(conditions) do
    if not condition.when or condition.when(q, line) then
      local met, _, lacks = condition.hold(x, q, line, measure)
      if met == false then return "failed" end
      if #lacks > 0 and condition.pending then pending = true end
      missing = missing or (#lacks > 0 and not condition.pending)
    end
  end
  return missing and "missing" or pending and "pending" or "met"
end

-- The fact of a line by which an award made before is as high or lower, if there is one.
local function tier_of(measure)
  return type(measure.same) == "table" and measure.same.at_least or nil
end

local function body_of(rule, award, measure)
  local conditions = conditions_of(award, measure)
  local function part(f, ...) return kit.apart(f, measure.cite, f, ...) end
  local tier = tier_of(measure)
  return function(x, q)
    q = q or x
    if not has_line(rule, x) then return "no_line", nothing end
    local line = { item = measure.name, reasons = {} }
    local found = outcome(conditions, measure, x, q, line)
    if found == "failed" then return "not_qualified", nothing end
    if found == "missing" then return "not_assessed", nothing end
    if measure.referral then return "referral", nothing end
    if found == "pending" or (measure.pending and part(measure.pending, x, q, line)) then
      return "pending_review", nothing
    end
    local gross = part(measure.gross, x, q, line)
    return "qualified", gross, tier and line[tier]
  end
end

-- Completes a rule of the rulebook that stands for a measure.
function kit.verdict(rule)
  local award, measure = rule.award, rule.measure
  local types = types_of(award.notice)
  rule.notice, rule.label, rule.cite = award.notice, measure.term, measure.cite
  rule.body = body_of(rule, award, measure)
  local tier = tier_of(measure)
  local results = tier and shape .. "\n" .. tier .. " count -- 档次" or shape
  kit.lay_out(rule, records_of(award, measure), kit.fields(results, types), types)
  for _, field in ipairs(rule.records[1]) do
    if field.name == measure.first then rule.asks_first = kit.is_explored(field) end
  end
end

-- Cases

-- The fields that the table asks about or calculates with.
local function asked_of(explored)
  local asked = {}
  for _, node in ipairs(explored.nodes) do
    if node.field then asked[node.field] = true end
  end
  for _, branch in ipairs(explored.asked) do
    if branch.question.field then asked[branch.question.field] = true end
  end
  return asked
end

-- The cells without those that are neither asked for nor needed in a request.
local function needed_cells(rule, asked, cells)
  local needed = {}
  for place, field in ipairs(rule.fields) do
    local wanted = asked[field] or field.required or field.with_field
    needed[place] = wanted and cells[place] or false
  end
  if not asked[rule.named.award_year] then
    needed[rule.named.award_year.place] = rule.notice.issued.year
  end
  return needed
end

-- The members of one record.
local function members_of(fields, cells)
  local shown, words = {}, {}
  for _, field in ipairs(fields) do
    if kit.is_explored(field) then
      shown[#shown + 1] = cells[field.place] and field or nil
    elseif field.required then
      words[#words + 1] = string.format("%s = %q", field.name, field.name)
    end
  end
  words[#words + 1] = #shown > 0 and kit.members(shown, cells) or nil
  return table.concat(words, ", ")
end

-- Whether the award takes a request with these facts at all.
local function is_taken(award, request)
  for _, rule in ipairs(award.rules or {}) do
    if not rule[5](request) then return false end
  end
  return not award.check or award.check(request) == nil
end

-- A record as a request to the award, and the line that it gives; nil for one that is refused or
-- makes no line. A year that the table does not ask for is that of the notice.
function kit.step_of_measure(rule, explored, cells, results)
  local award, measure = rule.award, rule.measure
  if #measure.facts > 0 or (measure.first and not rule.asks_first) then
    error(rule.name .. " rests on lists or on what it makes of them: no request can be written", 0)
  end
  cells = needed_cells(rule, asked_of(explored), cells)
  local records = kit.facts_of(rule, cells)
  local verdict = kit.fact_of_cell(rule.results[1], results[1])
  if verdict == "no_line" or not is_taken(award, records[#records]) then return nil end
  local request = members_of(rule.records[#rule.records], cells)
  if measure.each then
    request = request .. string.format(",\n      %s = { { %s } }", measure.each,
      members_of(rule.records[1], cells))
  end
  local gross = string.gsub(tostring(kit.fact_of_cell(rule.results[2], results[2])), ",", "")
  return string.format("\"award\", { %s },\n    { measures = { { item = %q, status = %q,"
    .. " gross = %s } } }", request, rule.name, verdict, gross)
end
