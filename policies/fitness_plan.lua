-- SPDX-License-Identifier: MIT
-- 临兰政字〔2021〕102号: the district's plan for public fitness, 2021 to 2025. What it wants reached is
-- in fitness_plan/_targets.lua, what is to be done in _tasks.lua, who answers for it in
-- _departments.lua. Here: what a target is measured by, and how it stands on a day.

local notice = bylaw.notice {
  document = "临兰政字〔2021〕102号", title = "兰山区全民健身实施计划（2021-2025年）",
  issuer = "临沂市兰山区人民政府", issued = date "2021-12-03", request_id = "required",
}

notice:prose [[
  正文  brings the plan
  导语  what the plan rests on
  一    guiding ideas
]]

notice:codes [[
  kind      level 达到水平, cumulative 累计完成, per_unit 各镇街道经开区, annual 每年完成, text 无可计量标准
  task_kind plan 方案、计划, build 建设, event 赛事活动, system 制度机制, service 服务, support 鼓励支持
  any_kind  kind, task_kind
  progress  not_started 未开始, in_progress 进行中, done 已完成
  report    annual 年度监测, overall 总体评估
  state     met 已达标, met_late 逾期达标, missed 逾期未达, open 未定期限, on_track 符合进度, behind 落后,
            no_baseline 无基期值, no_data 无数据, no_units 未列镇街道, not_measurable 不可计量
]]

-- The tables are parts of their own.
local n = { notice = notice }
bylaw.part("fitness_plan/_departments.lua", n)
bylaw.part("fitness_plan/_targets.lua", n)
bylaw.part("fitness_plan/_tasks.lua", n)
local departments = notice:sheet("departments", "code name", n.departments)
notice:list("department", departments:codes "name")
local matrix = notice:sheet("matrix",
  "section title departments:department* renamed?:department printed?", n.matrix)
local targets = notice:sheet("targets", "id target en kind:kind value? unit? due? cite links?",
  n.targets)
local tasks = notice:sheet("tasks", "id section kind:task_kind text", n.tasks)
notice:list("target", targets:codes "target")
notice:list("task", tasks:codes "text")

-- A cite lies within a section, and within those around it.
local function within(cite, section)
  return section == nil or string.starts_with(cite, section)
end

-- 责任部门: the line of the section that a cite lies in.
local function line_of(cite)
  for _, line in ipairs(matrix) do
    if within(cite, line.section) then return line end
  end
end
local function line_of_task(row)
  return line_of(row.section) or error(row.id .. ": no line of the matrix has " .. row.section)
end

