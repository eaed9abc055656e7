-- SPDX-License-Identifier: MIT
-- 临兰政发〔2021〕3号: how Lanshan district makes and keeps normative documents. Only listed units make
-- them. A draft is assessed, heard, put to the public, reviewed for legality, decided by a meeting
-- and signed; it gets a number, is published and filed, holds for a term of years and is evaluated
-- before that ends.

local notice = bylaw.notice {
  document = "临兰政发〔2021〕3号",
  title = "临沂市兰山区人民政府关于印发《兰山区人民政府规范性文件管理规定》的通知",
  issuer = "临沂市兰山区人民政府", issued = date "2021-12-01",
  effective = date "2022-01-01", expires = date "2026-12-31",
  making = { form = { "chapter", "article", "paragraph", "item", "subitem" } },
}

notice:prose [[
  正文            brings the Regulation
  第一条          the purpose, and the texts it rests on
  第六条          principles of making; (七) is about style
  第九条          who reviews; they stand as owners of what is due
  第十六条第三款  what was heard is studied, and whoever said it told; no term, no consequence
  第二十三条(一)  reading the papers is the review itself
  第二十三条第二款  the drafter helps; no term, no consequence
  第三十七条      the justice bureau's part in filing; what it does stands in 第三十八条 to 第四十三条
  第四十七条      what an evaluation is; when and how stands in 第四十八条 and 第四十九条
  第五十三条第二款  a collection when there is need
]]

