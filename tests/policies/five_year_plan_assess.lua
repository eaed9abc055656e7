-- SPDX-License-Identifier: MIT
-- How an indicator stands in a year, by its judge: the rules in their order.
policy "../../policies/five_year_plan.lua"

local c = include "_plan.lua"
local record, reference, stands = c.record, c.reference, c.stands
local evaluation = "第十二章第五节"

case "a level a hair below the line is behind, on it on track" {
  record("h11", 2023, 6.31, { at = "2024-02-01T09:00:00+08:00" },
    { ok = true, id = "h11", year = 2023, value = 6.31 }),
  { "assess", { id = "h11", year = 2023 }, { ok = true, items = { { id = "h11", year = 2023,
    state = "behind", attribute = "expected", actual = 6.31, target = 7.5, expected = 6.312,
    alert = null, missing = null } },
    reasons = { { cite = evaluation, rule = "behind", value = 6.31, needed = 6.312 } } } },
  record("h11", 2023, 6.312, { correct = true }),
  stands("h11", 2023, "on_track", { actual = 6.31, expected = 6.312 }),
  record("h11", 2024, 7.5), stands("h11", 2024, "met", { expected = null }),
  record("h11", 2025, 7.499), stands("h11", 2025, "missed", { actual = 7.5, target = 7.5 }),
}

case "a ceiling that excludes itself" {
  record("h09", 2023, 3.5),
  stands("h09", 2023, "behind", { attribute = "expected", actual = 3.5, target = 3.5, alert = null,
    expected = null }),
  record("h09", 2024, 3.49), stands("h09", 2024, "on_track"),
  record("h09", 2025, 3.49), stands("h09", 2025, "met"),
}

case "a ceiling that includes itself, in its last year and before" {
  record("t67", 2024, 5), stands("t67", 2024, "on_track"),
  record("t67", 2025, 5.01), stands("t67", 2025, "missed"),
}

case "what waits for the task from above is not judged before that is known" {
  record("h17", 2023, 63.1),
  stands("h17", 2023, "needs_reference", { attribute = "binding", actual = 63.1, target = null,
    alert = "binding_unknown" }),
  reference("h17", 2023, 63.1, { source = "上级分解任务" },
    { ok = true, id = "h17", year = 2023, value = 63.1, kind = "assigned" }),
  stands("h17", 2023, "on_track", { actual = 63.1, target = 63.1, alert = null }),
  reference("h17", 2023, 63.11, { correct = true }),
  stands("h17", 2023, "behind", { alert = "binding_behind" }),
  stands("h17", 2022, "no_data", { alert = "binding_unknown", missing = { 2022 } }),
}

case "what may not be more than the task" {
  record("t61", 2025, 40), reference("t61", 2025, 40, {}, { kind = "assigned" }),
  stands("t61", 2025, "met"),
  record("t61", 2025, 40.01, { correct = true }), stands("t61", 2025, "missed", { alert = null }),
}

case "growth is compounded, not averaged" {
  record("h01", 2021, 8), record("h01", 2022, 4),
  stands("h01", 2023, "no_data", { missing = { 2023 }, actual = null, target = 6 }),
  record("h01", 2023, 6),
  stands("h01", 2023, "behind", { attribute = "expected", actual = 5.99, target = 6 }),
  record("h01", 2023, 6.03774929, { correct = true }),
  stands("h01", 2023, "on_track", { actual = 6, target = 6 }),
  record("h01", 2023, 6.03774928, { correct = true }),
  stands("h01", 2023, "behind", { actual = 6 }),
  stands("h01", 2021, "on_track", { actual = 8 }),
}

case "growth of exactly the target in every year is enough, in the last year met" {
  record("h01", 2021, 6), record("h01", 2022, 6), record("h01", 2023, 6), record("h01", 2024, 6),
  record("h01", 2025, 6), stands("h01", 2025, "met", { actual = 6 }),
  record("h01", 2025, 5.9999999, { correct = true }),
  stands("h01", 2025, "missed", { actual = 6 }),
}

case "growth may be a fall, to nothing at most" {
  record("h01", 2021, -100, {}, { ok = true }), stands("h01", 2021, "behind", { actual = -100 }),
  record("h01", 2021, -1.005, { correct = true }),
  stands("h01", 2021, "behind", { actual = -1.01 }),
  record("h01", 2021, -100.01, { correct = true }, bad "value"),
}

