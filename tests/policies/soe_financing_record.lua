-- SPDX-License-Identifier: MIT
-- The register: what is recorded, and what is refused.
policy "../../policies/soe_financing.lua"

local c = include "_soe_financing.lua"
local t, now, record, enterprise, exposure = c.t, c.now, c.record, c.enterprise, c.exposure
local function reason(cite, value) return { cite = cite, value = value } end

local function guarantee(item, more, expected)
  return record(now, with(c.own { kind = "guarantee", item = item, guarantor = "A", debtor = "D",
    amount = 45000000, debt_total = 75000000, net_assets = 100000000, decided_on = "2021-10-20",
    on = "2021-10-25" }, more), expected)
end
local function loan(item, more, expected)
  return record(now, with({ kind = "loan", item = item, lender = "A", borrower = "D",
    borrower_kind = "enterprise", relation = "own_subsidiary", amount = 1000000,
    decided_on = "2021-10-20", on = "2021-10-25" }, more), expected)
end
local function financing(item, more, expected)
  return record(now, with({ kind = "financing", item = item, enterprise = "A",
    financing_kind = "bank_loan", amount = 50000000, on = "2021-11-15" }, more), expected)
end
local function stage(item, name, day, expected)
  return record(now, { kind = "financing_stage", item = item, stage = name, ended_on = day },
    expected)
end
local function release(item, amount, day, expected)
  return record(now, { kind = "guarantee_release", item = item, amount = amount, on = day },
    expected)
end
local function risk(item, day, expected)
  return record(now, { kind = "risk", item = item, on = day }, expected)
end
local used, unknown_item = refused("already_recorded", "-"), refused("unknown_item", "-")
local unknown = refused("unknown_enterprise", "-")

case "an enterprise is recorded once, a subsidiary below a known one" {
  enterprise("A", {}, { ok = true, kind = "enterprise", duties = {}, decision = null,
    closed = null, reasons = { reason("第二条", "district_soe") } }),
  enterprise("A", {}, used),
  enterprise("B", { level = "subsidiary" }, bad "parent"),
  enterprise("B", { level = "subsidiary", parent = "B" }, unknown),
  enterprise("B", { level = "subsidiary", parent = "A" },
    { reasons = { reason("第二条", "subsidiary") } }),
  enterprise("C", { parent = "Z" }, unknown),
  enterprise("C", { since = "2021-12-02" }, bad "since"),
  enterprise("C", { since = "2021-12-01" }, { ok = true }),
  enterprise("", {}, bad "enterprise"),
  enterprise(string.rep("企", 64), { since = "0001-01-01" }, { ok = true }),
  enterprise(string.rep("企", 65), {}, bad "enterprise"),
  enterprise("D", { level = "department" }, bad "level"),
  enterprise("D", { item = "G1" }, bad "item"),
}

case "an enterprise ends once, after it began" {
  enterprise "A",
  record(now, { kind = "enterprise_end", enterprise = "B", on = "2021-10-01" }, unknown),
  record(now, { kind = "enterprise_end", enterprise = "A", on = "2021-12-02" }, bad "on"),
  record(now, { kind = "enterprise_end", enterprise = "A", on = "2015-05-31" }, bad "on"),
  record(now, { kind = "enterprise_end", enterprise = "A", on = "2021-10-01" },
    { ok = true, kind = "enterprise_end", duties = {} }),
  record(now, { kind = "enterprise_end", enterprise = "A", on = "2021-10-02" }, used),
}

