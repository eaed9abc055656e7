-- SPDX-License-Identifier: MIT
-- What can be asked without a register: targets, rates, tasks, duties and due dates.
policy "../../policies/fitness_plan.lua"

local c = include "_fitness.lua"
local t = c.t

local function rate(id, numerator, population, expected, params)
  return { "rate", { id = id, numerator = numerator, population = population, params = params },
    expected }
end

case "exactly the rate is met, one thing too few is not, however the rate rounds" {
  rate("f04", 135, 1500000, { ok = true, id = "f04", value = 0.9, target = 0.9, met = true,
    needed = 135, shortfall = 0 }),
  rate("f04", 135, 1501234, { ok = true, id = "f04", value = 0.8993, target = 0.9, met = false,
    needed = 136, shortfall = 1 }),
  rate("f04", 136, 1501234, { value = 0.9059, met = true, needed = 136, shortfall = 0 }),
  rate("f04", 134999, 1500000001, bad "population"),
}

case "a share is of a hundred, instructors of a thousand, ground of each, to two decimals" {
  rate("f01", 45, 100, { value = 45, met = true, needed = 45 }),
  rate("f01", 44.9999, 100, { value = 44.9999, met = false, needed = 45, shortfall = 0.0001 }),
  rate("f01", 0, 7, { value = 0, needed = 4, shortfall = 4 }),
  rate("f05", 3, 1000, { value = 3, met = true, needed = 3 }),
  rate("f05", 3, 1001, { value = 2.997, met = false, needed = 4, shortfall = 1 }),
  rate("f06", 10.5, 7, { value = 1.5, met = false, needed = 22.4, shortfall = 11.9 }),
  rate("f06", 3.2, 1, { value = 3.2, met = true, needed = 3.2, shortfall = 0 }),
  rate("f06", 4, 1, { target = 3.333, needed = 3.34, met = true }, { ["target.f06"] = 3.333 }),
}

case "a rate needs people and a thing that is counted for them" {
  rate("f02", 1, 1, bad "id"), rate("f04", -1, 1, bad "numerator"),
  rate("f04", 1, 0, bad "population"), rate("f04", 1, 1.5, bad "population"),
  rate("f04", nil, 1, bad "numerator"), rate("f04", 1, nil, bad "population"),
  rate("f04", "1", 1, bad "numerator"),
}

local all = { "education_sports", "development_reform", "civil_affairs", "natural_resources",
  "housing", "urban_enforcement", "agriculture", "industry_it", "units" }

case "a target is told with every column and who answers for it" {
  { "targets", { id = "f04" }, { ok = true, items = { { id = "f04", target = "每万人拥有足球场地数量",
    en = "football pitches for each 10 000 people", kind = "level", op = ">=", value = 0.9,
    unit = "块/万人", due = "by_2025", cite = "二", links = "三(一)", departments = all } } } },
  { "targets", { id = "f01" }, { items = { { links = null, departments = {} } } } },
  { "targets", { id = "f11" }, { items = { { kind = "cumulative", value = 253, due = "before_2025",
    links = null, departments = all } } } },
  { "targets", { id = "f16" }, { items = { { due = null, value = 1 } } } },
  { "targets", { id = "f19" }, { items = { { kind = "text", op = null, value = "N" } } } },
  { "targets", { id = "f20" }, { items = { { value = null, unit = null } } } },
}

case "filters must all match" {
  { "targets", { kind = "text" }, { items = { { id = "f19" }, { id = "f20" }, { id = "f21" } } } },
  { "targets", { section = "三(一)" }, { items = { { id = "f07" }, {}, {}, {}, {}, {}, {},
    { id = "f14" } } } },
  { "targets", { section = "三(一)4" }, { items = { { id = "f13" }, { id = "f14" } } } },
  { "targets", { section = "二", department = "science" }, { items = { { id = "f20" } } } },
  { "targets", { department = "tax" }, { items = {} } },
  { "targets", { section = "五" }, bad "section" },
  { "targets", { department = "nobody" }, bad "department" },
  { "targets", { kind = "goal" }, bad "kind" },
  { "targets", { id = "f22" }, bad "id" },
}

