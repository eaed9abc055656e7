-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local award, one, refuse = industry.award, industry.one, industry.refuse

local upgrade = industry.equipment(10000000).projects[1]

local function project(more, status, gross, others, also)
  return one(with({ projects = { with(upgrade, more) } }, others),
             with({ line_id = "equipment_upgrade:P1", item = "equipment_upgrade",
                    cite = "二(一)2", status = status, gross = gross or 0, amount = gross or 0 },
                  also))
end

local function prize(more, status, gross, others, also)
  return one(with({ projects = { with({ project_id = "P1", technical_upgrade = true,
                                        annual_investment = 50000000 }, more) } }, others),
             with({ line_id = "benchmark_project:P1", item = "benchmark_project",
                    cite = "二(一)1", group = "二(一)1#P1", status = status, gross = gross or 0,
                    amount = gross or 0 }, also))
end

case "a benchmark project at 50 million waits for the panel and one fen under is refused" {
  prize({}, "pending_review"),
  prize({ annual_investment = 50000000.01 }, "pending_review"),
  prize({ annual_investment = 49999999.99 }, "not_qualified"),
  prize({ technical_upgrade = false }, "not_qualified"),
  prize({}, "not_qualified", 0, { sector = "other_industry" }),
  prize({}, "not_qualified", 0, { sector = "non_industry" }),
  prize({}, "not_qualified", 0, { sector = "park" }),
  prize({}, "pending_review", 0, { above_scale = false }),
}

case "a benchmark prize is worth a million, half a million and 200,000" {
  prize({ benchmark_prize = "first" }, "qualified", 1000000, nil, { prize = "first" }),
  prize({ benchmark_prize = "second" }, "qualified", 500000, nil, { prize = "second" }),
  prize({ benchmark_prize = "third" }, "qualified", 200000, nil, { prize = "third" }),
  prize({ benchmark_prize = "first", annual_investment = 49999999.99 }, "not_qualified"),
}

case "a benchmark project's reasons stand in the order of its conditions" {
  one({ projects = { { project_id = "P1", technical_upgrade = true, annual_investment = 60000000,
                       benchmark_prize = "third" } } },
      { amount = 200000, reasons = {
          { cite = "三(一)", rule = "in_district", met = true },
          { cite = "二(一)1", rule = "sector", met = true },
          { cite = "二(一)1", rule = "technical_upgrade", met = true },
          { cite = "二(一)1", rule = "min_investment", met = true },
          { cite = "二(一)1", rule = "amount", value = 200000 } } }),
}

case "a relaxed threshold is for strategic projects alone and the lower of the two counts" {
  prize({ annual_investment = 40000000, strategic_emerging = true }, "pending_review", 0,
        { params = { ["benchmark_project.strategic_min_investment"] = 40000000 } }),
  prize({ annual_investment = 39999999.99, strategic_emerging = true }, "not_qualified", 0,
        { params = { ["benchmark_project.strategic_min_investment"] = 40000000 } }),
  prize({ annual_investment = 40000000 }, "not_qualified", 0,
        { params = { ["benchmark_project.strategic_min_investment"] = 40000000 } }),
  prize({ strategic_emerging = true }, "pending_review", 0,
        { params = { ["benchmark_project.strategic_min_investment"] = 60000000 } }),
  prize({ annual_investment = 49999999.99, strategic_emerging = true }, "not_qualified", 0,
        { params = { ["benchmark_project.strategic_min_investment"] = null } }),
}

case "equipment for 10 million is subsidised and one fen less is not" {
  project({}, "qualified", 500000),
  project({ equipment_investment = 9999999.99 }, "not_qualified"),
  project({ equipment_investment = 10000000.01 }, "qualified", 500000),
  project({ equipment_investment = 10000000.20 }, "qualified", 500000.01),
  project({ equipment_investment = 10000000.39 }, "qualified", 500000.01),
  project({}, "qualified", 500000, { above_scale = false }),
}

