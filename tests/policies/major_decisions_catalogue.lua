-- SPDX-License-Identifier: MIT
-- The catalogue on a day: what the notice itself says, and what changed since another day.
policy "../../policies/major_decisions.lua"

local c = include "_decisions.lua"
local t, catalogue, items = c.t, c.catalogue, c.items
local none = { remove = {}, add = {} }

case "the adjusted list has six items, each with its row of the annex" {
  catalogue(t("2021-12-03", "10:00:00"), {
    ok = true, year = 2021, version = 2, number = "临兰政办字〔2021〕58号", published = "2021-12-03",
    count = 6, pending = none, changes = null, items = {
      { seq = 1, item = "safety_inspection", kind = "document", unit = "emergency_management",
        unit_name = "区应急管理局", title = "《全区安全生产隐患大排查大整治行动工作方案》", cite = "附件1" },
      { seq = 2, item = "elevator_insurance", kind = "work", unit = "market_regulation",
        unit_name = "区市场监管局", title = "兰山区住宅电梯“保险+服务”试点工作", cite = "附件2" },
      { seq = 3, item = "one_window", kind = "document", unit = "administrative_approval",
        unit_name = "区行政审批服务局", cite = "附件3",
        title = "《兰山区关于推进基层便民服务“一窗受理·一次办好”服务模式的实施方案》" },
      { seq = 4, item = "construction_waste", kind = "document", unit = "urban_enforcement",
        unit_name = "区综合行政执法局", title = "《兰山区全面加强建筑垃圾管理工作实施方案》",
        cite = "附件4" },
      { seq = 5, item = "blue_sky", kind = "document", unit = "ecology_branch",
        unit_name = "兰山生态环境分局", title = "《兰山区2021年“保护蓝天”行动工作实施方案》",
        cite = "附件5" },
      { seq = 6, item = "linxi6_zhangwangzhuang", kind = "work", unit = "housing_construction",
        unit_name = "区住建局", title = "临西六路打通及张王庄旧居改造项目", cite = "附件6" } },
    reasons = { { rule = "version", cite = "正文", value = 2 },
      { rule = "count", cite = "正文", value = 6, needed = 6 }, { cite = "附件1" },
      { cite = "附件2" }, { cite = "附件3" }, { cite = "附件4" }, { cite = "附件5" },
      { cite = "附件6" } } }),
}

case "a second before the adjusted list's day there are the seven of the first, in no known order" {
  catalogue(t("2021-12-02", "23:59:59"), {
    ok = true, year = 2021, version = 1, number = null, published = "2021-09-27", count = 7,
    pending = none, items = {
      { seq = null, item = "safety_inspection", cite = "正文" },
      { seq = null, item = "elevator_insurance", cite = "正文" },
      { seq = null, item = "one_window", cite = "正文" },
      { seq = null, item = "construction_waste", cite = "正文" },
      { seq = null, item = "blue_sky", cite = "正文" },
      { seq = null, item = "sci_tech_reform", unit_name = "区科技局", cite = "正文",
        title = "《兰山区人民政府关于深化科技体制改革创新驱动经济高质量发展的实施意见》" },
      { seq = null, item = "urban_renewal", unit_name = "区住建局", cite = "正文",
        title = "《兰山区2021年度城市更新工作实施方案》" } } }),
  catalogue(t("2021-12-03", "00:00:00"), { version = 2, count = 6 }),
}

case "the day is the district's own, whatever the offset of the moment" {
  catalogue("2021-12-02T15:59:59Z", { version = 1 }),
  catalogue("2021-12-02T16:00:00Z", { version = 2 }),
}

case "before the first list there is version 0, with nothing in it" {
  catalogue(t("2021-09-26", "12:00:00"), { ok = true, year = 2021, version = 0, number = null,
    published = null, count = 0, items = {}, pending = none }),
  catalogue(t("2021-09-26", "23:59:59"), { version = 0 }),
  catalogue(t("2021-09-27", "00:00:00"), { version = 1, count = 7 }),
}

case "the year is that of the moment unless another is asked for" {
  catalogue(t "2022-01-01", { year = 2022, version = 0, items = {}, count = 0 }),
  catalogue(t "2022-01-01", { year = 2021, version = 2, count = 6 }, { year = 2021 }),
  catalogue(t "2021-12-31", { year = 2020, version = 0 }, { year = 2020 }),
  catalogue(t "2021-12-31", bad "year", { year = 0 }),
  catalogue(t "2021-12-31", bad "year", { year = 10000 }),
}

local went = { item = "sci_tech_reform", reason = "basis_not_issued", detail = null,
               published = "2021-12-03" }
local went_too = { item = "urban_renewal", reason = "basis_not_issued", detail = null,
                   published = "2021-12-03" }
local came = { item = "linxi6_zhangwangzhuang", reason = null, published = "2021-12-03" }

case "since the day before, two items went and one came" {
  catalogue(t("2021-12-03", "00:00:00"), { version = 2, count = 6,
    changes = { removed = { went, went_too }, added = { came } } }, { since = "2021-12-02" }),
  catalogue(t("2021-12-31"), { changes = { removed = { went, went_too }, added = { came } } },
            { since = "2021-09-27" }),
}

