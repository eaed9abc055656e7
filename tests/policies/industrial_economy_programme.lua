-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local t, id, story, through = industry.t, industry.id, industry.story, industry.through
local apply, unit_review, resubmit, formal_report, panel_review, publicise, confirm, transfer,
  disburse, withdraw, object, resolve, status, rated, titled = industry.apply,
  industry.unit_review, industry.resubmit, industry.formal_report, industry.panel_review,
  industry.publicise, industry.confirm, industry.transfer, industry.disburse, industry.withdraw,
  industry.object, industry.resolve, industry.status, industry.rated, industry.titled

local function rating(enterprise, moment, expected, more)
  return apply(enterprise, "yield_rating", with(rated, more), moment, expected)
end

case "an application on the notice's day is taken and a second before it is not" (story {
  rating("E1", nil, refused("not_in_force", "末段"), { at = "2021-11-29T23:59:59+08:00" }),
  rating("E1", nil, { claim_id = id(1), state = "applied", gross = 30000, payable = null },
         { at = "2021-11-30T00:00:00+08:00" }),
})

case "claims are numbered in each award year in the order they come" (story {
  rating("E1", nil, { claim_id = id(1) }),
  rating("E2", nil, { claim_id = id(2) }),
  rating("E1", nil, { claim_id = id(1, 2022) }, { award_year = 2022 }),
  rating("E3", nil, refused("not_eligible", "二(六)"), { yield_rating = "b" }),
  rating("E3", nil, { claim_id = id(3) }),
})

case "a live claim for the same line is a duplicate and a dead one is not" (story {
  rating("E1"), rating("E1", nil, refused("duplicate_claim", "末段")),
  rating("E1", nil, refused("duplicate_claim", "末段"), { yield_rating = "b" }),
  withdraw(1, "03-01T10:00:00", { state = "withdrawn", released = {} }),
  rating("E1", "03-01T11:00:00", { claim_id = id(2) }),
  unit_review(2, { result = "reject" }, { state = "rejected" }),
  rating("E1", "03-02T11:00:00", { claim_id = id(3) }),
})

case "an application refused tells the line's article" (story {
  rating("E1", nil, refused("facts_missing", "三(一)"), { yield_rating = null }),
  apply("E1", "revenue_milestone", { annual_revenue = 600000000 }, nil,
        refused("facts_missing", "三(一)", { missing = { "max_prior_revenue" } })),
  rating("E1", nil, refused("not_eligible", "二(六)"), { above_scale = false }),
  rating("E1", nil, refused("not_eligible", "二(六)"), { in_district = false }),
  rating("E1", nil, refused("not_eligible", "二(六)"),
         { superior_rules = { { item = "yield_rating", amount = 30001, document = "甲",
                                issued_on = "2022-01-01" } } }),
  rating("E1", nil, refused("already_awarded", "末段"),
         { prior_awards = { { item = "yield_rating", award_year = 2021, amount = 30000 } } }),
  apply("E1", "loan_interest_discount:P1",
        { projects = { { project_id = "P1", technical_upgrade = true,
                         upgrade_directions = { "green" } } } }, nil,
        refused("no_district_payment", "二(一)3")),
  rating("E1", nil, refused("not_in_force", "末段"), { award_year = 2020 }),
  rating("E1", nil, refused("wrong_actor", "三(一)"), { actor = "unit" }),
  rating("E1", nil, bad "actor", { actor = "mayor" }),
  rating("E1", nil, bad "actor", { actor = null }),
  rating("E1", nil, bad "unit", { unit = null }),
  rating("E1", nil, bad "line_id", { line_id = null }),
  rating("E1", nil, bad "request_id", { request_id = null }),
  rating("E1", nil, bad "request_id", { request_id = string.rep("x", 129) }),
  rating("E1", nil, bad "request_id", { request_id = "" }),
  rating("E1", nil, bad "params", { params = { ["yield_rating.amount"] = 1 } }),
  rating("E1", nil, { claim_id = id(1) }, { request_id = string.rep("x", 128) }),
})

case "a displaced line and an unranked project may be applied for" (story {
  apply("E1", "integration_certification",
        { recognitions = { titled("integration_management"),
                           titled("fiveg_industry", "national") } }, nil,
        { state = "applied", gross = 150000 }),
  apply("E2", "benchmark_project:P1", industry.benchmark(), nil,
        { state = "applied", gross = null, payable = null }),
})

