-- SPDX-License-Identifier: MIT
-- The register's one entrance: what happened, to which enterprise or item, and what that brings.

local n = ...
local notice, register, duties = n.notice, n.register, n.duties

notice:codes [[
  begun        financing 融资, guarantee 担保, loan 借款
  then_on      guarantee_release 担保解除, loan_repaid 借款归还, risk 风险
  of_item      begun, then_on, financing_stage 重要阶段
  dated        enterprise_end 企业退出, begun, then_on, report 报告
  record_kind  enterprise 企业登记, dated, financing_stage
]]

-- Fields

local days = { "since", "on", "ended_on", "decided_on" }
local report_of_item = { stage_report = true, risk_report = true, sasac_filing = true }
local checks = { guarantee = n.check_guarantee, loan = n.check_loan }
function checks.enterprise(q)
  if q.level == "subsidiary" and not q.parent then return "parent", "parent is missing" end
end
function checks.enterprise_end(q)
  local known = register.enterprise(q.enterprise)
  if known and q.on < known.since then return "on", "it ends before it began" end
end
local function check_reduction(q)
  local known = register.item(q.item)
  if known and known.on and q.on < known.on then return "on", "it is before the item began" end
end
checks.guarantee_release, checks.loan_repaid = check_reduction, check_reduction
function checks.report(q)
  if #q.enterprises == 0 then return "enterprises", "somebody must have reported" end
  local of_item, of_period = report_of_item[q.duty] or false, duties.of_period[q.duty]
  if of_item ~= (q.item ~= nil) then
    return "item", "an item is told for a report on one, and only then"
  elseif (q.duty == "stage_report") ~= (q.stage ~= nil) then
    return "stage", "a stage is told for a stage_report, and only then"
  elseif of_period and not q.period or of_item and q.period then
    return "period", "a period is told for a report on one, and only then"
  elseif of_period and not duties.last_day(q.duty, q.period) then
    return "period", "a period is written as 2021Q4, or 2021 for a year"
  end
end
local function check(q, day)
  for _, name in ipairs(days) do
    if q[name] and q[name] > day then return name, name .. " lies ahead" end
  end
  if checks[q.kind] then return checks[q.kind](q) end
end

local fields = { [[
  kind*        record_kind
  enterprise*  text 1..64 for kind enterprise|enterprise_end|financing  -- 企业
  level*       level for kind enterprise                 -- 级别
  parent       text 1..64 for kind enterprise            -- 上级企业
  since*       date for kind enterprise                  -- 登记日期
  item*        text 1..64 for kind of_item               -- 事项
  item         text 1..64 for kind report                -- 事项
  financing_kind*  debt for kind financing               -- 融资方式
  amount*      money > 0 for kind financing|guarantee_release|loan_repaid  -- 金额
  stage*       text 1..64 for kind financing_stage       -- 重要阶段
  stage        text 1..64 for kind report                -- 重要阶段
  ended_on*    date for kind financing_stage             -- 结束日期
  guarantor*   text 1..64 for kind guarantee             -- 担保人
  debtor*      text 1..64 for kind guarantee             -- 被担保人编号
  lender*      text 1..64 for kind loan                  -- 出借人
  borrower*    text 1..64 for kind loan                  -- 借款人编号
  decided_on*  date for kind guarantee|loan              -- 决策日期
  reviewed_on  date for kind guarantee|loan              -- 审核日期
  duty*        duty for kind report                      -- 报告
  enterprises* list of text 1..64 unique for kind report -- 报告企业
  period       text 1..64 for kind report                -- 期间
  on*          date for kind dated                       -- 日期
]], { n.guarantee_fields, "for kind guarantee" }, { n.loan_fields, "for kind loan" } }

-- Rules

local owner = { enterprise = "parent", enterprise_end = "enterprise", financing = "enterprise",
  guarantee = "guarantor", loan = "lender" }
local needed_item = { financing_stage = "financing", guarantee_release = "guarantee",
  loan_repaid = "loan" }

