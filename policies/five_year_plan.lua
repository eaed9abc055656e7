-- SPDX-License-Identifier: MIT
-- 临兰政发〔2021〕4号: the district's fourteenth five-year plan. Its indicators, targets, milestones,
-- projects and facts are tables in five_year_plan/; here: what each is measured by in a year, and
-- how it stands.

local notice = bylaw.notice {
  document = "临兰政发〔2021〕4号",
  title = "临沂市兰山区国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
  issuer = "临沂市兰山区人民政府", issued = date "2021-12-10", request_id = "required",
}

notice:prose [[
  正文            brings the plan, and who approved it
  正文第二款      what the plan rests on
  正文第三款      asks everybody to carry it out
  第一章第二节    opportunities and challenges, without a number
  第一章第三节    aims for 2035, without a number
  第二章第一节    guiding ideas
  第二章第二节    principles
  第三章第一节四  digital markets, without a number
  第五章第一节三  the chain of the wood industry, without a number
  第五章第一节四  the institute of the wood industry stands among the milestones
  第五章第二节六  plastics, without a number
  第五章第三节三  new energy and care of nature, without a number
  第五章第三节四  new materials, without a number
  第五章第三节五  information technology, without a number
  第五章第四节三  services for production and for daily life, without a number
  第六章第一节二  quality of the city, without a number
  第六章第二节三  country roads, without a number
  第六章第三节三  digital change of industries, without a number
  第六章第四节二  waterworks for the people, without a number
  第六章第四节四  saving of water, without a number
  第七章第二节四  reform of rural collective property, without a number
  第八章第一节一  clusters of innovation, without a number
  第八章第一节二  means of innovation, without a number
  第八章第二节    talent: ways of working, without a number
  第八章第三节    the surroundings of innovation, without a number
  第九章第一节二  reform of the development zone, without a number
  第九章第二节    reform of markets and finance; what 十个一百 are is not told
  第九章第三节二  guarding against risks, without a number
  第九章第四节二  the care of neighbourhoods; what 125 stands for is not told
  第十章第一节一  zones of main functions, without a number
  第十章第三节二  green works in town and country, without a number
  第十章第四节    a circular economy, without a number
  第十章第五节    saving of resources, without a number
  第十章第六节    institutions of ecology, without a number
  第十一章第二节九  knowledge of science, without a number
  第十二章第一节  leadership of the party
  第十二章第三节  common effort
]]

notice:codes [[
  attribute  binding 约束性, expected 预期性
  set        headline 主要指标, text 正文目标, milestone 里程碑
  target_set text 正文目标, milestone 里程碑
  judge      level 达到水平, share 完成比例, sum 累计, range 区间, growth 年均增速, average 年均数量,
             each_year 每年, keep 保持, ceiling 上限, distance 不超过, city 与全市一致,
             above_city 高于全市, assigned 上级任务, gdp 与经济增长同步, milestone 里程碑,
             scale 规模, none 未定目标
  stage      reserve 储备, started 开工, building 建设, completed 竣工
  evaluation annual 年度监测, midterm 中期评估, final 总结评估
  reference  city 全市数, assigned 上级任务
  alert      binding_missed 约束性未达, binding_behind 约束性落后, binding_unknown 约束性无法判断
  state      met 已达到, on_track 符合进度, behind 落后, missed 未达到, open 未到期, no_data 无数据,
             needs_reference 待参照值, no_baseline 无基期值, no_target 未定目标, not_judged 不评判
]]

-- The tables are parts of their own.
local n = { notice = notice }
for _, part in ipairs { "indicators", "targets", "milestones", "projects", "facts" } do
  bylaw.part("five_year_plan/_" .. part .. ".lua", n)
end
local headline = notice:sheet("indicators",
  "id name en unit value_2020 target_2025 growth attribute:attribute judge:judge value?",
  n.indicators)
local targets = notice:sheet("targets",
  "id target en judge:judge value unit when strength? cite base?", n.targets)
