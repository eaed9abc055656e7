-- 临兰政发〔2021〕2号: support for the industrial economy of Lanshan district. From a fund of fifty
-- million yuan firms are paid for upgrading their plant, for growing past thresholds, for titles of
-- the nation, the province and the city, and for a good yield of their land. The townships check
-- and report, a panel decides, the list is made public, the finance bureau transfers, the industry
-- bureau pays.

local notice = bylaw.notice {
  document = "临兰政发〔2021〕2号",
  title = "临沂市兰山区人民政府关于支持工业经济高质量发展的实施意见",
  issuer = "临沂市兰山区人民政府", issued = date "2021-11-30", request_id = "required",
  prose = { "导语", "二(一)", "解释" },
}

notice:codes("sector", { { "manufacturing", "制造业工业企业" }, { "other_industry", "其他工业企业" },
  { "non_industry", "非工业" }, { "park", "园区" } })
notice:codes("level", { { "national", "国家级" }, { "provincial", "省级" }, { "municipal", "市级" } })
local internet_titles = notice:codes("internet_title", {
  { "industrial_internet_platform", "工业互联网平台示范试点" }, { "fiveg_industry", "5G产业示范试点" },
  { "ai_cluster", "“现代优势产业集群+人工智能”示范试点名单企业" }, { "digital_factory", "数字化工厂" },
  { "digital_workshop", "数字化车间" } })
local innovative_titles = notice:codes("innovative_title", { { "unicorn", "独角兽企业" },
  { "little_giant", "专精特新“小巨人”企业" }, { "manufacturing_champion", "制造业单项冠军企业" },
  { "gazelle", "瞪羚企业" }, { "hidden_champion", "隐形冠军企业" },
  { "technology_innovation_demo", "技术创新示范企业" }, { "quality_benchmark", "质量标杆企业" } })
local site_titles = notice:codes("site_title", { { "green_park", "绿色园区" },
  { "green_factory", "绿色工厂" } })
notice:codes("title", { internet_titles, { "integration_management", "两化融合管理体系贯标认证" },
  innovative_titles, site_titles, { "green_design_product", "绿色设计产品" } })
notice:codes("direction", { { "intelligent", "智能化" }, { "green", "绿色化" },
  { "service_oriented", "服务化" }, { "high_end", "高端化" }, { "clustered", "集群化" } })
notice:codes("rating", { "a", "b", "c", "d" })
notice:codes("prize", { { "first", "一等奖" }, { "second", "二等奖" }, { "third", "三等奖" } })
local items = notice:codes("item", { { "benchmark_project", "区级重大技术改造标杆项目" },
  { "equipment_upgrade", "传统产业转型升级补贴" }, { "loan_interest_discount", "重点技术改造项目贷款贴息" },
  { "scale_up_entry", "升规纳统" }, { "revenue_milestone", "营业收入首次突破" },
  { "internet_application", "互联网应用项目" }, { "integration_certification", "两化融合贯标" },
  { "innovative_enterprise", "创新型企业" }, { "green_site", "绿色园区、绿色工厂" },
  { "green_design_product", "绿色设计产品" }, { "yield_rating", "亩产效益评价" },
  { "special_matter", "应奖未奖重大事项" } })
notice:codes("scope", { "enterprise", "project" })
notice:codes("multi_tier", { "highest", "cumulative" })
notice:codes("scheme", { "by_item", "by_section", "by_title", "none" })
notice:codes("window", { "award_year", "lifetime" })
notice:codes("shortage_rule", { { "queue", "排队" }, { "prorate", "按比例" } })

