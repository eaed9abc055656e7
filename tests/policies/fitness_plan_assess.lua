-- SPDX-License-Identifier: MIT
-- How a target stands on a day: the rules in their order, the line, and what counts as measured.
policy "../../policies/fitness_plan.lua"

local c = include "_fitness.lua"
local t, record, baseline, units, stands = c.t, c.record, c.baseline, c.units, c.stands

case "a value a hair above the line is on track, its correction falls behind, the due date passes" {
  record("f11", 127, "2022-12-31", { at = t "2023-01-10" },
    { ok = true, id = "f11", unit = null, value = 127, measured_on = "2022-12-31" }),
  stands("f11", "2023-01-11", "on_track", { actual = 127, measured_on = "2022-12-31", target = 253,
    expected = 126.4134, gap = 126, due = "2024-12-31" }),
  record("f11", 126, "2022-12-31", { at = t "2023-01-12", correct = true },
    { ok = true, id = "f11", unit = null, value = 126, measured_on = "2022-12-31" }),
  stands("f11", "2023-01-13", "behind", { actual = 126, measured_on = "2022-12-31", target = 253,
    expected = 126.4134, gap = 127, due = "2024-12-31" }),
  { "assess", { id = "f11", at = t("2024-12-31", "23:59:59") },
    { items = { { state = "behind" } },
      reasons = { { cite = "四1", rule = "behind", value = 126, needed = 126.4134 } } } },
  { "assess", { id = "f11", at = t("2025-01-01", "00:00:00") },
    { items = { { id = "f11", state = "missed", actual = 126, measured_on = "2022-12-31",
      target = 253, expected = null, gap = 127, due = "2024-12-31" } },
      reasons = { { cite = "三(一)2", rule = "missed", value = 126, needed = 253 } } } },
}

case "a level without a baseline is neither on track nor behind" {
  record("f01", 44.9, "2023-06-30", { at = t "2023-07-05" }, { value = 44.9, unit = null }),
  { "assess", { id = "f01", at = t "2023-07-06" }, { items = { { state = "no_baseline",
    actual = 44.9, measured_on = "2023-06-30", target = 45, gap = 0.1, due = "2025-12-31",
    expected = null } }, reasons = { { cite = "-", rule = "no_baseline" } } } },
  stands("f01", "2026-01-01", "missed"),
}

case "a level follows the line from its own baseline" {
  baseline("f01", 41, "2021-12-31"),
  record("f01", 43, "2023-12-31"),
  stands("f01", "2023-12-31", "on_track", { expected = 42.9986 }),
  record("f01", 42.9986, "2023-12-31", { correct = true }),
  stands("f01", "2023-12-31", "behind", { actual = 42.9986, expected = 42.9986 }),
  record("f01", 42.9986, "2024-01-01"),
  stands("f01", "2024-01-01", "behind", { expected = 43.0014 }),
}

case "exactly the line is on track, what rounds to it is not" {
  baseline("f02", 0, "2025-12-29"),
  record("f02", 50, "2025-12-30"),
  stands("f02", "2025-12-30", "on_track", { actual = 50, expected = 50, gap = 50 }),
  record("f02", 49.99999, "2025-12-30", { correct = true }),
  stands("f02", "2025-12-30", "behind", { actual = 49.99999, expected = 50 }),
}

case "what was measured on the baseline's day or before has no line" {
  baseline("f04", 0.5, "2022-06-30"),
  record("f04", 0.6, "2022-06-30"),
  stands("f04", "2022-07-01", "no_baseline"),
  record("f04", 0.6, "2022-07-01"),
  stands("f04", "2022-07-01", "on_track"),
}

case "a level that is reached counts without any baseline" {
  record("f06", 3.2, "2023-12-31"),
  { "assess", { id = "f06", at = t "2023-12-31" }, { items = { { state = "met", actual = 3.2,
    target = 3.2, gap = 0, expected = null } }, reasons = { { cite = "二", rule = "met" } } } },
  record("f06", 3.19999, "2024-12-31"),
  stands("f06", "2024-12-31", "no_baseline"),
}

case "in time means on the due date at the latest" {
  record("f12", 114, "2024-12-31"),
  stands("f12", "2025-06-01", "met", { gap = 0 }),
  record("f12", 113, "2025-02-01"),
  stands("f12", "2025-06-01", "missed", { gap = 1 }),
  record("f12", 115, "2025-03-01"),
  stands("f12", "2025-06-01", "met"),
}

case "reached a day late is late" {
  record("f12", 114, "2025-01-01"),
  { "assess", { id = "f12", at = t "2025-01-01" }, { items = { { state = "met_late" } },
    reasons = { { cite = "三(一)2", rule = "met_late", value = 114, needed = 114 } } } },
}

case "what is measured later than the day asked about does not count yet" {
  record("f13", 1, "2023-05-02"),
  { "assess", { id = "f13", at = t "2023-05-01" }, { items = { { state = "no_data", actual = null,
    measured_on = null, target = 1, gap = null, due = "2025-12-31" } },
    reasons = { { cite = "-", rule = "no_data" } } } },
  stands("f13", "2023-05-02", "met"),
}

case "the latest measurement counts, in whatever order they come" {
  record("f11", 60, "2022-06-30", { at = t "2023-01-10" }),
  record("f11", 50, "2022-03-31", { at = t "2023-01-11" }),
  stands("f11", "2023-01-12", "behind", { actual = 60, measured_on = "2022-06-30" }),
}

case "the correction that came last counts, whatever moment it carries" {
  record("f11", 60, "2022-06-30", { at = t "2023-01-10" }),
  record("f11", 95, "2022-06-30", { at = t "2022-07-01", correct = true }),
  stands("f11", "2023-01-12", "on_track", { actual = 95, expected = 94.5503 }),
}

