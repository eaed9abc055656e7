-- SPDX-License-Identifier: MIT
-- To whom the measure applies, how large a loss is, and who bears which responsibility.
policy "../../policies/soe_accountability.lua"

local at = "2022-06-01T09:00:00+08:00"

-- 第十八条, 第十九条, 第二十一条

local function loss(fields, expected) return { "classify_loss", fields, expected } end
case "300万元 is a larger loss, and one fen below it a general one" { at = at,
  loss({ direct_loss = 3000000 }, { loss = 3000000, tier = "larger", basis = "amount",
    not_counted = {}, reasons = { { cite = "第十八条", value = 3000000 },
                                  { cite = "第十九条(二)", value = "larger" } } }),
  loss({ direct_loss = 2500000, indirect_loss = 499999.99 }, { loss = 2999999.99, tier = "general",
    reasons = { {}, { cite = "第十九条(一)", value = "general" } } }),
  loss({ direct_loss = 3000000.01 }, { tier = "larger" }),
}
case "3000万元 is a major loss, and one fen below it a larger one" { at = at,
  loss({ direct_loss = 20000000, indirect_loss = 10000000 }, { loss = 30000000, tier = "major",
    reasons = { {}, { cite = "第十九条(三)", value = "major" } } }),
  loss({ direct_loss = 29999999.99 }, { tier = "larger" }),
  loss({ indirect_loss = 30000000.01 }, { tier = "major" }),
}
case "without a loss there is no tier, whatever becomes of the enterprise" { at = at,
  loss({}, { loss = 0, tier = "none", basis = "amount",
    reasons = { { cite = "第十八条", value = 0 }, { cite = "第十九条", value = "none" } } }),
  loss({ cannot_continue = true }, { tier = "none", basis = "amount" }),
  loss({ direct_loss = 0.01 }, { tier = "general" }),
}
case "a loss that ends the enterprise is major, if it was not that before" { at = at,
  loss({ direct_loss = 120000, cannot_continue = true }, { tier = "major", basis = "going_concern",
    reasons = { {}, { cite = "第十九条(一)", value = "general" },
                { cite = "第十九条", value = "major" } } }),
  loss({ direct_loss = 3000000, cannot_continue = true }, { tier = "major",
    basis = "going_concern", reasons = { {}, { value = "larger" }, { value = "major" } } }),
  loss({ direct_loss = 30000000, cannot_continue = true }, { tier = "major", basis = "amount",
    reasons = { {}, { cite = "第十九条(三)" } } }),
}
local function contingent(amount, evidence, measurable, assessed)
  return { amount = amount, evidence = evidence, measurable = measurable, assessed = assessed }
end
case "a contingent loss counts when it is proven, measurable and assessed" { at = at,
  loss({ direct_loss = 2000000, contingent_losses = { contingent(1000000, true, true, true),
      contingent(50000000, true, false, false), contingent(1, false, true, true),
      contingent(1, true, true, false) } },
    { loss = 3000000, tier = "larger", not_counted = { 1, 2, 3 },
      reasons = { { cite = "第十八条", value = 2000000 }, { cite = "第二十一条", value = 1000000 },
                  { value = 0 }, { value = 0 }, { value = 0 }, { cite = "第十九条(二)" } } }),
  loss({ contingent_losses = { contingent(0.01, true, true, true) } }, { tier = "general" }),
  loss({ contingent_losses = { contingent(0.01, true, true, true) },
         params = { ["reading.contingent_loss"] = "not_counted" } },
       { tier = "none", not_counted = { 0 } }),
  loss({ contingent_losses = { contingent(0, true, true, true) } },
       bad "contingent_losses[1].amount"),
  loss({ contingent_losses = { { amount = 1, evidence = true, measurable = true } } },
       bad "contingent_losses[1].assessed"),
}
case "an enterprise's own figures come in for one call" { at = at,
  loss({ direct_loss = 1000000, params = { ["loss.larger_min"] = 1000000 } }, { tier = "larger" }),
  loss({ direct_loss = 999999.99, params = { ["loss.larger_min"] = 1000000 } },
       { tier = "general" }),
  loss({ direct_loss = 5000000, params = { ["loss.major_min"] = 5000000 } }, { tier = "major" }),
  loss({ params = { ["loss.major"] = 1 } }, bad "params.loss.major"),
}
case "what is no amount is refused, and so is a day before the measure or after its end" { at = at,
  loss({ direct_loss = 3000000.001 }, bad "direct_loss"),
  loss({ direct_loss = -0.01 }, bad "direct_loss"),
  loss({ direct_loss = "many" }, bad "direct_loss"),
  loss({ loss = 1 }, bad "loss"),
  loss({ direct_loss = 1, at = "2021-09-27T23:59:59+08:00" }, refused("not_in_force", "第八十二条")),
  loss({ direct_loss = 1, at = "2021-09-27T16:00:00Z" }, { tier = "general" }),
  loss({ params = { ["policy.expires"] = "2022-05-31" } }, refused("not_in_force", "第八十二条")),
  loss({ params = { ["policy.expires"] = "2022-06-01" } }, { ok = true }),
}

