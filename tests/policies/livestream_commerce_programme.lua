-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local apply, recommend, review, decide = live.apply, live.recommend, live.review, live.decide
local publicise, clear, disburse, budget = live.publicise, live.clear, live.disburse, live.budget
local producers, status, fund, sound = live.producers, live.status, live.fund, live.sound
local withdraw, revoke, object, resolve = live.withdraw, live.revoke, live.object, live.resolve
local one = id(1)

case "an application is taken with gaps in its papers, numbered in each award year" {
  apply({ materials = null }, { claim_id = one, state = "applied", gross = 100000,
                                payable = null, committed = 0,
                                missing_materials = live.papers.training }),
  apply({ applicant_id = "B" }, { claim_id = id(2), missing_materials = {} }),
  apply({ applicant_id = "B", award_year = 2022 }, { claim_id = id(1, 2022) }),
  live.apply_activity(100, { applicant_id = "C" }, { claim_id = id(3), gross = null }),
}

case "what an application is refused for" {
  apply({ trainees = 999 }, refused("not_eligible", "第十七条(二)")),
  apply({ line_id = "mcn" }, refused("facts_missing", "第三十条(一)")),
  live.apply_producer(1000000, { local_producer = null },
                      refused("facts_missing", "第三十条(一)", { missing = { "local_producer" } })),
  apply({ prior_awards = { { item = "training", award_year = 2020, amount = 1 } } },
        refused("already_awarded", "第十七条(二)")),
  apply({ other_benefits = { { item = "training", level = "district", document = "乙",
                               received = true } } }, refused("same_kind_enjoyed", "第三十四条")),
  apply({ trainees = null, line_id = "new_base:X",
          bases = { { base_id = "X", kind = "new", usable_area = 20000, rooms = 100,
                      planning_rational = true, facilities_complete = true,
                      investment = 99999999.99 } } }, refused("nothing_to_pay", "第十二条(一)")),
  apply({ actor = "unit" }, refused("wrong_actor")),
  apply({ actor = "nobody" }, bad "actor"), apply({ unit = null }, bad "unit"),
  apply({ line_id = null }, bad "line_id"), apply({ params = {} }, bad "params"),
  apply({ materials = { "application_report", "unheard" } }, bad "materials[2]"),
  apply({ other_benefits = { { item = "training", level = "municipal", document = "乙",
                               received = false } } }, { claim_id = one }),
  apply({ applicant_id = "B", line_id = "unheard" },
        refused("facts_missing", "第三十条(一)", { missing = {} })),
  apply({}, refused("duplicate_claim", "第三十四条")),
  apply({ trainees = 999 }, refused("duplicate_claim", "第三十四条")),
}

case "the reason that decides an application has the cite of its refusal" {
  with(apply({ trainees = 999 }), { [3] = { error = { cite = "第十七条(二)" }, reasons = {
    { cite = "第三十五条" }, { cite = "第三十条(一)" }, { cite = "第三十四条" },
    { cite = "第三十五条" }, { cite = "第三十条(一)" },
    { cite = "第十七条(二)", rule = "eligible" } } } }),
}

case "the programme's days include the first and the last" {
  own({ ["programme.effective_from"] = "2021-02-01",
    ["programme.effective_until"] = "2022-02-01" }),
  apply({ at = t("2022-02-02", "00:00:00") }, refused("not_in_force", "第三十五条")),
  apply({ at = t("2021-01-31", "23:59:59") }, refused("not_in_force", "第三十五条")),
  apply({ at = t("2022-02-01", "23:59:59") }, { claim_id = one }),
}

case "a unit not of the territory is refused where the units are set" {
  own { ["territory.units"] = { "柳青街道", "经开区" } },
  apply({ unit = "别处" }, refused("unknown_unit", "第三十条(一)")), apply(),
}

case "a claim is recommended by its own unit after asking an association" {
  apply(),
  recommend(one, { unit = "银雀山街道", associations = null },
            refused("wrong_territory", "第三十条(一)")),
  recommend(one, { associations = null }, refused("consultation_missing", "第三十条(一)")),
  recommend(one, { actor = "applicant" }, refused("wrong_actor", "第三十条(一)")),
  recommend("LS-2021-000009", {}, refused("not_found", "-")),
  recommend("LS-2021-000009", { actor = "applicant" }, refused("wrong_actor")),
  recommend(one, { at = t("2022-02-01", "08:59:59") }, refused("time_conflict", "-")),
  recommend(one, { result = "maybe" }, bad "result"),
  review(one, {}, refused("wrong_state", "第三十条(二)")),
  recommend(one, { at = t "2022-02-01" }, { state = "recommended" }),
  recommend(one, {}, refused("wrong_state", "第三十条(一)")),
}

