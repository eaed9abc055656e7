-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local award, one, titled = industry.award, industry.one, industry.titled

local function paid(item, amount, more)
  return with({ item = item, award_year = 2021, amount = amount }, more)
end

local function after(facts, prior, line, total)
  return one(with(facts, { prior_awards = { prior } }), line, total)
end

local function done(facts, prior)
  return after(facts, prior, { status = "already_awarded", amount = 0 }, 0)
end

local rated = { yield_rating = "a" }

case "a rating is paid once a year and again for another year" {
  done(rated, paid("yield_rating", 30000)),
  after(rated, paid("yield_rating", 30000, { award_year = 2020 }),
        { status = "qualified", amount = 30000 }),
  after(rated, paid("yield_rating", 30000, { award_year = 2022 }),
        { status = "qualified", amount = 30000 }),
}

case "an entry above scale and a certificate are paid once for ever" {
  done({ first_inclusion_year = 2020, output_value = 200000000, prior_output_value = 100000000,
         district_output_growth = 10 }, paid("scale_up_entry", 50000, { award_year = 2019 })),
  done({ recognitions = { titled("integration_management") } },
       paid("integration_certification", 150000, { award_year = 2010 })),
}

case "equipment is subsidised once a project, a prize once a project and year" {
  done(industry.equipment(10000000),
       paid("equipment_upgrade", 1, { project_id = "P1", award_year = 2020 })),
  after(industry.equipment(10000000), paid("equipment_upgrade", 1, { project_id = "P2" }),
        { status = "qualified", amount = 500000 }),
  done({ projects = { { project_id = "P1", technical_upgrade = true,
                        annual_investment = 50000000, benchmark_prize = "first" } } },
       paid("benchmark_project", 1000000, { project_id = "P1" })),
  after({ projects = { { project_id = "P1", technical_upgrade = true,
                         annual_investment = 50000000, benchmark_prize = "first" } } },
        paid("benchmark_project", 1000000, { project_id = "P1", award_year = 2020 }),
        { status = "qualified", amount = 1000000 }),
}

case "a tier of revenue is gone once it or a higher one was paid" {
  done({ annual_revenue = 1200000000, max_prior_revenue = 400000000 },
       paid("revenue_milestone", 200000, { tier = 2, award_year = 2020 })),
  done({ annual_revenue = 1200000000, max_prior_revenue = 400000000 },
       paid("revenue_milestone", 300000, { tier = 3, award_year = 2020 })),
  after({ annual_revenue = 1200000000, max_prior_revenue = 400000000 },
        paid("revenue_milestone", 100000, { tier = 1, award_year = 2020 }),
        { status = "qualified", amount = 200000 }),
  after({ annual_revenue = 1200000000, max_prior_revenue = 400000000 },
        paid("revenue_milestone", 100000, { tier = 1 }),
        { status = "qualified", gross = 200000, amount = 100000 }),
}

case "a digital or green title is gone with the same level and certificate only" {
  done({ recognitions = { titled("fiveg_industry", "national", { ref = "x" }) } },
       paid("internet_application", 500000,
            { title = "fiveg_industry", level = "national", ref = "x", award_year = 2020 })),
  after({ recognitions = { titled("fiveg_industry", "national", { ref = "x" }) } },
        paid("internet_application", 500000,
             { title = "fiveg_industry", level = "national", ref = "y", award_year = 2020 }),
        { status = "qualified", amount = 500000 }),
  after({ recognitions = { titled("fiveg_industry", "national") } },
        paid("internet_application", 200000,
             { title = "fiveg_industry", level = "provincial", award_year = 2020 }),
        { status = "qualified", amount = 500000 }),
  done({ recognitions = { titled("green_factory", "municipal") } },
       paid("green_site", 50000,
            { title = "green_factory", level = "municipal", award_year = 2020 })),
  after({ recognitions = { titled("green_factory", "municipal") } },
        paid("green_site", 50000,
             { title = "green_park", level = "municipal", award_year = 2020 }),
        { status = "qualified", amount = 50000 }),
}

case "an innovative title is gone with the same level whatever the certificate" {
  done({ recognitions = { titled("gazelle", "national", { ref = "x" }) } },
       paid("innovative_enterprise", 500000,
            { title = "gazelle", level = "national", ref = "y", award_year = 2020 })),
  done({ recognitions = { titled("unicorn") } },
       paid("innovative_enterprise", 1000000, { title = "unicorn", award_year = 2020 })),
  after({ recognitions = { titled("gazelle", "national") } },
        paid("innovative_enterprise", 200000,
             { title = "gazelle", level = "provincial", award_year = 2020 }),
        { status = "qualified", amount = 500000 }),
}