-- 第二十三条-第三十条

local function bears(fields, expected) return { "responsibility", fields, expected } end
local function kind(type, cite, by_analogy)
  return { type = type, cite = cite, by_analogy = by_analogy or false }
end
case "who decides the outcome bears direct responsibility, a head on six grounds" { at = at,
  bears({ role = "staff", decisive = true }, { types = { kind("direct", "第二十四条") },
    heaviest = "direct", reasons = { { cite = "第二十四条", value = "direct" } } }),
  bears({ role = "deputy_in_charge", direct_grounds = { "joint_violation",
    "instigated_or_tolerated", "no_procedure_or_ultra_vires", "overrode_majority",
    "delegated_own_duty", "other_direct" } },
    { types = { kind("direct", "第二十四条(一)"), kind("direct", "第二十四条(二)"),
                kind("direct", "第二十四条(三)"), kind("direct", "第二十四条(四)"),
                kind("direct", "第二十四条(五)"), kind("direct", "第二十四条(六)") } }),
  bears({ role = "staff", direct_grounds = { "overrode_majority" } }, bad "direct_grounds"),
  bears({ role = "staff", direct_grounds = empty }, { types = {}, heaviest = null, reasons = {} }),
}
case "the grounds are told in the article's order, each once, however they are given" { at = at,
  bears({ role = "principal",
          direct_grounds = { "other_direct", "joint_violation", "other_direct" } },
    { types = { kind("direct", "第二十四条(一)"), kind("direct", "第二十四条(六)") },
      reasons = { { cite = "第二十四条(一)", value = "direct" },
                  { cite = "第二十四条(六)", value = "direct" } } }),
}
case "who is in charge bears supervisory, the principal leadership responsibility" { at = at,
  bears({ role = "staff", in_charge = true, failed_own_duty = true },
        { types = { kind("supervisory", "第二十五条") }, heaviest = "supervisory" }),
  bears({ role = "deputy_in_charge", in_charge = false, failed_own_duty = true },
        { types = { kind("supervisory", "第二十五条") } }),
  bears({ role = "principal", failed_own_duty = true },
        { types = { kind("leadership", "第二十六条") }, heaviest = "leadership" }),
  bears({ role = "principal", in_charge = true, failed_own_duty = true, decisive = true },
        { types = { kind("direct", "第二十四条"), kind("supervisory", "第二十五条"),
                    kind("leadership", "第二十六条") }, heaviest = "direct" }),
  bears({ role = "principal", in_charge = true, failed_own_duty = true },
        { heaviest = "supervisory" }),
  bears({ role = "staff", failed_own_duty = true }, { types = {} }),
}
case "to conceal a major loss is answered for by analogy, by the two heads" { at = at,
  bears({ role = "principal", concealed_major_loss = true },
        { types = { kind("leadership", "第二十八条", true) } }),
  bears({ role = "deputy_in_charge", concealed_major_loss = true },
        { types = { kind("supervisory", "第二十八条", true) } }),
  bears({ role = "staff", concealed_major_loss = true }, { types = {} }),
}
case "not to organise accountability is answered for by analogy, by everybody" { at = at,
  bears({ role = "principal", in_charge = true, accountability_not_organised = true },
        { types = { kind("leadership", "第二十九条", true) } }),
  bears({ role = "deputy_in_charge", accountability_not_organised = true },
        { types = { kind("supervisory", "第二十九条", true) } }),
  bears({ role = "staff", in_charge = true, accountability_not_organised = true },
        { types = { kind("supervisory", "第二十九条", true) } }),
  bears({ role = "staff", accountability_not_organised = true },
        { types = { kind("direct", "第二十九条", true) },
          reasons = { { cite = "第二十九条", value = "direct" } } }),
}
case "dissent on record excuses from a collective decision, and from no other" { at = at,
  bears({ role = "staff", decisive = true, collective_decision = true, dissent_recorded = true },
        { may_be_excused = true, reasons = { {}, { cite = "第三十条", value = "dissent_recorded" } } }),
  bears({ role = "staff", decisive = true, dissent_recorded = true },
        { may_be_excused = false, reasons = { {} } }),
  bears({ role = "staff", collective_decision = true }, { may_be_excused = false }),
  bears({}, bad "role"), bears({ role = "chief" }, bad "role"),
  bears({ role = "staff", at = "2021-09-27T09:00:00+08:00" }, refused("not_in_force", "第八十二条")),
}

