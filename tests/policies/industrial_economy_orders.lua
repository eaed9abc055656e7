-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local t, id, story, through = industry.t, industry.id, industry.story, industry.through
local apply, unit_review, formal_report, panel_review, panel_rank, publicise, confirm,
  withdraw, object, resolve, status, special, titled, audit, report = industry.apply,
  industry.unit_review, industry.formal_report, industry.panel_review, industry.panel_rank,
  industry.publicise, industry.confirm,
  industry.withdraw, industry.object, industry.resolve, industry.status, industry.special,
  industry.titled, industry.audit, industry.report

local function batches(refs, moment, expected)
  local list = {}
  for place, ref in ipairs(refs) do
    list[place] = titled("green_design_product", "national", { ref = ref })
  end
  return apply("E1", "green_design_product", { recognitions = list }, moment, expected)
end

local function later(claim, month)
  return { unit_review(claim, { at = t(month .. "-01T09:00:00") }),
           formal_report({ claim }, { at = t(month .. "-02T09:00:00") }),
           panel_review({ claim }, { at = t(month .. "-03T09:00:00") }),
           publicise({ claim }, { at = t(month .. "-04T09:00:00") }) }
end

case "a second batch may be claimed once the first is bound, and adds 50,000" (story {
  batches({ "b1" }, nil, { claim_id = id(1), gross = 50000 }),
  batches({ "b2" }, nil, refused("duplicate_claim", "末段")),
  through({ 1 }, "applied", "publicised"),
  batches({ "b2" }, "03-14T09:00:00", refused("duplicate_claim", "末段")),
  confirm { 1 },
  batches({ "b1" }, "03-15T09:00:00", refused("already_awarded", "末段")),
  batches({ "b2" }, "03-15T09:00:00", { claim_id = id(2), gross = 100000 }),
  later(2, "04"), status(2, { gross = 100000, payable = 50000 }),
  confirm({ 2 }, { at = t "05-10T09:00:00" }, { claims = { { state = "confirmed",
                                                             committed = 50000 } } }),
  audit(),
})

case "the wrong actor is told before the unknown claim and that before the moment" (story {
  apply("E1", "yield_rating", industry.rated),
  unit_review(9, { actor = "panel" }, refused("wrong_actor", "三(一)")),
  formal_report({ 1, 9 }, { at = t "02-01T09:00:00" },
                refused("not_found", "-", { field = "claim_ids[2]" })),
  formal_report({ 1 }, { at = t "02-01T09:00:00", unit = "经开区" },
                refused("time_conflict", "-")),
  formal_report({ 1 }, { unit = "经开区" }, refused("wrong_state", "三(一)")),
  withdraw(1, "03-01T09:00:00", refused("wrong_actor", "三(一)"), { actor = "unit" }),
  withdraw(1, "03-01T09:00:00", bad "reason", { reason = null }),
  withdraw(1, "03-01T08:59:59", refused("time_conflict", "-", { field = "claim_id" })),
  withdraw(9, "03-01T09:00:00", refused("not_found", "-", { field = "claim_id" })),
  withdraw(1, "03-01T09:00:00", { claim_id = id(1), state = "withdrawn" }),
  withdraw(1, "03-01T10:00:00", refused("wrong_state", "三(一)")),
})

case "an objection is asked for by its time, resolved in its order" (story {
  apply("E1", "yield_rating", industry.rated), through({ 1 }, "applied", "publicised"),
  object(1, { at = t "03-07T08:59:59" }, refused("time_conflict", "-", { field = "claim_id" })),
  object(9, {}, refused("not_found", "-", { field = "claim_id" })), object(1),
  resolve(id(1) .. "/1", "dismissed", { at = t "03-08T08:59:59" },
          refused("time_conflict", "-")),
  resolve(id(1) .. "/1", "dismissed", { decision = null }, bad "decision"),
  resolve(id(1) .. "/1", "cancelled", {}, { state = "rejected" }),
  object(1, { at = t "03-10T09:00:00" }, refused("wrong_state", "三(三)")),
})

case "a prize corrected at its publicity is ranked again with the others" (story {
  apply("E1", "benchmark_project:P1", industry.benchmark()),
  apply("E2", "benchmark_project:P1", industry.benchmark()),
  through({ 1, 2 }, "applied", "reported"), panel_rank({ { 1, 90 }, { 2, 80 } }),
  publicise { 1, 2 }, object(1), resolve(id(1) .. "/1", "corrected", {}, { state = "reported" }),
  panel_rank({ { 1, 70 } }, { at = t "03-10T09:00:00" },
             { ok = false, error = { code = "bad_input" } }),
  panel_rank({ { 1, 70 }, { 2, 80 } }, { at = t "03-10T09:00:00" }),
  status(1, { state = "panel_passed", gross = 500000, payable = 500000 }),
  status(2, { state = "panel_passed", gross = 1000000, payable = 1000000 }),
  publicise({ 1, 2 }, { at = t "03-11T09:00:00" }),
  confirm({ 1, 2 }, { at = t "03-19T00:00:00" }, { fund = { committed = 1500000 } }),
})

case "another year's ranking is another competition" (story {
  apply("E1", "benchmark_project:P1", industry.benchmark()),
  apply("E2", "benchmark_project:P1", with(industry.benchmark(), { award_year = 2022 })),
  through({ 1, id(1, 2022) }, "applied", "reported"),
  panel_rank({ { 1, 90 } }), panel_rank({ { id(1, 2022), 10 } }, { award_year = 2022 }),
  status(1, { gross = 1000000 }), status(id(1, 2022), { gross = 1000000 }),
})

