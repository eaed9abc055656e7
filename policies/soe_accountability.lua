-- SPDX-License-Identifier: MIT
-- 临兰政办发〔2021〕19号(二): who answers for a loss that a district enterprise made by breaking the rules
-- of operation and investment, and how. A loss has a tier, a person a kind of responsibility; both
-- together are a cell of the table of 第三十三条, with its disposals and deductions from pay. The case
-- passes verification, investigation, hearing, decision, appeal and rectification, each in time.

local notice = bylaw.notice {
  document = "临兰政办发〔2021〕19号(二)",
  title = "兰山区区属企业违规经营投资责任追究实施办法（试行）",
  issuer = "临沂市兰山区人民政府办公室", issued = date "2021-09-28",
  effective = "from_issue", expires = false,
}

notice:prose [[
  正文            the notice that brings this measure and another
  第一条          the purpose, and the texts it rests on
  第四条(一)      a principle: by the law, and for life
  第四条(四)      a principle: education and rules beside accountability
  第五条          clues of breaches, duty crimes and crimes go to the organs that are competent
  第二十条        the papers by which a loss is proven; they are weighed before a loss is told
  第三十一条(四)  discipline is for its own organs, besides what is done here
  第三十一条(五)  so is what goes to supervision or justice
  第四十七条(一)  the institution's own rules
  第四十七条(四)  the institution examines problems that many have
  第四十七条(五)  it urges rectification; when that is due, 第七十三条 says
  第四十七条(六)  it guides and supervises
  第四十七条(七)  what else there is to do
  第四十八条      the institution accepts, verifies and sorts; the steps stand in 第五十七条 and later
  第四十九条(一)  the enterprise's own rules
  第四十九条(四)  the enterprise guides its subsidiaries
  第四十九条(五)  it does what the institution asks of it
  第四十九条(六)  what else there is to do
  第五十条        a department is in charge
  第五十一条      reports of clues, without days
  第五十二条      heads who do not act are held to account; how is said by 第二十九条
  第五十三条      breaches of duty by officials
  第五十五条      breaches of duty by handlers
  第五十八条(一)  what is verified: the loss
  第五十八条(二)  what is verified: the breach
  第五十八条(三)  what is verified: whether the measure applies, as scope tells
  第五十八条(四)  what is verified: what others ask for
  第六十二条      when to act while a loss is being recovered
  第六十三条      the five measures of an investigation
  第六十五条      help by discipline and judicial organs
  第七十二条      lessons drawn from a case
  第七十四条      disclosure
  第七十五条      information technology
  第七十六条      firms are chosen in public
  第七十七条      an enterprise's own rules, filed; its figures come in as params
]]