case "a request id answers again whatever the moment, and refuses other fields" (story {
  rating("E1", nil, { claim_id = id(1) }, { request_id = "q" }),
  rating("E1", "03-05T09:00:00", { claim_id = id(1), state = "applied" }, { request_id = "q" }),
  rating("E2", nil, refused("request_id_reused", "-"), { request_id = "q" }),
  rating("E1", nil, refused("request_id_reused", "-"), { request_id = "q", actor = "unit" }),
  unit_review(1, { request_id = "q" }, refused("request_id_reused", "-")),
  unit_review(1, { request_id = "r", result = "maybe" }, bad "result"),
  unit_review(1, { request_id = "r" }, { state = "unit_passed" }),
  withdraw(1, "03-02T10:00:00", { state = "withdrawn" }),
  unit_review(1, { request_id = "r" }, { state = "unit_passed" }),
})

case "a refusal is remembered under its request id" (story {
  rating("E1"),
  unit_review(1, { request_id = "r", unit = "经开区" }, refused("wrong_territory", "三(一)")),
  unit_review(1, { request_id = "r", unit = "经开区" }, refused("wrong_territory", "三(一)")),
  unit_review(1, { request_id = "r" }, refused("request_id_reused", "-")),
})

case "the unit passes, returns or rejects its own claim only" (story {
  rating("E1"),
  unit_review(1, { actor = "enterprise" }, refused("wrong_actor", "三(一)")),
  unit_review(9, {}, refused("not_found", "-", { field = "claim_id" })),
  unit_review(1, { at = t "03-01T08:59:59" }, refused("time_conflict", "-")),
  unit_review(1, { unit = "经开区", authentic = false }, refused("wrong_territory", "三(一)")),
  unit_review(1, { authentic = false }, refused("materials_incomplete", "三(一)")),
  unit_review(1, { complete = false }, refused("materials_incomplete", "三(一)")),
  unit_review(1, { authentic = null }, bad "authentic"),
  unit_review(1, { complete = null }, bad "complete"),
  unit_review(1, { result = "return", complete = false, at = t "03-01T09:00:00" },
              { claim_id = id(1), state = "returned" }),
  unit_review(1, {}, refused("wrong_state", "三(一)", { field = "claim_id" })),
  resubmit(1, {}, { state = "applied", gross = 30000 }),
  unit_review(1, { at = t "03-02T12:00:00" }, { state = "unit_passed" }),
})

case "a returned claim comes back with new facts, tested again" (story {
  apply("E1", "revenue_milestone",
        { annual_revenue = 600000000, max_prior_revenue = 400000000 }, nil, { gross = 100000 }),
  resubmit(1, {}, refused("wrong_state", "三(一)")),
  unit_review(1, { result = "return" }),
  resubmit(1, { actor = "unit" }, refused("wrong_actor", "三(一)")),
  resubmit(1, { enterprise_id = "E2" }, bad "enterprise_id"),
  resubmit(1, { award_year = 2022 }, bad "award_year"),
  resubmit(1, { annual_revenue = 500000000 }, refused("not_eligible", "二(二)2")),
  resubmit(1, { annual_revenue = 1000000000.01 }, { state = "applied", gross = 200000 }),
  status(1, { state = "applied", gross = 200000 }),
})

case "a report names the claim that is not of its unit or not passed" (story {
  rating("E1"), rating("E2", nil, nil, { unit = "经开区" }), rating("E3"),
  unit_review(1), unit_review(2, { unit = "经开区" }),
  formal_report({ 1, 2 }, {}, refused("wrong_territory", "三(一)", { field = "claim_ids[2]" })),
  formal_report({ 1, 3 }, {}, refused("wrong_state", "三(一)", { field = "claim_ids[2]" })),
  formal_report({ 1, 9 }, {}, refused("not_found", "-", { field = "claim_ids[2]" })),
  formal_report({ 1, 1 }, {}, bad "claim_ids[2]"),
  formal_report({ 3, 9 }, {}, refused("not_found", "-", { field = "claim_ids[2]" })),
  formal_report({ 1 }, { document_no = null }, bad "document_no"),
  formal_report({ 1 }, { at = t "03-02T08:59:59" },
                refused("time_conflict", "-", { field = "claim_ids[1]" })),
  status(1, { state = "unit_passed" }),
  formal_report({ 1 }, {}, { claims = { { claim_id = id(1), state = "reported",
                                          gross = 30000 } } }),
})