case "the subsidy reaches its cap at 200 million and a fen before" {
  project({ equipment_investment = 199999999.99 }, "qualified", 9999999.99),
  project({ equipment_investment = 199999999.80 }, "qualified", 9999999.99),
  project({ equipment_investment = 199999999.79 }, "qualified", 9999999.98),
  project({ equipment_investment = 200000000 }, "qualified", 10000000),
  project({ equipment_investment = 200000000.01 }, "qualified", 10000000),
  project({ equipment_investment = 4000000000 }, "qualified", 10000000),
}

case "over the cap the reasons tell the rate's sum before the capped one" {
  one({ projects = { with(upgrade, { equipment_investment = 200000000.20 }) } },
      { amount = 10000000, reasons = {
          { rule = "in_district" }, { rule = "sector" }, { rule = "technical_upgrade" },
          { rule = "min_equipment" }, { rule = "formalities_complete" },
          { rule = "applies_four_new" }, { rule = "matches_direction" },
          { rule = "loan_discount_exclusion" },
          { cite = "二(一)2", rule = "rate", value = 10000000.01 },
          { cite = "二(一)2", rule = "cap", value = 10000000 } } }),
}

case "each condition of the equipment subsidy that is false refuses it" {
  project({ technical_upgrade = false }, "not_qualified"),
  project({ formalities_complete = false }, "not_qualified"),
  project({ applies_four_new = false }, "not_qualified"),
  project({ matches_direction = false }, "not_qualified"),
  project({}, "not_qualified", 0, { sector = "other_industry" }),
  project({}, "not_qualified", 0, { loan_discount_enterprise = true }),
  project({ loan_interest_discount = true }, "not_qualified"),
}

case "facts of the equipment subsidy that are missing are named in order unless one is false" {
  project({ formalities_complete = null }, "not_assessed", 0, nil,
          { missing = { "formalities_complete" } }),
  project({ applies_four_new = null }, "not_assessed", 0, nil,
          { missing = { "applies_four_new" } }),
  project({ formalities_complete = null, applies_four_new = null, matches_direction = null },
          "not_assessed", 0, nil,
          { missing = { "formalities_complete", "applies_four_new", "matches_direction" } }),
  project({ formalities_complete = null, matches_direction = false }, "not_qualified"),
}

case "by project the discount of another project and of the enterprise does no harm" {
  project({}, "qualified", 500000,
          { loan_discount_enterprise = true,
            params = { ["equipment_upgrade.loan_discount_scope"] = "project" } }),
  project({ loan_interest_discount = true }, "not_qualified", 0,
          { params = { ["equipment_upgrade.loan_discount_scope"] = "project" } }),
  award({ projects = { upgrade, { project_id = "P2", technical_upgrade = true,
                                  loan_interest_discount = true } } },
        { { line_id = "equipment_upgrade:P1", status = "not_qualified" } }, 0),
  award({ projects = { upgrade, { project_id = "P2", technical_upgrade = true,
                                  loan_interest_discount = true } },
          params = { ["equipment_upgrade.loan_discount_scope"] = "project" } },
        { { line_id = "equipment_upgrade:P1", status = "qualified" } }, 500000),
}

case "another rate, cap and threshold hold for one call" {
  project({}, "qualified", 800000, { params = { ["equipment_upgrade.rate"] = 8 } }),
  project({}, "qualified", 555000, { params = { ["equipment_upgrade.rate"] = 5.55 } }),
  project({}, "qualified", 400000.01, { params = { ["equipment_upgrade.cap"] = 400000.01 } }),
  project({}, "not_qualified", 0,
          { params = { ["equipment_upgrade.min_equipment"] = 10000000.01 } }),
  project({}, "qualified", 500000),
}