local milestones = notice:sheet("milestones", "id milestone when verb? cite", n.milestones)
local columns = notice:sheet("columns",
  "column number:count title behind projects:count", n.columns)
local projects = notice:sheet("projects", "id group? name cite", n.projects)
notice:list("headline", headline:codes "name")
notice:list("project", projects:codes "name")

local numerals = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二" }
-- The chapter of a cite; a column belongs to the part that it stands behind, 表1 to 第二章.
local function chapter_of(cite)
  local column = columns:of(cite)
  for chapter, numeral in ipairs(numerals) do
    if string.starts_with(column and column.behind or cite, "第" .. numeral .. "章") then
      return chapter
    end
  end
  return 2
end

-- All that is judged, in the order h, t, m; targets without a date are due with the plan.
local rows, by_id, text_codes = {}, {}, {}
local function add_row(row, set, cite)
  row.set, row.cite, row.chapter = set, cite, chapter_of(cite)
  row.due_year = row.when and string.starts_with(row.when, "2023") and 2023 or 2025
  row.due_printed = row.when ~= "no date"
  rows[#rows + 1], by_id[row.id] = row, row
  if set == "headline" then return end
  text_codes[#text_codes + 1] = { row.id, row.target or row.milestone }
end
for i, row in ipairs(headline) do add_row(row, "headline", "表1(" .. i .. ")") end
for _, row in ipairs(targets) do add_row(row, "text", row.cite) end
for _, row in ipairs(milestones) do
  row.judge = "milestone"
  add_row(row, "milestone", row.cite)
end
notice:list("text_target", text_codes)
notice:list("target", { { "headline" }, { "text_target" } })

local goals = notice:goals(rows)
local p = notice:parameters {
  { of = "plan", cite = "标题", { "first_year", 2021, label = "第一年" },
    { "last_year", 2025, label = "最后一年" }, { "base_year", 2020, cite = "表1", label = "基期年" } },
  goals.parameters,
  { "about.tolerance_percent", percent(0), cite = "-", label = "“左右”、“约”的容差" },
}

n.p, n.goals, n.rows, n.headline_rows = p, goals, rows, headline
n.column_rows, n.project_rows = columns, projects
bylaw.part("five_year_plan/_lists.lua", n)

local EVALUATION = "第十二章第五节"

notice:pure "evaluations" {
  label = "监测评估", fields = "", answers = "items[kind year cite]",
  act = function()
    local items, reasons = {}, {}
    local function add(kind, year)
      items[#items + 1] = { kind = kind, year = year, cite = EVALUATION }
      reasons[#reasons + 1] = { EVALUATION, kind, year }
    end
    for year = p "plan.first_year", p "plan.last_year" do add("annual", year) end
    add "midterm"
    add "final"
    return { items = items }, reasons
  end,
}

local statements = notice:statements(notice:chronicle())
local PROJECT = "project"
n.MEASURE, n.REFERENCE = "measure", "reference"

-- t01 is judged on h01's values, t03 and t75 on h08's.
local shared = { t01 = "h01", t03 = "h08", t75 = "h08" }
-- What may fall; what is compounded falls by no more than all of it.
local falls = { h01 = true, h03 = true, h05 = true, h08 = true, h15 = true, h16 = true, t02 = true }
local compounds = { h01 = true, h08 = true }

local function check_value(q)
  local row = by_id[q.id]
  if row.judge == "share" and q.value > 100 then return "value", "a share is at most 100" end
  if q.value < 0 and not falls[q.id] then return "value", "must be at least 0" end
  if compounds[q.id] and q.value < -100 then return "value", "nothing falls by more than 100 %" end
  local whole = equal(q.value, ratio(0)) or equal(q.value, ratio(1))
  if row.judge == "milestone" and not whole then
    return "value", "a milestone is reached, 1, or not, 0"
  end
end

local paths = { level = true, share = true, sum = true, range = true }
local value_fields = "value* number -1000000000..1000000000\n"
  .. "source text\ncorrect bool = false"

-- The two rules of whatever is recorded year by year.
local function recorded_once(kind)
  return {
    { "year", "-", "future_year", "the year is still to come",
      function(q) return q.year <= q.at:date().year, q.year end, quiet = true },
    { "first_time", "-", "already_recorded", "there is a value of that year; say correct",
      function(q)
        return q.correct or not statements:known(kind, q.id, tostring(q.year)), q.year
      end, quiet = true } }
end

local function tell(kind, q)
  statements:tell(q.at, kind, q.id, tostring(q.year),
    { year = q.year, value = q.value, source = q.source })
end

local function cited(q) return { cite = by_id[q.id].cite } end

notice:changes "record" {
  label = "记录", fields = { "id* target\nyear* count 2020..2025", value_fields },
  check = check_value, answers = "id year value",
  rules = {
    { "own_record", "-", "shared_record", "it is judged on another indicator's values",
      function(q) return not shared[q.id], shared[q.id], nil, cited(q) end, quiet = true },
    { "printed", "-", "printed_value", "表1 prints the value of that year",
      function(q)
        local printed = by_id[q.id].value_2020
        return printed == nil or printed == "-", printed, nil, cited(q)
      end, when = function(q) return q.year == p "plan.base_year" end, quiet = true },
    { "base_year", "-", "base_year_only", "it has no path that begins with the base year",
      function(q) return paths[by_id[q.id].judge], by_id[q.id].judge, nil, cited(q) end,
      when = function(q) return q.year == p "plan.base_year" end, quiet = true },
    recorded_once(n.MEASURE) },
  act = function(q)
    tell(n.MEASURE, q)
    return { id = q.id, year = q.year, value = q.value },
      { { by_id[q.id].cite, "recorded", q.value } }
  end,
}

local reference_of = { city = "city", above_city = "city", assigned = "assigned" }

local function check_reference(q)
  if q.value < 0 and reference_of[by_id[q.id].judge] and not falls[shared[q.id] or q.id] then
    return "value", "must be at least 0"
  end
end

notice:changes "record_reference" {
  label = "记录参照值", fields = { "id* target\nyear* count 2021..2025", value_fields },
  check = check_reference, answers = "id year value kind",
  rules = {
    { "reference", "-", "no_reference_needed", "it is judged by itself",
      function(q) return reference_of[by_id[q.id].judge], by_id[q.id].judge, nil, cited(q) end,
      quiet = true },
    recorded_once(n.REFERENCE) },
  act = function(q)
    tell(n.REFERENCE, q)
    return { id = q.id, year = q.year, value = q.value, kind = reference_of[by_id[q.id].judge] },
      { { by_id[q.id].cite, "recorded", q.value } }
  end,
}

notice:changes "record_project" {
  label = "项目进展", fields = "id* project\nstage* stage\non* date\nnote text",
  answers = "id stage on",
  act = function(q)
    statements:tell(q.at, PROJECT, "all", q.id, { stage = q.stage, on = q.on, note = q.note })
    return { id = q.id, stage = q.stage, on = q.on }, { { EVALUATION, "recorded", q.stage } }
  end,
}

notice:reads "project_status" {
  label = "项目状态", fields = "id project\ncolumn count 1..13\nstage stage",
  rules = { n.column_printed }, answers = "items[id stage on history[stage on note?]]",
  act = function(q)
    local histories, items, reasons = {}, {}, {}
    for _, told in ipairs(statements:everything(PROJECT, "all")) do
      local history = histories[told.point] or {}
      histories[told.point], history[#history + 1] = history, told
    end
    for _, row in ipairs(projects) do
      local history = histories[row.id] or {}
      table.sort(history, function(a, b) return a.on < b.on end)
      local last = history[#history] or {}
      if (q.id == nil or q.id == row.id) and (q.column == nil or q.column == row.column)
        and (q.stage == nil or q.stage == last.stage) then
        for i, told in ipairs(history) do
          history[i] = { stage = told.stage, on = told.on, note = told.note }
        end
        items[#items + 1] = { id = row.id, stage = last.stage, on = last.on, history = history }
        reasons[#reasons + 1] = { row.cite, "stage", last.stage }
      end
    end
    return { items = items }, reasons
  end,
}

n.statements, n.shared, n.paths = statements, shared, paths
bylaw.part("five_year_plan/_judges.lua", n)

local function form(name, test)
  return function(x) return x.form == name and test(x) end
end
local function holds(x) return x.holds end
local function always() return true end
local function in_last_year(x) return x.year >= x.last_year end

local indicators
local alerts = { missed = "binding_missed", behind = "binding_behind", no_data = "binding_unknown",
  no_baseline = "binding_unknown", needs_reference = "binding_unknown" }

local function assess(row, year)
  local x = { judge = row.judge, year = year, due_year = row.due_year, target = goals:number(row),
    last_year = p "plan.last_year" }
  n.known[row.judge](x, row)
  local item, reason = indicators:judge(row, x)
  item.year, item.attribute, item.missing = x.year, row.attribute, x.missing
  item.alert = row.attribute == "binding" and alerts[item.state] or nil
  return item, reason, x
end

-- All that fits, as of a year.
local function assess_all(year, fits)
  local items, reasons = {}, {}
  for _, row in ipairs(rows) do
    if fits == nil or fits(row) then
      items[#items + 1], reasons[#reasons + 1] = assess(row, year)
    end
  end
  return items, reasons
end

indicators = notice:indicators {
  decimals = 2,
  verdicts = {
    { "not_judged", nil, function(x) return x.judge == "scale" end },
    { "no_target", nil, function(x) return x.judge == "none" end },
    { "no_data", nil, function(x) return x.missing ~= nil end },
    { "needs_reference", nil, function(x) return x.waits end },
    { "met", nil, form("each_year", holds) },
    { "missed", nil, form("each_year", always) },
    { "met", nil, form("milestone", holds) },
    { "open", nil, form("milestone", function(x) return x.year < x.due_year end) },
    { "missed", nil, form("milestone", always) },
    { "met", nil, form("at_end", holds) },
    { "missed", nil, form("at_end", function(x) return x.year >= x.due_year end) },
    { "no_baseline", EVALUATION, form("at_end", function(x) return x.expected == nil end) },
    { "on_track", EVALUATION, form("at_end", function(x) return x.actual >= x.expected end) },
    { "behind", EVALUATION, form("at_end", always) },
    { "met", nil, function(x) return x.holds and in_last_year(x) end },
    { "on_track", nil, holds },
    { "missed", nil, in_last_year },
    { "behind", nil, always },
  },
  standings = { met = "met", on_track = "on_track open", behind = "behind missed",
    no_data = "no_data no_baseline needs_reference", not_judged = "not_judged no_target" },
  progress = function(q)
    -- The last year that is over.
    local year = (q.at:date() + 1).year - 1
    year = at_most(at_least(year, p "plan.first_year"), p "plan.last_year")
    local items = {}
    for i, row in ipairs(rows) do
      local item, _, x = assess(row, year)
      items[i] = { id = row.id, name = row.name or row.target or row.milestone,
        group = "第" .. numerals[row.chapter] .. "章", departments = {}, attribute = row.attribute,
        state = item.state, actual = item.actual, target = item.target, expected = item.expected,
        unit = row.unit, due = date(string.format("%d-12-31", row.due_year)),
        share = goals:share(row, x), cite = row.cite }
    end
    return items
  end,
}

local item_shape = "id year state attribute? actual target expected? alert missing[]?"

notice:reads "assess" {
  label = "评估", answers = "items[" .. item_shape .. "]",
  fields = "year* count 2021..2025\nid target\nset set\nattribute attribute\nchapter count 1..12",
  act = function(q)
    local items, reasons = assess_all(q.year, function(row)
      return (q.id == nil or row.id == q.id) and (q.set == nil or row.set == q.set)
        and (q.attribute == nil or row.attribute == q.attribute)
        and (q.chapter == nil or row.chapter == q.chapter)
    end)
    return { items = items }, reasons
  end,
}

-- The items of a set, or those of them with an attribute.
local function part_of(items, set, attribute)
  local part = {}
  for _, item in ipairs(items) do
    local row = by_id[item.id]
    if row.set == set and row.attribute == attribute then part[#part + 1] = item end
  end
  return part
end

local function ids_with(items, standing)
  local ids = {}
  for _, item in ipairs(items) do
    if indicators.standings[item.state] == standing then ids[#ids + 1] = item.id end
  end
  return ids
end

local function stages_on(day)
  local counts = { reserve = 0, started = 0, building = 0, completed = 0, none = #projects }
  for _, told in pairs(statements:as_of(PROJECT, "all", day)) do
    counts[told.stage], counts.none = counts[told.stage] + 1, counts.none - 1
  end
  return counts
end

-- False once one is behind or missed, not known while one can't be told.
local function passed(binding)
  if #ids_with(binding, "behind") > 0 then return false end
  if #ids_with(binding, "no_data") == 0 then return true end
end

local counts_shape = "{met on_track behind missed open no_data needs_reference no_baseline "
  .. "no_target not_judged}"

notice:reads "report" {
  label = "监测评估报告", fields = "kind* evaluation\nyear* count 2021..2025",
  check = function(q)
    if q.kind == "final" and q.year ~= p "plan.last_year" then
      return "year", "the final evaluation is of the plan's last year"
    end
  end,
  answers = string.format("counts{headline_binding%s headline_expected%s text%s milestone%s} "
    .. "binding[%s] attention[] unknown[] projects{reserve started building completed none} "
    .. "binding_passed", counts_shape, counts_shape, counts_shape, counts_shape, item_shape),
  act = function(q)
    local items, reasons = assess_all(q.year)
    local binding = part_of(items, "headline", "binding")
    table.insert(reasons, 1, { EVALUATION, "report", q.year })
    return { counts = {
        headline_binding = indicators:counts(binding),
        headline_expected = indicators:counts(part_of(items, "headline", "expected")),
        text = indicators:counts(part_of(items, "text")),
        milestone = indicators:counts(part_of(items, "milestone")) },
      binding = binding, attention = ids_with(items, "behind"),
      unknown = ids_with(items, "no_data"),
      projects = stages_on(date(string.format("%d-12-31", q.year))),
      binding_passed = passed(binding) }, reasons
  end,
}

notice:labels [[
  -          id 编号, unit 单位, value_2020 2020年, target_2025 2025年, growth 年均增速, target 目标,
             milestone 里程碑, en 英文名, value 数值, when 期限, strength 力度, verb 力度, base 基础,
             due_year 到期年度, due_printed 文中载明, text 内容, counts.text 正文目标, key 键,
             cites 条款, reading 读法, column 专栏, group 分组,
             contains 名称包含, text_only 仅正文, year 年度, source 来源,
             correct 更正, on 日期, note 备注, history 经过, actual 实际, expected 应达到,
             missing 缺少年度, counts 各状态数, headline_binding 约束性指标,
             headline_expected 预期性指标, binding 约束性指标, attention 落后, unknown 无法判断,
             projects 项目, binding_passed 约束性通过, none 未记录, reserve 储备, started 开工,
             building 建设, completed 竣工, met 已达到, on_track 符合进度, behind 落后, missed 未达到,
             open 未到期, no_data 无数据, needs_reference 待参照值, no_baseline 无基期值,
             no_target 未定目标, not_judged 不评判, document 文号, title 标题, due 到期, share 完成比例,
             departments 责任部门, chapter 章, recorded 记录, own_record 单独记录, printed 表列数值,
             base_year 基期年, first_time 首次记录, reference 参照值, indicators 主要指标, targets 目标,
             facts 十三五情况, layout 空间布局, conflicts 文本矛盾, project 项目, report 报告,
             annual 年度监测, midterm 中期评估, final 总结评估
  attribute  attribute 属性
  judge      judge 评判方式
  stage      stage 阶段
  state      state 状态
  alert      alert 警示
]]
