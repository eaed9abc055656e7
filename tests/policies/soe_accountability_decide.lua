-- SPDX-License-Identifier: MIT
-- What a decision must hold, and one that changes it on review.
policy "../../policies/soe_accountability.lua"

local c = include "_accountability.lua"
local usual, up_to, view = c.usual, c.up_to, c.view

local function decide(more, expected) return usual("decide", "2022-04-18", more, expected) end
-- A decision with other facts and fields of its outcome than the usual ones; false: without it.
local function told(facts, changed, more, expected)
  local outcome = with(c.outcome, changed)
  for name, value in next, outcome do if value == false then outcome[name] = nil end end
  return decide(with({ facts = with(c.facts, facts), outcome = outcome }, more), expected)
end
local function out_of(field, cite)
  return refused("deduction_out_of_range", cite, { field = field })
end

case "one decision is made on a person, by whose the case is" (up_to("report", {}, {
  decide({ decider = "district_soe" }, refused("not_competent", "第四十六条")),
  decide({}, { status = "decided", deadlines = {}, reasons = { { cite = "第六十八条", value = "p1" },
    { cite = "第三十三条(三)", value = { "transfer_from_post" } },
    { cite = "第三十三条(三)", value = { 70, 70 } } } }),
  decide({}, refused("already_decided", "-")),
  decide({ person = "p0" }),
  view { decisions = { { person = "p0" }, { person = "p1", in_force = true, served_on = null,
    appeal = null, outcome = { treatment = "normal", disposals = { "transfer_from_post" },
                               performance_percent = 70, term_percent = 70,
                               ban_years = null } } } },
}))
case "facts that bear no decision are refused with their article" (up_to("report", {}, {
  decide({ facts = { loss_tier = "larger", responsibility = "direct",
                     subsidiary_ground = "major_loss" } },
         refused("ground_not_met", "第二十七条(一)")),
  decide({ facts = { responsibility = "direct" } }, refused("not_liable", "第六条")),
  decide({ facts = { loss_tier = "major", responsibility = "direct", procedure_followed = true,
                     cause = "policy_change" } }, refused("not_liable", "第四条(二)")),
  decide({ facts = { responsibility = "direct", first_form_ground = "tendency" } },
         refused("disposal_not_admissible", "第三十二条")),
}))
case "a case of days before the measure has no decision under it" {
  at = "2021-12-30T09:00:00+08:00",
  usual("accept", "2021-09-01"), usual("preliminary_done", "2021-09-02"),
  usual("classify", "2021-09-02"), usual("investigate", "2021-09-02"),
  usual("investigation_done", "2021-09-02"), usual("hear", "2021-09-02"),
  usual("report", "2021-09-02"),
  usual("decide", "2021-09-27", {}, refused("not_in_force", "第八十二条")),
  usual("decide", "2021-09-28"),
}
case "percentages lie in the range of the cell, its ends included" (up_to("report", {}, {
  told({}, { performance_percent = 69.99 }, {}, out_of("performance_percent", "第三十三条(三)")),
  told({}, { term_percent = 100.01 }, {}, out_of("term_percent", "第三十三条(三)")),
  told({}, { performance_percent = false }, {}, bad "outcome.performance_percent"),
  told({}, { term_percent = false }, {}, bad "outcome.term_percent"),
  told({}, { performance_percent = 100, term_percent = 100 }, {}),
}))
local general = { loss_tier = "general", responsibility = "direct" }
case "a general loss takes more than nothing and at most half, and no term incentive" (up_to(
  "report", {}, {
  told(general, { disposals = { "admonition" }, performance_percent = 0, term_percent = false }, {},
       out_of("performance_percent", "第三十三条(一)")),
  told(general, { disposals = { "admonition" }, performance_percent = 50.01,
                  term_percent = false }, {}, out_of("performance_percent", "第三十三条(一)")),
  told(general, { disposals = { "admonition" }, performance_percent = 50 }, {},
       bad "outcome.term_percent"),
  told(general, { disposals = { "admonition" }, performance_percent = 50, term_percent = false },
       {}, { reasons = { {}, { cite = "第三十三条(一)" }, { cite = "第三十三条(一)" } } }),
  told(general, { disposals = { "admonition" }, performance_percent = 0.01,
                  term_percent = false }, { person = "p2" }),
}))
case "disposals are those of the cell, at least one" (up_to("report", {}, {
  told({}, { disposals = empty }, {}, refused("disposal_not_admissible", "第三十三条(三)")),
  told({}, { disposals = { "transfer_from_post", "suspension" } }, {},
       refused("disposal_not_admissible", "第三十三条(三)")),
  told({}, { disposals = { "transfer_from_post", "demotion", "removal" } }, {}),
}))
case "treatments are those of the circumstances" (up_to("report", {}, {
  told({}, { treatment = "heavier" }, {}, refused("treatment_not_allowed", "第四十条")),
  told({}, { treatment = "aggravated" }, {}, refused("treatment_not_allowed", "第四十条")),
  told({}, { treatment = "lighter" }, {}, refused("treatment_not_allowed", "第四十一条")),
  told({}, { treatment = "reduced" }, {}, refused("treatment_not_allowed", "第四十一条")),
  told({}, { treatment = "exempt" }, {}, refused("treatment_not_allowed", "第四十二条")),
  told({ mitigating = { "loss_recovered" } }, { treatment = "exempt" }, {},
       refused("treatment_not_allowed", "第四十二条")),
  told({ aggravating = { "obstructed" } }, { treatment = "normal" }, {},
       refused("treatment_not_allowed", "第四十条")),
  told({ aggravating = { "obstructed" } }, { treatment = "lighter" }, {},
       refused("treatment_not_allowed", "第四十条")),
  told({ aggravating = { "obstructed" } }, { treatment = "heavier" }, {}),
  told({ mitigating = { "loss_recovered" } }, { treatment = "lighter" }, { person = "p2" }),
}))
case "who is to be dealt with less severely may go below the cell, and not above" (up_to("report",
  {}, {
  told({ mitigating = { "loss_recovered" } }, { treatment = "reduced",
    disposals = { "suspension" }, performance_percent = 0, term_percent = 12.34 }, {}),
  told({ mitigating = { "loss_recovered" } }, { treatment = "reduced",
    performance_percent = 100.01 }, { person = "p2" },
    out_of("performance_percent", "第三十三条(三)")),
  told({ loss_tier = "larger", mitigating = { "loss_recovered" } }, { treatment = "reduced",
    disposals = { "demotion" } }, { person = "p2" },
    refused("disposal_not_admissible", "第三十三条(二)")),
  told({ loss_tier = "larger", mitigating = { "loss_recovered" } }, { treatment = "reduced",
    disposals = { "criticism_education" }, performance_percent = 70.01 }, { person = "p2" },
    out_of("performance_percent", "第三十三条(二)")),
  told({ loss_tier = "larger", mitigating = { "loss_recovered" } }, { treatment = "lighter",
    disposals = { "suspension" }, performance_percent = 29.99 }, { person = "p2" },
    out_of("performance_percent", "第三十三条(二)")),
}))
case "who is to be dealt with more severely may go above the cell, and not below" (up_to("report",
  {}, {
  told({ loss_tier = "larger", aggravating = { "concealed_loss" } }, { treatment = "aggravated",
    disposals = { "removal" }, performance_percent = 100, term_percent = 70.01 }, {}),
  told({ loss_tier = "larger", aggravating = { "concealed_loss" } }, { treatment = "aggravated",
    disposals = { "criticism_education" } }, { person = "p2" },
    refused("disposal_not_admissible", "第三十三条(二)")),
  told({ loss_tier = "larger", aggravating = { "concealed_loss" } }, { treatment = "aggravated",
    disposals = { "demotion" }, term_percent = 29.99 }, { person = "p2" },
    out_of("term_percent", "第三十三条(二)")),
  told({ loss_tier = "larger", aggravating = { "concealed_loss" } }, { treatment = "aggravated",
    disposals = { "demotion" }, term_percent = 100.01 }, { person = "p2" },
    out_of("term_percent", "第三十三条(二)")),
  told({ loss_tier = "larger", aggravating = { "concealed_loss" } }, { treatment = "heavier",
    disposals = { "suspension" }, term_percent = 70.01 }, { person = "p2" },
    out_of("term_percent", "第三十三条(二)")),
}))
case "a ban from office goes with its disposal, from five years up to life" (up_to("report", {}, {
  told({}, { disposals = { "office_ban" } }, {}, refused("ban_out_of_range", "第三十一条(三)")),
  told({}, { disposals = { "office_ban" }, ban_years = 4 }, {},
       refused("ban_out_of_range", "第三十一条(三)")),
  told({}, { disposals = { "office_ban" }, ban_years = 5, ban_for_life = true }, {},
       refused("ban_out_of_range", "第三十一条(三)")),
  told({}, { ban_years = 5 }, {}, refused("ban_out_of_range", "第三十一条(三)")),
  told({}, { disposals = { "office_ban" }, ban_years = 5 }, {}),
  told({}, { disposals = { "office_ban" }, ban_for_life = true }, { person = "p2" }),
}))
local above = { subsidiary_ground = "major_loss" }
case "a plan ban is decided where the article leaves a range" (up_to("report", {}, {
  told(above, {}, {}, refused("plan_ban_out_of_range", "第三十四条")),
  told(above, { plan_ban_years = 2 }, {}, refused("plan_ban_out_of_range", "第三十四条")),
  told(above, { plan_ban_years = 6 }, {}, refused("plan_ban_out_of_range", "第三十四条")),
  told(above, { plan_ban_years = 3 }, {}, { reasons = { {}, { cite = "第三十四条" }, {} } }),
  told(above, { plan_ban_years = 5 }, { person = "p2" }),
  told({}, { plan_ban_years = 4 }, { person = "p3" },
       refused("plan_ban_out_of_range", "第三十三条(三)")),
  told({}, { plan_ban_years = 5 }, { person = "p3" }),
}))

