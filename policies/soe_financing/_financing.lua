-- SPDX-License-Identifier: MIT
-- 第三条, 第八条-第十二条: may an enterprise raise this debt, and what follows; which papers are needed.

local n = ...
local notice, p = n.notice, n.p

-- 第八条: each bar applies to subsidiaries and to short bonds by itself.
local function is_short_bond(x) return x.kind == "bond" and x.bond_term == "short" end
local function is_subsidiary_bond(x)
  return x.kind == "bond" and x.enterprise_level == "subsidiary"
end
local function is_short_without_need(x) return is_short_bond(x) and not x.genuine_need end
local about_subsidiary, about_short = "subsidiary_bond approval",
  "high_leverage_short_bond leverage_limit leverage_percent"
local bars = notice:findings {
  codes = "bond_bar", severities = "prohibited undetermined needs_approval open",
  { "subsidiary_bond", "prohibited", "第八条", "所属企业不得发行债券", "not genuine_need",
    when = is_subsidiary_bond },
  { "high_leverage_short_bond", "prohibited", "第八条", "资产负债率过高不得发行短期债券", function(x)
    return x.leverage_limit and x.leverage_percent and x.leverage_percent > x.leverage_limit
  end, when = is_short_without_need },
  { "leverage_limit", "undetermined", "第八条", "管控目标未知", "not leverage_limit",
    when = is_short_without_need },
  { "leverage_percent", "undetermined", "第八条", "资产负债率未知", function(x)
    return x.leverage_limit and not x.leverage_percent
  end, when = is_short_without_need },
  { "approval", "needs_approval", "第八条", "须审核批准", function(x)
    return x.genuine_need and not x.approved
  end, when = is_subsidiary_bond },
  { "not_in_annual_plan", "open", "第十条", "未列入年度融资计划", "not in_annual_plan" },
  { "authority_division", "open", "第九条", "权限划分未明", "review_unknown", when = "allowed" },
}
notice:codes "bond_ground  clear 无此情形, bond_bar"

local decide = notice:rule "bond_decision" {
  label = "能否融资", cite = "第八条",
  fields = [[
    kind*              debt       -- 融资方式
    enterprise_level*  level      -- 企业
    bond_term          bond_term with kind bond  -- 期限
    genuine_need*      bool       -- 因资金周转等确需
    approved*          bool       -- 已审核批准
    leverage_percent   percent >= 0  -- 资产负债率
    leverage_limit     percent >= 0  -- 管控目标
  ]],
  results = "decision decision -- 决定\nground bond_ground -- 理由",
  function(x)
    for _, severity in ipairs { "subsidiary_bond high_leverage_short_bond",
      "leverage_limit leverage_percent", "approval" } do
      local found = bars.first(x, severity)
      if found then return found.severity, found.code end
    end
    return "permitted", "clear"
  end,
}

-- 第十一条
local function papers_of(kind)
  return notice.types[kind == "bond" and "bond_paper" or "financing_paper"].values
end

local function goes_on(x) return x.allowed end
local course_of_financing = notice:course {
  { "kind", "第三条", function(x, a)
    a.decision = x.kind == "equity" and "out_of_scope" or decide(x)
    x.allowed = a.decision == "permitted" or a.decision == "needs_approval"
    return x.kind
  end, ends = function(x) return x.kind == "equity" end },
  { "subsidiary_bond", "第八条", when = is_subsidiary_bond, function(x)
    local found = bars.first(x, about_subsidiary)
    return found and found.code or "approved"
  end },
  { "short_bond", "第八条", when = is_short_bond, function(x)
    if x.genuine_need then return "genuine_need" end
    local found = bars.first(x, about_short)
    if not found then return "leverage_not_high" end
    return found.severity == "undetermined" and "undetermined" or found.code
  end },
  { "procedure", "第九条", when = goes_on, function(x, a)
    a.procedure = { "feasibility_study", "internal_decision" }
    if x.review_required then table.insert(a.procedure, "sasac_review") end
    if a.decision == "needs_approval" then table.insert(a.procedure, "approval") end
    return a.procedure
  end },
  { "annual_plan", "第十条", function(x) return x.in_annual_plan end },
  { "materials", "第十一条", when = "review_required", function(x, a)
    a.materials = papers_of(x.kind)
    return #a.materials
  end },
  { "followups", "第十二条", when = goes_on, function(_, a)
    a.followups = { "stage_report", "annual_report" }
    return a.followups
  end },
}

-- Which list of the answer a finding goes to, by its severity.
local list_of = { prohibited = "violations", undetermined = "open_points",
  needs_approval = "conditions", open = "open_points" }

