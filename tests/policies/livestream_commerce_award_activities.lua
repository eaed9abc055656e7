-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local line, mix, firm = live.line, live.mix, live.firm

local plain = { activity_id = "a", kind = "expo", held_on = "2021-09-10",
                main_venue_in_district = true, actual_cost = 100000, selected = true }

local function activity(more, expected, rest)
  return line(with({ activities = { with(plain, more) } }, rest), expected)
end

local function none(more, rest)
  return activity(more, { line_id = "activity:a", status = "not_qualified", gross = 0, amount = 0,
                          potential = null }, rest)
end

case "a selected activity is paid a fifth of its cost, and has no title" {
  activity({}, { line_id = "activity:a", item = "activity", cite = "第二十七条",
                 activity_id = "a", status = "qualified", gross = 20000, amount = 20000,
                 title = null, potential = null, base_id = null }),
  activity({ kind = "contest" }, { gross = 20000 }),
  activity({ kind = "forum" }, { gross = 20000 }), activity({ kind = "other" }, { gross = 20000 }),
}

case "a fifth of the cost is cut down to the fen" {
  activity({ actual_cost = 0.04 }, { status = "qualified", gross = 0, amount = 0 }),
  activity({ actual_cost = 0.05 }, { gross = 0.01 }),
  activity({ actual_cost = 0.09 }, { gross = 0.01 }),
  activity({ actual_cost = 123456.78 }, { gross = 24691.35 }),
  activity({ actual_cost = 123456.79 }, { gross = 24691.35 }),
  activity({ actual_cost = 123456.80 }, { gross = 24691.36 }),
  activity({ actual_cost = 0 }, { status = "qualified", gross = 0 }),
}

case "an activity of district or municipal standing is paid 100,000 at most" {
  activity({ actual_cost = 499999.95 }, { gross = 99999.99 }),
  activity({ actual_cost = 500000 }, { gross = 100000 }),
  activity({ actual_cost = 500000.05 }, { gross = 100000, amount = 100000 }),
  activity({ actual_cost = 9000000, influence = "district" }, { gross = 100000 }),
  activity({ actual_cost = 9000000, influence = "municipal" }, { gross = 100000 }),
}

case "from provincial standing on it is paid 2 million at most" {
  activity({ actual_cost = 9999999.95, influence = "provincial" }, { gross = 1999999.99 }),
  activity({ actual_cost = 10000000, influence = "provincial" }, { gross = 2000000 }),
  activity({ actual_cost = 10000000.05, influence = "provincial" },
           { gross = 2000000, amount = 2000000 }),
  activity({ actual_cost = 500000.05, influence = "national" }, { gross = 100000.01 }),
  activity({ actual_cost = 99000000, influence = "national" }, { gross = 2000000 }),
}

case "an activity not yet looked at is pending, with what it would be paid" {
  activity({ selected = null }, { status = "pending_review", gross = 0, amount = 0,
                                  potential = 20000, title = null }, nil),
  activity({ selected = null, actual_cost = 900000 }, { potential = 100000 }),
  activity({ selected = null, actual_cost = 900000, influence = "provincial" },
           { potential = 180000 }),
  activity({ selected = null, actual_cost = 0.09 }, { potential = 0.01 }),
  none { selected = false },
}

case "an activity is of the award year, from its first day to its last" {
  activity({ held_on = "2021-01-01" }, { status = "qualified" }),
  activity({ held_on = "2021-12-31" }, { status = "qualified" }),
  none { held_on = "2020-12-31" }, none { held_on = "2022-01-01" },
  activity({ held_on = "2022-01-01" }, { status = "qualified" }, { award_year = 2022 }),
  none { held_on = "2020-12-31", selected = null },
}

case "its main venue is in the district, looked at or not" {
  none { main_venue_in_district = false }, none { main_venue_in_district = false, selected = null },
}

case "an activity is for all organisers but a person" {
  activity({}, { status = "qualified" }, { entity_type = "association" }),
  activity({}, { status = "qualified" }, { entity_type = "unincorporated_producer" }),
  none({}, { entity_type = "natural_person" }),
  none({}, { registered_in_district = false }), none({}, { livestream_business = false }),
  none({}, { sound_finance = false }), none({}, { serious_dishonesty = true }),
  none({ selected = null }, { serious_dishonesty = true }),
}

