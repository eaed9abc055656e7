-- SPDX-License-Identifier: MIT
-- An adjustment from its decision to its publication, and what becomes of some items, in order.
policy "../../policies/major_decisions.lua"

local c = include "_decisions.lua"
local t = c.t
local number = "临兰政办字〔2021〕60号"

case "refused adjustments, an adjustment published, items completed" {
  c.adjust(t("2021-12-10", "09:00:00"), { remove = { c.drop "blue_sky" }, procedure = null },
           refused("procedure_missing", "正文", { field = "procedure" })),
  c.adjust(t("2021-12-10", "09:01:00"), { remove = { c.drop("blue_sky", "other") } },
           refused("reason_missing", "正文")),
  c.adjust(t("2021-12-10", "09:02:00"), { remove = { c.drop "sci_tech_reform" } },
           refused("not_listed", "正文")),
  { "adjust", { year = 2021, at = t("2021-12-10", "09:03:00") }, refused("bad_input") },
  c.publish(t("2021-12-10", "09:04:00"), number, refused("nothing_pending", "正文")),

  c.adjust(t "2021-12-13", { add = { c.new "parking_pilot" }, remove = {
    c.drop("construction_waste", "other", "市级方案调整，年内不能完成") } },
    { year = 2021, pending = { remove = { "construction_waste" }, add = { "parking_pilot" } } }),
  c.item(t "2021-12-14", "parking_pilot", { item = "parking_pilot", state = "proposed",
                                            history = {} }),
  c.publish(t "2021-12-15", number, { year = 2021, version = 3, published = "2021-12-15",
    number = number, count = 6, removed = { "construction_waste" }, added = { "parking_pilot" } }),
  c.catalogue(t("2021-12-15", "10:00:00"), { version = 3, count = 6, items = {
    { seq = 1, item = "safety_inspection" }, { seq = 2, item = "elevator_insurance" },
    { seq = 3, item = "one_window" }, { seq = 4, item = "blue_sky" },
    { seq = 5, item = "linxi6_zhangwangzhuang" }, { seq = 6, item = "parking_pilot" } } }),

  c.complete(t "2021-12-20", "elevator_insurance", { item = "elevator_insurance",
                                                     state = "completed", late = false }),
  c.complete(t "2021-12-21", "elevator_insurance", refused "already_completed"),
  c.link(t("2021-12-21", "09:01:00"), "linxi6_zhangwangzhuang", "D1", refused "not_a_document"),
  c.link(t("2021-12-21", "09:02:00"), "one_window", "D404", refused "doc_unknown"),
  c.complete(t("2021-12-21", "09:03:00"), "sci_tech_reform", refused("not_listed", "正文")),
  c.adjust(t "2021-12-22", { remove = { c.drop("elevator_insurance", "other", "不再实施") } },
           refused("already_completed", "正文")),
}
