-- SPDX-License-Identifier: MIT
-- Requests that come twice, and what the office sets itself as of the day of a step.
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local apply, recommend, review, decide = live.apply, live.recommend, live.review, live.decide
local producers, sound, fund = live.producers, live.sound, live.fund
local clear, budget, publicise = live.clear, live.budget, live.publicise
local one = id(1)

local reused = refused("request_id_reused", "-")
local function at(day, more) return with({ at = t(day) }, more) end
local function pass(claim_id, more) return with({ claim_id = claim_id, result = "pass" }, more) end

case "every change has an id of 1 to 128 bytes" (mix(producers({ 1 }, "applied"), {
  recommend(one, { request_id = "" }, bad "request_id"),
  recommend(one, { request_id = 7 }, bad "request_id"),
  recommend(one, { request_id = null }, bad "request_id"),
  recommend(one, { request_id = ("x"):rep(129) }, bad "request_id"),
  recommend(one, { request_id = ("文"):rep(43) }, bad "request_id"),
  recommend(one, { request_id = ("x"):rep(128) }, { state = "recommended" }),
  budget(2022, 1, { request_id = null }, bad "request_id"),
  budget(2022, 1, { request_id = ("文"):rep(42) .. "xx" }),
}))

case "an id answered before gets that answer at any time and changes nothing" (mix(
  producers({ 1, 1 }, "publicised"), {
    budget(2022, 20000, { request_id = "b" }),
    clear({ one }, { request_id = "c" }, { fund = { remaining = 0 } }),
    budget(2022, 40000, at "2022-03-22"),
    clear({ one }, { request_id = "c", at = t "2022-12-01" },
          { claims = { { claim_id = one, state = "cleared" } },
            fund = { budget = 20000, remaining = 0 } }),
    clear({ one }, { request_id = "c", at = t "2020-01-01" }, { fund = { remaining = 0 } }),
    budget(2022, 20000, { request_id = "b", at = t "2022-12-01" },
           { fund = { budget = 20000, committed = 0 } }),
    fund(2022, { budget = 40000, committed = 20000 }),
    live.disburse({ one }, { request_id = "d" }),
    live.disburse({ one }, { request_id = "d", at = t "2022-05-01" },
                  { claims = { { state = "disbursed" } } }),
    fund(2022, { disbursed = 20000 }), sound,
  }))

case "a refusal is remembered as it was, though it would pass by now" (mix(
  producers({ 1 }, "publicised"), {
    clear({ one }, { request_id = "c" }, refused("budget_not_set", "第三十四条")),
    budget(2022, 20000),
    clear({ one }, { request_id = "c" }, refused("budget_not_set", "第三十四条")),
    clear({ one }, { request_id = "e" }, { claims = { { state = "cleared" } } }),
    live.grant({ one }, { request_id = "g", actor = "unit" }, refused("wrong_actor")),
    live.grant({ one }, { request_id = "g", actor = "joint_bodies" }, reused),
    recommend(id(9), { request_id = "n" }, refused("not_found")),
    recommend(id(9), { request_id = "n" }, refused("not_found")),
  }))

case "an id with other fields or another function is refused before anything else is asked" (mix(
  producers({ 1 }, "applied"), {
    recommend(one, { request_id = "r" }),
    recommend(one, { request_id = "r", comment = "同意" }, reused),
    recommend(one, { request_id = "r", associations = { "甲协会", "乙协会" } }, reused),
    recommend(one, { request_id = "r", actor = "applicant" }, reused),
    recommend(id(9), { request_id = "r" }, reused),
    live.withdraw(one, { request_id = "r" }, reused),
    budget(2022, 1, { request_id = "r" }, reused),
    recommend(one, { request_id = "r", result = "x" }, bad "result"),
    recommend(one, { request_id = "r" }, { state = "recommended" }),
  }))

case "bad input is not remembered, whatever was looked up to see it" {
  apply({ request_id = "a", trainees = -1 }, bad "trainees"),
  apply({ request_id = "a" }, { claim_id = one }),
  recommend(one, { result = "return" }),
  { "resubmit", { actor = "applicant", claim_id = one, affiliate_trainees = 1001,
                  request_id = "s", at = t "2022-02-11" }, bad "affiliate_trainees" },
  { "resubmit", { actor = "applicant", claim_id = one, affiliate_trainees = 0,
                  request_id = "s", at = t "2022-02-11" }, { state = "applied" } },
}

case "a ranking refused for a host left out may be asked again under its id" (mix(live.hosts(2), {
  live.rank_hosts({ 1 }, { request_id = "k" }, refused "bad_input"),
  live.rank_hosts({ 1, 2 }, { request_id = "k" }, { winners = { {}, {} } }),
  live.rank_hosts({ 1, 2 }, { request_id = "k", at = t "2022-03-09" }, { winners = { {}, {} } }),
}))

case "an application sent twice is one claim" {
  apply({ request_id = "a" }, { claim_id = one }), apply({ request_id = "a" }, { claim_id = one }),
  apply({ applicant_id = "B", request_id = "b" }, { claim_id = id(2) }),
}