case "what has no due date is open until it is there, and never late" {
  stands("f16", "2023-01-01", "no_data", { due = null }),
  record("f16", 0, "2022-12-31"),
  { "assess", { id = "f16", at = t "2030-01-01" }, { items = { { state = "open", gap = 1,
    due = null, expected = null } }, reasons = { { cite = "三(三)1", rule = "open" } } } },
  record("f16", 1, "2025-12-31"),
  stands("f16", "2030-01-01", "met"),
}

case "a text has nothing to be measured by" {
  { "assess", { id = "f20", at = t "2023-01-01" }, { items = { { id = "f20",
    state = "not_measurable", actual = null, measured_on = null, target = null, gap = null,
    due = "2025-12-31" } }, reasons = { { cite = "二", rule = "not_measurable" } } } },
  stands("f19", "2023-01-01", "not_measurable", { due = null }),
}

case "each calendar year stands by itself" {
  record("f15", 100, "2022-12-31"),
  record("f15", 49, "2023-06-30"),
  stands("f15", "2023-06-30", "behind", { actual = 49, target = 100, expected = 49.589,
    due = "2023-12-31", gap = 51 }),
  stands("f15", "2023-06-30", "met", { actual = 100, due = "2022-12-31" }, { year = 2022 }),
  stands("f15", "2023-06-30", "no_data", { due = "2024-12-31" }, { year = 2024 }),
  stands("f15", "2024-01-01", "no_data", { due = "2024-12-31" }),
  stands("f15", "2024-01-01", "missed", { actual = 49, due = "2023-12-31" }, { year = 2023 }),
  record("f15", 50, "2023-06-30", { correct = true }),
  stands("f15", "2023-06-30", "on_track", { actual = 50 }),
}

case "the year is only for what is due every year, and one of the plan" {
  { "assess", { id = "f11", year = 2022 }, bad "year" },
  { "assess", { year = 2020 }, bad "year" },
  { "assess", { year = 2026 }, bad "year" },
  { "assess", { id = "f22" }, bad "id" },
}

local towns = { "半程镇", "义堂镇", "经开区" }
local function at_town(unit, value, on, more) return record("f07", value, on,
  with({ unit = unit }, more)) end

case "without a list of units nothing can be said of each of them" {
  { "assess", { id = "f07", at = t "2023-01-01" }, { items = { { state = "no_units", actual = null,
    target = null, gap = null, units = null } },
    reasons = { { cite = "三(一)2", rule = "no_units" } } } },
}

case "a unit counts by its latest value, and units are counted on the day asked about" {
  units(towns, {}, { ok = true, count = 3 }),
  stands("f07", "2022-02-01", "no_data", { actual = null, target = 3, units = {
    { unit = "半程镇", met = false, value = null }, {}, {} } }),
  at_town("半程镇", 1, "2022-03-01"), at_town("义堂镇", 1, "2022-03-01"),
  at_town("义堂镇", 0, "2022-04-01"),
  stands("f07", "2022-04-01", "on_track", { actual = 1, measured_on = "2022-04-01", target = 3,
    expected = 0.9363, gap = 2, due = "2024-12-31", units = {
      { unit = "半程镇", met = true, value = 1 }, { unit = "义堂镇", met = false, value = 0 },
      { unit = "经开区", met = false, value = null } } }),
  stands("f07", "2022-05-31", "behind", { actual = 1, measured_on = "2022-05-31" }),
  stands("f07", "2022-03-15", "on_track", { actual = 2, gap = 1 }),
}

case "all units by the due date is in time, a day later is late" {
  units { "半程镇", "义堂镇" },
  at_town("半程镇", 1, "2024-12-31"), at_town("义堂镇", 2, "2024-12-31"),
  stands("f07", "2025-03-01", "met", { actual = 2, gap = 0 }),
  at_town("义堂镇", 0, "2025-03-02"),
  stands("f07", "2025-03-02", "missed", { actual = 1, gap = 1 }),
  at_town("义堂镇", 1, "2025-03-03"),
  stands("f07", "2025-03-03", "met"),
}

case "the last unit came after the due date" {
  units { "半程镇", "义堂镇" },
  at_town("半程镇", 1, "2024-12-31"), at_town("义堂镇", 1, "2025-01-01"),
  stands("f07", "2024-12-31", "behind", { actual = 1 }),
  stands("f07", "2025-01-01", "met_late", { actual = 2 }),
}

case "only units of the list in force count" {
  units(towns), at_town("半程镇", 1, "2022-03-01"),
  units({ "义堂镇" }, { at = t "2022-04-01" }, { count = 1 }),
  stands("f07", "2022-04-02", "no_data", { target = 1 }),
  at_town("义堂镇", 1, "2022-04-03"),
  stands("f07", "2022-04-03", "met", { actual = 1, units = { { unit = "义堂镇" } } }),
}

case "all targets come in their order" {
  { "assess", { at = t "2023-01-01" }, { items = { { id = "f01" }, { id = "f02" }, { id = "f03" },
    { id = "f04" }, { id = "f05" }, { id = "f06" }, { id = "f07" }, { id = "f08" }, { id = "f09" },
    { id = "f10" }, { id = "f11" }, { id = "f12" }, { id = "f13" }, { id = "f14" }, { id = "f15" },
    { id = "f16" }, { id = "f17" }, { id = "f18" }, { id = "f19" }, { id = "f20" },
    { id = "f21" } } } },
}

case "an office's milder view of what is due before 2025 moves the line" {
  own { ["due.before_2025"] = "2025-12-31" },
  record("f11", 127, "2022-12-31"),
  stands("f11", "2025-06-01", "on_track", { expected = 101.1446, due = "2025-12-31" }),
}