notice:codes [[
  state_enterprise     wholly_state_enterprise 国有独资企业, wholly_state_company 国有独资公司,
                       state_controlled 国有资本控股公司
  enterprise_class     state_enterprise, subsidiary 所属子企业, state_participated 国有参股企业,
                       government_controlled_other 区委区政府有关部门或机构实际控制的其它企业,
                       enterprise_run_institution 区属企业化管理的事业单位,
                       finance_or_culture 金融、文化等区属企业
  person_class         manager 经营管理人员, director_supervisor_other 董事、监事以及其他有关人员,
                       former 已调任、离职或退休, outside 其他人员
  event_class          operating_investment 经营投资, production_safety 生产安全,
                       environment 环境污染, instability 不稳定事件
  applies              yes 适用, no 不适用, by_reference 参照执行, other_rules 按其他规定执行,
                       other_rules_first 另有规定的依其规定,
                       request_shareholders_meeting 提请股东会参照执行
  loss_tier            none 无资产损失, general 一般资产损失, larger 较大资产损失,
                       major 重大资产损失
  tier_basis           amount 损失金额, going_concern 导致企业无法持续经营
  role                 principal 企业主要负责人, deputy_in_charge 分管负责人, staff 其他相关人员
  responsibility       direct 直接责任, supervisory 主管责任, leadership 领导责任
  direct_ground        joint_violation 本人或与他人共同违规,
                       instigated_or_tolerated 授意指使强令纵容包庇,
                       no_procedure_or_ultra_vires 未经程序或越权决定,
                       overrode_majority 多数人不同意而决定, delegated_own_duty 授权他人且决策不当或失误,
                       other_direct 其他应当承担直接责任的行为
  institution          investor_institution 履行出资人职责的机构
  decider              institution, district_soe 区属企业, subsidiary 所属子企业
  subject              person 相关责任人, decision_body 经营决策机构
  serious_consequence  operations_or_finances_hit 影响生产经营、财务状况, goodwill_damaged 损害商誉,
                       business_suspension_penalty 责令停业等处罚, industry_affected 影响行业,
                       public_goods_harmed 损害公共产品和服务,
                       state_capital_layout_harmed 损害国有资本布局,
                       district_economy_harmed 损害区域经济, negative_social_impact 负面社会影响
  subsidiary_ground    major_loss 造成重大损失, repeated_loss 多次发生较大、重大损失,
                       violation_with_major_loss 违规违纪违法且损失重大,
                       several_subsidiaries 多家子企业连续集中发生
  cause                force_majeure 不可抗力, policy_change 政策变动, market_risk 市场风险, other 其他
  first_form_ground    tendency 苗头性、倾向性问题, no_breach_bad_effect 不构成违纪但造成不良影响,
                       minor_breach 情节轻微, reducible_breach 可以不予处分或其他处理
  misconduct_trait     defied_orders 有令不行, defied_bans 有禁不止, improper_gain 不当谋利,
                       intentional 主观故意, arbitrary 独断专行
  aggravating          frequent_major_loss 频繁发生重大损失, repeated_defiance 屡禁不止、顶风违规,
                       coerced_others 强迫唆使他人, loss_widened 未及时止损致损失扩大,
                       concealed_loss 瞒报漏报谎报损失, evidence_tampered 伪造毁灭证据,
                       obstructed 阻碍调查, other_aggravating 其他从重情形
  mitigating           minor_circumstances 情节轻微, pioneering_good_faith 探索创新,
                       not_clearly_prohibited 未明确禁止, emergency_ratified 紧急处置后履行程序,
                       loss_recovered 挽回损失, self_reported_or_informed 主动反映或检举,
                       other_mitigating 其他从轻情形
  service              full 任职, partial_or_none 无任职或任职不满全年, left 已不在本企业领取绩效年薪
  deduction_basis      party_discipline 党纪处分, administrative_sanction 政务处分,
                       accountability 责任追究
  pay_item             performance 绩效年薪, term_incentive 任期激励收入
  mild_disposal        criticism_education 批评教育, ordered_self_examination 责令作出检查,
                       circulated_criticism 通报批评, admonition 诫勉
  disposal             mild_disposal, suspension 停职, transfer_from_post 调离工作岗位, demotion 降职,
                       ordered_resignation 责令辞职, removal 免职, office_ban 禁入限制
  treatment            normal 按幅度处理, lighter 从轻, reduced 减轻, exempt 免除, heavier 从重,
                       aggravated 加重
  effect               no_promotion 不得提拔, no_important_use 不得重用, no_post 不安排职务,
                       no_higher_post 不得担任高于原任职务层级的职务,
                       office_ban 不得担任国有企业董事、监事、高级管理人员,
                       no_new_plan 不得参加新的中长期激励
  level                own 区属企业本级, subsidiary 所属子企业
  enterprise_head      district_cadre 区管干部, institution_cadre 履行出资人职责的机构管理的干部
  involved             enterprise_head, subsidiary_principal 子企业负责人, other_person 其他人员
  suspected            discipline 违纪或职务违法, crime 犯罪, other_department 其他部门职责
  transfer_to          discipline_inspection 纪检监察机关, supervision_or_justice 监察机关或司法机关,
                       other_department 其他部门
  appeal_body          institution, district_soe, superior_enterprise 上一级企业
  consent              district_discipline_commission 区纪委监委
  upper_end            included 以下含本数, excluded 以下不含本数
  lower_end            above_zero 必须大于零, zero_allowed 可以为零
  contingent_reading   counted 计入, not_counted 不计入
  both_circumstances   any 都可以, aggravating_binds 应当从重、加重
  with_loss            by_amount 按损失金额, as_major 按重大资产损失
  superior_article     article_34 第三十四条, article_33 第三十三条(三)
  left_base            year_before_leaving 离职前一年度, latest_full_year 最近任职满全年的年度
  own_larger           institution, district_soe
  discipline_reach     promotion_and_higher_post 提拔和高于原任职务, all_bars 各项任职限制
]]