case "a financing, and each of its stages once" {
  enterprise "A",
  financing("F1", { enterprise = "B" }, unknown),
  financing("F1", { financing_kind = "equity" }, bad "financing_kind"),
  financing("F1", {}, { ok = true, kind = "financing", duties = {},
    reasons = { reason("第三条", "bank_loan") } }),
  financing("F1", {}, used),
  stage("F1", "drawdown", "2021-11-30", { duties = { { duty = "stage_report", item = "F1",
    stage = "drawdown", due_on = "2021-12-14", cite = "第十二条" } },
    reasons = { reason("第十二条", "2021-12-14") } }),
  stage("F1", "drawdown", "2021-12-01", used),
  stage("F1", "repaid", "2021-12-02", bad "ended_on"),
  stage("F2", "drawdown", "2021-11-30", unknown_item),
  loan "L1",
  stage("L1", "drawdown", "2021-11-30", unknown_item),
}

case "guarantees for one debtor add up to the cap and not beyond (E17)" {
  enterprise "A",
  guarantee("G1", {}, { ok = true, kind = "guarantee", decision = "permitted",
    procedure = { "district_soe_board" }, outstanding = 45000000, duties = {},
    reasons = { {}, {}, {}, reason("第十七条", 45000000), reason("第十七条", 60000000), {}, {} } }),
  guarantee("G2", { amount = 15000000.01, debt_total = 30000000 },
    refused("over_cumulative_cap", "第十七条")),
  guarantee("G2", { amount = 15000000, debt_total = 30000000 }, { outstanding = 60000000 }),
  release("G1", 20000000, "2021-11-30", { kind = "guarantee_release", outstanding = 40000000,
    duties = {}, reasons = { reason("第十七条", 40000000) } }),
  exposure(now, { { guarantor = "A", debtor = "D", outstanding = 40000000, ever = 60000000,
    items = 2 } }, { guarantor = "A" }),
  guarantee("G3", { amount = 20000000, debt_total = 60000000 }, { outstanding = 60000000 }),
  guarantee("G4", { amount = 0.01, debt_total = 1 }, refused("over_cumulative_cap", "第十七条")),
  guarantee("G4", { amount = 0.01, debt_total = 1, debtor = "E" }, { outstanding = 0.01 }),
}

case "a request that is repeated counts once" {
  enterprise "A",
  guarantee("G1", { request_id = "r1" }, { outstanding = 45000000 }),
  guarantee("G1", { request_id = "r1" }, { ok = true, outstanding = 45000000 }),
  guarantee("G2", { request_id = "r1" }, refused("request_id_reused", "-")),
  exposure(now, { { outstanding = 45000000, items = 1 } }),
}

case "what the register counts, whatever its day" {
  enterprise "A",
  guarantee("G1", { on = "2021-11-30" }, { ok = true }),
  record(t "2021-11-01", with(c.own { kind = "guarantee", item = "G2", guarantor = "A",
    debtor = "D", net_assets = 100000000, amount = 15000000.01, decided_on = "2021-10-20",
    on = "2021-10-25" }), refused("over_cumulative_cap", "第十七条")),
}

case "an item's number is used once, by whatever" {
  enterprise "A", loan "X",
  guarantee("X", {}, used),
  financing("X", {}, used),
  loan("X", {}, used),
}

case "a guarantor or lender must be on record" {
  guarantee("G1", {}, unknown),
  loan("L1", {}, unknown),
}