local function given(q)
  local s = { item = q.item and register.item(q.item),
    enterprise = q.enterprise and register.enterprise(q.enterprise) }
  if q.kind == "guarantee" then
    s.before = register.outstanding(q.guarantor, q.debtor)
    s.answer, s.reasons = n.judge_guarantee(q, s.before)
  elseif q.kind == "loan" then
    s.answer, s.reasons = n.judge_loan(q)
  end
  return s
end

local function is_new(q, s)
  if q.kind == "enterprise" then return s.enterprise == nil end
  if q.kind == "enterprise_end" then return not (s.enterprise and s.enterprise.ended) end
  if q.kind == "financing_stage" then return not s.item.stages[q.stage] end
  return not notice:place("begun", q.kind) or s.item == nil
end
local function item_is_known(q, s)
  if not q.item or notice:place("begun", q.kind) then return true end
  local needed = needed_item[q.kind]
  return s.item ~= nil and (needed == nil or s.item.began_as == needed)
end
local function owner_is_known(q)
  local field = owner[q.kind]
  local id = field and q[field]
  return id == nil or register.enterprise(id) ~= nil, id
end
local function is_allowed(_, s)
  local first = s.answer.violations[1]
  if not first then return true end
  return false, first.code, nil, { code = first.code, cite = first.cite,
    message = notice.types.bar.labels[first.code] }
end
local function in_review_order(q)
  return q.reviewed_on >= q.decided_on and q.reviewed_on <= q.on, q.reviewed_on
end

-- What a report closes, for each enterprise that it names; or which one has no such duty, or none
-- that is open.
local function of_period(q, s, id)
  local known, last = register.enterprise(id), duties.last_day(q.duty, q.period)
  s.cite = duties.of_period[q.duty].cite
  if not known or q.on <= last or not duties.owes(known, q.duty, last) then return "none" end
  if known.reported[q.duty .. " " .. q.period] then return "closed" end
  s.due = duties.due_of(q.duty, last)