-- A maker's list of codes is named after the level of its documents; barred units make none.
notice:codes [[
  district_maker    district_government 区政府, district_office 区政府办公室
  department_maker  department 区政府工作部门, subdistrict 街道办事处（区政府派出机关）,
                    dispatched_agency 区政府派出机构,
                    statutory_body 依法具有行政管理职能的机构、法律法规规章授权的组织,
                    vertical_organ 省以下实行垂直领导的行政机关
  township_maker    township 镇人民政府
  barred_maker      temporary_body 临时机构, coordinating_body 议事协调机构,
                    department_branch 政府工作部门的派出机构, internal_unit 部门内设机构
  maker_category    district_maker, department_maker, township_maker, barred_maker
  reporting_maker   department, subdistrict, dispatched_agency, statutory_body, township
  level             district 区政府规范性文件, department 区政府部门规范性文件, township 镇规范性文件
  regime            direct 直接适用, by_reference 参照执行
  excluded_kind     internal_rules 内部工作制度, minutes 会议纪要, personnel 人事任免决定,
                    specific_decision 对具体事项的处理决定, work_arrangement 工作部署,
                    commendation 工作表彰奖励通报, request_report 请示报告
  ground            law_silent 上位规定尚未作出明确规定, law_vague 规定不具体、不便操作,
                    law_delegates 授权制定, function_needs 履行行政管理职能需要
  assessment_trait  major_interest 涉及公民、法人或其他组织重大利益,
                    business_operations 与企业生产经营活动密切相关,
                    public_concern 社会公众普遍关注或争议较大, macro_market 宏观经济和市场稳定、重大政策调整,
                    other_assessment 其他按规定应当评估
  hearing_trait     major_public_interest 涉及重大公共利益, public_disagreement 公众有重大分歧,
                    social_stability 可能影响社会稳定, hearing_by_law 依法应当听证
  trait             assessment_trait, hearing_trait, business_interest 涉及企业切身利益或权利义务,
                    market_activity 市场主体经济活动, trade 货物贸易、服务贸易及有关知识产权,
                    secret 依法应保密的事项
  market_trait      business_operations, business_interest, market_activity
  urgent            natural_disaster 重大自然灾害, accident 事故灾难, public_health 公共卫生事件,
                    social_security 其他社会安全事件, superior_order 执行上级机关的紧急命令和决定,
                    other_urgent 其他紧急情况
  emergency         urgent, incident_response 预防、应对和处置突发事件
  material          application 送审申请书, draft 草案及电子文本, drafting_note 起草说明,
                    legal_basis 制定依据及参照资料, first_review 部门法制机构合法性初审意见,
                    opinions 征求意见的材料及采纳情况, business_opinions 听取企业和行业协会商会意见的记录,
                    fair_competition 公平竞争书面审查结论, trade_compliance 合规审查意见书,
                    other 其他材料
  review_item       maker_unlawful 制定主体不合法, beyond_powers 超越法定职权,
                    procedure_missing 未履行法定程序, conflicts_upper_law 与上位规定相抵触,
                    sets_licence 设定行政许可, sets_penalty 设定行政处罚, sets_compulsion 设定行政强制,
                    adds_licence_conditions 增设许可条件, needless_proof 循环、重复、无谓证明,
                    unlawful_fee 违法收费, other_reserved 其他应由上位法设定的事项,
                    cuts_rights_or_adds_duties 减损权益或增加义务,
                    adds_power_or_cuts_duty 增加权力或减少法定职责, unworkable 缺乏可操作性, other 其他问题
  form              chapter 章, section 节, article 条, paragraph 款, item 项, subitem 目
  making_step       assessment 评估论证, hearing 听证, public_comment 公开征求意见, expert 专家论证,
                    legality_review 合法性审核, collective_decision 集体讨论决定
  wording           explicit_date 载明日期, from_issue 自印发之日起
  immediate_ground  upper_law_needs 影响上位规定执行,
                    security_or_public_interest 不利于保障国家安全和公共利益
  channel           website_column 区政府网站专栏, gazette 区政府公报
  interpreter       district_government 区政府, other 其他单位
  severity          fatal 不得施行, error 不符合规定, warning 提示, info 说明
  verdict           not_applicable 不适用本规定, barred 不得公布施行, defective 不符合规定,
                    warnings 有提示, acceptable 符合规定
  event_rule        comment 公开征求意见, review 合法性审核, effect_gap 公布到施行的间隔, filing 备案报送,
                    filing_review 备案审查, filing_correction 备案补正, challenge 审查申请处理,
                    validity 有效期, evaluation 到期前评估
  yearly_rule       plan_report 报送计划, annual_report 年度报告
  rule              event_rule, yearly_rule
  end_kind          latest 最迟, earliest 最早, window 起止
  making_event      open 起草, prepare 准备, ask_unit 征求单位意见, unit_reply 单位回复, submit 送审,
                    return 退回, resubmit 补交, activity 审核活动, comment_open 公开征求意见,
                    comment_close 征求意见结束, coordinate 协调分歧, review 合法性审核, deliberate 审议,
                    sign 签署, register 登记编号, publish 公布
  keeping_event     enter 录入, gazette 公报刊登, file 备案报送, filing_review 备案审查,
                    filing_correct 备案补正, rectify 备案改正, enforce 责令, interpret 解释,
                    trigger 评估情形, evaluate 实施后评估, cleanup 清理
  event             making_event, keeping_event
  preparation       assessment, opinions 听取意见, hearing, business_opinions, fair_competition,
                    trade_compliance
  conformity        conforms 符合, does_not_conform 不符合
  way_of_asking     written 书面, countersign 会签
  return_kind       hold 缓办, supplement 补交, send_back 退回
  return_ground     not_ripe 条件不成熟, units_not_consulted 未征求单位意见, materials_incomplete 材料不全,
                    copies_upper_text 照抄上位文件, badly_structured 结构不当, other
  review_way        research 调查研究, opinions 征求意见, experts 专家论证
  review_result     pass 通过, pass_after_changes 修改后通过, not_passed 不通过
  opinion_part      basics 基本情况, process 审核过程, problems 存在的问题, suggestions 修改意见和建议
  signer            head 主要负责人, delegate 委托的负责人
  register_paper    application, clean_copy 正式文本清样, signed_sheet 签署的办文单
  superior          city_government 市政府, city_npc 市人大常委会
  filing_paper      filing_report 备案报告, official_text 正式文本, drafting_note, legality_opinion 审核意见
  filing_outcome    recorded 予以备案登记, deferred 暂缓登记, refused 不予登记
  deferral_ground   materials_incomplete, not_in_form 形式不符, technical_flaw 技术缺陷
  refusal_ground    beyond_powers, conflicts_upper_law, unlawful_procedure 违反程序,
                    other_invalidating 其他无效情形
  filing_ground     deferral_ground, refusal_ground
  rectified_as      corrected 已改正, repealed 已废止
  enforce_step      order 限期改正, criticism 通报批评, discipline 处分
  raised_trigger    upper_changed 上位规定变化, public_opinions 公众意见, deputies 人大代表政协委员意见,
                    court 法院建议, maker_or_bureau 制定机关或司法行政部门认为
  evaluator         self 自行, third_party 第三方
  standard          legality 合法性, reasonableness 合理性, operability 可操作性, regularity 规范性,
                    effectiveness 实效性
  conclusion        continue 继续执行, amend 修改, repeal 废止, declare_lapsed 宣布失效
  decision          keep 保留, amend, repeal, declare_lapsed
  amend_ground      partly_conflicts 部分抵触, unlawful_items 违法设定, cuts_rights 减损权益,
                    breaks_fair_competition 妨碍公平竞争, partly_outdated 部分过时,
                    relations_changed 调整对象变化, not_workable 难以操作, other_amend 其他应修改
  repeal_ground     basis_gone 依据已失效, mainly_conflicts 主要内容抵触, mainly_outdated 主要内容过时,
                    object_gone 调整对象消失, replaced 已被替代, other_repeal 其他应废止
  cleanup_ground    amend_ground, repeal_ground
  stage             drafting 起草, in_review 合法性审核, reviewed 已审核, approved 审议通过, signed 已签署,
                    registered 已登记编号, published 已公布
  standing          none 未公布, invalid 无效, repealed 已废止, declared_lapsed 已宣布失效,
                    in_force 有效, pending 未施行, expired 自动失效
  filing_state      none, partly_sent 部分报送, sent 已报送, received 已收到, recorded 已登记,
                    deferred, corrected, refused, rectified 已改正
]]

