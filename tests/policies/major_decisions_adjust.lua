-- SPDX-License-Identifier: MIT
-- Deciding removals and additions: every refusal in the order of the tests, and what is decided.
policy "../../policies/major_decisions.lua"

local c = include "_decisions.lua"
local t, adjust, drop, new = c.t, c.adjust, c.drop, c.new
local at = t "2021-12-13"

local function unknown(field) return refused("item_unknown", "-", { field = field }) end
local function not_listed(field) return refused("not_listed", "正文", { field = field }) end
local function completed(field) return refused("already_completed", "正文", { field = field }) end
local function no_reason(field) return refused("reason_missing", "正文", { field = field }) end
local function taken(field) return refused("item_exists", "-", { field = field }) end
local function no_unit(field) return refused("unit_missing", "正文", { field = field }) end
local late, no_procedure = refused("time_order", "-"),
                           refused("procedure_missing", "正文", { field = "procedure" })

case "an adjustment of nothing is bad input, whatever else is wrong" {
  adjust(at, {}, bad "remove"),
  adjust(at, { remove = {}, add = {} }, bad "remove"),
  adjust(at, { remove = null, add = null, procedure = null }, bad "remove"),
  adjust(t "2021-12-01", { remove = {} }, bad "remove"),
}

case "what the fields can't hold is bad input" {
  adjust(at, { year = null, add = { new "a" } }, bad "year"),
  adjust(at, { year = 0, add = { new "a" } }, bad "year"),
  adjust(at, { remove = { drop("blue_sky", "unknown") } }, bad "remove[1].reason"),
  adjust(at, { remove = { drop "blue_sky", { reason = "other" } } }, bad "remove[2].item"),
  adjust(at, { add = { new("a", { title = null }) } }, bad "add[1].title"),
  adjust(at, { add = { new("a", { kind = "paper" }) } }, bad "add[1].kind"),
  adjust(at, { add = { new("a", { cite = "附件7" }) } }, bad "add[1].cite"),
}

case "an id has 1 to 64 characters of any script" {
  adjust(at, { add = { new "" } }, bad "add[1].item"),
  adjust(at, { add = { new(string.rep("a", 65)) } }, bad "add[1].item"),
  adjust(at, { add = { new(string.rep("项", 65)) } }, bad "add[1].item"),
  adjust(at, { add = { new(string.rep("项", 64)), new(string.rep("a", 64)) } }, { ok = true }),
  adjust(at, { add = { new("b", { unit = "" }) } }, bad "add[1].unit"),
}

case "the tests have an order: time, procedure, removals, additions" {
  c.complete(t "2021-12-12", "elevator_insurance"),
  adjust(t "2021-12-11", { procedure = null, remove = { drop "x" } }, late),
  adjust(at, { procedure = null, remove = { drop "x" } }, no_procedure),
  adjust(at, { remove = { drop "x" }, add = { new "blue_sky" } }, unknown "remove[1]"),
  adjust(at, { remove = { drop "urban_renewal" }, add = { new "blue_sky" } },
         not_listed "remove[1]"),
  adjust(at, { remove = { { item = "elevator_insurance" } }, add = { new "blue_sky" } },
         completed "remove[1]"),
  adjust(at, { remove = { { item = "one_window" } }, add = { new "blue_sky" } },
         no_reason "remove[1]"),
  adjust(at, { remove = { drop "one_window" }, add = { new("blue_sky", { unit = null }) } },
         taken "add[1]"),
  adjust(at, { remove = { drop "one_window" }, add = { new("a", { unit = null }) } },
         no_unit "add[1]"),
  adjust(at, { remove = { drop "one_window" }, add = { new "a" } },
         { pending = { remove = { "one_window" }, add = { "a" } } }),
}

case "of several removals each is tested by everything before the next" {
  adjust(at, { remove = { { item = "blue_sky" }, drop "x" } }, no_reason "remove[1]"),
  adjust(at, { remove = { drop "blue_sky", drop "x" } }, unknown "remove[2]"),
  adjust(at, { add = { new("a", { unit = null }), new "blue_sky" } }, no_unit "add[1]"),
  adjust(at, { add = { new "a", new("blue_sky", { unit = null }) } }, taken "add[2]"),
}

case "a refused adjustment decides nothing, also of what stood before the refusal" {
  adjust(at, { remove = { drop "blue_sky" }, add = { new "a", new "one_window" } }, taken "add[2]"),
  c.catalogue(at, { pending = { remove = {}, add = {} } }),
  c.item(at, "a", refused("item_unknown", "-")),
  adjust(at, { remove = { drop "blue_sky" }, add = { new "a" } }, { ok = true }),
}

case "without a procedure nothing is decided, blanks are none" {
  adjust(at, { remove = { drop "blue_sky" }, procedure = null }, no_procedure),
  adjust(at, { remove = { drop "blue_sky" }, procedure = "" }, no_procedure),
  adjust(at, { remove = { drop "blue_sky" }, procedure = " \t　\n" }, no_procedure),
  adjust(at, { add = { new "a" }, procedure = "　" }, no_procedure),
  adjust(at, { add = { new "a" }, procedure = "　纪要" }, { reasons = {
    { rule = "procedure", cite = "正文", value = "　纪要" },
    { rule = "additions", cite = "正文", value = 1 } } }),
}