case "a loan discount is a referral without money, for an upgrade in some direction" {
  one({ projects = { { project_id = "P1", technical_upgrade = true,
                       upgrade_directions = { "green", "high_end" } } } },
      { line_id = "loan_interest_discount:P1", cite = "二(一)3", status = "referral", gross = 0,
        amount = 0 }),
  one({ projects = { { project_id = "P1", technical_upgrade = false,
                       upgrade_directions = { "clustered" } } } },
      { line_id = "loan_interest_discount:P1", status = "not_qualified", gross = 0, amount = 0 }),
  one({ sector = "non_industry",
        projects = { { project_id = "P1", technical_upgrade = true,
                       upgrade_directions = { "intelligent", "service_oriented" } } } },
      { status = "referral", amount = 0 }),
}

case "a project of all three measures stands three times, in their order" {
  award({ projects = {
            with(upgrade, { annual_investment = 50000000, upgrade_directions = { "green" },
                            benchmark_prize = "second" }),
            with(upgrade, { project_id = "P2" }) } },
        { { line_id = "benchmark_project:P1", amount = 500000 },
          { line_id = "equipment_upgrade:P1", group = "二(一)2#P1", amount = 500000 },
          { line_id = "equipment_upgrade:P2", group = "二(一)2#P2", amount = 500000 },
          { line_id = "loan_interest_discount:P1", status = "referral" } }, 1500000),
}

local grown = { first_inclusion_year = 2020, output_value = 110000000.01,
                prior_output_value = 100000000, district_output_growth = 10 }

local function entry(more, status, also)
  local gross = status == "qualified" and 50000 or 0
  return one(with(grown, more),
             with({ line_id = "scale_up_entry", cite = "二(二)1", status = status, gross = gross,
                    amount = gross }, also))
end

case "a firm above scale must have passed 100 million of output, not reached it" {
  entry({ output_value = 100000000, prior_output_value = 50000000 }, "not_qualified"),
  entry({ output_value = 100000000.01, prior_output_value = 50000000 }, "qualified",
        { group = "二(二)1" }),
  entry({ output_value = 99999999.99, prior_output_value = 50000000 }, "not_qualified"),
}

case "growth must pass the district's by a fen and may be compared below nought" {
  entry({}, "qualified"),
  entry({ output_value = 110000000 }, "not_qualified"),
  entry({ prior_output_value = 200000000, output_value = 180000000.01,
          district_output_growth = -10 }, "qualified"),
  entry({ prior_output_value = 200000000, output_value = 180000000,
          district_output_growth = -10 }, "not_qualified"),
  entry({ prior_output_value = 300000000, output_value = 300000000,
          district_output_growth = 0 }, "not_qualified"),
  entry({ prior_output_value = 300000000, output_value = 300000000.01,
          district_output_growth = 0 }, "qualified"),
  entry({ prior_output_value = 300000000, output_value = 325000000,
          district_output_growth = 8.34 }, "not_qualified"),
  entry({ prior_output_value = 300000000, output_value = 325000000,
          district_output_growth = 8.33 }, "qualified"),
}

case "inclusion must be of the year before, and the sector an industry" {
  entry({ first_inclusion_year = 2021 }, "not_qualified"),
  entry({ first_inclusion_year = 2019 }, "not_qualified"),
  entry({ sector = "other_industry" }, "qualified"),
  entry({ sector = "non_industry" }, "not_qualified"),
  entry({ sector = "park" }, "not_qualified"),
  entry({ above_scale = false }, "qualified"),
}

case "output that is not known, or was nought, is missing" {
  entry({ output_value = null }, "not_assessed", { missing = { "output_value" } }),
  entry({ prior_output_value = null }, "not_assessed", { missing = { "prior_output_value" } }),
  entry({ prior_output_value = 0 }, "not_assessed", { missing = { "prior_output_value" } }),
  entry({ district_output_growth = null }, "not_assessed",
        { missing = { "district_output_growth" } }),
  entry({ output_value = null, first_inclusion_year = 2021 }, "not_qualified"),
}

