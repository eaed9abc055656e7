-- SPDX-License-Identifier: MIT
-- 第五十四条-第七十三条: a case, step by step, from its acceptance to appeal and rectification.
--
-- What is known of a case is kept as the facts of its steps: its status and lead; `interests`, the
-- handlers who have one; `duties`, the time limits that run; `decisions`; interim `measures`.

local n = ...
local notice, rule, decision_of, has_some = n.notice, n.rule, n.decision_of, n.has_some
local decision_rules, reasons_of_outcome = n.decision_rules, n.reasons_of_outcome
local check_outcome, check_facts = n.check_outcome, n.check_facts
local chronicle = notice:chronicle()

notice:codes [[
  handled_step    accept 受理, declare_interest 申报利害关系, preliminary_done 初步核实, extend 延长期限,
                  classify 分类处置, investigate 核查, interim_measure 临时措施,
                  investigation_done 核查结束, hear 听取意见, report 形成报告, decide 处理决定,
                  serve 送达责任人, serve_enterprise 送达企业, accept_appeal 受理申诉, review 复核,
                  rectify 报送整改
  step            handled_step, appeal 申诉
  enterprise_step accept, serve_enterprise, rectify
  person_step     interim_measure, decide, serve, appeal, accept_appeal, review
  source          found_in_supervision 监管中发现, transferred_by_authority 有关机关移交,
                  reported_by_enterprise 企业报告, other_lead 其他线索
  extendable      preliminary 初步核实, investigation 核查
  phase           extendable, appeal 申诉, review 复核, rectification 整改
  route           own_investigation 机构直接核查, to_district_soe 移交区属企业,
                  to_other_department 移送其他部门, to_discipline_inspection 移送纪检监察机关,
                  to_supervision_or_justice 移送监察机关或司法机关
  measure         suspension 停职, transfer_from_post 调离工作岗位, removal 免职
  heard           enterprise 企业, person 责任人
  review_outcome  uphold 维持, revoke 撤销, change 变更
  status          accepted 已受理, preliminary_done 已初步核实, not_pursued 不予追究, classified 已分类,
                  transferred 已移送, investigating 核查中, investigated 已核查, heard 已听取意见,
                  reported 已形成报告, decided 已处理
  appeal_state    open 申诉中, upheld 维持, revoked 撤销, changed 变更
]]
local route_items = { own_investigation = "一", to_district_soe = "二", to_other_department = "四",
  to_discipline_inspection = "五", to_supervision_or_justice = "六" }
local source_items = { "一", "二", "三", "四" }

-- Within each somebody must act, so it rolls on from a rest day; working days end on none.
local periods = notice:periods {
  calendar = { "calendar.rest_days", "calendar.work_days" },
  { "preliminary", "第五十九条", "latest", "preliminary.days", workdays = true },
  { "investigation", "第六十六条", "latest", "investigation.months", months = 1, rolls = true },
  { "appeal", "第六十九条", "latest", "appeal.days", workdays = true },
  { "review", "第七十一条", "latest", "review.days", workdays = true },
  { "rectification", "第七十三条", "latest", "rectification.days", workdays = true },
}

-- Duties

local function answer_with(duty)
  return { deadlines = { { phase = duty.phase, who = duty.who, due_on = duty.due_on,
    cite = duty.cite, calendar_complete = duty.calendar_complete } } }
