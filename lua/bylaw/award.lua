-- SPDX-License-Identifier: MIT
-- award: what one applicant gets: a line for each measure that it gives facts for, with its
-- conditions, its sum and its reasons.
--
--   local award = notice:award {
--     label =, fields =, check =, rules =,     as of any function
--     lists = { recognitions = { distinct = "title level ref",
--                                              facts that tell elements apart; a text that is not
--       filled = "ref with title product" } }, empty where another fact has the value
--     id = function(item, shown) ... end,      a line's id, of measures that say what it shows
--     prepare = function(q) ... end,           completes the request before it is judged
--     general = { ... },                       conditions of every line, before its own
--     stages = { award:awarded_before(), ... },  what follows from the lines together: those below,
--                                              or a function(lines, q)
--     shows = "project_id? tier? ...",         fields of a line beside those that all have
--     sums = "titles[]",                       fields of the answer beside the lines and the total,
--     sum = function(lines) ... end,           and what they are
--     cite = "末段",                           of the total
--   }
--   award:measure "equipment_upgrade" {
--     term = "...", cite = "二(一)2", kind = "once_a_project",
--     first = "equipment_investment",          the fact that makes a line
--     each = "projects", key = "project_id",   a line for each element, and what names it;
--     only = function(x) ... end,              for which elements, instead of `first`;
--     id = function(x) ... end,                the line's id and fields, instead of `key`;
--     shows = "title level ref",               facts that stand in the line, instead of `key`; one
--                                              that another fact makes needless does not
--     together = true,                         one line for all elements: the first that meets
--                                              the conditions stands for them; "ref": and the sum
--                                              is for each ref that does, also one paid this year
--     facts = { { "growth percent -- 增幅", function(x, q) ... end }, ... },
--                                              what is made of lists and text, as facts of x
--                                              (made.lua)
--     conditions = { ... },                    all are tested
--     pending = function(x, q, line) ... end,  met, but somebody must still choose
--     gross = function(x, q, line) ... end,    the sum, then reasons { rule, value } for it
--     also = { "第十条" },                     further articles that it rests on
--   }
--
-- A condition is the name of a fact that must be true, or
--   { name, "the facts that it needs", function(x, q, line) return met, value, needed end }
-- or { name, "the fact", at_least = "the parameter" }, or `above` it.
-- It may have a `cite` of its own (a text, or a function of the measure), and say `when` it is
-- tested. Where a fact is absent nothing is tested and the line is not assessed; a test may say so
-- too, with nil and the missing facts' names. What it shows is its own value, or the first fact.
--
-- x is the element of the list, or the request itself. A measure that gives a sum or refers is a
-- rule as well (verdict.lua): what its functions ask can be shown as a decision table.

local Award = {}
Award.__index = Award

local nothing = core.money "0"
local parts = kit.known { "label", "fields", "check", "prepare", "rules", "general", "stages",
  "lists", "id", "shows", "sums", "sum", "cite" }
local parts_of_measure = kit.known { "term", "cite", "kind", "first", "each", "key", "only", "id",
  "shows", "together", "facts", "conditions", "pending", "referral", "gross", "once", "remaining",
  "more", "title", "titles", "open_to", "entity_cite", "also" }

