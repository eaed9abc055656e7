-- SPDX-License-Identifier: MIT
-- May an enterprise guarantee or lend: up to how much, on what terms, by which procedure.

local n = ...
local notice, p, bars = n.notice, n.p, n.bars

n.loan_fields = [[
  lender_main_business  main_business = other  -- 出借人主营业务
  borrower_kind*        debtor_kind            -- 借款人
  relation              relation               -- 产权关系
  government_project    bool = false           -- 区政府确定的项目
  purpose               purpose = ordinary     -- 用途
  amount*               money > 0              -- 借款额
  review_required       bool                   -- 须报审核
]]
n.guarantee_fields = [[
  guarantor_main_business     main_business = other  -- 担保人主营业务
  guarantor_registered*       bool                   -- 产权登记
  debtor_kind*                debtor_kind            -- 被担保人
  relation                    relation               -- 产权关系
  government_project          bool = false           -- 区政府确定的项目
  purpose                     purpose = ordinary     -- 用途
  form*                       form                   -- 担保方式
  asset_defects               list of asset_defect   -- 资产瑕疵
  legal_reviewed              bool = false           -- 法律审核
  risk_assessed               bool = false           -- 风险评估
  amount*                     money > 0              -- 担保额
  debt_total                  money                  -- 债务总额
  share_percent               percent > 0 0..100     -- 持股比例
  contribution_percent        percent > 0 0..100     -- 出资比例
  net_assets           money -1000000000000..1000000000000  -- 净资产
  entitled_net_assets  money -1000000000000..1000000000000  -- 享有的净资产
  contribution                money                  -- 出资额
  project_transformation      bool = false           -- 转型升级、新旧动能转换
  project_listed              bool = false           -- 列入区重大投资建设项目
  project_good_return         bool = false           -- 经充分论证收益较好
  project_deleveraging_safe   bool = false           -- 不影响降杠杆任务
  counter_guarantee_by        list of counter_guarantor  -- 反担保人
  review_required             bool                   -- 须报审核
]]

-- What fields can't tell: field, words. A relation goes with an enterprise only.
local function relation_of(q, kind) return kind == "enterprise" and q.relation or nil end
local function is_held(relation)
  return relation ~= nil and notice:place("held_by", relation) ~= nil
end

function n.check_loan(q)
  if q.borrower_kind == "enterprise" and not q.relation then
    return "relation", "relation is missing"
  end
end
local function check_holding(q)
  for _, name in ipairs { "debt_total", "share_percent" } do
    if q[name] == nil then return name, name .. " is missing" end
  end
  if not q.net_assets and not q.entitled_net_assets then
    return "net_assets", "net_assets or entitled_net_assets is missing"
  elseif q.net_assets and q.entitled_net_assets then
    return "entitled_net_assets", "either net_assets or entitled_net_assets, not both"
  elseif not q.contribution and n.class_of(q) == "minority_or_participated" then
    return "contribution", "contribution is missing"
  end
end
function n.check_guarantee(q)
  local relation = relation_of(q, q.debtor_kind)
  if q.debtor_kind == "enterprise" and not relation then
    return "relation", "relation is missing"
  elseif q.debt_total and q.debt_total < q.amount then
    return "debt_total", "the guarantee is larger than the debt"
  elseif is_held(relation) then
    return check_holding(q)
  end
end

-- Facts

local nothing = yuan(0)

local function parties(q, kind, main_business)
  return { main_business = main_business, debtor_kind = kind, relation = relation_of(q, kind),
    government_project = q.government_project, purpose = q.purpose, amount = q.amount,
    review_required = q.review_required == true, review_unknown = q.review_required == nil }
end

-- 第十七条: each figure exact, and rounded down to the fen once.
local function entitled(q, percent)
  if q.entitled_net_assets then return q.entitled_net_assets:times(percent, "down") end
  return q.net_assets:times(q.share_percent * percent, "down")
end
local function add_holding(x, q)
  -- A debt of less than a fen is below nothing, too.
  local rounding = q.net_assets and q.net_assets < nothing and "up" or "down"
  x.entitled = q.entitled_net_assets or q.net_assets:times(q.share_percent, rounding)
  x.contribution, x.debt_total = q.contribution, q.debt_total
  x.in_proportion = q.debt_total:times(q.contribution_percent or q.share_percent, "down")
  x.cap_basis = n.cap_basis_of(x)
  x.major_project = x.cap_basis == "exempt_major_project"
  local percent = p(x.class == "controlled" and "guarantee.controlled_cap_percent"
    or "guarantee.minority_cap_percent")
  local cap = x.cap_basis == "contribution" and q.contribution:times(percent, "down")
    or entitled(q, percent)
  x.cumulative_cap = at_least(cap, nothing)
end
local function facts_of(q, before)
  local x = parties(q, q.debtor_kind, q.guarantor_main_business)
  for _, name in ipairs { "guarantor_registered", "form", "legal_reviewed", "risk_assessed",
    "share_percent", "project_transformation", "project_listed", "project_good_return",
    "project_deleveraging_safe" } do
    x[name] = q[name]
  end
  for _, defect in ipairs(notice.types.asset_defect.values) do
    x["asset_" .. defect] = notice:place(q.asset_defects, defect) ~= nil
  end
  for _, who in ipairs(notice.types.counter_guarantor.values) do
    x["by_" .. who] = notice:place(q.counter_guarantee_by, who) ~= nil
  end
  x.cumulative_before, x.class, x.cap_basis = before, n.class_of(x), "none"
  if is_held(x.relation) then add_holding(x, q) end
  return x