end
-- Starts a time limit: the answer, and the reason that cites it.
local function start(d, q, phase, who, person)
  local ends, reasons = periods[phase]({ from = q.on }, "on")
  local duty = { phase = phase, who = who, person = person, from_on = q.on, due_on = ends.date,
    cite = reasons[1][1] }
  if not ends.calendar_complete then duty.calendar_complete = false end
  d.duties[#d.duties + 1] = duty
  return answer_with(duty), { duty.cite, phase, duty.due_on }
end
local function is_of(duty, phase, who)
  return duty.phase == phase and (not who or duty.who == who or duty.person == who)
end
local function runs(d, phase, who)
  for _, duty in ipairs(d.duties) do
    if is_of(duty, phase, who) then return duty end
  end
end
-- Ends it and says whether that was late. Those of one phase and person end together.
local function finish(d, day, phase, who)
  local rest, late = {}, false
  for _, duty in ipairs(d.duties) do
    if is_of(duty, phase, who) then
      late = late or day > duty.due_on
    else
      rest[#rest + 1] = duty
    end
  end
  d.duties = rest
  return late
end

local function appeal_body(d) return d.lead == "subsidiary" and "superior_enterprise" or d.lead end

-- Rules

local from = { preliminary_done = { "accepted" }, classify = { "preliminary_done" },
  investigate = { "classified" }, interim_measure = { "investigating" },
  investigation_done = { "investigating" }, hear = { "investigated" },
  report = { "heard", "investigated" }, decide = { "reported", "decided" }, serve = { "decided" },
  serve_enterprise = { "decided" }, appeal = { "decided" }, accept_appeal = { "decided" },
  review = { "decided" }, rectify = { "decided" } }
local extended_from = { preliminary = { "accepted" }, investigation = { "investigating" } }

local in_order = rule("in_order", "-", "bad_input", "it comes before the case's latest step",
  function(q, s)
    if s.last and q.on < s.last.at:date() then
      notice:bad_input("on", "it comes before the case's latest step")
    end
    return true
  end)
local no_interest = rule("no_interest", "第五十四条", "recusal_required",
  "the handler has an interest in the case", function(q, s)
    return not notice:place(s.life.interests or {}, q.handler), q.handler
  end)
local status = rule("status", "第五十六条", "wrong_step", "the case does not stand there",
  function(q, s)
    local statuses = q.step == "extend" and extended_from[q.phase] or from[q.step]
    return not statuses or notice:place(statuses, s.life.status) ~= nil, s.life.status
  end)
local decided = rule("decided", "-", "unknown_person", "nothing was decided on that person",
  function(q, s) return decision_of(s.life, q.person) ~= nil, q.person end)

-- Steps

local steps = {}
steps.accept = { act = function(d, q)
  d.enterprise, d.level, d.source, d.status = q.enterprise, q.level, q.source, "accepted"
  d.interests, d.duties, d.decisions, d.measures = {}, {}, {}, {}
  local answer, reason = start(d, q, "preliminary", "investor_institution")
  local item = source_items[notice:place("source", q.source)]
  return answer, { { "第五十七条(" .. item .. ")", "source", q.source }, reason }
end }
steps.declare_interest = { act = function(d, q)
  d.interests[#d.interests + 1] = q.handler
  return {}, { { "第五十四条", "interest", q.handler } }
end }
steps.preliminary_done = { act = function(d, q)
  d.status = q.violation_found and "preliminary_done" or "not_pursued"
  return {}, { { "第五十八条", "situations", q.situations or {} },
    { "第五十九条", "late", finish(d, q.on, "preliminary") } }
end }
steps.extend = { act = function(d, q)
  local duty = runs(d, q.phase)
  if q["until"] <= duty.due_on then notice:bad_input("until", "it is due then already") end
  duty.due_on, duty.calendar_complete = q["until"], nil
  return answer_with(duty), { { duty.cite, "extended", duty.due_on } }
end }

-- 第六十条: whose the case is decides how it goes on.
local function competence_of(q, d)
  return n.competence { level = d.level, loss_tier = q.loss_tier, serious = q.serious,
    involves = q.involves, institution_takes = q.institution_takes, soe_takes = q.soe_takes }
end
steps.classify = {
  rules = {
    rule("competent", "第四十七条(二)", "not_competent", "the case is another's", function(q, s)
      local competence, reasons = competence_of(q, s.life)
      local own = notice:place(q.routes, "own_investigation") ~= nil
      local down = notice:place(q.routes, "to_district_soe") ~= nil
      local is_own = competence.lead == "investor_institution"
      return not (own and down) and (not own or is_own) and not (down and is_own), competence.lead,
        nil, { cite = reasons[1][1] }
    end),
    rule("consent", "第六十条(三)", "consent_required", "a cadre of the district needs consent",
      function(q)
        return q.consent_obtained or not notice:place(q.involves or {}, "district_cadre")
      end) },
  act = function(d, q)
    local competence, reasons = competence_of(q, d)
    d.lead, d.status = competence.lead, "transferred"
    local told = { reasons[1] }
    for _, route in ipairs(notice.types.route.values) do
      if notice:place(q.routes, route) then
        told[#told + 1] = { "第六十条(" .. route_items[route] .. ")", "route", route }
        if route == "own_investigation" or route == "to_district_soe" then
          d.status = "classified"
        end
      end
    end
    return {}, told
  end,
}
steps.investigate = { act = function(d, q)
  d.status = "investigating"
  local answer, reason = start(d, q, "investigation", d.lead)
  return answer, { { "第六十一条", "lead", d.lead }, { "第六十四条", "pay", "pay_suspended" }, reason }
end }
steps.interim_measure = { act = function(d, q)
  d.measures[#d.measures + 1] = { person = q.person, measure = q.measure, on = q.on }
  return {}, { { "第六十四条", "measure", q.measure } }
end }
steps.investigation_done = { act = function(d, q)
  d.status = "investigated"
  return {}, { { "第六十六条", "late", finish(d, q.on, "investigation") } }
end }
steps.hear = { act = function(d, q)
  d.status = "heard"
  return {}, { { "第六十七条", "heard", q.heard } }
end }
steps.report = {
  rules = {
    rule("hearing", "第六十七条", "hearing_missing", "nobody was heard, and no reason is told",
      function(q, s) return s.life.status == "heard" or notice:says(q.hearing_skipped_why) end),
    rule("reports", "第六十七条", "report_incomplete", "both reports are wanted",
      function(q) return q.loss_report and q.responsibility_report end) },
  act = function(d)
    d.status = "reported"
    return {}, { { "第六十七条", "reports", "reports" } }
  end,
}
steps.decide = {
  rules = {
    rule("decider", "第四十六条", "not_competent", "the case is another's to decide",
      function(q, s) return q.decider == s.life.lead, q.decider end),
    rule("undecided", "-", "already_decided", "that person was decided on",
      function(q, s) return not decision_of(s.life, q.person), q.person end),
    decision_rules },
  act = function(d, q, s)
    d.status = "decided"
    d.decisions[#d.decisions + 1] = { person = q.person, outcome = q.outcome, facts = q.facts,
      in_force = true }
    return {}, { { "第六十八条", "person", q.person }, reasons_of_outcome(s) }
  end,
}
steps.serve = {
  rules = { decided, rule("not_yet_served", "-", "already_served", "it was served before",
    function(q, s) return not decision_of(s.life, q.person).served_on end) },
  act = function(d, q)
    decision_of(d, q.person).served_on = q.on
    local answer, reason = start(d, q, "appeal", q.person, q.person)
    return answer, { reason }
  end,
}
steps.serve_enterprise = { act = function(d, q)
  d.served = d.served or {}
  d.served[#d.served + 1] = q.enterprise
  local answer, reason = start(d, q, "rectification", q.enterprise)
  return answer, { reason }
end }
steps.appeal = {
  rules = { decided,
    rule("served", "-", "not_served", "the decision was not served yet",
      function(q, s) return decision_of(s.life, q.person).served_on ~= nil end),
    rule("first_appeal", "-", "appeal_already_made", "there is one appeal against a decision",
      function(q, s) return decision_of(s.life, q.person).appeal == nil end),
    rule("in_time", "第六十九条", "appeal_late", "the time to appeal is over", function(q, s)
      return q.on <= runs(s.life, "appeal", q.person).due_on, q.on
    end),
    rule("body", "第七十条", "wrong_appeal_body", "another unit hears the appeal",
      function(q, s) return q.to == appeal_body(s.life), q.to end),
    rule("complete", "第六十九条", "appeal_incomplete", "it is made in writing, with evidence",
      function(q) return q.written and q.evidence end) },
  act = function(d, q)
    local one = decision_of(d, q.person)
    one.appeal, one.appeal_to = "open", q.to
    finish(d, q.on, "appeal", q.person)
    return {}, { { "第六十九条", "in_force", "not_suspended" }, { "第七十条", "appeal_to", q.to } }
  end,
}
steps.accept_appeal = {
  rules = { decided, rule("appealed", "-", "no_appeal", "no appeal waits to be accepted",
    function(q, s)
      local one = decision_of(s.life, q.person)
      return one.appeal == "open" and not runs(s.life, "review", q.person)
    end) },
  act = function(d, q)
    local answer, reason = start(d, q, "review", decision_of(d, q.person).appeal_to, q.person)
    return answer, { reason }
  end,
}
local review_states = { uphold = "upheld", revoke = "revoked", change = "changed" }
steps.review = {
  rules = { decided, rule("accepted", "-", "no_appeal", "no appeal was accepted",
    function(q, s) return runs(s.life, "review", q.person) ~= nil end), decision_rules },
  act = function(d, q)
    local one = decision_of(d, q.person)
    one.appeal = review_states[q.outcome]
    if q.outcome == "revoke" then one.in_force = false end
    if q.new_outcome then one.outcome, one.facts = q.new_outcome, q.new_facts or one.facts end
    return {}, { { "第七十一条", "outcome", q.outcome },
      { "第七十一条", "late", finish(d, q.on, "review", q.person) } }
  end,
}
steps.rectify = {
  rules = { rule("served", "-", "not_served", "no demand has reached that enterprise",
    function(q, s) return notice:place(s.life.served or {}, q.enterprise) ~= nil end) },
  act = function(d, q)
    return {}, { { "第七十三条", "late", finish(d, q.on, "rectification", q.enterprise) } }
  end,
}

-- The request

local checks = {}
function checks.preliminary_done(q)
  if q.violation_found and not has_some(q.situations) then
    return "situations", "say which situations were found"
  end
end
function checks.classify(q)
  if not has_some(q.routes) then return "routes", "it goes somewhere" end
end
function checks.hear(q)
  if not has_some(q.heard) then return "heard", "somebody was heard" end
end
function checks.decide(q)
  local field, words = check_facts("facts", q.facts, q.on)
  if field then return field, words end
  return check_outcome("outcome", q.outcome, q.facts)
end
function checks.review(q)
  if (q.outcome == "change") ~= (q.new_outcome ~= nil) then
    return "new_outcome", "a change has one, and nothing else"
  end
  if q.new_facts and q.outcome ~= "change" then return "new_facts", "only a change has them" end
  if not q.new_outcome then return end
  local field, words
  if q.new_facts then field, words = check_facts("new_facts", q.new_facts, q.on) end
  if field then return field, words end
  return check_outcome("new_outcome", q.new_outcome, q.new_facts)
end

notice:lifecycle "case_step" {
  label = "办理案件", chronicle = chronicle, kind = "case", key = "case", begins = "accept",
  event = "step", dated = "on",
  fields = [[
    case*                  text 1..64
    step*                  step
    on*                    date
    handler*               id for step handled_step
    enterprise*            text 1..200 for step enterprise_step
    person*                id for step person_step
    level*                 level for step accept
    source*                source for step accept
    violation_found*       bool for step preliminary_done
    situations             list of situation for step preliminary_done
    phase*                 extendable for step extend
    until*                 date for step extend
    routes*                list of route for step classify
    loss_tier*             loss_tier for step classify
    serious                bool for step classify
    involves               list of involved for step classify
    institution_takes      bool for step classify
    soe_takes              bool for step classify
    consent_obtained       bool for step classify
    measure*               measure for step interim_measure
    heard*                 list of heard for step hear
    loss_report*           bool for step report
    responsibility_report* bool for step report
    hearing_skipped_why    text for step report
    decider*               decider for step decide
    facts*                 facts for step decide
    outcome*               outcome for step decide
    outcome*               review_outcome for step review
    new_outcome            outcome for step review
    new_facts              facts for step review
    to*                    appeal_body for step appeal
    written*               bool for step appeal
    evidence*              bool for step appeal
  ]],
  check = function(q, day)
    if q.on > day then return "on", "it lies ahead" end
    if checks[q.step] then return checks[q.step](q) end
  end,
  given = n.find_outcome,
  rules = { n.in_force, in_order,
    rule("new", "-", "case_exists", "there is such a case", function(_, s) return s.last == nil end,
      function(_, s) return s.begins end),
    rule("known", "-", "unknown_case", "there is no such case", function(_, s)
      return s.last ~= nil
    end, function(_, s) return not s.begins end),
    no_interest, status },
  events = steps,
  answers = "case step status deadlines[phase who due_on cite calendar_complete?]",
  answer = function(d, q, answer)
    return { case = q.case, step = q.step, status = d.status, deadlines = answer.deadlines or {} }
  end,
}

n.chronicle = chronicle
