-- SPDX-License-Identifier: MIT
-- programme: claims on a subsidy, as they pass the offices.
--
--   local programme = award:programme {
--     series = "IE",                              of claim ids
--     over = "rejected ...", binding = "confirmed ...",   states: no longer alive; a prior award
--     ready = "confirmed", waiting = "waiting_funds",     with money bound; in the queue for it
--     published = "publicised", paid = "disbursed",
--     settle = function(s, applicant) ... end,    what claims decided together become
--     note = function(line, facts) ... end,       what a claim keeps of its line
--     prior = function(claim) ... end,            the prior awards that a binding claim stands for
--     own = function(budget) ... end,             what the notice itself gives a budget now
--     shows = "title?",                           of a claim in answers, beside what all have, and
--     show = function(claim, row) ... end,        how it is filled in
--   }
--   programme:step "unit_review" {
--     label =, actor = "unit", cite = "三(一)",   nil: anybody may; cite of wrong_actor, wrong_state
--     on = "claim_id",                            or "claim_ids", or a list whose records have one
--     from = "applied",                           states in which it may be done
--     fields =, check =, given =, rules =,        as of any function, after what all steps have
--     act = function(q, s) ... end, answers =,    the answer beside the claims
--     files = true, reads = true,                 it files a claim; it changes nothing
--   }
--
-- s.claims are the claims named, s.claim the first of them. s:move(claim, state, changes, document)
-- changes one and puts it on record.

local Programme = {}
Programme.__index = Programme
kit.programme = Programme

local Step = {}
Step.__index = Step

local subsidy = core.subsidy
local nothing = core.money "0"
local parts = kit.known { "series", "over", "binding", "ready", "waiting", "published",
  "paid", "note", "prior", "own", "shows", "show", "settle" }
local parts_of_step = kit.known { "label", "actor", "cite", "on", "from", "fields", "check",
  "given", "rules", "act", "answers", "reads", "files" }

-- Claims

-- As answers show it, as it stands now.
function Programme:shown(id)
  local claim = subsidy.claim(id)
  local row = { claim_id = claim.id, state = claim.state, gross = claim.gross,
    payable = claim.payable, committed = claim.committed, queue_place = claim.queue_place }
  if self.show then self.show(claim, row) end
  return row
end

-- Those that fit: applicant, year, item, states (a list).
function Programme:claims(filter)
  filter.series = self.series
  return subsidy.claims(filter)
end
function Programme:binding_claims() return self:claims { states = self.binding_list } end
function Programme.claim(_, id) return subsidy.claim(id) end
-- What a claim keeps, with some of it changed; false: no longer.
function Programme.noted(_, claim, changes)
  local notes = {}
  for key, value in next, claim.notes do notes[key] = value end
  for key, value in next, changes do notes[key] = value or nil end
  return notes
end
-- A claim of the applicant for the line in the year that is in none of the states of `but`, or nil.
function Programme:alive(applicant, year, line_id, but)
  for _, claim in ipairs(self:claims { applicant = applicant, year = year }) do
    if claim.line == line_id and not but[claim.state] then return claim end
  end
end

