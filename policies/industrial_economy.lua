-- SPDX-License-Identifier: MIT
-- 临兰政发〔2021〕2号: support for the industrial economy of Lanshan district. From a fund of fifty
-- million yuan firms are paid for upgrading their plant, for growing past thresholds, for titles of
-- the nation, the province and the city, and for a good yield of their land. The townships check
-- and report, a panel decides, the list is made public, the finance bureau transfers, the industry
-- bureau pays.

local notice = bylaw.notice {
  document = "临兰政发〔2021〕2号",
  title = "临沂市兰山区人民政府关于支持工业经济高质量发展的实施意见",
  issuer = "临沂市兰山区人民政府", issued = date "2021-11-30", request_id = "required",
  effective = "from_issue", expires = false, making = { interpreted_by = { "other" } },
}

notice:prose [[
  导语    the purpose
  二(一)  the purpose of the three measures that follow
  解释    who interprets the notice
]]

notice:codes [[
  sector         manufacturing 制造业工业企业, other_industry 其他工业企业, non_industry 非工业, park 园区
  level          national 国家级, provincial 省级, municipal 市级
  internet       industrial_internet_platform 工业互联网平台示范试点, fiveg_industry 5G产业示范试点,
                 ai_cluster “现代优势产业集群+人工智能”示范试点名单企业, digital_factory 数字化工厂,
                 digital_workshop 数字化车间
  innovative     unicorn 独角兽企业, little_giant 专精特新“小巨人”企业, gazelle 瞪羚企业,
                 manufacturing_champion 制造业单项冠军企业, hidden_champion 隐形冠军企业,
                 technology_innovation_demo 技术创新示范企业, quality_benchmark 质量标杆企业
  site           green_park 绿色园区, green_factory 绿色工厂
  title          internet, integration_management 两化融合管理体系贯标认证, innovative, site,
                 green_design_product 绿色设计产品
  direction      intelligent 智能化, green 绿色化, service_oriented 服务化, high_end 高端化,
                 clustered 集群化
  rating         a, b, c, d
  prize          first 一等奖, second 二等奖, third 三等奖
  item           benchmark_project 区级重大技术改造标杆项目, equipment_upgrade 传统产业转型升级补贴,
                 loan_interest_discount 重点技术改造项目贷款贴息, scale_up_entry 升规纳统,
                 revenue_milestone 营业收入首次突破, internet_application 互联网应用项目,
                 integration_certification 两化融合贯标, innovative_enterprise 创新型企业,
                 green_site 绿色园区和绿色工厂, green_design_product 绿色设计产品,
                 yield_rating 亩产效益评价, special_matter 应奖未奖重大事项
  scope          enterprise, project
  multi_tier     highest, cumulative
  scheme         by_item, by_section, by_title, none
  window         award_year, lifetime
  shortage_rule  queue 排队, prorate 按比例
]]

