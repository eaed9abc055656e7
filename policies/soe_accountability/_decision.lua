-- SPDX-License-Identifier: MIT
-- 第三十一条-第四十三条, 第六十八条, 第七十一条: what a decision on a person or a body must hold, and one
-- that changes it on review: what the facts allow, and no more.

local n = ...
local notice, p = n.notice, n.p

local function rule(name, cite, code, message, test, when)
  return { name, cite, code, message, test, when = when, quiet = true }
end
-- Who was decided on, as a case knows it.
local function decision_of(d, person)
  for _, one in ipairs(d.decisions or {}) do if one.person == person then return one end end
end

notice:record("outcome", [[
  treatment             treatment
  disposals             list of disposal
  performance_percent   percent >= 0
  term_percent          percent >= 0
  ban_years             count 0..9999
  ban_for_life          bool
  plan_ban_years        count
  exempt_from           list of disposal
  approved_by_superior  bool
  reorganise            bool
]])

-- Tested on s.outcome, what is decided, and s.verdict, what the facts allow.
local function of_person(_, s) return s.outcome and s.facts.subject == "person" end
local function of_body(_, s) return s.outcome and s.facts.subject == "decision_body" end
local function graded(_, s) return of_person(_, s) and s.outcome.treatment ~= "exempt" end
local function exempting(_, s) return of_person(_, s) and s.outcome.treatment == "exempt" end
local function outcome_told(_, s) return s.outcome ~= nil end
local lenient = { reduced = true, exempt = true }
local treatment_cites = { heavier = "第四十条", aggravated = "第四十条", exempt = "第四十二条",
  lighter = "第四十一条", reduced = "第四十一条" }
local function has_some(list) return #(list or {}) > 0 end