-- The awards that the applicant's claims stand for, those of the request first.
function Programme:prior_awards(applicant, given)
  local list = {}
  for _, prior in ipairs(given or {}) do list[#list + 1] = prior end
  for _, claim in ipairs(subsidy.claims { applicant = applicant, series = self.series,
    states = self.binding_list }) do
    for _, prior in ipairs(self.prior(claim)) do list[#list + 1] = prior end
  end
  return list
end

-- The line of a claim, judged anew with what is bound by now, and the facts it was judged by.
function Programme:judge(facts, line_id, at)
  local q = {}
  for key, value in next, facts do q[key] = value end
  q.at = at
  q.prior_awards = self:prior_awards(facts[self.award.applicant], facts.prior_awards)
  return self.award:line(self.award:assess(q), line_id), q
end

-- The facts of a claim with others in place of some; bad input when they don't fit together.
-- `path` is where the request has them.
function Programme:merge(claim, changes, path)
  local merged = {}
  for key, value in next, claim.facts do merged[key] = value end
  for key, value in next, changes do
    if self.award.has[key] then merged[key] = value end
  end
  local facts, field, words = core.read(self.award.form, core.write(self.award.form, merged))
  if facts and self.award.check then field, words = self.award.check(facts) end
  if field then core.refuse_input(path .. field, words) end
  return facts
end

-- The facts of a request: those fields that the award has.
function Programme:facts_of(q)
  local facts = {}
  for _, field in ipairs(self.award.fields) do facts[field.name] = q[field.name] end
  return facts
end

-- Rules that every application passes, once s.line is judged.
function Programme:line_rules(cites)
  return {
    { "facts", cites.facts, "facts_missing", "facts are missing", function(q, s)
      local line = s.line
      local missing = line and line.missing
        or { self.award:first_fact(s.claim and s.claim.line or q.line_id) }
      return line ~= nil and line.status ~= "not_assessed", line and line.status or nil, nil,
        { missing = missing }
    end },
    { "eligible", "-", "not_eligible", "the conditions are not met", function(_, s)
      local refused = s.line.status == "not_qualified" or s.line.status == "superseded"
      return not refused, s.line.status, nil, { cite = s.line.cite, reasons = s.line.reasons }
    end },
    { "not_awarded", "-", "already_awarded", "it has been awarded already", function(_, s)
      return s.line.status ~= "already_awarded", s.line.status, nil,
        { cite = cites.awarded or s.line.cite }
    end },
  }
end

-- Steps

-- Changes a claim and puts it on record; nil for the state: it stays.
function Step:move(claim, state, changes, document)
  changes = changes or {}
  changes.state = state
  subsidy.claim_change(self.at, claim.id, changes,
    { ["function"] = self.name, actor = self.actor, document = document })
end

-- Files a claim in the award year; it is the one that the answer tells.
function Step:file(claim, document)
  claim.series = self.programme.series
  local _, serial = subsidy.next_id(claim.series, claim.year)
  claim.line = claim.line or claim.item .. ":" .. serial
  self.filed = subsidy.claim_file(self.at, claim,
    { ["function"] = self.name, actor = self.actor, document = document })
  return self.filed
end

-- Settles anew what the applicants of the named claims have.
function Step:settle()
  local done = {}
  for _, claim in ipairs(self.programme.settle and self.claims or {}) do
    if not done[claim.applicant] then self.programme.settle(self, claim.applicant) end
    done[claim.applicant] = true
  end
end

-- Puts an objection to a claim on record; gives its id.
function Step:object(claim, by, grounds)
  local id = subsidy.objection_raise(self.at, claim.id, by, grounds)
  self:move(claim)
  return id
end

function Step:resolve(objection, outcome, decision)
  subsidy.objection_resolve(self.at, objection.id, outcome, decision)
end

function Programme.has_open_objection(_, claim)
  for _, objection in ipairs(subsidy.objections(claim.id)) do
    if not objection.resolved then return true end
  end
  return false
end

-- Money

-- What a budget holds as its figures are in force, in the words of answers; nil when there is none.
-- Then what its ceiling should be: below what is committed none goes.
function Programme:fund(name)
  local budget, own = subsidy.budget(name), self.own and self.own(name)
  if not budget then
    return own and { ceiling = own, committed = nothing, disbursed = nothing, remaining = own,
      waiting = nothing }, own
  end
  local waiting, wanted = nothing, own and budget.ceiling - budget.own + own or budget.ceiling
  for _, claim in ipairs(subsidy.queue(name)) do waiting = waiting + claim.payable end
  local bound = budget.ceiling - budget.free
  local ceiling = wanted < bound and bound or wanted
  return { ceiling = ceiling, committed = budget.committed + budget.disbursed,
    disbursed = budget.disbursed, remaining = budget.free + (ceiling - budget.ceiling),
    waiting = waiting }, wanted
end

-- What came back to a budget, and what of it is free again.
function Programme.recovered(_, name)
  local budget = subsidy.budget(name)
  if not budget then return nothing, nothing end
  return budget.recovered, budget.recycled
end
-- The first that waits for a budget, or nil.
function Programme.first_waiting(_, name) return subsidy.queue(name)[1] end

-- Brings a budget to what the notice itself gives it by now.
function Step:bring(budget)
  local programme = self.programme
  if programme.own then
    subsidy.budget_bring(self.at, budget, programme.own(budget), programme.notice.document)
  end
end

-- Raises a budget, or lowers it when the amount is less than 0.
function Step:raise(budget, amount, document)
  self:bring(budget)
  if amount < nothing then
    subsidy.budget_lower(self.at, budget, -amount, document)
  else
    subsidy.budget_raise(self.at, budget, amount, document)
  end
end

-- Binds money to those that wait, in order, as long as each fits whole; their ids.
function Step:serve(budget)
  local released = {}
  self:bring(budget)
  for _, claim in ipairs(subsidy.queue(budget)) do
    if subsidy.budget(budget).free < claim.payable then break end
    subsidy.commit(self.at, claim.id)
    self:move(claim, self.programme.ready)
    released[#released + 1] = claim.id
  end
  return released
end

-- Binds money to claims in order; from the first that doesn't fit on all wait.
function Step:bind(claims, budget)
  self:serve(budget)
  local open = #subsidy.queue(budget) == 0
  for _, claim in ipairs(claims) do
    open = open and claim.payable <= subsidy.budget(budget).free
    if open then
      self:move(claim, self.programme.ready, { budget = budget })
      subsidy.commit(self.at, claim.id)
    else
      self:move(claim, self.programme.waiting, { budget = budget, queued = "last" })
    end
  end
end

-- Pays what is bound to a claim.
function Step:pay(claim, state, changes)
  subsidy.disburse(self.at, claim.id)
  self:move(claim, state, changes)
end

-- Money that is due comes back.
function Step:recover(claim, amount, recycle)
  subsidy.recover(self.at, claim.id, amount, recycle)
  self:move(claim)
end

-- Moves claims that wait for other budgets to the front of a budget's queue, the oldest first.
function Step:carry_over(fits, budget)
  local claims = self.programme:claims { states = { self.programme.waiting } }
  table.sort(claims, function(a, b)
    if a.budget ~= b.budget then return b.budget < a.budget end
    return b.queue_place < a.queue_place
  end)
  for _, claim in ipairs(claims) do
    if fits(claim) then self:move(claim, nil, { budget = budget, queued = "first" }) end
  end
end

-- Ends a claim: what is bound to it is free again, and the queue is served.
function Step:finish(claim, state, changes, document)
  local bound = claim.committed > nothing and claim.disbursed == nothing
  if bound then subsidy.release(self.at, claim.id) end
  changes = changes or {}
  if claim.queue_place then changes.queued = false end
  self:move(claim, state, changes, document)
  return claim.budget and self:serve(claim.budget) or {}
end

-- Declaring

-- Where a request names its claims: { id, path } each.
local function named(on, q)
  if on == nil then return {} end
  if on == "claim_id" then return { { q.claim_id, "claim_id" } } end
  if on == "objection_id" then
    local objection = subsidy.objection(q.objection_id)
    return { { objection and objection.claim or "", "objection_id" } }
  end
  local list = {}
  for i, entry in ipairs(q[on]) do
    local path = on .. "[" .. i .. "]"
    if type(entry) == "table" then
      list[i] = { entry.claim_id, path .. ".claim_id" }
    else
      list[i] = { entry, path }
    end
  end
  return list
end

-- The first named claim that fails a test, as a rule tells it.
local function each(s, test)
  for i, claim in ipairs(s.claims) do
    if not test(claim) then return false, claim.state, nil, { field = s.paths[i] } end
  end
  return true
end

local function common_rules(step, from)
  local anybody = step.actor == nil
  return {
    { "actor", step.cite, "wrong_actor", "that is for another office to do",
      function(q) return anybody or q.actor == step.actor, q.actor, step.actor end, quiet = true },
    { "known", "-", "not_found", "there is no such claim", function(_, s)
      return s.unknown == nil, nil, nil, { field = s.unknown }
    end, quiet = true },
    { "order_of_time", "-", "time_conflict", "a later event about the claim is on record",
      function(q, s) return each(s, function(claim) return q.at >= claim.last_at end) end,
      quiet = true },
    { "state", step.cite, "wrong_state", "that can't be done in this state of the claim",
      function(_, s)
        return each(s, function(claim) return not step.from or from[claim.state] end)
      end,
      quiet = true },
  }
end

local function begin(self, name, step, q)
  local s = setmetatable({ programme = self, name = name, at = q.at, actor = q.actor, claims = {},
    paths = {} }, Step)
  for _, entry in ipairs(named(step.on, q)) do
    local claim = subsidy.claim(entry[1])
    if claim then
      s.claims[#s.claims + 1], s.paths[#s.paths + 1] = claim, entry[2]
    else
      s.unknown = s.unknown or entry[2]
    end
  end
  s.claim = s.claims[1]
  if step.on == "objection_id" then s.objection = subsidy.objection(q.objection_id) end
  if step.given and not s.unknown then step.given(q, s) end
  return s
end

local row_shape = "claim_id state gross payable committed queue_place? "

local function shape_of(self, step)
  local claim = row_shape .. (self.shows or "")
  if step.reads then return step.answers end
  if step.on == nil and not step.files then return step.answers end
  if step.on == "claim_id" or step.on == "objection_id" or step.files then
    return claim .. " " .. (step.answers or "")
  end
  return "claims[" .. claim .. "] " .. (step.answers or "")
end

-- The answer of a step: its claims as they stand now, beside what the act says.
local function told(self, step, s, answer)
  if step.on == "claim_id" or step.on == "objection_id" or s.filed then
    for key, value in next, self:shown(s.filed or s.claim.id) do answer[key] = value end
  elseif step.on then
    answer.claims = {}
    for i, claim in ipairs(s.claims) do answer.claims[i] = self:shown(claim.id) end
  end
  return answer
end

function Programme:step(name)
  return function(step)
    kit.only("step ", step, parts_of_step, name)
    local rules, fields = { common_rules(step, (kit.set_of(step.from))) }, { "actor* actor" }
    for _, rule in ipairs(kit.whole("the rules of ", step.rules or {}, name)) do
      rules[#rules + 1] = rule
    end
    if step.on == "claim_id" then fields[2] = "claim_id* text" end
    if step.on == "objection_id" then fields[2] = "objection_id* text" end
    if step.on == "claim_ids" then fields[2] = "claim_ids* list of text unique" end
    local own = type(step.fields) == "table" and step.fields or { step.fields }
    for _, part in ipairs(kit.whole("the fields of ", own, name)) do fields[#fields + 1] = part end
    self.notice[step.reads and "reads" or "changes"](self.notice, name) {
      label = step.label, fields = fields, check = step.check, rules = rules,
      given = function(q) return begin(self, name, step, q) end,
      answers = shape_of(self, step),
      act = function(q, s)
        local answer, reasons = step.act(q, s)
        return told(self, step, s, answer or {}), reasons or { { step.cite or "-", name, q.actor } }
      end,
    }
  end
end

-- Readings

-- The facts that a claim was judged by, as requests write them.
local function shown_facts(self, claim)
  local shown = {}
  for name, value in next, claim.facts do shown[name] = value end
  for _, field in ipairs(self.award.fields) do
    local value = shown[field.name]
    if field.list and value and #value == 0 then shown[field.name] = core.empty end
  end
  return shown
end

local function status_row(self, claim)
  local row = self:shown(claim.id)
  row[self.award.applicant], row.award_year, row.item = claim.applicant, claim.year, claim.item
  row.line_id, row.unit, row.facts = claim.line, claim.unit, shown_facts(self, claim)
  row.materials, row.displaced_by = claim.materials, claim.notes.displaced_by
  if self.recovers then
    row.recover_due, row.recover_amount = claim.recover_due, claim.recover_due
    row.recovered = claim.recovered
  end
  row.objections, row.history = {}, {}
  for i, objection in ipairs(subsidy.objections(claim.id)) do
    row.objections[i] = { objection_id = objection.id, at = objection.at, by = objection.by,
      grounds = objection.grounds, outcome = objection.outcome, decision = objection.decision }
  end
  for i, event in ipairs(subsidy.history(claim.id)) do
    row.history[i] = { at = event.at, ["function"] = event["function"], actor = event.actor,
      from = event.from, to = event.to, document = event.document }
  end
  return row
end

-- Declares the function "status": claims with all that is known of them.
function Programme:status()
  local applicant = self.award.applicant
  self.notice:reads "status" {
    label = "申报查询", fields = "actor* actor\nclaim_id text\n" .. applicant
      .. " text\naward_year count",
    check = function(q)
      if q.claim_id == nil and q[applicant] == nil then
        return "claim_id", "name a claim or an applicant"
      end
    end,
    given = function(q) return { claim = q.claim_id and subsidy.claim(q.claim_id) } end,
    rules = { { "known", "-", "not_found", "there is no such claim", function(q, s)
      return q.claim_id == nil or s.claim ~= nil, nil, nil, { field = "claim_id" }
    end, quiet = true } },
    answers = "claims[" .. row_shape .. (self.shows or "") .. " " .. applicant .. [[ award_year
      item line_id unit facts{} materials[] displaced_by recover_due? recover_amount? recovered?
      objections[objection_id at by grounds outcome decision]
      history[at function actor from to document] ] ]],
    act = function(q, s)
      local claims, rows = { s.claim }, {}
      if not q.claim_id then
        claims = self:claims { applicant = q[applicant], year = q.award_year }
      end
      for _, claim in ipairs(claims) do
        if q[applicant] == nil or claim.applicant == q[applicant] then
          rows[#rows + 1] = status_row(self, claim)
        end
      end
      return { claims = rows }, { { "-", "claims", #rows } }
    end,
  }
end

-- Sums of the claims that fit, by item in the order of the measures: claims by state, and money.
function Programme:by_item(filter)
  filter.series = self.series
  local items, list = {}, {}
  for _, total in ipairs(subsidy.totals(filter)) do
    local sum = items[total.item] or { item = total.item, claims = {}, gross = nothing,
      payable = nothing, committed = nothing, disbursed = nothing, waiting = nothing }
    items[total.item] = sum
    sum.claims[total.state] = (sum.claims[total.state] or 0) + total.claims
    for _, name in ipairs { "gross", "payable", "committed", "disbursed", "waiting" } do
      sum[name] = sum[name] + (total[name] or nothing)
    end
  end
  for _, measure in ipairs(self.award.measures) do list[#list + 1] = items[measure.name] end
  return list
end

-- What is payable on claims in the states.
function Programme:payable_in(states, filter)
  local sum = nothing
  filter.states = states
  for _, claim in ipairs(self:claims(filter)) do sum = sum + (claim.payable or nothing) end
  return sum
end

function Programme:laws(decl)
  kit.use "claim_laws"
  return kit.claim_laws(self, decl)
end

-- Declares the function "audit": the laws of the notice, each { name, function() return whether it
-- holds end }; the register's own laws of claims and budgets must hold too.
function Programme:audit(laws)
  self.notice:reads "audit" {
    label = "核对", fields = "actor* actor", answers = "laws[law holds] holds",
    act = function()
      local list, all = {}, true
      for _, law in ipairs(laws) do
        list[#list + 1] = { law = law[1], holds = law[2]() }
        all = all and list[#list].holds
      end
      for _, law in ipairs(subsidy.laws()) do
        all = all and law.holds
      end
      return { laws = list, holds = all }, { { "-", "laws", all } }
    end,
  }
end

function kit.award_programme(award, decl)
  kit.only("a programme", decl, parts)
  local programme = setmetatable({ award = award, notice = award.notice }, Programme)
  for key, value in next, decl do programme[key] = value end
  programme.over = kit.set_of(decl.over)
  programme.binding, programme.binding_list = kit.set_of(decl.binding)
  return programme
end