case "the district's growth may stand in the parameter and the request's own goes first" {
  entry({ district_output_growth = null,
          params = { ["scale_up_entry.district_growth"] = 10 } }, "qualified"),
  entry({ district_output_growth = null,
          params = { ["scale_up_entry.district_growth"] = 10.01 } }, "not_qualified"),
  entry({ params = { ["scale_up_entry.district_growth"] = 10.01 } }, "qualified"),
  entry({ district_output_growth = null, output_value = 100000000.01,
          params = { ["scale_up_entry.district_growth"] = -0.01 } }, "qualified"),
}

case "the reasons of an entry above scale stand in the order of its conditions" {
  entry({}, "qualified", { reasons = {
    { cite = "三(一)", rule = "in_district" }, { cite = "二(二)1", rule = "sector" },
    { cite = "二(二)1", rule = "first_inclusion_next_year" },
    { cite = "二(二)1", rule = "min_output" },
    { cite = "二(二)1", rule = "growth_above_district" },
    { cite = "二(二)1", rule = "amount", value = 50000 } } }),
}

local function revenue(prior, now, tier, amount, more)
  return one(with({ max_prior_revenue = prior, annual_revenue = now }, more),
             { line_id = "revenue_milestone", cite = "二(二)2", group = "二(二)2",
               status = tier and "qualified" or "not_qualified", gross = amount or 0,
               amount = amount or 0, tier = tier })
end

local tiers = { { 500000000, 100000 }, { 1000000000, 200000 }, { 3000000000, 300000 },
                { 5000000000, 500000 }, { 10000000000, 1000000 } }