local named, per_unit = {}, {}
local function name_section(cite)
  if not notice:place(named, cite) then named[#named + 1] = cite end
end
local CHARACTER, ITEM = #"三", #"三(七)"
local function name_with_wholes(cite)
  name_section(string.sub(cite, 1, CHARACTER))
  if string.contains(cite, "(") then name_section(string.sub(cite, 1, ITEM)) end
  name_section(cite)
end
for _, line in ipairs(matrix) do name_with_wholes(line.section) end
for _, row in ipairs(targets) do
  name_with_wholes(row.cite)
  row.line = line_of(row.links or row.cite)
  row.departments = row.line and row.line.departments or {}
  if row.kind == "per_unit" then per_unit[#per_unit + 1] = { row.id } end
end
for _, row in ipairs(tasks) do
  name_with_wholes(row.section)
  row.line = line_of_task(row)
  row.departments = row.line.departments
end
local sections = {}
for i, section in ipairs(named) do sections[i] = { section } end
notice:list("section", sections)
notice:list("unit_target", per_unit)

local goals = notice:goals(targets)
local p = notice:parameters {
  { of = "plan", cite = "标题", { "starts_on", date "2021-01-01", label = "计划起始日" },
    { "ends_on", date "2025-12-31", label = "计划结束日" } },
  { "due.by_2025", date "2025-12-31", cite = "二", label = "到2025年" },
  { "due.before_2025", date "2024-12-31", cite = "三(一)2", label = "2025年前" },
  { "natural_village.min_population", 300, cite = "二", label = "自然村人口" },
  { "target.f19", type = "number", cite = "三(三)1", label = "单项体育协会" },
  { "target.f20", type = "number", cite = "二", label = "群众体质和健康水平" },
  goals.parameters,
}

local due_texts = { by_2025 = "到2025年", before_2025 = "2025年前" }
local function due_of(row) return due_texts[row.due] and p("due." .. row.due) end
local function last_day(year) return date(string.format("%04d-12-31", year)) end

n.p, n.goals, n.target_rows, n.task_rows, n.matrix_rows = p, goals, targets, tasks, matrix
n.department_rows, n.within, n.due_of, n.due_texts = departments, within, due_of, due_texts
bylaw.part("fitness_plan/_lists.lua", n)

local statements = notice:statements(notice:chronicle())
local UNITS, BASELINE, MEASURE, TASK = "units", "baseline", "measure", "task"

local function units_in_force()
  local told = statements:known(UNITS, "plan", "all")
  return told and told.units
end

notice:changes "set_units" {
  label = "镇街道、经开区名单", fields = "units* list of text unique", answers = "count",
  check = function(q)
    if #q.units == 0 then return "units", "name at least one" end
    for i, unit in ipairs(q.units) do
      if not notice:says(unit) or utf8.len(unit) > 50 then
        return string.format("units[%d]", i), "a name has 1 to 50 characters"
      end
    end
  end,
  act = function(q)
    statements:tell(q.at, UNITS, "plan", "all", { units = q.units })
    return { count = #q.units }, { { "三(一)2", "units", #q.units } }
  end,
}

-- What is in percent lies within 0 and 100.
local function check_value(q)
  if targets:of(q.id).unit == "percent" and q.value > 100 then
    return "value", "a share is at most 100"
  end
end

notice:changes "set_baseline" {
  label = "基期值", answers = "id value on",
  fields = "id* target\nvalue* number 0..1000000000\non* date\nreplace bool = false",
  check = check_value, given = function(q) return { row = targets:of(q.id) } end,
  rules = {
    { "starts_from_nothing", "-", "baseline_fixed", "only a level has a baseline of its own",
      function(_, s) return s.row.kind == "level", s.row.kind end },
    { "baseline", "-", "baseline_exists", "there is a baseline; say replace", function(q)
      return q.replace or not statements:known(BASELINE, q.id, "own")
    end, quiet = true } },
  act = function(q)
    statements:tell(q.at, BASELINE, q.id, "own", { value = q.value, on = q.on })
    return { id = q.id, value = q.value, on = q.on }, { { "-", "baseline", q.value } }
  end,
}

local function point_of(q) return (q.unit and q.unit .. " " or "") .. tostring(q.measured_on) end

notice:changes "record" {
  label = "记录", answers = "id unit value measured_on",
  fields = [[
    id*           target
    unit*         text 1..50 for id unit_target
    value*        number 0..1000000000
    measured_on*  date
    source        text
    correct       bool = false
  ]],
  check = check_value,
  given = function(q) return { row = targets:of(q.id), units = units_in_force() } end,
  rules = {
    { "not_measurable", "-", "not_measurable", "the target has no number to be measured by",
      function(_, s) return s.row.kind ~= "text", s.row.kind, nil, { cite = s.row.cite } end,
      quiet = true },
    { "units", "三(一)2", "no_units", "set the list of towns and streets first",
      function(_, s) return s.units ~= nil end, when = function(q) return q.unit ~= nil end },
    { "unit", "三(一)2", "unknown_unit", "the unit is not on the list",
      function(q, s) return notice:place(s.units, q.unit) ~= nil, q.unit end,
      when = function(q) return q.unit ~= nil end },
    { "within_plan", "标题", "outside_plan", "measured before the plan begins or after its end",
      function(q)
        return q.measured_on >= p "plan.starts_on" and q.measured_on <= p "plan.ends_on",
          q.measured_on, p "plan.ends_on"
      end },
    { "measured", "-", "future_date", "measured on a day that is still to come",
      function(q) return q.measured_on <= q.at:date(), q.measured_on end, quiet = true },
    { "first_time", "-", "already_recorded", "there is a value of that day; say correct",
      function(q)
        return q.correct or not statements:known(MEASURE, q.id, point_of(q)), q.measured_on
      end, quiet = true } },
  act = function(q, s)
    statements:tell(q.at, MEASURE, q.id, point_of(q), { value = q.value, on = q.measured_on,
      unit = q.unit, source = q.source })
    return { id = q.id, unit = q.unit, value = q.value, measured_on = q.measured_on },
      { { s.row.cite, "recorded", q.value } }
  end,
}

notice:changes "record_task" {
  label = "任务进展", fields = "task* task\nstate* progress\non* date\nnote text",
  answers = "task state on",
  act = function(q)
    statements:tell(q.at, TASK, "all", q.task, { state = q.state, on = q.on, note = q.note })
    return { task = q.task, state = q.state, on = q.on },
      { { tasks:of(q.task).section, "recorded", q.state } }
  end,
}

-- The values of a target from one day up to another, by their days.
local function values_of(row, from, up_to)
  local values = {}
  for _, told in ipairs(statements:all(MEASURE, row.id)) do
    if told.on <= up_to and (from == nil or told.on >= from) then values[#values + 1] = told end
  end
  return values
end

local function expect(x, base)
  if base and x.due and x.day <= x.due and x.measured_on > base.on then
    return notice:on_line(base.value, base.on, x.target, x.due, x.measured_on)
  end
end

local function base_of(row, year)
  if row.kind == "level" then return statements:known(BASELINE, row.id, "own") end
  return { value = ratio(0), on = year and last_day(year - 1) or p "plan.starts_on" - 1 }
end

-- What is known of a level, of a number since the start, and of that within a year.
local function known_of(row, day, year)
  local x = { kind = row.kind, day = day, target = goals:number(row), due = due_of(row) }
  if row.kind == "annual" then x.due = last_day(year) else year = nil end
  local values = values_of(row, year and last_day(year - 1) + 1,
    year and at_most(day, x.due) or day)
  for _, value in ipairs(values) do
    x.actual, x.measured_on = value.value, value.on
    x.holds = goals:holds(row, value.value, x.target)
    x.in_time = x.in_time or x.holds and (x.due == nil or value.on <= x.due)
  end
  if x.actual and not x.holds then x.expected = expect(x, base_of(row, year)) end
  return x
end

-- How each unit stood on a day by its latest value, and how many have what they should.
local function units_on(row, values, day, units)
  local last, list, count, any = {}, {}, 0, false
  for _, value in ipairs(values) do
    if value.on <= day then last[value.unit] = value.value end
  end
  for i, unit in ipairs(units) do
    local value = last[unit]
    local holds = value ~= nil and goals:holds(row, value, goals:number(row))
    list[i] = { unit = unit, met = holds, value = value }
    count, any = count + (holds and 1 or 0), any or value ~= nil
  end
  return list, any and ratio(count) or nil
end

-- What is known of a target of each unit: how many units have it, of those on the list.
local function known_of_units(row, day)
  local x, units = { kind = row.kind, day = day, due = due_of(row) }, units_in_force()
  if not units then return x end
  local values = values_of(row, nil, day)
  x.target, x.listed = ratio(#units), true
  x.units, x.actual = units_on(row, values, day, units)
  if not x.actual then return x end
  local _, in_time = units_on(row, values, at_most(day, x.due), units)
  x.measured_on, x.holds = day, x.actual >= x.target
  x.in_time = in_time ~= nil and in_time >= x.target
  if not x.holds then x.expected = expect(x, base_of(row)) end
  return x
end

local indicators
local function assess(row, day, year)
  local x
  if row.kind == "text" then
    x = { kind = "text", day = day, due = due_of(row) }
  elseif row.kind == "per_unit" then
    x = known_of_units(row, day)
  else
    x = known_of(row, day, year)
  end
  local item, reason = indicators:judge(row, x)
  item.measured_on, item.due, item.units = x.measured_on, x.due, x.units
  item.gap = x.actual and at_least(x.target - x.actual, ratio(0))
  return item, reason, x
end

local function assess_all(day, year, id)
  local items, reasons = {}, {}
  for _, row in ipairs(targets) do
    if id == nil or row.id == id then
      items[#items + 1], reasons[#reasons + 1] = assess(row, day, year)
    end
  end
  return items, reasons
end

indicators = notice:indicators {
  verdicts = {
    { "not_measurable", nil, function(x) return x.kind == "text" end },
    { "no_units", nil, function(x) return x.kind == "per_unit" and not x.listed end },
    { "no_data", "-", function(x) return x.actual == nil end },
    { "met", nil, function(x) return x.holds and x.in_time end },
    { "met_late", nil, function(x) return x.holds end },
    { "missed", nil, function(x) return x.due ~= nil and x.day > x.due end },
    { "open", nil, function(x) return x.due == nil end },
    { "no_baseline", "-", function(x) return x.expected == nil end },
    { "on_track", "四1", function(x) return x.actual >= x.expected end },
    { "behind", "四1", function() return true end },
  },
  standings = { met = "met met_late", on_track = "on_track open", behind = "behind missed",
    no_data = "no_data no_baseline no_units", not_judged = "not_measurable" },
  progress = function(q)
    local day = at_most(q.at:date(), p "plan.ends_on")
    local items, year = {}, at_least(day, p "plan.starts_on").year
    local function place_of(item) return notice:place(matrix, targets:of(item.id).line) or 0 end
    for i, row in ipairs(targets) do
      local item, _, x = assess(row, day, year)
      local group = row.line and row.line.section or row.cite
      items[i] = { id = row.id, name = row.target, group = group,
        departments = row.departments, state = item.state, actual = item.actual,
        target = item.target, expected = item.expected, unit = row.unit, due = item.due,
        share = goals:share(row, x), cite = row.cite }
    end
    table.sort(items, function(a, b) return place_of(a) < place_of(b) end)
    return items
  end,
}

local item_shape = "id state actual measured_on target expected? gap due units[unit met value]?"

notice:reads "assess" {
  label = "评估", fields = "id target\nyear count 2021..2025",
  answers = "items[" .. item_shape .. "]",
  check = function(q)
    if q.year and q.id and targets:of(q.id).kind ~= "annual" then
      return "year", "only what is due every year has a year"
    end
  end,
  act = function(q)
    local day = q.at:date()
    local items, reasons = assess_all(day, q.year or day.year, q.id)
    return { items = items }, reasons
  end,
}

-- The state of each task on a day, and how many are in each.
local function tasks_on(day)
  local states, counts = {}, { not_started = #tasks, in_progress = 0, done = 0 }
  for task, told in pairs(statements:as_of(TASK, "all", day)) do
    states[task] = told.state
    counts.not_started = counts.not_started - 1
    counts[told.state] = counts[told.state] + 1
  end
  return states, counts
end

local function of_department(code, items, states)
  local told = { department = code, behind = {}, missed = {}, open_tasks = 0 }
  for i, item in ipairs(items) do
    local list = told[item.state]
    if list and notice:place(targets[i].departments, code) then list[#list + 1] = item.id end
  end
  for _, task in ipairs(tasks) do
    if states[task.id] ~= "done" and notice:place(task.departments, code) then
      told.open_tasks = told.open_tasks + 1
    end
  end
  return told
end

notice:reads "report" {
  label = "监测报告", fields = "year* count 2021..2025\nkind* report",
  check = function(q)
    if q.kind == "overall" and q.year ~= p "plan.ends_on".year then
      return "year", "the overall evaluation is of the plan's last year"
    end
  end,
  answers = [[counts{met met_late missed open on_track behind no_baseline no_data no_units
    not_measurable} items[]] .. item_shape .. "] tasks{not_started in_progress done} "
    .. "by_department[department behind[] missed[] open_tasks]",
  act = function(q)
    local day = last_day(q.year)
    local items, reasons = assess_all(day, q.year)
    local states, counts = tasks_on(day)
    local by_department = {}
    for i, department in ipairs(departments) do
      by_department[i] = of_department(department.code, items, states)
    end
    table.insert(reasons, 1, { q.kind == "annual" and "四1" or "四6", "report", q.year })
    return { counts = indicators:counts(items), items = items, tasks = counts,
      by_department = by_department }, reasons
  end,
}

notice:labels [[
  -        id 编号, target 目标, en 英文名, op 比较, value 数值, unit 单位, units.unit 镇街道, due 到期, links 对应任务条款,
           numerator 数量, population 人口, needed 所需, shortfall 差额, section 条款,
           text 内容, sections 职责条款, order 次序, targets 目标, tasks 任务, due_text 期限表述,
           recurring 每年, undated 未定期限, units 镇街道、经开区, count 数目, on 日期, replace 替换,
           measured_on 测量日期, source 来源, correct 更正, task 任务, note 备注, actual 实际,
           expected 应达到, gap 差距, counts 各状态数, by_department 按部门, behind 落后, missed 逾期未达,
           met 达标, met_late 逾期达标, open 未定期限, on_track 符合进度, no_baseline 无基期值,
           no_data 无数据, no_units 未列镇街道, not_measurable 不可计量, not_started 未开始,
           in_progress 进行中, done 已完成, open_tasks 未完成任务, document 文号, title 标题,
           group 分组, share 完成比例, rate 比率, baseline 基期值, recorded 记录, within_plan 计划期内,
           measured 测量日期, first_time 首次记录, starts_from_nothing 从零起算, report 报告,
           attribute 属性
  天       days_left 剩余
  any_kind kind 类别
  progress state 状态
  state    items.state 状态
  department department 责任部门, departments 责任部门
]]
