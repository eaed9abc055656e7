-- SPDX-License-Identifier: MIT
-- Looking at the programme: status, report and audit.
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local producers, status, sound = live.producers, live.status, live.sound
local clear, budget, revoke, withdraw = live.clear, live.budget, live.revoke, live.withdraw
local one = id(1)

local function at(day, more) return with({ at = t(day) }, more) end
local function look(fields, expected)
  return { "status", with({ actor = "anyone", at = t "2023-12-31" }, fields), expected }
end
local function report(fields, expected)
  return { "report", with({ actor = "anyone", at = t "2023-12-31" }, fields), expected }
end
local function ids(list)
  local rows = {}
  for i, claim_id in ipairs(list) do rows[i] = { claim_id = claim_id } end
  return { claims = rows }
end

case "a claim is looked up by its id, its applicant or the applicant's year" {
  live.apply(), live.apply { applicant_id = "B" },
  live.apply { line_id = "mcn", exclusive_host_sales = { 10000000 } },
  live.apply { award_year = 2020 },
  look({}, refused "bad_input"), look({ award_year = 2021 }, refused "bad_input"),
  look({ claim_id = one }, ids { one }),
  look({ claim_id = id(9) }, refused("not_found", "-", { field = "claim_id" })),
  look({ claim_id = "" }, refused("not_found", "-")),
  look({ applicant_id = "A", award_year = 2021 }, ids { one, id(3) }),
  look({ applicant_id = "A", award_year = 2020 }, ids { id(1, 2020) }),
  look({ applicant_id = "A", award_year = 2019 }, ids {}),
  look({ applicant_id = "Z" }, ids {}),
  look({ applicant_id = "B" }, ids { id(2) }),
  look({ applicant_id = "A", award_year = "2021" }, bad "award_year"),
  look({ claim_id = one, actor = null }, bad "actor"),
  look({ claim_id = one, actor = "nobody" }, bad "actor"),
  look({ claim_id = one, request_id = "r" }, bad "request_id"),
  look({ claim_id = one, unit = "柳青街道" }, bad "unit"),
}

case "all claims of an applicant are told, over the years and whatever became of them" {
  live.apply(), withdraw(one, at "2022-02-02"), live.apply({ at = t "2022-02-03" }),
  live.apply { award_year = 2020 },
  { "status", { actor = "anyone", applicant_id = "A", at = t "2022-03-01" },
    { claims = { {}, {}, {} } } },
}

case "the status has what the claim is and what became of it" (mix(producers({ 2 }, "publicised"), {
  live.object(one), live.resolve(one .. "/1", "dismissed"),
  budget(2022, 0), clear { one },
  status(one, { claim_id = one, applicant_id = "P1", award_year = 2021, item = "local_producer",
                line_id = "local_producer", unit = "柳青街道", state = "waiting_budget",
                gross = 40000, payable = 40000, committed = 0, queue_place = 1, title = null,
                recover_amount = 0, recovered = 0, materials = live.papers.local_producer,
                facts = { applicant_id = "P1", producer_live_sales = 2000000,
                          local_producer = true, sells_via_third_party = true },
                objections = { { objection_id = one .. "/1", at = t "2022-03-15",
                                 by = "某企业", grounds = "数据不实", outcome = "dismissed",
                                 decision = "核查" } } }),
  budget(2022, 40000, at "2022-03-22"), live.disburse { one }, live.grant { one },
  revoke(one, { recover_amount = 100 }),
  { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 30,
                         at = t "2022-09-01" } },
  status(one, { state = "revoked", title = null, recover_amount = 100, recovered = 30,
                queue_place = null, payable = 40000 }),
}))

case "the history tells each step, its office, its moment and where the claim went" (mix(
  producers({ 1 }, "expert_passed"), {
    live.decide({ { claim_id = one, result = "pass", comment = "会议纪要" } }),
    live.publicise { one }, live.object(one), live.resolve(one .. "/1", "dismissed"),
    budget(2022, 20000), clear { one }, live.disburse { one }, live.grant { one },
    revoke(one, { document = "决定三号" }),
    status(one, { history = {
      { at = t "2022-02-01", ["function"] = "apply", actor = "applicant", from = null,
        to = "applied" },
      { at = t "2022-02-10", ["function"] = "recommend", actor = "unit", from = "applied",
        to = "recommended" },
      { at = t "2022-02-20", ["function"] = "expert_review", actor = "expert_institution",
        from = "recommended", to = "expert_passed" },
      { at = t "2022-03-01", ["function"] = "joint_decide", actor = "joint_panel",
        from = "expert_passed", to = "approved" },
      { at = t "2022-03-10", ["function"] = "publicise", actor = "joint_bodies",
        from = "approved", to = "publicised" },
      { at = t "2022-03-15", ["function"] = "object", actor = "anyone", from = "publicised",
        to = "publicised" },
      { at = t "2022-03-18", ["function"] = "resolve_objection", actor = "joint_bodies",
        from = "publicised", to = "publicised" },
      { at = t "2022-03-21", ["function"] = "clear", actor = "commerce_bureau",
        from = "publicised", to = "cleared" },
      { at = t "2022-04-01", ["function"] = "disburse", actor = "commerce_bureau",
        from = "cleared", to = "disbursed" },
      { at = t "2022-05-01", ["function"] = "grant_title", actor = "joint_bodies",
        from = "disbursed", to = "disbursed" },
      { at = t "2022-08-01", ["function"] = "revoke", actor = "joint_bodies",
        from = "disbursed", to = "revoked", document = "决定三号" } } }) }))