local batch = { recognitions = { titled("green_design_product", "national", { ref = "b1" }) } }

case "a batch paid this year is counted and a batch of another year is not" {
  done(batch, paid("green_design_product", 50000,
                   { title = "green_design_product", level = "national", ref = "b1" })),
  after(batch, paid("green_design_product", 50000,
                    { title = "green_design_product", level = "national", ref = "b0" }),
        { status = "qualified", gross = 100000, amount = 50000 }),
  after(batch, paid("green_design_product", 50000,
                    { title = "green_design_product", level = "national", ref = "b0",
                      award_year = 2020 }),
        { status = "qualified", gross = 50000, amount = 50000 }),
  done(batch, paid("green_design_product", 50000,
                   { title = "green_design_product", level = "national", ref = "b1",
                     award_year = 2020 })),
}

local function ruled(amount, issued_on, line)
  return one({ yield_rating = "a",
               superior_rules = { { item = "yield_rating", amount = amount, document = "甲",
                                    issued_on = issued_on } } }, line)
end

case "a superior rule must be newer than the notice and higher by a fen" {
  ruled(30000.01, "2021-12-01",
        { status = "superseded", gross = 30000, amount = 0, superior_amount = 30000.01 }),
  ruled(30000, "2021-12-01", { status = "qualified", amount = 30000 }),
  ruled(30000.01, "2021-11-30", { status = "qualified", amount = 30000 }),
  ruled(30000.01, "2021-11-29", { status = "qualified", amount = 30000 }),
}

case "of two superior rules the highest is shown, and a rule of another item has no effect" {
  one({ yield_rating = "a",
        superior_rules = {
          { item = "yield_rating", amount = 40000, document = "甲", issued_on = "2022-01-01" },
          { item = "yield_rating", amount = 60000, document = "乙", issued_on = "2022-01-01" },
          { item = "yield_rating", amount = 90000, document = "丙", issued_on = "2020-01-01" } } },
      { status = "superseded", amount = 0, superior_amount = 60000 }),
  one({ yield_rating = "a",
        superior_rules = { { item = "green_site", amount = 90000, document = "甲",
                             issued_on = "2022-01-01" } } },
      { status = "qualified", amount = 30000 }),
}

case "a superseded line displaces nobody" {
  award({ recognitions = { titled("fiveg_industry", "national"),
                           titled("integration_management") },
          superior_rules = { { item = "internet_application", amount = 600000, document = "甲",
                               issued_on = "2022-01-01" } } },
        { { status = "superseded", amount = 0 },
          { line_id = "integration_certification", status = "qualified", amount = 150000 } },
        150000, { displaced = {} }),
}

local honours = { recognitions = {
  titled("digital_factory", "provincial"), titled("digital_workshop", "national"),
  titled("gazelle", "provincial"), titled("gazelle", "national"),
  titled("green_factory", "provincial"), titled("green_park", "provincial"),
} }

case "by item the highest of a category stays and on a tie the earlier" {
  award(honours,
        { { status = "displaced", group = "二(三)",
            displaced_by = "internet_application:digital_workshop/national" },
          { status = "qualified", amount = 500000 },
          { status = "displaced", displaced_by = "innovative_enterprise:gazelle/national" },
          { status = "qualified", group = "二(四)", amount = 500000 },
          { status = "qualified", group = "二(五)", amount = 200000 },
          { status = "displaced", displaced_by = "green_site:green_factory/provincial" } },
        1200000,
        { displaced = { "internet_application:digital_factory/provincial",
                        "innovative_enterprise:gazelle/provincial",
                        "green_site:green_park/provincial" } }),
}

case "by title a factory and a workshop are one family and a title's levels one group" {
  award(with(honours, { params = { ["stacking.scheme"] = "by_title" } }),
        { { status = "displaced", group = "二(三)/digital_factory_workshop" },
          { status = "qualified", group = "二(三)/digital_factory_workshop", amount = 500000 },
          { status = "displaced", group = "二(四)/gazelle" },
          { status = "qualified", amount = 500000 },
          { status = "qualified", group = "二(五)/green_factory", amount = 200000 },
          { status = "qualified", group = "二(五)/green_park", amount = 200000 } }, 1400000),
}

