-- SPDX-License-Identifier: MIT
-- Publicity and objections: 第二十九条, 第三十条(四) and (五).
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local producers, status, sound = live.producers, live.status, live.sound
local publicise, object, resolve, clear = live.publicise, live.object, live.resolve, live.clear
local one = id(1)

local function approved(more) return mix(producers({ 1 }, "approved"), more) end
local function published(more) return mix(producers({ 1 }, "publicised"), more) end
local up = { claims = { { claim_id = one, state = "publicised" } } }

case "publicity is by the three, whatever else they say" (approved {
  publicise({ one }, { bodies = { "organization_department", "trade_city_committee" } },
            refused("panel_incomplete", "第三十条(四)", { field = "bodies" })),
  publicise({ one }, { bodies = { "commerce_bureau", "market_regulator", "tax_bureau" } },
            refused("panel_incomplete", "第三十条(四)")),
  publicise({ one }, { bodies = null }, bad "bodies"),
  publicise({ one }, { bodies = { "commerce_bureau", "press" } }, bad "bodies[2]"),
  publicise({ one }, { bodies = live.five }, up),
})

case "what publicity must say is asked for" (approved {
  publicise({ one }, { media = null }, bad "media"),
  publicise({ one }, { end_date = null }, bad "end_date"),
  publicise({ one }, { end_date = "2022-02-30" }, bad "end_date"),
  publicise({ one }, { end_date = "20.3.2022" }, bad "end_date"),
  publicise(null, {}, bad "claim_ids"), publicise({ 1 }, {}, bad "claim_ids[1]"),
  publicise({ one }, { start_date = "yesterday" }, bad "start_date"),
  publicise({ one }, { days = 7 }, bad "days"), status(one, { state = "approved" }),
})

case "publicity may begin today or later and end on its first day where no length is set" (
  mix(producers({ 1, 1 }, "approved"), {
    publicise({ one }, { start_date = "2022-03-09" }, bad "start_date"),
    publicise({ one }, { start_date = "2022-03-12", end_date = "2022-03-11" }, bad "end_date"),
    publicise({ one }, { start_date = "2022-03-12", end_date = "2022-03-12" }, up),
    publicise({ id(2) }, { start_date = "2022-03-10", end_date = "2022-03-10" }),
    live.budget(2022, 100000),
    clear({ id(2) }, { at = t("2022-03-10", "23:59:59") },
          refused("publicity_not_over", "第三十条(四)")),
    clear({ id(2) }, { at = t("2022-03-11", "00:00:00") }),
    clear({ one }, { at = t("2022-03-12", "23:59:59") },
          refused("publicity_not_over", "第三十条(四)")),
    clear({ one }, { at = t("2022-03-13", "00:00:00") }), sound,
  }))

case "the days that are set count from the first of the publicity, and from when they are set" (mix(
  { own({ ["publicity.min_days"] = 7 }, "2022-03-10") }, producers({ 1, 1, 1 }, "approved"), {
    publicise({ one }, { at = t "2022-03-09", end_date = "2022-03-09" }, up),
    publicise({ id(2) }, { start_date = "2022-03-12", end_date = "2022-03-17" }, bad "end_date"),
    publicise({ id(2) }, { start_date = "2022-03-12", end_date = "2022-03-18" }),
    publicise({ id(3) }, { end_date = "2022-03-15" }, bad "end_date"),
    publicise({ id(3) }, { at = t("2022-03-10", "23:59:59"), end_date = "2022-03-16" }),
  }))

case "days set to nought ask for no more than a day" (mix({ own { ["publicity.min_days"] = 0 } },
  approved { publicise({ one }, { end_date = "2022-03-09" }, bad "end_date"),
             publicise({ one }, { end_date = "2022-03-10" }, up) }))

case "claims are made public together or not at all" (mix(producers({ 1, 1 }, "approved"), {
  publicise({ one }), publicise({ id(2), one }, {}, refused("wrong_state", "第三十条(四)",
                                                           { field = "claim_ids[2]" })),
  status(id(2), { state = "approved" }),
}))

case "an objection says who and why, and objections are numbered by claim" (
  mix(producers({ 1, 1 }, "publicised"), {
    object(one, { by = null }, bad "by"), object(one, { grounds = null }, bad "grounds"),
    object(one, {}, { claim_id = one, state = "publicised", objection_id = one .. "/1" }),
    object(one, {}, { objection_id = one .. "/2" }),
    object(id(2), {}, { objection_id = id(2) .. "/1" }),
    status(one, { objections = { { by = "某企业", grounds = "数据不实", outcome = null },
                                 { objection_id = one .. "/2", decision = null } } }),
  }))

