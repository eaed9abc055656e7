-- SPDX-License-Identifier: MIT
-- offices: the steps that most programmes have, each declared with what is its notice's own.
--
--   programme:apply { cite =, effective = rule, units =, cites = { unit =, duplicate =, facts =,
--     awarded = }, again = "states in which a line may be claimed again", rules =, answers =,
--     tell = function(q, s) ... end }                        s.facts, s.line are judged
--   programme:review "NAME" { actor =, cite =, from =, pass = "state", fields =, rules = }
--   programme:resubmit { cite =, rules = }
--   programme:decide "NAME" { actor =, cite =, from =, pass =,
--     panel = { field, list, cite, of = type },    who takes part; nil: nobody but those listed
--     ranked = { item, cite, code }, passes = { status = true }, worth = function(line) ... end,
--     changes = function(x) ... end,
--     verified = "fields", verified_of = { list, key } }   of the element that a claim is about
--   programme:rank "NAME" { actor =, cite =, panel =, contest =, pass =, from =, answers = }
--   programme:publicise { actor =, cite =, from =, fields =, check =, rules =, answers =,
--     days = function(q) return last day, more notes end, tell = function(q, s) ... end }
--   programme:object { cite = }   programme:resolve { actor =, cite =, corrected = "state" }
--   programme:clear "NAME" { actor =, cite =, cites = { over =, objection = }, rules =, fields =,
--     last = a rule tested after all others, budget = function(q, s) ... end, answers =, tell = }
--   programme:disburse { actor =, cite =, from = }
--   programme:withdraw { actor =, cite =, from = }
--   programme:yearly_budgets { actor =, cite =, limit = cite, shape = "fund{...}",
--     release = { actor =, cite = } }                 a budget for each year; gives the rule that
--                                                     the request's budget_year has one
--   programme:revoke { actor =, cite =, from =, fields =, rules =, grounds = { code = cite } }
--   programme:recovery { actor =, cite =, recycled = function() ... end }
--   programme:special "NAME" { cite =, item =, rules =, fields =, state = }
--
-- Each may have a label, and act beyond the step by `done = function(q, s) ... end`.

local Programme = kit.programme
local nothing = core.money "0"
local subsidy = core.subsidy

-- The gross sum of a line, unless somebody must still choose it.
local function known_gross(line) return line.status ~= "pending_review" and line.gross or false end

-- Whether all of the list's codes are in the field of a request.
function Programme:whole_panel(panel)
  local field, list, cite = panel[1], panel[2], panel[3]
  return { "panel", cite, "panel_incomplete", "all of them must take part", function(q)
    local missing = kit.missing(self.notice.types[list].values, q[field])
    return #missing == 0, #q[field], nil, { field = field, missing = missing[1] and missing or nil }
  end }
end

-- The field in which a request tells who takes part.
local function panel_field(panel) return panel[1] .. "* list of " .. (panel.of or panel[2]) end

-- What awards for the same leave of a claim's sum.
local function left_of(measure, claim, awards)
  local left = claim.gross
  for _, prior in ipairs(measure.once and awards or {}) do
    if prior.item == claim.item and measure.once(claim.notes.line, prior, claim.facts) then
      left = measure.remaining and left - prior.amount or nothing
    end
  end
  return left
end

