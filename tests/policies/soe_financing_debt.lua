-- SPDX-License-Identifier: MIT
-- Loans, financing and papers.
policy "../../policies/soe_financing.lua"

local c = include "_soe_financing.lua"
local loan, financing, materials, prohibited = c.loan, c.financing, c.materials, c.prohibited
local function reason(cite, value) return { cite = cite, value = value } end

local function lend(more)
  return with({ borrower_kind = "enterprise", relation = "group_member", amount = 200000 }, more)
end

case "nobody lends to a natural person, not even a micro-loan company (E11)" {
  loan({ lender_main_business = "micro_loan", borrower_kind = "natural_person", amount = 200000 },
    with(prohibited("debtor_natural_person", "第十五条"), { materials = {}, open_points = {},
      reasons = { reason("第十五条", "debtor_natural_person") } })),
  loan(lend { borrower_kind = "external_unincorporated" },
    prohibited("debtor_external_unincorporated", "第十五条")),
  loan(lend { borrower_kind = "overseas_enterprise" }, prohibited("debtor_overseas", "第十五条")),
}

case "a micro-loan company lends to an unrelated enterprise, others do not (E11)" {
  loan(lend { lender_main_business = "micro_loan", relation = "none" }, { decision = "permitted",
    violations = {}, procedure = { "internal_decision" }, open_points = { "authority_division" },
    reasons = { reason("第十五条", "clear"), reason("第十九条", { "internal_decision" }) } }),
  loan(lend { relation = "none" }, prohibited("debtor_unrelated", "第十五条")),
  loan(lend { relation = "none", government_project = true }, { decision = "permitted" }),
}

case "a loan to another group is filed, one within the group is decided by the board (E11)" {
  loan(lend { relation = "other_district_soe" }, { decision = "permitted",
    procedure = { "internal_decision", "sasac_filing" }, open_points = {},
    reasons = { reason("第十五条", "clear"),
      reason("第二十条", { "internal_decision", "sasac_filing" }) } }),
  loan(lend {}, { procedure = { "district_soe_board" }, open_points = {} }),
  loan(lend { relation = "own_subsidiary" }, { procedure = { "district_soe_board" } }),
  loan(lend { relation = "participated" }, { procedure = { "internal_decision" },
    open_points = { "authority_division" } }),
  loan(lend { relation = "participated", review_required = false }, { open_points = {} }),
}

case "barred purposes are barred for loans (E11)" {
  loan(lend { relation = "own_subsidiary", purpose = "entrusted_wealth_management" },
    with(prohibited("purpose_high_risk", "第十五条"),
      { reasons = { reason("第十五条", "purpose_high_risk") } })),
  loan(lend { relation = "none", purpose = "against_industrial_policy" },
    with(prohibited("debtor_unrelated", "第十五条", "purpose_against_policy", "第十五条"),
      { reasons = { reason("第十五条", "debtor_unrelated") } })),
}

case "a loan to be reviewed has its papers" {
  loan(lend { review_required = true }, { decision = "needs_review",
    procedure = { "district_soe_board", "sasac_review" },
    materials = { "financial_audit", "risk_assessment", "legal_opinion", "decision_documents",
      "debtor_profile" },
    reasons = { reason("第十五条", "clear"),
      reason("第二十条", { "district_soe_board", "sasac_review" }),
      reason("第十九条", "after_decision_before_contract") } }),
  loan(lend { review_required = true, purpose = "futures" }, with({ materials = {} },
    prohibited("purpose_high_risk", "第十五条"))),
}

case "what a loan needs must be told" {
  loan(lend { borrower_kind = null }, bad "borrower_kind"),
  loan(lend { relation = null }, bad "relation"),
  loan(lend { amount = 0 }, bad "amount"),
  loan(lend { amount = 0.01 }, { ok = true }),
  loan(lend { amount = 0.005 }, bad "amount"),
  loan(lend { debtor_kind = "enterprise" }, bad "debtor_kind"),
  loan(lend { at = "2021-09-27T23:59:59+08:00" }, refused("not_in_force", "第二十七条")),
}

-- Financing

local function raise(more)
  return with({ enterprise_level = "district_soe", kind = "bank_loan", amount = 100000000,
    in_annual_plan = true, review_required = false }, more)
end
local function bond(more)
  return raise(with({ kind = "bond", bond_term = "short" }, more))
end
local steps = { "feasibility_study", "internal_decision" }
local followups = { "stage_report", "annual_report" }

