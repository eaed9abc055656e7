-- SPDX-License-Identifier: MIT
-- 临兰政办发〔2021〕25号: incentives for live-stream commerce in Lanshan district. Hosts, bases,
-- service companies, supply-chain companies and organisers of events are paid, and some of them
-- honoured, within the budget of the year. A township recommends, an institution checks the
-- papers, five bodies decide, three make it public and grant titles, the commerce bureau pays.

local notice = bylaw.notice {
  document = "临兰政办发〔2021〕25号",
  title = "兰山区支持直播电商产业高质量发展的扶持激励办法（试行）实施细则",
  issuer = "临沂市兰山区人民政府办公室", issued = date "2021-11-20",
  basis = "临兰政办发〔2020〕24号", request_id = "required",
  making = { interpreted_by = { "other" } },
}

notice:codes [[
  entity_type    legal_person 独立法人企业和机构, unincorporated_producer 未注册独立法人的传统生产型企业,
                 association 协会, natural_person 主播个人
  base_kind      new 新建直播基地, operating 在运营直播基地, wholesale_market 建有共享直播专营区的专业批发市场
  activity_kind  contest 直播带货大赛, expo 直播电商博览会, forum 高峰论坛, other 其他直播电商活动
  influence      district 区级, municipal 市级, provincial 省级, national 国家级
  benefit_level  national 国家, provincial 省, municipal 市, district 区
  title          leading_talent 兰山区电商主播领军人才, outstanding_talent 兰山区电商主播杰出人才,
                 excellent_talent 兰山区电商主播优秀人才, incubation_base 兰山区直播电商人才孵化基地,
                 quality_supply_chain 兰山区直播电商优质供应链企业
  platform       douyin 抖音, kuaishou 快手, jd 京东, taobao 淘宝, other 其他主流平台
  body           organization_department 兰山区委组织部, trade_city_committee 兰山商城管委会,
                 commerce_bureau 区商务局, market_regulator 区市场监管局, tax_bureau 区税务局,
                 finance_bureau 区财政局
  three          organization_department, trade_city_committee, commerce_bureau
  five           three, market_regulator, tax_bureau
  actor          applicant 申报单位和个人, unit 镇街道和经济开发区, expert_institution 第三方评审机构,
                 joint_panel 联合审定, joint_bodies 联合公示, commerce_bureau 区商务局,
                 finance_bureau 区财政局, government 区政府, anyone 任何人
  ground         violation 违法违纪行为, fraud 弄虚作假和谎报成果骗取扶持资金
  review         pass 通过, return 退回补正, reject 不予通过
  decision       pass 通过, reject 不予通过
  outcome        dismissed 不成立, corrected 更正, cancelled 取消
  item           host_talent 头部电商主播, new_base 新建直播基地, operating_base 在运营直播基地,
                 wholesale_market 专业批发市场, platform_service 直播平台服务商,
                 training 直播电商培训机构, mcn MCN机构, brand_centre 供应链选品中心和展销中心,
                 local_producer 本地生产型企业, activity 直播电商活动, case_by_case 一事一议
  step_mode      full_steps, pro_rata
  paid_count     qualifying, all
  combine        best_of, cumulative
  shortage_rule  queue 排队, prorate 按比例
]]

