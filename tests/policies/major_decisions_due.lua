-- SPDX-License-Identifier: MIT
-- What is owed: items to complete within their year, adjustments to publish.
policy "../../policies/major_decisions.lua"

local c = include "_decisions.lua"
local t, due = c.t, c.due

local function owes(id, unit, from, more)
  return with({ duty = "complete_item", item = id, year = 2021, owner = { unit },
                  from = from or "2021-09-27", by = "2021-12-31", cite = "正文" }, more)
end

case "on the last day an item is open with no days left, the day after it is overdue" {
  due(t("2021-12-31", "20:00:00"), { unit = "housing_construction" }, { ok = true, items = {
    owes("linxi6_zhangwangzhuang", "housing_construction", "2021-12-03",
         { state = "open", days_left = 0 }) },
    reasons = { { cite = "正文", rule = "complete_item" } } }),
  due(t("2022-01-01", "08:00:00"), { unit = "ecology_branch" }, { items = {
    owes("blue_sky", "ecology_branch", nil, { state = "overdue", days_left = -1 }) } }),
}

case "everybody's items come by their ids, the removed ones not" {
  due(t "2021-12-10", {}, { items = {
    owes("blue_sky", "ecology_branch", nil, { days_left = 21 }),
    owes("construction_waste", "urban_enforcement"),
    owes("elevator_insurance", "market_regulation"),
    owes("linxi6_zhangwangzhuang", "housing_construction", "2021-12-03"),
    owes("one_window", "administrative_approval"),
    owes("safety_inspection", "emergency_management") } }),
  due(t "2021-12-02", {}, { items = { { item = "blue_sky" }, { item = "construction_waste" },
    { item = "elevator_insurance" }, { item = "one_window" }, { item = "safety_inspection" },
    { item = "sci_tech_reform" }, { item = "urban_renewal" } } }),
  due(t "2021-12-10", { unit = "science_technology" }, { items = {} }),
  due(t "2021-09-26", {}, { items = {} }),
}

case "what is completed is owed no more, from its moment on" {
  c.complete(t "2021-12-20", "blue_sky"),
  due(t("2021-12-20", "08:59:59"), { unit = "ecology_branch" },
      { items = { { item = "blue_sky" } } }),
  due(t "2021-12-20", { unit = "ecology_branch" }, { items = {} }),
}

local waits = { duty = "publish_adjustment", item = null, year = 2021, from = "2021-12-13",
                by = null, owner = { "district_office" }, state = "open", days_left = null,
                cite = "正文" }

case "an adjustment is to be published from its decision on, without a last day" {
  c.adjust(t "2021-12-13", { remove = { c.drop "blue_sky" }, add = { c.new "a" } }),
  c.adjust(t "2021-12-14", { add = { c.new "b" } }),
  due(t("2021-12-13", "08:59:59"), {},
      { items = { {}, {}, {}, {}, {}, { duty = "complete_item" } } }),
  due(t "2021-12-14", {}, { items = { { item = "blue_sky" }, {}, {}, {}, {}, {}, waits } }),
  due(t "2022-06-01", {}, { items = { {}, {}, {}, {}, {}, { state = "overdue" }, waits } }),
  due(t "2021-12-14", { unit = "ecology_branch" }, { items = { { item = "blue_sky" } } }),
  due(t "2021-12-14", { unit = "urban_enforcement" },
      { items = { { item = "construction_waste" } } }),
  c.publish(t "2021-12-15", "甲"),
  due(t "2021-12-15", {}, { items = { owes("a", "urban_enforcement", "2021-12-15"),
    owes("b", "urban_enforcement", "2021-12-15"), { item = "construction_waste" }, {}, {}, {},
    {} } }),
}

case "later years' duties come behind, by their last day" {
  c.adjust(t "2022-03-01", { year = 2022, add = { c.new "a" } }),
  c.publish(t "2022-03-02", "甲", nil, 2022),
  c.adjust(t "2022-03-03", { year = 2022, add = { c.new "b" } }),
  c.adjust(t "2022-03-03", { add = { c.new "d" } }),
  due(t "2022-03-03", {}, { items = { {}, {}, {}, {}, {}, { item = "safety_inspection" },
    { item = "a", year = 2022, from = "2022-03-02", by = "2022-12-31", days_left = 303 },
    { duty = "publish_adjustment", year = 2021 }, { duty = "publish_adjustment", year = 2022 } } }),
  due(t "2022-03-03", { year = 2022 }, { items = { { item = "a" }, { year = 2022, by = null } } }),
  due(t "2022-03-02", { year = 2022 }, { items = { { item = "a", state = "open" } } }),
  due(t "2022-03-03", { year = 2023 }, { items = {} }),
  due(t "2022-03-03", { year = 0 }, bad "year"),
}

case "a duty of an early year is overdue at once" {
  c.adjust(t "2022-03-01", { year = 2020, add = { c.new "a" } }),
  c.publish(t "2022-03-02", "甲", { version = 1 }, 2020),
  due(t "2022-03-02", { year = 2020 }, { items = { { item = "a", by = "2020-12-31",
    state = "overdue", days_left = -426 } } }),
}