case "a subsidiary's bond with need waits for its approval (E12)" {
  financing(bond { enterprise_level = "subsidiary", bond_term = "not_short", genuine_need = true,
    review_required = true }, { ok = true, decision = "needs_approval", violations = {},
    conditions = { "approval" }, followups = followups, open_points = {},
    procedure = { "feasibility_study", "internal_decision", "sasac_review", "approval" },
    materials = { "financing_plan", "bond_issue_plan", "decision_documents",
      "audit_report_last_year", "statements_latest", "cfo_opinion", "legal_opinion" },
    reasons = { reason("第三条", "bond"), reason("第八条", "approval"),
      reason("第九条", { "feasibility_study", "internal_decision", "sasac_review", "approval" }),
      reason("第十条", true), reason("第十一条", 7), reason("第十二条", followups) } }),
  financing(bond { enterprise_level = "subsidiary", bond_term = "not_short", genuine_need = true,
    approved = true }, { decision = "permitted", conditions = {}, procedure = steps,
    reasons = { {}, reason("第八条", "approved"), {}, {}, {} } }),
}

case "without need a subsidiary issues no bond (E12)" {
  financing(bond { enterprise_level = "subsidiary", bond_term = "not_short", approved = true,
    review_required = null }, { decision = "prohibited", conditions = {}, procedure = {},
    violations = { { code = "subsidiary_bond", cite = "第八条" } }, materials = {}, followups = {},
    open_points = {}, reasons = { reason("第三条", "bond"), reason("第八条", "subsidiary_bond"),
      reason("第十条", true) } }),
}

case "the leverage limit itself is not above it (E13)" {
  financing(bond { leverage_percent = 70, leverage_limit = 70 }, { decision = "permitted",
    procedure = steps, reasons = { reason("第三条", "bond"), reason("第八条", "leverage_not_high"),
      reason("第九条", steps), reason("第十条", true), reason("第十二条", followups) } }),
  financing(bond { leverage_percent = 70.01, leverage_limit = 70 }, { decision = "prohibited",
    violations = { { code = "high_leverage_short_bond", cite = "第八条" } }, followups = {},
    reasons = { reason("第三条", "bond"), reason("第八条", "high_leverage_short_bond"),
      reason("第十条", true) } }),
}

case "without the limit or the leverage nobody can tell (E13)" {
  financing(bond { leverage_percent = 70.01 }, { decision = "undetermined", violations = {},
    open_points = { "leverage_limit" }, procedure = {}, followups = {},
    reasons = { reason("第三条", "bond"), reason("第八条", "undetermined"), reason("第十条", true) } }),
  financing(bond { leverage_limit = 70 }, { decision = "undetermined",
    open_points = { "leverage_percent" } }),
  financing(bond {}, { open_points = { "leverage_limit" } }),
  financing(bond { leverage_percent = 70.01, review_required = null, in_annual_plan = false },
    { decision = "undetermined", open_points = { "leverage_limit", "not_in_annual_plan" } }),
  financing(bond { leverage_percent = 70.01,
    params = { ["financing.leverage_high_above"] = 70.01 } }, { decision = "permitted" }),
  financing(bond { leverage_percent = 70.01, leverage_limit = 71,
    params = { ["financing.leverage_high_above"] = 70 } }, { decision = "permitted" }),
}

case "a genuine need lets a highly leveraged enterprise issue" {
  financing(bond { leverage_percent = 99, leverage_limit = 70, genuine_need = true },
    { decision = "permitted", conditions = {},
      reasons = { {}, reason("第八条", "genuine_need"), {}, {}, {} } }),
}

case "a subsidiary's short bond meets both clauses" {
  financing(bond { enterprise_level = "subsidiary", leverage_percent = 71, leverage_limit = 70 },
    { decision = "prohibited", violations = { { code = "subsidiary_bond" },
      { code = "high_leverage_short_bond" } }, reasons = { {}, reason("第八条", "subsidiary_bond"),
      reason("第八条", "high_leverage_short_bond"), {} } }),
  financing(bond { enterprise_level = "subsidiary" }, { decision = "prohibited",
    open_points = { "leverage_limit" } }),
  financing(bond { enterprise_level = "subsidiary", genuine_need = true },
    { decision = "needs_approval", procedure = { steps[1], steps[2], "approval" },
      reasons = { {}, reason("第八条", "approval"), reason("第八条", "genuine_need"), {}, {}, {} } }),
}

case "a lease outside of the plan stays open (E14)" {
  financing(raise { enterprise_level = "subsidiary", kind = "finance_lease", amount = 8000000,
    in_annual_plan = false, review_required = null }, { decision = "permitted",
    procedure = steps, open_points = { "not_in_annual_plan", "authority_division" },
    reasons = { reason("第三条", "finance_lease"), reason("第九条", steps), reason("第十条", false),
      reason("第十二条", followups) } }),
  financing(raise { kind = "trust" }, { decision = "permitted", open_points = {} }),
  financing(raise { kind = "other_debt", review_required = true }, {
    procedure = { steps[1], steps[2], "sasac_review" }, reasons = { {}, {}, {},
      reason("第十一条", 6), {} } }),
}

