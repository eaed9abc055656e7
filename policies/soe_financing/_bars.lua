-- SPDX-License-Identifier: MIT
-- 第十五条-第二十一条: what bars a loan or a guarantee, and what comes of it, as tables that can be
-- signed.

local n = ...
local notice, p = n.notice, n.p

-- 第十七条: what the giver holds of the debtor. At 34 % 不低于 decides, not 以下 (民法典第一千二百五十九条).
local class_of = notice:rule "holding_class" {
  label = "持股类别", cite = "第十七条",
  fields = [[
    relation*      relation  -- 产权关系
    share_percent  percent > 0 0..100 with relation held_by -- 持股比例
  ]],
  results = "class class -- 类别",
  function(x)
    if x.relation == "participated" then return "minority_or_participated" end
    if x.relation ~= "own_subsidiary" then return "no_holding" end
    local least, above = p "guarantee.control_share_min", x.share_percent
    if p "reading.share_edge" == "controlled" then
      return above >= least and "controlled" or "minority_or_participated"
    end
    return above > least and "controlled" or "minority_or_participated"
  end,
}

-- 第十七条: up to what all guarantees for the same debtor may come. Only of a controlled enterprise
-- is a major project exempt, and only when all four conditions hold.
local cap_basis_of = notice:rule "cap_basis" {
  label = "累计担保额上限", cite = "第十七条",
  fields = [[
    class*                      class  -- 持股类别
    entitled  money -1000000000000..1000000000000 with class held  -- 享有的净资产
    contribution                money with class minority_or_participated -- 出资额
    project_transformation*     bool   -- 转型升级、新旧动能转换
    project_listed*             bool   -- 列入区重大投资建设项目
    project_good_return*        bool   -- 经充分论证收益较好
    project_deleveraging_safe*  bool   -- 不影响降杠杆任务
  ]],
  results = "basis cap_basis -- 依据",
  function(x)
    if x.class == "no_holding" then return "none" end
    if x.class == "controlled" then
      local exempt = x.project_transformation and x.project_listed and x.project_good_return
        and x.project_deleveraging_safe
      return exempt and "exempt_major_project" or "entitled_net_assets"
    end
    return x.entitled < x.contribution and "entitled_net_assets" or "contribution"
  end,
}

-- 第十五条: who may be lent to or guaranteed for. What is excepted stands before the first semicolon,
-- so that it reaches enterprises without a property relation only.
local function is_excepted(x) return x.government_project or x.main_business ~= "other" end
local function barred_even_so(x)
  return p "reading.exception_reach" == "unrelated" or not is_excepted(x)
end
-- 第十七条, 第十八条
local function is_controlled(x) return class_of(x) == "controlled" end
local function is_minority(x) return class_of(x) == "minority_or_participated" end
local function over_proportion(x) return x.amount > x.in_proportion end
local function over_cumulative_cap(x)
  local exempt = is_controlled(x) and x.major_project
  return not exempt and x.cumulative_before + x.amount > x.cumulative_cap
end

local bars = notice:findings {
  codes = "bar", severities = "prohibited conditional",
  { "debtor_natural_person", "prohibited", "第十五条", "对象为自然人", barred_even_so,
    when = "debtor_kind == natural_person" },
  { "debtor_external_unincorporated", "prohibited", "第十五条", "对象为外部非法人单位", barred_even_so,
    when = "debtor_kind == external_unincorporated" },
  { "debtor_overseas", "prohibited", "第十五条", "对象为境外企业", barred_even_so,
    when = "debtor_kind == overseas_enterprise" },
  { "debtor_unrelated", "prohibited", "第十五条", "对象为无产权关系的企业",
    function(x) return not is_excepted(x) end, when = "relation == none" },
  { "purpose_high_risk", "prohibited", "第十五条", "用于高风险投资项目", "purpose == high_risk" },
  { "purpose_against_policy", "prohibited", "第十五条", "用于不符合国家产业政策的项目",
    "purpose == against_industrial_policy" },
  { "guarantor_unregistered", "prohibited", "第十六条(一)", "担保人未办理产权登记",
    "not guarantor_registered" },
  { "asset_sealed", "prohibited", "第十六条(二)", "被查封的资产", "asset_sealed" },
  { "asset_seized", "prohibited", "第十六条(二)", "被扣押的资产", "asset_seized" },
  { "asset_under_supervision", "prohibited", "第十六条(二)", "被监管的资产",
    "asset_under_supervision" },
  { "asset_title_unclear", "prohibited", "第十六条(三)", "所有权、使用权不明的资产",
    "asset_title_unclear" },
  { "asset_disputed", "prohibited", "第十六条(三)", "有争议的资产", "asset_disputed" },
  { "asset_not_pledgeable", "prohibited", "第十六条(四)", "依法不得抵押或质押的资产",
    "asset_not_pledgeable" },
  { "letter_unreviewed", "prohibited", "第二十一条", "函件未经法律审核和风险评估", function(x)
    return not (x.legal_reviewed and x.risk_assessed)
  end, when = "form == letter" },
  { "over_proportion", "prohibited", "第十七条", "超过出资比例", over_proportion,
    when = is_minority },
  { "over_cumulative_cap", "prohibited", "第十七条", "超过累计担保额上限", over_cumulative_cap,
    when = "relation == held_by" },
  { "counter_guarantee_other_shareholders", "conditional", "第十八条", "须由其他股东反担保",
    function(x) return over_proportion(x) and not x.by_other_shareholders end,
    when = is_controlled },
  { "counter_guarantee_debtor", "conditional", "第十八条", "须由被担保企业反担保", "not by_debtor",
    when = "relation == participated" },
}
notice:codes [[
  found   clear 无此情形, bar
  ground  clear 无此情形, debtor_barred 第十五条情形, giver_barred 第十六条情形, letter_barred 第二十一条情形,
          review_required 须报审核, bar
]]

