-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local host = live.host

local function person(facts, expected, rest)
  return { "award", with(host, facts), with({ measures = { expected } }, rest) }
end

local function pending(facts)
  return person(facts, { line_id = "host_talent", status = "pending_review", gross = 0,
                         amount = 0, title = null, place = null }, { total = 0, titles = {} })
end

local function none(facts)
  return person(facts, { line_id = "host_talent", status = "not_qualified", gross = 0, amount = 0,
                         title = null }, { total = 0, titles = {} })
end

local function placed(place, title, amount, more)
  return person(with({ host_place = place }, more),
                { line_id = "host_talent", item = "host_talent", cite = "第七条(一)",
                  status = "qualified", place = place, title = title, gross = amount,
                  amount = amount }, { total = amount, titles = { title } })
end

case "the place decides prize and title: three, three and four" {
  placed(1, "leading_talent", 300000), placed(2, "leading_talent", 300000),
  placed(3, "leading_talent", 300000), placed(4, "outstanding_talent", 200000),
  placed(5, "outstanding_talent", 200000), placed(6, "outstanding_talent", 200000),
  placed(7, "excellent_talent", 100000), placed(8, "excellent_talent", 100000),
  placed(9, "excellent_talent", 100000), placed(10, "excellent_talent", 100000),
  { "award", with(host, { host_place = 11 }), bad "host_place" },
  { "award", with(host, { host_place = 0 }), bad "host_place" },
  { "award", with(host, { host_place = 1.5 }), bad "host_place" },
}

case "the counts and prizes can be replaced for one call, and so the number of places" {
  placed(2, "outstanding_talent", 200000, { params = { ["host_talent.leading.count"] = 1 } }),
  placed(5, "excellent_talent", 100000, { params = { ["host_talent.leading.count"] = 1 } }),
  placed(1, "leading_talent", 300000.01,
         { params = { ["host_talent.leading.amount"] = 300000.01 } }),
  placed(6, "outstanding_talent", 7, { params = { ["host_talent.outstanding.amount"] = 7 } }),
  placed(10, "excellent_talent", 8, { params = { ["host_talent.excellent.amount"] = 8 } }),
  placed(11, "excellent_talent", 100000, { params = { ["host_talent.excellent.count"] = 5 } }),
  { "award", with(host, { host_place = 10,
                          params = { ["host_talent.excellent.count"] = 3 } }), bad "host_place" },
}

case "a host without a place awaits the ranking; a host without a birth date has no line" {
  pending {}, pending { host_score = 88.5 },
  { "award", with(host, { birth_date = null, host_place = null }), { measures = {}, total = 0 } },
}

case "a host is 18 from the birthday itself" {
  pending { birth_date = "2003-12-01" }, none { birth_date = "2003-12-02" },
  none { birth_date = "2003-12-02", host_place = 1 },
  placed(1, "leading_talent", 300000, { birth_date = "2003-12-01" }),
  none { birth_date = "2003-12-02", assessed_on = null, at = "2021-12-01T23:59:59+08:00" },
  pending { birth_date = "2003-12-02", assessed_on = null, at = "2021-12-02T00:00:00+08:00" },
  pending { birth_date = "2003-12-02", assessed_on = null, at = "2021-12-01T16:00:00Z" },
  pending { birth_date = "2002-12-02", params = { ["host_talent.min_age"] = 18 } },
  none { birth_date = "2002-12-02", params = { ["host_talent.min_age"] = 19 } },
  pending { birth_date = "2002-12-01", params = { ["host_talent.min_age"] = 19 } },
}

case "a host of 29 February comes of age on 1 March of a common year" {
  none { birth_date = "2004-02-29", assessed_on = "2022-02-28" },
  pending { birth_date = "2004-02-29", assessed_on = "2022-03-01" },
  none { birth_date = "2004-02-29", assessed_on = "2024-02-28",
         params = { ["host_talent.min_age"] = 20 } },
  pending { birth_date = "2004-02-29", assessed_on = "2024-02-29",
            params = { ["host_talent.min_age"] = 20 } },
}