end
local function of_item(q, s, id)
  local found = "none"
  for _, one in ipairs(s.item.enterprise == id and s.item.owed or {}) do
    if one.duty == q.duty and one.stage == q.stage and one.from <= q.on then
      s.cite, s.due = one.cite, duties.due_of(one.duty, one.from)
      if not s.item.closed[one.key] then s.closes[#s.closes + 1] = one.key end
      found = #s.closes == 0 and "closed" or nil
    end
  end
  return found
end
local function is_owed(q, s)
  s.closes = {}
  for _, id in ipairs(q.enterprises) do
    local trouble = "none"
    if q.period and duties.of_period[q.duty] then trouble = of_period(q, s, id) end
    if s.item then trouble = of_item(q, s, id) end
    if trouble == "none" then
      return false, id
    elseif trouble == "closed" then
      return false, id, nil, { code = "already_reported", cite = s.cite,
        message = "that was reported already" }
    end
  end
  return true
end

local function judged(q) return q.kind == "guarantee" or q.kind == "loan" end
local rules = { n.in_force,
  { "item", "-", "unknown_item", "there is no such item", item_is_known, quiet = true },
  { "new", "-", "already_recorded", "that is on record already", is_new, quiet = true },
  { "enterprise", "-", "unknown_enterprise", "there is no such enterprise", owner_is_known,
    quiet = true },
  { "outstanding", "-", "over_release", "more than is outstanding of the item", function(q, s)
    return q.amount <= s.item.outstanding, q.amount, s.item.outstanding, { field = "amount" }
  end, when = function(q) return needed_item[q.kind] and q.amount end, quiet = true },
  { "allowed", "第十五条", "debtor_unrelated", "the measures bar it", is_allowed, when = judged,
    quiet = true },
  { "counter_guarantee", "第十八条", "counter_guarantee_missing", "it needs a counter-guarantee",
    function(_, s) return s.answer.decision ~= "conditional" end, when = judged, quiet = true },
  { "decided_on", "第十九条", "decision_missing", "the decision comes before the contract",
    function(q) return q.decided_on <= q.on, q.decided_on, q.on end, when = judged, quiet = true },
  { "reviewed", "第十九条", "review_missing", "it must be reviewed before the contract",
    function(q, s) return q.reviewed_on or s.answer.decision ~= "needs_review" end, when = judged,
    quiet = true },
  { "reviewed_on", "第十九条", "review_out_of_order", "the review lies between decision and contract",
    in_review_order, when = "reviewed_on", quiet = true },
  { "owed", "-", "no_such_duty", "no such duty is owed", is_owed, when = "kind == report",
    quiet = true },
}

-- Acts

local acts = {}
function acts.enterprise(q)
  register.record(q.since, "enterprise", q.enterprise, "enterprise",
    { level = q.level, parent = q.parent })
  return {}, { { "第二条", "level", q.level } }
end
function acts.enterprise_end(q)
  register.record(q.on, "enterprise", q.enterprise, "enterprise_end", {})
  return {}, { { "第二条", "on", q.on } }
end
function acts.financing(q)
  register.record_of_item(q.on, q.item, "financing",
    { enterprise = q.enterprise, kind = q.financing_kind, amount = q.amount })
  return {}, { { "第三条", "financing_kind", q.financing_kind } }
end
function acts.financing_stage(q, s)
  register.record_of_item(q.ended_on, q.item, "financing_stage", { stage = q.stage }, s.item)
  local due, _, complete = duties.due_of("stage_report", q.ended_on)
  local duty = { duty = "stage_report", item = q.item, stage = q.stage, due_on = due,
    cite = "第十二条" }
  if not complete then duty.calendar_complete = false end
  return { duties = { duty } }, { { "第十二条", "due_on", due } }
end

-- 第二十条: what is given to another district enterprise is filed; the text sets no date.
local function begin(q, s, facts)
  facts.amount = q.amount
  facts.to_file = s.answer.procedure[#s.answer.procedure] == "sasac_filing"
  register.record_of_item(q.on, q.item, q.kind, facts)
  return { decision = s.answer.decision, procedure = s.answer.procedure,
    duties = facts.to_file and { { duty = "sasac_filing", item = q.item, cite = "第二十条" } } or {} }
end
function acts.guarantee(q, s)
  local answer = begin(q, s, { enterprise = q.guarantor, debtor = q.debtor })
  answer.outstanding = s.before + q.amount
  return answer, s.reasons
end
function acts.loan(q, s)
  return begin(q, s, { enterprise = q.lender, debtor = q.borrower }), s.reasons
end
function acts.guarantee_release(q, s)
  register.record_of_item(q.on, q.item, q.kind, { amount = q.amount }, s.item)
  local left = register.outstanding(s.item.enterprise, s.item.debtor)
  return { outstanding = left }, { { "第十七条", "outstanding", left } }
end
function acts.loan_repaid(q, s)
  register.record_of_item(q.on, q.item, q.kind, { amount = q.amount }, s.item)
  local left = s.item.outstanding - q.amount
  return { outstanding = left }, { { "-", "outstanding", left } }
end
function acts.risk(q, s)
  local cite = s.item.began_as == "financing" and "第十四条" or "第二十二条"
  register.record_of_item(q.on, q.item, q.kind, {}, s.item)
  return { duties = { { duty = "risk_report", item = q.item, cite = cite } } },
    { { cite, "risk_report", q.on } }
end
function acts.report(q, s)
  local closed = {}
  for i, id in ipairs(q.enterprises) do
    closed[i] = { duty = q.duty, enterprise = id, period = q.period, item = q.item, stage = q.stage,
      late = s.due ~= nil and q.on > s.due }
    if q.period then
      register.record(q.on, "enterprise", id, "report", { duty = q.duty, period = q.period })
    end
  end
  if s.item then
    register.record_of_item(q.on, q.item, "report", { duty = q.duty, closes = s.closes }, s.item)
  end
  return { closed = closed }, { { s.cite, "on", q.on } }
end

notice:changes "record" {
  label = "登记", fields = fields, check = check, given = given, rules = rules,
  answers = [[kind decision? procedure[]? outstanding?
    closed[duty enterprise period? item? stage? late]? duties[duty item? stage? due_on cite
      calendar_complete?]? ]],
  act = function(q, s)
    local answer, reasons = acts[q.kind](q, s)
    answer.kind = q.kind
    if not answer.closed then answer.duties = answer.duties or {} end
    return answer, reasons
  end,
}