case "since the day of the adjusted list nothing changed" {
  catalogue(t("2021-12-03"), { changes = { removed = {}, added = {} } }, { since = "2021-12-03" }),
  catalogue(t("2021-12-31"), { changes = { removed = {}, added = {} } }, { since = "2021-12-03" }),
}

case "what came and went since is in neither, the rest came with its list, by its id" {
  catalogue(t("2021-12-31"), { changes = { removed = {}, added = {
    { item = "blue_sky", reason = null, published = "2021-09-27" },
    { item = "construction_waste", published = "2021-09-27" },
    { item = "elevator_insurance", published = "2021-09-27" },
    { item = "linxi6_zhangwangzhuang", published = "2021-12-03" },
    { item = "one_window", published = "2021-09-27" },
    { item = "safety_inspection", published = "2021-09-27" } } } }, { since = "2021-09-26" }),
}

case "a day after the one asked for is no day to compare with" {
  catalogue(t("2021-12-03", "00:00:00"), { ok = true }, { since = "2021-12-03" }),
  catalogue(t("2021-12-02", "23:59:59"), bad "since", { since = "2021-12-03" }),
}

case "changes of a later version are compared with each day before" {
  c.adjust(t "2021-12-13", { remove = { c.drop("blue_sky", "other", "不再实施") },
                             add = { c.new("parking_pilot", { reason = "群众急需" }) } }),
  c.publish(t "2021-12-15", "甲"),
  catalogue(t "2021-12-20", { version = 3, changes = {
    removed = { { item = "blue_sky", reason = "other", detail = "不再实施",
                  published = "2021-12-15" } },
    added = { { item = "parking_pilot", reason = "群众急需", published = "2021-12-15" } } } },
    { since = "2021-12-14" }),
  catalogue(t "2021-12-20", { changes = {
    removed = { { item = "blue_sky" }, { item = "sci_tech_reform" }, { item = "urban_renewal" } },
    added = { { item = "linxi6_zhangwangzhuang" }, { item = "parking_pilot" } } } },
    { since = "2021-12-02" }),
  catalogue(t("2021-12-15", "08:59:59"), { version = 2, changes = { removed = {}, added = {} } },
            { since = "2021-12-15" }),
}

case "two versions of one day: the later is that day's" {
  c.adjust(t("2021-12-15", "08:00:00"), { add = { c.new "a" } }),
  c.publish(t("2021-12-15", "09:00:00"), "甲"),
  c.adjust(t("2021-12-15", "10:00:00"), { add = { c.new "b" }, remove = { c.drop "a" } }),
  c.publish(t("2021-12-15", "11:00:00"), "乙"),
  catalogue(t("2021-12-15", "10:59:59"), { version = 3, number = "甲", count = 7 }),
  catalogue(t("2021-12-15", "11:00:00"), { version = 4, number = "乙", published = "2021-12-15",
    count = 7, changes = { removed = {}, added = { { item = "b" } } } }, { since = "2021-12-14" }),
  catalogue(t("2021-12-16"), { changes = { removed = {}, added = {} } }, { since = "2021-12-15" }),
}

case "the past stays what it was, whatever is recorded later" {
  c.adjust(t "2021-12-13", { remove = { c.drop "blue_sky" } }),
  c.publish(t "2021-12-15", "甲"),
  catalogue(t "2021-12-12", { version = 2, count = 6, pending = none }),
  catalogue(t("2021-12-13", "08:59:59"), { version = 2, pending = none }),
  catalogue(t("2021-12-13", "09:00:00"), { version = 2, count = 6,
                                           pending = { remove = { "blue_sky" }, add = {} } }),
  catalogue(t("2021-12-15", "09:00:00"), { version = 3, count = 5, pending = none,
    items = items("safety_inspection", "elevator_insurance", "one_window", "construction_waste",
                  "linxi6_zhangwangzhuang") }),
  catalogue(t("2021-11-30"), { version = 1, count = 7 }),
}

case "rows are numbered anew in a version of the office, and cite the text" {
  c.adjust(t "2021-12-13", { remove = { c.drop "safety_inspection" }, add = { c.new "b",
                                                                              c.new "a" } }),
  c.publish(t "2021-12-15", "甲"),
  catalogue(t "2021-12-15", { items = {
    { seq = 1, item = "elevator_insurance", cite = "正文" }, { seq = 2, item = "one_window" },
    { seq = 3, item = "construction_waste" }, { seq = 4, item = "blue_sky" },
    { seq = 5, item = "linxi6_zhangwangzhuang" }, { seq = 6, item = "b" },
    { seq = 7, item = "a", cite = "正文" } } }),
}

case "the number of the first list is shown when the office sets it" {
  own { ["catalogue.2021.v1.number"] = "临兰政办字〔2021〕41号" },
  catalogue(t "2021-10-01", { version = 1, number = "临兰政办字〔2021〕41号" }),
}

case "an unknown field is bad input" {
  catalogue(t "2021-12-03", bad "yeer", { yeer = 2021 }),
}