local p = notice:parameters {
  { of = "regulation", cite = "第五十六条", { "effective_on", date "2022-01-01", label = "施行日期" },
    { "expires_on", date "2026-12-31", label = "有效期至" } },
  { "plan.report_month", 12, label = "上年几月报送", cite = "第十条", least = 1, most = 12 },
  { of = "comment", cite = "第二十五条", { "min_days", 20, label = "征求意见日数", most = 36500 },
    { "min_days_market", 30, label = "涉及市场主体的一般日数", most = 36500 } },
  { "review.min_workdays", 5, label = "一般工作日数", cite = "第二十六条", most = 1000 },
  { of = "number", cite = "第三十五条", { "prefix", "LSDR", label = "登记号首部" },
    { "serial_digits", 3, label = "流水号位数", least = 1, most = 9 },
    { "serial_first", 1, label = "每年首号" } },
  { of = "filing", cite = "第三十八条", { "days", 30, label = "公布之日起日数", most = 36500 },
    { "copies", 2, label = "份数" } },
  { "filing_review.days", 60, label = "收到之日起日数", cite = "第四十条", most = 36500 },
  { "filing_review.correction_days", 15, label = "补正日数", cite = "第四十一条(二)", most = 36500 },
  { of = "catalogue", cite = "第四十三条", { "months", 3, label = "按季度", least = 1, most = 12 },
    { "due_days", type = "count", label = "季度后日数", most = 36500 } },
  { of = "challenge", cite = "第四十五条", { "days", 60, label = "受理之日起日数", most = 36500 },
    { "max_extension_days", 30, label = "累计延长日数", most = 36500 } },
  { of = "validity", cite = "第四十六条", { "min_years", 3, label = "有效期最短年数", most = 500 },
    { "max_years", 5, label = "有效期最长年数", most = 500 },
    { "provisional_min_years", 1, label = "暂行、试行最短年数", most = 500 },
    { "provisional_max_years", 2, label = "暂行、试行最长年数", most = 500 } },
  { "effect.min_gap_days", 30, label = "公布到施行间隔日数", cite = "第四十六条", most = 36500 },
  { "evaluation.window_months", 6, label = "到期前月数", cite = "第四十八条(二)", most = 1200 },
  { "report.month_day", "01-05", type = "month_day", label = "每年报送截止", cite = "第五十五条" },
  { of = "calendar", cite = "-", { "rest_days", type = "date", list = true, label = "休息日" },
    { "work_days", type = "date", list = true, label = "调休工作日" } },
}