case "a report of a year leaves out the other's claims but tells the whole fund" (story {
  apply("E1", "yield_rating", industry.rated),
  apply("E1", "yield_rating", with(industry.rated, { award_year = 2022 })),
  through({ 1 }, "applied", "confirmed"), through({ id(1, 2022) }, "applied", "panel_passed"),
  report({ fund = { committed = 30000 }, pipeline = 30000,
           by_item = { { item = "yield_rating", claims = { panel_passed = 1 }, gross = 30000,
                         payable = 30000, committed = 0 } } }, 2022),
  report({ fund = { committed = 30000 }, pipeline = 0,
           by_item = { { claims = { confirmed = 1 }, committed = 30000 } } }, 2021),
  report({ pipeline = 30000, by_item = { { claims = { confirmed = 1, panel_passed = 1 },
                                           gross = 60000, payable = 60000 } } }),
  { "report", { actor = "anyone", award_year = "2021" }, bad "award_year" },
  { "report", {}, bad "actor" }, { "audit", {}, bad "actor" },
})

case "a special matter is beside the others unless a group is named" (story {
  apply("E1", "yield_rating", industry.rated), through({ 1 }, "applied", "reported"),
  special({}, { claim_id = id(2), payable = 50000 }),
  panel_review({ 1 }, {}, { claims = { { state = "panel_passed", payable = 30000 } } }),
  status(2, { state = "panel_passed", payable = 50000 }),
})

case "a displaced claim that is withdrawn leaves the other as it is" (story {
  apply("E1", "innovative_enterprise:unicorn", { recognitions = { titled("unicorn"),
                                                                titled("little_giant") } }),
  apply("E1", "innovative_enterprise:little_giant",
        { recognitions = { titled("unicorn"), titled("little_giant") } }),
  through({ 1, 2 }, "applied", "panel_passed"),
  withdraw(2, "03-05T09:00:00", { state = "withdrawn" }),
  status(1, { state = "panel_passed", payable = 1000000 }),
  through({ 1 }, "panel_passed", "disbursed"), audit(),
})

case "of three claims the one the highest left is the middle, then the least" (story {
  apply("E1", "innovative_enterprise:unicorn", { recognitions = { titled("unicorn") } }),
  apply("E1", "innovative_enterprise:little_giant",
        { recognitions = { titled("little_giant") } }),
  apply("E1", "innovative_enterprise:gazelle/provincial",
        { recognitions = { titled("gazelle", "provincial") } }),
  through({ 1, 2, 3 }, "applied", "panel_passed"),
  withdraw(1, "03-05T09:00:00"),
  status(2, { state = "panel_passed", payable = 500000 }),
  status(3, { state = "displaced", payable = 0, displaced_by = id(2) }),
  withdraw(2, "03-06T09:00:00"),
  status(3, { state = "panel_passed", payable = 200000, displaced_by = null }),
})

case "two firms' claims of a category do not meet" (story {
  apply("E1", "innovative_enterprise:unicorn", { recognitions = { titled("unicorn") } }),
  apply("E2", "innovative_enterprise:little_giant",
        { recognitions = { titled("little_giant") } }),
  through({ 1, 2 }, "applied", "panel_passed"),
  status(1, { payable = 1000000 }), status(2, { payable = 500000 }),
})

case "two years' claims of one certificate are not both bound" (story {
  apply("E1", "integration_certification", { recognitions = { titled("integration_management") } }),
  apply("E1", "integration_certification",
        { award_year = 2022, recognitions = { titled("integration_management", nil,
                                                     { recognised_on = "2022-02-01" }) } }),
  through({ 1, id(1, 2022) }, "applied", "publicised"),
  confirm({ 1 }, {}, { claims = { { state = "confirmed" } } }),
  { "confirm", { actor = "industry_bureau", claim_ids = { id(1, 2022) },
                 at = t "03-15T09:00:00" }, {} },
  audit(),
})

case "two years' claims of one project's equipment are not both bound in one request" (story {
  apply("E1", "equipment_upgrade:P1", industry.equipment()),
  apply("E1", "equipment_upgrade:P1", with(industry.equipment(), { award_year = 2022 })),
  through({ 1, id(1, 2022) }, "applied", "publicised"),
  confirm({ 1, id(1, 2022) }, {}, {}),
  audit(),
})

case "a topped-up claim and the one under it, withdrawn in turn, leave the laws whole" (story {
  apply("E1", "innovative_enterprise:little_giant",
        { recognitions = { titled("little_giant") } }),
  through({ 1 }, "applied", "confirmed"),
  apply("E1", "innovative_enterprise:unicorn", { recognitions = { titled("unicorn") } },
        "03-20T09:00:00"),
  later(2, "04"),
  confirm({ 2 }, { at = t "05-10T09:00:00" }, { claims = { { committed = 500000 } } }),
  audit(),
  withdraw(1, "05-11T09:00:00", { state = "withdrawn" }), audit(),
  withdraw(2, "05-12T09:00:00", { state = "withdrawn" }), audit(),
  report({ fund = { committed = 0, remaining = 50000000 } }),
})

case "a special matter told twice with one request id is one claim" (story {
  special({ request_id = "s" }, { claim_id = id(1) }),
  special({ request_id = "s" }, { claim_id = id(1) }),
  special({ request_id = "s", amount = 1 }, refused("request_id_reused", "-")),
  { "status", { actor = "anyone", enterprise_id = "E1" }, { claims = { {} } } },
})