case "a returned claim comes back with other facts, a rejected one may be made anew" {
  apply(), recommend(one, { result = "return", associations = null }, { state = "returned" }),
  { "resubmit", { actor = "applicant", claim_id = one, trainees = 999, at = t "2022-02-11" },
    refused("not_eligible", "第十七条(二)") },
  { "resubmit", { actor = "applicant", claim_id = one, award_year = 2022, at = t "2022-02-11" },
    bad "award_year" },
  { "resubmit", { actor = "applicant", claim_id = one, applicant_id = "A", at = t "2022-02-11" },
    bad "applicant_id" },
  { "resubmit", { actor = "applicant", claim_id = one, trainees = 1200, at = t "2022-02-11" },
    { state = "applied", gross = 100000 } },
  { "resubmit", { actor = "applicant", claim_id = one, at = t "2022-02-11" },
    refused("wrong_state", "第三十条(一)") },
  recommend(one, { at = t "2022-02-12", result = "reject", associations = null },
            { state = "rejected" }),
  apply({ at = t "2022-02-13" }, { claim_id = id(2) }),
}

case "the reviewer passes no claim short of a paper, declared incomplete or not compliant" {
  apply { materials = { "application_report" } }, recommend(one),
  review(one, { compliant = false }, refused("materials_incomplete", "第三十条(二)")),
  review(one, { result = "return" }, { state = "returned" }),
  { "resubmit", { actor = "applicant", claim_id = one, materials = live.papers.training,
                  at = t "2022-02-21" } },
  recommend(one, { at = t "2022-02-22" }),
  review(one, { at = t "2022-02-23", complete = false },
         refused("materials_incomplete", "第三十条(二)", { missing = {} })),
  review(one, { at = t "2022-02-23", compliant = false }, refused("not_compliant", "第三十条(二)")),
  review(one, { at = t "2022-02-23" }, { state = "expert_passed" }),
}

local function pass(claim_id, more) return with({ claim_id = claim_id, result = "pass" }, more) end

case "the panel decides, whole or not at all" (mix(producers({ 2, 3 }, "expert_passed"), {
  decide({ pass(one) }, { bodies = live.three },
         refused("panel_incomplete", "第三十条(三)", { field = "bodies" })),
  decide({ pass(one), pass(one) }, {}, bad "decisions[2].claim_id"),
  decide({ pass(one), pass(id(9)) }, {},
         refused("not_found", "-", { field = "decisions[2].claim_id" })),
  decide({ pass(one, { amount = 40000.01 }) }, {}, refused("amount_over_rule", "第二十二条(二)")),
  decide({ pass(one, { amount = 0 }) }, {}, refused("amount_over_rule", "第二十二条(二)")),
  decide({ pass(one), pass(id(2), { verified = { producer_live_sales = 999999.99 } }) }, {},
         refused("not_eligible", "第二十二条(二)", { field = "decisions[2].claim_id" })),
  status(one, { state = "expert_passed", payable = null }),
  decide({ pass(one, { amount = 40000 }),
           pass(id(2), { verified = { producer_live_sales = 1999999.99 } }) }, {},
         { claims = { { claim_id = one, state = "approved", payable = 40000 },
                      { claim_id = id(2), state = "approved", gross = 20000, payable = 20000 } } }),
  decide({ pass(one) }, {}, refused("wrong_state", "第三十条(三)")), sound,
}))

case "an activity is paid once the panel has selected it" {
  live.apply_activity(100000.04), recommend(one), review(one),
  decide({ pass(one) }, {}, refused("not_eligible", "第二十七条")),
  decide({ pass(one, { verified = { activities = {
    { activity_id = "a", kind = "expo", held_on = "2021-09-10", main_venue_in_district = true,
      actual_cost = 100000.04, selected = true } } } }) }, {},
         { claims = { { state = "approved", gross = 20000, payable = 20000 } } }),
}

