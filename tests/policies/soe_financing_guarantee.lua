-- SPDX-License-Identifier: MIT
-- Guarantees: for whom, with what, up to how much, on which terms.
policy "../../policies/soe_financing.lua"

local c = include "_soe_financing.lua"
local guarantee, plain, own, participated = c.guarantee, c.plain, c.own, c.participated
local prohibited = c.prohibited

local function reason(cite, value) return { cite = cite, value = value } end
local clear = { reason("第十五条", "clear"), reason("第十六条", "clear") }
local function reasons(...)
  local list = with(clear)
  for _, one in ipairs { ... } do list[#list + 1] = one end
  return list
end
local board, internal = { "district_soe_board" }, { "internal_decision" }
local allowed = { ok = true, decision = "permitted", violations = {} }

case "a subsidiary in proportion is decided by the board (E1)" {
  guarantee(own { cumulative_before = 30000000 }, { ok = true, decision = "permitted",
    violations = {}, conditions = {}, class = "controlled", ceiling = 90000000,
    ceiling_in_proportion = 60000000, cumulative_cap = 120000000,
    cap_basis = "entitled_net_assets", counter_guarantee = {}, procedure = board, materials = {},
    open_points = {}, reasons = reasons(reason("第十七条", "controlled"), reason("第十七条", 60000000),
      reason("第十七条", 120000000), reason("第十八条", {}), reason("第二十条", board)) }),
}

case "exactly 34 % is in the first class; above its proportion the shareholders answer (E2)" {
  guarantee(own { amount = 50000000, share_percent = 34,
    counter_guarantee_by = { "other_shareholders" } }, { decision = "permitted",
    class = "controlled", ceiling = 68000000, ceiling_in_proportion = 34000000,
    cumulative_cap = 68000000, counter_guarantee = { "other_shareholders" }, conditions = {} }),
}

case "33.99 % is in the second class, where the proportion binds (E3)" {
  guarantee(own { amount = 50000000, share_percent = 33.99, contribution = 60000000,
    counter_guarantee_by = { "other_shareholders" } }, with(prohibited("over_proportion", "第十七条"),
    { class = "minority_or_participated", ceiling = 33990000, ceiling_in_proportion = 33990000,
      cumulative_cap = 60000000, cap_basis = "contribution", counter_guarantee = {} })),
  guarantee(own { amount = 33990000, share_percent = 33.99, contribution = 60000000 }, allowed),
  guarantee(own { amount = 33990000.01, share_percent = 33.99, contribution = 60000000 },
    prohibited("over_proportion", "第十七条")),
}

case "participated at 40 % is in the second class and needs the debtor's counter (E4)" {
  guarantee(participated { counter_guarantee_by = empty }, { decision = "conditional",
    conditions = { "counter_guarantee_debtor" }, counter_guarantee = { "debtor" },
    class = "minority_or_participated", cap_basis = "contribution", cumulative_cap = 15000000,
    procedure = internal, open_points = { "authority_division" } }),
  guarantee(participated { counter_guarantee_by = { "other_shareholders" } },
    { decision = "conditional" }),
}

case "the cap reached exactly is allowed, and the review has its papers (E5)" {
  guarantee(participated { net_assets = 30000000, cumulative_before = 8000000,
    review_required = true }, { decision = "needs_review", cumulative_cap = 12000000,
    cap_basis = "entitled_net_assets", procedure = { "internal_decision", "sasac_review" },
    materials = { "financial_audit", "risk_assessment", "legal_opinion", "decision_documents",
      "debtor_profile" }, open_points = {},
    reasons = reasons(reason("第十七条", "minority_or_participated"), reason("第十七条", 4000000),
      reason("第十七条", 12000000), reason("第十八条", { "debtor" }),
      reason("第十九条", { "internal_decision", "sasac_review" }),
      reason("第十九条", "after_decision_before_contract")) }),
}

case "one fen above the cap is refused (E6)" {
  guarantee(participated { net_assets = 30000000, cumulative_before = 8000000.01 },
    with(prohibited("over_cumulative_cap", "第十七条"), { ceiling = 3999999.99,
      ceiling_in_proportion = 3999999.99, materials = {}, open_points = {} })),
}

local project = { project_transformation = true, project_listed = true,
  project_good_return = true, project_deleveraging_safe = true }
local large = own(with(project, { amount = 300000000, debt_total = 500000000,
  cumulative_before = 100000000 }))

case "a major project of a controlled enterprise has no cap, but its proportion (E7)" {
  guarantee(large, { decision = "permitted", cumulative_cap = null, ceiling = 500000000,
    ceiling_in_proportion = 300000000, cap_basis = "exempt_major_project",
    reasons = reasons(reason("第十七条", "controlled"), reason("第十七条", 300000000),
      reason("第十七条", "exempt_major_project"), reason("第十八条", {}), reason("第二十条", board)) }),
  guarantee(with(large, { amount = 300000000.01 }), { decision = "conditional",
    conditions = { "counter_guarantee_other_shareholders" } }),
}

case "each of the four conditions is needed for the exemption" {
  guarantee(with(large, { project_transformation = false }),
    prohibited("over_cumulative_cap", "第十七条")),
  guarantee(with(large, { project_listed = false }), prohibited("over_cumulative_cap", "第十七条")),
  guarantee(with(large, { project_good_return = false }),
    prohibited("over_cumulative_cap", "第十七条")),
  guarantee(with(large, { project_deleveraging_safe = false }),
    with(prohibited("over_cumulative_cap", "第十七条"), { cap_basis = "entitled_net_assets",
      cumulative_cap = 120000000, ceiling = 20000000 })),
}

case "the second class has no exemption" {
  guarantee(participated(with(project, { cumulative_before = 11000000.01 })),
    prohibited("over_cumulative_cap", "第十七条")),
}

case "negative net assets make the cap nothing (E8)" {
  guarantee(own { amount = 1000000, debt_total = 10000000, share_percent = 51,
    net_assets = -3000000 }, with(prohibited("over_cumulative_cap", "第十七条"), { ceiling = 0,
      ceiling_in_proportion = 0, cumulative_cap = 0, cap_basis = "entitled_net_assets" })),
  guarantee(participated { net_assets = -0.01, contribution = 0 }, { decision = "prohibited",
    cumulative_cap = 0, cap_basis = "entitled_net_assets", ceiling = 0 }),
  guarantee(participated { net_assets = 0, contribution = 0 }, { decision = "prohibited",
    cumulative_cap = 0, cap_basis = "contribution" }),
}

case "a letter needs both reviews (E9)" {
  guarantee(plain { form = "support_letter", legal_reviewed = true },
    with(prohibited("letter_unreviewed", "第二十一条"), { class = "no_holding", ceiling = null,
      ceiling_in_proportion = null, cumulative_cap = null, cap_basis = "none",
      reasons = reasons(reason("第二十一条", "letter_unreviewed")) })),
  guarantee(plain { form = "commitment_letter", risk_assessed = true },
    prohibited("letter_unreviewed", "第二十一条")),
  guarantee(plain { form = "commitment_letter", legal_reviewed = true, risk_assessed = true },
    { decision = "permitted", reasons = reasons(reason("第二十一条", "reviewed"),
      reason("第二十条", board)) }),
  guarantee(plain { form = "lien" }, { reasons = reasons(reason("第二十条", board)) }),
}

case "each defect of an asset bars it, in the order of the article (E10)" {
  guarantee(plain { form = "mortgage", asset_defects = { "disputed", "seized" } },
    with(prohibited("asset_seized", "第十六条(二)", "asset_disputed", "第十六条(三)"),
      { reasons = { clear[1], reason("第十六条(二)", "asset_seized") } })),
  guarantee(plain { asset_defects = { "not_pledgeable", "title_unclear", "under_supervision",
    "sealed" } }, prohibited("asset_sealed", "第十六条(二)", "asset_under_supervision", "第十六条(二)",
      "asset_title_unclear", "第十六条(三)", "asset_not_pledgeable", "第十六条(四)")),
}

case "an unregistered guarantor guarantees nothing" {
  guarantee(plain { guarantor_registered = false },
    with(prohibited("guarantor_unregistered", "第十六条(一)"),
      { reasons = { clear[1], reason("第十六条(一)", "guarantor_unregistered") } })),
}

case "natural persons, outsiders and enterprises abroad are barred, whoever guarantees" {
  guarantee(plain { debtor_kind = "natural_person", relation = null,
    guarantor_main_business = "micro_loan", government_project = true },
    prohibited("debtor_natural_person", "第十五条")),
  guarantee(plain { debtor_kind = "external_unincorporated" },
    prohibited("debtor_external_unincorporated", "第十五条")),
  guarantee(plain { debtor_kind = "overseas_enterprise", relation = "own_subsidiary" },
    with(prohibited("debtor_overseas", "第十五条"), { class = "no_holding" })),
}

case "an unrelated enterprise needs a project of the government or a guarantor of that business" {
  guarantee(plain { relation = "none" }, prohibited("debtor_unrelated", "第十五条")),
  guarantee(plain { relation = "none", government_project = true }, { decision = "permitted",
    procedure = internal, open_points = { "authority_division" } }),
  guarantee(plain { relation = "none", guarantor_main_business = "guarantee_business" }, allowed),
  guarantee(plain { relation = "none", guarantor_main_business = "micro_loan" }, allowed),
  guarantee(plain { relation = "none", guarantor_main_business = "similar_finance" }, allowed),
  guarantee(plain { relation = "none", guarantor_main_business = "other" },
    { decision = "prohibited" }),
}

case "some purposes are barred, without exception" {
  guarantee(plain { purpose = "high_risk_investment" }, prohibited("purpose_high_risk", "第十五条")),
  guarantee(plain { purpose = "entrusted_wealth_management", government_project = true },
    prohibited("purpose_high_risk", "第十五条")),
  guarantee(plain { purpose = "stocks" }, prohibited("purpose_high_risk", "第十五条")),
  guarantee(plain { purpose = "futures" }, prohibited("purpose_high_risk", "第十五条")),
  guarantee(plain { purpose = "options" }, prohibited("purpose_high_risk", "第十五条")),
  guarantee(plain { purpose = "against_industrial_policy" },
    prohibited("purpose_against_policy", "第十五条")),
}

case "all violations are told, in the order of the rules" {
  guarantee(participated { relation = "own_subsidiary", share_percent = 20, amount = 9000000,
    purpose = "stocks", guarantor_registered = false, form = "support_letter",
    asset_defects = { "sealed" }, cumulative_before = 10000000 },
    prohibited("purpose_high_risk", "第十五条", "guarantor_unregistered", "第十六条(一)",
      "asset_sealed", "第十六条(二)", "letter_unreviewed", "第二十一条", "over_proportion", "第十七条",
      "over_cumulative_cap", "第十七条")),
}

case "another group's enterprise is filed" {
  guarantee(plain { relation = "other_district_soe" }, { decision = "permitted",
    procedure = { "internal_decision", "sasac_filing" }, open_points = {} }),
  guarantee(plain { relation = "other_district_soe", review_required = true },
    { decision = "needs_review",
      procedure = { "internal_decision", "sasac_review", "sasac_filing" } }),
  guarantee(plain { review_required = true },
    { decision = "needs_review", procedure = { "district_soe_board", "sasac_review" } }),
  guarantee(participated { review_required = false }, { decision = "permitted", open_points = {},
    procedure = internal, materials = {} }),
}

case "a condition goes before a review" {
  guarantee(participated { counter_guarantee_by = empty, review_required = true },
    { decision = "conditional", procedure = { "internal_decision", "sasac_review" } }),
}

case "the proportion follows the contribution, class and net assets the share" {
  guarantee(own { contribution_percent = 50, amount = 50000000 }, { decision = "permitted",
    ceiling_in_proportion = 50000000, cumulative_cap = 120000000 }),
  guarantee(own { contribution_percent = 50, amount = 50000000.01 }, { decision = "conditional",
    conditions = { "counter_guarantee_other_shareholders" }, ceiling = 100000000 }),
  guarantee(own { share_percent = 33.99, contribution_percent = 60, contribution = 200000000 },
    { class = "minority_or_participated", ceiling_in_proportion = 60000000 }),
}

case "figures are exact and rounded down to the fen once" {
  guarantee(own { debt_total = 100.01, amount = 1, share_percent = 33.33, net_assets = 100.01,
    contribution = 1000 }, { ceiling_in_proportion = 33.33, cumulative_cap = 33.33 }),
  guarantee(participated { debt_total = 10, amount = 1, net_assets = 0.09, share_percent = 50,
    contribution = 1000, params = { ["guarantee.minority_cap_percent"] = 200 } },
    { cumulative_cap = 0.09 }),
  guarantee(own { entitled_net_assets = 60000000, net_assets = null }, { decision = "permitted",
    cumulative_cap = 60000000, ceiling = 60000000 }),
  guarantee(own { entitled_net_assets = 59999999.99, net_assets = null },
    prohibited("over_cumulative_cap", "第十七条")),
}

case "entitled net assets equal to the contribution leave the contribution as the cap" {
  guarantee(participated { entitled_net_assets = 15000000, net_assets = null },
    { cap_basis = "contribution", cumulative_cap = 15000000 }),
  guarantee(participated { entitled_net_assets = 14999999.99, net_assets = null },
    { cap_basis = "entitled_net_assets", cumulative_cap = 14999999.99 }),
}

case "more outstanding than the cap leaves nothing" {
  guarantee(own { cumulative_before = 500000000, amount = 0.01 },
    with(prohibited("over_cumulative_cap", "第十七条"), { ceiling = 0, ceiling_in_proportion = 0 })),
}

case "what a holding needs must be told" {
  guarantee(own { share_percent = 101 }, bad "share_percent"),
  guarantee(own { share_percent = 0 }, bad "share_percent"),
  guarantee(own { share_percent = 100 }, { ok = true }),
  guarantee(own { share_percent = null }, bad "share_percent"),
  guarantee(own { contribution_percent = 100.01 }, bad "contribution_percent"),
  guarantee(own { debt_total = null }, bad "debt_total"),
  guarantee(own { debt_total = 59999999.99 }, bad "debt_total"),
  guarantee(own { debt_total = 60000000 }, { ok = true }),
  guarantee(own { net_assets = null }, bad "net_assets"),
  guarantee(own { entitled_net_assets = 1 }, bad "entitled_net_assets"),
  guarantee(own { share_percent = 33.99 }, bad "contribution"),
  guarantee(participated { contribution = null }, bad "contribution"),
  guarantee(participated { contribution = -1 }, bad "contribution"),
  guarantee(own { share_percent = 34 }, { ok = true }),
  guarantee(own { relation = null }, bad "relation"),
  guarantee(own { cumulative_before = -0.01 }, bad "cumulative_before"),
}

case "wrong input names its field" {
  guarantee(plain { amount = 0 }, bad "amount"),
  guarantee(plain { amount = 0.001 }, bad "amount"),
  guarantee(plain { amount = "much" }, bad "amount"),
  guarantee(plain { amount = null }, bad "amount"),
  guarantee(plain { guarantor_registered = null }, bad "guarantor_registered"),
  guarantee(plain { debtor_kind = null }, bad "debtor_kind"),
  guarantee(plain { debtor_kind = "person" }, bad "debtor_kind"),
  guarantee(plain { form = null }, bad "form"),
  guarantee(plain { form = "letter" }, bad "form"),
  guarantee(plain { purpose = "high_risk" }, bad "purpose"),
  guarantee(plain { asset_defects = { "sealed", "broken" } }, bad "asset_defects[2]"),
  guarantee(plain { counter_guarantee_by = "debtor" }, bad "counter_guarantee_by"),
  guarantee(plain { review_required = 1 }, bad "review_required"),
  guarantee(plain { debtors = 1 }, bad "debtors"),
}

case "the measures are in force from the day of issue (E18)" {
  guarantee(own { at = "2021-09-27T23:59:59+08:00" }, refused("not_in_force", "第二十七条")),
  guarantee(own { at = "2021-09-28T00:00:00+08:00" }, { ok = true }),
  guarantee(own { params = { ["policy.expires"] = "2021-11-30" } },
    refused("not_in_force", "第二十七条")),
  guarantee(own { params = { ["policy.expires"] = "2021-12-01" } }, { ok = true }),
  guarantee(own { at = "2021-12-01T23:59:59+08:00",
    params = { ["policy.expires"] = "2021-12-01" } }, { ok = true }),
}

case "other figures hold for one call" {
  guarantee(own { params = { ["guarantee.control_share_min"] = 60 } }, { class = "controlled" }),
  guarantee(own { params = { ["guarantee.control_share_min"] = 60.01 }, contribution = 200000000 },
    { class = "minority_or_participated" }),
  guarantee(own { params = { ["guarantee.controlled_cap_percent"] = 50 } },
    { cumulative_cap = 60000000, decision = "permitted" }),
  guarantee(own { params = { ["guarantee.controlled_cap_percent"] = 49.99 } },
    { cumulative_cap = 59988000, decision = "prohibited" }),
}

case "exactly 34 % can be read into the second class" {
  guarantee(own { share_percent = 34, params = { ["reading.share_edge"] = "minority" },
    contribution = 1 }, { class = "minority_or_participated" }),
  guarantee(own { share_percent = 34.01, params = { ["reading.share_edge"] = "minority" } },
    { class = "controlled" }),
}

case "the exception can be read to reach every debtor" {
  guarantee(plain { debtor_kind = "natural_person", relation = null, government_project = true,
    params = { ["reading.exception_reach"] = "every_debtor" } },
    { decision = "permitted", procedure = internal }),
  guarantee(plain { debtor_kind = "natural_person", relation = null,
    params = { ["reading.exception_reach"] = "every_debtor" } },
    prohibited("debtor_natural_person", "第十五条")),
}
