-- SPDX-License-Identifier: MIT
-- What is recorded year by year, the refusals in their order, and the report.
policy "../../policies/five_year_plan.lua"

local c = include "_plan.lua"
local record, reference = c.record, c.reference
local before = { at = "2023-12-31T23:59:59+08:00" }

case "three targets take no records of their own" {
  record("t01", 2021, 7, {}, refused("shared_record", "第二章第四节")),
  record("t03", 2020, 7, {}, refused("shared_record", "第二章第四节")),
  record("t75", 2021, 7, {}, refused("shared_record", "第十一章第二节一")),
  record("t02", 2021, 7, {}, { ok = true }),
}

case "the base year is recorded where nothing is printed, and only for what has a path" {
  record("h19", 2020, 11.7, {}, refused("printed_value", "表1(19)")),
  record("h09", 2020, 2, {}, refused("printed_value", "表1(9)")),
  record("h06", 2020, 2, {}, refused("printed_value", "表1(6)")),
  record("h03", 2020, 2, {}, refused("base_year_only", "表1(3)")),
  record("t34", 2020, 100, {}, refused("base_year_only", "第六章第四节三")),
  record("m01", 2020, 1, {}, refused("base_year_only", "第三章第二节")),
  record("t04", 2020, 1, {}, refused("base_year_only", "第二章第五节")),
  record("h02", 2020, 60, {}, { ok = true, id = "h02", year = 2020, value = 60 }),
  record("t09", 2020, 60, {}, { ok = true }), record("t25", 2020, 60, {}, { ok = true }),
  record("t78", 2020, 0, {}, { ok = true }),
}

case "a year is recorded once it has begun, and once" {
  record("h19", 2024, 12, before, refused("future_year", "-")),
  record("h19", 2023, 12, before, { ok = true }),
  record("h19", 2023, 12, {}, refused("already_recorded", "-")),
  record("h19", 2023, 12.05, { correct = true }, { value = 12.05 }),
  record("h19", 2019, 12, {}, bad "year"), record("h19", 2026, 12, {}, bad "year"),
}

case "a refusal that comes first hides the later ones" {
  record("t01", 2024, 7, before, refused("shared_record", "第二章第四节")),
  record("h19", 2020, 12, { at = "2019-06-01T00:00:00+08:00" },
    refused("printed_value", "表1(19)")),
  record("h03", 2020, 12, { at = "2019-06-01T00:00:00+08:00" },
    refused("base_year_only", "表1(3)")),
  record("h02", 2020, 60, { at = "2019-06-01T00:00:00+08:00" }, refused("future_year", "-")),
  record("h19", 2024, 12),
  record("h19", 2024, 12.1, before, refused("future_year", "-")),
}

case "values have their ranges" {
  record("t09", 2022, 100.01, {}, bad "value"), record("t09", 2022, 100, {}, { ok = true }),
  record("m01", 2022, 0.5, {}, bad "value"), record("m01", 2022, 2, {}, bad "value"),
  record("m01", 2022, -1, {}, bad "value"), record("m01", 2022, 0, {}, { ok = true }),
  record("h19", 2022, -0.01, {}, bad "value"), record("h02", 2022, 101, {}, { ok = true }),
  record("h01", 2022, -3, {}, { ok = true }), record("h03", 2022, -3, {}, { ok = true }),
  record("h05", 2022, -3, {}, { ok = true }), record("h08", 2022, -3, {}, { ok = true }),
  record("h15", 2022, -3, {}, { ok = true }), record("h16", 2022, -3, {}, { ok = true }),
  record("t02", 2022, -3, {}, { ok = true }), record("h17", 2022, -3, {}, bad "value"),
  record("t01", 2022, -3, {}, bad "value"), record("t03", 2022, -3, {}, bad "value"),
  record("h22", 2022, 1, {}, bad "id"), record("h19", 2022, "12", {}, bad "value"),
  record("h19", 2022, nil, {}, bad "value"),
}

case "only what is judged beside another's value has a reference" {
  reference("h19", 2022, 12, {}, refused("no_reference_needed", "表1(19)")),
  reference("h08", 2022, 12, {}, refused("no_reference_needed", "表1(8)")),
  reference("m01", 2022, 1, {}, refused("no_reference_needed", "第三章第二节")),
  reference("h19", 2024, 12, before, refused("no_reference_needed", "表1(19)")),
  reference("h03", 2024, 12, before, refused("future_year", "-")),
  reference("h03", 2022, 12, {}, { ok = true, id = "h03", year = 2022, value = 12,
    kind = "city" }),
  reference("h03", 2022, 13, {}, refused("already_recorded", "-")),
  reference("h03", 2022, 13, { correct = true }, { value = 13 }),
  reference("t01", 2022, 6, {}, { kind = "city" }),
  reference("h21", 2022, 6, {}, { kind = "assigned" }),
  reference("h03", 2020, 6, {}, bad "year"),
  reference("m01", 2022, 5, {}, refused("no_reference_needed", "第三章第二节")),
  reference("t03", 2022, -1.5, {}, { ok = true }), reference("h05", 2022, -1.5, {}, { ok = true }),
  reference("h17", 2022, -0.1, {}, bad "value"), reference("h03", 2023, nil, {}, bad "value"),
}