case "the facts that a question answers with no are refused with the first violation" {
  enterprise "A",
  guarantee("G1", { guarantor_registered = false, purpose = "stocks" },
    refused("purpose_high_risk", "第十五条")),
  guarantee("G1", { guarantor_registered = false, asset_defects = { "disputed" } },
    refused("guarantor_unregistered", "第十六条(一)")),
  guarantee("G1", { asset_defects = { "disputed", "seized" } },
    refused("asset_seized", "第十六条(二)")),
  guarantee("G1", { asset_defects = { "under_supervision" } },
    refused("asset_under_supervision", "第十六条(二)")),
  guarantee("G1", { asset_defects = { "sealed" } }, refused("asset_sealed", "第十六条(二)")),
  guarantee("G1", { asset_defects = { "title_unclear" } },
    refused("asset_title_unclear", "第十六条(三)")),
  guarantee("G1", { asset_defects = { "disputed" } }, refused("asset_disputed", "第十六条(三)")),
  guarantee("G1", { asset_defects = { "not_pledgeable" } },
    refused("asset_not_pledgeable", "第十六条(四)")),
  guarantee("G1", { form = "support_letter" }, refused("letter_unreviewed", "第二十一条")),
  guarantee("G1", { share_percent = 30, contribution = 1 }, refused("over_proportion", "第十七条")),
  loan("L1", { borrower_kind = "natural_person" }, refused("debtor_natural_person", "第十五条")),
  loan("L1", { borrower_kind = "external_unincorporated" },
    refused("debtor_external_unincorporated", "第十五条")),
  loan("L1", { borrower_kind = "overseas_enterprise" }, refused("debtor_overseas", "第十五条")),
  loan("L1", { relation = "none" }, refused("debtor_unrelated", "第十五条")),
  loan("L1", { purpose = "options" }, refused("purpose_high_risk", "第十五条")),
  loan("L1", { purpose = "against_industrial_policy" },
    refused("purpose_against_policy", "第十五条")),
}

case "a guarantee that lacks its counter-guarantee is not recorded" {
  enterprise "A",
  guarantee("G1", { amount = 45000000.01 }, refused("counter_guarantee_missing", "第十八条")),
  guarantee("G1", { amount = 45000000.01, counter_guarantee_by = { "other_shareholders" } },
    { ok = true }),
}

case "decision, review and contract come in this order" {
  enterprise "A",
  guarantee("G1", { decided_on = "2021-10-26" }, refused("decision_missing", "第十九条")),
  guarantee("G1", { decided_on = "2021-12-02", on = "2021-12-01" }, bad "decided_on"),
  guarantee("G1", { review_required = true }, refused("review_missing", "第十九条")),
  guarantee("G1", { review_required = true, reviewed_on = "2021-10-19" },
    refused("review_out_of_order", "第十九条")),
  guarantee("G1", { review_required = true, reviewed_on = "2021-10-26" },
    refused("review_out_of_order", "第十九条")),
  guarantee("G1", { review_required = true, reviewed_on = "2021-10-25" },
    { decision = "needs_review", procedure = { "district_soe_board", "sasac_review" } }),
  loan("L1", { decided_on = "2021-10-26" }, refused("decision_missing", "第十九条")),
  loan("L1", { review_required = true }, refused("review_missing", "第十九条")),
  loan("L1", { review_required = true, reviewed_on = "2021-10-19" },
    refused("review_out_of_order", "第十九条")),
  loan("L1", { review_required = true, reviewed_on = "2021-10-20" }, { decision = "needs_review" }),
  guarantee("G2", { decided_on = "2021-10-25", amount = 1 }, { ok = true }),
}

case "what is given to another group's enterprise is to be filed" {
  enterprise "A",
  guarantee("G1", { relation = "other_district_soe" }, { duties = { { duty = "sasac_filing",
    item = "G1", due_on = null, cite = "第二十条" } } }),
  loan("L1", { relation = "other_district_soe" }, { kind = "loan", decision = "permitted",
    outstanding = null, procedure = { "internal_decision", "sasac_filing" },
    duties = { { duty = "sasac_filing", item = "L1", due_on = null, cite = "第二十条" } } }),
}

case "no more is released or repaid than is outstanding" {
  enterprise "A", guarantee "G1", guarantee("G2", { amount = 1, debt_total = 2 }), loan "L1",
  release("G1", 45000000.01, "2021-11-01", refused("over_release", "-", { field = "amount" })),
  release("G1", 44999999.99, "2021-11-01", { outstanding = 1.01 }),
  release("G1", 0.02, "2021-11-01", refused("over_release", "-", { field = "amount" })),
  release("G1", 0.01, "2021-11-01", { outstanding = 1 }),
  release("G3", 1, "2021-11-01", unknown_item),
  release("L1", 1, "2021-11-01", unknown_item),
  release("G2", 1, "2021-10-24", bad "on"),
  release("G2", 0, "2021-11-01", bad "amount"),
  record(now, { kind = "loan_repaid", item = "L1", amount = 400000, on = "2021-11-01" },
    { kind = "loan_repaid", outstanding = 600000, duties = {} }),
  record(now, { kind = "loan_repaid", item = "L1", amount = 600000.01, on = "2021-11-01" },
    refused("over_release", "-", { field = "amount" })),
  record(now, { kind = "loan_repaid", item = "G1", amount = 1, on = "2021-11-01" }, unknown_item),
}