case "publicity starts no earlier than today and lasts the days that are set, both counted" (
  mix({ own { ["publicity.min_days"] = 7 } }, producers({ 1 }, "approved"), {
    publicise({ one }, { bodies = { "commerce_bureau" } }, refused("panel_incomplete")),
    publicise({ one }, { start_date = "2022-03-09" }, bad "start_date"),
    publicise({ one }, { end_date = "2022-03-09" }, bad "end_date"),
    publicise({ one }, { end_date = "2022-03-15" }, bad "end_date"),
    publicise({ one, one }, {}, bad "claim_ids[2]"),
    publicise({ one }, { end_date = "2022-03-16" },
              { claims = { { claim_id = one, state = "publicised" } } }),
    publicise({ one }, {}, refused("wrong_state")),
  }))

case "an objection is heard to the last day, and holds back the money" (
  mix(producers({ 1, 1 }, "publicised"), {
    budget(2022, 100000),
    object(one, { at = t("2022-03-20", "23:59:59") }, { objection_id = one .. "/1" }),
    object(one, { at = t("2022-03-21", "00:00:00") }, refused("publicity_over", "第三十条(四)")),
    clear({ id(2) }, { at = t("2022-03-20", "23:59:59") },
          refused("publicity_not_over", "第三十条(四)")),
    clear({ id(2), one }, {}, refused("objection_pending", "第三十条(五)",
                                      { field = "claim_ids[2]" })),
    resolve(one .. "/2", "dismissed", { at = t "2022-03-21" }, refused("not_found", "-")),
    resolve(one .. "/1", "dismissed", { at = t "2022-03-21" }, { state = "publicised" }),
    resolve(one .. "/1", "cancelled", { at = t "2022-03-21" }, refused("wrong_state", "第三十条(五)")),
    clear({ id(2), one }, { at = t "2022-03-22" },
          { claims = { { claim_id = id(2), state = "cleared", committed = 20000 },
                       { claim_id = one, state = "cleared", committed = 20000 } } }), sound,
  }))

case "an objection upheld sends a claim back to the panel or ends it" (
  mix(producers({ 2, 1 }, "publicised"), {
    object(one), object(id(2)),
    resolve(one .. "/1", "corrected", {}, { state = "expert_passed" }),
    resolve(id(2) .. "/1", "cancelled", {}, { state = "rejected" }),
    decide({ pass(one, { amount = 30000 }) }, { at = t "2022-03-19" },
           { claims = { { state = "approved", payable = 30000 } } }),
    publicise({ one }, { at = t "2022-03-20", end_date = "2022-03-25" }),
    object(one, { at = t "2022-03-21" }, { objection_id = one .. "/2" }), sound,
  }))

case "the queue of a year: the first that does not fit holds the rest" (
  mix(producers({ 5, 5, 1, 1 }, "publicised"), {
    clear({ one }, {}, refused("budget_not_set", "第三十四条")),
    budget(2022, 119999.99, { at = t "2022-03-21" }),
    clear({ one, id(2), id(3), id(4) }, {},
          { claims = { { state = "cleared", committed = 100000 },
                       { state = "waiting_budget", committed = 0, payable = 100000,
                         queue_place = 1 },
                       { state = "waiting_budget", queue_place = 2 },
                       { state = "waiting_budget", queue_place = 3 } } }),
    fund(2022, { budget = 119999.99, committed = 100000, disbursed = 0, remaining = 19999.99,
                 waiting = 140000 }), sound,
    budget(2022, 99999.99, { at = t "2022-03-22" }, refused("below_committed", "第三十四条")),
    budget(2022, 100000, { at = t "2022-03-22" }, { released = {} }),
    budget(2022, 200000, { at = t "2022-03-22" }, { released = { id(2) } }),
    withdraw(one, { at = t "2022-03-23" }, { state = "withdrawn", released = { id(3), id(4) } }),
    fund(2022, { committed = 140000, remaining = 60000, waiting = 0 }), sound,
  }))

case "waiting claims go to a later year only when released, before its own" (
  mix(producers({ 5, 2, 1 }, "publicised"), {
    budget(2022, 100000), budget(2023, 50000),
    clear { one, id(2) },
    clear({ id(3) }, { budget_year = 2023 }, { claims = { { state = "cleared" } } }),
    { "release_waiting", { actor = "commerce_bureau", budget_year = 2023, at = t "2023-01-05" },
      { released = {} } },
    fund(2022, { waiting = 0, committed = 100000 }),
    fund(2023, { waiting = 40000, committed = 20000, remaining = 30000 }), sound,
    budget(2023, 60000, { at = t "2023-01-06" }, { released = { id(2) } }),
    disburse({ id(2) }, { at = t "2023-02-01" }, { claims = { { state = "disbursed" } } }),
    fund(2023, { waiting = 0, committed = 60000, disbursed = 40000, remaining = 0 }), sound,
  }))

