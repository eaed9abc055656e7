-- SPDX-License-Identifier: MIT
-- What may or must be done to a person or a body, cell by cell, and to the fen.
policy "../../policies/soe_accountability.lua"

local at = "2022-06-01T09:00:00+08:00"
local base = { decided_on = "2022-05-20", decider = "district_soe" }

local function sanction(fields, expected) return { "sanction", with(base, fields), expected } end
local function year(number, performance, term, gain, full)
  return { year = number, performance = performance, term_incentive = term, lti_gain = gain,
           full_year = full }
end
local function paid(...) return { years = { ... } } end
local function reason(cite, value) return { cite = cite, value = value } end

-- Who is not held to account

case "after due procedure nobody answers for force majeure, policy or the market" { at = at,
  sanction({ procedure_followed = true, cause = "market_risk", loss_tier = "larger",
             responsibility = "direct", dissent_recorded = true },
    { liable = false, basis = "第四条(二)", disposals = null, first_form = null,
      reasons = { reason("第四条(二)", "market_risk") } }),
  sanction({ procedure_followed = true, cause = "force_majeure", responsibility = "direct" },
           { liable = false }),
  sanction({ procedure_followed = true, cause = "policy_change", subject = "decision_body" },
           { liable = false, basis = "第四条(二)" }),
  sanction({ procedure_followed = true, loss_tier = "larger", responsibility = "direct" },
           { liable = true }),
  sanction({ cause = "market_risk", loss_tier = "larger", responsibility = "direct" },
           { liable = true }),
}
case "without loss or serious consequence nobody answers, but for the first form" { at = at,
  sanction({ responsibility = "direct" }, { liable = false, basis = "第六条",
    reasons = { reason("第六条", "no_loss_no_serious_consequence") } }),
  sanction({ responsibility = "direct", subsidiary_ground = "major_loss" }, { liable = false }),
  sanction({ responsibility = "direct", first_form_ground = "tendency" },
    { liable = true, basis = "第三十二条", disposals = {}, first_form = true, performance = null,
      reasons = { reason("第三十二条", "tendency") } }),
  sanction({ responsibility = "direct", first_form_ground = "minor_breach",
             loss_tier = "general" },
    { liable = true, basis = "第三十三条(一)", first_form = true,
      reasons = { reason("第三十二条", "minor_breach"), reason("第三十三条(一)", "general/direct"),
                  {}, {} } }),
}
case "a body answers collectively, and is reorganised when the loss is that grave" { at = at,
  sanction({ subject = "decision_body", loss_tier = "major", endangers_survival = true },
    { liable = true, basis = "第三十五条", reorganise = true, first_form = null,
      disposals = { "criticism_education", "ordered_self_examination", "circulated_criticism" },
      reasons = { reason("第三十条", "collective"), reason("第三十五条", true) } }),
  sanction({ subject = "decision_body", loss_tier = "major" }, { reorganise = false }),
  sanction({ subject = "decision_body", loss_tier = "larger", endangers_survival = true },
           { reorganise = false, reasons = { {}, reason("第三十五条", false) } }),
  sanction({ subject = "decision_body", loss_tier = "general", especially_serious = true },
           { reorganise = true }),
  sanction({ subject = "decision_body" }, { liable = false, basis = "第六条" }),
  sanction({ subject = "decision_body", first_form_ground = "tendency", loss_tier = "general" },
           { reasons = { { cite = "第三十二条" }, {}, {} } }),
}

-- 第二十七条, 第三十四条, 第三十九条

local function superior(ground, tier, more, expected)
  return sanction(with({ subsidiary_ground = ground, loss_tier = tier,
    responsibility = "leadership" }, more), expected)