-- 第二条-第四条, 第七条-第十七条, 第七十八条-第八十一条

local function scope(fields, expected) return { "scope", fields, expected } end
local function applies(value, cite)
  return { applies = value, matched = {}, reasons = { { cite = cite, value = value } } }
end
case "to whom the measure applies, the first article that fits says" { at = at,
  scope({ event_class = "environment", person_class = "outside" },
        applies("other_rules", "第八十一条")),
  scope({ person_class = "outside", enterprise_class = "finance_or_culture" },
        applies("no", "第三条")),
  scope({ enterprise_class = "finance_or_culture" }, applies("other_rules_first", "第八十条")),
  scope({ enterprise_class = "state_participated" },
        applies("request_shareholders_meeting", "第七十八条")),
  scope({ enterprise_class = "government_controlled_other" }, applies("by_reference", "第七十九条")),
  scope({ enterprise_class = "enterprise_run_institution" }, applies("by_reference", "第七十九条")),
  scope({ enterprise_class = "wholly_state_enterprise" }, applies("yes", "第二条")),
  scope({ enterprise_class = "wholly_state_company" }, applies("yes", "第二条")),
  scope({ enterprise_class = "state_controlled", person_class = "former" },
        applies("yes", "第二条")),
  scope({ enterprise_class = "subsidiary" }, applies("yes", "第四条(三)")),
  scope({ person_class = "former" }, applies("yes", "第二十二条")),
  scope({ person_class = "director_supervisor_other" }, applies("yes", "第四十五条")),
  scope({ person_class = "manager", event_class = "operating_investment" },
        applies("yes", "第三条")),
  scope({ event_class = "operating_investment" }, { applies = null, matched = {}, reasons = {} }),
}
local function found(code, cite, category)
  return { code = code, cite = cite, category = category }
end
case "situations are those asked for, those of an area, or none beside a class" { at = at,
  scope({ enterprise_class = "state_participated", situations = { "funds_4" } },
    { matched = { found("funds_4", "第十条(四)", "funds") },
      reasons = { { cite = "第七十八条" }, { cite = "第十条(四)", value = "funds_4" } } }),
  scope({ situations = { "other", "mergers_11", "group_control_1" }, category = "risk" },
    { applies = null, matched = { found("group_control_1", "第七条(一)", "group_control"),
      found("mergers_11", "第十四条(十一)", "mergers"), found("other", "第十七条", "other") },
      reasons = { { value = "group_control_1" }, { value = "mergers_11" }, { value = "other" } } }),
  scope({ category = "overseas", enterprise_class = "subsidiary" },
    { applies = "yes", matched = { found "overseas_1", found "overseas_2", found "overseas_3",
      found "overseas_4", found "overseas_5",
      { code = "overseas_6", cite = "第十六条(六)",
        text = "违反本章其他有关规定或存在国家和省、市、区明令禁止的其他境外经营投资行为。" } },
      reasons = { {} } }),
  scope({ category = "other" }, { matched = { found("other", "第十七条", "other") } }),
  scope({ situations = empty, category = "risk" }, { matched = {}, reasons = {} }),
  scope({ situations = { "funds" } }, bad "situations[1]"),
  scope({ situations = { "funds_8" } }, bad "situations[1]"),
  scope({ category = "fund" }, bad "category"),
  scope({ at = "2021-09-27T09:00:00+08:00" }, refused("not_in_force", "第八十二条")),
}
local all = {}
for _, area in ipairs { { "group_control", 6 }, { "risk", 7 }, { "trade", 8 }, { "funds", 7 },
  { "works", 9 }, { "transfer", 7 }, { "fixed_assets", 8 }, { "mergers", 11 },
  { "restructuring", 7 }, { "overseas", 6 } } do
  for item = 1, area[2] do all[#all + 1] = { code = area[1] .. "_" .. item, category = area[1] } end
end
all[#all + 1] = { code = "other", category = "other" }
case "asked for nothing it lists all 77, each in its words" { at = at,
  scope({}, { applies = null, matched = all, reasons = {} }),
}

-- What the text got wrong or leaves open

case "the readings of an article tell what was found and how it is taken" { at = at,
  { "drafting", { cite = "第四十二条" }, { items = {
    { cites = { "第四十二条" }, taken = "第四十一条", parameter = null },
    { cites = { "第四十二条", "第三十一条(二)" } } } } },
  { "drafting", { cite = "第四十四条" }, { items = { { parameter = "reading.left_base_year" } } } },
  { "drafting", { cite = "第三十一条(一)" }, { items = { { parameter = null } } } },
  { "drafting", { cite = "第一条" }, { items = {} } },
}