end

-- Courses

-- What is found, by its weight.
local function violations_of(x, articles)
  local list = {}
  for _, found in ipairs(bars.of(x, articles)) do
    if found.severity == "prohibited" then
      list[#list + 1] = { code = found.code, cite = found.cite }
    end
  end
  return list
end
local function conditions_of(x)
  local list = {}
  for _, found in ipairs(bars.of(x, "第十八条")) do list[#list + 1] = found.code end
  return list
end

-- 第十九条, 第二十条: who decides, by what the debtor is to the giver.
local procedures = {
  own_subsidiary = { "第二十条", "district_soe_board" },
  group_member = { "第二十条", "district_soe_board" },
  other_district_soe = { "第二十条", "internal_decision", "sasac_filing" },
  participated = { "第十九条", "internal_decision" },
  none = { "第十九条", "internal_decision" },
}

local debtor = { "debtor", "第十五条", function(x)
  local bar = n.debtor_bar_of(x)
  x.debtor_barred = bar ~= "clear"
  return bar
end }
local procedure = { "procedure", "第二十条", when = "allowed", function(x, a)
  local cite, first, second = table.unpack(procedures[x.relation or "none"])
  a.procedure = { first }
  if x.review_required then a.procedure[2] = "sasac_review" end
  a.procedure[#a.procedure + 1] = second
  -- 第五条(三) speaks of a division of authority that the text does not give.
  if cite == "第十九条" and x.review_unknown then a.open_points = { "authority_division" } end
  return a.procedure, cite
end }
local review = { "review", "第十九条", when = function(x) return x.allowed and x.review_required end,
  function(_, a)
    a.materials = notice.types.review_paper.values
    return "after_decision_before_contract"
  end }

local course_of_loan = notice:course {
  debtor,
  { "decision", "第十五条", function(x, a)
    a.decision = n.decide_loan(x)
    x.allowed = a.decision ~= "prohibited"
    a.violations = violations_of(x, "第十五条")
  end },
  procedure, review,
}

local function holds(x) return x.class ~= "no_holding" end
local course_of_guarantee = notice:course {
  debtor,
  { "giver", "第十六条", function(x)
    local found = bars.first(x, "第十六条")
    x.giver_barred = found ~= nil
    return n.giver_bar_of(x), found and found.cite
  end },
  { "letter", "第二十一条", when = function(x) return notice:place("letter", x.form) end, function(x)
    local bar = n.letter_bar_of(x)
    x.letter_barred = bar ~= "clear"
    return x.letter_barred and bar or "reviewed"
  end },
  { "class", "第十七条", when = holds, function(x) return x.class end },
  { "proportion", "第十七条", when = holds, function(x) return x.in_proportion end },
  { "cumulative_cap", "第十七条", when = holds, function(x, a)
    if x.major_project then return x.cap_basis end
    a.cumulative_cap = x.cumulative_cap
    return a.cumulative_cap
  end },
  { "ceiling", "第十七条", when = holds, function(x, a)
    local room = a.cumulative_cap and at_least(a.cumulative_cap - x.cumulative_before, nothing)
    a.ceiling_in_proportion = room and at_most(x.in_proportion, room) or x.in_proportion
    a.ceiling = a.ceiling_in_proportion
    if x.class == "controlled" then
      a.ceiling = room and at_most(x.debt_total, room) or x.debt_total
    end
  end },
  { "counter_guarantee", "第十八条", when = holds, function(x, a)
    local by_others = x.class == "controlled" and n.over_proportion(x)
    a.counter_guarantee = { by_others and "other_shareholders"
      or x.relation == "participated" and "debtor" or nil }
    return a.counter_guarantee
  end },
  { "decision", "第十五条", function(x, a)
    a.decision = n.decide_guarantee(x)
    x.allowed = a.decision ~= "prohibited"
    a.violations, a.conditions = violations_of(x), conditions_of(x)
  end },
  procedure, review,
}

-- Lists that nothing was added to are empty.
local function with_lists(answer, names)
  for _, name in ipairs(names) do answer[name] = answer[name] or {} end
end
function n.judge_loan(q)
  local answer, reasons = course_of_loan(parties(q, q.borrower_kind, q.lender_main_business))
  with_lists(answer, { "procedure", "materials", "open_points" })
  return answer, reasons
end
function n.judge_guarantee(q, before)
  local x = facts_of(q, before)
  local answer, reasons = course_of_guarantee(x)
  answer.class, answer.cap_basis = x.class, x.cap_basis
  with_lists(answer, { "counter_guarantee", "procedure", "materials", "open_points" })
  return answer, reasons
end

notice:pure "guarantee" {
  label = "能否担保", fields = n.guarantee_fields .. "cumulative_before money = 0 -- 已有担保额",
  check = n.check_guarantee, rules = { n.in_force },
  answers = [[decision violations[code cite] conditions[] class ceiling ceiling_in_proportion
    cumulative_cap cap_basis counter_guarantee[] procedure[] materials[] open_points[] ]],
  act = function(q) return n.judge_guarantee(q, q.cumulative_before) end,
}
notice:pure "loan" {
  label = "能否借款", fields = n.loan_fields, check = n.check_loan, rules = { n.in_force },
  answers = "decision violations[code cite] procedure[] materials[] open_points[]",
  act = function(q) return n.judge_loan(q) end,
}