end
case "superiors answer for a major loss or serious consequences, and for repeated larger ones" {
  at = at,
  superior("major_loss", "major", {}, { basis = "第三十四条",
    disposals = { "circulated_criticism", "admonition", "suspension", "transfer_from_post",
                  "demotion", "ordered_resignation", "removal", "office_ban" },
    performance = { min_percent = 30, max_percent = 100, min_inclusive = true },
    lti = { surrender_years = { 2020, 2021, 2022 }, surrender_amount = null,
            new_plan_ban = { indefinite = false, min_years = 3, max_years = 5 } },
    reasons = { reason("第二十七条(一)", "major_loss"), reason("第三十四条", "subsidiary_case"), {}, {},
                {}, reason("第三十一条(三)", 5) } }),
  superior("major_loss", "larger", {}, refused("ground_not_met", "第二十七条(一)")),
  superior("repeated_loss", "larger", {}, { basis = "第三十四条" }),
  superior("repeated_loss", "general", {}, refused("ground_not_met", "第二十七条(二)")),
  superior("violation_with_major_loss", "larger", {}, refused("ground_not_met", "第二十七条(三)")),
  superior("violation_with_major_loss", "major", { responsibility = "direct" }, { liable = true }),
  superior("several_subsidiaries", "larger", {}, refused("ground_not_met", "第二十七条(四)")),
  superior("several_subsidiaries", "general", { serious_consequences = { "goodwill_damaged" } },
           { basis = "第三十四条" }),
}
case "serious consequences without a loss are dealt with as a major loss" { at = at,
  sanction({ serious_consequences = { "business_suspension_penalty" },
             responsibility = "leadership" },
    { basis = "第三十三条(三)",
      disposals = { "transfer_from_post", "demotion", "ordered_resignation", "removal",
                    "office_ban" },
      reasons = { { cite = "第三十九条", value = { "business_suspension_penalty" } },
                  reason("第三十三条(三)", "major/leadership"), {}, {}, {}, {} } }),
  sanction({ serious_consequences = { "industry_affected" }, responsibility = "direct",
             loss_tier = "general" },
           { basis = "第三十三条(一)", reasons = { reason("第三十三条(一)", "general/direct"), {}, {} } }),
}

-- 第三十三条

local full = paid(year(2020, 150000, 40000, 20000), year(2021, 160000, 50000, 0),
  year(2022, 180000, 60000, 30000))
local function cell(tier, responsibility, expected)
  return sanction({ loss_tier = tier, responsibility = responsibility, pay = full }, expected)
end
case "a general loss takes more than nothing, up to half or 30 percent" { at = at,
  cell("general", "direct", { basis = "第三十三条(一)", defer_performance = false,
    disposals = { "criticism_education", "ordered_self_examination", "circulated_criticism",
                  "admonition" },
    performance = { year = 2022, min_percent = 0, max_percent = 50, min_inclusive = false,
                    max_inclusive = true, min_amount = 0.01, max_amount = 90000 },
    term_incentive = null, lti = null, office_ban = null }),
  cell("general", "supervisory", { performance = { max_percent = 50 } }),
  cell("general", "leadership", { disposals = { "ordered_self_examination",
                                                "circulated_criticism" },
    performance = { max_percent = 30, max_amount = 54000 } }),
}
case "a larger loss takes half to all, or 30 to 70 percent, of three years too" { at = at,
  cell("larger", "supervisory", { basis = "第三十三条(二)", defer_performance = true,
    disposals = { "circulated_criticism", "admonition", "suspension", "transfer_from_post",
                  "demotion" },
    performance = { min_percent = 50, max_percent = 100, min_amount = 90000, max_amount = 180000 },
    term_incentive = { years = { 2020, 2021, 2022 }, base_amount = 150000, min_amount = 75000,
                       max_amount = 150000 },
    lti = { terminate_unexercised = true, surrender_years = { 2021, 2022 },
            surrender_amount = 30000,
            new_plan_ban = { indefinite = false, min_years = 5, max_years = 5 } },
    reasons = { reason("第三十三条(二)", "larger/supervisory"), reason("第三十六条", 2022),
                { value = { 90000, 180000 } }, { value = { 75000, 150000 } } } }),
  cell("larger", "leadership", { disposals = { "circulated_criticism", "admonition", "suspension",
                                               "transfer_from_post" },
    performance = { min_amount = 54000, max_amount = 126000 },
    term_incentive = { min_amount = 45000, max_amount = 105000 },
    lti = { surrender_years = {}, surrender_amount = 0, new_plan_ban = { max_years = 3 } } }),
}
case "a major loss takes all, or 70 percent and more, and bars from office" { at = at,
  cell("major", "direct", { basis = "第三十三条(三)",
    disposals = { "demotion", "ordered_resignation", "removal", "office_ban" },
    performance = { min_amount = 180000, max_amount = 180000 },
    term_incentive = { min_amount = 150000, max_amount = 150000 },
    lti = { surrender_years = { 2020, 2021, 2022 }, surrender_amount = 50000,
            new_plan_ban = { indefinite = true, min_years = null, max_years = null } },
    office_ban = { min_years = 5, life_possible = true } }),
  cell("major", "leadership", { performance = { min_amount = 126000, max_amount = 180000 },
    term_incentive = { min_amount = 105000 }, lti = { new_plan_ban = { min_years = 5 } } }),
}
local function of_base(amount, tier, responsibility, least, most)
  return sanction({ loss_tier = tier, responsibility = responsibility,
    pay = paid(year(2022, amount, 0, 0), year(2021, 0, 0, 0), year(2020, 0, 0, 0)) },
    { performance = { min_amount = least, max_amount = most } })