case "each activity is a line of its own, paid in full" {
  { "award",
    with(firm, { activities = {
      with(plain, { activity_id = "z", actual_cost = 900000 }),
      with(plain, { activity_id = "b", selected = null }),
      with(plain, { activity_id = "m", actual_cost = 900000, influence = "national" }),
      with(plain, { activity_id = "c", selected = false }) } }),
    { measures = { { line_id = "activity:z", amount = 100000 },
                   { line_id = "activity:b", amount = 0, potential = 20000 },
                   { line_id = "activity:m", amount = 180000 },
                   { line_id = "activity:c", status = "not_qualified" } },
      total = 280000, titles = {}, displaced = {} } },
}

local function prior(more)
  return { prior_awards = { with({ item = "activity", award_year = 2020, amount = 1,
                                   activity_id = "a" }, more) } }
end

case "an activity is paid once, whatever the year of the award" {
  activity({}, { status = "already_awarded", gross = 20000, amount = 0 }, prior()),
  activity({}, { status = "already_awarded" }, prior { award_year = 2021 }),
  activity({}, { status = "qualified", amount = 20000 }, prior { activity_id = "b" }),
  activity({}, { status = "qualified" }, prior { item = "mcn", activity_id = null }),
  none({ selected = false }, prior()),
}

case "the figures of an activity can be replaced for one call" {
  activity({}, { gross = 33330 }, { params = { ["activity.rate"] = 33.33 } }),
  activity({}, { gross = 0 }, { params = { ["activity.rate"] = 0 } }),
  activity({ actual_cost = 1.01 }, { gross = 0.12 }, { params = { ["activity.rate"] = 12.5 } }),
  activity({}, { gross = 777.77 }, { params = { ["activity.cap"] = 777.77 } }),
  activity({ influence = "provincial" }, { gross = 20000 }, { params = { ["activity.cap"] = 1 } }),
  activity({ influence = "provincial" }, { gross = 5 },
           { params = { ["activity.cap_provincial"] = 5 } }),
  activity({ selected = null }, { potential = 10 }, { params = { ["activity.cap"] = 10 } }),
}

local function faulty(more, field)
  return live.faulty({ activities = { with(plain, { activity_id = "W" }), with(plain, more) } },
                     field)
end

case "a fault in an activity is named by its place" {
  faulty({ activity_id = null }, "activities[2].activity_id"),
  faulty({ activity_id = "" }, "activities[2].activity_id"),
  faulty({ activity_id = "W" }, "activities[2].activity_id"),
  faulty({ kind = null }, "activities[2].kind"), faulty({ kind = "party" }, "activities[2].kind"),
  faulty({ held_on = null }, "activities[2].held_on"),
  faulty({ held_on = "2021-13-01" }, "activities[2].held_on"),
  faulty({ main_venue_in_district = null }, "activities[2].main_venue_in_district"),
  faulty({ main_venue_in_district = "yes" }, "activities[2].main_venue_in_district"),
  faulty({ actual_cost = null }, "activities[2].actual_cost"),
  faulty({ actual_cost = -0.01 }, "activities[2].actual_cost"),
  faulty({ actual_cost = 0.001 }, "activities[2].actual_cost"),
  faulty({ selected = 1 }, "activities[2].selected"),
  faulty({ influence = "world" }, "activities[2].influence"),
  faulty({ cost = 1 }, "activities[2].cost"),
  live.faulty({ activities = "a" }, "activities"),
  live.faulty({ activities = { "a" } }, "activities[1]"),
}

local general = { { cite = "第二十五条", rule = "entity_type", met = true },
                  { cite = "第三条", rule = "registered_in_district", met = true },
                  { cite = "第三条", rule = "livestream_business", met = true },
                  { cite = "第三条", rule = "sound_finance", met = true },
                  { cite = "第三条", rule = "no_serious_dishonesty", met = true } }

case "the reasons of an activity follow the conditions in order, then the sum" {
  activity({}, { reasons = mix(general, {
    { cite = "第二十七条", rule = "held_in_award_year", met = true },
    { cite = "第二十五条", rule = "main_venue_in_district", met = true },
    { cite = "第二十六条", rule = "selected", met = true }, { cite = "第二十七条" } }) }),
  none({ selected = false, held_on = "2020-01-01" }),
  activity({ selected = false, held_on = "2020-01-01" }, { reasons = mix(general, {
    { cite = "第二十七条", rule = "held_in_award_year", met = false },
    { cite = "第二十五条", rule = "main_venue_in_district", met = true },
    { cite = "第二十六条", rule = "selected", met = false } }) }),
}
