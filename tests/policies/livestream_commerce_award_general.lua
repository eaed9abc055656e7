-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local line, firm, faulty = live.line, live.firm, live.faulty

local school = { trainees = 1000 }

local function benefit(more)
  return with({ item = "training", level = "municipal", document = "甲", received = true }, more)
end

local function trained(benefits, expected, rest, answer)
  return line(with(with(school, { other_benefits = benefits }), rest), expected, answer)
end

local displaced = { line_id = "training", status = "displaced", gross = 100000, amount = 0,
                    displaced_by = "甲" }
local free = { status = "qualified", amount = 100000, displaced_by = null, must_waive = null }

case "what the province, the city or the district paid displaces; the state does not" {
  trained({ benefit { level = "provincial" } }, displaced, nil,
          { total = 0, displaced = { "training" }, titles = {} }),
  trained({ benefit() }, displaced), trained({ benefit { level = "district" } }, displaced),
  trained({ benefit { level = "national" } }, free, nil, { total = 100000, displaced = {} }),
  trained({ benefit { level = "national", received = false } }, free),
}

case "what is only open elsewhere must be waived, each document named" {
  trained({ benefit { received = false } },
          { status = "qualified", amount = 100000, must_waive = { "甲" } }, nil,
          { total = 100000, displaced = {}, titles = { "incubation_base" } }),
  trained({ benefit { received = false }, benefit { received = false, document = "乙",
                                                     level = "provincial" } },
          { status = "qualified", must_waive = { "甲", "乙" } }),
  trained({ benefit { level = "national", document = "国" }, benefit { received = false } },
          { status = "qualified", must_waive = { "甲" } }),
}

case "a benefit touches its own item only, and by line_id its own line only" {
  trained({ benefit { item = "mcn" } }, free),
  trained({ benefit { line_id = "training" } }, displaced),
  { "award",
    with(firm, { bases = {
                   { base_id = "X", kind = "wholesale_market", live_area = 1000, rooms = 5,
                     active_hosts = 11, annual_sales = 100000000 },
                   { base_id = "Y", kind = "wholesale_market", live_area = 2000, rooms = 5,
                     active_hosts = 11, annual_sales = 100000000 } },
                 other_benefits = { benefit { item = "wholesale_market",
                                              line_id = "wholesale_market:X" } } }),
    { measures = { { line_id = "wholesale_market:X", status = "displaced", gross = 30000,
                     amount = 0, displaced_by = "甲" },
                   { line_id = "wholesale_market:Y", status = "qualified", amount = 60000 } },
      total = 60000, displaced = { "wholesale_market:X" } } },
  { "award",
    with(firm, { bases = {
                   { base_id = "X", kind = "wholesale_market", live_area = 1000, rooms = 5,
                     active_hosts = 11, annual_sales = 100000000 },
                   { base_id = "Y", kind = "wholesale_market", live_area = 2000, rooms = 5,
                     active_hosts = 11, annual_sales = 100000000 } },
                 other_benefits = { benefit { item = "wholesale_market" } } }),
    { total = 0, displaced = { "wholesale_market:X", "wholesale_market:Y" } } },
}

local shop = { local_producer = true, sells_via_third_party = true, producer_live_sales = 1000000 }
local expo = { activities = { { activity_id = "a", kind = "expo", held_on = "2021-09-10",
                                main_venue_in_district = true, actual_cost = 100000,
                                selected = true } } }

case "companies and unincorporated producers are caught, associations are not" {
  line(with(shop, { entity_type = "unincorporated_producer",
                    other_benefits = { benefit { item = "local_producer" } } }),
       { status = "displaced", gross = 20000, amount = 0 }),
  line(with(expo, { other_benefits = { benefit { item = "activity" } } }),
       { status = "displaced", gross = 20000, amount = 0, displaced_by = "甲" }),
  line(with(expo, { entity_type = "association",
                    other_benefits = { benefit { item = "activity" } } }),
       { status = "qualified", amount = 20000, displaced_by = null }),
  line(with(expo, { entity_type = "association",
                    other_benefits = { benefit { item = "activity", received = false } } }),
       { status = "qualified", must_waive = null }),
}

case "a line not qualified is not displaced, nor is one already awarded" {
  line({ trainees = 999, other_benefits = { benefit() } },
       { status = "not_qualified", gross = 0, amount = 0 }, { displaced = {} }),
  trained({ benefit { level = "district" } }, { amount = 0 },
          { prior_awards = { { item = "training", award_year = 2020, amount = 1 } } },
          { total = 0, titles = {} }),
}