end
case "amounts are the whole fen inside of the range, and none when it holds none" { at = at,
  of_base(0.03, "general", "direct", 0.01, 0.01), of_base(0.02, "general", "direct", 0.01, 0.01),
  of_base(0.01, "general", "direct", 0, 0), of_base(0, "general", "direct", 0, 0),
  of_base(0.01, "larger", "direct", 0.01, 0.01), of_base(0.03, "larger", "leadership", 0.01, 0.02),
  of_base(0.01, "larger", "leadership", 0, 0), of_base(0, "major", "direct", 0, 0),
  of_base(1000000000000, "larger", "leadership", 300000000000, 700000000000),
}

-- 第三十六条, 第四十四条

case "who served no full year is measured by the latest full one, or by months" { at = at,
  sanction({ loss_tier = "major", responsibility = "supervisory", service = "partial_or_none",
    pay = paid(year(2018, 100000.01, 30000, 0, true), year(2019, 110000.01, 30000, 5000, true),
      year(2020, 120000.03, 30000.05, 10000, true), year(2021, 60000, 15000, 0, false)) },
    { performance = { year = 2020, base_amount = 120000.03, min_amount = 120000.03 },
      term_incentive = { years = { 2018, 2019, 2020 }, base_amount = 90000.05 },
      lti = { surrender_amount = 15000 }, missing_pay = {},
      reasons = { {}, reason("第三十六条", 2020), {}, {}, {} } }),
  sanction({ loss_tier = "general", responsibility = "direct", service = "partial_or_none",
    pay = { years = { year(2022, 1, 1, 1, true), year(2021, 5, 1, 1) },
            months = { count = 7, performance = 70000 } } },
    { performance = { year = null, base_amount = 70000, max_amount = 35000 }, open_points = {},
      reasons = { {}, reason("第三十六条", "months:7"), {} } }),
  sanction({ loss_tier = "larger", responsibility = "direct", service = "partial_or_none",
    pay = { months = { count = 12, performance = 1 } } },
    { term_incentive = { years = { 2020, 2021, 2022 }, base_amount = null },
      missing_pay = { "term_incentive:2020", "term_incentive:2021", "term_incentive:2022",
                      "lti_gain:2021", "lti_gain:2022" } }),
  sanction({ loss_tier = "larger", responsibility = "direct", service = "partial_or_none",
    pay = { years = empty } }, { open_points = { "base_year" }, missing_pay = {},
      performance = { year = null, base_amount = null, min_amount = null },
      term_incentive = { years = {}, base_amount = null },
      lti = { surrender_years = {}, surrender_amount = null },
      reasons = { {}, { cite = "第三十六条", value = null }, {}, {} } }),
  sanction({ loss_tier = "general", responsibility = "direct",
    pay = { months = { count = 0, performance = 1 } } }, bad "pay.months.count"),
  sanction({ loss_tier = "general", responsibility = "direct",
    pay = { months = { count = 13, performance = 1 } } }, bad "pay.months.count"),
}
case "who has left is measured by the year before" { at = at,
  sanction({ loss_tier = "larger", responsibility = "direct", service = "left", left_year = 2021,
    pay = paid(year(2018, 80000, 20000, 0), year(2019, 90000, 20000, 7),
      year(2020, 100000, 20000, 3)) },
    { performance = { year = 2020, min_amount = 50000, max_amount = 100000 },
      term_incentive = { years = { 2018, 2019, 2020 }, base_amount = 60000 },
      lti = { surrender_years = { 2019, 2020 }, surrender_amount = 10 },
      reasons = { {}, reason("第四十四条", 2020), {}, {} } }),
  sanction({ loss_tier = "general", responsibility = "direct", service = "left" },
           bad "left_year"),
  sanction({ loss_tier = "general", responsibility = "direct", service = "left",
             left_year = 2023 }, bad "left_year"),
  sanction({ loss_tier = "general", responsibility = "direct", service = "left",
             left_year = 2022 }, { performance = { year = 2021 } }),
}
case "a figure that is missing though pay is told is named; without pay none is" { at = at,
  sanction({ loss_tier = "larger", responsibility = "direct",
    pay = paid(year(2021, 5, 5), year(2022, nil, 5, 5)) },
    { missing_pay = { "performance:2022", "term_incentive:2020", "lti_gain:2021" },
      performance = { base_amount = null }, term_incentive = { base_amount = null },
      lti = { surrender_amount = null } }),
  sanction({ loss_tier = "larger", responsibility = "direct" }, { missing_pay = {} }),
  sanction({ loss_tier = "general", responsibility = "direct",
             pay = paid(year(2022, 5), year(2022, 6)) }, bad "pay.years[2].year"),
}

