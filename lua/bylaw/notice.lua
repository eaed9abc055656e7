-- SPDX-License-Identifier: MIT
-- notice: what a notice declares. Its functions are of three kinds: pure, reads, changes.
--
--   notice:changes "claim" {
--     label   = "领取",
--     fields  = [[ ... ]],                      see fields.lua
--     check   = function(q, day) ... end,       bad input that fields can't tell: field, words
--     given   = function(q) ... end,            what is looked up once, before the rules
--     rules   = { { name, cite, refusal, message, test }, ... },
--     act     = function(q, s) ... end,         the answer, then more reasons {cite, rule, value}
--     answers = "voucher_id round ...",         the shape of the answer
--   }
--
-- A test takes the request q and what was given s; it says whether the rule holds, then what it saw
-- (the verdict itself when it says nothing), what it needed, and more fields for the error. A rule
-- of standard.lua needs no more than its name and cite. A rule may say `when` it is tested, and be
-- `quiet`: it then leaves a reason only if it refuses. One that is `soft` gives way to a request
-- with an exception_reason that is not blank: what was broken is then put into s.warnings, as
-- { code, cite }. A notice with request_id = "required" takes no change without one.
--
-- The document is its number, title, issuer and day, and what `bylaw check --notice` judges it by,
-- as far as it is known: from and to when the text says it holds, and facts of its making, named as
-- the fields of the function "judge" in policies/normative_documents.lua.
--
--   bylaw.notice { document =, title =, issuer =, issued = date "2021-12-01", basis =,
--     effective = date "2022-01-01",      or "from_issue"; false: the text does not say
--     expires = date "2026-12-31",        or false
--     making = { published = date "2021-12-02", interpreted_by = { "other" } } }

local Notice = {}
Notice.__index = Notice

local facts = kit.known { "document", "title", "issuer", "issued", "effective", "expires",
  "making", "approved", "basis", "request_id" }

-- From or to when a notice holds: a day, false where its text says nothing, or one of the words.
local function check_validity(decl, key, word)
  local value = decl[key]
  if value and value ~= word and core.kind(value) ~= "date" then
    kit.complain("a notice's %s is a date%s, or false where the text does not say", key,
      word and string.format(' or "%s"', word) or "")
  end
end

function kit.notice(decl)
  kit.only("a notice", decl, facts)
  check_validity(decl, "effective", "from_issue")
  check_validity(decl, "expires")
  if decl.making ~= nil then kit.expect("the making of a notice", decl.making, "table") end
  for _, key in ipairs { "document", "title", "issuer", "issued" } do
    if decl[key] == nil then kit.complain("a notice needs its %s", key) end
  end
  if decl.request_id and decl.request_id ~= "required" then
    kit.complain 'request_id says nothing but "required"'
  end
  kit.head = decl
  core.issued(decl.issued:start())
  local notice = setmetatable({ types = {}, names = {}, labels_given = {} }, Notice)
  for key, value in next, decl do notice[key] = value end
  core.labels(function()
    kit.use "labels"
    return kit.label_book(notice)
  end)
  return notice
end

-- Closed lists of codes, each with its Chinese term; a list ends with its line, unless that ends
-- with a comma. The name of a list stands for all of its codes.
--
--   denomination  30, 50, 100
--   sector        catering 餐饮, lodging 住宿, retail 零售, other 其他
function Notice:codes(text)
  kit.entries("codes", text, function(name, entries)
    for _, entry in ipairs(entries) do entry[1] = math.tointeger(entry[1]) or entry[1] end
    self:list(name, entries)
  end)
end

