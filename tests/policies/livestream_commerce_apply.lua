-- SPDX-License-Identifier: MIT
-- Applying and handing in again: what a claim is taken for, what it is refused for, in order.
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local apply, apply_producer, producers = live.apply, live.apply_producer, live.producers
local recommend, review, decide, status = live.recommend, live.review, live.decide, live.status
local one = id(1)

local function resubmit(more, expected)
  return { "resubmit", with({ actor = "applicant", at = t "2022-02-15", claim_id = one }, more),
           expected }
end

local elsewhere = { item = "training", level = "municipal", document = "市政策甲", received = true }
local before = { item = "training", award_year = 2020, amount = 100000 }
local function base(investment, more)
  return with({ base_id = "X", kind = "new", usable_area = 20000, planning_rational = true,
                facilities_complete = true, rooms = 100, investment = investment }, more)
end
local function apply_base(investment, more, expected)
  return apply(with({ trainees = null, line_id = "new_base:X", bases = { base(investment) },
                      materials = live.papers.new_base }, more), expected)
end

case "an application is tested in order: days, unit, a live claim, the facts, the line" {
  apply({ at = t "2022-01-31" }, { claim_id = one }),
  own { ["programme.effective_until"] = "2022-02-01", ["territory.units"] = { "柳青街道" } },
  apply({ at = t "2022-02-02", unit = "别处", trainees = 1 },
        refused("not_in_force", "第三十五条")),
  apply({ unit = "别处", trainees = 1 }, refused("unknown_unit", "第三十条(一)")),
  apply({ trainees = null }, refused("duplicate_claim", "第三十四条")),
  apply({ applicant_id = "B", line_id = "training:1" }, refused("facts_missing", "第三十条(一)")),
  apply({ applicant_id = "B", serious_dishonesty = true, prior_awards = { before } },
        refused("not_eligible", "第十七条(二)")),
  apply({ applicant_id = "B", prior_awards = { before }, other_benefits = { elsewhere } },
        refused("already_awarded", "第十七条(二)")),
  apply({ applicant_id = "B", other_benefits = { elsewhere } },
        refused("same_kind_enjoyed", "第三十四条")),
  apply({ applicant_id = "B" }, { claim_id = id(2) }),
}

case "one end of the programme's days may be set alone" {
  own { ["programme.effective_from"] = "2022-02-01" },
  apply({ at = t("2022-01-31", "23:59:59"), award_year = 2022 },
        refused("not_in_force", "第三十五条")),
  apply({ at = t("2022-02-01", "00:00:00"), award_year = 2022 }, { claim_id = id(1, 2022) }),
  apply({ at = t "2029-02-01", award_year = 2029 }, { claim_id = id(1, 2029) }),
}

case "an award year outside the programme's days is not taken on a day inside" {
  own { ["programme.effective_from"] = "2022-01-01" },
  apply({ award_year = 2021 }, refused("not_in_force", "第三十五条")),
  apply({ award_year = 2022 }, { claim_id = id(1, 2022) }),
}

case "the day is the district's own, whatever the offset of the moment" {
  own { ["programme.effective_until"] = "2022-02-01" },
  apply({ at = "2022-02-01T16:00:00Z" }, refused("not_in_force", "第三十五条")),
  apply({ at = "2022-02-01T15:59:59Z" }, { claim_id = one }),
}

case "a line that the facts do not make is missing, one not assessed tells what is missing" {
  apply({ trainees = null }, refused("facts_missing", "第三十条(一)")),
  apply({ line_id = "new_base:Y", trainees = null, bases = { base(100000000) } },
        refused("facts_missing", "第三十条(一)")),
  apply({ line_id = "case_by_case" }, refused("facts_missing", "第三十条(一)")),
  apply({ line_id = "new_base:X", trainees = null,
          bases = { base(null, { planning_rational = null }) } },
        refused("facts_missing", "第三十条(一)", { missing = { "planning_rational",
                                                               "investment" } })),
  apply({ line_id = "brand_centre", trainees = null, centre_served_enterprises = 100 },
        refused("facts_missing", "第三十条(一)", { missing = {
          "centre_known_brand", "centre_operating_normally", "centre_opened_on" } })),
}

case "who is not eligible is told the reasons of the line" {
  apply({ trainees = 999 }, refused("not_eligible", "第十七条(二)", { reasons = {
    { rule = "entity_type", cite = "第十五条", met = true },
    { rule = "registered_in_district", cite = "第三条", met = true },
    { rule = "livestream_business", cite = "第三条", met = true },
    { rule = "sound_finance", cite = "第三条", met = true },
    { rule = "no_serious_dishonesty", cite = "第三条", met = true },
    { rule = "not_affiliate", cite = "第十六条(二)", met = true },
    { rule = "min_trainees", cite = "第十六条(二)", met = false } } })),
  apply({ entity_type = "association" }, refused("not_eligible", "第十七条(二)")),
  apply({ is_affiliate = true }, refused("not_eligible", "第十七条(二)")),
  live.apply_host("H", { birth_date = "2003-12-02" }, refused("not_eligible", "第七条(一)")),
  live.apply_activity(100, { activities = { { activity_id = "a", kind = "expo",
    held_on = "2020-12-31", main_venue_in_district = true, actual_cost = 100 } } },
    refused("not_eligible", "第二十七条")),
}