-- 第三十一条, 第三十三条, 第三十四条: a cell is the tier of the loss with the kind of responsibility, D
-- (direct, supervisory) or L (leadership). Its disposals are a list of codes named after it; its
-- ranges are a row of the grid.
notice:codes [[
  general_direct_disposals      mild_disposal
  general_leadership_disposals  ordered_self_examination, circulated_criticism
  larger_direct_disposals       circulated_criticism, admonition, suspension, transfer_from_post,
                                demotion
  larger_leadership_disposals   circulated_criticism, admonition, suspension, transfer_from_post
  major_direct_disposals        demotion, ordered_resignation, removal, office_ban
  major_leadership_disposals    transfer_from_post, demotion, ordered_resignation, removal,
                                office_ban
  superior_disposals            circulated_criticism, admonition, suspension, transfer_from_post,
                                demotion, ordered_resignation, removal, office_ban
  body_disposals                criticism_education, ordered_self_examination,
                                circulated_criticism
]]
local cells = notice:grid "sanction" {
  most = 500,
  columns = [[performance_min 绩效年薪下限, performance_max 绩效年薪上限, term_min 任期激励下限,
    term_max 任期激励上限, surrender_years 上缴中长期激励收益年数, plan_ban_min 不得参加新激励最短年数,
    plan_ban_max 不得参加新激励最长年数]],
  rows = [[
    general_direct      第三十三条(一)    0%   50%     -     -   -   -   -
    general_leadership  第三十三条(一)    0%   30%     -     -   -   -   -
    larger_direct       第三十三条(二)   50%  100%   50%  100%   2   5   5
    larger_leadership   第三十三条(二)   30%   70%   30%   70%   0   3   3
    major_direct        第三十三条(三)  100%  100%  100%  100%   3   ?   ?
    major_leadership    第三十三条(三)   70%  100%   70%  100%   3   5   5
    superior            第三十四条       30%  100%   30%  100%   3   3   5
  ]],
}

