-- SPDX-License-Identifier: MIT
-- 第七条-第十七条: the 77 situations that are answered for, by area, each in the measure's own words,
-- which `scope` answers with. Their codes are numbered within the area: funds_4 is 第十条(四).

local n = ...
local notice = n.notice

local areas = {
  { "group_control", "第七条", "集团管控",
    "违反规定程序或超越权限决定、批准和组织实施重大经营投资事项，或决定、批准和组织实施的重大经营投资事项违反党和国家方针政策、决策部署，区委区政府决策部署以及国家和省市区有关规" ..
      "定。",
    "对国家和省市区或集团公司有关集团管控的规定未执行或执行不力，致使发生重大资产损失对生产经营、财务状况产生重大影响。",
    "对集团重大风险隐患、内控缺陷等失察，或虽发现但没有及时报告、处理，造成重大资产损失或其他严重不良后果。",
    "所属子企业发生重大违规违纪违法问题，造成重大资产损失且对集团生产经营、财务状况产生重大影响，或造成其他严重不良后果。",
    "对有关监管机构就经营投资有关重大问题提出的整改工作要求，拒绝整改、拖延整改、虚假整改等。",
    "对非任期内决策或实施的经营投资项目，任期内管控不善或出现风险处置应对不力。" },
  { "risk", "第八条", "风险管理",
    "未按规定履行内控及风险管理制度建设职责，导致内控及风险管理制度缺失，内控及风险管理流程存在重大缺陷。",
    "内控及风险管理制度未执行或执行不力，对经营投资重大风险未能及时分析、识别、评估、预警、应对和报告。",
    "未按规定对企业规章制度、经济合同和重要决策等进行法律审核，或者虽经法律审核但因故意或者重大过失未采纳正确法律意见。",
    "未执行国有资产监管有关规定，过度负债导致债务危机，危及企业持续经营。",
    "恶意逃废金融债务。",
    "瞒报、漏报、谎报或迟报重大风险及风险损失事件，指使编制虚假财务报告，企业账实严重不符。",
    "在处理重大法律纠纷案件中玩忽职守、滥用职权、谋取私利。" },
  { "trade", "第九条", "购销管理",
    "未按规定订立、履行合同，未履行或未正确履行职责致使合同标的价格明显不公允。",
    "未正确履行合同，或无正当理由放弃应得合同权益。",
    "违反规定开展融资性贸易业务或“空转”“走单”等虚假贸易业务。",
    "违反规定利用关联交易输送利益。",
    "以授意、指使或者串通等方式进行违规采购，未按规定公开招标或未执行公开招标结果。",
    "违反规定提供赊销信用、资质、担保或预付款项，利用业务预付或物资交易等方式变相融资或投资。",
    "违反规定开展商品期货、期权等衍生业务。",
    "未按规定对应收款项及时追索或采取有效保全措施。" },
  { "funds", "第十条", "资金管理",
    "违反决策和审批程序或超越权限筹集和使用资金。",
    "违反规定以个人名义留存资金、收支结算、开立银行账户等。",
    "设立“小金库”。",
    "违反规定集资、发行股票或债券、捐赠、担保、委托理财、拆借资金或开立信用证、办理银行票据等。",
    "虚列支出套取资金。",
    "违反规定超发、滥发职工薪酬福利。",
    "因财务内控缺失或未按财务内控制度执行, 发生资金挪用、侵占、盗取、欺诈等。" },
  { "works", "第十一条", "工程承包建设",
    "未按规定对合同标的进行调查论证或风险分析。",
    "未按规定履行决策和审批程序, 未经授权或超越授权投标, 擅自签订、变更合同或改变招标方式。",
    "违反规定, 无合理商业理由以低于成本的报价中标。",
    "参与招标、评标、定标及有关工作的人员收受贿赂, 泄露应当保密的招标投标事项, 在评标过程中引导评委评分、影响评标公正性, 与投标人、供应商串通影响招标结果。",
    "未按规定程序对合同进行严格审查, 存在重大疏漏。",
    "未按规定将工程及与工程建设有关的货物、服务纳入公共资源交易平台或国有企业阳光采购平台进行公开招标、采购或采取垄断、限制、自设开标场所等手段, 规避公开招标、采购。",
    "违反规定分包等。",
    "违反合同约定超计价、超进度付款。",
    "工程组织管理混乱, 致使工程质量不达标, 工程成本严重超支。" },
  { "transfer", "第十二条", "转让产权、上市公司股权、资产",
    "未按规定履行决策和审批程序或超越授权范围转让。",
    "财务审计和资产评估违反相关规定。",
    "隐匿应当纳入审计、评估范围的资产，组织提供和披露虚假信息，授意、指使中介机构出具虚假财务审计、资产评估鉴证结果及法律意见书等。",
    "未按相关规定执行回避制度。",
    "违反相关规定和公开公平交易原则，低价转让企业产权、上市公司股权和资产等。",
    "未按规定进场交易。",
    "在企业资产承包经营或对外出租中，明显以不合理低价发包或出租。" },
  { "fixed_assets", "第十三条", "固定资产投资",
    "未按规定进行可行性研究或风险评估。",
    "项目概算未按规定进行审查，严重偏离实际。",
    "未按规定履行决策、审批等程序，决策未充分考虑重大风险因素，未制定风险防范预案。",
    "购建项目未按规定公开招标，干预、规避或操纵招标。",
    "投资项目发生重大变化，未按规定重新履行决策程序并采取止损措施。",
    "擅自变更工程设计、建设内容和追加投资等。",
    "项目管理混乱，致使建设严重拖期、成本明显高于同类项目。",
    "违反规定开展列入负面清单的投资项目。" },
  { "mergers", "第十四条", "投资并购",
    "未按规定开展尽职调查，或尽职调查未进行风险分析等，存在重大疏漏。",
    "财务审计、资产评估或估值违反相关规定。",
    "投资并购过程中授意、指使、串通中介机构或有关单位出具虚假报告。",
    "未按规定履行决策和审批等程序，决策未充分考虑重大风险因素，未制定风险防范预案。",
    "违反规定以各种形式为其他合资合作方提供垫资，或通过高溢价并购等手段向关联方输送利益。",
    "投资合同、协议及标的企业公司章程等法律文件中存在有损国有权益的条款，致使对标的企业管理失控。",
    "违反合同约定提前支付并购价款。",
    "投资并购后未进行必要的业务整合和跟踪管理，或未行使相应股东权利，致使对标的企业管理失控。",
    "投资项目发生重大变化，未按规定重新履行决策程序并采取止损措施。",
    "投资参股后，未行使股东权利，发生重大变化，未及时采取中止措施。",
    "违反规定开展列入负面清单的投资项目。" },
  { "restructuring", "第十五条", "改组改制",
    "未按规定履行决策和审批程序。",
    "未按规定组织开展清产核资、财务审计和资产评估。",
    "故意转移、隐匿国有资产或向中介机构提供虚假信息，授意、指使中介机构出具虚假清产核资、财务审计和资产评估等鉴证结果。",
    "将国有资产以明显不公允低价折股、出售或无偿分给其他单位或个人。",
    "在发展混合所有制经济、实施员工持股计划、增资扩股、引进战略合作伙伴、重组、出售或破产重整、清算等改组改制过程中，违反规定，导致发生套取或变相套取、私分国有资产。",
    "未按规定收取国有产权转让价款或国有资产占用费。",
    "改制后的公司章程等法律文件中存在有损国有权益的条款。" },
  { "overseas", "第十六条", "境外经营投资",
    "未按规定建立企业境外投资管理相关制度，导致境外投资管控缺失。",
    "开展列入分类监管清单禁止类的境外投资项目。",
    "违反规定开展列入分类监管清单限制类的境外投资项目。",
    "未按规定进行风险评估并采取有效风险防控措施对外投资或承揽境外项目。",
    "违反规定采取不当经营行为，以及不顾成本和代价进行恶性竞争。",
    "违反本章其他有关规定或存在国家和省、市、区明令禁止的其他境外经营投资行为。" },
}
local items = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一" }