case "a request that comes again gets its first answer" {
  record("h19", 2022, 12, { request_id = "a" }, { ok = true }),
  record("h19", 2022, 12, { request_id = "a" }, { ok = true }),
  reference("h19", 2022, 12, { request_id = "a" }, refused("request_id_reused", "-")),
}

local function project(id, stage, on, note, expected)
  return { "record_project", { id = id, stage = stage, on = on, note = note, at = c.late },
    expected }
end

case "a project's latest stage counts, and its history is kept" {
  project("c13-1", "started", "2021-03-01", "开工", { ok = true, id = "c13-1", stage = "started",
    on = "2021-03-01" }),
  project("c13-1", "completed", "2023-06-01"), project("c13-1", "building", "2022-01-01"),
  { "project_status", { id = "c13-1" }, { ok = true, items = { { id = "c13-1",
    stage = "completed", on = "2023-06-01", history = {
      { stage = "started", on = "2021-03-01", note = "开工" },
      { stage = "building", on = "2022-01-01", note = null },
      { stage = "completed", on = "2023-06-01" } } } } } },
  { "project_status", { id = "x01" }, { items = { { id = "x01", stage = null, on = null,
    history = {} } } } },
  { "project_status", { stage = "completed" }, c.ids("c13-1") },
  { "project_status", { column = 11 }, c.ids("c11-1", "c11-2") },
  { "project_status", { column = 2 }, refused("column_not_printed", "专栏3") },
  project("c2-1", "started", "2021-03-01", nil, bad "id"),
  project("c13-1", "begun", "2021-03-01", nil, bad "stage"),
  { "record_project", { id = "c13-1", stage = "started" }, bad "on" },
}

local function report(kind, year, expected)
  return { "report", { kind = kind, year = year }, expected }
end

case "the report counts states by set, and tells what is behind and what is not known" {
  record("h11", 2023, 6.31), record("h20", 2023, 17.4), record("t39", 2023, 399),
  project("x01", "building", "2023-12-31"), project("x02", "completed", "2024-01-01"),
  report("annual", 2023, { ok = true,
    counts = { headline_binding = { on_track = 1, no_data = 7, met = 0 },
      headline_expected = { behind = 1, no_target = 1, no_data = 11 },
      text = { missed = 1, not_judged = 4, no_data = 87 }, milestone = { no_data = 52 } },
    binding = { { id = "h10" }, { id = "h15" }, { id = "h16" }, { id = "h17" }, { id = "h18" },
      { id = "h19", alert = "binding_unknown" }, { id = "h20", state = "on_track", alert = null },
      { id = "h21" } },
    attention = { "h11", "t39" },
    projects = { reserve = 0, started = 0, building = 1, completed = 0, none = 143 },
    binding_passed = null }),
  report("midterm", 2024, { projects = { building = 1, completed = 1, none = 142 } }),
}

-- Every binding indicator at `value` in 2023, with its reference.
local function all_binding(value)
  local steps = {}
  for _, id in ipairs { "h10", "h15", "h16", "h17", "h18", "h21" } do
    steps[#steps + 1] = record(id, 2023, 10)
    steps[#steps + 1] = reference(id, 2023, 10)
  end
  steps[#steps + 1] = record("h19", 2023, 12.1)
  steps[#steps + 1] = record("h20", 2023, value)
  return steps
end

local passed, failed = all_binding(17.4), all_binding(17.3)
passed[#passed + 1] = report("annual", 2023, { binding_passed = true })
failed[#failed + 1] = report("annual", 2023, { binding_passed = false, attention = { "h20" } })
case "all binding indicators hold: passed" (passed)
case "one binding indicator is behind: not passed" (failed)

-- The ids of all that is judged and has a target, but for those that `known` tells.
local function unknown_but(known)
  local list = {}
  for _, set in ipairs { { "h", 21 }, { "t", 92 }, { "m", 52 } } do
    for i = 1, set[2] do
      local id = string.format("%s%02d", set[1], i)
      if not known[id] then list[#list + 1] = id end
    end
  end
  return list
end

case "what can't be told is listed: without a value, a line or a reference" {
  record("h02", 2023, 60), record("h04", 2023, 3), record("t39", 2023, 400),
  record("m22", 2023, 0),
  report("annual", 2023, { counts = { headline_expected = { no_baseline = 1, needs_reference = 1 },
      milestone = { open = 1, no_data = 51 } }, attention = {},
    unknown = unknown_but { h06 = true, t04 = true, t17 = true, t56 = true, t90 = true, t39 = true,
      m22 = true } }),
}

case "one is behind while others are not known: not passed" {
  record("h20", 2023, 17.3), report("annual", 2023, { binding_passed = false }),
}

case "the final evaluation is of the last year" {
  report("final", 2024, bad "year"), report("final", 2025, { ok = true }),
  report("annual", 2020, bad "year"), report("yearly", 2023, bad "kind"),
  { "report", { kind = "annual" }, bad "year" },
}
