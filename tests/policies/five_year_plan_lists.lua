-- SPDX-License-Identifier: MIT
-- What the plan can be asked for as it is printed.
policy "../../policies/five_year_plan.lua"

local ids = include("_plan.lua").ids

case "an indicator is told with the cells of its row" {
  { "indicators", { attribute = "binding", id = "h20" }, { ok = true, items = { { id = "h20",
    name = "粮食综合生产能力", unit = "万吨", value_2020 = "17.4", target_2025 = "保持稳定",
    growth = "-", attribute = "binding", judge = "keep", cite = "表1(20)" } } } },
  { "indicators", { attribute = "binding" },
    ids("h10", "h15", "h16", "h17", "h18", "h19", "h20", "h21") },
  { "indicators", { attribute = "expected", id = "h20" }, { items = {} } },
  { "indicators", { id = "t01" }, bad "id" },
  { "indicators", { attribute = "x" }, bad "attribute" },
}

case "a target is told with every column" {
  { "targets", { id = "t09" }, { ok = true, items = { { id = "t09",
    target = "老城区物流搬迁升级全面完成", en = "old-town logistics moved out, completed",
    judge = "share", value = "= 100", unit = "percent", when = "2023", strength = "力争",
    cite = "第三章第二节一", base = null, due_year = 2023, due_printed = true } } } },
  { "targets", { id = "t28" }, { items = { { value = "about 100", strength = null,
    due_year = 2025, due_printed = false } } } },
  { "targets", { id = "t78" }, { items = { { value = "1-2" } } } },
  { "targets", { id = "t61" }, { items = { { value = "<= assigned", due_printed = true } } } },
  { "targets", { id = "t04" }, { items = { { value = "176", base = "第四章第一节: 约176" } } } },
  { "targets", { id = "m12" }, { items = { { id = "m12", milestone = "叫响中国木业生态科技城称号",
    judge = "milestone", when = "2025", verb = "力争", cite = "第五章第一节", due_year = 2025,
    due_printed = true } } } },
  { "targets", { id = "m22" }, { items = { { verb = "创建", due_printed = false } } } },
  { "targets", { id = "t28", params = { ["target.t28"] = 12.5 } },
    { items = { { value = "about 12.5" } } } },
}

case "targets are filtered by set, chapter, judge and year" {
  { "targets", { due_year = 2023 }, ids "t09" }, { "targets", { due_year = 2024 }, { items = {} } },
  { "targets", { judge = "average" }, ids("t06", "t07") },
  { "targets", { judge = "range" }, ids("t78", "t81") },
  { "targets", { judge = "scale" }, ids("t04", "t17", "t56", "t90") },
  { "targets", { judge = "growth" }, { items = {} } },
  { "targets", { chapter = 6, set = "milestone" }, ids("m29", "m30", "m31", "m32", "m33") },
  { "targets", { chapter = 6, judge = "share" }, ids("t26", "t27", "t29", "t30", "t32", "t33") },
  { "targets", { chapter = 11, judge = "share" },
    ids("t84", "t85", "t86", "t89", "t91") },
  { "targets", { id = "h01" }, bad "id" }, { "targets", { set = "headline" }, bad "set" },
  { "targets", { chapter = 0 }, bad "chapter" }, { "targets", { judge = "x" }, bad "judge" },
}

case "facts and places are told by their keys, the zone with its parks" {
  { "facts", { id = "b18" }, { ok = true, items = { { id = "b18",
    text = "空气质量综合指数改善 28.8 %", cite = "第一章第一节" } } } },
  { "facts", { id = "b26" }, bad "id" },
  { "layout", { key = "actions" }, { items = { { key = "actions",
    text = "西城崛起, 产业升级, 城市更新, 振兴乡村", cite = "第二章第五节" } } } },
  { "layout", { key = "zone" }, { items = { { key = "zone" }, { key = "zone.core" },
    { key = "zone.jinluo" }, { key = "zone.wood" }, { key = "zone.port" }, { key = "zone.lunan" },
    { key = "zone.meter" } } } },
  { "layout", { key = "zone.port" }, { items = { { cite = "专栏10" } } } },
  { "layout", { key = "harbour" }, bad "key" },
}

case "projects are filtered by column, group and name" {
  { "projects", { column = 11 }, { ok = true, items = {
    { id = "c11-1", column = 11, group = null, name = "兰山区粮食和应急物资储备库", cite = "专栏11" },
    { id = "c11-2" } } } },
  { "projects", { column = 3, group = "道路管网" }, ids "c3-1" },
  { "projects", { column = 10 }, { items = {} } },
  { "projects", { contains = "金锣", text_only = true }, ids("x41", "x50", "x62") },
  { "projects", { group = "固废" }, { items = { { id = "x23", column = null,
    cite = "第十章第二节三" } } } },
  { "projects", { column = 1, text_only = true }, { items = {} } },
  { "projects", { column = 2 }, refused("column_not_printed", "专栏3") },
  { "projects", { column = 14 }, bad "column" }, { "projects", { column = 0 }, bad "column" },
}

case "conflicts are told with both places and how they are read" {
  { "conflicts", {}, ids("R1", "R2", "R5", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9",
    "C10", "C11") },
}

case "five yearly evaluations, one in the middle and one at the end, without a year" {
  { "evaluations", {}, { ok = true, items = { { kind = "annual", year = 2021,
    cite = "第十二章第五节" }, { year = 2022 }, { year = 2023 }, { year = 2024 },
    { kind = "annual", year = 2025 }, { kind = "midterm", year = null },
    { kind = "final", year = null } } } },
}

-- So many rows, whatever they hold.
local function rows(count)
  local list = {}
  for i = 1, count do list[i] = {} end
  return { items = list }
end

case "all rows of all tables, none is left out" {
  { "indicators", {}, rows(21) }, { "targets", {}, rows(144) },
  { "targets", { set = "text" }, rows(92) }, { "targets", { set = "milestone" }, rows(52) },
  { "projects", {}, rows(144) }, { "projects", { text_only = true }, rows(65) },
  { "facts", {}, rows(25) }, { "layout", {}, rows(23) },
}