case "the history tells who served the queue, at that moment" (mix(
  producers({ 1 }, "publicised"), {
    budget(2022, 0), clear { one }, budget(2022, 20000, at "2022-05-05"),
    { "status", { actor = "anyone", claim_id = one, at = t "2022-06-01" },
      { claims = { { state = "cleared", history = { {}, {}, {}, {}, {},
        { to = "waiting_budget", ["function"] = "clear" },
        { at = t "2022-05-05", ["function"] = "set_budget", actor = "finance_bureau",
          from = "waiting_budget", to = "cleared" } } } } } } }))

case "what was refused leaves no trace in the history" (mix(producers({ 1 }, "applied"), {
  live.recommend(one, { associations = null }, refused("consultation_missing")),
  live.recommend(one, { unit = "别处" }, refused("wrong_territory")),
  status(one, { history = { { to = "applied" } } }),
}))

case "a report names its year" {
  report({}, bad "budget_year"), report({ budget_year = "2022" }, bad "budget_year"),
  report({ budget_year = -1 }, bad "budget_year"), report({ budget_year = 2022, actor = null },
                                                         bad "actor"),
  report({ budget_year = 2022, request_id = "r" }, bad "request_id"),
  report({ budget_year = 2022 }, { fund = { budget = null, committed = 0, disbursed = 0,
    remaining = 0, waiting = 0, recover_due = 0, recovered = 0 }, by_item = {}, pipeline = 0 }),
}

case "a report has the year's claims by item and what is still to come of all years" (mix(
  producers({ 5, 2, 1, 1, 3 }, "approved"), {
    report({ budget_year = 2022 }, { by_item = {}, pipeline = 240000,
                                     fund = { budget = null } }),
    live.publicise { one, id(2), id(3), id(4) },
    report({ budget_year = 2022 }, { pipeline = 240000 }),
    budget(2022, 150000), budget(2023, 20000),
    clear { one, id(2), id(3) }, clear({ id(4) }, { budget_year = 2023 }),
    live.disburse { one }, live.grant { one },
    report({ budget_year = 2022 }, {
      fund = { budget = 150000, committed = 140000, disbursed = 100000, remaining = 10000,
               waiting = 20000, recover_due = 0, recovered = 0 },
      by_item = { { item = "local_producer", payable = 160000, committed = 140000,
                    disbursed = 100000, waiting = 20000, titles = 1,
                    claims = { cleared = 1, disbursed = 1, waiting_budget = 1 } } },
      pipeline = 60000 }),
    report({ budget_year = 2023 }, {
      fund = { budget = 20000, committed = 20000, remaining = 0 },
      by_item = { { claims = { cleared = 1 }, payable = 20000, committed = 20000, titles = 0 } },
      pipeline = 60000 }),
    revoke(one, { recover_amount = 60000 }),
    report({ budget_year = 2022 }, {
      fund = { committed = 140000, disbursed = 100000, recover_due = 60000 },
      by_item = { { claims = { cleared = 1, revoked = 1, waiting_budget = 1 }, titles = 0,
                    disbursed = 100000, committed = 140000 } } }), sound,
  }))

case "a report has the items in the order of the measures" {
  live.apply_producer(1000000, { applicant_id = "P" }), live.apply(),
  live.apply_activity(100, { applicant_id = "B" }),
  { "special_case", { actor = "government", applicant_id = "K", award_year = 2021, subject = "事",
                      amount = 7, document = "文", at = t "2022-03-01" } },
  live.recommend(one), live.recommend(id(2)), live.recommend(id(3)),
  live.review(one), live.review(id(2)), live.review(id(3)),
  live.decide { { claim_id = one, result = "pass" }, { claim_id = id(2), result = "pass" },
                { claim_id = id(3), result = "pass", verified = { selected = true } } },
  live.publicise { one, id(2), id(3), id(4) }, budget(2022, 1000000),
  clear { id(4), id(3), one, id(2) },
  report({ budget_year = 2022 }, { pipeline = 0, by_item = {
    { item = "training", committed = 100000 }, { item = "local_producer", committed = 20000 },
    { item = "activity", committed = 20 }, { item = "case_by_case", committed = 7 } } }), sound,
}

case "an audit has six laws, and holds of nothing" {
  sound, { "audit", { at = t "2022-01-01" }, bad "actor" },
  { "audit", { actor = "anyone", budget_year = 2022, at = t "2022-01-01" }, bad "budget_year" },
}

case "what ended has no part in the laws, what was paid on it has" (mix(
  producers({ 1, 1, 1 }, "publicised"), {
    budget(2022, 60000), clear { one, id(2), id(3) }, live.disburse { one, id(2) },
    withdraw(id(3)), sound, revoke(one, { recover_amount = 20000 }), sound,
    { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 20000,
                           at = t "2022-09-01" } }, sound,
    live.apply_producer(1000000, { applicant_id = "P1", at = t "2022-09-02" }),
    live.recommend(id(4), at "2022-09-03"), live.review(id(4), at "2022-09-04"),
    live.decide({ { claim_id = id(4), result = "pass" } }, at "2022-09-05"),
    live.publicise({ id(4) }, at("2022-09-06", { end_date = "2022-09-06" })),
    clear({ id(4) }, at "2022-09-07", { fund = { committed = 60000, remaining = 0 } }), sound,
  }))