case "what is about so much may be less by the tolerance that the office sets" {
  record("t36", 2022, 14.7), stands("t36", 2022, "behind", { target = 15 }),
  record("h01", 2021, 5.88), stands("h01", 2021, "behind"),
  record("t28", 2025, 98), stands("t28", 2025, "missed"),
  own { ["about.tolerance_percent"] = 2 },
  stands("t36", 2022, "on_track", { actual = 14.7, target = 15 }),
  stands("h01", 2021, "on_track", { actual = 5.88, target = 6 }),
  stands("t28", 2025, "met"),
  record("t36", 2022, 14.69, { correct = true }), stands("t36", 2022, "behind"),
}

case "beyond 95 excludes 95" {
  record("t31", 2025, 95),
  stands("t31", 2025, "missed", { attribute = null, actual = 95, target = 95, alert = null }),
  record("t31", 2024, 95.01), stands("t31", 2024, "met"),
}

case "a binding indicator alerts" {
  record("h19", 2025, 12.09),
  { "assess", { id = "h19", year = 2025 }, { items = { { state = "missed", attribute = "binding",
    actual = 12.09, target = 12.1, alert = "binding_missed" } },
    reasons = { { cite = "表1(19)", rule = "missed" } } } },
  record("h19", 2022, 11.8), stands("h19", 2022, "behind", { expected = 11.854,
    alert = "binding_behind" }),
  stands("h19", 2023, "no_data", { alert = "binding_unknown" }),
}

case "without a value of 2020 there is no line, except for sums" {
  record("t76", 2023, 1.0, {}, { ok = true, value = 1 }),
  { "assess", { id = "t76", year = 2023 }, { items = { { state = "no_baseline", actual = 1,
    target = 1.2, alert = null, expected = null } },
    reasons = { { cite = evaluation, rule = "no_baseline" } } } },
  record("t76", 2020, 0.7), stands("t76", 2023, "on_track", { expected = 1 }),
  record("t25", 2022, 320), stands("t25", 2022, "on_track", { expected = 320 }),
  record("t25", 2023, 479.99), stands("t25", 2023, "behind", { expected = 480 }),
}

case "what is due in 2023 is judged in 2023, also when it is asked for later" {
  record("t09", 2020, 10), record("t09", 2022, 70),
  stands("t09", 2022, "on_track", { year = 2022, expected = 70 }),
  stands("t09", 2024, "no_data", { year = 2023, missing = { 2023 } }),
  record("t09", 2023, 99.99), stands("t09", 2025, "missed", { year = 2023 }),
  record("t09", 2023, 100, { correct = true }), stands("t09", 2025, "met", { year = 2023 }),
}

case "each year stands by itself" {
  record("t39", 2022, 399), stands("t39", 2022, "missed", { target = 400 }),
  record("t39", 2023, 400), stands("t39", 2023, "met"),
  record("t46", 2023, 0), stands("t46", 2023, "met"),
  record("t46", 2024, 1), stands("t46", 2024, "missed"),
}

case "an average is of all years so far" {
  record("t06", 2021, 59), stands("t06", 2021, "behind", { actual = 59, target = 60 }),
  stands("t06", 2023, "no_data", { missing = { 2022, 2023 } }),
  record("t06", 2022, 61), stands("t06", 2022, "on_track", { actual = 60 }),
  record("t06", 2023, 60), record("t06", 2024, 60), record("t06", 2025, 60),
  stands("t06", 2025, "met"),
  record("t06", 2025, 59, { correct = true }), stands("t06", 2025, "missed", { actual = 59.8 }),
}

case "the largest and the finest values are added exactly" {
  record("t06", 2021, 1000000000), record("t06", 2022, 0.123456789),
  stands("t06", 2022, "on_track", { actual = 500000000.06 }),
  record("t06", 2023, 1000000000.1, {}, bad "value"),
}

case "the lower number of a range suffices" {
  record("t78", 2025, 1), stands("t78", 2025, "met", { target = 1 }),
  record("t81", 2025, 0), stands("t81", 2025, "missed"),
}

case "what is to be kept holds or does not hold in the year" {
  record("h20", 2022, 17.4), stands("h20", 2022, "on_track", { alert = null }),
  record("h20", 2023, 17.39), stands("h20", 2023, "behind", { alert = "binding_behind" }),
  record("t34", 2025, 99.99), stands("t34", 2025, "missed"),
  record("t13", 2024, 300), stands("t13", 2024, "on_track"),
  record("t13", 2025, 301), stands("t13", 2025, "missed"),
}

case "keeping pace with the city is enough for one, not for the other" {
  record("h03", 2023, -2.5), reference("h03", 2023, -2.5, {}, { kind = "city" }),
  stands("h03", 2023, "on_track", { actual = -2.5, target = -2.5 }),
  record("t02", 2023, 7.3), reference("t02", 2023, 7.3, {}, { kind = "city" }),
  stands("t02", 2023, "behind"),
  reference("t02", 2023, 7.29, { correct = true }), stands("t02", 2023, "on_track"),
}