-- 第三十条, 第三十七条, 第四十条-第四十三条

local mild = { loss_tier = "general", responsibility = "leadership" }
local function judged(fields, expected) return sanction(with(mild, fields), expected) end
case "mitigation allows less, and exemption from mild disposals, with approval" { at = at,
  judged({}, { treatments = { "normal" }, exemptible = {}, approval = null, open_points = {} }),
  judged({ mitigating = { "loss_recovered" } },
    { treatments = { "normal", "lighter", "reduced", "exempt" },
      exemptible = { "ordered_self_examination", "circulated_criticism" },
      approval = { needed_for = { "reduced", "exempt" }, by = "investor_institution" },
      reasons = { {}, {}, {}, { cite = "第四十一条", value = { "loss_recovered" } },
                  { cite = "第四十二条" }, reason("第四十三条", "investor_institution") } }),
  judged({ mitigating = { "self_reported_or_informed" }, decider = "subsidiary" },
         { approval = { by = "superior_enterprise" } }),
  judged({ mitigating = { "other_mitigating" }, decider = "investor_institution" },
         { approval = { by = "investor_institution" } }),
  sanction({ loss_tier = "major", responsibility = "direct",
             mitigating = { "emergency_ratified" } },
    { treatments = { "normal", "lighter", "reduced" }, exemptible = {},
      approval = { needed_for = { "reduced" } },
      reasons = { {}, {}, {}, {}, {}, { cite = "第四十一条" }, { cite = "第四十三条" } } }),
  sanction({ loss_tier = "larger", responsibility = "direct",
             mitigating = { "minor_circumstances" } },
           { exemptible = { "circulated_criticism", "admonition" } }),
}
case "aggravation binds, and together with mitigation all is open" { at = at,
  judged({ aggravating = { "concealed_loss" } },
    { treatments = { "heavier", "aggravated" }, approval = null, exemptible = {},
      reasons = { {}, {}, {}, { cite = "第四十条", value = { "concealed_loss" } } } }),
  judged({ aggravating = { "obstructed" }, mitigating = { "pioneering_good_faith" } },
    { treatments = { "normal", "heavier", "aggravated", "lighter", "reduced", "exempt" },
      open_points = { "aggravating_and_mitigating" },
      reasons = { {}, {}, {}, { cite = "第四十条" }, { cite = "第四十一条" }, { cite = "第四十二条" },
                  { cite = "第四十三条" } } }),
  judged({ aggravating = empty, mitigating = empty }, { treatments = { "normal" },
                                                        reasons = { {}, {}, {} } }),
}
case "a mistake of reform is tolerated unless a trait of misconduct is there" { at = at,
  judged({ reform_mistake = true }, { tolerance = true,
    reasons = { {}, {}, {}, reason("第四十一条", true) } }),
  judged({ reform_mistake = true, misconduct_traits = { "arbitrary" } }, { tolerance = false,
    reasons = { {}, {}, {}, reason("第四十一条", false) } }),
  judged({ misconduct_traits = { "arbitrary" } }, { tolerance = false, reasons = { {}, {}, {} } }),
}
case "dissent on record may excuse a member" { at = at,
  judged({ dissent_recorded = true }, { may_be_excused = true,
    reasons = { {}, {}, {}, reason("第三十条", "dissent_recorded") } }),
}
local function deducted(item, amount, basis)
  return { basis = basis or "party_discipline", item = item, amount = amount }
end
case "of deductions for the same event only the highest counts, item by item" { at = at,
  sanction({ loss_tier = "larger", responsibility = "leadership", pay = full,
    other_deductions = { deducted("performance", 20000), deducted("term_incentive", 45000.01),
      deducted("performance", 60000, "administrative_sanction") } },
    { same_event = {
      performance = { highest_other = 60000, still_due_min = 0, still_due_max = 66000 },
      term_incentive = { highest_other = 45000.01, still_due_min = 0,
                         still_due_max = 59999.99 } },
      reasons = { {}, {}, {}, {}, reason("第三十七条", 60000) } }),
  sanction({ loss_tier = "larger", responsibility = "leadership", pay = full,
    other_deductions = { deducted("performance", 200000), deducted("term_incentive", 0) } },
    { same_event = { performance = { still_due_min = 0, still_due_max = 0 },
                     term_incentive = { still_due_min = 45000, still_due_max = 105000 } } }),
  sanction({ loss_tier = "general", responsibility = "direct", pay = full,
    other_deductions = { deducted("term_incentive", 5) } },
    { same_event = { performance = null, term_incentive = null },
      reasons = { {}, {}, {}, { cite = "第三十七条", value = null } } }),
  sanction({ loss_tier = "general", responsibility = "direct",
    other_deductions = { deducted("performance", 5) } }, { same_event = { performance = null } }),
  judged({ other_deductions = empty }, { same_event = null, reasons = { {}, {}, {} } }),
}