local p = notice:parameters {
  { of = "policy", cite = "第八十二条", { "effective", date "2021-09-28", label = "施行日期" },
    { "expires", type = "date", label = "有效期至" } },
  { of = "loss", cite = "第十九条", { "larger_min", yuan(3000000), label = "较大资产损失起点" },
    { "major_min", yuan(30000000), label = "重大资产损失起点" } },
  cells.parameters,
  { "sanction.term_years", 3, label = "任期激励收入年数", cite = "第三十三条", least = 1,
    most = 50 },
  { "sanction.max_months", 12, label = "折算月数上限", cite = "第三十六条", least = 1,
    most = 1200 },
  { "ban.office_min_years", 5, label = "禁入限制最短年数", cite = "第三十一条(三)", most = 500 },
  { of = "restrict", cite = "第三十八条", { "admonition_months", 6, label = "诫勉月数", most = 1200 },
    { "transfer_years", 1, label = "调离工作岗位年数", most = 500 },
    { "demotion_years", 2, label = "降职年数", most = 500 },
    { "removal_no_post_years", 1, label = "免职不安排职务年数", most = 500 },
    { "removal_no_higher_years", 2, label = "免职不得担任更高职务年数", most = 500 } },
  { "preliminary.days", 30, label = "初步核实工作日数", cite = "第五十九条", most = 10000 },
  { "investigation.months", 6, label = "核查月数", cite = "第六十六条", most = 1200 },
  { "appeal.days", 15, label = "申诉工作日数", cite = "第六十九条", most = 10000 },
  { "review.days", 30, label = "复核工作日数", cite = "第七十一条", most = 10000 },
  { "rectification.days", 60, label = "整改工作日数", cite = "第七十三条", most = 10000 },
  -- What the text leaves to be read: each value of the list is a reading.
  { of = "reading", { "upper_end", "included", codes = "upper_end", label = "50%以下、30%以下",
      cite = "第三十三条(一)" },
    { "lower_end", "above_zero", codes = "lower_end", label = "50%以下、30%以下的下限",
      cite = "第三十三条(一)" },
    { "contingent_loss", "counted", codes = "contingent_reading", label = "可以认定的或有损失",
      cite = "第二十一条" },
    { "both_circumstances", "any", codes = "both_circumstances", label = "从重和从轻情形都有",
      cite = "第四十条" },
    { "consequences_with_loss", "by_amount", codes = "with_loss", label = "有损失又有严重不良后果",
      cite = "第三十九条" },
    { "superior_without_loss", "article_34", codes = "superior_article",
      label = "上级人员无损失有严重不良后果", cite = "第三十四条" },
    { "left_base_year", "year_before_leaving", codes = "left_base",
      label = "已离职人员的责任认定年度", cite = "第四十四条" },
    { "own_larger_serious", "investor_institution", codes = "own_larger",
      label = "本级较大损失且后果严重由谁追究", cite = "第四十七条(二)" },
    { "discipline_reach", "promotion_and_higher_post", codes = "discipline_reach",
      label = "纪律处分影响期延长的限制", cite = "第三十八条" } },
  { of = "calendar", cite = "-", { "rest_days", type = "date", list = true, label = "休息日" },
    { "work_days", type = "date", list = true, label = "调休工作日" } },
}

-- 第八十二条, for a day named by a field, or that of the request.
local function holds_on(day)
  local from, to = p "policy.effective", p "policy.expires"
  return day >= from and (to == nil or day <= to), day
end
local in_force = { "in_force", "第八十二条", "not_in_force", "the measure is not in force then",
  function(q) return holds_on(q.at:date()) end, quiet = true }
local decided_in_force = { "decided_in_force", "第八十二条", "not_in_force",
  "the measure was not in force when it was decided",
  function(q) return q.decided_on >= p "policy.effective", q.decided_on end, quiet = true }

local n = { notice = notice, p = p, cells = cells, in_force = in_force,
  decided_in_force = decided_in_force }
bylaw.part("soe_accountability/_situations.lua", n)

-- 第十九条: which tier a loss has. This article's own 以下 leave the number out.
local tier_of = notice:rule "loss_tier" {
  label = "资产损失等级", cite = "第十九条",
  fields = [[
    loss*             money        -- 资产损失
    cannot_continue*  bool         -- 企业无法持续经营
  ]],
  results = "tier loss_tier -- 等级",
  function(x)
    if x.loss <= yuan(0) then return "none" end
    if x.loss >= p "loss.major_min" or x.cannot_continue then return "major" end
    return x.loss >= p "loss.larger_min" and "larger" or "general"
  end,
}
local tier_cites = { none = "第十九条", general = "第十九条(一)", larger = "第十九条(二)",
  major = "第十九条(三)" }

