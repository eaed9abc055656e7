-- SPDX-License-Identifier: MIT
-- Publishing the catalogue as adjusted.
policy "../../policies/major_decisions.lua"

local c = include "_decisions.lua"
local t, adjust, drop, new, publish = c.t, c.adjust, c.drop, c.new, c.publish
local none_pending, taken = refused("nothing_pending", "正文"),
                            refused("number_taken", "-", { field = "number" })
local number = "临兰政办字〔2021〕60号"

case "what was decided counts from its publication on" {
  adjust(t "2021-12-13", { remove = { drop "blue_sky" }, add = { new "a" } }),
  publish(t "2021-12-15", number, { ok = true, year = 2021, version = 3, published = "2021-12-15",
    number = number, count = 6, removed = { "blue_sky" }, added = { "a" },
    reasons = { { rule = "pending", cite = "正文", value = true } } }),
  c.catalogue(t "2021-12-15", { version = 3, number = number, published = "2021-12-15",
                                pending = { remove = {}, add = {} } }),
}

case "nothing is published when nothing waits, in this year or another" {
  publish(t "2021-12-10", number, none_pending),
  publish(t "2022-01-10", number, none_pending, 2022),
  adjust(t "2021-12-13", { add = { new "a" } }),
  publish(t "2022-01-10", number, none_pending, 2022),
  publish(t "2022-01-10", number),
  publish(t "2022-01-11", "甲", none_pending),
}

case "no two versions have one number, of whatever year" {
  adjust(t "2021-12-13", { add = { new "a" } }),
  publish(t "2021-12-15", "临兰政办字〔2021〕58号", taken),
  publish(t "2021-12-15", number),
  adjust(t "2022-03-01", { year = 2022, add = { new "b" } }),
  publish(t "2022-03-02", number, taken, 2022),
  publish(t "2022-03-02", "临兰政办字〔2022〕6号", { version = 1 }, 2022),
}

case "the number that the office set for the first list is taken too" {
  adjust(t "2021-12-13", { add = { new "a" } }),
  own { ["catalogue.2021.v1.number"] = "甲" },
  publish(t "2021-12-15", "甲", taken),
  publish(t "2021-12-15", "乙"),
}

case "the tests have an order: time, what waits, the number" {
  adjust(t "2021-12-13", { add = { new "a" } }),
  publish(t("2021-12-13", "08:59:59"), "临兰政办字〔2021〕58号", refused("time_order", "-")),
  publish(t "2021-12-13", "临兰政办字〔2021〕58号", taken),
  publish(t "2021-12-13", number, { published = "2021-12-13" }),
  publish(t "2021-12-13", "临兰政办字〔2021〕58号", none_pending),
}

case "a number is needed" {
  adjust(t "2021-12-13", { add = { new "a" } }),
  publish(t "2021-12-15", null, bad "number"),
  publish(t "2021-12-15", "", bad "number"),
  { "publish", { number = number, at = t "2021-12-15" }, bad "year" },
}

case "a version counts from the civil day of its moment" {
  adjust(t "2021-12-13", { add = { new "a" } }),
  publish("2021-12-14T16:00:00Z", number, { published = "2021-12-15" }),
}

case "additions to a year that has none prepare its first version" {
  adjust(t "2022-03-01", { year = 2022, add = { new "b", new "a" } },
         { year = 2022, pending = { remove = {}, add = { "b", "a" } }, warnings = {} }),
  c.catalogue(t "2022-03-01", { year = 2022, version = 0, items = {}, count = 0,
                                pending = { remove = {}, add = { "b", "a" } } }),
  publish(t "2022-03-05", "甲",
          { version = 1, count = 2, removed = {}, added = { "b", "a" } }, 2022),
  c.catalogue(t "2022-03-05", { version = 1, number = "甲", items = {
    { seq = 1, item = "b", cite = "正文" }, { seq = 2, item = "a", cite = "正文" } } }),
  c.catalogue(t "2022-03-05", { version = 2, count = 6 }, { year = 2021 }),
}

case "two processes in one: the second publication finds nothing" {
  adjust(t "2021-12-13", { add = { new "a" } }),
  { "publish", { request_id = "r1", year = 2021, number = "甲", at = t "2021-12-15" },
    { version = 3 } },
  { "publish", { request_id = "r1", year = 2021, number = "甲", at = t "2021-12-15" },
    { version = 3 } },
  { "publish", { request_id = "r2", year = 2021, number = "乙", at = t "2021-12-15" },
    none_pending },
}