case "a displaced line gives no title, another of the same title does" {
  { "award", with(firm, { trainees = 1000, exclusive_host_sales = { 10000000 },
                          other_benefits = { benefit() } }),
    { measures = { { line_id = "training", status = "displaced" },
                   { line_id = "mcn", status = "qualified", amount = 10000 } },
      total = 10000, displaced = { "training" }, titles = { "incubation_base" } } },
}

case "rule 5 and rule 6 are cited in order after the sum" {
  trained({ benefit() }, { reasons = {
    { cite = "第十五条" }, { cite = "第三条" }, { cite = "第三条" }, { cite = "第三条" },
    { cite = "第三条" }, { cite = "第十六条(二)" }, { cite = "第十六条(二)" },
    { cite = "第十七条(二)" }, { cite = "第三十四条" } } }),
  trained({ benefit { level = "national" } }, { reasons = {
    { cite = "第十五条" }, { cite = "第三条" }, { cite = "第三条" }, { cite = "第三条" },
    { cite = "第三条" }, { cite = "第十六条(二)" }, { cite = "第十六条(二)" },
    { cite = "第十七条(二)" }, { cite = "第三十四条" } } }),
  line(with(school, { prior_awards = { { item = "training", award_year = 2020, amount = 1 } } }),
       { reasons = {
    { cite = "第十五条" }, { cite = "第三条" }, { cite = "第三条" }, { cite = "第三条" },
    { cite = "第三条" }, { cite = "第十六条(二)" }, { cite = "第十六条(二)" },
    { cite = "第十七条(二)" }, { cite = "第十七条(二)" } } }),
}

case "all roles of one company come in the table's order and add up; each title once" {
  { "award",
    with(firm, with(with(shop, expo), {
      trainees = 1000, exclusive_host_sales = { 10000000 }, platform_recognised = true,
      served_enterprise_sales = live.copies(20000000, 30), centre_known_brand = true,
      centre_operating_normally = true, centre_opened_on = "2020-12-01",
      centre_served_enterprises = 100,
      bases = { { base_id = "o", kind = "operating", usable_area = 20000, rooms = 20,
                  institutions = 20, active_hosts = 51, annual_sales = 1000000000 } } })),
    { applicant_id = "A", award_year = 2021, measures = {
        { line_id = "operating_base:o", amount = 200000 },
        { line_id = "platform_service", amount = 30000 },
        { line_id = "training", amount = 100000 }, { line_id = "mcn", amount = 10000 },
        { line_id = "brand_centre", amount = 50000 },
        { line_id = "local_producer", amount = 20000 },
        { line_id = "activity:a", amount = 20000 } },
      total = 430000, titles = { "incubation_base", "quality_supply_chain" } } },
}

case "a person's host line and other lines stand side by side, only the first can be paid" {
  { "award", with(live.host, { host_place = 1, trainees = 5000 }),
    { measures = { { line_id = "host_talent", status = "qualified" },
                   { line_id = "training", status = "not_qualified" } },
      total = 300000, titles = { "leading_talent" } } },
}

case "an applicant of whom nothing is said has no lines" {
  { "award", firm, { measures = {}, total = 0, displaced = {}, titles = {} } },
}

case "what every applicant must say is asked for" {
  faulty({ applicant_id = null }, "applicant_id"), faulty({ applicant_id = "" }, "applicant_id"),
  faulty({ applicant_id = 7 }, "applicant_id"), faulty({ award_year = null }, "award_year"),
  faulty({ award_year = "2021" }, "award_year"), faulty({ award_year = 2021.5 }, "award_year"),
  faulty({ award_year = -1 }, "award_year"), faulty({ entity_type = null }, "entity_type"),
  faulty({ entity_type = "company" }, "entity_type"),
  faulty({ registered_in_district = null }, "registered_in_district"),
  faulty({ livestream_business = null }, "livestream_business"),
  faulty({ sound_finance = null }, "sound_finance"),
  faulty({ serious_dishonesty = null }, "serious_dishonesty"),
  faulty({ serious_dishonesty = 0 }, "serious_dishonesty"),
  faulty({ sound_finance = "true" }, "sound_finance"), faulty({ turnover = 1 }, "turnover"),
  faulty({ assessed_on = "2021-11-31" }, "assessed_on"), faulty({ at = "noon" }, "at"),
}

local function benefits(more, field)
  return faulty({ other_benefits = { benefit(), benefit(more) } }, field)
end

case "a fault in what is said of other benefits is named by its place" {
  benefits({ item = null }, "other_benefits[2].item"),
  benefits({ item = "fishing" }, "other_benefits[2].item"),
  benefits({ level = null }, "other_benefits[2].level"),
  benefits({ level = "county" }, "other_benefits[2].level"),
  benefits({ document = null }, "other_benefits[2].document"),
  benefits({ document = 1 }, "other_benefits[2].document"),
  benefits({ received = null }, "other_benefits[2].received"),
  benefits({ received = "yes" }, "other_benefits[2].received"),
  benefits({ line_id = 1 }, "other_benefits[2].line_id"),
  benefits({ amount = 1 }, "other_benefits[2].amount"),
  faulty({ other_benefits = { 1 } }, "other_benefits[1]"),
}