local figures = {
  { "fund.ceiling", yuan(50000000), label = "专项资金", cite = "一" },
  { "fund.shortage_rule", "queue", codes = "shortage_rule", cite = "-" },
  { of = "programme", cite = "末段", { "effective_from", date "2021-11-30" },
    { "first_award_year", 2021 } },
  { "recognition.not_before", date "2021-01-01", cite = "二(三)(四)(五)" },
  { of = "benchmark_project", cite = "二(一)1",
    { "min_investment", yuan(50000000), label = "年度完成投资" },
    { "strategic_min_investment", type = "money" } },
  { "benchmark_project.min_score", type = "number", cite = "附件1" },
  { of = "benchmark_project", cite = "二(一)1", { "first.count", 1, most = 1000000 },
    { "first.amount", yuan(1000000) }, { "second.count", 3, most = 1000000 },
    { "second.amount", yuan(500000) }, { "third.count", 6, most = 1000000 },
    { "third.amount", yuan(200000) } },
  { of = "equipment_upgrade", cite = "二(一)2",
    { "min_equipment", yuan(10000000), label = "设备投资" }, { "rate", percent(5) },
    { "cap", yuan(10000000) }, { "loan_discount_scope", "enterprise", codes = "scope" } },
  { of = "scale_up_entry", cite = "二(二)1", { "min_output", yuan(100000000), label = "产值" },
    { "district_growth", type = "percent", signed = true, label = "全区平均增幅" },
    { "amount", yuan(50000) } },
  { of = "revenue_milestone", cite = "二(二)2", { "tier_1.above", yuan(500000000) },
    { "tier_1.amount", yuan(100000) }, { "tier_2.above", yuan(1000000000) },
    { "tier_2.amount", yuan(200000) }, { "tier_3.above", yuan(3000000000) },
    { "tier_3.amount", yuan(300000) }, { "tier_4.above", yuan(5000000000) },
    { "tier_4.amount", yuan(500000) }, { "tier_5.above", yuan(10000000000) },
    { "tier_5.amount", yuan(1000000) } },
  { "revenue_milestone.multi_tier", "highest", codes = "multi_tier", cite = "二(二)2" },
  { of = "internet_application", cite = "二(三)", { "national", yuan(500000) },
    { "provincial", yuan(200000) } },
  { "integration_certification.amount", yuan(150000), cite = "二(三)" },
  { of = "innovative_enterprise", cite = "二(四)", { "unicorn", yuan(1000000) },
    { "little_giant", yuan(500000) }, { "national", yuan(500000) },
    { "provincial", yuan(200000) } },
  { of = "green_site", cite = "二(五)", { "national", yuan(500000) },
    { "provincial", yuan(200000) }, { "municipal", yuan(50000) } },
  { "green_design_product.per_batch", yuan(50000), cite = "二(五)" },
  { "yield_rating.amount", yuan(30000), cite = "二(六)" },
  { of = "stacking", cite = "末段", { "scheme", "by_item", codes = "scheme" },
    { "window", "award_year", codes = "window" } },
  { "publicity.working_days", 5, most = 1000, cite = "三(三)" },
  { of = "calendar", cite = "-", { "rest_days", type = "date", list = true },
    { "work_days", type = "date", list = true } },
  { "territory.units", type = "text", list = true, label = "镇街、经开区", cite = "三(一)" },
}
for _, item in ipairs(notice.types.item.values) do
  figures[#figures + 1] = { item .. ".in_force", true, cite = "末段" }
  figures[#figures + 1] = { "materials." .. item, {}, type = "text", list = true, cite = "三(一)" }
end
local p = notice:parameters(figures)

notice:record("project", [[
  project_id*             id
  technical_upgrade*      bool              -- 技术改造项目
  annual_investment       money             -- 年度完成投资
  equipment_investment    money             -- 设备投资原值（不含税）
  formalities_complete    bool              -- 手续完备
  applies_four_new        bool              -- 采用“四新”
  matches_direction       bool              -- 符合支持方向
  strategic_emerging      bool = false      -- 战略性新兴产业
  loan_interest_discount  bool = false      -- 本项目已贴息
  upgrade_directions      list of direction -- 改造方向
  benchmark_score         number            -- 评审得分
  benchmark_prize         prize             -- 评选奖次
]])
notice:record("recognition", [[
  title*          title          -- 称号
  level           level unless title unicorn|little_giant|integration_management -- 级别
  recognised_on*  date           -- 认定日期
  is_new          bool = true    -- 新认定
  ref             text with title green_design_product
]])
notice:record("prior_award", [[
  item*        item
  award_year*  count
  amount*      money
  project_id, ref text
  title        title
  level        level
  tier         count 1..5
]])
notice:record("superior_rule", "item* item\namount* money\ndocument* text\nissued_on* date")

-- 末段: in force since it was published; its first year is 2021.
local in_force = { "first_year", "末段", "not_in_force", "the notice is not in force for that year",
  quiet = true, function(q)
    local first = p "programme.first_award_year"
    return q.award_year >= first, q.award_year, first, { field = "award_year" }
  end }

-- Which line an award is for: its item, and what names it among those of the item.
local without_level = { unicorn = true, little_giant = true, integration_management = true }
local has_ref = { internet_application = true, green_site = true }
local function line_id(item, x)
  if x.project_id then return item .. ":" .. x.project_id end
  if not x.title or item == "integration_certification" or item == "green_design_product" then
    return item
  end
  local id = item .. ":" .. x.title
  if not without_level[x.title] then id = id .. "/" .. (x.level or "") end
  return has_ref[item] and (x.ref or "") ~= "" and id .. "/" .. x.ref or id
end

local award = notice:award {
  label = "奖励测算", cite = "末段", rules = { in_force },
  fields = [[
    enterprise_id*            id
    award_year*               count 0..9999   -- 奖励年度
    sector*                   sector          -- 行业
    above_scale*              bool            -- 规模以上
    in_district               bool = true     -- 在本区
    unit                      text
    annual_revenue            money           -- 营业收入
    max_prior_revenue         money           -- 以往最高营业收入
    first_inclusion_year      count           -- 首次纳统年度
    output_value              money           -- 产值
    prior_output_value        money           -- 上年产值
    district_output_growth    percent         -- 全区产值增幅
    yield_rating              rating          -- 亩产评价
    loan_discount_enterprise  bool = false    -- 企业已贴息
    projects                  list of project unique by project_id
    recognitions              list of recognition
    prior_awards              list of prior_award
    superior_rules            list of superior_rule
  ]],
  lists = { recognitions = { distinct = "title level ref",
    filled = "ref with title green_design_product" } },
  id = line_id,
  shows = [[group project_id? title? level? ref? tier? prize? displaced_by? superior_amount?]],
  general = {
    { "item_lapsed", nil, function(_, _, line) return p(line.item .. ".in_force") end,
      when = function(_, line) return not p(line.item .. ".in_force") end },
    { "in_district", nil, function(_, q) return q.in_district, q.in_district end, cite = "三(一)" },
  },
}

local manufacturing = { "sector", nil, function(_, q)
  return q.sector == "manufacturing", q.sector, "manufacturing"
end }
local industrial = { "sector", nil, function(_, q)
  return q.sector == "manufacturing" or q.sector == "other_industry", q.sector
end }
local above_scale = { "above_scale", nil, function(_, q) return q.above_scale, q.above_scale end }

-- 二(一)1: the ten best projects of the year.
local large_investment = { "min_investment", "annual_investment", function(x)
  local least = p "benchmark_project.min_investment"
  local relaxed = x.strategic_emerging and p "benchmark_project.strategic_min_investment"
  local needed = relaxed and relaxed < least and relaxed or least
  return x.annual_investment >= needed, nil, needed
end }
award:measure "benchmark_project" {
  term = "区级重大技术改造标杆项目", cite = "二(一)1", kind = "yearly",
  each = "projects", key = "project_id", first = "annual_investment",
  conditions = { manufacturing, "technical_upgrade", large_investment },
  pending = function(x) return x.benchmark_prize == nil end,
  gross = function(x, _, line)
    line.prize = x.benchmark_prize
    return p("benchmark_project." .. x.benchmark_prize .. ".amount")
  end,
  once = "project_id award_year",
}

local contest = award:contest {
  item = "benchmark_project", cite = "二(一)1", label = "标杆项目评选", rules = { in_force },
  candidate = [[
    project_id*         id
    enterprise_id*      id
    sector*             sector
    technical_upgrade*  bool
    annual_investment*  money
    strategic_emerging  bool = false
  ]],
  id = "project_id", shows = "enterprise_id", prize = "prize", keys = "first second third",
  prizes = function()
    local prizes = {}
    for i, prize in ipairs { "first", "second", "third" } do
      prizes[i] = { prize, p("benchmark_project." .. prize .. ".count"),
        p("benchmark_project." .. prize .. ".amount") }
    end
    return prizes
  end,
  conditions = { manufacturing, "technical_upgrade", large_investment,
    { "min_score", "score", function(x) return x.score >= p "benchmark_project.min_score" end,
      when = function() return p "benchmark_project.min_score" ~= nil end } },
  score = "benchmark_score",
  find = function(claim)
    for _, x in ipairs(claim.facts.projects) do
      if x.project_id == claim.notes.line.project_id then return x end
    end
  end,
  from = function(x, q)
    return { project_id = x.project_id, enterprise_id = q.enterprise_id, sector = q.sector,
      technical_upgrade = x.technical_upgrade, annual_investment = x.annual_investment,
      strategic_emerging = x.strategic_emerging }
  end,
  give = function(x, winner) x.benchmark_prize = winner.prize end,
}

-- 二(一)2: a share of what a project spends on equipment.
local function has_loan_discount(x, q)
  if p "equipment_upgrade.loan_discount_scope" == "project" then return x.loan_interest_discount end
  return x.any_discount or q.loan_discount_enterprise
end
award:measure "equipment_upgrade" {
  term = "传统产业转型升级补贴", cite = "二(一)2", kind = "once_a_project",
  each = "projects", key = "project_id", first = "equipment_investment",
  facts = { { "any_discount* bool -- 有项目已贴息", any = "projects.loan_interest_discount" } },
  conditions = { manufacturing, "technical_upgrade",
    { "min_equipment", "equipment_investment", at_least = "equipment_upgrade.min_equipment" },
    "formalities_complete", "applies_four_new", "matches_direction",
    { "loan_discount_exclusion", nil, function(x, q)
      local has = has_loan_discount(x, q)
      return not has, has
    end } },
  gross = function(x)
    local share = x.equipment_investment:times(p "equipment_upgrade.rate", "down")
    local gross = at_most(share, p "equipment_upgrade.cap")
    return gross, { { "rate", share }, { "cap", gross } }
  end,
  once = "project_id",
}

-- 二(一)3: a project in one of the five directions is put forward to the city and the province.
award:measure "loan_interest_discount" {
  term = "重点技术改造项目贷款贴息", cite = "二(一)3", kind = "referral",
  each = "projects", key = "project_id", first = "upgrade_directions", referral = true,
  conditions = { "technical_upgrade" },
}

-- 二(二)1: once, in the year after a firm is first counted as above scale.
local function own_growth(x)
  local before = x.prior_output_value or yuan(0)
  return x.output_value and before > yuan(0) and (x.output_value - before) / before or nil
end
award:measure "scale_up_entry" {
  term = "升规纳统", cite = "二(二)1", kind = "one_off", first = "first_inclusion_year",
  facts = { { "district_growth percent -- 全区平均增幅", given = "district_output_growth",
      otherwise = "scale_up_entry.district_growth" },
    { "grows_faster bool -- 增幅高于全区", growth = "output_value prior_output_value",
      above = "district_growth" } },
  conditions = { industrial,
    { "first_inclusion_next_year", "first_inclusion_year", function(x)
      return equal(x.first_inclusion_year + 1, x.award_year)
    end },
    { "min_output", "output_value", above = "scale_up_entry.min_output" },
    { "growth_above_district", nil, function(x)
      local own, missing, before = own_growth(x), {}, x.prior_output_value or yuan(0)
      if own and x.grows_faster ~= nil then return x.grows_faster, own:as_percent() end
      if x.output_value == nil then missing[1] = "output_value" end
      if before == yuan(0) then missing[#missing + 1] = "prior_output_value" end
      if x.district_growth == nil then missing[#missing + 1] = "district_output_growth" end
      if #missing == 0 then return false end
      return nil, missing
    end } },
  gross = function() return p "scale_up_entry.amount" end, once = "",
}

-- 二(二)2: a year's revenue passes a threshold that no earlier year has passed.
local function tiers_passed(x)
  local passed = {}
  for tier = 1, 5 do
    local above = p("revenue_milestone.tier_" .. tier .. ".above")
    if x.max_prior_revenue <= above and above < x.annual_revenue then passed[#passed + 1] = tier end
  end
  return passed
end
award:measure "revenue_milestone" {
  term = "营业收入首次突破", cite = "二(二)2", kind = "once_a_tier", first = "annual_revenue",
  conditions = { manufacturing, above_scale,
    { "first_break", "annual_revenue max_prior_revenue", function(x)
      return #tiers_passed(x) > 0
    end } },
  gross = function(x, _, line)
    local passed, sum = tiers_passed(x), yuan(0)
    line.tier = passed[#passed]
    for _, tier in ipairs(passed) do
      local amount = p("revenue_milestone.tier_" .. tier .. ".amount")
      sum = p "revenue_milestone.multi_tier" == "cumulative" and sum + amount or amount
    end
    return sum
  end,
  once = { at_least = "tier" },
}

-- 二(三)-(五): titles that are new in the award year.
local is_new = { "is_new", nil, function(x) return x.is_new, x.is_new end }
local in_award_year = { "recognised_in_award_year", "recognised_on", function(x, q)
  return x.recognised_on:in_year(q.award_year)
    and x.recognised_on >= p "recognition.not_before"
end }
local function covered(levels)
  return { "level_covered", nil, function(x)
    return without_level[x.title] or levels[x.level] or false, x.level or x.title
  end }
end
-- A line for each recognition whose title is one of the list.
local function of_titles(titles)
  local listed = {}
  for _, title in ipairs(notice.types[titles].values) do listed[title] = true end
  return function(x) return listed[x.title] or false end
end
local function of_title(title) return function(x) return x.title == title end end
local national_or_provincial = { national = true, provincial = true }

award:measure "internet_application" {
  term = "互联网应用项目", cite = "二(三)", kind = "once_a_recognition",
  each = "recognitions", only = of_titles "internet", shows = "title level ref",
  conditions = { covered(national_or_provincial), is_new, in_award_year },
  gross = function(x) return p("internet_application." .. x.level) end, once = "title level ref",
}
award:measure "integration_certification" {
  term = "两化融合贯标", cite = "二(三)", kind = "one_off",
  each = "recognitions", only = of_title "integration_management", shows = "title",
  together = true,
  conditions = { covered {}, is_new, in_award_year },
  gross = function() return p "integration_certification.amount" end, once = "",
}
award:measure "innovative_enterprise" {
  term = "创新型企业", cite = "二(四)", kind = "one_off",
  each = "recognitions", only = of_titles "innovative", shows = "title level",
  conditions = { covered(national_or_provincial), is_new, in_award_year },
  gross = function(x)
    return p("innovative_enterprise." .. (without_level[x.title] and x.title or x.level))
  end,
  once = "title level",
}
award:measure "green_site" {
  term = "绿色园区、绿色工厂", cite = "二(五)", kind = "one_off",
  each = "recognitions", only = of_titles "site", shows = "title level ref",
  conditions = { covered { national = true, provincial = true, municipal = true }, is_new,
    in_award_year },
  gross = function(x) return p("green_site." .. x.level) end, once = "title level ref",
}

-- 二(五): products are paid by the batch.
award:measure "green_design_product" {
  term = "绿色设计产品", cite = "二(五)", kind = "one_off_a_batch",
  each = "recognitions", only = of_title "green_design_product", shows = "title", together = "ref",
  conditions = { covered { national = true }, is_new, in_award_year },
  gross = function() return p "green_design_product.per_batch" end,
}

-- 二(六): every year that a firm's use of its land is rated A.
award:measure "yield_rating" {
  term = "亩产效益评价", cite = "二(六)", kind = "yearly", first = "yield_rating",
  conditions = { industrial, above_scale,
    { "rating_a", "yield_rating", function(x) return x.yield_rating == "a", nil, "a" end } },
  gross = function() return p "yield_rating.amount" end,
  once = "award_year",
}

-- 末段: a matter that the notice does not name, as the government decides.
award:measure "special_matter" { term = "应奖未奖重大事项", cite = "末段", kind = "as_decided" }

-- 末段: of one kind only the highest is paid. What is of one kind:
local family = { digital_factory = "digital_factory_workshop",
  digital_workshop = "digital_factory_workshop", integration_certification =
  "integration_management", green_design_product = "green_design_product" }
local function group_of(x)
  if x.item == "special_matter" then return x.group end
  local scheme, cite = p "stacking.scheme", award.measures[x.item].cite
  if scheme == "none" then return line_id(x.item, x) end
  local group = scheme == "by_section" and string.sub(cite, 1, #[[二(一)]]) or cite
  if x.project_id then return group .. "#" .. x.project_id end
  local title = family[x.title or x.item] or x.title
  return scheme == "by_title" and title and group .. "/" .. title or group
end

local stacking = award:stacking { cite = "末段", group = group_of, window = "stacking.window" }

award.stages = { award:awarded_before "末段",
  award:superseded { cite = "末段", since = "programme.effective_from" }, stacking }

award:allocation { cite = "一", ceiling = function() return p "fund.ceiling" end,
  shortage_rule = function() return p "fund.shortage_rule" end, contest = contest }
award:offer()
award:papers { cite = "三(一)", required = function(item) return p("materials." .. item) end }

-- 三(三): five whole working days, the first day not counted.
local function publicity(first)
  return notice:calendar(p "calendar.rest_days", p "calendar.work_days"):after(first,
    p "publicity.working_days", nil, "start_date")
end
notice:pure "publicity_end" {
  label = "公示期", fields = "start_date* date",
  answers = "last_day confirmable_from days[] calendar_complete",
  act = function(q)
    local last, complete, counted = publicity(q.start_date)
    return { last_day = last, confirmable_from = last + 1, days = counted,
      calendar_complete = complete }, { { "三(三)", "publicity", last } }
  end,
}

-- 三: how a claim passes the offices. A claim is one line of one firm in one award year.
notice:codes [[
  actor    enterprise 申报企业, unit 镇街和经开区, industry_bureau 区工信局, panel 评审小组,
           finance_bureau 区财政局, government 区政府, anyone 任何人
  member   industry_bureau 区工信局, development_reform_bureau 区发改局, science_bureau 区科技局,
           statistics_bureau 区统计局, tax_bureau 区税务局, third_party 第三方机构
  review   pass 通过, return 退回补正, reject 不予通过
  decision pass 通过, reject 不予通过
  outcome  dismissed 不成立, corrected 更正, cancelled 取消
]]

-- What a claim keeps of its line.
local function kept(line, facts)
  return { item = line.item, project_id = line.project_id, title = line.title, level = line.level,
    ref = line.ref, tier = line.tier, prize = line.prize,
    refs = line.item == "green_design_product" and award:parts_of(line.item, facts) or nil }
end
local programme
programme = award:programme {
  series = "IE", over = "rejected not_selected withdrawn",
  binding = "confirmed waiting_funds transferred disbursed",
  ready = "confirmed", waiting = "waiting_funds", published = "publicised", paid = "disbursed",
  note = kept,
  settle = function(s, applicant)
    stacking:claims(s, programme, applicant, { "panel_passed", "displaced", "publicised" },
      "panel_passed")
  end,
  prior = function(claim)
    local line, list = claim.notes.line, {}
    for i, ref in ipairs(line.refs or { line.ref or false }) do
      list[i] = { item = claim.item, award_year = claim.year, project_id = line.project_id,
        amount = i == 1 and claim.payable or yuan(0), title = line.title, level = line.level,
        ref = ref or nil, tier = line.tier, group = line.group }
    end
    return list
  end,
  own = function() return p "fund.ceiling" end,
}

local effective = { "effective", "末段", "not_in_force", "the notice is not in force yet",
  function(q)
    return q.at:date() >= p "programme.effective_from", q.at, p "programme.effective_from"
  end }
local district_pays = { "district_payment", "二(一)3", "no_district_payment",
  "the district pays nothing for that: it is put forward to the city and the province",
  function(_, s) return s.line.status ~= "referral" end }
local cited = { unit = "三(一)", duplicate = "末段", facts = "三(一)", awarded = "末段" }
local panel = { "members", "member", "三(二)" }

programme:apply { actor = "enterprise", cite = "三(一)", effective = effective, cites = cited,
  rules = { district_pays }, units = function() return p "territory.units" end,
  again = function(q)
    local states = { rejected = true, not_selected = true, withdrawn = true }
    for state in next, q.line_id == "green_design_product" and programme.binding or {} do
      states[state] = true
    end
    return states
  end }
programme:review "unit_review" { label = "镇街审核", actor = "unit", cite = "三(一)",
  from = "applied", pass = "unit_passed",
  fields = "unit* text\nauthentic* bool\ncomplete* bool",
  rules = { programme:own_unit "三(一)",
    programme:papers_complete("三(一)", { "complete", "authentic" }) } }
programme:resubmit { actor = "enterprise", cite = "三(一)", cites = cited, rules = { district_pays } }
programme:step "formal_report" {
  label = "行文上报", actor = "unit", cite = "三(一)", on = "claim_ids", from = "unit_passed",
  fields = "unit* text\ndocument_no* text", rules = { programme:own_unit "三(一)" },
  act = function(q, s)
    for _, claim in ipairs(s.claims) do s:move(claim, "reported", nil, q.document_no) end
  end,
}
programme:decide "panel_review" { label = "评审小组评审", actor = "panel", cite = "三(二)",
  from = "reported", pass = "panel_passed", panel = panel,
  ranked = { "benchmark_project", "二(一)1", "use_panel_rank" },
  passes = { qualified = true, displaced = true },
  worth = function(line) return line.gross end,
  changes = function(x) return { gross = x.amount, payable = x.amount } end }
programme:rank "panel_rank" { label = "标杆项目评审", actor = "panel", cite = "二(一)1",
  panel = panel, contest = contest, pass = "panel_passed",
  from = "reported panel_passed displaced publicised not_selected" }
programme:publicise { actor = "industry_bureau", cite = "三(三)", from = "panel_passed",
  fields = "channel* text", answers = "last_day confirmable_from list[enterprise_id item payable]",
  days = function(_, first) return (publicity(first)) end,
  tell = function(_, s, last)
    local list = {}
    for i, claim in ipairs(s.claims) do
      list[i] = { enterprise_id = claim.applicant, item = claim.item, payable = claim.payable }
    end
    return { last_day = last, confirmable_from = last + 1, list = list }
  end }
programme:object { cite = "三(三)" }
programme:resolve { actor = "industry_bureau", cite = "三(三)", corrected = "reported" }

-- 一: one fund of fifty million; more only by a document of the government. What is committed stays
-- so, also when the ceiling is set below it.
local fund = "fund"
local function fund_now() return (programme:fund(fund)) end
local function fund_reasons(cite, name, value, needed)
  local now, wanted = programme:fund(fund)
  return { { cite, name, value, needed },
    wanted < now.ceiling and { "一", "ceiling_below_committed", now.committed, wanted } or nil }
end
notice:labels "money  ceiling_below_committed 上限低于已确认资金，不再确认"
local fund_shape = "fund{ceiling committed disbursed remaining waiting} "

programme:clear "confirm" { label = "最终确定", actor = "industry_bureau", cite = "三(四)",
  cites = { over = "三(三)", objection = "三(三)" }, answers = fund_shape,
  shortage_rule = function() return p "fund.shortage_rule" end,
  budget = function() return fund end,
  tell = function(q) return { fund = fund_now() }, fund_reasons("三(四)", "confirm", q.actor) end }
programme:step "transfer" {
  label = "资金拨付区工信局", actor = "finance_bureau", cite = "三(四)", on = "claim_ids",
  from = "confirmed", fields = "document_no* text",
  act = function(q, s)
    for _, claim in ipairs(s.claims) do s:move(claim, "transferred", nil, q.document_no) end
  end,
}
programme:disburse { actor = "industry_bureau", cite = "三(四)", from = "transferred" }
programme:withdraw { actor = "enterprise", cite = "三(一)", from = "applied returned unit_passed"
  .. " reported panel_passed displaced publicised confirmed waiting_funds" }
programme:step "fund_allocate" {
  label = "追加资金", actor = "government", cite = "一",
  fields = "amount* money > 0\ndocument* text", answers = fund_shape .. "released[]",
  act = function(q, s)
    s:raise(fund, q.amount, q.document)
    local released = s:serve(fund)
    return { fund = fund_now(), released = released },
      fund_reasons("一", "fund_allocate", q.actor)
  end,
}
programme:special "special_confirm" { label = "应奖未奖事项确认", cite = "末段",
  item = "special_matter", state = "panel_passed", rules = { effective },
  fields = "unit* text\ngroup text" }

programme:status()
notice:reads "report" {
  label = "资金报告", fields = "actor* actor\naward_year count",
  answers = fund_shape .. [[by_item[item claims{} gross payable committed disbursed waiting]
    pipeline]],
  act = function(q)
    local now = fund_now()
    return { fund = now, by_item = programme:by_item { year = q.award_year },
      pipeline = programme:payable_in({ "panel_passed", "publicised" }, { year = q.award_year }) },
      fund_reasons("一", "fund", now.committed, now.ceiling)
  end,
}

local laws = programme:laws { bound = "confirmed transferred disbursed", paid = "disbursed" }
local function of_kind(claim) return claim.applicant .. "/" .. claim.year .. "/"
  .. group_of(claim.notes.line) end
programme:audit {
  { "L1", function() return laws:balance(fund) end },
  { "L2", function() return laws:sums(fund) end },
  { "L3", function() return laws:queue(fund) end },
  { "L4", function()
    local highest = {}
    for _, claim in ipairs(programme:binding_claims()) do
      local key = of_kind(claim)
      if not highest[key] or highest[key] < claim.gross then highest[key] = claim.gross end
    end
    return laws:at_most(function(claim) return { [of_kind(claim)] = claim.payable } end,
      function(key) return highest[key] end)
  end },
  { "L5", function()
    return laws:at_most(function(claim)
      local line, yearly = claim.notes.line, award.measures[claim.item].kind == "yearly"
      return line.refs and {} or { [claim.applicant .. "/" .. claim.line .. "/"
        .. (line.tier or "") .. (yearly and claim.year or "")] = 1 }
    end, function() return 1 end)
      and laws:bring_new(function(claim) return claim.notes.line.refs end)
  end },
  { "L6", function()
    local most = {}
    for _, prize in ipairs(contest.prizes()) do most[prize[1]] = prize[2] end
    return laws:at_most(function(claim)
      local prize = claim.notes.line.prize
      return prize and { [claim.year .. prize] = 1 } or {}
    end, function(key) return most[string.sub(key, 5)] end)
  end },
}