-- Requests

case "what is missing or no code is refused with its field" { at = at,
  sanction({ loss_tier = "larger" }, bad "responsibility"),
  { "sanction", { decider = "district_soe", responsibility = "direct" }, bad "decided_on" },
  { "sanction", { decided_on = "2022-05-20", responsibility = "direct" }, bad "decider" },
  judged({ responsibility = "indirect" }, bad "responsibility"),
  judged({ aggravating = { "lighter" } }, bad "aggravating[1]"),
  judged({ pay = { years = { { performance = 1 } } } }, bad "pay.years[1].year"),
  judged({ pay = { years = { year(2022, -1) } } }, bad "pay.years[1].performance"),
  judged({ pay = { years = { year(2022, 0.001) } } }, bad "pay.years[1].performance"),
  judged({ pay = { months = { count = 1 } } }, bad "pay.months.performance"),
  judged({ other_deductions = { { basis = "accountability", item = "lti", amount = 1 } } },
         bad "other_deductions[1].item"),
}
case "a decision of a day before the measure is refused, and so is a request then" { at = at,
  judged({ decided_on = "2021-09-27" }, refused("not_in_force", "第八十二条")),
  judged({ decided_on = "2021-09-28" }, { ok = true }),
  judged({ at = "2021-09-27T09:00:00+08:00" }, refused("not_in_force", "第八十二条")),
}

-- Readings

local function reading(name, value) return { ["reading." .. name] = value } end
case "50 percent itself is admissible unless it is read otherwise" { at = at,
  sanction({ loss_tier = "general", responsibility = "direct", pay = full,
             params = reading("upper_end", "excluded") },
    { performance = { max_inclusive = false, max_amount = 89999.99 } }),
  sanction({ loss_tier = "larger", responsibility = "direct", pay = full,
             params = reading("upper_end", "excluded") },
    { performance = { max_inclusive = true, max_amount = 180000 } }),
}
case "nothing at all may be deducted when the text is read to set no least" { at = at,
  sanction({ loss_tier = "general", responsibility = "direct", pay = full,
             params = reading("lower_end", "zero_allowed") },
    { performance = { min_inclusive = true, min_amount = 0, max_amount = 90000 } }),
}
case "aggravation binds also beside mitigation when it is read so" { at = at,
  judged({ aggravating = { "obstructed" }, mitigating = { "pioneering_good_faith" },
           params = reading("both_circumstances", "aggravating_binds") },
    { treatments = { "heavier", "aggravated" }, open_points = {}, approval = null }),
  judged({ mitigating = { "pioneering_good_faith" },
           params = reading("both_circumstances", "aggravating_binds") },
    { treatments = { "normal", "lighter", "reduced", "exempt" } }),
}
case "the other readings change the cell and the year" { at = at,
  sanction({ loss_tier = "general", responsibility = "direct",
             serious_consequences = { "goodwill_damaged" },
             params = reading("consequences_with_loss", "as_major") },
           { basis = "第三十三条(三)", reasons = { { cite = "第三十九条" },
             reason("第三十三条(三)", "major/direct"), {}, {}, {}, {} } }),
  sanction({ responsibility = "direct", subsidiary_ground = "major_loss",
             serious_consequences = { "goodwill_damaged" } }, { basis = "第三十四条" }),
  sanction({ responsibility = "direct", subsidiary_ground = "major_loss",
             serious_consequences = { "goodwill_damaged" },
             params = reading("superior_without_loss", "article_33") },
           { basis = "第三十三条(三)" }),
  sanction({ loss_tier = "general", responsibility = "direct", service = "left", left_year = 2022,
             pay = paid(year(2019, 9, 9, 9, true), year(2021, 5, 5, 5)),
             params = reading("left_base_year", "latest_full_year") },
           { performance = { year = 2019 }, reasons = { {}, reason("第三十六条", 2019), {} } }),
  sanction({ loss_tier = "general", responsibility = "direct", pay = full,
             params = { ["sanction.general_direct.performance_max"] = 49.99 } },
           { performance = { max_percent = 49.99, max_amount = 89982 } }),
}