local p = notice:parameters {
  { of = "programme", cite = "第三十五条", { "effective_from", type = "date" },
    { "effective_until", type = "date" } },
  { of = "budget", cite = "-", { "shortage_rule", "queue", codes = "shortage_rule" },
    { "recycle_recovered", false } },
  { "host_talent.min_age", 18, most = 1000, label = "周岁", cite = "第五条" },
  { of = "host_talent", cite = "第七条(一)", { "leading.count", 3, most = 1000000 },
    { "leading.amount", yuan(300000) }, { "outstanding.count", 3, most = 1000000 },
    { "outstanding.amount", yuan(200000) }, { "excellent.count", 4, most = 1000000 },
    { "excellent.amount", yuan(100000) } },
  { of = "new_base", cite = "第十一条(一)", { "min_area", ratio(20000), label = "使用面积" },
    { "min_rooms", 100, label = "直播间" } },
  { of = "new_base", cite = "第十二条(一)", { "step", yuan(100000000), least = yuan "0.01" },
    { "amount_per_step", yuan(1000000) }, { "cap", yuan(5000000) },
    { "step_mode", "full_steps", codes = "step_mode" } },
  { of = "operating_base", cite = "第十一条(二)",
    { "min_area", ratio(20000), label = "使用面积" }, { "min_rooms", 20, label = "直播间" },
    { "min_institutions", 20, label = "注册机构" }, { "hosts_over", 50, label = "活跃主播" },
    { "min_sales", yuan(1000000000), label = "年总直播销售额" } },
  { of = "operating_base", cite = "第十二条(二)", { "per_m2", yuan(10) },
    { "cap", yuan(300000) } },
  { of = "wholesale_market", cite = "第十一条(三)",
    { "min_live_area", ratio(1000), label = "直播使用面积" },
    { "min_rooms", 5, label = "直播间" }, { "hosts_over", 10, label = "活跃主播" },
    { "min_sales", yuan(100000000), label = "年总直播销售额" } },
  { of = "wholesale_market", cite = "第十二条(三)", { "per_m2", yuan(30) },
    { "cap", yuan(100000) } },
  { of = "platform_service", cite = "第十六条(一)", { "min_served", 30, label = "服务区内企业" },
    { "min_sales_each", yuan(20000000) } },
  { of = "platform_service", cite = "第十七条(一)", { "per_enterprise", yuan(1000) },
    { "cap", yuan(200000) }, { "paid_count", "qualifying", codes = "paid_count" } },
  { "training.min_trainees", 1000, label = "年培训人次", cite = "第十六条(二)" },
  { of = "training", cite = "第十七条(二)", { "per_trainee", yuan(100) },
    { "cap", yuan(100000) } },
  { of = "mcn", cite = "第十七条(三)", { "top_host_sales", yuan(500000000) },
    { "top_host_amount", yuan(200000) }, { "group_hosts", 5 },
    { "group_sales_each", yuan(50000000) }, { "group_amount", yuan(100000) } },
  { "mcn.host_sales_each", yuan(10000000), cite = "第十六条(三)" },
  { of = "mcn", cite = "第十七条(三)", { "per_host", yuan(10000) },
    { "per_host_cap", yuan(100000) }, { "combine", "best_of", codes = "combine" } },
  { of = "brand_centre", cite = "第二十一条(一)", { "min_served", 100, label = "服务区内企业" },
    { "min_years", 1, label = "正常运营满", most = 100 } },
  { "brand_centre.amount", yuan(50000), cite = "第二十二条(一)" },
  { "local_producer.min_sales", yuan(1000000), label = "年直播销售额", cite = "第二十一条(二)" },
  { of = "local_producer", cite = "第二十二条(二)", { "step", yuan(1000000), least = yuan "0.01" },
    { "amount_per_step", yuan(20000) }, { "cap", yuan(1000000) },
    { "step_mode", "full_steps", codes = "step_mode" } },
  { of = "activity", cite = "第二十七条", { "rate", percent(20) }, { "cap", yuan(100000) },
    { "cap_provincial", yuan(2000000) } },
  { "publicity.min_days", type = "count", cite = "第三十条(四)" },
  { "territory.units", type = "text", list = true, label = "镇街道、经济开发区", cite = "第三十条(一)" },
}

notice:record("base", [[
  base_id*             id
  kind*                base_kind            -- 类别
  usable_area          number 0..1000000000 -- 使用面积
  live_area            number 0..1000000000 -- 直播使用面积
  planning_rational    bool                 -- 规划合理
  facilities_complete  bool                 -- 配套完善
  rooms                count                -- 直播间
  institutions         count                -- 注册机构
  active_hosts         count                -- 活跃主播
  annual_sales         money                -- 年直播销售额
  investment           money                -- 投资额
]])
notice:record("activity", [[
  activity_id*             id
  kind*                    activity_kind         -- 类别
  held_on*                 date                  -- 举办日期
  main_venue_in_district*  bool                  -- 主会场在本区
  actual_cost*             money                 -- 实际费用
  selected                 bool                  -- 入选
  influence                influence = district  -- 影响力
]])
notice:record("benefit", [[
  item*      item
  line_id    text
  level*     benefit_level
  document*  text
  received*  bool
]])
notice:record("prior_award", [[
  item*        item
  award_year*  count
  amount*      money
  base_id      text
  activity_id  text
]])

-- 第三十五条: in force as long as the measures that it carries out, as far as the dates are known.
local in_force = { "in_force", "第三十五条", "not_in_force", "the notice is not in force for that year",
  function(q)
    local from, to = p "programme.effective_from", p "programme.effective_until"
    if not from and not to then return true, "dates_not_set" end
    local outside = (from and q.award_year < from.year) or (to and q.award_year > to.year)
    return not outside, q.award_year, nil, { field = "award_year" }
  end }

local function places()
  return p "host_talent.leading.count" + p "host_talent.outstanding.count"
    + p "host_talent.excellent.count"
end

-- 第三条: what is asked of everybody but a host.
local function of_entity(name)
  return { name, nil, function(_, q) return q[name], q[name] end, cite = "第三条",
    when = function(q) return q.entity_type ~= "natural_person" end }