case "a release may be recorded after one of a later day" {
  enterprise "A", guarantee "G1",
  release("G1", 5000000, "2021-11-20", { outstanding = 40000000 }),
  release("G1", 5000000, "2021-11-10", { outstanding = 35000000 }),
  exposure(t "2021-11-15", { { outstanding = 40000000, ever = 45000000, items = 1 } }),
  exposure(t "2021-11-20", { { outstanding = 35000000 } }),
  release("G1", 35000000.01, "2021-11-25", refused("over_release", "-", { field = "amount" })),
}

case "a risk is reported at once, of debt to its regulator as well" {
  enterprise "A", guarantee "G1", financing "F1",
  risk("G1", "2021-11-30", { kind = "risk", duties = { { duty = "risk_report", item = "G1",
    due_on = null, cite = "第二十二条" } }, reasons = { reason("第二十二条", "2021-11-30") } }),
  risk("F1", "2021-11-30", { duties = { { cite = "第十四条" } } }),
  risk("X", "2021-11-30", unknown_item),
}

case "exposure is told by guarantor and debtor, of what was dated by then" {
  enterprise "A", enterprise "B", guarantee "G1",
  guarantee("G2", { guarantor = "B", debtor = "A", on = "2021-11-01" }),
  guarantee("G3", { debtor = "C", relation = "group_member", share_percent = null,
    on = "2021-11-30" }),
  exposure(now, { { guarantor = "A", debtor = "C" }, { guarantor = "A", debtor = "D" },
    { guarantor = "B", debtor = "A", outstanding = 45000000 } }),
  exposure(t "2021-11-29", { { debtor = "D" }, { debtor = "A" } }),
  exposure(t("2021-11-30", "00:00:00"), { {}, {}, {} }),
  exposure(now, { { guarantor = "B" } }, { debtor = "A" }),
  exposure(now, { { debtor = "C" } }, { guarantor = "A", debtor = "C" }),
  exposure(now, {}, { guarantor = "C" }),
  exposure(t "2021-10-24", {}),
  { "exposure", { at = "2021-09-27T23:00:00+08:00" }, refused("not_in_force", "第二十七条") },
}

case "what a kind does not have is wrong input" {
  enterprise "A",
  record(now, { kind = "sale", on = "2021-11-01" }, bad "kind"),
  record(now, { enterprise = "A" }, bad "kind"),
  guarantee("G1", { cumulative_before = 5 }, bad "cumulative_before"),
  guarantee("G1", { lender = "A" }, bad "lender"),
  guarantee("G1", { debtor = null }, bad "debtor"),
  guarantee("G1", { decided_on = null }, bad "decided_on"),
  guarantee("G1", { on = "2021-12-02" }, bad "on"),
  guarantee("G1", { debt_total = 44999999.99 }, bad "debt_total"),
  guarantee("G1", { relation = null }, bad "relation"),
  guarantee("G1", { form = null }, bad "form"),
  loan("L1", { relation = null }, bad "relation"),
  loan("L1", { form = "pledge" }, bad "form"),
  financing("F1", { amount = 0 }, bad "amount"),
  record("2021-09-27T23:59:59+08:00", { kind = "enterprise", enterprise = "B",
    level = "district_soe", since = "2015-06-01" }, refused("not_in_force", "第二十七条")),
  exposure(now, {}),
}
