-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local t, id, story, through = industry.t, industry.id, industry.story,
  industry.through
local apply, panel_review, panel_rank, publicise, confirm, withdraw, object, resolve, status,
  special, titled = industry.apply, industry.panel_review, industry.panel_rank,
  industry.publicise, industry.confirm, industry.withdraw, industry.object, industry.resolve,
  industry.status, industry.special, industry.titled

local function entrants(count)
  local steps, claims = {}, {}
  for number = 1, count do
    steps[number] = apply("E" .. number, "benchmark_project:P1", industry.benchmark())
    claims[number] = number
  end
  steps[count + 1] = through(claims, "applied", "reported")
  return steps
end

case "eleven firms with one project name are ranked and the last is not selected" (story {
  entrants(11),
  panel_rank({ { 1, 90 }, { 2, 89 }, { 3, 88 }, { 4, 87 }, { 5, 86 }, { 6, 85 }, { 7, 84 },
               { 8, 83 }, { 9, 82 }, { 10, 81 }, { 11, 80 } }, {},
             { unfilled = { first = 0, second = 0, third = 0 } }),
  status(1, { state = "panel_passed", gross = 1000000, payable = 1000000 }),
  status(4, { state = "panel_passed", gross = 500000 }),
  status(10, { state = "panel_passed", gross = 200000 }),
  status(11, { state = "not_selected" }),
  industry.report({ pipeline = 3700000 }, 2021),
})

case "all of the competition must be scored, and none tied across a border" (story {
  entrants(3),
  panel_rank({ { 1, 90 }, { 2, 80 } }, {}, { ok = false, error = { code = "bad_input" } }),
  panel_rank({ { 1, 90 }, { 2, 90 }, { 3, 70 } }, {},
             refused("ranking_incomplete", "二(一)1", { ties = { { score = 90 } } })),
  status(3, { state = "reported" }),
  panel_rank({ { 1, 90 } }, { members = { "third_party" } },
             refused("panel_incomplete", "三(二)", { field = "members" })),
  panel_rank({ { 1, 90, 2 }, { 2, 90, 1 }, { 3, 70 } }, {},
             { unfilled = { first = 0, second = 1, third = 6 } }),
  status(2, { state = "panel_passed", gross = 1000000 }),
  status(1, { state = "panel_passed", gross = 500000 }),
})

case "ranked again, a publicised prize that is the same stays publicised" (story {
  entrants(3),
  panel_rank({ { 1, 90 }, { 2, 80 }, { 3, 70 } }), publicise { 1, 2, 3 },
  panel_rank({ { 1, 70 }, { 2, 80 }, { 3, 90 } }, { at = t "03-08T09:00:00" }),
  status(1, { state = "panel_passed", gross = 500000 }),
  status(2, { state = "publicised", gross = 500000 }),
  status(3, { state = "panel_passed", gross = 1000000 }),
  confirm({ 2 }, {}, { claims = { { state = "confirmed", committed = 500000 } } }),
  panel_rank({ { 1, 70 }, { 3, 90 } }, { at = t "03-16T09:00:00" },
             refused("ranking_final", "二(一)1")),
})

local digital = { recognitions = { titled("integration_management"),
                                   titled("fiveg_industry", "provincial") } }
local certificate = apply("E1", "integration_certification", digital)
local fiveg = apply("E1", "internet_application:fiveg_industry/provincial", digital)

case "of two claims of a category the lower is displaced, and comes back" (story {
  certificate, fiveg, through({ 1, 2 }, "applied", "reported"), panel_review { 1 },
  status(1, { state = "panel_passed", payable = 150000 }),
  publicise({ 1 }, { at = t "03-04T10:00:00" }),
  panel_review({ 2 }, { at = t "03-05T09:00:00" },
               { claims = { { claim_id = id(2), state = "panel_passed", payable = 200000 } } }),
  status(1, { state = "displaced", payable = 0 }),
  publicise({ 1 }, {}, refused("wrong_state", "三(三)")),
  withdraw(2, "03-08T09:00:00", { state = "withdrawn", released = {} }),
  status(1, { state = "panel_passed", payable = 150000 }),
  confirm({ 1 }, {}, refused("wrong_state", "三(四)")),
  publicise({ 1 }, { at = t "03-09T09:00:00" }, { ok = true }),
})

case "a displaced claim comes back when the other is cancelled at its publicity" (story {
  certificate, fiveg, through({ 1, 2 }, "applied", "panel_passed"),
  status(1, { state = "displaced", payable = 0 }), publicise { 2 }, object(2),
  resolve(id(2) .. "/1", "cancelled"),
  status(1, { state = "panel_passed", payable = 150000 }),
})

case "a displaced claim comes back when the other is withdrawn after confirmation" (story {
  certificate, fiveg, through({ 1, 2 }, "applied", "panel_passed"),
  through({ 2 }, "panel_passed", "confirmed"),
  withdraw(2, "03-16T09:00:00", { state = "withdrawn" }),
  status(1, { state = "panel_passed", payable = 150000 }),
  industry.audit(),
})