-- No claim is for what is bound to another by now, or to one before it in the request.
function Programme:still_due()
  return { "still_due", "-", "already_awarded", "it has been awarded already", function(_, s)
    local more = {}
    for i, claim in ipairs(s.claims) do
      local measure, applicant = self.award.measures[claim.item], claim.applicant
      local awards = self:prior_awards(applicant, claim.facts.prior_awards)
      for _, prior in ipairs(more[applicant] or {}) do awards[#awards + 1] = prior end
      local left = left_of(measure, claim, awards)
      if claim.payable > left then
        return false, left, claim.payable, { field = s.paths[i], cite = measure.cite }
      end
      more[applicant] = more[applicant] or {}
      for _, prior in ipairs(self.prior(claim)) do table.insert(more[applicant], prior) end
    end
    return true
  end, quiet = true }
end

-- A test that every claim must pass; the field of the first that doesn't is told.
function Programme.every_claim(test)
  return function(q, s)
    for i, claim in ipairs(s.claims) do
      local holds, value, needed, more = test(claim, q, s)
      if not holds then
        more = more or {}
        more.field = more.field or s.paths[i]
        return false, value, needed, more
      end
    end
    return true
  end
end

-- The claim's own unit acts.
function Programme.own_unit(_, cite)
  return { "territory", cite, "wrong_territory", "the claim is of another unit",
    Programme.every_claim(function(claim, q) return claim.unit == q.unit, q.unit, claim.unit end) }
end

-- The papers that the claim's item needs are all there, and the fields say so, when the result is
-- to pass.
function Programme:papers_complete(cite, fields)
  return { "materials", cite, "materials_incomplete", "the papers are not complete and true",
    function(q, s)
      local missing = self.award:missing_papers(s.claim.item, s.claim.materials)
      local whole = #missing == 0
      for _, field in ipairs(fields) do whole = whole and q[field] end
      return whole, #missing, nil, { missing = missing }
    end, when = function(q) return q.result == "pass" end }
end

function Programme:apply(d)
  self:step "apply" {
    label = d.label or "申报", actor = d.actor, cite = d.cite, files = true,
    check = self.award.check, answers = d.answers,
    fields = { self.award:fields_but "unit", "line_id* text\nunit* text",
      "materials list of " .. (d.materials or "text") },
    given = function(q, s)
      s.facts = self:facts_of(q)
      s.line = self:judge(s.facts, q.line_id, q.at)
    end,
    rules = kit.given(d.effective,
      { "unit", d.cites.unit, "unknown_unit", "there is no such unit", function(q)
        local units = d.units()
        return not units or #kit.missing({ q.unit }, units) == 0, q.unit
      end },
      { "no_live_claim", d.cites.duplicate, "duplicate_claim", "a claim for this line is under way",
        function(q)
          local again = d.again(q)
          return not self:alive(q[self.award.applicant], q.award_year, q.line_id, again)
        end },
      self.award.rules, self:line_rules(d.cites), d.rules),
    act = function(q, s)
      s:file { year = q.award_year, applicant = q[self.award.applicant], item = s.line.item,
        line = q.line_id, unit = q.unit, state = "applied", facts = s.facts,
        materials = q.materials or {}, notes = { line = self.note(s.line, s.facts) },
        gross = known_gross(s.line) }
      return d.tell and d.tell(q, s) or {}
    end,
  }
end

function Programme:review(name)
  return function(d)
    local becomes = { pass = d.pass, ["return"] = "returned", reject = "rejected" }
    self:step(name) {
      label = d.label, actor = d.actor, cite = d.cite, on = "claim_id", from = d.from,
      fields = { "result* review\ncomment text", d.fields }, rules = d.rules,
      act = function(q, s) s:move(s.claim, becomes[q.result], nil, q.comment) end,
    }
  end
end

function Programme:resubmit(d)
  self:step "resubmit" {
    label = "补正重报", actor = d.actor, cite = d.cite, on = "claim_id", from = "returned",
    fields = { self.award:fields_but(self.award.applicant .. " award_year", true),
      "materials list of " .. (d.materials or "text") },
    given = function(q, s)
      if not self.award.measures[s.claim.item].gross then return end -- decided, never returned
      s.facts = self:merge(s.claim, q, "")
      s.line = self:judge(s.facts, s.claim.line, q.at)
    end,
    rules = { self:line_rules(d.cites), d.rules },
    act = function(q, s)
      s:move(s.claim, "applied", { facts = s.facts, materials = q.materials,
        unit = kit.field_of(q, "unit"), gross = known_gross(s.line),
        notes = self:noted(s.claim, { line = self.note(s.line, s.facts) }) })
    end,
  }
end

-- What was verified of the element that a claim is about, put where its list has it.
local function verified_facts(self, claim, verified, of)
  local list, key = of[1], of[2]
  local facts, elements = {}, {}
  for name, value in next, verified do
    if self.award.has[name] then facts[name] = value end
  end
  for i, x in ipairs(facts[list] or claim.facts[list] or {}) do
    elements[i] = {}
    for name, value in next, x do elements[i][name] = value end
    for name, value in next, x[key] == claim.notes.line[key] and verified or {} do
      if not self.award.has[name] then elements[i][name] = value end
    end
  end
  if #elements > 0 then facts[list] = elements end
  return facts
end

-- The line of a claim by the facts that the panel verified; a claim of no measure is its own line.
local function judge_decision(self, claim, decision, path, at, of)
  if not self.award.measures[claim.item].gross then
    return { status = "qualified", gross = claim.gross, amount = claim.gross, item = claim.item,
      cite = self.award.measures[claim.item].cite }, claim.facts
  end
  local facts = claim.facts
  if decision.verified then
    facts = self:merge(claim, of and verified_facts(self, claim, decision.verified, of)
      or decision.verified, path .. ".verified.")
  end
  return self:judge(facts, claim.line, at), facts
end

-- A test of each decision to pass.
local function of_passed(test)
  return function(_, s)
    for i, x in ipairs(s.judged) do
      if x.decision.result == "pass" then
        local holds, more = test(x)
        if not holds then
          more.field = "decisions[" .. i .. "].claim_id"
          return false, x.line and x.line.status, nil, more
        end
      end
    end
    return true
  end
end

function Programme:decide(name)
  return function(d)
    local award, notice = self.award, self.notice
    notice:record("verified", { award:fields_but(award.applicant .. " award_year", true),
      d.verified or "" })
    notice:record("decided", [[
      claim_id*  text
      result*    decision
      amount     money
      verified   verified
      comment    text
    ]])
    self:step(name) {
      label = d.label, actor = d.actor, cite = d.cite, on = "decisions", from = d.from,
      fields = panel_field(d.panel) .. "\ndecisions* list of decided unique by claim_id",
      given = function(q, s)
        s.judged = {}
        for i, claim in ipairs(s.claims) do
          local decision = q.decisions[i]
          local path = "decisions[" .. i .. "]"
          local line, facts = judge_decision(self, claim, decision, path, q.at, d.verified_of)
          s.judged[i] = { claim = claim, decision = decision, line = line, facts = facts,
            amount = decision.amount or (line and d.worth(line)) }
        end
      end,
      rules = { self:whole_panel(d.panel),
        { "not_ranked", d.ranked[2], d.ranked[3], "claims of this item are ranked by score",
          Programme.every_claim(function(claim) return claim.item ~= d.ranked[1], claim.item end) },
        { "eligible", d.cite, "not_eligible", "the conditions are not met", of_passed(function(x)
          local line = x.line
          if line and d.passes[line.status] then return true end
          return false, { cite = line and line.cite, reasons = line and line.reasons }
        end) },
        { "amount", d.cite, "amount_over_rule", "that is not what the rules give",
          of_passed(function(x)
            return x.amount > nothing and x.amount <= d.worth(x.line), { cite = x.line.cite }
          end) } },
      act = function(_, s)
        for _, x in ipairs(s.judged) do
          if x.decision.result == "pass" then
            local changes = d.changes(x)
            local line = x.claim.notes.line
            if self.award.measures[x.claim.item].gross then line = self.note(x.line, x.facts) end
            changes.facts, changes.notes = x.facts, self:noted(x.claim, { line = line })
            s:move(x.claim, d.pass, changes, x.decision.comment)
          else
            s:move(x.claim, "rejected", nil, x.decision.comment)
          end
        end
        s:settle()
      end,
    }
  end
end

-- Candidates of a contest from the scored claims.
local function candidates_of(contest, q, s)
  local list = {}
  for i, claim in ipairs(s.claims) do
    if claim.item == contest.item then
      local candidate = contest.from(contest.find(claim), claim.facts, q.at)
      candidate.score, candidate.panel_order = q.scores[i].score, q.scores[i].panel_order
      candidate.claim, list[#list + 1] = claim, candidate
    end
  end
  return list
end

local function check_scores(self, d, q, s)
  local scored, from = {}, kit.set_of(d.from)
  for i, claim in ipairs(s.claims) do
    scored[claim.id] = true
    if claim.item ~= d.contest.item or claim.year ~= q.award_year then
      self.notice:bad_input(s.paths[i], "that claim is not of the year's contest")
    end
  end
  for _, claim in ipairs(self:claims { year = q.award_year, item = d.contest.item }) do
    if from[claim.state] and not scored[claim.id] then
      self.notice:bad_input("scores", "claim " .. claim.id .. " must be scored too")
    end
  end
end

function Programme:rank(name)
  return function(d)
    local contest = d.contest
    self.notice:record("scored", "claim_id* text\nscore* number\npanel_order count")
    self:step(name) {
      label = d.label, actor = d.actor, cite = d.cite, on = "scores", from = d.from,
      fields = "award_year* count\n" .. panel_field(d.panel)
        .. "\nscores* list of scored unique by claim_id",
      rules = kit.given(self:whole_panel(d.panel),
        { "not_final", d.cite, "ranking_final", "a prize of that year is bound already",
          function(q)
            for _, claim in ipairs(self:claims { year = q.award_year, item = contest.item }) do
              if self.binding[claim.state] then return false, claim.id end
            end
            return true
          end },
        contest.rules,
        { "no_ties", d.cite, "ranking_incomplete", "the panel must order those that are equal",
          function(q, s)
            check_scores(self, d, q, s)
            s.answer, s.result = contest:rank(candidates_of(contest, q, s))
            return #s.answer.ties == 0, #s.answer.ties, nil, { ties = s.answer.ties }
          end }),
      answers = contest.winner_shape,
      act = function(_, s)
        local won, amounts = {}, {}
        for _, prize in ipairs(contest.prizes()) do amounts[prize[1]] = prize[3] end
        for _, winner in ipairs(s.result.winners) do won[winner.candidate.claim.id] = winner end
        for _, claim in ipairs(s.claims) do
          local line, winner = claim.notes.line, won[claim.id]
          local prize = winner and winner.prize
          local same = prize and claim.state == self.published and line.prize == prize
          line.prize, line.place = prize, winner and winner.place
          line[contest.prize] = prize
          local amount = prize and amounts[prize] or false
          s:move(claim, same and self.published or prize and d.pass or "not_selected",
            { gross = amount, payable = amount, notes = self:noted(claim, { line = line }) })
        end
        s:settle()
        return { winners = s.answer.winners, unfilled = s.answer.unfilled },
          contest:because { d.cite, name, #s.answer.winners }
      end,
    }
  end
end

function Programme:publicise(d)
  self:step "publicise" {
    label = "公示", actor = d.actor, cite = d.cite, on = "claim_ids", from = d.from,
    fields = kit.given(d.fields, "start_date date"), rules = d.rules, answers = d.answers,
    check = function(q, day)
      if q.start_date and q.start_date < day then
        return "start_date", "publicity begins today at the earliest"
      end
      if d.check then return d.check(q, q.start_date or day) end
    end,
    act = function(q, s)
      local last = d.days(q, q.start_date or q.at:date())
      for _, claim in ipairs(s.claims) do
        s:move(claim, self.published, { notes = self:noted(claim, { last_day = last }) },
          kit.field_of(q, "channel") or kit.field_of(q, "media"))
      end
      return d.tell and d.tell(q, s, last) or {}
    end,
  }
end

function Programme:object(d)
  self:step "object" {
    label = "异议", cite = d.cite, on = "claim_id", from = self.published,
    fields = "by* text\ngrounds* text", answers = "objection_id",
    rules = { { "publicity", d.cite, "publicity_over", "the publicity is over", function(q, s)
      return q.at:date() <= s.claim.notes.last_day, q.at, s.claim.notes.last_day
    end } },
    act = function(q, s) return { objection_id = s:object(s.claim, q.by, q.grounds) } end,
  }
end

function Programme:resolve(d)
  local becomes = { dismissed = self.published, corrected = d.corrected, cancelled = "rejected" }
  self:step "resolve_objection" {
    label = "异议处理", actor = d.actor, cite = d.cite, on = "objection_id", from = self.published,
    fields = "outcome* outcome\ndecision* text",
    rules = { { "open", d.cite, "wrong_state", "the objection is resolved", function(_, s)
      return not s.objection.resolved, s.objection.outcome
    end, quiet = true } },
    act = function(q, s)
      s:resolve(s.objection, q.outcome, q.decision)
      s:move(s.claim, becomes[q.outcome], q.outcome == "corrected" and { payable = false } or nil,
        q.decision)
      s:settle()
    end,
  }
end

function Programme:clear(name)
  return function(d)
    self:step(name) {
      label = d.label, actor = d.actor, cite = d.cite, on = "claim_ids", from = self.published,
      fields = d.fields, answers = d.answers,
      rules = kit.given(
        { "publicity_over", d.cites.over, "publicity_not_over", "the publicity is not over",
          Programme.every_claim(function(claim, q)
            return q.at:date() > claim.notes.last_day, q.at, claim.notes.last_day + 1
          end) },
        { "no_objection", d.cites.objection, "objection_pending", "an objection is open",
          Programme.every_claim(function(claim)
            return not self:has_open_objection(claim), claim.id
          end) },
        d.rules,
        { "whole", "-", "prorate_not_supported", "claims are paid whole, in their order",
          function() return d.shortage_rule() == "queue", d.shortage_rule() end, quiet = true },
        d.last),
      act = function(q, s)
        local budget = d.budget(q, s)
        for _, claim in ipairs(s.claims) do
          if self.settle then self.settle(s, claim.applicant) end
          local now = subsidy.claim(claim.id)
          if now.state == self.published then s:bind({ now }, budget) end
        end
        return d.tell(q, s, budget)
      end,
    }
  end
end

function Programme:disburse(d)
  self:step "disburse" {
    label = "兑付", actor = d.actor, cite = d.cite, on = "claim_ids", from = d.from,
    fields = "paid_on* date",
    act = function(q, s)
      for _, claim in ipairs(s.claims) do
        s:pay(claim, self.paid, { notes = self:noted(claim, { paid_on = q.paid_on }) })
      end
    end,
  }
end

function Programme:withdraw(d)
  self:step "withdraw" {
    label = "撤回", actor = d.actor, cite = d.cite, on = "claim_id", from = d.from,
    fields = "reason* text", answers = "released[]",
    act = function(q, s)
      local released = s:finish(s.claim, "withdrawn",
        { notes = self:noted(s.claim, { title = false }) }, q.reason)
      s:settle()
      return { released = released }
    end,
  }
end

-- A year's budget in the words of answers; null where it is not set.
function Programme:year_fund(year)
  local now = self:fund(year) or { committed = nothing, disbursed = nothing, remaining = nothing,
    waiting = nothing }
  local due = nothing
  for _, claim in ipairs(self:claims { budget = year }) do
    due = due + claim.recover_due - claim.recovered
  end
  return { budget = now.ceiling, committed = now.committed, disbursed = now.disbursed,
    remaining = now.remaining, waiting = now.waiting, recover_due = due,
    recovered = self:recovered(year) }
end

local function declare_set_budget(self, d)
  self:step "set_budget" {
    label = "年度预算", actor = d.actor, cite = d.cite, answers = d.shape .. " released[]",
    fields = "year* count 0..9999\namount* money\ndocument* text",
    rules = { { "not_below", d.limit, "below_committed", "more is committed than that",
      function(q)
        local now = self:fund(tostring(q.year))
        return not now or q.amount >= now.committed, q.amount, now and now.committed
      end } },
    act = function(q, s)
      local year = tostring(q.year)
      local now = self:fund(year)
      s:raise(year, now and q.amount - now.ceiling or q.amount, q.document)
      local released = s:serve(year)
      return { fund = self:year_fund(year), released = released }
    end,
  }
end

function Programme:yearly_budgets(d)
  local is_set = { "budget", d.limit, "budget_not_set", "the year has no budget", function(q)
    local year = q.budget_year or q.at:date().year
    return self:fund(tostring(year)) ~= nil, year
  end }
  declare_set_budget(self, d)
  self:step "release_waiting" {
    label = "结转待预算", actor = d.release.actor, cite = d.release.cite,
    fields = "budget_year* count 0..9999", rules = { is_set }, answers = "released[]",
    act = function(q, s)
      local year = tostring(q.budget_year)
      s:carry_over(function(claim) return tonumber(claim.budget) < q.budget_year end, year)
      return { released = s:serve(year) }
    end,
  }
  return is_set
end

function Programme:revoke(d)
  self.recovers = true
  self:step "revoke" {
    label = "取消资格", actor = d.actor, cite = d.cite, on = "claim_id", from = d.from,
    fields = kit.given(d.fields, "document* text\nrecover_amount money = 0"),
    answers = "recover_amount",
    rules = kit.given(d.rules,
      { "paid", d.cite, "amount_over_paid", "that is more than was paid", function(q, s)
        return q.recover_amount <= s.claim.disbursed, q.recover_amount, s.claim.disbursed,
          { field = "recover_amount" }
      end }),
    act = function(q, s)
      s:finish(s.claim, "revoked", { recover_due = q.recover_amount,
        notes = self:noted(s.claim, { title = false, ground = q.ground }) }, q.document)
      return { recover_amount = q.recover_amount }, { { d.grounds[q.ground], "ground", q.ground } }
    end,
  }
end

function Programme:recovery(d)
  self:step "record_recovery" {
    label = "追回资金", actor = d.actor, cite = d.cite, on = "claim_id", from = "revoked",
    fields = "amount* money > 0", answers = "recovered",
    rules = { { "due", d.cite, "amount_over_due", "that is more than is due", function(q, s)
      local total = s.claim.recovered + q.amount
      return total <= s.claim.recover_due, total, s.claim.recover_due, { field = "amount" }
    end } },
    act = function(q, s)
      s:recover(s.claim, q.amount, d.recycled())
      if d.recycled() then s:serve(s.claim.budget) end
      return { recovered = s.claim.recovered + q.amount }
    end,
  }
end

-- A matter that no measure names, decided by the government.
function Programme:special(name)
  return function(d)
    local applicant = self.award.applicant
    self:step(name) {
      label = d.label, actor = "government", cite = d.cite, files = true, rules = d.rules,
      fields = { applicant .. "* id", [[
        award_year*  count 0..9999
        subject*     text
        amount*      money > 0
        document*    text
      ]], d.fields },
      act = function(q, s)
        local unit, group = kit.field_of(q, "unit"), kit.field_of(q, "group")
        local id = s:file({ year = q.award_year, applicant = q[applicant], item = d.item,
          unit = unit, state = d.state, gross = q.amount, payable = q.amount, materials = {},
          facts = { [applicant] = q[applicant], award_year = q.award_year, subject = q.subject,
            document = q.document },
          notes = { line = { item = d.item, group = group } } }, q.document)
        s.claims[1] = subsidy.claim(id)
        if not group then
          s:move(s.claims[1], nil,
            { notes = { line = { item = d.item, group = d.cite .. "#" .. id } } })
        end
      end,
    }
  end
end
