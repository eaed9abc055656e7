-- SPDX-License-Identifier: MIT
-- What is recorded: units, baselines, values and tasks, and each refusal in its order.
policy "../../policies/fitness_plan.lua"

local c = include "_fitness.lua"
local t, record, baseline, units = c.t, c.record, c.baseline, c.units

case "a list of units is of different names, and not empty" {
  units({ "半程镇", "半程镇" }, {}, bad "units[2]"),
  units(empty, {}, bad "units"),
  units({ "半程镇", " " }, {}, bad "units[2]"),
  { "set_units", {}, bad "units" },
  units({ "半程镇" }, {}, { ok = true, count = 1 }),
}

case "only a level has a baseline, once, unless it is replaced" {
  baseline("f01", 40, "2021-12-31", {}, { ok = true, id = "f01", value = 40, on = "2021-12-31" }),
  baseline("f01", 41, "2021-12-31", {}, refused("baseline_exists", "-")),
  baseline("f01", 41, "2021-06-30", { replace = true }, { value = 41, on = "2021-06-30" }),
  baseline("f11", 1, "2021-12-31", {}, refused("baseline_fixed", "-")),
  baseline("f07", 1, "2021-12-31", {}, refused("baseline_fixed", "-")),
  baseline("f15", 1, "2021-12-31", { replace = true }, refused("baseline_fixed", "-")),
  baseline("f20", 1, "2021-12-31", {}, refused("baseline_fixed", "-")),
  baseline("f01", 100.1, "2021-12-31", {}, bad "value"),
  baseline("f01", -1, "2021-12-31", {}, bad "value"),
  baseline("f01", 40, "2021-13-31", {}, bad "on"),
}

case "a text is not measured" {
  record("f20", 1, "2023-01-01", {}, refused("not_measurable", "二")),
  record("f19", 1, "2023-01-01", {}, refused("not_measurable", "三(三)1")),
  record("f19", 1, "2019-01-01", {}, refused("not_measurable", "三(三)1")),
}

case "a unit is told of what each of them needs, and of nothing else" {
  record("f07", 1, "2023-01-01", {}, bad "unit"),
  record("f11", 1, "2023-01-01", { unit = "半程镇" }, bad "unit"),
  record("f07", 1, "2023-01-01", { unit = "半程镇" }, refused("no_units", "三(一)2")),
  record("f14", 1, "2019-01-01", { unit = "半程镇" }, refused("no_units", "三(一)2")),
  units { "半程镇" },
  record("f14", 1, "2019-01-01", { unit = "义堂镇" }, refused("unknown_unit", "三(一)2")),
  record("f14", 1, "2019-01-01", { unit = "半程镇" }, refused("outside_plan", "标题")),
  record("f14", 1, "2023-01-01", { unit = "半程镇" },
    { ok = true, id = "f14", unit = "半程镇", value = 1, measured_on = "2023-01-01" }),
}

case "a measurement lies within the plan and not after today" {
  record("f11", 1, "2020-12-31", {}, refused("outside_plan", "标题")),
  record("f11", 1, "2021-01-01", {}, { ok = true }),
  record("f11", 1, "2025-12-31", {}, { ok = true }),
  record("f11", 1, "2026-01-01", { at = t "2025-06-01" }, refused("outside_plan", "标题")),
  record("f06", 2.9, "2023-07-06", { at = t("2023-07-05", "23:59:59") },
    refused("future_date", "-")),
  record("f06", 2.9, "2023-07-05", { at = t("2023-07-05", "00:00:00") }, { ok = true }),
}

case "a day has one value, unless it is corrected" {
  record("f11", 1, "2023-01-01"),
  record("f11", 2, "2023-01-01", {}, refused("already_recorded", "-")),
  record("f11", 2, "2023-01-01", { correct = false }, refused("already_recorded", "-")),
  record("f11", 2, "2023-01-01", { correct = true }, { value = 2 }),
  record("f12", 1, "2023-01-01", { correct = true }, { value = 1 }),
  units { "半程镇", "义堂镇" },
  record("f07", 1, "2023-01-01", { unit = "半程镇" }),
  record("f08", 1, "2023-01-01", { unit = "半程镇" }, { ok = true }),
  record("f07", 1, "2023-01-01", { unit = "义堂镇" }, { ok = true }),
  record("f07", 1, "2023-01-01", { unit = "半程镇" }, refused("already_recorded", "-")),
}

