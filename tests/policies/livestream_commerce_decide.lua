-- SPDX-License-Identifier: MIT
-- Recommending, reviewing and deciding: 第三十条(一) to (三).
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local apply, recommend, review, decide = live.apply, live.recommend, live.review, live.decide
local producers, status, sound = live.producers, live.status, live.sound
local one = id(1)

local function pass(claim_id, more) return with({ claim_id = claim_id, result = "pass" }, more) end
local function reject(claim_id, more)
  return with({ claim_id = claim_id, result = "reject" }, more)
end
local function producing(sales) return { verified = { producer_live_sales = sales } } end

case "the unit is asked for before the association, and only to pass needs one" {
  apply(), apply { applicant_id = "B" }, apply { applicant_id = "C" },
  recommend(one, { unit = "别处", associations = null },
            refused("wrong_territory", "第三十条(一)")),
  recommend(one, { unit = "别处", associations = null, result = "reject" },
            refused("wrong_territory", "第三十条(一)")),
  recommend(one, { unit = null }, bad "unit"), recommend(one, { result = null }, bad "result"),
  recommend(one, { associations = { 1 } }, bad "associations[1]"),
  recommend(one, { associations = { "甲协会", "乙协会" }, comment = "同意" },
            { state = "recommended", gross = 100000, payable = null, committed = 0 }),
  recommend(id(2), { associations = null, result = "return" }, { state = "returned" }),
  recommend(id(3), { associations = null, result = "reject" }, { state = "rejected" }),
}

case "papers are asked for before they are judged, and only to pass" {
  apply { materials = { "application_report" } }, recommend(one),
  review(one, { complete = false, compliant = false },
         refused("materials_incomplete", "第三十条(二)", { missing = {
           "incubation_form", "business_licence", "legal_rep_id_copy", "credit_record",
           "responsibility_statement", "proof_faculty", "proof_fees", "proof_enrolment",
           "proof_timetable", "proof_photos" } })),
  review(one, { institution = null }, bad "institution"),
  review(one, { complete = null }, bad "complete"),
  review(one, { compliant = null }, bad "compliant"),
  review(one, { result = "passed" }, bad "result"),
  review(one, { result = "reject" }, { state = "rejected" }),
}

case "each item has its own papers to be reviewed by" {
  live.apply_host("H", { materials = live.papers.training }),
  apply { materials = live.papers.host_talent },
  recommend(one), recommend(id(2)),
  review(one, {}, refused("materials_incomplete", "第三十条(二)", { missing = {
    "host_form", "id_card_copy", "proof_annual_sales", "proof_annual_units", "proof_followers",
    "proof_complaints" } })),
  review(id(2), { complete = false, result = "return" }, { state = "returned" }),
}

case "the panel is tested whole, then ranked items, then lines, then sums" (mix(
  producers({ 2, 2 }, "expert_passed"),
  { live.apply_host "H", recommend(id(3)), review(id(3)),
    decide({ pass(one, { amount = 99999999 }), pass(id(3)) }, { bodies = live.three },
           refused("panel_incomplete", "第三十条(三)", { field = "bodies" })),
    decide({ pass(one, { amount = 99999999 }), pass(id(2), producing(1)), pass(id(3)) }, {},
           refused("use_rank_hosts", "第七条(一)", { field = "decisions[3].claim_id" })),
    decide({ reject(id(3)) }, {}, refused("use_rank_hosts", "第七条(一)")),
    decide({ pass(one, { amount = 99999999 }), pass(id(2), producing(1)) }, {},
           refused("not_eligible", "第二十二条(二)", { field = "decisions[2].claim_id" })),
    decide({ pass(one, { amount = 40000.01 }), pass(id(2)) }, {},
           refused("amount_over_rule", "第二十二条(二)", { field = "decisions[1].claim_id" })),
    decide({ pass(one, { amount = 0.01 }), pass(id(2), { amount = 40000 }) }, {},
           { claims = { { state = "approved", gross = 40000, payable = 0.01 },
                        { state = "approved", gross = 40000, payable = 40000 } } }), sound }))

case "the panel is the five, and one more does not hurt" (mix(
  producers({ 1, 1 }, "expert_passed"), {
  decide({ pass(one) }, { bodies = { "organization_department", "trade_city_committee",
                                     "commerce_bureau", "market_regulator", "finance_bureau" } },
         refused("panel_incomplete", "第三十条(三)", { missing = { "tax_bureau" } })),
  decide({ pass(one) }, { bodies = mix(live.five, { "mayor" }) }, bad "bodies[6]"),
  decide({ pass(one) }, { bodies = null }, bad "bodies"),
  decide({ pass(one) }, { bodies = mix(live.five, { "finance_bureau" }) },
         { claims = { { state = "approved" } } }),
}))

case "what is wrong with a decision is named by its place" (mix(
  producers({ 1, 1 }, "expert_passed"), {
  decide(null, {}, bad "decisions"),
  decide({ pass(one), { claim_id = id(2) } }, {}, bad "decisions[2].result"),
  decide({ pass(one), { result = "pass" } }, {}, bad "decisions[2].claim_id"),
  decide({ pass(one, { result = "return" }) }, {}, bad "decisions[1].result"),
  decide({ pass(one, { amount = -1 }) }, {}, bad "decisions[1].amount"),
  decide({ pass(one, { amount = 1.001 }) }, {}, bad "decisions[1].amount"),
  decide({ pass(one, producing(-1)) }, {}, bad "decisions[1].verified.producer_live_sales"),
  decide({ pass(one), pass(id(2), { verified = { sales = 1 } }) }, {},
         bad "decisions[2].verified.sales"),
  decide({ pass(one, { verified = { applicant_id = "X" } }) }, {},
         bad "decisions[1].verified.applicant_id"),
  decide({ pass(one, { verified = { award_year = 2020 } }) }, {},
         bad "decisions[1].verified.award_year"),
  decide({ pass(one, { verified = { trainees = 1, affiliate_trainees = 2 } }) }, {},
         bad "decisions[1].verified.affiliate_trainees"),
  decide({ pass(one, { verified = { influence = "world" } }) }, {},
         bad "decisions[1].verified.influence"),
  status(one, { state = "expert_passed" }),
}))