case "without the city's value nothing is told, below it is too little for either" {
  record("h10", 2025, 11), record("t02", 2025, 7),
  stands("h10", 2025, "needs_reference", { target = null, alert = "binding_unknown" }),
  stands("t02", 2025, "needs_reference", { target = null, alert = null }),
  reference("h10", 2025, 11), reference("t02", 2025, 7),
  stands("h10", 2025, "met", { alert = null }), stands("t02", 2025, "missed"),
  reference("h10", 2025, 11.001, { correct = true }),
  stands("h10", 2025, "missed", { actual = 11, target = 11, alert = "binding_missed" }),
}

case "three targets of the text are judged on the values of table 1" {
  record("h01", 2021, 6.5), reference("t01", 2021, 6.4), stands("t01", 2021, "on_track",
    { actual = 6.5, target = 6.4 }),
  record("h08", 2021, 7), reference("t03", 2021, 7), stands("t03", 2021, "behind"),
  stands("t75", 2021, "on_track", { actual = 7, target = 6.5 }),
  stands("h08", 2021, "on_track", { actual = 7, target = 6.5 }),
}

case "income keeps step with the economy over all years so far" {
  record("h01", 2021, 8), record("h08", 2021, 4), record("h08", 2022, 8),
  stands("h08", 2022, "no_data", { missing = { 2022 }, actual = null, target = null }),
  stands("h08", 2021, "behind", { actual = 4, target = 8 }),
  record("h01", 2022, 4), stands("h08", 2022, "on_track", { actual = 5.98, target = 5.98 }),
  record("h01", 2022, 4.01, { correct = true }), stands("h08", 2022, "behind"),
  stands("h08", 2025, "no_data", { missing = { 2023, 2024, 2025 } }),
}

case "a milestone is reached by its latest value" {
  stands("m22", 2023, "no_data", { missing = { 2021, 2022, 2023 }, actual = null }),
  record("m22", 2022, 0), stands("m22", 2024, "open", { actual = 0, target = 1 }),
  stands("m22", 2025, "missed"),
  record("m22", 2025, 1), stands("m22", 2025, "met"), stands("m22", 2024, "open"),
  stands("m22", 2021, "no_data", { missing = { 2021 } }),
}

case "a scale is not judged, and what has no target has none" {
  record("t04", 2023, 170),
  stands("t04", 2023, "not_judged", { actual = 170, target = 176, alert = null }),
  stands("t90", 2023, "not_judged", { actual = null }),
  stands("h06", 2023, "no_target", { actual = null, target = null }),
}

case "years are those of the plan, filters must all match" {
  { "assess", {}, bad "year" }, { "assess", { year = 2020 }, bad "year" },
  { "assess", { year = 2026 }, bad "year" }, { "assess", { year = 2023, id = "h22" }, bad "id" },
  { "assess", { year = 2023, set = "column" }, bad "set" },
  { "assess", { year = 2023, chapter = 13 }, bad "chapter" },
  { "assess", { year = 2023, chapter = 12 }, c.ids("t92", "m52") },
  { "assess", { year = 2023, chapter = 8 }, c.ids("t51", "t52", "t53", "t54") },
  { "assess", { year = 2023, set = "headline", attribute = "binding" },
    c.ids("h10", "h15", "h16", "h17", "h18", "h19", "h20", "h21") },
  { "assess", { year = 2023, set = "text", attribute = "binding" }, { items = {} } },
  { "assess", { year = 2023, chapter = 2, set = "text" },
    c.ids("t01", "t02", "t03", "t04", "t05") },
}

-- What `bylaw report` asks: one item of the 165 by its place.
local function progress(day, place, item)
  local items = {}
  for i = 1, 165 do items[i] = i == place and item or {} end
  return { "progress", { at = day .. "T00:00:00+08:00" }, { ok = true, items = items } }
end

case "the progress of a year is told once it is over, its share is whole only where it is reached" {
  record("h11", 2025, 7.499), record("h11", 2023, 3.75),
  progress("2024-12-30", 11, { id = "h11", group = "第二章", name = "每千人拥有职业医生数",
    state = "behind", standing = "behind", actual = 3.75, target = 7.5, expected = 6.312,
    share = 50, due = "2025-12-31", attribute = "expected", unit = "人", departments = {} }),
  progress("2025-12-31", 11, { state = "missed", standing = "behind", actual = 7.5, share = 99 }),
  progress("2021-06-01", 11, { state = "no_data", standing = "no_data", share = null }),
  record("t67", 2025, 10), progress("2030-01-01", 88, { id = "t67", share = 50 }),
  record("t04", 2025, 170),
  progress("2030-01-01", 25, { id = "t04", standing = "not_judged", share = null }),
}