case "where shares are set, no claim is cleared" (
  mix({ own { ["budget.shortage_rule"] = "prorate" } }, producers({ 1 }, "publicised"), {
    budget(2022, 100), clear({ one }, {}, refused("prorate_not_supported", "-")) }))

case "a title is granted once, to a claim cleared or beyond, and ends when revoked" (
  mix(producers({ 1, 1 }, "cleared"), {
    live.grant({ one }, { bodies = { "commerce_bureau" } }, refused("panel_incomplete")),
    live.grant({ one }, {}, { claims = { { claim_id = one, title = "quality_supply_chain" } },
                              duties = { {}, {}, {} },
      reasons = { {}, {}, {}, { cite = "第十九条", rule = "title", value = "quality_supply_chain" },
                  { cite = "第三十条(五)" } } }),
    live.grant({ one }, {}, refused("already_titled", "第三十条(五)")),
    { "talent_benefits", { actor = "joint_bodies", claim_id = one, document = "丙",
                           at = t "2022-06-01" }, refused("no_title", "第七条(三)") },
    revoke(one, { recover_amount = 0.01 }, refused("amount_over_paid", "第三十三条",
                                                   { field = "recover_amount" })),
    revoke(one, { actor = "government" }, refused("wrong_actor")),
    revoke(one, { ground = "other" }, bad "ground"),
    revoke(one, {}, { state = "revoked", committed = 0 }), status(one, { title = null }),
    fund(2022, { committed = 20000 }),
    revoke(one, {}, refused("wrong_state")), sound,
    live.apply_producer(1000000, { applicant_id = "P1", at = t "2022-09-01" },
      { claim_id = id(3) }),
  }))

case "money is recovered up to what was set, and does not reopen the budget" (
  mix(producers({ 1 }, "disbursed"), {
    withdraw(one, {}, refused("wrong_state", "第二十九条")),
    revoke(one, { recover_amount = 20000.01 }, refused("amount_over_paid", "第三十三条")),
    revoke(one, { ground = "fraud", recover_amount = 15000 }, { recover_amount = 15000 }),
    { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 0,
                           at = t "2022-09-01" }, bad "amount" },
    { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 15000.01,
                           at = t "2022-09-01" }, refused("amount_over_due", "第三十三条") },
    { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 15000,
                           at = t "2022-09-01" }, { recovered = 15000 } },
    { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 0.01,
                           at = t "2022-09-01" }, refused("amount_over_due", "第三十三条") },
    fund(2022, { committed = 20000, disbursed = 20000, recover_due = 0, recovered = 15000 }), sound,
  }))

case "recovered money serves the queue where so set" (
  mix({ own { ["budget.recycle_recovered"] = true } }, producers({ 1, 1 }, "publicised"), {
    budget(2022, 20000), clear { one, id(2) }, disburse { one },
    revoke(one, { recover_amount = 20000 }), sound,
    { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 19999.99,
                           at = t "2022-09-01" } },
    status(id(2), { state = "waiting_budget", queue_place = 1 }), sound,
    { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 0.01,
                           at = t "2022-09-02" } },
    status(id(2), { state = "cleared", committed = 20000 }), sound,
  }))

case "a special case is approved at once, publicised, paid, and has no title" {
  { "special_case", { actor = "joint_bodies", applicant_id = "K", award_year = 2021,
                      subject = "丁", amount = 1, document = "戊", at = t "2022-03-01" },
    refused("wrong_actor", "第三十一条") },
  { "special_case", { actor = "government", applicant_id = "K", award_year = 2021, subject = "丁",
                      amount = 0, document = "戊", at = t "2022-03-01" }, bad "amount" },
  { "special_case", { actor = "government", applicant_id = "K", award_year = 2021, subject = "丁",
                      amount = 777.77, document = "戊", at = t "2022-03-01" },
    { claim_id = one, state = "approved", payable = 777.77, committed = 0 } },
  publicise { one }, budget(2022, 1000, { at = t "2022-03-11" }), clear { one },
  live.grant({ one }, {}, refused("no_title", "第三十条(五)")), disburse { one },
  fund(2022, { committed = 777.77, disbursed = 777.77, remaining = 222.23 }), sound,
}

