-- SPDX-License-Identifier: MIT
-- 临兰政办发〔2021〕19号(一): how the district's enterprises may raise debt, lend and guarantee. They
-- lend to and guarantee for enterprises of their own kind only, a guarantee keeps to the share that
-- they hold and, with all others for the same debtor, to what that share is worth; some matters go
-- to the district SASAC for review, and to it they report by stage, by quarter and by year.

local notice = bylaw.notice {
  document = "临兰政办发〔2021〕19号(一)",
  title = "兰山区区属企业融资、借款和担保监督管理办法（试行）",
  issuer = "临沂市兰山区人民政府办公室", issued = date "2021-09-28",
  effective = "from_issue", expires = false,
}

notice:prose [[
  正文        who approved the measures, and that they are issued
  第一条      the purpose, and the texts it rests on
  第四条      the enterprise decides, executes and answers
  第四条(一)  its systems and its own procedures
  第四条(二)  a sensible scale of financing; the plan stands in 第十条
  第四条(三)  due diligence before a decision
  第四条(四)  approval and filing; the steps stand in 第九条, 第十九条 and 第二十条
  第四条(六)  it supervises its subsidiaries
  第五条      the SASAC supervises as investor
  第五条(一)  it guides the enterprises' systems
  第五条(二)  it urges plans, linked with the budget
  第五条(三)  the division of authority, which is not given: an open point where it decides
  第五条(四)  it monitors what is reported
  第五条(五)  it audits and evaluates projects
  第五条(六)  it holds to account; how is said by the measures printed behind these
  第七条      principles of financing
  第七条(一)  the main business first
  第七条(二)  a sound structure of debt
  第七条(三)  control of risk
  第十三条    the SASAC monitors and warns
  第二十五条  a breach with a loss goes to the rules on accountability, a crime to the courts
]]

notice:codes [[
  main_business      guarantee_business 主营担保, micro_loan 主营小额贷款, similar_finance 主营其他类似业务,
                     other 其他主营业务
  debtor_kind        enterprise 企业及其他法人, natural_person 自然人,
                     external_unincorporated 外部非法人单位, overseas_enterprise 境外企业
  held_by            own_subsidiary 全资、控股、实际控制企业, participated 参股企业
  relation           held_by, group_member 同一区属企业集团成员, other_district_soe 其他区属国有企业,
                     none 无产权关系
  high_risk          high_risk_investment 高风险投资项目, entrusted_wealth_management 委托理财,
                     stocks 买卖股票, futures 期货, options 期权
  purpose            ordinary 一般用途, high_risk, against_industrial_policy 不符合国家产业政策
  letter             commitment_letter 承诺函, support_letter 支持函
  form               suretyship 保证, mortgage 抵押, pledge 质押, lien 留置, letter
  asset_defect       sealed 查封, seized 扣押, under_supervision 监管,
                     title_unclear 所有权、使用权不明, disputed 有争议, not_pledgeable 依法不得抵押或质押
  counter_guarantor  other_shareholders 被担保企业其他股东, debtor 被担保企业
  held               controlled 持股34%以上的控制企业, minority_or_participated 34%以下及参股企业
  class              held, no_holding 不持股
  cap_basis          entitled_net_assets 享有的净资产, contribution 出资额,
                     exempt_major_project 重大投资建设项目不受限, none 不适用
]]
notice:codes [[
  level              district_soe 区属企业, subsidiary 所属企业
  debt               bank_loan 银行贷款, trust 信托, finance_lease 融资租赁, bond 发行债券,
                     other_debt 其他债务性融资
  financing_kind     debt, equity 权益类
  bond_term          short 短期债券, not_short 非短期债券
  step               feasibility_study 前期论证, district_soe_board 区属企业董事会决策,
                     internal_decision 内部决策程序, sasac_review 区国资监管机构审核,
                     sasac_filing 向区国资监管机构备案, approval 审核批准
  moment             after_decision_before_contract 履行决策程序后、签订合同前
  verdict            clear 无此情形, reviewed 已审核评估, genuine_need 确需,
                     leverage_not_high 资产负债率不高, undetermined 不能判断, approved 已批准
  recipient          district_sasac 区国资监管机构, district_government 区政府, debt_regulator 债务监管部门
  duty               quarterly_report 借款和担保情况报告, annual_report 年度融资报告,
                     stage_report 重要阶段报告, risk_report 风险报告, sasac_filing 备案,
                     annual_plan 年度融资计划, system_reports 制度、计划和执行情况报告
  decision           prohibited 禁止, undetermined 不能判断, conditional 附条件,
                     needs_approval 须审核批准, needs_review 须报审核, permitted 允许,
                     out_of_scope 不属于融资
  status             open 未到期, overdue 已逾期
  share_edge         controlled 属于不低于34%, minority 属于34%以下
  exception_reach    unrelated 只及于无产权关系的企业, every_debtor 及于全句
]]

local p = notice:parameters {
  { of = "policy", cite = "第二十七条", { "effective", date "2021-09-28", label = "施行日期" },
    { "expires", type = "date", label = "有效期至" } },
  { of = "guarantee", cite = "第十七条",
    { "control_share_min", percent(34), label = "持股比例不低于", most = 100 },
    { "controlled_cap_percent", percent(100), label = "享有的净资产的比例", most = 10000 },
    { "minority_cap_percent", percent(100), label = "出资额或享有的净资产的比例", most = 10000 } },
  { "financing.leverage_high_above", type = "percent", label = "资产负债率管控目标",
    cite = "第八条" },
  { "report.stage_days", 10, label = "重要阶段结束后工作日数", cite = "第十二条", most = 1000 },
  { "report.annual_month", 2, label = "每年报送的月份", cite = "第十二条", least = 1, most = 12 },
  { "report.quarter_days", 10, label = "每季度结束后日数", cite = "第二十三条", most = 1000 },
  { "plan.submit_by", type = "month_day", label = "年度融资计划报送日期，如03-31", cite = "第十条" },
  -- What the text leaves to be read: each value of the list is a reading.
  { of = "reading", { "share_edge", "controlled", codes = "share_edge", label = "持股恰为34%",
      cite = "第十七条" },
    { "exception_reach", "unrelated", codes = "exception_reach", label = "第十五条“除…外”的范围",
      cite = "第十五条" } },
  { of = "calendar", cite = "-", { "rest_days", type = "date", list = true, label = "休息日" },
    { "work_days", type = "date", list = true, label = "调休工作日" } },
}

local in_force = { "in_force", "第二十七条", "not_in_force", "the measures are not in force then",
  function(q)
    local day, expires = q.at:date(), p "policy.expires"
    return day >= p "policy.effective" and (expires == nil or day <= expires), day
  end, quiet = true }

-- What each part adds, others after it use.
local n = { notice = notice, p = p, in_force = in_force }
for _, part in ipairs { "bars", "guarantee", "financing", "register", "duties", "record",
  "views", "words" } do
  bylaw.part("soe_financing/_" .. part .. ".lua", n)
end