case "facts that were verified stand in place of what was said, and stay" (mix(
  producers({ 2, 2, 2 }, "expert_passed"), {
    decide({ pass(one, producing(3500000)), pass(id(2), producing(1000000)),
             reject(id(3), producing(5000000)) }, {},
           { claims = { { state = "approved", gross = 60000, payable = 60000 },
                        { state = "approved", gross = 20000, payable = 20000 },
                        { state = "rejected", gross = 40000, payable = null } } }),
    status(one, { facts = { producer_live_sales = 3500000, local_producer = true } }),
    status(id(2), { facts = { producer_live_sales = 1000000 } }), sound }))

case "a line verified away is not eligible, whatever became of it" (mix(
  producers({ 2 }, "expert_passed"), {
    decide({ pass(one, { verified = { sells_via_third_party = false } }) }, {},
           refused("not_eligible", "第二十二条(二)", { field = "decisions[1].claim_id" })),
    decide({ pass(one, { verified = { serious_dishonesty = true } }) }, {},
           refused("not_eligible", "第二十二条(二)")),
    decide({ pass(one, { verified = { other_benefits = { { item = "local_producer",
      level = "provincial", document = "省政策", received = true } } } }) }, {},
           refused("not_eligible")),
    decide({ pass(one, { verified = { prior_awards = { { item = "local_producer",
      award_year = 2021, amount = 1 } } } }) }, {}, refused("not_eligible", "第二十二条(二)")),
    decide({ reject(one) }, {}, { claims = { { state = "rejected" } } }) }))

case "a base verified below a whole step is paid nothing, so no sum fits" {
  apply { trainees = null, line_id = "new_base:X", materials = live.papers.new_base,
          bases = { { base_id = "X", kind = "new", usable_area = 20000, rooms = 100,
                      planning_rational = true, facilities_complete = true,
                      investment = 100000000 } } },
  recommend(one), review(one),
  decide({ pass(one, { verified = { bases = { { base_id = "X", kind = "new", usable_area = 20000,
    rooms = 100, planning_rational = true, facilities_complete = true,
    investment = 99999999.99 } } } }) }, {}, refused("amount_over_rule", "第十二条(一)")),
  decide({ pass(one, { amount = 0 }) }, {}, refused("amount_over_rule", "第十二条(一)")),
  decide({ pass(one, { amount = 1000000 }) }, {}, { claims = { { payable = 1000000 } } }),
}

case "an activity is selected and rated by the panel, which decides its cap" {
  live.apply_activity(800000), live.apply_activity(800000, { applicant_id = "B" }),
  live.apply_activity(800000, { applicant_id = "C" }), live.apply_activity(800000,
                                                                          { applicant_id = "D" }),
  recommend(one), recommend(id(2)), recommend(id(3)), recommend(id(4)),
  review(one), review(id(2)), review(id(3)), review(id(4)),
  decide({ pass(one, { verified = { influence = "provincial" } }) }, {},
         refused("not_eligible", "第二十七条")),
  decide({ pass(one, { verified = { selected = false } }) }, {},
         refused("not_eligible", "第二十七条")),
  decide({ pass(one, { verified = { selected = true } }),
           pass(id(2), { verified = { selected = true, influence = "provincial" } }),
           pass(id(3), { verified = { selected = true, influence = "national" }, amount = 1 }),
           pass(id(4), { verified = { selected = true, influence = "municipal" } }) }, {},
         { claims = { { gross = 100000, payable = 100000 }, { gross = 160000, payable = 160000 },
                      { gross = 160000, payable = 1 }, { gross = 100000, payable = 100000 } } }),
  status(id(2), { facts = { activities = { { activity_id = "a", selected = true,
                                             influence = "provincial" } } } }), sound,
}

case "the panel's selection is of the claim's own activity" {
  live.apply_activity(100, { activities = {
    { activity_id = "b", kind = "expo", held_on = "2021-09-10", main_venue_in_district = true,
      actual_cost = 900 },
    { activity_id = "a", kind = "expo", held_on = "2021-09-10", main_venue_in_district = true,
      actual_cost = 100 } } }),
  recommend(one), review(one),
  decide({ pass(one, { verified = { selected = true } }) }, {},
         { claims = { { gross = 20, payable = 20 } } }),
  status(one, { facts = { activities = { { activity_id = "b", selected = null },
                                         { activity_id = "a", selected = true } } } }),
}

case "two claims for what is paid once: the first that binds money leaves the other nothing" {
  apply(), apply { award_year = 2020 },
  recommend(one), recommend(id(1, 2020)), review(one), review(id(1, 2020)),
  decide({ pass(one), pass(id(1, 2020)) }, {},
         { claims = { { state = "approved" }, { state = "approved" } } }),
  live.publicise { one, id(1, 2020) }, live.budget(2022, 1000000),
  live.clear({ one, id(1, 2020) }, {},
             refused("already_awarded", "第十七条(二)", { field = "claim_ids[2]" })),
  live.clear { one },
  live.clear({ id(1, 2020) }, {}, refused("already_awarded", "第十七条(二)")), sound,
  live.withdraw(one, { at = t "2022-03-22" }),
  live.clear({ id(1, 2020) }, { at = t "2022-03-23" }, { claims = { { state = "cleared" } } }),
  sound,
}