case "values have their ranges" {
  record("f01", 100, "2023-01-01", {}, { ok = true }),
  record("f01", 100.01, "2023-01-02", {}, bad "value"),
  record("f02", -0.01, "2023-01-02", {}, bad "value"),
  record("f11", 1000, "2023-01-01", {}, { ok = true }),
  record("f11", 1000000000, "2023-01-04", {}, { ok = true }),
  record("f11", 1000000001, "2023-01-05", {}, bad "value"),
  record("f11", "127", "2023-01-02", {}, bad "value"),
  { "record", { id = "f11", value = 1 }, bad "measured_on" },
  { "record", { id = "f11", measured_on = "2023-01-01" }, bad "value" },
  { "record", { value = 1, measured_on = "2023-01-01" }, bad "id" },
  record("f11", 1, "2023-01-03", { note = "x" }, bad "note"),
}

case "a request that comes again gets its first answer, another one its refusal" {
  record("f11", 1, "2023-01-01", { request_id = "a" }, { ok = true }),
  record("f11", 1, "2023-01-01", { request_id = "a", at = t "2023-02-01" }, { ok = true }),
  record("f11", 2, "2023-01-01", { request_id = "a" }, refused("request_id_reused", "-")),
  units({ "半程镇" }, { request_id = "a" }, refused("request_id_reused", "-")),
}

local function task(id, state, on, more, expected)
  return { "record_task", with({ task = id, state = state, on = on, at = t(on) }, more), expected }
end

case "a task is told with its state and day" {
  task("k01", "in_progress", "2022-05-01", { note = "起草" },
    { ok = true, task = "k01", state = "in_progress", on = "2022-05-01" }),
  task("k90", "done", "2022-05-01", {}, bad "task"),
  task("k01", "finished", "2022-05-01", {}, bad "state"),
  { "record_task", { task = "k01", state = "done" }, bad "on" },
}

local function report(year, kind, expected)
  return { "report", { year = year, kind = kind, at = t "2026-02-01" }, expected }
end

case "the yearly report counts states, tasks, and what each department owes" {
  units { "半程镇" },
  record("f11", 1, "2022-12-31"), record("f15", 100, "2022-12-01"),
  record("f16", 1, "2022-12-01"), record("f12", 113, "2024-12-31"),
  task("k75", "done", "2022-12-31"), task("k75", "in_progress", "2022-06-30"),
  task("k76", "done", "2023-01-01"), task("k77", "in_progress", "2022-01-01"),
  report(2022, "annual", { ok = true,
    counts = { met = 2, met_late = 0, missed = 0, open = 0, on_track = 0, behind = 1,
      no_baseline = 0, no_data = 15, no_units = 0, not_measurable = 3 },
    tasks = { not_started = 87, in_progress = 1, done = 1 } }),
  report(2025, "overall", { counts = { met = 1, missed = 2 }, tasks = { done = 2 } }),
}

-- What is expected of one department; `place` is its place in the list of all 32.
local function of_department(place, told)
  local list = {}
  for i = 1, 32 do list[i] = i == place and told or {} end
  return { by_department = list }
end

case "a department answers for what its sections want, a target of no section is nobody's" {
  baseline("f01", 40, "2021-12-31"), baseline("f05", 0, "2021-12-31"),
  record("f01", 40, "2022-12-31"), record("f05", 0, "2022-12-31"),
  record("f11", 1, "2022-12-31"), record("f15", 99, "2022-12-31"),
  task("k75", "done", "2022-12-31"), task("k01", "in_progress", "2022-12-31"),
  report(2022, "annual", of_department(1, { department = "education_sports",
    behind = { "f05", "f11", "f15" }, missed = {}, open_tasks = 88 })),
  report(2025, "annual", of_department(1, { behind = { "f05" }, missed = { "f11" } })),
  report(2022, "annual", of_department(2, { department = "development_reform",
    behind = { "f11" }, missed = {}, open_tasks = 28 })),
  report(2022, "annual", of_department(32, { department = "units",
    behind = { "f05", "f11", "f15" }, open_tasks = 88 })),
}

case "the overall evaluation is of the last year, a report of one of the plan's" {
  report(2024, "overall", bad "year"),
  report(2020, "annual", bad "year"),
  report(2026, "annual", bad "year"),
  report(2022, "final", bad "kind"),
  { "report", { year = 2022 }, bad "kind" },
}