notice:labels [[
  -             normative 规范性文件, missing 缺少的要件, may_make 可以制定, warnings 提示,
                applies 适用本规定, provisional 暂行或试行, findings 审查发现, value 数值,
                not_checked 未检查条款, date 日期, first 首日, last 末日, unrolled 顺延前,
                rolled 是否顺延, calendar_complete 日历完整, features 要件, excluded_kind 不适用情形,
                maker 制定主体, in_force 施行期内, extension 延长,
                comment 公开征求意见, review 合法性审核, effect_gap 公布到施行的间隔, filing 备案报送,
                filing_review 备案审查, filing_correction 备案补正, challenge 审查申请处理,
                validity 有效期, evaluation 到期前评估, plan_report 报送计划, annual_report 年度报告
  level         level 层级
  regime        regime 适用方式
  verdict       verdict 结论
  severity      severity 程度
  end_kind      kind 期限性质
  finding       code 代码
]]

-- 第三条: the level follows from who makes the document; nil for those who may not.
local function level_of(category)
  for _, level in ipairs(notice.types.level.values) do
    if notice:place(level .. "_maker", category) then return level end
  end
end

local features = { "statutory", "public", "affects_rights", "binding", "repeatable" }

-- 第二条-第五条, 第五十四条: what a normative document is, and whose.
local function classified(q)
  local missing, warnings = {}, {}
  for _, feature in ipairs(features) do
    if not q[feature] then missing[#missing + 1] = feature end
  end
  local normative = not q.excluded_kind and #missing == 0
  local reasons = { { "第二条", "features", normative } }
  if q.excluded_kind then
    reasons = { { "第五条", "excluded_kind", q.excluded_kind } }
    if #missing == 0 then
      warnings = { { code = "kind_conflicts_with_features", cite = "第五条" } }
    end
  end
  local made_at = level_of(q.maker_category)
  local level, regime = normative and made_at or nil, nil
  local may_make = made_at ~= nil and q.maker_listed
  reasons[2] = { "第三条", "maker", may_make }
  if level then
    regime = level == "district" and "direct" or "by_reference"
    reasons[3] = { regime == "direct" and "第四条" or "第五十四条", "regime", regime }
  end
  return { normative = normative, missing = missing, level = level, regime = regime,
    may_make = may_make, warnings = warnings }, reasons
end

notice:pure "classify" {
  label = "规范性文件认定",
  fields = [[
    maker_category*  maker_category
    maker_listed*    bool           -- 列入制定主体清单
    statutory*       bool           -- 依照法定权限、程序
    public*          bool           -- 公开发布
    affects_rights*  bool           -- 涉及权利义务
    binding*         bool           -- 普遍约束力
    repeatable*      bool           -- 反复适用
    excluded_kind    excluded_kind
  ]],
  answers = "normative missing[] level regime may_make warnings[code cite]",
  act = classified,
}

-- Each period with the article that sets it. The least ones protect the public and do not move for
-- holidays; dates are no periods.
local periods
periods = notice:periods {
  calendar = { "calendar.rest_days", "calendar.work_days" },
  { "comment", "第二十五条", "earliest", function(q)
    return q.market and "comment.min_days_market" or "comment.min_days"
  end },
  { "review", "第二十六条", "earliest", "review.min_workdays", workdays = true },
  { "effect_gap", "第四十六条", "earliest", "effect.min_gap_days" },
  { "filing", "第三十八条", "latest", "filing.days", rolls = true },
  { "filing_review", "第四十条", "latest", "filing_review.days", rolls = true },
  { "filing_correction", "第四十一条(二)", "latest", "filing_review.correction_days", rolls = true },
  { "challenge", "第四十五条", "latest", "challenge.days", more = "extend_days", rolls = true },
  -- The effective day and the last day both count.
  { "validity", "第四十六条", "window", ends = function(q)
    local kind = q.provisional and "validity.provisional_" or "validity."
    local least, most = p(kind .. "min_years", q.from), p(kind .. "max_years", q.from)
    return q.from:add_years(least) - 1, q.from:add_years(most) - 1, most
  end },
  { "evaluation", "第四十八条(二)", "window", ends = function(q)
    local months = p("evaluation.window_months", q.from)
    return (q.from + 1):add_months(-months), q.from, months
  end },
  { "plan_report", "第十条", "window", ends = function(q)
    local month = p "plan.report_month"
    local first = date(string.format("%04d-%02d-01", q.year - 1, month))
    return first, first:add_months(1) - 1, month
  end },
  { "annual_report", "第五十五条", "latest", ends = function(q)
    return nil, periods.day_of(q.year + 1, "report.month_day")
  end },
}

notice:record("span", "from*, to* date")
notice:pure "deadline" {
  label = "期限计算",
  fields = [[
    rule*        rule
    from*        date for rule event_rule
    year*        count 2..9998 for rule yearly_rule
    market       bool for rule comment
    excluded     list of span for rule review
    extend_days  count for rule challenge
    provisional  bool for rule validity
  ]],
  rules = { { "extension", "第四十五条", "extension_too_long", "longer than may be extended in all",
    quiet = true, when = "rule == challenge", function(q)
      local days, most = q.extend_days or 0, p("challenge.max_extension_days", q.from)
      return days <= most, days, most, { field = "extend_days" }
    end } },
  answers = "kind date? first? last? unrolled? rolled? calendar_complete",
  act = function(q) return periods[q.rule](q) end,
}

-- 第三十五条: LSDR, the year, then the unit's code and its serial of the year in one.
local numbers = notice:numbers { prefix = "number.prefix", digits = "number.serial_digits",
  first = "number.serial_first", unit_most = 8 }

-- 第十九条, 第二十一条: what is handed in for review, some of it only with a trait.
local papers = {
  { "application", "第十九条(一)" }, { "draft", "第十九条(二)" }, { "drafting_note", "第十九条(三)" },
  { "legal_basis", "第十九条(四)" }, { "first_review", "第十九条(五)" }, { "opinions", "第十九条(六)" },
  { "business_opinions", "第十九条(七)", "business_interest" },
  { "fair_competition", "第十九条(八)", "market_activity" },
  { "trade_compliance", "第二十一条", "trade" },
}
local function missing_papers(x)
  local missing = {}
  for _, paper in ipairs(papers) do
    local needed = not paper[3] or notice:place(x.traits, paper[3])
    if needed and not notice:place(x.materials, paper[1]) then
      missing[#missing + 1] = { value = paper[1], cite = paper[2] }
    end
  end
  return missing
end

-- 第二十条: matters that are reserved to others are all under (五).
local review_points = { maker_unlawful = "一", beyond_powers = "二", procedure_missing = "三",
  conflicts_upper_law = "四", cuts_rights_or_adds_duties = "六", adds_power_or_cuts_duty = "七",
  unworkable = "八", other = "九" }
local function review_cite(item)
  return "第二十条(" .. (review_points[item] or "五") .. ")"
end
local function content_found(x)
  local found = {}
  for _, item in ipairs(notice.types.review_item.values) do
    if notice:place(x.content_findings, item) then
      local mild = item == "unworkable" or item == "other"
      found[#found + 1] = { code = item, cite = review_cite(item),
        severity = mild and "warning" or "error" }
    end
  end
  return found
end

-- 第三十六条: published in the website's column and in the gazette.
local function missing_channels(x)
  local missing = {}
  for _, channel in ipairs(#x.channels > 0 and notice.types.channel.values or {}) do
    if not notice:place(x.channels, channel) then missing[#missing + 1] = { value = channel } end
  end
  return missing
end

-- 第八条: chapters, sections, articles, paragraphs, items and subitems, each within those before.
local function in_order(form)
  for i = 2, #form do
    if notice:place("form", form[i]) < notice:place("form", form[i - 1]) then return false end
  end
  return true
end

local function lacks(step) return function(x) return not notice:place(x.steps, step) end end
local function fewer(field, name) return function(x) return x[field] < p(name, x.day) end end

-- What is found wrong with a document. On the emergency path of 第三十一条 what could not be done in
-- time is only pointed out.
local path = "emergency_path"
local findings = notice:findings {
  { "maker_barred", "fatal", "第三条", "不得制定的单位", "barred", needs = "maker_category" },
  { "maker_not_listed", "fatal", "第三条", "未列入制定主体清单", "not maker_listed", when = "level",
    needs = "maker_listed" },
  { "no_ground", "error", "第七条", "没有制定必要性", function(x) return #x.grounds == 0 end,
    needs = "grounds" },
  { "form_order", "warning", "第八条", "体例层次错误", function(x) return not in_order(x.form) end,
    needs = "form" },
  { "assessment_missing", "error", "第十五条", "未评估论证", lacks "assessment",
    when = "assessment_trait", eased = path, needs = "steps traits" },
  { "assessment_missing", "warning", "第十四条", "未评估论证", lacks "assessment",
    when = "not assessment_trait", needs = "steps traits" },
  { "hearing_missing", "error", "第十六条", "未听证", lacks "hearing", when = "hearing_trait",
    eased = path, needs = "steps traits" },
  { "material_missing", "error", "第十九条", "缺少送审材料", each = missing_papers, eased = path,
    needs = "materials traits" },
  { "review_item", "error", "第二十条", "", each = content_found, needs = "content_findings" },
  { "comment_missing", "error", "第二十五条", "未公开征求意见", lacks "public_comment",
    when = "not secret", eased = path, needs = "steps traits" },
  { "comment_too_short", "error", "第二十五条", "征求意见时间不足",
    fewer("comment_days", "comment.min_days"), when = "not secret", eased = path,
    needs = "comment_days traits" },
  { "comment_too_short", "warning", "第二十五条", "征求意见时间不足", function(x)
    return not x.secret and x.market_trait and x.comment_days >= p("comment.min_days", x.day)
      and x.comment_days < p("comment.min_days_market", x.day)
  end, needs = "comment_days traits" },
  { "review_too_short", "warning", "第二十六条", "审核时间不足",
    fewer("review_workdays", "review.min_workdays"), when = "not emergency",
    needs = "review_workdays" },
  { "expert_missing", "warning", "第三十条", "未经专家论证", lacks "expert",
    when = "not emergency_path", needs = "steps" },
  { "review_missing", "fatal", "第三十条", "未经合法性审核", lacks "legality_review",
    needs = "steps" },
  { "deliberation_missing", "fatal", "第三十条", "未经集体讨论决定", lacks "collective_decision",
    when = "not emergency_path", needs = "steps" },
  { "emergency_path", "info", "第三十一条", "紧急程序", "emergency_path" },
  { "unregistered", "fatal", "第三十二条", "未登记编号", "not number",
    needs = "published number" },
  { "unpublished", "fatal", "第三十二条", "未公布", function(x) return #x.channels == 0 end,
    needs = "published channels" },
  { "number_format", "error", "第三十五条", "登记号格式错误", "not parts", when = "number",
    needs = "number" },
  { "number_year", "error", "第三十五条", "登记号年份不符", function(x)
    return x.parts.year ~= x.registered.year
  end, when = "parts", needs = "number registered" },
  { "number_unit_code", "error", "第三十五条", "登记号单位代码不符", function(x)
    return x.parts.unit ~= x.unit_code
  end, when = "parts", needs = "number unit_code" },
  { "number_not_marked", "error", "第三十六条", "未标注登记号", "not number_marked",
    needs = "number_marked" },
  { "channel_missing", "error", "第三十六条", "缺少公布渠道", each = missing_channels,
    needs = "channels" },
  { "interpretation_power", "error", "第四十四条", "解释权不当", function(x)
    return x.level == "district" and notice:place(x.interpreted_by, "other")
  end, needs = "interpreted_by" },
  { "no_effective_date", "error", "第四十六条", "未载明施行日期", "not effective",
    when = "not from_issue", needs = "effective_wording" },
  { "no_expiry_date", "error", "第四十六条", "未载明有效期", "not expires", needs = "expires" },
  { "effective_wording", "warning", "第四十六条", "施行日期未写明", "from_issue",
    needs = "effective_wording" },
  { "term_too_short", "error", "第四十六条", "有效期过短", function(x)
    return x.expires < x.term.first
  end, when = "term", needs = "effective expires" },
  { "term_too_long", "error", "第四十六条", "有效期过长", function(x)
    return x.expires > x.term.last
  end, when = "term", needs = "effective expires" },
  { "retroactive", "error", "第四十六条", "溯及既往", function(x)
    return x.gap < 0 and not notice:says(x.retroactive_basis)
  end, when = "gap", needs = "published effective" },
  { "gap_too_short", "error", "第四十六条", "公布到施行间隔不足", function(x)
    local short = x.gap >= 0 and x.gap < p("effect.min_gap_days", x.published)
    return short and not x.immediate_ground, x.gap
  end, when = "gap", needs = "published effective" },
}

-- What the findings look at: a document as it was told, on the day for which it is judged. What it
-- does not have is false; only where `some` of it is told is it nil, not known.
local function examined(told, today, some)
  local x = {}
  for key, value in next, told do x[key] = value end
  if not some then
    x.traits, x.number = x.traits or {}, x.number or false
    x.effective, x.expires = x.effective or false, x.expires or false
  end
  x.day, x.level = x.published or today, level_of(x.maker_category)
  x.barred, x.secret = x.level == nil, notice:place(x.traits, "secret") ~= nil
  for _, list in ipairs { "assessment_trait", "hearing_trait", "market_trait" } do
    x[list] = notice:share(x.traits, list)
  end
  if x.provisional == nil then
    x.provisional = string.contains(x.title, "暂行") or string.contains(x.title, "试行")
  end
  x.from_issue = x.effective_wording == "from_issue"
  if x.from_issue and not x.effective then x.effective = x.published end
  if x.effective and x.expires and x.expires < x.effective then
    notice:bad_input("expires", "it expires before it takes effect")
  end
  x.emergency_path = x.emergency ~= nil and notice:place("urgent", x.emergency) ~= nil
  x.parts = x.number and numbers.read(x.number, x.day)
  x.gap = x.effective and x.published and x.effective - x.published or nil
  x.term = x.effective and x.expires
    and periods.validity({ from = x.effective, provisional = x.provisional }, "effective")
  return x
end

-- Articles that could not be checked, each for want of what it is about.
local unchecked = { { "第七条", "grounds" }, { "第八条", "form" }, { "第十九条", "materials" },
  { "第二十条", "content_findings" }, { "第二十五条", "comment_days" }, { "第二十六条", "review_workdays" },
  { "第三十条", "steps" }, { "第三十二条", "published" }, { "第三十六条", "channels" },
  { "第三十六条", "number_marked" }, { "第四十四条", "interpreted_by" }, { "第四十六条", "gap" } }
local function not_checked(x)
  local cites = {}
  for _, entry in ipairs(unchecked) do
    if x[entry[2]] == nil and cites[#cites] ~= entry[1] then cites[#cites + 1] = entry[1] end
  end
  return cites
end

-- 第五十六条: the days of the Regulation's life.
local function in_life(day)
  return p("regulation.effective_on", day) <= day and day <= p("regulation.expires_on", day)
end
local told_of_making = [[
    grounds            set of ground      -- 制定必要性
    form               set of form        -- 体例
    provisional        bool               -- 暂行或试行
    traits             set of trait       -- 内容涉及
    emergency          emergency          -- 紧急情况
    materials          set of material    -- 送审材料
    content_findings   set of review_item -- 审核发现
    comment_days       count              -- 征求意见日数
    review_workdays    count              -- 审核工作日数
    steps              set of making_step -- 制定程序
    published          date               -- 公布日期
    registered         date               -- 登记日期
    effective          date               -- 施行日期
    expires            date               -- 有效期至
    effective_wording  wording = explicit_date -- 施行表述
    immediate_ground   immediate_ground   -- 即时施行理由
    retroactive_basis  text               -- 溯及依据
    number             text               -- 登记号
    unit_code          text               -- 单位代码
    number_marked      bool               -- 标注登记号
    channels           set of channel     -- 公布渠道
    interpreted_by     set of interpreter -- 解释单位
]]
local verdicts = { fatal = "barred", error = "defective", warning = "warnings" }
notice:pure "check" {
  label = "文件审查",
  fields = { [[
    title*             text
    maker_category*    maker_category
    maker_listed*      bool               -- 列入制定主体清单
  ]], told_of_making },
  answers = "verdict applies level provisional findings[code severity cite value?] not_checked[]",
  act = function(q)
    local x = examined(q, q.at:date())
    local found, applies = findings.of(x), in_life(x.day)
    local reasons = { { "第三条", "level", x.level } }
    for _, finding in ipairs(found) do
      reasons[#reasons + 1] = { finding.cite, finding.code, finding.value }
    end
    reasons[#reasons + 1] = { "第五十六条", "in_force", applies }
    local verdict = verdicts[findings.worst(found)] or "acceptable"
    return { verdict = applies and verdict or "not_applicable", applies = applies,
      level = x.level, provisional = x.provisional, findings = found,
      not_checked = not_checked(x) }, reasons
  end,
}

-- 第三条, 第三十五条: the list of makers and their codes, each as it was told last.
local chronicle = notice:chronicle()
local documents = notice:documents "normative_documents"
local function unit_at(id, at)
  local last = id and chronicle:last("unit", id, at)
  return last and last.facts
end

-- Whether another unit has the code, on the day or from a later one on.
local function has_code(id, code, at)
  for _, first in ipairs(chronicle:firsts "unit") do
    local now = first.id ~= id and unit_at(first.id, at)
    if now and now.code == code then return true end
    for _, event in ipairs(first.id ~= id and chronicle:events("unit", first.id) or {}) do
      if event.at > at and event.facts.code == code then return true end
    end
  end
  return false
end

local function in_time(q, s) return not s.last or q.at >= s.last.at end
local time_order = { "order_of_time", "-", "time_order", "a later event is on record", in_time,
  quiet = true }

notice:changes "unit" {
  label = "单位登记",
  fields = [[
    unit*      text 1..64
    name*      text             -- 名称
    category*  maker_category   -- 类别
    listed*    bool             -- 列入制定主体清单
    code       text 1..8        -- 机关单位代码
  ]],
  check = function(q, day)
    local number = q.code and numbers.write(2022, q.code, p("number.serial_first", day), day)
    if number and not numbers.read(number, day) then
      return "code", "a unit's code is ASCII letters and digits"
    end
  end,
  given = function(q) return { last = chronicle:last("unit", q.unit) } end,
  rules = { time_order,
    { "maker", "第三条", "category_barred", "such a unit makes no normative documents", function(q)
      return not q.listed or level_of(q.category) ~= nil, q.category
    end },
    { "unit_code", "第三十五条", "code_taken", "another unit has the code", function(q)
      return not q.code or not has_code(q.unit, q.code, q.at), q.code
    end } },
  answers = "unit level may_make",
  act = function(q, s)
    chronicle:record(q.at, "unit", q.unit, "told", { name = q.name, category = q.category,
      listed = q.listed, code = q.code or s.last and s.last.facts.code })
    return { unit = q.unit, level = level_of(q.category), may_make = q.listed }
  end,
}

-- The rest of the Regulation stands in parts: the steps of a document's making, those of its
-- keeping, what can be asked.
local shared = { notice = notice, p = p, periods = periods, numbers = numbers, findings = findings,
  examined = examined, chronicle = chronicle, documents = documents, level_of = level_of,
  missing_papers = missing_papers, review_cite = review_cite, in_life = in_life,
  unit_at = unit_at, time_order = time_order, told_of_making = told_of_making,
  features = features, classified = classified }
for _, part in ipairs { "judge", "plan", "words", "making", "publishing", "keeping", "record",
  "questions", "challenge", "duties", "books" } do
  bylaw.part("normative_documents/_" .. part .. ".lua", shared)
end