-- 第四十二条, 第四十三条

local way = { classify = { loss_tier = "larger", routes = { "to_district_soe" } } }
local lenient = { loss_tier = "larger", mitigating = { "loss_recovered" } }
local district = { decider = "district_soe" }
local exempted = { treatment = "exempt", disposals = empty, performance_percent = false,
                   term_percent = false, exempt_from = { "circulated_criticism", "admonition" } }
case "reduction and exemption need the approval of the unit above" (up_to("report", way, {
  told(lenient, { treatment = "reduced", disposals = { "suspension" } }, district,
       refused("approval_required", "第四十三条")),
  told(lenient, with(exempted, { approved_by_superior = false }), district,
       refused("approval_required", "第四十三条")),
  told(lenient, { treatment = "lighter", disposals = { "suspension" } }, district),
  told(lenient, { treatment = "reduced", disposals = { "suspension" },
                  approved_by_superior = true }, with(district, { person = "p2" })),
  told(lenient, with(exempted, { approved_by_superior = true }),
       with(district, { person = "p3" }),
    { reasons = { {}, { cite = "第四十二条", value = { "circulated_criticism", "admonition" } },
                  { cite = "第三十三条(二)" } } }),
  view { decisions = { {}, {}, { person = "p3", outcome = {
    exempt_from = { "circulated_criticism", "admonition" } } } } },
}))
local function exempt(changed, more, expected)
  return told(lenient, with(exempted, with({ approved_by_superior = true }, changed)),
              with(district, more), expected)
