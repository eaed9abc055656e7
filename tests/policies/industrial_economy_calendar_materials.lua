-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"

local function ends(start, last, from, complete, days, params)
  return { "publicity_end", { start_date = start, params = params },
           { ok = true, last_day = last, confirmable_from = from,
             calendar_complete = complete, days = days } }
end

case "publicity counts five working days from the day after the first" {
  ends("2021-12-03", "2021-12-10", "2021-12-11", true),
  ends("2021-12-04", "2021-12-10", "2021-12-11", true),
  ends("2021-12-05", "2021-12-10", "2021-12-11", true),
  ends("2021-12-06", "2021-12-13", "2021-12-14", true),
}

case "the national holiday is skipped and its worked weekend counted" {
  ends("2022-09-30", "2022-10-12", "2022-10-13", true,
       { "2022-10-08", "2022-10-09", "2022-10-10", "2022-10-11", "2022-10-12" }),
}

case "the calendar is complete through 2026 and not beyond, the first day not counting" {
  ends("2026-12-24", "2026-12-31", "2027-01-01", true),
  ends("2026-12-25", "2027-01-01", "2027-01-02", false),
  ends("2020-12-31", "2021-01-08", "2021-01-09", true),
  ends("2020-12-30", "2021-01-07", "2021-01-08", false),
  ends("2030-03-01", "2030-03-08", "2030-03-09", false),
}

case "the days of rest and of work and their number may be others" {
  ends("2021-12-01", "2021-12-09", "2021-12-10", true, nil,
       { ["calendar.rest_days"] = { "2021-12-02" } }),
  ends("2021-12-03", "2021-12-09", "2021-12-10", true, nil,
       { ["calendar.work_days"] = { "2021-12-04" } }),
  ends("2021-12-03", "2021-12-06", "2021-12-07", true, nil, { ["publicity.working_days"] = 1 }),
}

case "publicity without a first day, or with no date, is bad input" {
  { "publicity_end", {}, bad "start_date" },
  { "publicity_end", { start_date = "2021-02-29" }, bad "start_date" },
  { "publicity_end", { start_date = "2021-12-01", colour = 1 }, bad "colour" },
}

case "an item without listed papers is complete" {
  { "check_materials", { item = "yield_rating", provided = { "甲" } },
    { ok = true, complete = true, required = {}, missing = {} } },
}

case "what is not provided of the listed papers is missing, in the list's order" {
  { "check_materials", { item = "green_site", provided = { "乙", "丁" },
                         params = { ["materials.green_site"] = { "甲", "乙", "丙" } } },
    { complete = false, required = { "甲", "乙", "丙" }, missing = { "甲", "丙" } } },
  { "check_materials", { item = "green_site", provided = { "丙", "甲", "乙" },
                         params = { ["materials.green_site"] = { "甲", "乙", "丙" } } },
    { complete = true, missing = {} } },
}

case "papers of no item, or none told, are bad input" {
  { "check_materials", { provided = { "甲" } }, bad "item" },
  { "check_materials", { item = "yield_rate", provided = { "甲" } }, bad "item" },
  { "check_materials", { item = "yield_rating" }, bad "provided" },
  { "check_materials", { item = "yield_rating", provided = { 1 } }, bad "provided[1]" },
}

local kinds = { { "benchmark_project", "二(一)1", "yearly" },
  { "equipment_upgrade", "二(一)2", "once_a_project" },
  { "loan_interest_discount", "二(一)3", "referral" }, { "scale_up_entry", "二(二)1", "one_off" },
  { "revenue_milestone", "二(二)2", "once_a_tier" },
  { "internet_application", "二(三)", "once_a_recognition" },
  { "integration_certification", "二(三)", "one_off" },
  { "innovative_enterprise", "二(四)", "one_off" }, { "green_site", "二(五)", "one_off" },
  { "green_design_product", "二(五)", "one_off_a_batch" }, { "yield_rating", "二(六)", "yearly" },
  { "special_matter", "末段", "as_decided" } }

local on_offer = {}
for place, row in ipairs(kinds) do
  on_offer[place] = { item = row[1], cite = row[2], kind = row[3], in_force = true }
end

case "twelve measures are on offer, in the order of the notice" {
  { "measures", {}, { ok = true, items = on_offer } },
}

case "one measure tells its parameters and whether it is in force" {
  { "measures", { item = "equipment_upgrade" },
    { items = { { item = "equipment_upgrade", in_force = true,
                  parameters = { ["equipment_upgrade.min_equipment"] = 10000000,
                                 ["equipment_upgrade.rate"] = 5,
                                 ["equipment_upgrade.cap"] = 10000000,
                                 ["equipment_upgrade.loan_discount_scope"] = "enterprise",
                                 ["equipment_upgrade.in_force"] = null } } } } },
  { "measures", { item = "yield_rating", params = { ["yield_rating.in_force"] = false,
                                                    ["yield_rating.amount"] = 1 } },
    { items = { { in_force = false, parameters = { ["yield_rating.amount"] = 1 } } } } },
  { "measures", { item = "yield" }, bad "item" },
}

case "a period that would go past the last day there is, or on for ever, is bad input" {
  { "publicity_end", { start_date = "9999-12-23" },
    { last_day = "9999-12-30", confirmable_from = "9999-12-31" } },
  { "publicity_end", { start_date = "9999-12-24" }, bad "start_date" },
  { "publicity_end", { start_date = "9999-12-31" }, bad "start_date" },
  { "publicity_end", { start_date = "9999-12-31", params = { ["publicity.working_days"] = 0 } },
    bad "start_date" },
  { "publicity_end", { start_date = "2021-12-01",
                       params = { ["publicity.working_days"] = 100000000 } },
    bad "params.publicity.working_days" },
  { "publicity_end", { start_date = "2021-12-01", params = { ["publicity.working_days"] = 1000 } },
    { ok = true } },
}

case "a year of no date and prizes without end are no trouble" {
  { "award", with(industry.firm, { award_year = 0, first_inclusion_year = 0,
                                            params = { ["programme.first_award_year"] = 0 } }),
    { measures = { { status = "not_qualified" } } } },
  { "rank", { award_year = 2021, candidates = {
                { project_id = "P", enterprise_id = "E", sector = "manufacturing", score = 1,
                  technical_upgrade = true, annual_investment = 50000000 } },
              params = { ["benchmark_project.third.count"] = 1000000 } },
    { winners = { {} }, unfilled = { first = 0, second = 3, third = 1000000 } } },
  { "rank", { award_year = 2021, params = { ["benchmark_project.third.count"] = 1000001 } },
    bad "params.benchmark_project.third.count" },
}