local function prior(more, field)
  local plain = { item = "training", award_year = 2020, amount = 1 }
  return faulty({ prior_awards = { plain, with(plain, more) } }, field)
end

case "a fault in what is said of prior awards is named by its place" {
  prior({ item = null }, "prior_awards[2].item"), prior({ item = "x" }, "prior_awards[2].item"),
  prior({ award_year = null }, "prior_awards[2].award_year"),
  prior({ award_year = 1.5 }, "prior_awards[2].award_year"),
  prior({ amount = null }, "prior_awards[2].amount"),
  prior({ amount = -1 }, "prior_awards[2].amount"),
  prior({ base_id = 1 }, "prior_awards[2].base_id"),
  prior({ activity_id = true }, "prior_awards[2].activity_id"),
  prior({ document = "甲" }, "prior_awards[2].document"),
}

local function param(name, value)
  return faulty({ trainees = 1, params = { [name] = value } }, "params." .. name)
end

case "a parameter unknown or of a wrong type is named" {
  param("training.capp", 1), param("training", 1), param("training.cap", "much"),
  param("training.cap", -1), param("training.min_trainees", 1.5),
  param("new_base.step_mode", "half"), param("mcn.combine", true),
  param("budget.recycle_recovered", 1), param("budget.shortage_rule", "lottery"),
  param("platform_service.paid_count", "some"), param("programme.effective_from", "soon"),
  param("publicity.min_days", "seven"), param("new_base.step", 0.001),
  faulty({ params = 1 }, "params"),
}

case "null unsets what may be unset" {
  line({ trainees = 1000, params = { ["programme.effective_from"] = null,
                                     ["programme.effective_until"] = null,
                                     ["publicity.min_days"] = null,
                                     ["territory.units"] = null } },
       { status = "qualified" }),
  faulty({ trainees = 1000, params = { ["training.caps"] = null } }, "params.training.caps"),
}

case "where the programme's days are not set, a reason says so" {
  line({ trainees = 1000 }, { status = "qualified" },
       { reasons = { { cite = "第三十五条" }, { cite = "第三十四条" } } }),
}

local function within(from, to, year, answer)
  return { "award", with(firm, { trainees = 1000, award_year = year,
                                 params = { ["programme.effective_from"] = from,
                                            ["programme.effective_until"] = to } }), answer }
end

case "an award year wholly outside the programme's days is refused; one day inside is enough" {
  within("2021-12-31", null, 2021, { total = 100000 }),
  within("2022-01-01", null, 2021, refused("not_in_force", "第三十五条")),
  within(null, "2021-01-01", 2021, { total = 100000 }),
  within(null, "2020-12-31", 2021, refused("not_in_force", "第三十五条")),
  within("2021-06-01", "2021-06-01", 2021, { total = 100000 }),
  within("2020-11-25", "2022-11-24", 2022, { total = 100000 }),
  within("2020-11-25", "2022-11-24", 2023, refused("not_in_force", "第三十五条")),
  within("2020-11-25", "2022-11-24", 2019, refused("not_in_force", "第三十五条")),
}

case "numbers and days past any that are kept are bad input, or simply not reached" {
  faulty({ trainees = 1000000001 }, "trainees"),
  faulty({ trainees = 9223372036854775807, affiliate_trainees = 5 }, "trainees"),
  line({ trainees = 1000000000 }, { status = "qualified", gross = 100000 }),
  line({ centre_served_enterprises = 100, centre_known_brand = true, assessed_on = "9999-12-31",
         centre_operating_normally = true, centre_opened_on = "9999-12-31" },
       { status = "not_qualified" }),
  { "award", with(live.host, { birth_date = "9999-01-01" }),
    { measures = { { status = "not_qualified" } } } },
  { "award", with(live.host, { params = { ["host_talent.min_age"] = 1000000000000000 } }),
    bad "params.host_talent.min_age" },
  { "award", with(live.host, { params = { ["host_talent.leading.count"] = 1000000000 } }),
    bad "params.host_talent.leading.count" },
  faulty({ producer_live_sales = 1000000, params = { ["local_producer.step"] = 0 } },
         "params.local_producer.step"),
  { "sum_indicators", { rows = {
      { platform = "jd", annual_sales = 0, annual_units = 0, complaints = 0,
        followers = 9223372036854775807 } } }, bad "rows[1].followers" },
}