end
local not_exemptible = refused("not_exemptible", "第四十二条")
case "exemption is from mild disposals of the cell, and from all else" (up_to("report", way, {
  exempt({ exempt_from = false }, {}, not_exemptible),
  exempt({ exempt_from = empty }, {}, not_exemptible),
  exempt({ exempt_from = { "suspension" } }, {}, not_exemptible),
  exempt({ exempt_from = { "circulated_criticism", "criticism_education" } }, {}, not_exemptible),
  exempt({ disposals = { "admonition" } }, {}, not_exemptible),
  exempt({ performance_percent = 0 }, {}, not_exemptible),
  exempt({ term_percent = 30 }, {}, not_exemptible),
  exempt({ disposals = false }, {}, { ok = true }),
}))

-- 第三十条, 第三十五条

local function body(facts, outcome, expected)
  return decide({ person = "board", facts = with({ subject = "decision_body" }, facts),
                  outcome = outcome }, expected)
end
case "a body is criticised, and reorganised only on the grounds of the article" (up_to("report",
  {}, {
  body({}, { disposals = { "circulated_criticism" } }, refused("not_liable", "第六条")),
  body({ loss_tier = "major" }, { disposals = { "admonition" } },
       refused("disposal_not_admissible", "第三十五条")),
  body({ loss_tier = "major" }, { disposals = empty },
       refused("disposal_not_admissible", "第三十五条")),
  body({ loss_tier = "major" }, { disposals = { "circulated_criticism" }, reorganise = true },
       refused("disposal_not_admissible", "第三十五条")),
  body({ loss_tier = "major", endangers_survival = true },
       { disposals = { "circulated_criticism" }, reorganise = true },
    { reasons = { { cite = "第六十八条", value = "board" },
                  { cite = "第三十五条", value = { "circulated_criticism" } },
                  { cite = "第三十五条" } } }),
  view { decisions = { { person = "board", outcome = { reorganise = true } } } },
}))