case "an objection is of the days of the publicity, the last to its end" (published {
  object(one, { at = t("2022-03-10", "09:00:00") }, { objection_id = one .. "/1" }),
  object(one, { at = t("2022-03-20", "23:59:59") }, { objection_id = one .. "/2" }),
  object(one, { at = t("2022-03-21", "00:00:00") }, refused("publicity_over", "第三十条(四)")),
  status(one, { objections = { {}, {} } }),
})

case "an objection is resolved by the three, with an outcome and a decision" (published {
  object(one), resolve(one .. "/1", "upheld", {}, bad "outcome"),
  resolve(one .. "/1", null, {}, bad "outcome"),
  resolve(one .. "/1", "dismissed", { decision = null }, bad "decision"),
  resolve(null, "dismissed", {}, bad "objection_id"),
  resolve(one .. "/1", "dismissed", { at = t "2022-03-14" }, refused("time_conflict", "-")),
  resolve(one .. "/2", "dismissed", {}, refused("not_found", "-")),
  resolve("LS-2021-000009/1", "dismissed", {}, refused("not_found", "-")),
  resolve(one, "dismissed", {}, refused("not_found", "-")),
  resolve(one .. "/1", "dismissed", {}, { claim_id = one, state = "publicised",
                                          payable = 20000 }),
  resolve(one .. "/1", "dismissed", {}, refused("wrong_state", "第三十条(五)")),
  status(one, { objections = { { outcome = "dismissed", decision = "核查", by = "某企业" } } }),
})

case "each objection holds the money until it is resolved, however late" (published {
  live.budget(2022, 100000), object(one), object(one),
  resolve(one .. "/2", "dismissed"),
  clear({ one }, {}, refused("objection_pending", "第三十条(五)", { field = "claim_ids[1]" })),
  resolve(one .. "/1", "dismissed", { at = t "2022-06-01" }),
  clear({ one }, { at = t "2022-06-01" }, { claims = { { state = "cleared" } } }), sound,
})

case "money is asked for in order: publicity, objections, budget" (published {
  object(one),
  clear({ one }, { at = t("2022-03-20", "23:59:59") },
        refused("publicity_not_over", "第三十条(四)")),
  clear({ one }, {}, refused("objection_pending", "第三十条(五)")),
  resolve(one .. "/1", "dismissed"),
  own { ["budget.shortage_rule"] = "prorate" },
  clear({ one }, {}, refused("budget_not_set", "第三十四条")),
  live.budget(2022, 100000), clear({ one }, {}, refused("prorate_not_supported", "-")),
  own { ["budget.shortage_rule"] = "queue" }, clear({ one }), sound,
})

case "a corrected claim is decided and made public again, with days of its own" (published {
  object(one), object(one), resolve(one .. "/1", "corrected", {},
                                    { state = "expert_passed", payable = null, committed = 0 }),
  resolve(one .. "/2", "dismissed", {}, refused("wrong_state", "第三十条(五)")),
  object(one, { at = t "2022-03-19" }, refused("wrong_state", "第三十条(四)")),
  live.decide({ { claim_id = one, result = "pass",
                  verified = { producer_live_sales = 2000000 } } }, { at = t "2022-03-19" },
              { claims = { { payable = 40000 } } }),
  publicise({ one }, { at = t "2022-03-20", end_date = "2022-03-30" }),
  live.budget(2022, 100000),
  clear({ one }, { at = t "2022-03-30" }, refused("publicity_not_over", "第三十条(四)")),
  clear({ one }, { at = t "2022-03-31" }, refused("objection_pending", "第三十条(五)")),
  resolve(one .. "/2", "dismissed", { at = t "2022-03-31" }, { state = "publicised" }),
  clear({ one }, { at = t "2022-03-31" }, { claims = { { committed = 40000 } } }), sound,
})

case "an objection that cancels ends the claim, and the line is free" (published {
  object(one), resolve(one .. "/1", "cancelled", {}, { state = "rejected", committed = 0 }),
  clear({ one }, {}, refused("wrong_state", "第三十条(五)")),
  live.apply_producer(1000000, { applicant_id = "P1", at = t "2022-03-19" },
                      { claim_id = id(2) }), sound,
})

case "a publicity ends before the last day there is, so that it can be over" (live.mix(
  live.producers({ 1 }, "approved"), {
    live.publicise({ live.id(1) }, { end_date = "9999-12-31" }, bad "end_date"),
    live.publicise({ live.id(1) }, { end_date = "9999-12-30" }), live.budget(2022, 20000),
    live.clear({ live.id(1) }, {}, refused("publicity_not_over", "第三十条(四)")),
  }))