-- What the articles bar, one table each; nothing when they do not.
local function bar_rule(name, label, article, fields)
  return notice:rule(name) {
    label = label, cite = article, fields = fields, results = "bar found -- 情形",
    function(x)
      local found = bars.first(x, article)
      return found and found.code or "clear"
    end,
  }
end
local debtor_bar_of = bar_rule("debtor_bar", "不得提供借款和担保的对象和用途", "第十五条", [[
  debtor_kind*         debtor_kind    -- 债务人
  relation             relation with debtor_kind enterprise -- 产权关系
  government_project*  bool           -- 区政府确定的项目
  main_business*       main_business  -- 主营业务
  purpose*             purpose        -- 用途
]])
local giver_bar_of = bar_rule("giver_bar", "不得设定担保的企业和资产", "第十六条", [[
  guarantor_registered*     bool  -- 产权登记
  asset_sealed*             bool  -- 查封
  asset_seized*             bool  -- 扣押
  asset_under_supervision*  bool  -- 监管
  asset_title_unclear*      bool  -- 所有权、使用权不明
  asset_disputed*           bool  -- 有争议
  asset_not_pledgeable*     bool  -- 依法不得抵押或质押
]])
local letter_bar_of = bar_rule("letter_bar", "不得出具的函件", "第二十一条", [[
  form*            form  -- 担保方式
  legal_reviewed*  bool  -- 法律审核
  risk_assessed*   bool  -- 风险评估
]])

-- 第十五条-第二十一条 as one: what the articles bar, then what 第十七条 and 第十八条 ask.
local decide_guarantee = notice:rule "guarantee_decision" {
  label = "能否担保", cite = "第十五条至第二十一条",
  fields = [[
    debtor_barred*          bool      -- 第十五条情形
    giver_barred*           bool      -- 第十六条情形
    letter_barred*          bool      -- 第二十一条情形
    relation*               relation  -- 产权关系
    share_percent  percent > 0 0..100 with relation held_by  -- 持股比例
    amount*                 money     -- 担保额
    in_proportion           money with relation held_by  -- 按出资比例的担保额
    major_project*          bool      -- 重大投资建设项目
    cumulative_before*      money     -- 已有担保额
    cumulative_cap          money with relation held_by  -- 累计担保额上限
    by_other_shareholders*  bool      -- 其他股东反担保
    by_debtor*              bool      -- 被担保企业反担保
    review_required*        bool      -- 须报审核
  ]],
  results = "decision decision -- 决定\nground ground -- 理由",
  function(x)
    if x.debtor_barred then return "prohibited", "debtor_barred" end
    if x.giver_barred then return "prohibited", "giver_barred" end
    if x.letter_barred then return "prohibited", "letter_barred" end
    local found = bars.first(x, "第十七条 第十八条")
    if found then return found.severity, found.code end
    if x.review_required then return "needs_review", "review_required" end
    return "permitted", "clear"
  end,
}
local decide_loan = notice:rule "loan_decision" {
  label = "能否借款", cite = "第十五条、第十九条",
  fields = "debtor_barred* bool -- 第十五条情形\nreview_required* bool -- 须报审核",
  results = "decision decision -- 决定",
  function(x)
    if x.debtor_barred then return "prohibited" end
    return x.review_required and "needs_review" or "permitted"
  end,
}

n.class_of, n.cap_basis_of, n.bars = class_of, cap_basis_of, bars
n.debtor_bar_of, n.giver_bar_of, n.letter_bar_of = debtor_bar_of, giver_bar_of, letter_bar_of
n.over_proportion = over_proportion
n.decide_guarantee, n.decide_loan = decide_guarantee, decide_loan