case "figures are those of the day of each step" {
  own({ ["training.per_trainee"] = 80 }, "2022-02-15"),
  own({ ["training.per_trainee"] = 90 }, "2022-03-01"),
  apply({ at = t("2022-02-14", "23:59:59") }, { gross = 100000 }),
  recommend(one, { at = t "2022-02-15", result = "return" }),
  { "resubmit", { actor = "applicant", claim_id = one, at = t "2022-02-15" },
    { gross = 80000 } },
  recommend(one, at "2022-02-16"), review(one, at "2022-02-17"),
  decide({ pass(one, { amount = 90000 }) }, at "2022-02-28",
         refused("amount_over_rule", "第十七条(二)")),
  decide({ pass(one) }, at "2022-03-01", { claims = { { gross = 90000, payable = 90000 } } }),
}

case "a condition that grew since applying stops the panel, and what grew after it nothing" (mix(
  producers({ 2, 2 }, "expert_passed"), {
    own({ ["local_producer.min_sales"] = 2000000.01 }, "2022-03-02"),
    decide({ pass(one) }, {}, { claims = { { payable = 40000 } } }),
    decide({ pass(id(2)) }, at "2022-03-02", refused("not_eligible", "第二十二条(二)")),
    publicise { one }, budget(2022, 40000),
    clear({ one }, {}, { claims = { { state = "cleared" } } }), sound,
  }))

case "what was approved is cleared whole though the rate was lowered since" (mix(
  producers({ 2 }, "publicised"), {
    own({ ["local_producer.amount_per_step"] = 10000 }, "2022-03-15"),
    live.apply_producer(2000000, { applicant_id = "Q", at = t "2022-03-15" }, { gross = 20000 }),
    budget(2022, 40000), clear({ one }, {}, { claims = { { committed = 40000 } } }), sound,
  }))

case "a base whose cap was lowered since is cleared by what was approved" {
  apply { trainees = null, line_id = "new_base:X", materials = live.papers.new_base,
          bases = { { base_id = "X", kind = "new", usable_area = 20000, rooms = 100,
                      planning_rational = true, facilities_complete = true,
                      investment = 300000000 } } },
  recommend(one), review(one), decide { pass(one) }, publicise { one },
  own({ ["new_base.amount_per_step"] = 500000 }, "2022-03-15"), budget(2022, 3000000),
  clear({ one }, {}, { claims = { { committed = 3000000 } } }), sound,
}

case "the places of an application are those of its day" {
  own({ ["host_talent.excellent.count"] = 5 }, "2022-03-01"),
  live.apply_host("H", { host_place = 11 }, bad "host_place"),
  live.apply_host("H", { host_place = 11, at = t "2022-03-01" }, { claim_id = one }),
}

case "units are those of the day of applying; who applied before keeps its own" {
  own({ ["territory.units"] = { "银雀山街道" } }, "2022-02-05"),
  apply(), recommend(one, {}, { state = "recommended" }),
  apply({ applicant_id = "B", at = t "2022-02-05" }, refused("unknown_unit", "第三十条(一)")),
  apply({ applicant_id = "B", unit = "银雀山街道", at = t "2022-02-05" }, { claim_id = id(2) }),
}

case "the rule for a short year is that of the day of clearing" (mix(
  producers({ 1, 1 }, "publicised"), {
    own({ ["budget.shortage_rule"] = "prorate" }, "2022-03-22"), budget(2022, 40000),
    clear({ one }), clear({ id(2) }, at "2022-03-22", refused("prorate_not_supported", "-")),
    sound,
  }))

case "the day for age and a year of operation is that of the step where none is given" {
  apply({ at = t "2022-02-01", assessed_on = null, trainees = null, line_id = "brand_centre",
          centre_known_brand = true, centre_operating_normally = true,
          centre_opened_on = "2021-02-02", centre_served_enterprises = 100 },
        refused("not_eligible", "第二十二条(一)")),
  apply({ at = t "2022-02-02", assessed_on = null, trainees = null, line_id = "brand_centre",
          centre_known_brand = true, centre_operating_normally = true,
          centre_opened_on = "2021-02-02", centre_served_enterprises = 100 }, { gross = 50000 }),
}

case "a publicity asked again after its last day gets its first answer" (mix(
  producers({ 1, 1 }, "approved"), {
    publicise({ one }, { request_id = "p" }, { claims = { { state = "publicised" } } }),
    publicise({ one }, { request_id = "p", at = t "2022-03-21" },
              { claims = { { claim_id = one, state = "publicised" } } }),
    publicise({ one }, { request_id = "p", at = t "2023-01-01" }, { ok = true }),
    publicise({ one }, { request_id = "p", media = "报纸" }, reused),
    publicise({ one }, { request_id = "p", at = t "2023-01-01", end_date = "2023-01-05" }, reused),
    publicise({ one }, { request_id = "p", at = t "2023-01-01", media = "报纸" }, bad "end_date"),
    publicise({ id(2) }, { request_id = "q", at = t "2023-01-01" }, bad "end_date"),
    publicise({ id(2) }, { request_id = "q" }, { claims = { { state = "publicised" } } }), sound,
  }))