notice:record("contingent_loss", "amount* money > 0\nevidence*, measurable*, assessed* bool")
local loss = notice:course {
  { "loss", "第十八条", function(q, a)
    a.loss, a.not_counted = q.direct_loss + q.indirect_loss, {}
    return a.loss
  end },
  { "contingent", "第二十一条", each = "contingent_losses", function(one, a, place)
    local holds = one.evidence and one.measurable and one.assessed
    if holds and p "reading.contingent_loss" == "counted" then
      a.loss = a.loss + one.amount
      return one.amount
    end
    a.not_counted[#a.not_counted + 1] = place - 1
    return yuan(0)
  end },
  { "tier", "第十九条", function(_, a)
    a.tier, a.basis = tier_of { loss = a.loss, cannot_continue = false }, "amount"
    return a.tier, tier_cites[a.tier]
  end },
  { "going_concern", "第十九条", function(_, a)
    a.tier, a.basis = "major", "going_concern"
    return a.tier
  end, when = function(q, a)
    return tier_of { loss = a.loss, cannot_continue = q.cannot_continue } ~= a.tier
  end },
}
notice:pure "classify_loss" {
  label = "资产损失认定", rules = { in_force },
  fields = [[
    direct_loss        money = 0                 -- 直接损失
    indirect_loss      money = 0                 -- 间接损失
    contingent_losses  list of contingent_loss
    cannot_continue    bool = false              -- 企业无法持续经营
  ]],
  answers = "loss tier basis not_counted[]",
  act = loss,
}

-- 第二十三条-第三十条: which responsibility somebody bears. The heaviest kind counts.
local function bears(kind, by_analogy)
  return function(a, cite)
    a.types[#a.types + 1] = { type = kind, cite = cite, by_analogy = by_analogy or false }
    return kind, cite
  end
end
local direct, supervisory, leadership = bears "direct", bears "supervisory", bears "leadership"
local by_analogy = { direct = bears("direct", true), supervisory = bears("supervisory", true),
  leadership = bears("leadership", true) }
local function in_charge(q) return q.in_charge or q.role == "deputy_in_charge" end
local function is(kind, cite) return function(_, a) return kind(a, cite) end end
local function on_ground(ground, item)
  local cite = "第二十四条(" .. item .. ")"
  return { "direct_ground", cite, is(direct, cite),
    when = function(q) return notice:place(q.direct_grounds or {}, ground) ~= nil end }
end

local borne = notice:course {
  { "types", "第二十三条", function(_, a) a.types = {} end },
  { "decisive", "第二十四条", when = "decisive", is(direct, "第二十四条") },
  on_ground("joint_violation", "一"), on_ground("instigated_or_tolerated", "二"),
  on_ground("no_procedure_or_ultra_vires", "三"), on_ground("overrode_majority", "四"),
  on_ground("delegated_own_duty", "五"), on_ground("other_direct", "六"),
  { "in_charge", "第二十五条", is(supervisory, "第二十五条"),
    when = function(q) return q.failed_own_duty and in_charge(q) end },
  { "principal", "第二十六条", is(leadership, "第二十六条"),
    when = function(q) return q.failed_own_duty and q.role == "principal" end },
  { first = {
    { "concealed", "第二十八条", is(by_analogy.leadership, "第二十八条"),
      when = function(q) return q.concealed_major_loss and q.role == "principal" end },
    { "concealed", "第二十八条", is(by_analogy.supervisory, "第二十八条"),
      when = function(q) return q.concealed_major_loss and q.role == "deputy_in_charge" end } } },
  { first = {
    { "not_organised", "第二十九条", is(by_analogy.leadership, "第二十九条"),
      when = function(q) return q.accountability_not_organised and q.role == "principal" end },
    { "not_organised", "第二十九条", is(by_analogy.supervisory, "第二十九条"),
      when = function(q) return q.accountability_not_organised and in_charge(q) end },
    { "not_organised", "第二十九条", is(by_analogy.direct, "第二十九条"),
      when = "accountability_not_organised" } } },
  { "dissent", "第三十条", function() return "dissent_recorded" end,
    when = function(q) return q.collective_decision and q.dissent_recorded end },
}
local function heaviest(types)
  for _, kind in ipairs(notice.types.responsibility.values) do
    for _, one in ipairs(types) do if one.type == kind then return kind end end
  end
end
notice:pure "responsibility" {
  label = "责任认定", rules = { in_force },
  fields = [[
    role*                         role                   -- 职务
    in_charge                     bool                   -- 直接主管（分管）
    failed_own_duty               bool                   -- 职责范围内违规
    decisive                      bool                   -- 起决定性直接作用
    direct_grounds                list of direct_ground
    concealed_major_loss          bool                   -- 瞒报漏报谎报重大损失
    accountability_not_organised  bool                   -- 未组织开展责任追究
    collective_decision           bool                   -- 集体决策
    dissent_recorded              bool                   -- 表明异议并记载
  ]],
  check = function(q)
    if q.role == "staff" and #(q.direct_grounds or {}) > 0 then
      return "direct_grounds", "they are those of heads of the enterprise"
    end
  end,
  answers = "types[type cite by_analogy] heaviest may_be_excused",
  act = function(q)
    local a, reasons = borne(q)
    return { types = a.types, heaviest = heaviest(a.types),
      may_be_excused = (q.collective_decision and q.dissent_recorded) or false }, reasons
  end,
}

-- 第四十六条-第四十九条, 第六十条, 第七十条: who conducts a case; the first that fits.
local function leads(lead) return function(_, a) a.lead = lead return lead end end
local function is_grave(q)
  return q.loss_tier == "major" or q.serious and q.loss_tier ~= "general"
end
local function suspects(what)
  return function(q) return notice:place(q.suspected or {}, what) ~= nil end
end
local function transfers_to(to)
  return function(_, a) a.transfer_to[#a.transfer_to + 1] = to return to end
end
local competence = notice:course {
  { "lists", "第六十条", function(_, a) a.consent_of, a.transfer_to = {}, {} end },
  { first = {
    { "lead", "第四十七条(三)", leads "investor_institution", when = "institution_takes" },
    { "lead", "第四十七条(二)", leads "investor_institution",
      when = function(q) return notice:share(q.involves, "enterprise_head") end },
    { "lead", "第四十九条(二)", leads "district_soe", when = function(q)
      return q.level == "own" and q.loss_tier == "larger" and q.serious
        and p "reading.own_larger_serious" == "district_soe"
    end },
    { "lead", "第四十七条(二)", leads "investor_institution",
      when = function(q) return q.level == "own" and is_grave(q) end },
    { "lead", "第四十九条(二)", leads "district_soe", when = "level == own" },
    { "lead", "第四十九条(二)", leads "district_soe", when = function(q)
      return is_grave(q) or notice:place(q.involves or {}, "subsidiary_principal") ~= nil
    end },
    { "lead", "第四十九条(三)", leads "district_soe", when = "soe_takes" },
    { "lead", "第四十六条", leads "subsidiary" } } },
  { "consent", "第六十条(三)", function(_, a)
    a.consent_of[1] = "district_discipline_commission"
    return a.consent_of[1]
  end, when = function(q) return notice:place(q.involves or {}, "district_cadre") ~= nil end },
  { "transfer", "第六十条(五)", transfers_to "discipline_inspection", when = suspects "discipline" },
  { "transfer", "第六十条(六)", transfers_to "supervision_or_justice", when = suspects "crime" },
  { "transfer", "第六十条(四)", transfers_to "other_department", when = suspects "other_department" },
  { "appeal_to", "第七十条", function(_, a)
    a.appeal_to = a.lead == "subsidiary" and "superior_enterprise" or a.lead
    return a.appeal_to
  end },
}
notice:pure "competence" {
  label = "追究职责", rules = { in_force },
  fields = [[
    level*             level                -- 层级
    loss_tier*         loss_tier            -- 损失等级
    serious            bool                 -- 严重不良后果
    involves           list of involved
    institution_takes  bool                 -- 机构直接组织
    soe_takes          bool                 -- 区属企业直接组织
    suspected          list of suspected
  ]],
  answers = "lead consent_of[] transfer_to[] appeal_to", act = competence,
}

n.competence = competence
bylaw.part("soe_accountability/_sanction.lua", n)
bylaw.part("soe_accountability/_restrictions.lua", n)
bylaw.part("soe_accountability/_decision.lua", n)
bylaw.part("soe_accountability/_case.lua", n)
bylaw.part("soe_accountability/_views.lua", n)
bylaw.part("soe_accountability/_words.lua", n)