case "what would pay nothing is not taken, a fen would be" {
  apply_base(99999999.99, {}, refused("nothing_to_pay", "第十二条(一)")),
  apply_producer(1000000, { applicant_id = "B" }, { claim_id = one, gross = 20000 }),
  own { ["activity.rate"] = 0.01 },
  live.apply_activity(99.99, { activities = { { activity_id = "a", kind = "expo",
    held_on = "2021-09-10", main_venue_in_district = true, actual_cost = 99.99,
    selected = true } } }, refused("nothing_to_pay", "第二十七条")),
  live.apply_activity(100, { activities = { { activity_id = "a", kind = "expo",
    held_on = "2021-09-10", main_venue_in_district = true, actual_cost = 100,
    selected = true } } }, { claim_id = id(2), gross = 0.01 }),
}

case "a host is taken before the ranking with no sum, and so is an activity not yet selected" {
  live.apply_host("H", {}, { state = "applied", gross = null, payable = null, committed = 0,
                             missing_materials = {} }),
  live.apply_activity(100, {}, { state = "applied", gross = null }),
  live.apply_activity(100, { line_id = "activity:b", activities = {
    { activity_id = "a", kind = "expo", held_on = "2021-09-10", main_venue_in_district = true,
      actual_cost = 100 },
    { activity_id = "b", kind = "forum", held_on = "2021-09-10", main_venue_in_district = true,
      actual_cost = 500, selected = true } } }, { state = "applied", gross = 100 }),
}

case "a claim is one line of one applicant in one award year" {
  apply({ exclusive_host_sales = { 10000000 } }, { claim_id = one }),
  apply({ exclusive_host_sales = { 10000000 }, line_id = "mcn" }, { claim_id = id(2) }),
  apply({ exclusive_host_sales = { 10000000 }, line_id = "mcn" },
        refused("duplicate_claim", "第三十四条")),
  apply({ award_year = 2020 }, { claim_id = id(1, 2020) }),
  apply({ applicant_id = "B" }, { claim_id = id(3) }),
  apply({ award_year = 2020, applicant_id = "B" }, { claim_id = id(2, 2020) }),
}

local function again(state, prelude, expected)
  case("a line whose claim is " .. state .. " is claimed "
    .. (expected.claim_id and "anew" or "no second time")) (mix(prelude,
      { apply_producer(1000000, { applicant_id = "P1", at = t "2022-09-01" }, expected) }))
end
local function upto(state, more) return mix(producers({ 1 }, state), more) end
local live_already = refused("duplicate_claim", "第三十四条")
for _, state in ipairs { "applied", "recommended", "expert_passed", "approved", "publicised",
                         "cleared", "disbursed" } do
  again(state, producers({ 1 }, state), live_already)
end
again("returned", upto("applied", { recommend(one, { result = "return" }) }), live_already)
again("waiting_budget", upto("publicised", { live.budget(2022, 0), live.clear { one } }),
      live_already)
again("rejected", upto("recommended", { review(one, { result = "reject" }) }),
      { claim_id = id(2) })
again("withdrawn", upto("cleared", { live.withdraw(one) }), { claim_id = id(2) })
again("revoked", upto("disbursed", { live.revoke(one) }), { claim_id = id(2) })

case "what other claims have bound is awarded already, what they let go is not" (mix(
  { apply(), recommend(one), review(one), decide { { claim_id = one, result = "pass" } },
    live.publicise { one } },
  { apply({ award_year = 2022, at = t "2022-03-15" }, { claim_id = id(1, 2022) }),
    live.withdraw(id(1, 2022), { at = t "2022-03-15" }),
    live.budget(2022, 0), live.clear({ one }, {}, { claims = { { state = "waiting_budget" } } }),
    apply({ award_year = 2022, at = t "2022-03-22" }, refused("already_awarded", "第十七条(二)")),
    live.withdraw(one, { at = t "2022-03-23" }),
    apply({ award_year = 2022, at = t "2022-03-24" }, { claim_id = id(2, 2022) }) }))