case "another value of a target is its value for that call only" {
  { "targets", { id = "f11", params = { ["target.f11"] = 300 } }, { items = { { value = 300 } } } },
  { "targets", { id = "f11" }, { items = { { value = 253 } } } },
  { "targets", { params = { ["target.f22"] = 1 } }, bad "params.target.f22" },
}

case "tasks come by section, department and kind" {
  { "tasks", { section = "四2" }, { ok = true, items = {
    { id = "k75", section = "四2", kind = "support", text = "财政投入，重点项目",
      departments = { "development_reform", "finance", "education_sports", "tax", "units" } },
    { id = "k76" }, { id = "k77" }, { id = "k78" } } } },
  { "tasks", { kind = "plan" }, { items = { { id = "k01" }, { id = "k09" }, { id = "k52" },
    { id = "k59" } } } },
  { "tasks", { department = "media_centre" }, { items = { { id = "k48" }, { id = "k49" },
    { id = "k50" }, { id = "k51" } } } },
  { "tasks", { section = "三(七)", kind = "build" }, { items = { { id = "k66" },
    { id = "k69" } } } },
  { "tasks", { kind = "level" }, bad "kind" },
}

case "a department's duties come section by section, with its place in the line" {
  { "duties", { department = "tax" }, { ok = true, department = "tax", name = "区税务局",
    sections = { { section = "四2", order = 4, targets = {},
      tasks = { "k75", "k76", "k77", "k78" } } },
    reasons = { { cite = "四2", rule = "duty", value = 4 } } } },
  { "duties", { department = "science" }, { sections = { { section = "三(四)", order = 2,
    targets = { "f20" } } } } },
  { "duties", { department = "nobody" }, bad "department" },
  { "duties", {}, bad "department" },
}

case "a department that a section calls otherwise is told by that name too" {
  { "duties", { department = "development_reform" }, { name = "区发展和改革委员会", sections = {
    { section = "三(一)", order = 2, name = null, targets = { "f02", "f03", "f04", "f06", "f07",
      "f08", "f09", "f10", "f11", "f12", "f13", "f14", "f21" } },
    { section = "三(七)3", order = 3, name = "区发展和改革局" },
    { section = "三(七)4", order = 3, name = "区发展和改革局" },
    { section = "四1", order = 1, name = null }, { section = "四2", order = 1 },
    { section = "四6", order = 1, tasks = { "k87", "k88", "k89" } } } } },
}

case "due dates come in order, with the days that are left" {
  { "due", { ["until"] = "2024-12-31", at = t "2024-12-30" }, { ok = true, items = {
    { id = "f07", due = "2024-12-31", due_text = "2025年前", days_left = 1 }, { id = "f08" },
    { id = "f09" }, { id = "f10" }, { id = "f11" }, { id = "f12" } },
    recurring = { "f15" }, undated = { "f16", "f17", "f18", "f19" } } },
  { "due", { ["until"] = "2024-12-30", at = t "2024-12-30" }, { items = {} } },
  { "due", { ["until"] = "2024-12-31", at = t("2024-12-31", "23:59:59") },
    { items = { { days_left = 0 }, {}, {}, {}, {}, {} } } },
  { "due", { at = t "2026-01-01" }, { items = { { id = "f07", days_left = -366 }, {}, {}, {}, {},
    { id = "f12" }, { id = "f01", due_text = "到2025年", due = "2025-12-31", days_left = -1 },
    {}, {}, {}, {}, { id = "f06" }, { id = "f13" }, { id = "f14" }, { id = "f20" },
    { id = "f21" } } } },
  { "due", { ["until"] = "2025-13-01" }, bad "until" },
}

-- So many rows, whatever they hold.
local function rows(count)
  local list = {}
  for i = 1, count do list[i] = {} end
  return { items = list }
end

case "21 targets and 89 tasks, none is left out" {
  { "targets", {}, rows(21) }, { "tasks", {}, rows(89) },
  { "tasks", { department = "education_sports" }, rows(89) },
}