case "an id answered before answers the same, with other fields it is refused" {
  apply { request_id = "r" },
  apply({ request_id = "r", at = t "2023-01-01" }, { claim_id = one }),
  apply({ request_id = "r", trainees = 1001 }, refused("request_id_reused", "-")),
  recommend(one, { request_id = "r" }, refused("request_id_reused", "-")),
  recommend(one, { request_id = "s", associations = null }, refused("consultation_missing")),
  recommend(one, { request_id = "s" }, refused("request_id_reused", "-")),
  recommend(one, { request_id = "u", result = "x" }, bad "result"),
  recommend(one, { request_id = "u" }, { state = "recommended" }),
  recommend(one, { request_id = null }, bad "request_id"),
}

case "that claims can't be paid by shares is told before what else stands against them" {
  apply(), recommend(one), review(one), decide { pass(one) },
  apply({ award_year = 2022 }), recommend(id(1, 2022)), review(id(1, 2022)),
  decide { pass(id(1, 2022)) }, publicise { one, id(1, 2022) },
  clear({ one, id(1, 2022) }, {}, refused("budget_not_set", "第三十四条")), budget(2022, 500000),
  own { ["budget.shortage_rule"] = "prorate" },
  clear({ one, id(1, 2022) }, {}, refused("prorate_not_supported", "-")),
  own { ["budget.shortage_rule"] = "queue" },
  clear({ one, id(1, 2022) }, {}, refused("already_awarded", "第十七条(二)")),
}

case "what is paid once is not paid for a second year, though both were publicised" {
  apply(), recommend(one), review(one), decide { pass(one) }, publicise { one },
  apply { award_year = 2022, at = t "2022-03-11" }, budget(2022, 500000, { at = t "2022-03-12" }),
  clear { one },
  recommend(id(1, 2022), { at = t "2022-03-22" }), review(id(1, 2022), { at = t "2022-03-23" }),
  decide({ pass(id(1, 2022)) }, { at = t "2022-03-24" }, refused("not_eligible", "第十七条(二)")),
  apply({ award_year = 2023, at = t "2022-03-25" }, refused("already_awarded", "第十七条(二)")),
  sound,
}

local function ranked(scores) return mix(live.hosts(4), scores) end

case "hosts are ranked together, a tie over a border wants the panel's order" (ranked {
  decide({ pass(one) }, {}, refused("use_rank_hosts", "第七条(一)")),
  live.rank_hosts({ 9, 8, 7 }, {}, refused("bad_input")),
  live.rank_hosts({ 9, 8, 7, 7 }, { bodies = live.three },
                  refused("panel_incomplete", nil, { field = "bodies" })),
  live.rank_hosts({ 9, 8, 7, 7 }, {}, refused("ranking_incomplete")),
  live.rank_hosts({ 9, 8, { claim_id = id(3), score = 7, panel_order = 2 },
                    { claim_id = id(4), score = 7, panel_order = 1 } }, {},
                  { winners = { { place = 1 }, { place = 2 }, { place = 3 }, { place = 4 } },
                    unfilled = { leading = 0, outstanding = 2, excellent = 4 } }),
  status(id(3), { state = "approved", payable = 200000, title = null }),
  publicise { one, id(2), id(3), id(4) },
  live.rank_hosts({ 6, 8, 9, 7 }, { at = t "2022-03-11" }),
  status(one, { state = "approved", payable = 200000 }),
  status(id(2), { state = "publicised", payable = 300000 }),
  status(id(3), { state = "approved", payable = 300000 }),
  status(id(4), { state = "publicised", payable = 300000 }),
  budget(2022, 5000000, { at = t "2022-03-12" }), clear { id(2) },
  live.rank_hosts({ { claim_id = one, score = 6 }, { claim_id = id(3), score = 9 },
                    { claim_id = id(4), score = 7 } }, { at = t "2022-03-22" },
                  refused("ranking_final", "第七条(一)")),
  live.rank_hosts({ 6, 8, 9, 7 }, { at = t "2022-03-22" }, refused("wrong_state")),
  live.grant({ id(2) }, {}, { claims = { { title = "leading_talent" } },
    reasons = { {}, {}, {}, { cite = "第四条", value = "leading_talent" }, { cite = "第三十条(五)" } } }),
  { "talent_benefits", { actor = "joint_bodies", claim_id = id(2), document = "丙",
                         at = t "2022-06-01" } }, sound,
})