-- One list, of entries { code, term }; a term may be "".
function Notice:list(name, entries)
  local codes = { values = {}, labels = {} }
  local function add(code, label)
    codes.values[#codes.values + 1], codes.labels[code] = code, label
  end
  for _, entry in ipairs(entries) do
    local whole = self.types[entry[1]]
    for _, code in ipairs(whole and whole.values or {}) do add(code, whole.labels[code]) end
    if not whole then add(entry[1], entry[2] ~= "" and entry[2] or nil) end
  end
  self.types[name] = codes
  return codes
end

-- The place of a code on a list, or on the list of codes of that name; nil when it isn't there.
function Notice:place(list, code)
  local codes = type(list) == "string" and self.types[list]
  if codes == nil then kit.complain('there are no codes "%s"', list) end
  for place, value in ipairs(codes and codes.values or list or {}) do
    if value == code then return place end
  end
end

-- Whether some code of a list stands on another.
function Notice:share(list, other)
  for _, code in ipairs(list or {}) do
    if self:place(other, code) then return true end
  end
  return false
end

-- The codes of a list that `given` lacks.
function Notice:missing(list, given)
  return kit.missing(self.types[list].values, given or {})
end

-- Whether a text was given and is not blank.
function Notice.says(_, text)
  return text ~= nil and string.find(string.gsub(text, "\u{3000}", ""), "%S") ~= nil
end

-- A record that is part of a request, with the fields that `text` declares; its name is a type.
function Notice:record(name, text)
  self.types[name] = { fields = kit.fields(text, self.types) }
  return self.types[name].fields
end

-- The Chinese words for names of answers and of rules; see labels.lua.
function Notice:labels(text)
  self.labels_given[#self.labels_given + 1] = kit.expect("labels", text, "string")
end

-- The provisions from which nothing is encoded, and why; see prose.lua.
function Notice.prose(_, text)
  kit.use "prose"
  kit.add_prose(text)
end

function Notice:parameters(list)
  return kit.parameters(list, self.types)
end

-- What-ifs: f with other values in force, and which values f read; see parameters.lua.
function Notice.with(_, params, f) return kit.with(params, f) end
function Notice.reads_of(_, f) return kit.reads_of(f) end
-- The parameters whose names begin with `prefix`, as in force: { name, value, cite, label, type }.
function Notice.parameter_list(_, prefix) return kit.parameter_list(prefix) end

-- A test may be the name of a field that must be true, "not" and the name of one that must not, or
-- a comparison of a field: "channel == store", "sector ~= other". So may `when`. `fields` are the
-- names that there are; nil: not known.
local function test_of(test, function_name, fields)
  if type(test) ~= "string" then return test end
  local negated = string.match(test, "^not ([%w_]+)$")
  local compared, operator, value = string.match(test, "^([%w_]+) ([=~]=) ([%w_]+)$")
  local field = negated or compared or test
  if fields and not fields.has[field] then
    kit.complain('%s has no field "%s"; did you mean "%s"?', function_name, field,
      kit.nearest(field, fields.list))
  end
  if negated then return function(q) return not q[field], q[field] end end
  if not compared then return function(q) return q[field], q[field] end end
  local equal = operator == "=="
  return function(q) return (tostring(q[field]) == value) == equal, q[field] end
end

kit.test_of = test_of

-- The test of a soft rule: whether `test` holds, or there is a reason why it need not.
local function softened(test, code, cite)
  return function(q, s)
    local holds, value, needed, more = test(q, s)
    if not holds and Notice:says(q.exception_reason) then
      s.warnings = s.warnings or {}
      s.warnings[#s.warnings + 1] = { code = code, cite = cite }
      holds = true
    end
    return holds, value, needed, more
  end
end

local known_of_rule = kit.known { 1, 2, 3, 4, 5, "when", "quiet", "soft" }

local function rule_of(function_name, entry, fields)
  kit.only("a rule of ", entry, known_of_rule, function_name)
  local name, cite = kit.expect("a rule's name", entry[1], "string"), entry[2]
  local standard = not entry[5] and kit.standard and kit.standard[name] or {}
  local refusal, message = entry[3] or standard[1], entry[4] or standard[2]
  if type(cite) ~= "string" or cite == "" then
    kit.complain("rule %s of %s has no cite", name, function_name)
  end
  kit.expect("the refusal of rule ", refusal, "string", name)
  kit.expect("the message of rule ", message, "string", name)
  local test = test_of(entry[5] or standard[3], function_name, fields)
  kit.expect("the test of rule ", test, "function", name)
  if entry.soft then test = softened(test, refusal, cite) end
  return { name = standard.as or name, cite = cite, refusal = refusal, message = message,
    test = test, when = test_of(entry.when, function_name, fields),
    quiet = entry.quiet or standard.quiet }
end

-- A list of rules among the rules stands for each of them.
local function rules_of(function_name, list, into, fields)
  kit.whole("the rules of ", list or {}, function_name)
  for _, entry in ipairs(list or {}) do
    if type(entry) == "table" and type(entry[1]) == "table" then
      rules_of(function_name, entry, into, fields)
    else
      into[#into + 1] = rule_of(function_name, entry, fields)
    end
  end
  return into
end

-- Tests all rules, also past one that fails: what failed, as { code, cite }, and a reason for each.
function Notice.assess(_, list, q)
  local failed, reasons = {}, {}
  for i, rule in ipairs(rules_of("a list of rules", list, {})) do
    local holds, value, needed = rule.test(q)
    if not holds then failed[#failed + 1] = { code = rule.refusal, cite = rule.cite } end
    if value == nil then value = not not holds end
    reasons[i] = { rule.cite, rule.name, value, needed }
  end
  return failed, reasons
end

-- A rule that tests each record of a list in a request, one record after the other, by all of
-- `tests`: { refusal, cite, message, test }. A test is given the record, the request, what was
-- given and the set of the keys of the records before. A refusal tells the record as its field.
function Notice.each(_, name, cite, list, key, tests)
  kit.expect("a rule's name", name, "string")
  kit.expect("the key of rule ", key, "string", name)
  for _, test in ipairs(kit.expect("the tests of rule ", tests, "table", name)) do
    kit.expect("a test of rule ", kit.expect("a test of rule ", test, "table", name)[4],
      "function", name)
  end
  kit.expect("a first test of rule ", tests[1], "table", name)
  local function test_each(q, s)
    local before = {}
    for i, one in ipairs(q[list]) do
      for _, test in ipairs(tests) do
        if not test[4](one, q, s, before) then
          return false, one[key], nil, { code = test[1], cite = test[2], message = test[3],
            field = string.format("%s[%d]", list, i) }
        end
      end
      before[one[key]] = true
    end
    return true, #q[list]
  end
  return { name, cite, tests[1][1], tests[1][3], test_each,
    when = function(q) return q[list] ~= nil and #q[list] > 0 end }
end

-- A function's check is given the request and its day; it gives the field that is wrong and why, or
-- nothing.
local function check_of(check)
  return check and function(q)
    local field, words = check(q, core.moment():date())
    if field then core.refuse_input(field, words) end
  end
end

-- What an answer or a reason has that is known to be nothing, where nil would leave it out.
Notice.null = core.null

-- Ends the request as bad input.
function Notice.bad_input(_, field, words) core.refuse_input(field, words) end

local parts = kit.known { "label", "fields", "check", "given", "rules", "act", "answers" }

local at = { name = "at", type = "time" }

-- The fields that a function has before its own.
local function first_fields(notice, effect)
  if effect ~= "changes" then return { at } end
  return { { name = "request_id", type = "id", required = notice.request_id == "required" }, at }
end

local function declare(notice, effect, name, decl)
  kit.only(name, decl, parts)
  if notice.names[name] then kit.complain("%s is declared twice", name) end
  notice.names[name] = true
  kit.expect(name .. "'s act", decl.act, "function")
  local fields = { first_fields(notice, effect) }
  local parts_of_fields = type(decl.fields) == "table" and decl.fields or { decl.fields }
  kit.whole("the fields of ", parts_of_fields, name)
  for _, part in ipairs(parts_of_fields) do fields[#fields + 1] = part end
  local record, names = kit.fields(fields, notice.types), {}
  for i, field in ipairs(record) do names[i] = field.name end
  core.declare { name = name, effect = effect, label = decl.label, check = check_of(decl.check),
    given = decl.given, act = decl.act,
    rules = rules_of(name, decl.rules, {}, kit.known(names)), fields = record,
    answers = kit.expect(name .. "'s answers", decl.answers, "string") }
end

for _, effect in ipairs { "pure", "reads", "changes" } do
  Notice[effect] = function(self, name)
    kit.expect("a function's name", name, "string")
    return function(decl) declare(self, effect, name, decl) end
  end
end

local known_of_job = kit.known { 1, 2, 3, 4, "cite", "missed" }

-- What the notice does by itself: { name, when, function, fields or a function that gives them,
-- cite =, missed = }.
--
-- When is a time or words, such as "every friday at 10:00" (core/value/timetable.h). A job that
-- follows an event of the notice's chronicle, "5 working days after sign", gives its fields by the
-- moment and the event, { kind, id, at }. Without a function its moments are only told. `missed`
-- says what becomes of moments that passed while nobody ran the notice: "skip" them, make up
-- "once", for the last of them, or "all"; once where it isn't said.
function Notice:schedule(list)
  for _, job in ipairs(kit.expect("a schedule", list, "table")) do
    kit.only("a job", job, known_of_job)
    kit.expect("a job's name", job[1], "string")
    if type(job.cite) ~= "string" then kit.complain("job %s has no cite", tostring(job[1])) end
    core.job(job[1], job[2], job[3], job[4], job.missed)
  end
end

-- The rulebook: rules in the order of their declaration, and by name. A measure of an award is one
-- that is explored when somebody asks for it.
kit.rules = {}
function kit.list_rule(rule)
  if kit.rules[rule.name] then kit.complain("rule %s stands twice", rule.name) end
  kit.rules[#kit.rules + 1], kit.rules[rule.name] = rule, rule
end

-- What a row of a population comes to, for core/host/tally.h, by the name of the function that the
-- row is a request to.
kit.tallies = {}

function kit.use_rules()
  kit.use("symbol", "explore", "tabulate", "boundary", "prove", "table_text", "table_sql",
    "table_edges", "rule", "verdict")
end

-- A rule as it was explored; nil when there is none of that name.
function kit.find_rule(name)
  local rule = kit.rules[name]
  if not rule then return nil end
  kit.use_rules()
  kit.explored(rule)
  return rule
end

-- The list of rules as text, for people.
function kit.list_of_rules()
  kit.use_rules()
  return kit.rules_text()
end

-- Why a request does not get what the rule of that name gives, as text; nil when it gets it.
function kit.why_not(name, q)
  kit.use_rules()
  kit.use "whynot"
  return kit.tell_why_not(kit.find_rule(name), q)
end

-- What somebody gets, as a plain function over facts; see rule.lua, which only notices with rules
-- need.
function Notice:rule(name)
  kit.use_rules()
  return kit.rule(self, name)
end

function Notice.roster(_, name)
  kit.use "roster"
  return kit.roster(name)
end

-- See chronicle.lua.
function Notice.chronicle(_, of)
  kit.use "chronicle"
  return kit.chronicle(of)
end

-- See document.lua.
function Notice.documents(_, of)
  kit.use("chronicle", "document")
  return kit.documents(of)
end

-- See catalogue.lua.
function Notice.catalogue(_, decl)
  kit.use("chronicle", "catalogue")
  return kit.catalogue(decl)
end

-- See lifecycle.lua.
function Notice:lifecycle(name)
  kit.use "lifecycle"
  return function(decl) kit.lifecycle(self, name, decl) end
end

-- See due.lua.
function Notice.due(_, ...)
  kit.use "due"
  return kit.due(...)
end

-- See sheet.lua, statement.lua, indicator.lua.
function Notice:sheet(...)
  kit.use "sheet"
  return kit.sheet(self, ...)
end
function Notice.statements(_, chronicle)
  kit.use "statement"
  return kit.statements(chronicle)
end
function Notice:goals(rows)
  kit.use "indicator"
  return kit.goals(self, rows)
end
function Notice:indicators(decl)
  kit.use "indicator"
  return kit.indicators(self, decl)
end
function Notice.on_line(_, ...)
  kit.use "indicator"
  return kit.on_line(...)
end

-- See compound.lua.
function Notice.mean_growth(_, rates)
  kit.use "compound"
  return kit.mean_growth(rates)
end
function Notice.compare_growth(_, ...)
  kit.use "compound"
  return kit.compare_growth(...)
end

-- See workdays.lua, periods.lua, findings.lua, numbers.lua.
function Notice.calendar(_, rest, work)
  kit.use "workdays"
  return kit.calendar(rest, work)
end
function Notice.periods(_, list)
  kit.use("workdays", "periods")
  return kit.periods(list)
end
function Notice:findings(rows)
  kit.use "findings"
  return kit.findings(self, rows)
end
function Notice.numbers(_, decl)
  kit.use "numbers"
  return kit.numbers(decl)
end

-- See course.lua, range.lua, grid.lua.
function Notice.course(_, rows)
  kit.use "course"
  return kit.course(rows)
end
function Notice.range(_, of)
  kit.use "range"
  return kit.range(of)
end
function Notice.grid(_, name)
  kit.use "grid"
  return function(decl) return kit.grid(name, decl) end
end

-- See drafting.lua.
function Notice:drafting(list)
  kit.use "drafting"
  kit.drafting(self, list)
end

function Notice:award(decl)
  kit.use("made", "award", "contest", "allocation", "plan", "tally")
  return kit.award(self, decl)
end

function Notice:campaign(decl)
  kit.use("roster", "standard", "campaign", "dealings", "readings")
  return kit.campaign(self, decl)
end

-- Who must do what: { actor, name, { cite, duty }, ... }. Declares the function "duties".
function Notice:duties(list)
  local actors, rows = {}, {}
  for _, entry in ipairs(list) do
    actors[#actors + 1] = { entry[1], entry[2] }
    for i = 3, #entry do
      local cite, duty = entry[i][1], entry[i][2]
      rows[#rows + 1] = { actor = entry[1], name = entry[2], cite = cite, duty = duty }
    end
  end
  self:list("actor", actors)
  self:pure "duties" {
    label = "职责分工", fields = "actor actor", answers = "items[actor name cite duty]",
    act = function(q)
      local items, reasons = {}, {}
      for _, row in ipairs(rows) do
        if q.actor == nil or q.actor == row.actor then
          items[#items + 1] = row
          reasons[#reasons + 1] = { row.cite, "duty", row.actor }
        end
      end
      return { items = items }, reasons
    end,
  }
end