case "the panel is whole, whatever the order of its members" (story {
  rating("E1"), through({ 1 }, "applied", "reported"),
  panel_review({ 1 }, { members = { "industry_bureau", "development_reform_bureau",
                                    "science_bureau", "statistics_bureau", "tax_bureau" } },
               refused("panel_incomplete", "三(二)", { field = "members" })),
  panel_review({ 1 }, { members = { "mayor" } }, bad "members[1]"),
  panel_review({ 1 }, { actor = "industry_bureau" }, refused("wrong_actor", "三(二)")),
  panel_review({ 1 }, { members = { "third_party", "tax_bureau", "statistics_bureau",
                                    "science_bureau", "development_reform_bureau",
                                    "industry_bureau" } },
               { claims = { { state = "panel_passed", gross = 30000, payable = 30000,
                              committed = 0 } } }),
})

case "the panel may approve less, down to a fen, and not a fen more" (story {
  rating("E1"), through({ 1 }, "applied", "reported"),
  panel_review({ { claim_id = 1, result = "pass", amount = 30000.01 } }, {},
               refused("amount_over_rule", "二(六)")),
  panel_review({ { claim_id = 1, result = "pass", amount = 0 } }, {},
               refused("amount_over_rule", "二(六)")),
  panel_review({ { claim_id = 1, result = "pass", amount = 0.01 } }, {},
               { claims = { { gross = 0.01, payable = 0.01 } } }),
})

case "the panel's own facts decide" (story {
  rating("E1"), rating("E2"), through({ 1, 2 }, "applied", "reported"),
  panel_review({ { claim_id = 1, result = "pass", verified = { yield_rating = "b" } } }, {},
               refused("not_eligible", "二(六)")),
  panel_review({ 2, { claim_id = 1, result = "pass", verified = { yield_rating = "b" } } }, {},
               refused("not_eligible", "二(六)", { field = "decisions[2].claim_id" })),
  status(2, { state = "reported" }),
  panel_review({ 2, 9 }, {}, refused("not_found", "-", { field = "decisions[2].claim_id" })),
  panel_review({ 2, 2 }, {}, bad "decisions[2].claim_id"),
  panel_review({ { claim_id = 1, result = "reject" } }, {},
               { claims = { { claim_id = id(1), state = "rejected" } } }),
  panel_review({ 2, 1 }, {}, refused("wrong_state", "三(二)", { field = "decisions[2].claim_id" })),
})

case "a benchmark project is not for the review but for the ranking" (story {
  apply("E1", "benchmark_project:P1", industry.benchmark()),
  through({ 1 }, "applied", "reported"),
  panel_review({ 1 }, {}, refused("use_panel_rank", "二(一)1")),
})

case "publicity starts on the day of the request or later" (story {
  rating("E1"), through({ 1 }, "applied", "panel_passed"),
  publicise({ 1 }, { start_date = "2022-03-06" }, bad "start_date"),
  publicise({ 1 }, { actor = "panel" }, refused("wrong_actor", "三(三)")),
  publicise({ 1 }, { channel = null }, bad "channel"),
  publicise({ 1 }, { start_date = "2022-03-08" },
            { last_day = "2022-03-15", confirmable_from = "2022-03-16",
              list = { { enterprise_id = "E1", item = "yield_rating", payable = 30000 } } }),
  publicise({ 1 }, {}, refused("wrong_state", "三(三)", { field = "claim_ids[1]" })),
  confirm({ 1 }, { at = t "03-15T23:59:59" }, refused("publicity_not_over", "三(三)")),
  confirm({ 1 }, { at = t "03-16T00:00:00" }, { claims = { { state = "confirmed" } } }),
})