case "each tier of revenue is passed by a fen and not reached"((function()
  local steps = {}
  for tier, row in ipairs(tiers) do
    steps[#steps + 1] = revenue(row[1], row[1], nil)
    steps[#steps + 1] = revenue(row[1], row[1] + 0.01, tier, row[2])
    steps[#steps + 1] = revenue(row[1] - 1, row[1] + 0.01, tier, row[2])
    steps[#steps + 1] = revenue(row[1] + 0.01, row[1] + 1, nil)
    local lower = tiers[tier - 1]
    if lower then steps[#steps + 1] = revenue(0, row[1], tier - 1, lower[2]) end
  end
  return steps
end)())

case "a jump over all tiers pays the highest, or by choice the sum" {
  revenue(0, 10000000000.01, 5, 1000000),
  revenue(0, 10000000000.01, 5, 2100000, { params = { ["revenue_milestone.multi_tier"] =
                                                      "cumulative" } }),
  revenue(500000000.01, 3000000000.01, 3, 500000,
          { params = { ["revenue_milestone.multi_tier"] = "cumulative" } }),
}

case "revenue of a firm of another sector or below scale earns nothing" {
  revenue(0, 600000000, nil, nil, { sector = "other_industry" }),
  revenue(0, 600000000, nil, nil, { sector = "park" }),
  revenue(0, 600000000, nil, nil, { above_scale = false }),
}

case "without the highest earlier revenue the first break is not assessed" {
  one({ annual_revenue = 600000000 },
      { line_id = "revenue_milestone", status = "not_assessed", amount = 0, gross = 0,
        missing = { "max_prior_revenue" } }),
  award({ max_prior_revenue = 600000000 }, {}, 0),
}

local function rating(code, status, more)
  return one(with({ yield_rating = code }, more),
             { line_id = "yield_rating", cite = "二(六)", status = status,
               amount = status == "qualified" and 30000 or 0 })
end

case "a yield rated a earns 30,000 and b, c and d nothing" {
  rating("a", "qualified"), rating("b", "not_qualified"), rating("c", "not_qualified"),
  rating("d", "not_qualified"),
  rating("a", "qualified", { sector = "other_industry" }),
  rating("a", "not_qualified", { sector = "non_industry" }),
  rating("a", "not_qualified", { sector = "park" }),
  rating("a", "not_qualified", { above_scale = false }),
  rating("a", "qualified", { award_year = 2030 }),
}

case "outside the district no line qualifies, and the reason is of the application" {
  rating("a", "not_qualified", { in_district = false }),
  prize({ benchmark_prize = "first" }, "not_qualified", 0, { in_district = false }),
  project({}, "not_qualified", 0, { in_district = false }),
  one({ in_district = false, recognitions = { industry.titled("unicorn") } },
      { status = "not_qualified", amount = 0 }),
  one({ in_district = false, projects = { { project_id = "P1", technical_upgrade = true,
                                            upgrade_directions = { "green" } } } },
      { status = "not_qualified", amount = 0 }),
}

case "an item that has lapsed qualifies nobody" {
  rating("a", "not_qualified", { params = { ["yield_rating.in_force"] = false } }),
  rating("a", "qualified", { params = { ["yield_rating.in_force"] = true } }),
  project({}, "not_qualified", 0, { params = { ["equipment_upgrade.in_force"] = false } }),
  prize({}, "not_qualified", 0, { params = { ["benchmark_project.in_force"] = false } }),
  rating("a", "qualified", { params = { ["equipment_upgrade.in_force"] = false } }),
}

case "an enterprise without facts is answered with no measure" {
  award({}, {}, 0, { displaced = {}, reasons = { { cite = "末段", rule = "total", value = 0 } } }),
  award({ projects = { { project_id = "P1", technical_upgrade = true } } }, {}, 0),
}

case "the first award year is 2021 and may be moved" {
  rating("a", "qualified", { award_year = 2021 }),
  refuse({ award_year = 2020 },
         refused("not_in_force", "末段", { field = "award_year" })),
  refuse({ award_year = 2021, params = { ["programme.first_award_year"] = 2022 } },
         refused("not_in_force", "末段", { field = "award_year" })),
  rating("a", "qualified", { award_year = 2020,
                             params = { ["programme.first_award_year"] = 2020 } }),
}

case "each field of an enterprise that is absent, or not what it must be, is named" {
  refuse({ enterprise_id = null }, bad "enterprise_id"),
  refuse({ enterprise_id = "" }, bad "enterprise_id"),
  refuse({ enterprise_id = 7 }, bad "enterprise_id"),
  refuse({ award_year = null }, bad "award_year"),
  refuse({ award_year = 2021.5 }, bad "award_year"),
  refuse({ award_year = "2021" }, bad "award_year"),
  refuse({ award_year = -1 }, bad "award_year"),
  refuse({ sector = null }, bad "sector"),
  refuse({ sector = "factory" }, bad "sector"),
  refuse({ above_scale = null }, bad "above_scale"),
  refuse({ above_scale = "true" }, bad "above_scale"),
  refuse({ in_district = 1 }, bad "in_district"),
  refuse({ unit = 1 }, bad "unit"),
  refuse({ annual_revenue = -0.01 }, bad "annual_revenue"),
  refuse({ annual_revenue = 0.001 }, bad "annual_revenue"),
  refuse({ max_prior_revenue = -1 }, bad "max_prior_revenue"),
  refuse({ output_value = -1 }, bad "output_value"),
  refuse({ first_inclusion_year = -1 }, bad "first_inclusion_year"),
  refuse({ district_output_growth = "10" }, bad "district_output_growth"),
  refuse({ yield_rating = "A" }, bad "yield_rating"),
  refuse({ loan_discount_enterprise = "no" }, bad "loan_discount_enterprise"),
  refuse({ colour = 1 }, bad "colour"),
  refuse({ projects = "P1" }, bad "projects"),
}

case "money is an amount, not any text and no yes or no" {
  refuse({ prior_output_value = "much" }, bad "prior_output_value"),
  refuse({ params = { ["yield_rating.amount"] = true } }, bad "params.yield_rating.amount"),
}

case "each field of a project that is not what it must be is named with its place" {
  refuse({ projects = { with(upgrade, { project_id = null }) } }, bad "projects[1].project_id"),
  refuse({ projects = { upgrade, with(upgrade, { project_id = "P2", technical_upgrade = null }) } },
         bad "projects[2].technical_upgrade"),
  refuse({ projects = { with(upgrade, { equipment_investment = -0.01 }) } },
         bad "projects[1].equipment_investment"),
  refuse({ projects = { with(upgrade, { annual_investment = 1.005 }) } },
         bad "projects[1].annual_investment"),
  refuse({ projects = { with(upgrade, { formalities_complete = 1 }) } },
         bad "projects[1].formalities_complete"),
  refuse({ projects = { with(upgrade, { upgrade_directions = { "green", "blue" } }) } },
         bad "projects[1].upgrade_directions[2]"),
  refuse({ projects = { with(upgrade, { benchmark_prize = "fourth" }) } },
         bad "projects[1].benchmark_prize"),
  refuse({ projects = { with(upgrade, { benchmark_score = "95" }) } },
         bad "projects[1].benchmark_score"),
  refuse({ projects = { with(upgrade, { colour = 1 }) } }, bad "projects[1].colour"),
  refuse({ projects = { upgrade, upgrade } }, bad "projects[2].project_id"),
}

case "each field of an earlier award and of a superior rule is held to its type" {
  refuse({ prior_awards = { { award_year = 2021, amount = 1 } } }, bad "prior_awards[1].item"),
  refuse({ prior_awards = { { item = "bonus", award_year = 2021, amount = 1 } } },
         bad "prior_awards[1].item"),
  refuse({ prior_awards = { { item = "yield_rating", amount = 1 } } },
         bad "prior_awards[1].award_year"),
  refuse({ prior_awards = { { item = "yield_rating", award_year = 2021 } } },
         bad "prior_awards[1].amount"),
  refuse({ prior_awards = { { item = "yield_rating", award_year = 2021, amount = -1 } } },
         bad "prior_awards[1].amount"),
  refuse({ prior_awards = { { item = "revenue_milestone", award_year = 2021, amount = 1,
                              tier = 6 } } }, bad "prior_awards[1].tier"),
  refuse({ prior_awards = { { item = "revenue_milestone", award_year = 2021, amount = 1,
                              tier = 0 } } }, bad "prior_awards[1].tier"),
  refuse({ superior_rules = { { item = "yield_rating", amount = 1, issued_on = "2022-01-01" } } },
         bad "superior_rules[1].document"),
  refuse({ superior_rules = { { item = "yield_rating", amount = 1, document = "甲" } } },
         bad "superior_rules[1].issued_on"),
  refuse({ superior_rules = { { item = "yield_rating", amount = 1, document = "甲",
                                issued_on = "2022-02-30" } } }, bad "superior_rules[1].issued_on"),
  refuse({ superior_rules = { { item = "yield_rating", document = "甲",
                                issued_on = "2022-02-01" } } }, bad "superior_rules[1].amount"),
}

case "a parameter that is unknown or of another type is named" {
  refuse({ params = { ["yield_rating.amounts"] = 1 } }, bad "params.yield_rating.amounts"),
  refuse({ params = { ["yield_rating.amount"] = 0.001 } }, bad "params.yield_rating.amount"),
  refuse({ params = { ["yield_rating.amount"] = -1 } }, bad "params.yield_rating.amount"),
  refuse({ params = { ["yield_rating.in_force"] = 0 } }, bad "params.yield_rating.in_force"),
  refuse({ params = { ["stacking.scheme"] = "by_name" } }, bad "params.stacking.scheme"),
  refuse({ params = { ["stacking.window"] = "for_ever" } }, bad "params.stacking.window"),
  refuse({ params = { ["recognition.not_before"] = "2021" } },
         bad "params.recognition.not_before"),
  refuse({ params = { ["programme.first_award_year"] = 2021.5 } },
         bad "params.programme.first_award_year"),
  refuse({ params = { ["revenue_milestone.multi_tier"] = "lowest" } },
         bad "params.revenue_milestone.multi_tier"),
  refuse({ params = { ["calendar.rest_days"] = { "x" } } }, bad "params.calendar.rest_days"),
  refuse({ params = "rate" }, bad "params"),
}