local function facts_of(q)
  return { kind = q.kind, enterprise_level = q.enterprise_level, bond_term = q.bond_term,
    genuine_need = q.genuine_need, approved = q.approved, leverage_percent = q.leverage_percent,
    leverage_limit = q.leverage_limit or p "financing.leverage_high_above",
    in_annual_plan = q.in_annual_plan, review_required = q.review_required == true,
    review_unknown = q.review_required == nil }
end

notice:pure "financing" {
  label = "能否融资", rules = { n.in_force },
  fields = [[
    enterprise_level*  level           -- 企业
    kind*              financing_kind  -- 融资方式
    bond_term          bond_term with kind bond  -- 债券期限
    amount*            money > 0       -- 融资额
    leverage_percent   percent >= 0    -- 资产负债率
    leverage_limit     percent >= 0    -- 管控目标
    genuine_need       bool = false    -- 因资金周转等确需
    approved           bool = false    -- 已审核批准
    in_annual_plan*    bool            -- 列入年度融资计划
    review_required    bool            -- 须报审核
  ]],
  answers = [[decision violations[code cite] conditions[] procedure[] materials[] followups[]
    open_points[] ]],
  act = function(q)
    local x = facts_of(q)
    local answer, reasons = course_of_financing(x)
    for _, name in ipairs { "violations", "conditions", "procedure", "materials", "followups",
      "open_points" } do
      answer[name] = answer[name] or {}
    end
    for _, found in ipairs(x.kind == "equity" and {} or bars.of(x)) do
      local list, entry = answer[list_of[found.severity]], found.code
      if found.severity == "prohibited" then entry = { code = found.code, cite = found.cite } end
      list[#list + 1] = entry
    end
    return answer, reasons
  end,
}

-- 第十条-第十二条, 第十九条: the papers of each purpose, and where they go.
notice:codes [[
  plan_paper       scale 融资规模, channels 途径, uses 用途, method 拟融资的方式, term 期限, rate 利率,
                   repayment 还本付息方式, financial_position 企业财务状况, debt_service_plan 偿债计划,
                   subsidiaries_included 所属企业一并纳入,
                   investment_plan_linked 与年度投资计划相衔接
  bond_paper       financing_plan 融资方案, bond_issue_plan 债券发行方案,
                   decision_documents 决策文件, audit_report_last_year 上一年度财务审计报告,
                   statements_latest 最近一期财务报表, cfo_opinion 财务负责人签署的书面意见,
                   legal_opinion 法律意见书
  financing_paper  financing_plan 融资方案, decision_documents 决策文件,
                   audit_report_last_year 上一年度财务审计报告, statements_latest 最近一期财务报表,
                   cfo_opinion 财务负责人签署的书面意见, legal_opinion 法律意见书
  review_paper     financial_audit 财务审计, risk_assessment 风险评估, legal_opinion 法律意见书,
                   decision_documents 决策文件, debtor_profile 被担保人基本资料
  report_paper     financing_analysis 上年度融资工作分析报告, outstanding_bonds 存续债券情况,
                   equity_and_other 权益类及其他融资项目情况
  paper            plan_paper, bond_paper, review_paper, report_paper
  paper_set        annual_plan 年度融资计划, financing 融资事项, bond 发行债券,
                   guarantee_review 担保审核, loan_review 借款审核, annual_report 年度报告
]]
local to_sasac = { "district_sasac" }
local sets = {
  annual_plan = { "第十条", "plan_paper", { "district_sasac", "district_government" } },
  financing = { "第十一条", "financing_paper", to_sasac },
  bond = { "第十一条", "bond_paper", to_sasac },
  guarantee_review = { "第十九条", "review_paper", to_sasac },
  loan_review = { "第十九条", "review_paper", to_sasac },
  annual_report = { "第十二条", "report_paper", to_sasac },
}
notice:pure "materials" {
  label = "材料", rules = { n.in_force },
  fields = [[
    for*   paper_set
    have*  list of plan_paper for for annual_plan
    have*  list of financing_paper for for financing
    have*  list of bond_paper for for bond
    have*  list of review_paper for for guarantee_review|loan_review
    have*  list of report_paper for for annual_report
  ]],
  answers = "required[] missing[] complete route[]",
  act = function(q)
    local cite, list, route = table.unpack(sets[q["for"]])
    local missing = notice:missing(list, q.have)
    return { required = notice.types[list].values, missing = missing, complete = #missing == 0,
      route = route }, { { cite, "missing", missing } }
  end,
}