case "a base that was built on is paid the difference, as far as the cap" (mix(
  { apply_base(100000000), recommend(one), review(one),
    decide({ { claim_id = one, result = "pass" } }, {}, { claims = { { payable = 1000000 } } }),
    live.publicise { one }, live.budget(2022, 10000000), live.clear { one } },
  { apply_base(199999999.99, { award_year = 2022, at = t "2023-02-01" },
               refused("already_awarded", "第十二条(一)")),
    apply_base(320000000, { award_year = 2022, at = t "2023-02-01" },
               { claim_id = id(1, 2022), gross = 3000000 }),
    recommend(id(1, 2022), { at = t "2023-02-02" }), review(id(1, 2022), { at = t "2023-02-03" }),
    decide({ { claim_id = id(1, 2022), result = "pass", amount = 2000000.01 } },
           { at = t "2023-02-04" }, refused("amount_over_rule", "第十二条(一)")),
    decide({ { claim_id = id(1, 2022), result = "pass" } }, { at = t "2023-02-04" },
           { claims = { { gross = 3000000, payable = 2000000 } } }) }))

case "a claim handed in again replaces what is given and keeps the rest" {
  apply { trainees = 1200, affiliate_trainees = 100, materials = { "application_report" } },
  recommend(one, { result = "return", associations = null }),
  resubmit({ trainees = 1300 }, { state = "applied", gross = 100000 }),
  status(one, { state = "applied", materials = { "application_report" },
                facts = { trainees = 1300, affiliate_trainees = 100 } }),
  recommend(one, { at = t "2022-02-16", result = "return" }),
  resubmit({ at = t "2022-02-17", materials = live.papers.training }),
  status(one, { materials = live.papers.training, facts = { trainees = 1300 } }),
}

case "a claim handed in again is tested as when it was applied for" {
  apply(), recommend(one, { result = "return" }),
  resubmit({ trainees = 999 }, refused("not_eligible", "第十七条(二)")),
  resubmit({ prior_awards = { before } }, refused("already_awarded", "第十七条(二)")),
  resubmit({ other_benefits = { elsewhere } }, refused("same_kind_enjoyed", "第三十四条")),
  resubmit({ affiliate_trainees = 1001 }, bad "affiliate_trainees"),
  resubmit({ unit = "别处" }, bad "unit"), resubmit({ line_id = "mcn" }, bad "line_id"),
  resubmit({ materials = { "unheard" } }, bad "materials[1]"),
  resubmit({ trainees = -1 }, bad "trainees"),
  status(one, { state = "returned", facts = { trainees = 1000 } }),
  resubmit({}, { state = "applied" }),
}

case "a claim handed in again without its facts is told what is missing" (mix(
  { apply_base(100000000), recommend(one, { result = "return" }) },
  { resubmit({ bases = { base(100000000, { base_id = "Y" }) } },
             refused("facts_missing", "第三十条(一)")),
    resubmit({ bases = { base(null) } },
             refused("facts_missing", "第三十条(一)", { missing = { "investment" } })),
    resubmit({ bases = { base(99999999.99) } }, refused("nothing_to_pay", "第十二条(一)")),
    resubmit({ bases = { base(200000000) } }, { state = "applied", gross = 2000000 }) }))

case "faults in an application are named by their place" {
  apply({ applicant_id = null }, bad "applicant_id"),
  apply({ applicant_id = "" }, bad "applicant_id"),
  apply({ award_year = -1 }, bad "award_year"), apply({ award_year = "2021" }, bad "award_year"),
  apply({ entity_type = "firm" }, bad "entity_type"), apply({ trainees = 1.5 }, bad "trainees"),
  apply({ sound_finance = null }, bad "sound_finance"),
  apply({ affiliate_trainees = 1001 }, bad "affiliate_trainees"),
  apply({ materials = "application_report" }, bad "materials"),
  apply({ claim_id = one }, bad "claim_id"),
  apply({ bases = { base(1), base(1) } }, bad "bases[2].base_id"),
  apply({ bases = { base(-0.01) } }, bad "bases[1].investment"),
  apply({ bases = { base(0.001) } }, bad "bases[1].investment"),
  live.apply_host("H", { host_place = 11 }, bad "host_place"),
  live.apply_host("H", { host_place = 0 }, bad "host_place"),
  apply({ at = "2022-02-01" }, bad "at"), apply({ actor = null }, bad "actor"),
}

local function lacks(line, missing)
  return apply({ trainees = null, line_id = line },
               refused("facts_missing", "第三十条(一)", { missing = missing }))
end

case "an application for a line that is absent is told the first fact of its item" {
  lacks("training", { "trainees" }), lacks("host_talent", { "birth_date" }),
  lacks("new_base:X", { "bases" }), lacks("activity:a", { "actual_cost" }),
  lacks("mcn", { "exclusive_host_sales" }), lacks("case_by_case", {}), lacks("training:1",
    { "trainees" }), lacks("trainings", {}),
}