local function condition_of(entry)
  if type(entry) == "string" then
    return { name = entry, facts = { entry }, test = function(x) return x[entry] end }
  end
  local condition = { name = entry[1], facts = {}, test = entry[3], cite = entry.cite,
    when = entry.when, pending = entry.pending, quiet = entry.quiet }
  for fact in string.gmatch(entry[2] or "", "%S+") do
    condition.facts[#condition.facts + 1] = fact
  end
  local first, p = condition.facts[1], kit.read_parameter
  condition.test = condition.test
    or entry.at_least and function(x)
      local needed = p(entry.at_least)
      return x[first] >= needed, nil, needed
    end
    or entry.above and function(x)
      local needed = p(entry.above)
      return x[first] > needed, nil, needed
    end
    or function(x) return x[first] end
  return condition
end

local function conditions_of(list, cite)
  local conditions = {}
  for i, entry in ipairs(kit.whole("the conditions", list or {}, "")) do
    conditions[i] = condition_of(entry)
    conditions[i].cite = conditions[i].cite or cite
  end
  return conditions
end

-- What x shows in its line: no empty text, and no fact that another one makes needless.
local function shown_of(fields, names)
  local shown = {}
  for i, name in ipairs(names) do shown[i] = kit.field_named(fields, name) end
  return function(x)
    local line = {}
    for _, field in ipairs(shown) do
      local value = x[field.name]
      local asked = not field.unless or kit.asks_for(field, x[field.with_field])
      if asked and value ~= "" then line[field.name] = value end
    end
    return line
  end
end

-- Whether x meets all conditions of the measure, by facts of its own.
local function meets(measure, x, q)
  local line = { item = measure.name }
  for _, condition in ipairs(measure.conditions) do
    local applies = not condition.when or condition.when(q, line)
    if applies and not kit.hold(condition, x, q, line, measure) then return false end
  end
  return true
end

-- The line of a measure that has one for all elements.
local function one_line(measure, name, shown)
  return function(q)
    local first, passing
    for _, x in ipairs(q[measure.each] or {}) do
      if measure.only(x) then
        first = first or x
        passing = passing or (meets(measure, x, q) and x or nil)
      end
    end
    return first and { { passing or first, name, shown(first) } } or {}
  end
end

-- { x, line_id, fields of the line } for each line that the measure has in a request.
local function lines_of(self, measure, name)
  local function has_first(x)
    local fact = x[measure.first]
    return fact ~= nil and (type(fact) ~= "table" or #fact > 0)
  end
  if not measure.each then
    return function(q) return has_first(q) and { { q, name } } or {} end
  end
  measure.shown = kit.words(measure.shows or measure.key)
  local shown = shown_of(kit.field_named(self.fields, measure.each).fields, measure.shown)
  if measure.together then return one_line(measure, name, shown) end
  local id_of = measure.id or function(x, line)
    return measure.shows and self.id(name, line) or name .. ":" .. x[measure.key], line
  end
  local wanted = measure.only or has_first
  return function(q)
    local lines = {}
    for _, x in ipairs(q[measure.each] or {}) do
      if wanted(x) then
        lines[#lines + 1] = { x, id_of(x, shown(x)) }
      end
    end
    return lines
  end
end

-- What tells apart the elements that the one line of a measure is for: of those that meet its
-- conditions, in order.
function Award:parts_of(item, q)
  local measure, list = self.measures[item], {}
  for _, x in ipairs(q[measure.each] or {}) do
    if measure.only(x) and meets(measure, x, q) then list[#list + 1] = x[measure.together] end
  end
  return list
end

-- How many of them no award was for, and how many there are with those awarded in the award year.
local function count_parts(self, measure, q)
  local known, this_year, new, all = {}, {}, 0, 0
  for _, prior in ipairs(q.prior_awards or {}) do
    local part = prior[measure.together] or ""
    if prior.item == measure.name then
      known[part] = true
      if prior.award_year == q.award_year and not this_year[part] then
        this_year[part], all = true, all + 1
      end
    end
  end
  for _, part in ipairs(self:parts_of(measure.name, q)) do
    new = new + (known[part] and 0 or 1)
    all = all + (this_year[part] and 0 or 1)
    this_year[part] = true
  end
  return new, all
end

-- Whether an award made before is the same as a line's, as a function; a measure that pays for each
-- part is paid when every part is.
local function once_of(self, measure)
  local once, facts = measure.once, kit.field_named(self.fields, "prior_awards")
  if type(measure.together) == "string" then
    return function(_, _, q) return count_parts(self, measure, q) == 0 end
  elseif type(once) == "table" then
    local name = once.at_least
    return function(line, prior) return prior[name] ~= nil and prior[name] >= line[name] end
  elseif type(once) ~= "string" then
    return once
  end
  local names, is_text = kit.words(once), {}
  for _, name in ipairs(names) do
    is_text[name] = kit.is_text(kit.field_named(facts.fields, name))
  end
  return function(line, prior, q)
    for _, name in ipairs(names) do
      local mine, other = line[name], prior[name]
      if name == "award_year" then mine = q.award_year end
      if is_text[name] then mine, other = mine or "", other or "" end
      if mine ~= nil and mine ~= other then return false end
    end
    return true
  end
end

local function facts_of(self, decl)
  local facts = {}
  for i, fact in ipairs(decl.facts or {}) do
    facts[i] = kit.made_fact(fact, self.notice.types)
  end
  return facts
end

-- x with the facts that the measure makes of it.
function kit.seen_by(measure, x, q)
  if #measure.facts == 0 then return x end
  local made, absent = {}, {}
  for _, fact in ipairs(measure.facts) do
    local name = fact.field.name
    made[name] = fact.of(x, q, made)
    absent[name] = made[name] == nil
  end
  return setmetatable(made, { __index = function(_, name)
    if not absent[name] then return x[name] end
  end })
end

function Award:measure(name)
  return function(decl)
    kit.only("measure ", decl, parts_of_measure, name)
    local measure = { name = name }
    for key, value in next, decl do measure[key] = value end
    measure.conditions = conditions_of(decl.conditions, decl.conditions and decl.conditions.cite
      or decl.cite)
    self.has_titles = self.has_titles or decl.title ~= nil or decl.titles ~= nil
    measure.facts = facts_of(self, decl)
    measure.same, measure.once = decl.once, once_of(self, measure)
    if decl.gross or decl.referral then
      measure.lines = lines_of(self, measure, name)
      kit.list_rule { name = name, award = self, measure = measure }
    else
      measure.lines = function() return {} end
    end
    self.measures[#self.measures + 1], self.measures[name] = measure, measure
  end
end

-- Whether it is met (nil: that can't be said), what it saw, the facts that are missing, what was
-- needed.
local no_facts = {}
function kit.hold(condition, x, q, line, measure)
  local facts, missing = condition.facts, nil
  for i = 1, #facts do
    if x[facts[i]] == nil then
      missing = missing or {}
      missing[#missing + 1] = facts[i]
    end
  end
  if missing then return nil, nil, missing end
  local met, value, needed = condition.test(x, q, line, measure)
  if met == nil then return nil, nil, value end
  if value == nil and facts[1] then value = x[facts[1]] end
  return met, value, no_facts, needed
end

function kit.cite_of_condition(condition, measure)
  local cite = condition.cite
  if type(cite) == "function" then return cite(measure) end
  return cite
end

local function test_all(conditions, measure, x, q, line, found)
  for _, condition in ipairs(conditions) do
    if not condition.when or condition.when(q, line) then
      local met, value, missing, needed = kit.hold(condition, x, q, line, measure)
      if line.reasons and not condition.quiet then
        line.reasons[#line.reasons + 1] =
          { cite = kit.cite_of_condition(condition, measure), rule = condition.name,
            value = value, needed = needed, met = met }
      end
      if met == false then
        found.failed = true
        if not line.reasons then return end
      end
      if #missing > 0 and condition.pending then
        found.pending = true
      else
        for _, fact in ipairs(missing) do
          if not found.has[fact] then found.missing[#found.missing + 1] = fact end
          found.has[fact] = true
        end
      end
    end
  end
end

local function add_gross(self, measure, x, q, line)
  local gross, reasons = measure.gross(x, q, line)
  if type(measure.together) == "string" then
    local _, count = count_parts(self, measure, q)
    gross = gross * count
  end
  line.status, line.gross, line.amount = "qualified", gross, gross
  if not line.reasons then return end
  for _, reason in ipairs(reasons or { { "amount", gross } }) do
    line.reasons[#line.reasons + 1] =
      { cite = reason.cite or measure.cite, rule = reason[1], value = reason[2] }
  end
end

-- Tests conditions of x by itself, with the facts that a measure makes of it: whether one fails,
-- and the reasons.
function Award.test(_, conditions, x, measure)
  local line, found = { reasons = {} }, { missing = {}, has = {} }
  test_all(conditions, measure, kit.seen_by(measure, x, x), x, line, found)
  return found.failed or false, line.reasons
end
Award.conditions_of = conditions_of

local function judge(self, measure, element, q, line)
  local x, found = kit.seen_by(measure, element, q), { missing = {}, has = {} }
  test_all(self.general, measure, x, q, line, found)
  if line.reasons or not found.failed then
    test_all(measure.conditions, measure, x, q, line, found)
  end
  if found.failed then
    line.status = "not_qualified"
  elseif #found.missing > 0 then
    line.status, line.missing = "not_assessed", found.missing
  elseif measure.referral then
    line.status = "referral"
  elseif found.pending or (measure.pending and measure.pending(x, q, line)) then
    line.status = "pending_review"
  else
    add_gross(self, measure, x, q, line)
  end
  if measure.more then measure.more(x, q, line) end
end

-- A stage: what was awarded before is not awarded again. A measure says which awards of its item
-- are the same by the facts that a line and an award then have alike,
--   once = "title level ref"    "" when any is; of a fact that the line lacks nothing is asked
--   once = { at_least = "tier" }    one of this tier or of a higher one
-- or by a function(line, prior, q), and with `remaining = true` that only what they left of the sum
-- is paid. The reasons have the cite, or the line's own.
local function take_off(award, line, prior_awards, q, cite)
  local measure, sum, found = award.measures[line.item], nothing, false
  for _, prior in ipairs(measure.once and prior_awards or {}) do
    if prior.item == line.item and measure.once(line, prior, q) then
      sum, found = sum + prior.amount, true
    end
  end
  if not found then return end
  award:because(line, cite or line.cite, "already_awarded", sum)
  if measure.remaining and sum < line.gross then
    line.amount = line.gross - sum
  else
    line.status, line.amount = "already_awarded", nothing
  end
end
function Award:awarded_before(cite)
  return { kind = "awarded_before", run = function(lines, q)
    for _, line in ipairs(lines) do
      if line.status == "qualified" then take_off(self, line, q.prior_awards, q, cite) end
    end
  end }
end

-- A stage: a newer and better rule of those above takes the line out of this fund; newer than the
-- day of a parameter, `since`.
function Award:superseded(decl)
  local function look(line, rules)
    for _, rule in ipairs(rules) do
      if rule.item == line.item then
        local better = rule.issued_on > kit.read_parameter(decl.since) and rule.amount > line.gross
        self:because(line, decl.cite, "superior_rule", rule.amount, better)
        if better and rule.amount > (line.superior_amount or nothing) then
          line.status, line.amount, line.superior_amount = "superseded", nothing, rule.amount
        end
      end
    end
  end
  return { kind = "superseded", since = decl.since, run = function(lines, q)
    for _, line in ipairs(lines) do
      if line.status == "qualified" then look(line, q.superior_rules or {}) end
    end
  end }
end

-- Its fields but those that `names` tells; `partly`: to replace some facts of a claim.
function Award:fields_but(names, partly) return kit.fields_without(self.fields, names, partly) end
-- Those of the papers that an item needs that are not among those given.
function Award:missing_papers(item, given) return kit.missing(self.required(item), given) end

-- Adds a reason to a line that has reasons.
function Award.because(_, line, cite, rule, value, met)
  if not line.reasons then return end
  line.reasons[#line.reasons + 1] = { cite = cite, rule = rule, value = value, met = met }
end

-- All lines of a request. lines.of[line] is its x, lines.reasons are those of all together. Brief
-- lines have no reasons, and a line of a condition that fails is not looked at further.
function Award:assess(q, brief)
  if self.prepare then self.prepare(q) end
  local lines = { of = {}, reasons = {} }
  for _, measure in ipairs(self.measures) do
    kit.judging = measure.name
    for _, entry in ipairs(measure.lines(q)) do
      local line = { line_id = entry[2], item = measure.name, cite = measure.cite, gross = nothing,
        amount = nothing, reasons = not brief and {} or nil }
      for key, value in next, entry[3] or {} do line[key] = value end
      lines[#lines + 1], lines.of[line] = line, entry[1]
      judge(self, measure, entry[1], q, line)
    end
  end
  kit.judging = nil
  for _, stage in ipairs(self.stages) do
    if type(stage) == "table" then stage.run(lines, q) else stage(lines, q) end
  end
  return lines
end

function Award.total(_, lines)
  local total = nothing
  for _, line in ipairs(lines) do total = total + line.amount end
  return total
end

-- The first fact of the item that a line's id names: without it there is no such line.
function Award:first_fact(line_id)
  local measure = self.measures[string.match(line_id, "^[^:]*")]
  return measure and (measure.first or measure.each)
end

function Award.line(_, lines, line_id)
  for _, line in ipairs(lines) do
    if line.line_id == line_id then return line end
  end
end

local function answer(self, q)
  local lines = self:assess(q)
  local total, displaced = self:total(lines), {}
  for _, line in ipairs(lines) do
    if line.status == "displaced" then displaced[#displaced + 1] = line.line_id end
  end
  local list = {}
  for i, line in ipairs(lines) do list[i] = line end
  local result = self.sum and self.sum(lines, q) or {}
  result.measures, result.total, result.displaced = list, total, displaced
  result[self.applicant], result.award_year = q[self.applicant], q.award_year
  local reasons = {}
  for _, reason in ipairs(lines.reasons or {}) do reasons[#reasons + 1] = reason end
  reasons[#reasons + 1] = { self.cite, "total", total }
  return result, reasons
end

local line_shape = "measures[line_id item cite status gross amount %s missing[]?"
  .. " reasons[cite rule value? needed? met?]] total displaced[] %s"

-- A measure as "measures" tells it; a parameter without a value is null.
local function offered(self, measure)
  local row = { item = measure.name, term = measure.term, cite = measure.cite,
    kind = measure.kind, parameters = {} }
  if self.has_titles then row.title = measure.titles or { measure.title } end
  for _, parameter in ipairs(kit.parameter_list(measure.name .. ".")) do
    if parameter.name == measure.name .. ".in_force" then
      row.in_force = parameter.value
    else
      row.parameters[parameter.name] = parameter.value == nil and core.null or parameter.value
    end
  end
  return row
end

-- Declares the function "measures": what is on offer.
function Award:offer()
  self.notice:pure "measures" {
    label = "政策清单", fields = "item item",
    answers = "items[item term cite kind in_force? title[]? parameters{}]",
    act = function(q)
      local items, reasons = {}, {}
      for _, measure in ipairs(self.measures) do
        if q.item == nil or q.item == measure.name then
          items[#items + 1] = offered(self, measure)
          reasons[#reasons + 1] = { measure.cite, "measure", measure.name }
          for _, cite in ipairs(measure.also or {}) do
            reasons[#reasons + 1] = { cite, "measure", measure.name }
          end
        end
      end
      return { items = items }, reasons
    end,
  }
end

-- Declares the function "check_materials": the papers that an item needs.
--   required = function(item) return list of texts end, or
--   type = "the list of codes of papers", cites = { item = the article of its papers },
--   listed = "item  paper number, paper number ..." with a line for each item
--   cite = of its reasons, where `cites` has none of the item
function Award:papers(d)
  local listed = {}
  if d.listed then
    kit.entries("papers", d.listed, function(item, papers) listed[item] = papers end)
  end
  self.required = d.required or function(item)
    local codes = {}
    for i, paper in ipairs(listed[item] or {}) do codes[i] = paper[1] end
    return codes
  end
  local function told(item)
    if d.required then return self.required(item) end
    local rows = {}
    for i, paper in ipairs(listed[item] or {}) do
      rows[i] = { code = paper[1], cite = d.cites[item] .. paper[2],
        term = self.notice.types[d.type].labels[paper[1]] }
    end
    return rows
  end
  self.notice:pure "check_materials" {
    label = "材料核对", fields = "item* item\nprovided* list of " .. (d.type or "text"),
    answers = d.required and "complete required[] missing[]"
      or "complete required[code term cite] missing[] extra[]",
    act = function(q)
      local needed = self.required(q.item)
      local missing, extra = kit.missing(needed, q.provided), nil
      if d.listed then extra = kit.missing(q.provided, needed) end
      return { complete = #missing == 0, required = told(q.item), missing = missing,
        extra = extra },
        { { d.cites and d.cites[q.item] or d.cite,
          #needed == 0 and "no_papers_listed" or "papers", #needed } }
    end,
  }
end

function Award:contest(decl) return kit.award_contest(self, decl) end
function Award:allocation(decl) kit.award_allocation(self, decl) end
function Award:stacking(decl)
  kit.use "stacking"
  return kit.award_stacking(self, decl)
end
function Award:programme(decl)
  kit.use("programme", "offices")
  return kit.award_programme(self, decl)
end

-- The check of lists whose elements must differ, or have a text.
local function check_lists(award, lists)
  local checks = {}
  for _, list in ipairs(award.fields) do
    local check = lists[list.name]
    if check then
      local text, other, value = string.match(check.filled or "", "^(%S+) with (%S+) (%S+)$")
      local names = kit.words(check.distinct)
      checks[#checks + 1] = { list = list.name, filled = text, other = other, value = value,
        names = names, shown = shown_of(list.fields, names) }
    end
  end
  award.distinct = checks
  return function(q)
    for _, check in ipairs(checks) do
      local given = {}
      for i, x in ipairs(q[check.list] or {}) do
        local place, shown, key = check.list .. "[" .. i .. "]", check.shown(x), {}
        if check.filled and x[check.other] == check.value and x[check.filled] == "" then
          return place .. "." .. check.filled, "it can't be empty here"
        end
        for k, name in ipairs(check.names) do key[k] = tostring(shown[name] or "") end
        key = table.concat(key, "\0")
        if given[key] and #check.names > 0 then return place, "it is given already" end
        given[key] = true
      end
    end
  end
end

-- Declares the function "award" as well.
function kit.award(notice, decl)
  kit.only("an award", decl, parts)
  local award = setmetatable({ notice = notice, measures = {}, stages = decl.stages or {},
    sum = decl.sum, cite = decl.cite, rules = decl.rules, check = decl.check, id = decl.id,
    prepare = decl.prepare, general = conditions_of(decl.general, decl.cite) }, Award)
  award.fields = kit.fields(decl.fields, notice.types)
  award.form, award.has = core.record(award.fields), {}
  for _, field in ipairs(award.fields) do award.has[field.name] = true end
  award.applicant = award.fields[1].name
  award.own_check = decl.check
  if decl.lists then
    local lists_hold = check_lists(award, decl.lists)
    award.check = function(q)
      local field, words = lists_hold(q)
      if field == nil and decl.check then return decl.check(q) end
      return field, words
    end
  end
  notice:pure "award" {
    label = decl.label, fields = { award.fields }, check = award.check, rules = decl.rules,
    answers = award.applicant .. " award_year "
      .. string.format(line_shape, decl.shows or "", decl.sums or ""),
    act = function(q) return answer(award, q) end,
  }
  return award
end