-- 第七十一条

local function change(outcome, more, expected)
  return usual("review", "2022-06-27", with({ outcome = "change",
    new_outcome = with(c.outcome, outcome) }, more), expected)
end
case "without an appeal that was accepted a change is refused for that first" (up_to("appeal", {}, {
  change({ performance_percent = 69 }, {}, refused("no_appeal", "-")),
  change({}, { person = "p2" }, refused("unknown_person", "-")),
  change({}, { new_facts = { responsibility = "direct" } }, refused("no_appeal", "-")),
}))
case "a change on review is checked as a decision is, and takes its place" (up_to("accept_appeal",
  {}, {
  change({ performance_percent = 69 }, {}, out_of("performance_percent", "第三十三条(三)")),
  change({ disposals = { "admonition" } }, {},
         refused("disposal_not_admissible", "第三十三条(三)")),
  change({ performance_percent = 69 }, { new_facts = { responsibility = "direct" } },
         refused("not_liable", "第六条")),
  change({}, { new_facts = { loss_tier = "larger" } }, bad "new_facts.responsibility"),
  change({}, { new_outcome = null }, bad "new_outcome"),
  change({}, { new_outcome = { disposals = { "demotion" } } }, bad "new_outcome.treatment"),
  change({}, { new_outcome = { treatment = "normal" } }, bad "new_outcome.disposals"),
  change({}, { outcome = "uphold" }, bad "new_outcome"),
  usual("review", "2022-06-27", { new_facts = c.facts }, bad "new_facts"),
  usual("review", "2022-06-27", { outcome = "amend" }, bad "outcome"),
  change({ disposals = { "suspension" }, performance_percent = 30, term_percent = 30 },
         { new_facts = { loss_tier = "larger", responsibility = "leadership" } },
    { status = "decided", deadlines = {}, reasons = {
      { cite = "第七十一条", value = "change" }, { cite = "第七十一条", value = false } } }),
  view { decisions = { { in_force = true, appeal = "changed",
    outcome = { disposals = { "suspension" }, performance_percent = 30 } } } },
}))
case "a change without new facts rests on those of the decision" (up_to("accept_appeal", {}, {
  change({ performance_percent = 100 }, {}),
  view { decisions = { { appeal = "changed", outcome = { performance_percent = 100 } } } },
}))