case "without stacking every line is paid and is its own group" {
  award(with(honours, { params = { ["stacking.scheme"] = "none" } }),
        { { group = "internet_application:digital_factory/provincial", amount = 200000 },
          { amount = 500000 }, { amount = 200000 }, { amount = 500000 }, { amount = 200000 },
          { group = "green_site:green_park/provincial", amount = 200000 } }, 1800000),
}

local both = { first_inclusion_year = 2020, output_value = 600000000,
               prior_output_value = 400000000, district_output_growth = 10,
               annual_revenue = 600000000, max_prior_revenue = 400000000, yield_rating = "a" }

case "by section entry and revenue are one fund, as are a project's prize and equipment" {
  award(both, { { amount = 50000 }, { amount = 100000 }, { amount = 30000 } }, 180000),
  award(with(both, { params = { ["stacking.scheme"] = "by_section" } }),
        { { status = "displaced", group = "二(二)", displaced_by = "revenue_milestone" },
          { group = "二(二)", amount = 100000 }, { group = "二(六)", amount = 30000 } }, 130000),
  award({ projects = { with(industry.equipment(10000000).projects[1],
                            { annual_investment = 50000000, benchmark_prize = "second" }),
                       { project_id = "P2", technical_upgrade = true,
                         annual_investment = 50000000, benchmark_prize = "third" } },
          params = { ["stacking.scheme"] = "by_section" } },
        { { line_id = "benchmark_project:P1", group = "二(一)#P1", amount = 500000 },
          { line_id = "benchmark_project:P2", group = "二(一)#P2", amount = 200000 },
          { line_id = "equipment_upgrade:P1", group = "二(一)#P1", status = "displaced" } },
        700000),
}

local national = { recognitions = { titled("fiveg_industry", "national") } }

case "a top-up of this year pays what is left to the fen, and nothing at nought" {
  after(national, paid("integration_certification", 150000),
        { status = "qualified", gross = 500000, amount = 350000 }),
  after(national, paid("integration_certification", 499999.99),
        { status = "qualified", gross = 500000, amount = 0.01 }),
  after(national, paid("integration_certification", 500000),
        { status = "displaced", gross = 500000, amount = 0, displaced_by = "prior_award" }, 0),
  after(national, paid("integration_certification", 600000),
        { status = "displaced", amount = 0, displaced_by = "prior_award" }, 0),
  after(national, paid("integration_certification", 150000, { award_year = 2020 }),
        { status = "qualified", amount = 500000 }),
  after(national, paid("innovative_enterprise", 200000, { title = "gazelle",
                                                         level = "provincial" }),
        { status = "qualified", amount = 500000 }),
}

case "over a lifetime an earlier year's award is taken off, but not a rating's" {
  after(with(national, { params = { ["stacking.window"] = "lifetime" } }),
        paid("integration_certification", 150000, { award_year = 2020 }),
        { status = "qualified", amount = 350000 }),
  after(with(rated, { params = { ["stacking.window"] = "lifetime" } }),
        paid("yield_rating", 30000, { award_year = 2020 }),
        { status = "qualified", amount = 30000 }),
  after({ params = { ["stacking.window"] = "lifetime" },
          projects = { { project_id = "P1", technical_upgrade = true,
                         annual_investment = 50000000, benchmark_prize = "first" } } },
        paid("benchmark_project", 1000000, { project_id = "P1", award_year = 2020 }),
        { status = "qualified", amount = 1000000 }),
}

case "without stacking an award of another line is not taken off" {
  after(with(national, { params = { ["stacking.scheme"] = "none" } }),
        paid("integration_certification", 150000), { status = "qualified", amount = 500000 }),
  after(with(national, { params = { ["stacking.scheme"] = "by_title" } }),
        paid("internet_application", 200000, { title = "fiveg_industry",
                                               level = "provincial" }),
        { status = "qualified", amount = 300000 }),
}

case "a second batch tops the category up beside a municipal factory" {
  award({ recognitions = { titled("green_factory", "municipal"),
                           titled("green_design_product", "national", { ref = "b1" }) } },
        { { line_id = "green_site:green_factory/municipal", status = "qualified",
            amount = 50000 },
          { line_id = "green_design_product", status = "displaced",
            displaced_by = "green_site:green_factory/municipal" } }, 50000),
}

case "a special matter of before is of a kind of its own and takes nothing off" {
  after(rated, paid("special_matter", 30000), { status = "qualified", amount = 30000 }, 30000),
}