case "an objection may be made on the last day and not on the next" (story {
  rating("E1"), through({ 1 }, "applied", "panel_passed"),
  object(1, { at = t "03-05T09:00:00" }, refused("wrong_state", "三(三)")),
  publicise({ 1 }),
  object(1, { by = null }, bad "by"), object(1, { grounds = null }, bad "grounds"),
  object(1, { at = t "03-14T23:59:59" }, { objection_id = id(1) .. "/1" }),
  object(1, { at = t "03-14T23:59:59" }, { objection_id = id(1) .. "/2" }),
  object(1, { at = t "03-15T00:00:00" }, refused("publicity_over", "三(三)")),
  confirm({ 1 }, {}, refused("objection_pending", "三(三)")),
  resolve(id(1) .. "/3", "dismissed", { at = t "03-15T09:00:00" },
          refused("not_found", "-", { field = "objection_id" })),
  resolve(id(1) .. "/1", "dismissed", { at = t "03-15T09:00:00" }, { state = "publicised" }),
  resolve(id(1) .. "/1", "dismissed", { at = t "03-15T09:00:00" },
          refused("wrong_state", "三(三)")),
  confirm({ 1 }, { at = t "03-15T10:00:00" }, refused("objection_pending", "三(三)")),
  resolve(id(1) .. "/2", "dismissed", { at = t "03-15T11:00:00" }),
  confirm({ 1 }, { at = t "03-15T11:00:00" }, { claims = { { state = "confirmed" } } }),
})

case "a corrected claim goes back to the panel and a cancelled one is rejected" (story {
  rating("E1"), rating("E2"), through({ 1, 2 }, "applied", "publicised"), object(1), object(2),
  resolve(id(1) .. "/1", "corrected", {}, { state = "reported" }),
  resolve(id(2) .. "/1", "cancelled", {}, { state = "rejected" }),
  resolve(id(1) .. "/1", "maybe", {}, bad "outcome"),
  resolve(id(1) .. "/1", "corrected", { actor = "anyone" }, refused("wrong_actor", "三(三)")),
  panel_review({ 1 }, { at = t "03-10T09:00:00" }, { claims = { { state = "panel_passed" } } }),
  confirm({ 1 }, {}, refused("wrong_state", "三(四)", { field = "claim_ids[1]" })),
  publicise({ 1 }, { at = t "03-10T09:00:00" }, { last_day = "2022-03-17" }),
  object(1, { at = t "03-11T09:00:00" }, { objection_id = id(1) .. "/2" }),
})

case "money goes from finance to the bureau and from the bureau to the firm" (story {
  rating("E1"), through({ 1 }, "applied", "confirmed"),
  disburse({ 1 }, {}, refused("wrong_state", "三(四)", { field = "claim_ids[1]" })),
  transfer({ 1 }, { actor = "industry_bureau" }, refused("wrong_actor", "三(四)")),
  transfer({ 1 }, { document_no = null }, bad "document_no"),
  transfer({ 1 }, {}, { claims = { { state = "transferred", committed = 30000 } } }),
  withdraw(1, "03-16T10:00:00", refused("wrong_state", "三(一)", { field = "claim_id" })),
  disburse({ 1 }, { actor = "finance_bureau" }, refused("wrong_actor", "三(四)")),
  disburse({ 1 }, { paid_on = null }, bad "paid_on"),
  disburse({ 1 }, {}, { claims = { { state = "disbursed", committed = 30000 } } }),
  disburse({ 1 }, {}, refused("wrong_state", "三(四)")),
  withdraw(1, "03-18T10:00:00", refused("wrong_state", "三(一)")),
  rating("E1", "03-18T11:00:00", refused("duplicate_claim", "末段")),
  industry.audit(),
})

case "what the register has bound counts as an earlier award" (story {
  apply("E1", "integration_certification", { recognitions = { titled("integration_management") } }),
  through({ 1 }, "applied", "confirmed"),
  apply("E1", "integration_certification",
        { award_year = 2022, recognitions = { titled("integration_management", nil,
                                                     { recognised_on = "2022-02-01" }) } },
        "03-20T09:00:00", refused("already_awarded", "末段")),
})

case "a status shows a claim's facts and its history" (story {
  rating("E1"), through({ 1 }, "applied", "reported"),
  status(1, { claim_id = id(1), state = "reported", history = {
    { ["function"] = "apply", actor = "enterprise", to = "applied", at = t "03-01T09:00:00" },
    { ["function"] = "unit_review", actor = "unit", from = "applied", to = "unit_passed" },
    { ["function"] = "formal_report", actor = "unit", from = "unit_passed", to = "reported",
      document = "半政报〔2022〕1号" } } }),
  { "status", { actor = "enterprise", enterprise_id = "E1" }, { claims = { { } } } },
  { "status", { actor = "anyone", enterprise_id = "E1", award_year = 2022 }, { claims = {} } },
  { "status", { actor = "anyone" }, { ok = false, error = { code = "bad_input" } } },
  { "status", { actor = "anyone", claim_id = id(9) }, refused("not_found", "-") },
  { "status", { claim_id = id(1) }, bad "actor" },
})
