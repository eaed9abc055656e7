-- SPDX-License-Identifier: MIT
-- What is told of facts that are not there.
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local apply, story = industry.apply, industry.story

local function entry(facts, missing)
  facts.first_inclusion_year = 2020
  return industry.award(facts, { { line_id = "scale_up_entry", status = "not_assessed",
                                   missing = missing } }, 0)
end

case "growth names every fact that it lacks, whichever of them is there" {
  entry({}, { "output_value", "prior_output_value", "district_output_growth" }),
  entry({ prior_output_value = 1 }, { "output_value", "district_output_growth" }),
  entry({ prior_output_value = 0 },
        { "output_value", "prior_output_value", "district_output_growth" }),
  entry({ district_output_growth = 1 }, { "output_value", "prior_output_value" }),
  entry({ prior_output_value = 1, district_output_growth = 1 }, { "output_value" }),
  entry({ output_value = 100000001 }, { "prior_output_value", "district_output_growth" }),
  entry({ output_value = 100000001, prior_output_value = 1 }, { "district_output_growth" }),
}

local function lacks(line, facts, missing)
  return apply("E1", line, facts, nil,
               refused("facts_missing", "三(一)", { missing = missing }))
end

case "an application for a line that is absent is told the first fact of its item" (story {
  lacks("yield_rating", {}, { "yield_rating" }),
  lacks("revenue_milestone", {}, { "annual_revenue" }),
  lacks("scale_up_entry", industry.rated, { "first_inclusion_year" }),
  lacks("benchmark_project:P1", {}, { "annual_investment" }),
  lacks("benchmark_project:P1", industry.equipment(), { "annual_investment" }),
  lacks("loan_interest_discount:P1", {}, { "upgrade_directions" }),
  lacks("internet_application:ai_cluster/national", {}, { "recognitions" }),
  lacks("integration_certification", {}, { "recognitions" }),
  lacks("special_matter:1", {}, {}), lacks("special_matter", {}, {}),
  lacks("yield", industry.rated, {}), lacks("", {}, {}), lacks(":", {}, {}),
  lacks("revenue_milestone", { annual_revenue = 600000000 }, { "max_prior_revenue" }),
})

case "what is read earlier than the last event is read by the figures of then" (story {
  own({ ["fund.ceiling"] = 60000000 }, "2021-12-15"),
  own({ ["fund.ceiling"] = 70000000 }, "2022-03-02"),
  apply("E1", "yield_rating", industry.rated, "03-01T09:00:00"),
  apply("E2", "yield_rating", industry.rated, "03-05T09:00:00"),
  { "report", { actor = "anyone", at = "2021-11-01T00:00:00+08:00" },
    { fund = { ceiling = 50000000 }, by_item = { { claims = { applied = 2 } } } } },
  { "report", { actor = "anyone", at = "2021-12-15T00:00:00+08:00" },
    { fund = { ceiling = 60000000 } } },
  { "report", { actor = "anyone", at = "2022-03-01T23:59:59+08:00" },
    { fund = { ceiling = 60000000 } } },
  { "report", { actor = "anyone", at = "2022-03-02T00:00:00+08:00" },
    { fund = { ceiling = 70000000 }, by_item = { { claims = { applied = 2 } } } } },
})