case "an item that is gone, waits to go, was named before or is of another year is not listed" {
  adjust(at, { remove = { drop "sci_tech_reform" } }, not_listed "remove[1]"),
  adjust(at, { remove = { drop "blue_sky", drop "blue_sky" } }, not_listed "remove[2]"),
  adjust(at, { remove = { drop "blue_sky" }, add = { new "a" } }),
  adjust(at, { remove = { drop "blue_sky" } }, not_listed "remove[1]"),
  adjust(at, { remove = { drop "a" } }, not_listed "remove[1]"),
  adjust(at, { year = 2022, remove = { drop "one_window" } }, not_listed "remove[1]"),
  c.publish(t "2021-12-15", "甲"),
  adjust(t "2021-12-15", { remove = { drop "a" } }, { ok = true }),
}

case "an item that is first mentioned later is unknown" {
  adjust(t "2022-03-01", { year = 2022, add = { new "later" } }),
  adjust(t "2022-02-28", { remove = { drop "later" } }, unknown "remove[1]"),
  adjust(t "2022-03-01", { remove = { drop "later" } }, not_listed "remove[1]"),
}

case "a removal says its reason, another one than the listed with its words" {
  adjust(at, { remove = { { item = "blue_sky" } } }, no_reason "remove[1]"),
  adjust(at, { remove = { drop("blue_sky", "other") } }, no_reason "remove[1]"),
  adjust(at, { remove = { drop("blue_sky", "other", " ") } }, no_reason "remove[1]"),
  adjust(at, { remove = { drop("blue_sky", "other", "不再实施"), drop "one_window" } },
         { pending = { remove = { "blue_sky", "one_window" }, add = {} } }),
}

case "a completed item can't be removed (年内不能完成), a second before it could" {
  c.complete(t "2021-12-12", "elevator_insurance"),
  adjust(at, { remove = { drop "elevator_insurance" } }, completed "remove[1]"),
}

case "an id is used once, in whatever state and year" {
  adjust(at, { add = { new "a", new "a" } }, taken "add[2]"),
  adjust(at, { add = { new "urban_renewal" } }, taken "add[1]"),
  adjust(at, { add = { new "a" } }),
  adjust(at, { add = { new "a" } }, taken "add[1]"),
  adjust(t "2022-03-01", { year = 2022, add = { new "a" } }, taken "add[1]"),
  adjust(at, { remove = { drop "blue_sky" }, add = { new "blue_sky" } }, taken "add[1]"),
  adjust(t "2022-03-01", { year = 2022, add = { new "later" } }),
  adjust(t "2022-02-01", { add = { new "later" } }, taken "add[1]"),
}

case "an addition has its responsible unit, the name of the unit may be left out" {
  adjust(at, { add = { new("a", { unit = null }) } }, no_unit "add[1]"),
  adjust(at, { add = { new("a", { unit_name = null }) } }),
  c.item(at, "a", { state = "proposed", unit = "urban_enforcement", unit_name = null }),
}

case "an event before the last one of the year comes too late, at its moment it does not" {
  adjust(t("2021-12-02", "23:59:59"), { add = { new "a" } }, late),
  adjust(t("2021-12-03", "00:00:00"), { add = { new "a" } }, { ok = true }),
  adjust(t "2021-12-10", { add = { new "b" } }),
  adjust(t("2021-12-10", "08:59:59"), { add = { new "c" } }, late),
  adjust(t("2021-12-10"), { add = { new "c" } }, { ok = true }),
  c.complete(t "2021-12-11", "elevator_insurance"),
  adjust(t("2021-12-11", "08:59:59"), { add = { new "d" } }, late),
  adjust(t("2020-01-01"), { year = 2020, add = { new "e" } }, { ok = true }),
}

case "several adjustments wait together, in the order of their decisions" {
  adjust(at, { remove = { drop "blue_sky" }, add = { new "b" } }),
  adjust(t "2021-12-14", { remove = { drop "one_window" }, add = { new "a" } },
         { year = 2021, pending = { remove = { "blue_sky", "one_window" }, add = { "b", "a" } } }),
  c.catalogue(t "2021-12-13", { count = 6, pending = { remove = { "blue_sky" }, add = { "b" } } }),
}

case "a change after the year is taken and flagged, on its last day it is not" {
  adjust(t("2021-12-31", "23:59:59"), { add = { new "a" } }, { warnings = {} }),
  adjust(t("2022-01-01", "00:00:00"), { add = { new "b" } },
         { ok = true, warnings = { { code = "after_year_end", cite = "正文" } } }),
}

case "the last day of a year is the office's to set" {
  own { ["item.finish_month_day"] = "11-30" },
  adjust(t "2021-12-13", { add = { new "a" } }, { warnings = { { code = "after_year_end" } } }),
  c.due(t "2021-12-13", { unit = "ecology_branch" },
        { items = { { by = "2021-11-30", state = "overdue", days_left = -13 } } }),
}

case "the same request again changes nothing and has its first answer" {
  { "adjust", { request_id = "r1", year = 2021, add = { new "a" }, procedure = "甲", at = at },
    { pending = { add = { "a" } } } },
  { "adjust", { request_id = "r1", year = 2021, add = { new "a" }, procedure = "甲",
                at = t "2021-12-20" }, { pending = { add = { "a" } } } },
  { "adjust", { request_id = "r1", year = 2021, add = { new "b" }, procedure = "甲", at = at },
    refused("request_id_reused") },
}