local situations, terms, categories = {}, {}, {}
local function add(code, cite, category, text)
  situations[#situations + 1] = { code = code, cite = cite, category = category, text = text }
  terms[#terms + 1] = { code, text }
end
for _, area in ipairs(areas) do
  categories[#categories + 1] = { area[1], area[3] }
  for place = 4, #area do
    local item = place - 3
    add(area[1] .. "_" .. item, area[2] .. "(" .. items[item] .. ")", area[1], area[place])
  end
end
categories[#categories + 1] = { "other", "其他" }
add("other", "第十七条", "other",
  "其他违反规定，未履行或未正确履行职责造成国有资产损失或其他严重后果的责任追究情形。")
notice:list("situation", terms)
notice:list("category", categories)

local function answers(value)
  return function(_, a) a.applies = value return value end
end
local function class(...)
  local classes = { ... }
  return function(q) return notice:place(classes, q.enterprise_class) ~= nil end
end
local function person_of(class_of_person)
  return function(q) return not q.enterprise_class and q.person_class == class_of_person end
end

-- 第二条-第四条, 第二十二条, 第四十五条, 第七十八条-第八十一条: to whom the measure applies.
local applies = notice:course { { first = {
  { "event_class", "第八十一条", answers "other_rules", when = function(q)
    return q.event_class ~= nil and q.event_class ~= "operating_investment"
  end },
  { "person_class", "第三条", answers "no", when = "person_class == outside" },
  { "own_rules", "第八十条", answers "other_rules_first", when = class "finance_or_culture" },
  { "participated", "第七十八条", answers "request_shareholders_meeting",
    when = class "state_participated" },
  { "by_reference", "第七十九条", answers "by_reference",
    when = class("government_controlled_other", "enterprise_run_institution") },
  { "enterprise", "第二条", answers "yes",
    when = class("wholly_state_enterprise", "wholly_state_company", "state_controlled") },
  { "subsidiary", "第四条(三)", answers "yes", when = class "subsidiary" },
  { "former", "第二十二条", answers "yes", when = person_of "former" },
  { "other_persons", "第四十五条", answers "yes", when = person_of "director_supervisor_other" },
  { "manager", "第三条", answers "yes", when = person_of "manager" } } } }

local function is_asked(situation, q)
  if q.situations then return notice:place(q.situations, situation.code) ~= nil end
  if q.category then return situation.category == q.category end
  return not (q.enterprise_class or q.person_class or q.event_class)
end

notice:pure "scope" {
  label = "适用范围", rules = { n.in_force },
  fields = [[
    enterprise_class  enterprise_class -- 企业类别
    person_class      person_class     -- 人员类别
    event_class       event_class      -- 事件类别
    situations        list of situation
    category          category         -- 方面
  ]],
  answers = "applies matched[code cite category text]",
  act = function(q)
    local answer, reasons = applies(q)
    answer.matched = {}
    for _, situation in ipairs(situations) do
      if is_asked(situation, q) then
        answer.matched[#answer.matched + 1] = situation
        if q.situations then
          reasons[#reasons + 1] = { situation.cite, "situation", situation.code }
        end
      end
    end
    return answer, reasons
  end,
}