end
local award = notice:award {
  label = "扶持测算", cite = "第三十四条", rules = { in_force },
  fields = [[
    applicant_id*             id
    award_year*               count 0..9999   -- 申报年度
    assessed_on               date
    entity_type*              entity_type     -- 主体类型
    registered_in_district    bool unless entity_type natural_person -- 在本区注册
    livestream_business       bool unless entity_type natural_person -- 从事直播电商
    sound_finance             bool unless entity_type natural_person -- 财务健全
    serious_dishonesty*       bool            -- 严重失信
    birth_date                date            -- 出生日期
    livestreams_in_district   bool            -- 在本区直播
    conduct_ok                bool            -- 作风正派
    capable                   bool            -- 有带货能力
    host_score                number          -- 综合得分
    host_place                count 1..1000000 -- 名次
    bases                     list of base unique by base_id
    platform_recognised       bool            -- 平台认可
    served_enterprise_sales   list of money   -- 服务企业销售额
    trainees                  count 0..1000000000 -- 培训人次
    affiliate_trainees        count 0..1000000000 = 0 -- 关联机构人次
    is_affiliate              bool = false    -- 关联机构
    exclusive_host_sales      list of money   -- 签约主播销售额
    centre_known_brand        bool            -- 知名品牌
    centre_operating_normally bool            -- 正常运营
    centre_opened_on          date            -- 开始运营日期
    centre_served_enterprises count           -- 服务区内企业
    local_producer            bool            -- 本地生产型企业
    sells_via_third_party     bool            -- 通过第三方直播销售
    producer_live_sales       money           -- 年直播销售额
    activities                list of activity unique by activity_id
    other_benefits            list of benefit
    prior_awards              list of prior_award
  ]],
  check = function(q)
    if q.host_place and q.host_place > places() then
      return "host_place", "there are not so many places"
    end
    if q.trainees and q.affiliate_trainees > q.trainees then
      return "affiliate_trainees", "more of affiliates than there are in all"
    end
  end,
  prepare = function(q) q.assessed_on = q.assessed_on or q.at:date() end,
  shows = [[title? place? base_id? activity_id? counted? alternatives{top_host group per_host}?
    potential? displaced_by? must_waive[]?]],
  sums = "titles[]",
  sum = function(lines)
    local titles, seen = {}, {}
    for _, line in ipairs(lines) do
      if line.status == "qualified" and line.title and not seen[line.title] then
        titles[#titles + 1], seen[line.title] = line.title, true
      end
    end
    return { titles = titles }
  end,
  general = {
    { "entity_type", nil, cite = function(measure) return measure.entity_cite end,
      function(_, q, _, m) return m.open_to[q.entity_type] or false, q.entity_type end },
    of_entity "registered_in_district", of_entity "livestream_business", of_entity "sound_finance",
    { "no_serious_dishonesty", nil, cite = "第三条",
      function(_, q) return not q.serious_dishonesty, q.serious_dishonesty end },
  },
}

local companies = { legal_person = true }
local producers = { legal_person = true, unincorporated_producer = true }
local all_but_hosts = { legal_person = true, unincorporated_producer = true, association = true }

-- So much for each full step, or in proportion; and how many steps.
local function by_steps(item, amount, line)
  local step, each = p(item .. ".step"), p(item .. ".amount_per_step")
  local share = amount:times(each / step, "down")
  if p(item .. ".step_mode") == "full_steps" then
    line.counted = (amount / step):floor()
    share = each * line.counted
  end
  return at_most(share, p(item .. ".cap"))
end
local function count_from(list, least)
  local count = 0
  for _, sales in ipairs(list) do
    if sales >= least then count = count + 1 end
  end
  return count
end

-- Whether so many full years are over by a day.
local function years_over(day, years, by)
  return day.year + years <= 9999 and day:add_years(years) <= by
end

-- 第四条-第七条: the ten hosts of the year.
local function of_age(x)
  return x.birth_date and years_over(x.birth_date, p "host_talent.min_age", x.assessed_on)
end
local host_conditions = { cite = "第五条",
  { "age_18", "birth_date", function(x) return x.of_age, x.birth_date end },
  "livestreams_in_district", "conduct_ok", "capable" }
local function host_prizes()
  local prizes = {}
  for i, group in ipairs { "leading", "outstanding", "excellent" } do
    prizes[i] = { group .. "_talent", p("host_talent." .. group .. ".count"),
      p("host_talent." .. group .. ".amount"), group }
  end
  return prizes
end
award:measure "host_talent" {
  term = "头部电商主播", cite = "第七条(一)", kind = "yearly", first = "birth_date",
  titles = { "leading_talent", "outstanding_talent", "excellent_talent" },
  open_to = { natural_person = true }, entity_cite = "第五条",
  facts = { { "of_age* bool -- 年满18周岁", of_age } }, conditions = host_conditions,
  pending = function(x) return x.host_place == nil end,
  gross = function(x, _, line)
    local place, last = x.host_place, 0
    line.place = place
    for _, prize in ipairs(host_prizes()) do
      last = last + prize[2]
      if place <= last then
        line.title = prize[1]
        return prize[3], { { "prize", prize[3] }, { "title", prize[1], cite = "第七条(二)" } }
      end
    end
  end,
  once = "award_year",
}
local contest = award:contest {
  item = "host_talent", cite = "第七条(一)", label = "头部主播评选", rules = { in_force },
  also = { "第四条", "第六条" },
  fields = "assessed_on date",
  candidate = [[
    host_id*                  id
    birth_date*               date
    livestreams_in_district*, conduct_ok*, capable*, serious_dishonesty* bool
    indicators                indicators
  ]],
  records = { indicators = [[
    annual_sales  money
    annual_units, followers, complaints count
    credit        text
  ]] },
  id = "host_id", shows_last = "indicators{}?", prize = "title",
  keys = "leading outstanding excellent", prizes = host_prizes,
  conditions = { host_conditions[1], "livestreams_in_district", "conduct_ok", "capable",
    { "no_serious_dishonesty", nil, cite = "第三条",
      function(x) return not x.serious_dishonesty, x.serious_dishonesty end } },
  conditions_cite = "第五条",
  prepare = function(candidate, q)
    candidate.assessed_on = q.assessed_on or q.at:date()
  end,
  score = "host_score",
  find = function(claim) return claim.facts end,
  from = function(x, q, at)
    return { host_id = q.applicant_id, birth_date = x.birth_date,
      assessed_on = x.assessed_on or at:date(),
      livestreams_in_district = x.livestreams_in_district, conduct_ok = x.conduct_ok,
      capable = x.capable, serious_dishonesty = x.serious_dishonesty }
  end,
  give = function(x, winner) x.host_place = winner.place end,
}

-- 第十条-第十二条: bases, each of one kind.
local function of_kind(kind) return function(x) return x.kind == kind end end
award:measure "new_base" {
  term = "新建直播基地", cite = "第十二条(一)", kind = "up_to_cap_a_base",
  each = "bases", only = of_kind "new", key = "base_id",
  also = { "第九条", "第十条" },
  open_to = all_but_hosts, entity_cite = "第三条",
  conditions = { cite = "第十一条(一)",
    { "min_area", "usable_area", at_least = "new_base.min_area" },
    "planning_rational", "facilities_complete",
    { "min_rooms", "rooms", at_least = "new_base.min_rooms" },
    { "investment", "investment", function() return true end, cite = "第十二条(一)", quiet = true } },
  gross = function(x, _, line) return by_steps("new_base", x.investment, line) end,
  once = "base_id", remaining = true, -- what a base had is taken off its cap
}
award:measure "operating_base" {
  term = "在运营直播基地", cite = "第十二条(二)", kind = "one_off_a_base",
  each = "bases", only = of_kind "operating", key = "base_id",
  also = { "第九条", "第十条" },
  open_to = all_but_hosts, entity_cite = "第三条",
  conditions = { cite = "第十一条(二)",
    { "min_area", "usable_area", at_least = "operating_base.min_area" },
    { "min_rooms", "rooms", at_least = "operating_base.min_rooms" },
    { "min_institutions", "institutions", at_least = "operating_base.min_institutions" },
    { "hosts_over", "active_hosts", above = "operating_base.hosts_over" },
    { "min_sales", "annual_sales", at_least = "operating_base.min_sales" } },
  gross = function(x)
    return at_most(p "operating_base.per_m2":times(x.usable_area, "down"), p "operating_base.cap")
  end,
  once = "base_id",
}
award:measure "wholesale_market" {
  term = "专业批发市场", cite = "第十二条(三)", kind = "one_off_a_base",
  each = "bases", only = of_kind "wholesale_market", key = "base_id",
  also = { "第九条", "第十条" },
  open_to = all_but_hosts, entity_cite = "第三条",
  conditions = { cite = "第十一条(三)",
    { "min_live_area", "live_area", at_least = "wholesale_market.min_live_area" },
    { "min_rooms", "rooms", at_least = "wholesale_market.min_rooms" },
    { "hosts_over", "active_hosts", above = "wholesale_market.hosts_over" },
    { "min_sales", "annual_sales", at_least = "wholesale_market.min_sales" } },
  gross = function(x)
    return at_most(p "wholesale_market.per_m2":times(x.live_area, "down"), p "wholesale_market.cap")
  end,
  once = "base_id",
}

-- 第十五条-第十七条: service companies.
award:measure "platform_service" {
  term = "直播平台服务商", cite = "第十七条(一)", kind = "one_off", title = "incubation_base",
  first = "served_enterprise_sales", open_to = companies, entity_cite = "第十五条",
  facts = { { "served* count -- 服务企业", function(x) return #x.served_enterprise_sales end },
    { "well_served* count -- 达标服务企业", function(x)
      return count_from(x.served_enterprise_sales, p "platform_service.min_sales_each")
    end } },
  conditions = { cite = "第十六条(一)", "platform_recognised",
    { "min_served", "well_served", at_least = "platform_service.min_served" } },
  gross = function(x, _, line)
    line.counted = p "platform_service.paid_count" == "all" and x.served or x.well_served
    return at_most(p "platform_service.per_enterprise" * line.counted, p "platform_service.cap")
  end,
  once = "",
}
award:measure "training" {
  term = "直播电商培训机构", cite = "第十七条(二)", kind = "one_off", title = "incubation_base",
  first = "trainees", open_to = companies, entity_cite = "第十五条",
  conditions = { cite = "第十六条(二)",
    { "not_affiliate", nil, function(x) return not x.is_affiliate, x.is_affiliate end },
    { "min_trainees", "trainees", function(x)
      local own = x.trainees - x.affiliate_trainees
      return own >= p "training.min_trainees", own
    end } },
  gross = function(x, _, line)
    line.counted = x.trainees - x.affiliate_trainees
    return at_most(p "training.per_trainee" * line.counted, p "training.cap")
  end,
  once = "",
}
local function hosts_from(fact, least)
  return { fact, function(x) return count_from(x.exclusive_host_sales, p(least)) end }
end
award:measure "mcn" {
  term = "MCN机构", cite = "第十七条(三)", kind = "one_off", title = "incubation_base",
  first = "exclusive_host_sales", open_to = companies, entity_cite = "第十五条",
  conditions = { cite = "第十六条(三)",
    { "host_min", "good_hosts", function(x) return x.good_hosts >= 1 end } },
  facts = { hosts_from("top_hosts* count -- 头部主播", "mcn.top_host_sales"),
    hosts_from("strong_hosts* count -- 骨干主播", "mcn.group_sales_each"),
    hosts_from("good_hosts* count -- 达标主播", "mcn.host_sales_each") },
  gross = function(x, _, line)
    local a = x.top_hosts > 0 and p "mcn.top_host_amount" or yuan(0)
    local b = x.strong_hosts >= p "mcn.group_hosts" and p "mcn.group_amount" or yuan(0)
    local c = at_most(p "mcn.per_host" * x.good_hosts, p "mcn.per_host_cap")
    line.alternatives = { top_host = a, group = b, per_host = c }
    if p "mcn.combine" == "cumulative" then return a + b + c end
    return at_least(at_least(a, b), c)
  end,
  once = "",
}

-- 第二十条-第二十二条: the supply chain.
award:measure "brand_centre" {
  term = "供应链选品中心、展销中心", cite = "第二十二条(一)", kind = "one_off",
  title = "quality_supply_chain", first = "centre_served_enterprises", open_to = all_but_hosts,
  entity_cite = "第三条",
  facts = { { "open_long_enough bool -- 运营满一年", function(x)
    return x.centre_opened_on
      and years_over(x.centre_opened_on, p "brand_centre.min_years", x.assessed_on)
  end } },
  conditions = { cite = "第二十一条(一)",
    { "known_brand", "centre_known_brand", cite = "第二十条" },
    { "operating_one_year", nil, function(x)
      local opened = x.centre_opened_on
      if x.centre_operating_normally == false or x.open_long_enough == false then
        return false, opened
      end
      local missing = {}
      if x.centre_operating_normally == nil then missing[1] = "centre_operating_normally" end
      if opened == nil then missing[#missing + 1] = "centre_opened_on" end
      if #missing > 0 then return nil, missing end
      return true, opened
    end },
    { "min_served", "centre_served_enterprises", at_least = "brand_centre.min_served" } },
  gross = function() return p "brand_centre.amount" end, once = "",
}
award:measure "local_producer" {
  term = "本地生产型企业", cite = "第二十二条(二)", kind = "yearly", title = "quality_supply_chain",
  first = "producer_live_sales", open_to = producers, entity_cite = "第二十条",
  conditions = { cite = "第二十一条(二)",
    { "local_producer", "local_producer", cite = "第二十条" },
    { "sells_via_third_party", "sells_via_third_party", cite = "第二十条" },
    { "min_sales", "producer_live_sales", at_least = "local_producer.min_sales" } },
  gross = function(x, _, line) return by_steps("local_producer", x.producer_live_sales, line) end,
  once = "award_year",
}

-- 第二十四条-第二十七条: events.
local function activity_amount(x)
  local far = x.influence == "provincial" or x.influence == "national"
  return at_most(x.actual_cost:times(p "activity.rate", "down"),
    p(far and "activity.cap_provincial" or "activity.cap"))
end
award:measure "activity" {
  term = "直播电商活动", cite = "第二十七条", kind = "each_activity", each = "activities",
  key = "activity_id", first = "actual_cost", open_to = all_but_hosts, entity_cite = "第二十五条",
  conditions = {
    { "held_in_award_year", "held_on", function(x, q) return x.held_on:in_year(q.award_year) end },
    { "main_venue_in_district", "main_venue_in_district", cite = "第二十五条" },
    { "selected", "selected", cite = "第二十六条", pending = true } },
  gross = activity_amount,
  more = function(x, _, line)
    if line.status == "pending_review" then line.potential = activity_amount(x) end
  end,
  once = "activity_id",
}

-- 第三十一条: a matter of its own, as the government decides.
award:measure "case_by_case" { term = "一事一议、一企一策", cite = "第三十一条", kind = "as_decided" }

-- 第三十四条: who has the like from the province, the city or the district does not have both.
local function enjoyed_elsewhere(lines, q)
  for _, line in ipairs(lines) do
    for _, benefit in ipairs(producers[q.entity_type] and q.other_benefits or {}) do
      if line.status == "qualified" and benefit.item == line.item
        and (benefit.line_id == nil or benefit.line_id == line.line_id) then
        award:because(line, "第三十四条", "same_kind", benefit.document, benefit.level == "national")
        if benefit.level == "national" then
          line.must_waive = line.must_waive
        elseif benefit.received then
          line.status, line.amount, line.displaced_by = "displaced", yuan(0), benefit.document
        else
          line.must_waive = line.must_waive or {}
          line.must_waive[#line.must_waive + 1] = benefit.document
        end
      end
    end
  end
end
local function titled(lines)
  for _, line in ipairs(lines) do
    if line.status == "qualified" then
      line.title = line.title or award.measures[line.item].title
    end
  end
end
award.stages = { award:awarded_before(), enjoyed_elsewhere, titled }

award:allocation { cite = "第三十四条", contest = contest,
  shortage_rule = function() return p "budget.shortage_rule" end }
award:offer()

bylaw.part("livestream_commerce/_papers.lua", { notice = notice, award = award })

-- 第八条5: a host's figures over all platforms.
notice:record("platform_row", [[
  platform*       platform
  platform_name   text with platform other
  annual_sales*   money
  annual_units*, followers*, complaints* count 0..1000000000000000
]])
notice:pure "sum_indicators" {
  label = "平台数据合计", fields = "rows* list of platform_row",
  answers = "annual_sales annual_units followers complaints platforms",
  check = function(q)
    local seen = {}
    for i, row in ipairs(q.rows) do
      local key = row.platform .. (row.platform == "other" and "/" .. row.platform_name or "")
      if seen[key] then return "rows[" .. i .. "].platform", "that platform is given already" end
      seen[key] = true
    end
  end,
  act = function(q)
    local sum = { annual_sales = yuan(0), annual_units = 0, followers = 0, complaints = 0 }
    for _, row in ipairs(q.rows) do
      for name, so_far in next, sum do sum[name] = so_far + row[name] end
    end
    sum.platforms = #q.rows
    return sum, { { "第八条5", "platforms", #q.rows } }
  end,
}

-- 第二十九、三十条: how a claim passes the offices. A claim is one line of one applicant in a year.
local programme = award:programme {
  series = "LS", over = "rejected not_selected withdrawn revoked",
  binding = "cleared waiting_budget disbursed",
  ready = "cleared", waiting = "waiting_budget", published = "publicised", paid = "disbursed",
  note = function(line)
    return { item = line.item, base_id = line.base_id, activity_id = line.activity_id,
      title = line.title, place = line.place }
  end,
  prior = function(claim)
    local line = claim.notes.line
    return { { item = claim.item, award_year = claim.year, amount = claim.payable,
      base_id = line.base_id, activity_id = line.activity_id } }
  end,
  shows = "title?", show = function(claim, row) row.title = claim.notes.title end,
}

local effective = { "effective", "第三十五条", "not_in_force", "the notice is not in force then",
  function(q)
    local from, to, day = p "programme.effective_from", p "programme.effective_until", q.at:date()
    return (not from or from <= day) and (not to or day <= to), q.at
  end }
local payable = {
  { "not_enjoyed", "第三十四条", "same_kind_enjoyed", "the like is had from another policy",
    function(_, s) return s.line.status ~= "displaced", s.line.displaced_by end },
  { "something", "第三十四条", "nothing_to_pay", "nothing would be paid", function(_, s)
    return s.line.status ~= "qualified" or s.line.amount > yuan(0), s.line.amount, nil,
      { cite = s.line.cite }
  end },
}
local cited = { unit = "第三十条(一)", duplicate = "第三十四条", facts = "第三十条(一)" }
local five = { "bodies", "five", "第三十条(三)", of = "body" }
local function of_three(cite) return { "bodies", "three", cite } end

programme:apply { actor = "applicant", cite = "第三十条(一)", effective = effective, cites = cited,
  rules = payable, materials = "material", units = function() return p "territory.units" end,
  again = function() return programme.over end, answers = "missing_materials[]",
  tell = function(q, s)
    return { missing_materials = award:missing_papers(s.line.item, q.materials or {}) }
  end }
programme:review "recommend" { label = "镇街道推荐", actor = "unit", cite = "第三十条(一)",
  from = "applied", pass = "recommended", fields = "unit* text\nassociations list of text",
  rules = { programme:own_unit "第三十条(一)",
    { "consulted", "第三十条(一)", "consultation_missing", "an association must be heard",
      function(q) return #(q.associations or {}) > 0, #(q.associations or {}) end,
      when = function(q) return q.result == "pass" end } } }
programme:resubmit { actor = "applicant", cite = "第三十条(一)", cites = cited, rules = payable,
  materials = "material" }
programme:review "expert_review" { label = "专家评审", actor = "expert_institution",
  cite = "第三十条(二)", from = "recommended", pass = "expert_passed",
  fields = "institution* text\ncomplete* bool\ncompliant* bool",
  rules = { programme:papers_complete("第三十条(二)", { "complete" }),
    { "compliant", "第三十条(二)", "not_compliant", "the papers are not in order",
      function(q) return q.compliant, q.compliant end,
      when = function(q) return q.result == "pass" end } } }
programme:decide "joint_decide" { label = "联合审定", actor = "joint_panel", cite = "第三十条(三)",
  from = "expert_passed", pass = "approved", panel = five,
  ranked = { "host_talent", "第七条(一)", "use_rank_hosts" }, passes = { qualified = true },
  worth = function(line) return line.amount end,
  verified = "selected bool\ninfluence influence", verified_of = { "activities", "activity_id" },
  changes = function(x) return { gross = x.line.gross, payable = x.amount } end }
programme:rank "rank_hosts" { label = "头部主播评选", actor = "joint_panel", cite = "第七条(一)",
  panel = five, contest = contest, pass = "approved",
  from = "expert_passed approved publicised not_selected" }
programme:publicise { actor = "joint_bodies", cite = "第三十条(四)", from = "approved",
  fields = "bodies* list of body\nmedia* text\nend_date* date",
  rules = { programme:whole_panel(of_three "第三十条(四)") },
  check = function(q, first)
    local days = q.end_date - first + 1
    if days < 1 or days < (p "publicity.min_days" or 1) then
      return "end_date", "the publicity is too short"
    end
    if q.end_date == date "9999-12-31" then return "end_date", "no day comes after that" end
  end,
  days = function(q) return q.end_date end }
programme:object { cite = "第三十条(四)" }
programme:resolve { actor = "joint_bodies", cite = "第三十条(五)", corrected = "expert_passed" }

-- 第二条, 第三十四条: a budget for each year.
local year_shape = "fund{budget committed disbursed remaining waiting recover_due recovered} "
local set = programme:yearly_budgets { actor = "finance_bureau", cite = "第二条",
  release = { actor = "commerce_bureau", cite = "第三十条(五)" }, limit = "第三十四条",
  shape = year_shape }
programme:clear "clear" { label = "兑现核定", actor = "commerce_bureau", cite = "第三十条(五)",
  cites = { over = "第三十条(四)", objection = "第三十条(五)" }, rules = { set },
  fields = "budget_year count 0..9999", answers = year_shape, last = programme:still_due(),
  shortage_rule = function() return p "budget.shortage_rule" end,
  budget = function(q) return tostring(q.budget_year or q.at:date().year) end,
  tell = function(_, _, year) return { fund = programme:year_fund(year) } end }
programme:disburse { actor = "commerce_bureau", cite = "第三十条(五)", from = "cleared" }
-- 第十四、十九条, 第三十条(五): titles, with the duties of 第三十二条.
local title_cites = { incubation_base = "第十四条", quality_supply_chain = "第十九条" }
programme:step "grant_title" {
  label = "授予称号", actor = "joint_bodies", cite = "第三十条(五)", on = "claim_ids",
  from = "cleared waiting_budget disbursed", fields = "bodies* list of body",
  rules = { programme:whole_panel(of_three "第三十条(五)"),
    { "has_title", "第三十条(五)", "no_title", "the item has no title",
      programme.every_claim(function(claim) return claim.notes.line.title ~= nil, claim.item end) },
    { "not_titled", "第三十条(五)", "already_titled", "the title is granted already",
      programme.every_claim(function(claim)
        return claim.notes.title == nil, claim.notes.title
      end) } },
  answers = "duties[cite duty]",
  act = function(q, s)
    local reasons = {}
    for i, claim in ipairs(s.claims) do
      local title = claim.notes.line.title
      s:move(claim, nil, { notes = programme:noted(claim, { title = title }) })
      reasons[i] = { title_cites[title] or "第四条", "title", title }
    end
    reasons[#reasons + 1] = { "第三十条(五)", "grant_title", q.actor }
    return { duties = {
      { cite = "第三十二条(一)", duty = "参加技能交流演示，推广创新做法" },
      { cite = "第三十二条(二)", duty = "配合产业宣传推介" },
      { cite = "第三十二条(三)", duty = "参加产业服务活动" } } }, reasons
  end,
}
programme:step "talent_benefits" {
  label = "人才待遇", actor = "joint_bodies", cite = "第七条(三)", on = "claim_id",
  fields = "document* text",
  rules = { { "host", "第七条(三)", "no_title", "the host holds no title", function(_, s)
    return s.claim.item == "host_talent" and s.claim.notes.title ~= nil, s.claim.item
  end } },
  act = function(q, s)
    s:move(s.claim, nil, { notes = programme:noted(s.claim, { benefits = q.document }) },
      q.document)
  end,
}
programme:withdraw { actor = "applicant", cite = "第二十九条", from = "applied returned recommended"
  .. " expert_passed approved publicised cleared waiting_budget" }

-- 第三十三条: who broke the law or cheated loses title and money.
programme:revoke { actor = "joint_bodies", cite = "第三十三条",
  from = "cleared waiting_budget disbursed", fields = "bodies* list of body\nground* ground",
  rules = { programme:whole_panel(of_three "第三十三条") },
  grounds = { violation = "第三十三条(一)", fraud = "第三十三条(二)" } }
programme:recovery { actor = "commerce_bureau", cite = "第三十三条",
  recycled = function() return p "budget.recycle_recovered" end }
programme:special "special_case" { label = "一事一议", cite = "第三十一条", item = "case_by_case",
  state = "approved" }

programme:status()
notice:reads "report" {
  label = "资金报告", fields = "actor* actor\nbudget_year* count 0..9999",
  answers = year_shape .. [[by_item[item claims{} payable committed disbursed waiting titles]
    pipeline]],
  act = function(q)
    local now, items, honours = programme:year_fund(tostring(q.budget_year)), {}, {}
    for _, claim in ipairs(programme:claims { budget = tostring(q.budget_year) }) do
      if claim.notes.title then honours[claim.item] = (honours[claim.item] or 0) + 1 end
    end
    for i, sum in ipairs(programme:by_item { budget = tostring(q.budget_year) }) do
      items[i] = { item = sum.item, claims = sum.claims, payable = sum.payable,
        committed = sum.committed, disbursed = sum.disbursed, waiting = sum.waiting,
        titles = honours[sum.item] or 0 }
    end
    return { fund = now, by_item = items,
      pipeline = programme:payable_in({ "approved", "publicised" }, {}) },
      { { "第三十四条", "fund", now.committed, now.budget } }
  end,
}

local laws = programme:laws { bound = "cleared disbursed", paid = "disbursed" }
local revoked = { revoked = true }
-- Whether it holds of every budget that claims were charged to.
local function every_budget(holds)
  for _, claim in ipairs(programme:claims {}) do
    if claim.budget and not holds(claim.budget) then return false end
  end
  return true
end
local yearly = { host_talent = true, local_producer = true }
local function one(key) return key and { [key] = 1 } or {} end
programme:audit {
  { "L1", function()
    return every_budget(function(budget)
      local _, recycled = programme:recovered(budget) -- while budget.recycle_recovered said so
      return laws:balance(budget, recycled)
    end)
  end },
  { "L2", function()
    return every_budget(function(budget) return laws:sums(budget, revoked) end)
  end },
  { "L3", function() return every_budget(function(budget) return laws:queue(budget) end) end },
  { "L4", function()
    return laws:at_most(function(claim)
      local key = claim.applicant .. "/" .. claim.line
      if claim.item == "new_base" or claim.item == "case_by_case" then return {} end
      return one(yearly[claim.item] and key .. "/" .. claim.year or key)
    end, function() return 1 end)
      and laws:at_most(function(claim)
        local key = claim.applicant .. "/" .. claim.line
        return claim.item == "new_base" and { [key] = claim.payable } or {}
      end, function() return p "new_base.cap" end)
  end },
  { "L5", function()
    local most = {}
    for _, prize in ipairs(host_prizes()) do most[prize[1]] = prize[2] end
    return laws:at_most(function(claim)
      return one(claim.item == "host_talent" and claim.year .. claim.notes.line.prize)
    end, function(key) return most[string.sub(key, 5)] end)
  end },
  { "L6", function()
    for _, claim in ipairs(programme:claims {}) do
      if claim.recovered > claim.recover_due or claim.recover_due > claim.disbursed then
        return false
      end
    end
    return true
  end },
}