case "what is to be reviewed has its papers, whatever is decided" {
  financing(bond { leverage_percent = 71, leverage_limit = 70, review_required = true },
    { decision = "prohibited", procedure = {}, followups = {}, materials = { "financing_plan",
      "bond_issue_plan", "decision_documents", "audit_report_last_year", "statements_latest",
      "cfo_opinion", "legal_opinion" } }),
}

case "a term is that of a bond" {
  financing(raise { kind = "trust", bond_term = "short" }, { decision = "permitted",
    open_points = {}, reasons = { { cite = "第三条" }, { cite = "第九条" }, { cite = "第十条" },
      { cite = "第十二条" } } }),
}

case "equity is no financing here" {
  financing(raise { kind = "equity", in_annual_plan = false, review_required = null },
    { ok = true, decision = "out_of_scope", violations = {}, conditions = {}, procedure = {},
      materials = {}, followups = {}, open_points = {}, reasons = { reason("第三条", "equity") } }),
}

case "what a financing needs must be told" {
  financing(raise { kind = "bond" }, bad "bond_term"),
  financing(raise { kind = "bond", bond_term = "long" }, bad "bond_term"),
  financing(raise { enterprise_level = null }, bad "enterprise_level"),
  financing(raise { kind = "loan" }, bad "kind"),
  financing(raise { amount = 0 }, bad "amount"),
  financing(raise { in_annual_plan = null }, bad "in_annual_plan"),
  financing(raise { leverage_percent = -0.01 }, bad "leverage_percent"),
  financing(raise { leverage_percent = 0, leverage_limit = 0 }, { ok = true }),
  financing(raise { leverage_limit = -1 }, bad "leverage_limit"),
  financing(raise { at = "2021-09-27T23:59:59+08:00" }, refused("not_in_force", "第二十七条")),
}

-- Papers

case "a bond has seven papers, other financing six (E15)" {
  materials({ ["for"] = "bond", have = { "financing_plan", "decision_documents",
    "audit_report_last_year", "statements_latest", "legal_opinion" } }, { ok = true,
    required = { "financing_plan", "bond_issue_plan", "decision_documents",
      "audit_report_last_year", "statements_latest", "cfo_opinion", "legal_opinion" },
    missing = { "bond_issue_plan", "cfo_opinion" }, complete = false,
    route = { "district_sasac" },
    reasons = { reason("第十一条", { "bond_issue_plan", "cfo_opinion" }) } }),
  materials({ ["for"] = "financing", have = empty }, { complete = false,
    required = { "financing_plan", "decision_documents", "audit_report_last_year",
      "statements_latest", "cfo_opinion", "legal_opinion" },
    missing = { "financing_plan", "decision_documents", "audit_report_last_year",
      "statements_latest", "cfo_opinion", "legal_opinion" } }),
}

case "the plan goes to the SASAC, then to the government" {
  materials({ ["for"] = "annual_plan", have = { "rate", "scale", "channels", "uses", "method",
    "term", "repayment", "financial_position", "debt_service_plan", "subsidiaries_included",
    "investment_plan_linked" } }, { complete = true, missing = {},
    route = { "district_sasac", "district_government" }, reasons = { reason("第十条", {}) },
    required = { "scale", "channels", "uses", "method", "term", "rate", "repayment",
      "financial_position", "debt_service_plan", "subsidiaries_included",
      "investment_plan_linked" } }),
}

case "both reviews have five papers, the yearly report three" {
  materials({ ["for"] = "guarantee_review", have = { "debtor_profile" } },
    { missing = { "financial_audit", "risk_assessment", "legal_opinion", "decision_documents" },
      reasons = { { cite = "第十九条" } } }),
  materials({ ["for"] = "loan_review", have = { "financial_audit", "risk_assessment",
    "legal_opinion", "decision_documents", "debtor_profile" } }, { complete = true }),
  materials({ ["for"] = "annual_report", have = { "outstanding_bonds" } },
    { missing = { "financing_analysis", "equity_and_other" }, route = { "district_sasac" },
      reasons = { reason("第十二条", { "financing_analysis", "equity_and_other" }) } }),
}

case "a paper of another set is wrong input" {
  materials({ ["for"] = "financing", have = { "bond_issue_plan" } }, bad "have[1]"),
  materials({ ["for"] = "annual_plan", have = { "scale", "other" } }, bad "have[2]"),
  materials({ ["for"] = "plan", have = empty }, bad "for"),
  materials({ have = empty }, bad "for"),
  materials({ ["for"] = "bond" }, bad "have"),
  materials({ ["for"] = "bond", have = empty, at = "2021-09-27T12:00:00+08:00" },
    refused("not_in_force", "第二十七条")),
}