local function is_admissible(s, disposal)
  local all, list = notice.types.disposal.values, s.verdict.disposals
  if notice:place(list, disposal) then return true end
  local place = notice:place(all, disposal)
  return #list > 0 and s.facts.subject == "person"
    and (s.outcome.treatment == "reduced" and place < notice:place(all, list[1])
      or s.outcome.treatment == "aggravated" and place > notice:place(all, list[#list]))
end
local function all_admissible(_, s)
  for _, disposal in ipairs(s.outcome.disposals or {}) do
    if not is_admissible(s, disposal) then return false, disposal end
  end
  return has_some(s.outcome.disposals), s.outcome.disposals or {}
end

-- 第三十三条, 第四十条, 第四十一条: the percentage decided lies in its range, which is open downwards to
-- who is to be dealt with less, and upwards to who is to be dealt with more severely.
local function in_range(name, range_name)
  local function test(_, s)
    local share, range = s.outcome[name], s.verdict[range_name]
    local field = s.outcome_field .. "." .. name
    if (share ~= nil) ~= (range ~= nil) then
      notice:bad_input(field, range and name .. " is missing" or "no such pay is taken here")
    end
    local treatment = s.outcome.treatment
    return range == nil or range:holds(share, treatment == "reduced" and percent(0) or nil,
      treatment == "aggravated" and percent(100) or nil), share, nil,
      { field = name, cite = s.verdict.basis }
  end
  return rule(name, "第三十三条", "deduction_out_of_range", "the article's range is another", test,
    graded)
end
local function plan_ban_fits(_, s)
  local years, ban = s.outcome.plan_ban_years, s.verdict.lti and s.verdict.lti.new_plan_ban
  local least, most = ban and ban.min_years, ban and ban.max_years
  local holds = years == nil and least == most
    or years ~= nil and least ~= nil and years >= least and years <= most
  return holds, years, nil, { cite = s.verdict.basis }
end
local function ban_fits(_, s)
  local years, life = s.outcome.ban_years, s.outcome.ban_for_life or false
  if not notice:place(s.outcome.disposals, "office_ban") then
    return not years and not life, years
  end
  return (years ~= nil) ~= life and (life or years >= p "ban.office_min_years"), years
end

local decision_rules = {
  rule("decided_in_force", "第八十二条", "not_in_force", "the measure was not in force then",
    function(q) return q.on >= p "policy.effective", q.on end, outcome_told),
  rule("ground", "第二十七条", "ground_not_met", "that loss does not reach the superior's people",
    function(_, s)
      return not s.verdict.unmet, s.facts.subsidiary_ground, nil, { cite = s.verdict.unmet }
    end, outcome_told),
  rule("liable", "第六条", "not_liable", "nobody is held to account for it", function(_, s)
    return s.verdict.liable, nil, nil, { cite = s.verdict.basis }
  end, outcome_told),
  rule("treatment", "第四十一条", "treatment_not_allowed", "the facts allow no such treatment",
    function(_, s)
      local told = s.outcome.treatment
      if not told then notice:bad_input(s.outcome_field .. ".treatment", "treatment is missing") end
      local only_heavier = has_some(s.facts.aggravating) and not has_some(s.facts.mitigating)
      return notice:place(s.verdict.treatments or { "normal" }, told) ~= nil, told, nil,
        { cite = only_heavier and "第四十条" or treatment_cites[told] }
    end, of_person),
  rule("approval", "第四十三条", "approval_required", "the unit above must approve", function(_, s)
    return s.life.lead == "investor_institution" or s.outcome.approved_by_superior or false
  end, function(_, s) return of_person(_, s) and lenient[s.outcome.treatment] end),
  rule("exempt", "第四十二条", "not_exemptible", "only mild disposals can be remitted, and all is",
    function(_, s)
      local outcome = s.outcome
      for _, disposal in ipairs(outcome.exempt_from or {}) do
        if not notice:place(s.verdict.exemptible, disposal) then return false, disposal end
      end
      return has_some(outcome.exempt_from) and not has_some(outcome.disposals)
        and not outcome.performance_percent and not outcome.term_percent
    end, exempting),
  rule("disposals", "第三十三条", "disposal_not_admissible", "the article has no such disposal",
    function(_, s)
      local fit, seen = all_admissible(_, s)
      return fit, seen, nil, { cite = s.verdict.basis }
    end, function(_, s) return graded(_, s) or of_body(_, s) end),
  rule("reorganise", "第三十五条", "disposal_not_admissible", "the body is not to be reorganised",
    function(_, s) return not s.outcome.reorganise or s.verdict.reorganise or false end, of_body),
  in_range("performance_percent", "performance_range"), in_range("term_percent", "term_range"),
  rule("ban", "第三十一条(三)", "ban_out_of_range", "the ban is of five years up to life", ban_fits,
    graded),
  rule("plan_ban", "第三十三条", "plan_ban_out_of_range", "the article has another ban", plan_ban_fits,
    graded),
}

local function reasons_of_outcome(s)
  local outcome = s.outcome
  local function or_null(value) return value == nil and notice.null or value end
  return outcome.treatment == "exempt" and { "第四十二条", "exempt_from", outcome.exempt_from }
      or { s.verdict.basis, "disposals", outcome.disposals },
    { s.verdict.basis, "percents",
      { or_null(outcome.performance_percent), or_null(outcome.term_percent) } }
end

-- What a step decides and on which facts: decide its own, a review that changes what it says.
local function find_outcome(q, s)
  if q.step == "decide" then
    s.outcome, s.facts, s.outcome_field = q.outcome, q.facts, "outcome"
  elseif q.step == "review" and q.new_outcome and decision_of(s.life, q.person) then
    s.outcome, s.outcome_field = q.new_outcome, "new_outcome"
    s.facts = q.new_facts or decision_of(s.life, q.person).facts
  end
  if not s.outcome then return end
  local facts = { decided_on = q.on, decider = s.life.lead }
  for name, value in next, s.facts do facts[name] = value end
  s.verdict = n.handling(facts)
end

-- What fields can't tell of it: field, words.
local function check_outcome(field, outcome, facts)
  if facts and facts.subject ~= "decision_body" and not outcome.treatment then
    return field .. ".treatment", "treatment is missing"
  end
  if not outcome.disposals and outcome.treatment ~= "exempt" then
    return field .. ".disposals", "disposals are missing"
  end
end
local function check_facts(name, facts, day)
  local field, words = n.check_person(facts, day)
  if field then return name .. "." .. field, words end
end

n.rule, n.decision_of, n.has_some, n.decision_rules = rule, decision_of, has_some, decision_rules
n.reasons_of_outcome, n.find_outcome = reasons_of_outcome, find_outcome
n.check_outcome, n.check_facts = check_outcome, check_facts
