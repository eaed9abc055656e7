-- SPDX-License-Identifier: MIT
-- One item: its state and history, and what is recorded of its progress.
policy "../../policies/major_decisions.lua"

local c = include "_decisions.lua"
local t, item, complete, link = c.t, c.item, c.complete, c.link
local unknown = refused("item_unknown", "-", { field = "item" })
local not_listed, late = refused("not_listed", "正文"), refused("time_order", "-")
local completed = refused("already_completed", "-")

case "an item that was removed tells when and why" {
  item(t "2021-12-10", "urban_renewal", {
    ok = true, item = "urban_renewal", kind = "document", unit = "housing_construction",
    title = "《兰山区2021年度城市更新工作实施方案》", unit_name = "区住建局", year = 2021,
    state = "removed", doc = null, doc_stage = null, doc_standing = null, completed = null,
    history = {
      { event = "listed", on = "2021-09-27", version = 1, cite = "正文", reason = null },
      { event = "removed", on = "2021-12-03", version = 2, reason = "basis_not_issued",
        cite = "正文" } },
    reasons = { { cite = "正文", rule = "listed" }, { cite = "正文", rule = "removed" } } }),
}

case "until the day of the adjusted list it was listed, before the first list it was unknown" {
  item(t("2021-09-26", "23:59:59"), "urban_renewal", unknown),
  item(t("2021-09-27", "00:00:00"), "urban_renewal", { state = "listed", history = {
    { event = "listed", on = "2021-09-27", version = 1 } } }),
  item(t("2021-12-02", "23:59:59"), "urban_renewal", { state = "listed" }),
  item(t("2021-12-03", "00:00:00"), "urban_renewal", { state = "removed" }),
}

case "the item that was added is unknown before its day" {
  item(t("2021-12-02", "23:59:59"), "linxi6_zhangwangzhuang", unknown),
  item(t("2021-12-03", "00:00:00"), "linxi6_zhangwangzhuang", { state = "listed", history = {
    { event = "listed", on = "2021-12-03", version = 2, cite = "正文" } } }),
}

case "an item that nobody named is unknown" {
  item(t "2021-12-10", "parking_pilot", unknown),
  item(t "2021-12-10", "", bad "item"),
  { "item", { at = t "2021-12-10" }, bad "item" },
}

case "a proposed item is unknown before its decision and listed from its publication" {
  c.adjust(t "2021-12-13", { add = { c.new("parking_pilot", { reason = "群众急需" }) } }),
  c.publish(t "2021-12-15", "甲"),
  item(t("2021-12-13", "08:59:59"), "parking_pilot", unknown),
  item(t "2021-12-13", "parking_pilot", { state = "proposed", history = {}, year = 2021,
    title = "兰山区停车资源共享试点工作", kind = "work", unit = "urban_enforcement" }),
  item(t("2021-12-15", "08:59:59"), "parking_pilot", { state = "proposed" }),
  item(t "2021-12-15", "parking_pilot", { state = "listed", history = {
    { event = "listed", on = "2021-12-15", version = 3, reason = "群众急需" } } }),
}

case "a removal that waits leaves the item listed" {
  c.adjust(t "2021-12-13", { remove = { c.drop("blue_sky", "other", "市级方案调整") } }),
  item(t "2021-12-14", "blue_sky", { state = "listed", history = { { event = "listed" } } }),
  c.publish(t "2021-12-15", "甲"),
  item(t "2021-12-15", "blue_sky", { state = "removed", history = { { event = "listed" },
    { event = "removed", on = "2021-12-15", version = 3, reason = "other",
      detail = "市级方案调整" } } }),
}

case "a completed item has its day and its place in the history" {
  complete(t "2021-12-20", "elevator_insurance", { ok = true, item = "elevator_insurance",
    state = "completed", late = false,
    reasons = { { cite = "正文", rule = "listed" }, { cite = "正文", rule = "in_year" } } }),
  item(t("2021-12-20", "08:59:59"), "elevator_insurance", { state = "listed", completed = null }),
  item(t "2021-12-20", "elevator_insurance", { state = "completed", completed = "2021-12-20",
    history = { { event = "listed" }, { event = "completed", on = "2021-12-20", version = null,
                                        cite = "正文" } } }),
}

case "on the last day of the year it is in time, a day later late" {
  complete(t("2021-12-31", "23:59:59"), "elevator_insurance", { late = false }),
  complete(t("2022-01-01", "00:00:00"), "blue_sky", { state = "completed", late = true }),
}

case "what is completed is not completed again, nor linked" {
  complete(t "2021-12-20", "blue_sky"),
  complete(t "2021-12-21", "blue_sky", completed),
  link(t "2021-12-21", "blue_sky", "D1", completed),
}

case "progress is tested in order: time, the item, its state, its kind, the document" {
  c.adjust(t "2021-12-13", { add = { c.new "a" } }),
  complete(t("2021-12-02", "23:59:59"), "urban_renewal", late),
  complete(t "2021-12-14", "x", unknown),
  complete(t "2021-12-14", "urban_renewal", not_listed),
  complete(t "2021-12-14", "a", not_listed),
  link(t "2021-12-14", "a", "D1", not_listed),
  link(t "2021-12-14", "linxi6_zhangwangzhuang", "D1", refused("not_a_document", "-")),
  link(t "2021-12-14", "one_window", "D404", refused("doc_unknown", "-", { field = "doc" })),
}

case "progress is not earlier than the listing, nor than what was recorded of the item" {
  complete(t("2021-09-26", "23:59:59"), "blue_sky", late),
  complete(t("2021-12-02", "23:59:59"), "linxi6_zhangwangzhuang", late),
  complete(t("2021-12-03", "00:00:00"), "linxi6_zhangwangzhuang", { ok = true }),
  c.adjust(t "2021-12-13", { remove = { c.drop "one_window" }, add = { c.new "a" } }),
  complete(t("2021-12-13", "08:59:59"), "one_window", late),
  complete(t("2021-12-13", "08:59:59"), "a", late),
  complete(t("2021-12-13", "08:59:59"), "blue_sky", { ok = true }),
  complete(t("2021-09-27", "00:00:00"), "safety_inspection", { ok = true }),
}

case "an item completed while its removal waits stays completed when it is removed" {
  c.adjust(t "2021-12-13", { remove = { c.drop "blue_sky" } }),
  complete(t "2021-12-14", "blue_sky", { state = "completed" }),
  c.publish(t "2021-12-15", "甲", { removed = { "blue_sky" }, count = 5 }),
  item(t "2021-12-15", "blue_sky", { state = "completed", completed = "2021-12-14", history = {
    { event = "listed" }, { event = "completed" }, { event = "removed" } } }),
}

case "a link needs its document, completing takes none" {
  { "progress", { item = "one_window", event = "link", at = t "2021-12-14" }, bad "doc" },
  { "progress", { item = "one_window", event = "complete", doc = "D1", at = t "2021-12-14" },
    bad "doc" },
  { "progress", { item = "one_window", event = "start", at = t "2021-12-14" }, bad "event" },
  { "progress", { event = "complete", at = t "2021-12-14" }, bad "item" },
  link(t "2021-12-14", "one_window", string.rep("文", 65), bad "doc"),
}