local figures = {
  { "fund.ceiling", yuan(50000000), cite = "一", label = "专项资金" },
  { "fund.shortage_rule", "queue", codes = "shortage_rule", cite = "-" },
  { "programme.effective_from", date "2021-11-30", cite = "末段" },
  { "programme.first_award_year", 2021, cite = "末段" },
  { "recognition.not_before", date "2021-01-01", cite = "-" },
  { "benchmark_project.min_investment", yuan(50000000), cite = "二(一)1", label = "年度完成投资" },
  { "benchmark_project.strategic_min_investment", type = "money", cite = "二(一)1" },
  { "benchmark_project.min_score", type = "number", cite = "附件1" },
  { "benchmark_project.first.count", 1, cite = "二(一)1" },
  { "benchmark_project.first.amount", yuan(1000000), cite = "二(一)1" },
  { "benchmark_project.second.count", 3, cite = "二(一)1" },
  { "benchmark_project.second.amount", yuan(500000), cite = "二(一)1" },
  { "benchmark_project.third.count", 6, cite = "二(一)1" },
  { "benchmark_project.third.amount", yuan(200000), cite = "二(一)1" },
  { "equipment_upgrade.min_equipment", yuan(10000000), cite = "二(一)2", label = "设备投资" },
  { "equipment_upgrade.rate", percent(5), cite = "二(一)2" },
  { "equipment_upgrade.cap", yuan(10000000), cite = "二(一)2" },
  { "equipment_upgrade.loan_discount_scope", "enterprise", codes = "scope", cite = "二(一)2" },
  { "scale_up_entry.min_output", yuan(100000000), cite = "二(二)1", label = "产值" },
  { "scale_up_entry.district_growth", type = "percent", signed = true, cite = "二(二)1",
    label = "全区平均增幅" },
  { "scale_up_entry.amount", yuan(50000), cite = "二(二)1" },
  { "revenue_milestone.tier_1.above", yuan(500000000), cite = "二(二)2" },
  { "revenue_milestone.tier_1.amount", yuan(100000), cite = "二(二)2" },
  { "revenue_milestone.tier_2.above", yuan(1000000000), cite = "二(二)2" },
  { "revenue_milestone.tier_2.amount", yuan(200000), cite = "二(二)2" },
  { "revenue_milestone.tier_3.above", yuan(3000000000), cite = "二(二)2" },
  { "revenue_milestone.tier_3.amount", yuan(300000), cite = "二(二)2" },
  { "revenue_milestone.tier_4.above", yuan(5000000000), cite = "二(二)2" },
  { "revenue_milestone.tier_4.amount", yuan(500000), cite = "二(二)2" },
  { "revenue_milestone.tier_5.above", yuan(10000000000), cite = "二(二)2" },
  { "revenue_milestone.tier_5.amount", yuan(1000000), cite = "二(二)2" },
  { "revenue_milestone.multi_tier", "highest", codes = "multi_tier", cite = "-" },
  { "internet_application.national", yuan(500000), cite = "二(三)" },
  { "internet_application.provincial", yuan(200000), cite = "二(三)" },
  { "integration_certification.amount", yuan(150000), cite = "二(三)" },
  { "innovative_enterprise.unicorn", yuan(1000000), cite = "二(四)" },
  { "innovative_enterprise.little_giant", yuan(500000), cite = "二(四)" },
  { "innovative_enterprise.national", yuan(500000), cite = "二(四)" },
  { "innovative_enterprise.provincial", yuan(200000), cite = "二(四)" },
  { "green_site.national", yuan(500000), cite = "二(五)" },
  { "green_site.provincial", yuan(200000), cite = "二(五)" },
  { "green_site.municipal", yuan(50000), cite = "二(五)" },
  { "green_design_product.per_batch", yuan(50000), cite = "二(五)" },
  { "yield_rating.amount", yuan(30000), cite = "二(六)" },
  { "stacking.scheme", "by_item", codes = "scheme", cite = "末段" },
  { "stacking.window", "award_year", codes = "window", cite = "末段" },
  { "publicity.working_days", 5, cite = "三(三)" },
  { "calendar.rest_days", type = "date", list = true, cite = "-" },
  { "calendar.work_days", type = "date", list = true, cite = "-" },
  { "territory.units", type = "text", list = true, cite = "三(一)", label = "镇街、经开区" },
}
for _, item in ipairs(items.values) do
  figures[#figures + 1] = { item .. ".in_force", true, cite = "末段" }
  figures[#figures + 1] = { "materials." .. item, {}, type = "text", list = true, cite = "三(一)" }
end
local p = notice:parameters(figures)

notice:record("project", [[
  project_id*             id
  technical_upgrade*      bool
  annual_investment       money
  equipment_investment    money            -- the equipment's original value without VAT
  formalities_complete    bool
  applies_four_new        bool             -- new technology, process, equipment or material
  matches_direction       bool
  strategic_emerging      bool = false
  loan_interest_discount  bool = false
  upgrade_directions      list of direction
  benchmark_score         number
  benchmark_prize         prize
]])
notice:record("recognition", [[
  title*          title
  level           level unless title unicorn|little_giant|integration_management
  recognised_on*  date
  is_new          bool = true
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
  function(q)
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
    award_year*               count 0..9999
    sector*                   sector
    above_scale*              bool
    in_district               bool = true
    unit                      text
    annual_revenue            money
    max_prior_revenue         money
    first_inclusion_year      count
    output_value              money
    prior_output_value        money
    district_output_growth    percent
    yield_rating              rating
    loan_discount_enterprise  bool = false
    projects                  list of project unique by project_id
    recognitions              list of recognition
    prior_awards              list of prior_award
    superior_rules            list of superior_rule
  ]],
  check = function(q)
    local seen = {}
    for i, x in ipairs(q.recognitions or {}) do
      if x.title == "green_design_product" and x.ref == "" then
        return "recognitions[" .. i .. "].ref", "a green design product is named by its batch"
      end
      local key = x.title .. "/" .. (not without_level[x.title] and x.level or "") .. "/"
        .. (x.ref or "")
      if seen[key] then return "recognitions[" .. i .. "]", "this recognition is given already" end
      seen[key] = true
    end
  end,
  shows = [[group project_id? title? level? ref? tier? prize? displaced_by? superior_amount?]],
  general = {
    { "item_lapsed", nil, function(_, _, line) return p(line.item .. ".in_force") end,
      when = function(_, line) return not p(line.item .. ".in_force") end },
    { "in_district", nil, function(_, q) return q.in_district, q.in_district end, cite = "三(一)" },
  },
}

local manufacturing = { "sector", nil, function(_, q)
  return q.sector == "manufacturing", q.sector
end }
local industrial = { "sector", nil, function(_, q)
  return q.sector == "manufacturing" or q.sector == "other_industry", q.sector
end }
local above_scale = { "above_scale", nil, function(_, q) return q.above_scale, q.above_scale end }

-- 二(一)1: the ten best projects of the year.
local large_investment = { "min_investment", "annual_investment", function(x)
  local least = p "benchmark_project.min_investment"
  local relaxed = x.strategic_emerging and p "benchmark_project.strategic_min_investment"
  return x.annual_investment >= (relaxed and relaxed < least and relaxed or least)
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
  once = function(line, prior, q)
    return prior.project_id == line.project_id and prior.award_year == q.award_year
  end,
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
  for _, project in ipairs(q.projects) do
    if project.loan_interest_discount then return true end
  end
  return q.loan_discount_enterprise
end
award:measure "equipment_upgrade" {
  term = "传统产业转型升级补贴", cite = "二(一)2", kind = "once_a_project",
  each = "projects", key = "project_id", first = "equipment_investment",
  conditions = { manufacturing, "technical_upgrade",
    { "min_equipment", "equipment_investment", function(x)
      return x.equipment_investment >= p "equipment_upgrade.min_equipment"
    end },
    "formalities_complete", "applies_four_new", "matches_direction",
    { "loan_discount_exclusion", nil, function(x, q)
      local has = has_loan_discount(x, q)
      return not has, has
    end } },
  gross = function(x)
    local share = x.equipment_investment:times(p "equipment_upgrade.rate", "down")
    local cap = p "equipment_upgrade.cap"
    local gross = share < cap and share or cap
    return gross, { { "rate", share }, { "cap", gross } }
  end,
  once = function(line, prior) return prior.project_id == line.project_id end,
}

-- 二(一)3: a project in one of the five directions is put forward to the city and the province.
award:measure "loan_interest_discount" {
  term = "重点技术改造项目贷款贴息", cite = "二(一)3", kind = "referral",
  each = "projects", key = "project_id", first = "upgrade_directions", referral = true,
  conditions = { "technical_upgrade" },
}

-- 二(二)1: once, in the year after a firm is first counted as above scale.
award:measure "scale_up_entry" {
  term = "升规纳统", cite = "二(二)1", kind = "one_off", first = "first_inclusion_year",
  conditions = { industrial,
    { "first_inclusion_next_year", "first_inclusion_year", function(x)
      return x.first_inclusion_year + 1 == x.award_year
    end },
    { "min_output", "output_value", function(x)
      return x.output_value > p "scale_up_entry.min_output"
    end },
    { "growth_above_district", "output_value", function(x)
      local before = x.prior_output_value or yuan(0)
      local average = x.district_output_growth or
        p("scale_up_entry.district_growth", date(string.format("%04d-12-31", x.award_year)))
      if before == yuan(0) or not average then
        return nil, { before == yuan(0) and "prior_output_value" or nil,
          not average and "district_output_growth" or nil }
      end
      local growth = (x.output_value - before) / before
      return growth > average, growth:as_percent()
    end } },
  gross = function() return p "scale_up_entry.amount" end,
  once = function() return true end,
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
  once = function(line, prior) return (prior.tier or 0) >= line.tier end,
}

-- 二(三)-(五): titles that are new in the award year.
local is_new = { "is_new", nil, function(x) return x.is_new, x.is_new end }
local in_award_year = { "recognised_in_award_year", "recognised_on", function(x, q)
  return x.recognised_on.year == q.award_year
    and x.recognised_on >= p "recognition.not_before"
end }
local function covered(levels)
  return { "level_covered", nil, function(x)
    return without_level[x.title] or levels[x.level] or false, x.level or x.title
  end }
end
local function passes(x, q, levels)
  return x.is_new and in_award_year[3](x, q) and (not levels or levels[x.level] or false)
end

-- A line for each recognition whose title is one of the list.
local function recognised(item, titles)
  local listed = {}
  for _, title in ipairs(titles.values) do listed[title] = true end
  return function(q)
    local lines = {}
    for _, x in ipairs(q.recognitions or {}) do
      if listed[x.title] then
        local level = not without_level[x.title] and x.level or nil
        lines[#lines + 1] = { x, line_id(item, x),
          { title = x.title, level = level, ref = x.ref ~= "" and x.ref or nil } }
      end
    end
    return lines
  end
end
-- One line for all recognitions of the title; the first that passes stands for them.
local function recognised_once(item, title, levels)
  return function(q)
    local first, passing
    for _, x in ipairs(q.recognitions or {}) do
      if x.title == title then
        first = first or x
        passing = passing or (passes(x, q, levels) and x or nil)
      end
    end
    return first and { { passing or first, item, { title = title } } } or {}
  end
end
local function same_title(line, prior)
  return prior.title == line.title and (without_level[line.title] or prior.level == line.level)
end
local function same_title_and_ref(line, prior)
  return same_title(line, prior) and (prior.ref or "") == (line.ref or "")
end
local national_or_provincial = { national = true, provincial = true }

award:measure "internet_application" {
  term = "互联网应用项目", cite = "二(三)", kind = "once_a_recognition",
  lines = recognised("internet_application", internet_titles),
  conditions = { covered(national_or_provincial), is_new, in_award_year },
  gross = function(x) return p("internet_application." .. x.level) end, once = same_title_and_ref,
}
award:measure "integration_certification" {
  term = "两化融合贯标", cite = "二(三)", kind = "one_off",
  lines = recognised_once("integration_certification", "integration_management"),
  conditions = { covered {}, is_new, in_award_year },
  gross = function() return p "integration_certification.amount" end,
  once = function() return true end,
}
award:measure "innovative_enterprise" {
  term = "创新型企业", cite = "二(四)", kind = "one_off",
  lines = recognised("innovative_enterprise", innovative_titles),
  conditions = { covered(national_or_provincial), is_new, in_award_year },
  gross = function(x)
    return p("innovative_enterprise." .. (without_level[x.title] and x.title or x.level))
  end,
  once = same_title,
}
award:measure "green_site" {
  term = "绿色园区、绿色工厂", cite = "二(五)", kind = "one_off",
  lines = recognised("green_site", site_titles),
  conditions = { covered { national = true, provincial = true, municipal = true }, is_new,
    in_award_year },
  gross = function(x) return p("green_site." .. x.level) end, once = same_title_and_ref,
}

-- 二(五): products are paid by the batch.
local national = { national = true }
local function batches(q)
  local list = {}
  for _, x in ipairs(q.recognitions or {}) do
    if x.title == "green_design_product" and passes(x, q, national) then list[#list + 1] = x.ref end
  end
  return list
end
-- How many are new, and how many there are with those paid in the award year.
local function count_batches(q)
  local known, this_year, new, all = {}, {}, 0, 0
  for _, prior in ipairs(q.prior_awards or {}) do
    if prior.item == "green_design_product" then
      known[prior.ref or ""] = true
      if prior.award_year == q.award_year and not this_year[prior.ref or ""] then
        this_year[prior.ref or ""], all = true, all + 1
      end
    end
  end
  for _, ref in ipairs(batches(q)) do
    new = new + (known[ref] and 0 or 1)
    all = all + (this_year[ref] and 0 or 1)
    this_year[ref] = true
  end
  return new, all
end
award:measure "green_design_product" {
  term = "绿色设计产品", cite = "二(五)", kind = "one_off_a_batch",
  lines = recognised_once("green_design_product", "green_design_product", national),
  conditions = { covered(national), is_new, in_award_year },
  gross = function(_, q)
    local _, all = count_batches(q)
    return p "green_design_product.per_batch" * all
  end,
  once = function(_, _, q) return count_batches(q) == 0 end,
}

-- 二(六): every year that a firm's use of its land is rated A.
award:measure "yield_rating" {
  term = "亩产效益评价", cite = "二(六)", kind = "yearly", first = "yield_rating",
  conditions = { industrial, above_scale,
    { "rating_a", "yield_rating", function(x) return x.yield_rating == "a" end } },
  gross = function() return p "yield_rating.amount" end,
  once = function(_, prior, q) return prior.award_year == q.award_year end,
}

-- 末段: a matter that the notice does not name, as the government decides.
award:measure "special_matter" { term = "应奖未奖重大事项", cite = "末段", kind = "as_decided" }

-- 末段: of one kind only the highest is paid. What is of one kind:
local family = { digital_factory = "digital_factory_workshop",
  digital_workshop = "digital_factory_workshop", integration_certification =
  "integration_management", green_design_product = "green_design_product" }
local function group_of(x)
  local scheme, cite = p "stacking.scheme", award.measures[x.item].cite
  if scheme == "none" then return line_id(x.item, x) end
  local group = scheme == "by_section" and string.sub(cite, 1, #"二(一)") or cite
  if x.project_id then return group .. "#" .. x.project_id end
  local title = family[x.title or x.item] or x.title
  return scheme == "by_title" and title and group .. "/" .. title or group
end

-- What was paid already of the same kind.
local yearly = { benchmark_project = true, yield_rating = true }
local function paid_before(group, q)
  local sum = yuan(0)
  for _, prior in ipairs(q.prior_awards or {}) do
    if group_of(prior) == group and (prior.award_year == q.award_year
      or (p "stacking.window" == "lifetime" and not yearly[prior.item])) then
      sum = sum + prior.amount
    end
  end
  return sum
end
-- Of those that share a group the highest stays, the earlier of two; then what was paid is taken
-- off. Each is { id, group, gross }; gives it an amount, or what displaces it.
local function stack(list, q)
  local best = {}
  for _, x in ipairs(list) do
    if not best[x.group] or x.gross > best[x.group].gross then best[x.group] = x end
  end
  for _, x in ipairs(list) do
    local paid = paid_before(x.group, q)
    x.paid, x.amount = paid, x.gross - paid
    x.displaced_by = best[x.group] ~= x and best[x.group].id
      or (x.amount <= yuan(0) and "prior_award") or nil
    if x.displaced_by then x.amount = yuan(0) end
  end
end

local function already_awarded(lines, q)
  for _, line in ipairs(lines) do
    for _, prior in ipairs(q.prior_awards or {}) do
      if line.status == "qualified" and prior.item == line.item
        and award.measures[line.item].once(line, prior, q) then
        line.status, line.amount = "already_awarded", yuan(0)
        award:because(line, "末段", "already_awarded", prior.amount)
      end
    end
  end
end
-- A newer and better rule of the city, the province or the nation takes the line out of this fund.
local function superseded(lines, q)
  for _, line in ipairs(lines) do
    local judged = line.status == "qualified"
    for _, rule in ipairs(judged and q.superior_rules or {}) do
      if rule.item == line.item then
        local better = rule.issued_on > p "programme.effective_from" and rule.amount > line.gross
        award:because(line, "末段", "superior_rule", rule.amount, better)
        if better and rule.amount > (line.superior_amount or yuan(0)) then
          line.status, line.amount, line.superior_amount = "superseded", yuan(0), rule.amount
        end
      end
    end
  end
end
local function stacked(lines, q)
  local list = {}
  for _, line in ipairs(lines) do
    line.group = group_of(line)
    if line.status == "qualified" then
      list[#list + 1] = { line = line, id = line.line_id, group = line.group, gross = line.gross }
    end
  end
  stack(list, q)
  for _, x in ipairs(list) do
    x.line.amount = x.amount
    if x.displaced_by then
      x.line.status, x.line.displaced_by = "displaced", x.displaced_by
      award:because(x.line, "末段", "stacking", x.displaced_by)
      lines.reasons[#lines.reasons + 1] = { "末段", "stacking", x.line.line_id, x.displaced_by }
    elseif x.paid > yuan(0) then
      award:because(x.line, "末段", "top_up", x.amount)
    end
  end
end
award.stages = { already_awarded, superseded, stacked }

award:allocation { cite = "一", ceiling = function() return p "fund.ceiling" end,
  shortage_rule = function() return p "fund.shortage_rule" end, contest = contest }
award:offer()
award:papers(function(item) return p("materials." .. item) end)

-- 三(三): five whole working days, the first day not counted.
local function is_listed(list, day)
  for _, other in ipairs(list or {}) do
    if other == day then return true end
  end
  return false
end
local function is_workday(day)
  local works, complete = day:is_workday()
  local rest, work = p "calendar.rest_days", p "calendar.work_days"
  local weekend = day.weekday > 5
  local rests = not weekend and not works
  local makes_up = weekend and works
  if rest then
    rests, complete = is_listed(rest, day), false
    for _, other in ipairs(rest) do complete = complete or other.year == day.year end
  end
  if work then makes_up = is_listed(work, day) end
  return makes_up or (not weekend and not rests), complete
end
local function publicity(first)
  local day, counted, all_listed = first, {}, true
  while #counted < p "publicity.working_days" do
    day = day + 1
    local works, complete = is_workday(day)
    all_listed = all_listed and complete
    if works then counted[#counted + 1] = day end
  end
  return day, counted, all_listed
end
notice:pure "publicity_end" {
  label = "公示期", fields = "start_date* date",
  answers = "last_day confirmable_from days[] calendar_complete",
  act = function(q)
    local last, counted, complete = publicity(q.start_date)
    return { last_day = last, confirmable_from = last + 1, days = counted,
      calendar_complete = complete }, { { "三(三)", "publicity", last } }
  end,
}