case "a host streams in the district, behaves, is capable, keeps faith and is a person" {
  none { livestreams_in_district = false }, none { conduct_ok = false }, none { capable = false },
  none { serious_dishonesty = true }, none { livestreams_in_district = false, host_place = 1 },
  none { entity_type = "legal_person", registered_in_district = true, livestream_business = true,
         sound_finance = true },
  none { entity_type = "association", registered_in_district = true, livestream_business = true,
         sound_finance = true },
}

local function missing(facts, names)
  return person(facts, { status = "not_assessed", missing = names, gross = 0, amount = 0,
                         title = null })
end

case "a fact not given leaves a host unassessed, place or no place, unless another fails" {
  missing({ livestreams_in_district = null }, { "livestreams_in_district" }),
  missing({ conduct_ok = null }, { "conduct_ok" }), missing({ capable = null }, { "capable" }),
  missing({ capable = null, host_place = 1 }, { "capable" }),
  missing({ livestreams_in_district = null, conduct_ok = null, capable = null },
          { "livestreams_in_district", "conduct_ok", "capable" }),
  none { capable = null, conduct_ok = false }, none { capable = null, birth_date = "2010-01-01" },
}

local function prior(year, more)
  return { with({ item = "host_talent", award_year = year, amount = 300000 }, more) }
end

case "a host may win every year, once in each" {
  person({ host_place = 4, prior_awards = prior(2021) },
         { status = "already_awarded", gross = 200000, amount = 0 }, { total = 0, titles = {} }),
  placed(4, "outstanding_talent", 200000, { prior_awards = prior(2020) }),
  placed(4, "outstanding_talent", 200000, { prior_awards = prior(2022) }),
  placed(4, "outstanding_talent", 200000, { prior_awards = prior(2021, { item = "mcn" }) }),
}

case "like terms elsewhere do not touch a host, who is no enterprise" {
  placed(1, "leading_talent", 300000, { other_benefits = {
    { item = "host_talent", level = "municipal", document = "甲", received = true } } }),
  person({ host_place = 1, other_benefits = {
           { item = "host_talent", level = "provincial", document = "甲", received = false } } },
         { status = "qualified", must_waive = null }, { displaced = {} }),
}

case "the reasons of a host follow the conditions in order, then the prize" {
  person({ host_place = 1 }, { reasons = {
    { cite = "第五条", rule = "entity_type", met = true },
    { cite = "第三条", rule = "no_serious_dishonesty", met = true },
    { cite = "第五条", rule = "age_18", met = true },
    { cite = "第五条", rule = "livestreams_in_district", met = true },
    { cite = "第五条", rule = "conduct_ok", met = true },
    { cite = "第五条", rule = "capable", met = true }, { cite = "第七条(一)" },
    { cite = "第七条(二)" } } }),
  person({ birth_date = "2010-01-01", serious_dishonesty = true, capable = false }, { reasons = {
    { cite = "第五条", rule = "entity_type", met = true },
    { cite = "第三条", rule = "no_serious_dishonesty", met = false },
    { cite = "第五条", rule = "age_18", met = false },
    { cite = "第五条", rule = "livestreams_in_district", met = true },
    { cite = "第五条", rule = "conduct_ok", met = true },
    { cite = "第五条", rule = "capable", met = false } } }),
}

local function faulty(facts, field) return { "award", with(host, facts), bad(field) } end

case "faults in what is said of a host are named" {
  faulty({ birth_date = "1990-02-30" }, "birth_date"), faulty({ birth_date = 1990 }, "birth_date"),
  faulty({ assessed_on = "2021-12" }, "assessed_on"),
  faulty({ livestreams_in_district = 1 }, "livestreams_in_district"),
  faulty({ conduct_ok = "ok" }, "conduct_ok"), faulty({ capable = "very" }, "capable"),
  faulty({ host_score = "high" }, "host_score"), faulty({ host_place = "1" }, "host_place"),
  faulty({ host_place = -1 }, "host_place"),
}