case "a later, higher claim is topped up by what the confirmed one left" (story {
  certificate, through({ 1 }, "applied", "confirmed"),
  apply("E1", "internet_application:fiveg_industry/provincial", digital, "03-20T09:00:00",
        { claim_id = id(2), gross = 200000 }),
  industry.unit_review(2, { at = t "03-21T09:00:00" }),
  industry.formal_report({ 2 }, { at = t "03-22T09:00:00" }),
  panel_review({ 2 }, { at = t "03-23T09:00:00" },
               { claims = { { state = "panel_passed", gross = 200000, payable = 50000 } } }),
  publicise({ 2 }, { at = t "03-24T09:00:00" }),
  confirm({ 2 }, { at = t "05-01T09:00:00" },
          { claims = { { state = "confirmed", payable = 50000, committed = 50000 } } }),
  industry.audit(),
})

case "the panel's lower sum decides what stays" (story {
  certificate, fiveg, through({ 1, 2 }, "applied", "reported"),
  panel_review({ { claim_id = 2, result = "pass", amount = 149999.99 }, 1 }),
  status(1, { state = "panel_passed", payable = 150000 }),
  status(2, { state = "displaced", gross = 149999.99, payable = 0 }),
})

case "a special matter goes to publicity with the sum decided" (story {
  special({ at = "2021-11-29T23:59:59+08:00" }, refused("not_in_force", "末段")),
  special({ actor = "panel" }, refused("wrong_actor", "末段")),
  special({ amount = 0 }, bad "amount"),
  special({ subject = null }, bad "subject"),
  special({ document = null }, bad "document"),
  special({ unit = null }, bad "unit"),
  special({}, { claim_id = id(1), state = "panel_passed", gross = 50000, payable = 50000,
                committed = 0 }),
  special({}, { claim_id = id(2), state = "panel_passed", payable = 50000 }),
  through({ 1, 2 }, "panel_passed", "disbursed"),
  status(2, { state = "disbursed", item = "special_matter", committed = 50000 }),
  industry.audit(),
})

case "a special matter in a category displaces the lower claim at its confirmation" (story {
  apply("E1", "yield_rating", industry.rated), through({ 1 }, "applied", "panel_passed"),
  special({ group = "二(六)" }, { claim_id = id(2) }),
  status(1, { state = "panel_passed", payable = 30000 }),
  publicise { 1, 2 },
  confirm({ 1 }, {}, { claims = { { state = "displaced", payable = 0, committed = 0 } } }),
  confirm({ 2 }, {}, { claims = { { state = "confirmed", payable = 50000 } } }),
  industry.audit(),
})

case "the laws hold with a prize confirmed" (story {
  entrants(2), panel_rank({ { 1, 90 }, { 2, 80 } }), publicise { 1, 2 }, confirm { 1, 2 },
  industry.audit(),
})

case "a displaced claim comes back when the panel takes its other back and rejects it" (story {
  certificate, fiveg, through({ 1, 2 }, "applied", "panel_passed"), publicise { 2 }, object(2),
  resolve(id(2) .. "/1", "corrected", {}, { state = "reported" }),
  panel_review({ { claim_id = 2, result = "reject" } }, { at = t "03-10T09:00:00" },
               { claims = { { state = "rejected" } } }),
  status(1, { state = "panel_passed", payable = 150000 }),
})

case "a project that is no longer fit is not selected, and no prize is moved down" (story {
  entrants(2),
  apply("E3", "benchmark_project:P1", industry.benchmark()),
  panel_rank({ { 1, 90 }, { 2, 80 } }, {}, { unfilled = { first = 0, second = 2, third = 6 },
             winners = { { prize = "first", enterprise_id = "E1" }, { prize = "second" } } }),
  panel_rank({ { 3, 90 }, { 1, 80 }, { 2, 70 } }, {}, { ok = false }),
  withdraw(1, "03-05T09:00:00"), status(2, { state = "panel_passed", gross = 500000 }),
  panel_rank({ { 2, 80 } }, { at = t "03-06T09:00:00" }),
  status(2, { state = "panel_passed", gross = 1000000 }),
})

case "a ranking is of the panel, with its moment after the claims'" (story {
  entrants(1),
  panel_rank({ { 1, 90 } }, { actor = "industry_bureau" }, refused("wrong_actor", "二(一)1")),
  panel_rank({ { 9, 90 } }, {}, refused("not_found", "-", { field = "scores[1].claim_id" })),
  panel_rank({ { 1, 90 }, { 1, 80 } }, {}, bad "scores[2].claim_id"),
  panel_rank({ { 1 } }, {}, bad "scores[1].score"),
  panel_rank({ { 1, 90 } }, { at = t "03-03T08:59:59" },
             refused("time_conflict", "-", { field = "scores[1].claim_id" })),
})

case "the panel ranks no year before the notice's first" (story {
  apply("E1", "benchmark_project:P1", industry.benchmark()), through({ 1 }, "applied", "reported"),
  panel_rank({ { 1, 90 } }, { award_year = 2020 },
             refused("not_in_force", "末段", { field = "award_year" })),
  panel_rank({ { 1, 90 } }, { award_year = 2020, members = { "third_party" } },
             refused("panel_incomplete", "三(二)")),
  panel_rank({ { 1, 90 } }, { award_year = 2022 }, bad "scores[1].claim_id"),
  own({ ["programme.first_award_year"] = 2022 }, "2022-03-05"),
  panel_rank({ { 1, 90 } }, { at = t "03-05T09:00:00" }, refused("not_in_force", "末段")),
  panel_rank({ { 1, 90 } }, {}, { winners = { { enterprise_id = "E1" } } }),
})
