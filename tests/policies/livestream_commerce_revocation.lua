-- SPDX-License-Identifier: MIT
-- Titles and what ends them: 第三十条(五), 第七条(三), 第三十二、三十三条; and 第三十一条.
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local producers, status, sound, fund = live.producers, live.status, live.sound, live.fund
local revoke, grant, withdraw, clear = live.revoke, live.grant, live.withdraw, live.clear
local one = id(1)

local function at(day, more) return with({ at = t(day) }, more) end
local function upto(state, more) return mix(producers({ 1 }, state), more) end

local function recover(amount, day, expected)
  return { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = amount,
                                at = t(day or "2022-09-01") }, expected }
end
local function benefits(claim_id, more, expected)
  return { "talent_benefits", with({ actor = "joint_bodies", claim_id = claim_id,
                                     document = "评审认定文件", at = t "2022-06-01" }, more),
           expected }
end
local function special(more, expected)
  return { "special_case", with({ actor = "government", applicant_id = "K", award_year = 2021,
                                  subject = "重点企业", amount = 1000, document = "区政府纪要",
                                  at = t "2022-03-01" }, more), expected }
end
local over_paid = refused("amount_over_paid", "第三十三条", { field = "recover_amount" })
local over_due = refused("amount_over_due", "第三十三条")

case "what revoking must say is asked for, then the three, then the sum" (upto("disbursed", {
  revoke(one, { ground = null }, bad "ground"), revoke(one, { ground = "late" }, bad "ground"),
  revoke(one, { document = null }, bad "document"),
  revoke(one, { recover_amount = -1 }, bad "recover_amount"),
  revoke(one, { recover_amount = 0.005 }, bad "recover_amount"),
  revoke(one, { bodies = null }, bad "bodies"),
  revoke(one, { bodies = { "commerce_bureau" }, recover_amount = 20000.01 },
         refused("panel_incomplete", "第三十三条", { field = "bodies" })),
  revoke(one, { recover_amount = 20000.01 }, over_paid),
  status(one, { state = "disbursed", recover_amount = 0, recovered = 0 }),
  revoke(one, { bodies = live.five, recover_amount = 20000 },
         { state = "revoked", recover_amount = 20000, payable = 20000 }),
  status(one, { state = "revoked", recover_amount = 20000, recovered = 0 }), sound,
}))

case "each ground has its own article" (mix(producers({ 1, 1 }, "disbursed"), {
  revoke(one, { ground = "violation" }, { reasons = { { rule = "panel" }, { rule = "paid" },
                                                      { cite = "第三十三条(一)" } } }),
  revoke(id(2), { ground = "fraud" }, { reasons = { { rule = "panel" }, { rule = "paid" },
                                                    { cite = "第三十三条(二)" } } }),
}))

case "of what was not paid nothing is recovered" (mix(producers({ 1, 1 }, "publicised"), {
  live.budget(2022, 20000), clear { one, id(2) },
  revoke(one, { recover_amount = 0.01 }, over_paid),
  revoke(id(2), { recover_amount = 0.01 }, over_paid),
  revoke(one, { recover_amount = 0 }, { state = "revoked", recover_amount = 0, committed = 0 }),
  status(id(2), { state = "cleared", committed = 20000 }), sound,
  recover(0.01, "2022-09-01", over_due),
  revoke(id(2), {}, { state = "revoked" }), fund(2022, { committed = 0, remaining = 20000 }),
  sound,
}))

case "a claim that waits is revoked out of the queue" (mix(producers({ 5, 1 }, "publicised"), {
  live.budget(2022, 20000), clear { one, id(2) }, revoke(one, {}, { queue_place = null }),
  status(id(2), { state = "cleared" }), fund(2022, { committed = 20000, waiting = 0 }), sound,
}))

case "what was paid on a revoked claim stays spent" (upto("disbursed", {
  live.budget(2022, 20000, at "2022-07-01"), revoke(one, { recover_amount = 12000 }),
  fund(2022, { committed = 20000, disbursed = 20000, remaining = 0, recover_due = 12000,
               recovered = 0 }), sound,
  recover(5000), fund(2022, { remaining = 0, recover_due = 7000, recovered = 5000 }), sound,
  recover(7000.01, "2022-09-02", over_due), recover(7000, "2022-09-02", { recovered = 12000 }),
  fund(2022, { committed = 20000, remaining = 0, recover_due = 0, recovered = 12000 }), sound,
}))

case "a recovery is of a fen at least, and on time" (upto("disbursed", {
  revoke(one, { recover_amount = 100 }), recover(0, "2022-09-01", bad "amount"),
  recover(-1, "2022-09-01", bad "amount"), recover(null, "2022-09-01", bad "amount"),
  recover(1, "2022-07-31", refused("time_conflict", "-")),
  recover(0.01, "2022-09-01", { recovered = 0.01, state = "revoked" }),
  recover(99.99, "2022-09-02", { recovered = 100 }),
}))

case "recovered money is free again where so set, and only what comes back while it is" (
  mix(producers({ 1, 1 }, "publicised"), {
    own({ ["budget.recycle_recovered"] = true }, "2022-09-02"),
    live.budget(2022, 20000), clear { one, id(2) }, live.disburse { one },
    revoke(one, { recover_amount = 20000 }), recover(5000, "2022-09-01"),
    fund(2022, { remaining = 0, recovered = 5000 }),
    recover(14999.99, "2022-09-02"),
    status(id(2), { state = "waiting_budget" }),
    fund(2022, { remaining = 14999.99, recovered = 19999.99, waiting = 20000 }), sound,
    live.budget(2022, 25000.01, at "2022-09-03", { released = { id(2) } }),
    fund(2022, { budget = 25000.01, committed = 40000, remaining = 0, waiting = 0 }), sound,
  }))

case "a title is granted by the three to claims that have one, all or none" (
  mix(producers({ 1, 1 }, "disbursed"), {
    special({ at = t "2022-04-02" }, { claim_id = id(3) }),
    live.publicise({ id(3) }, at("2022-04-02", { end_date = "2022-04-02" })),
    clear({ id(3) }, at "2022-04-03"),
    grant({ one, id(3) }, { bodies = { "commerce_bureau", "tax_bureau" } },
          refused("panel_incomplete", "第三十条(五)", { field = "bodies" })),
    grant({ one, id(3) }, {}, refused("no_title", "第三十条(五)", { field = "claim_ids[2]" })),
    status(one, { title = null }), grant({ one }),
    grant({ id(2), one }, {}, refused("already_titled", "第三十条(五)",
                                      { field = "claim_ids[2]" })),
    grant({ one, id(3) }, {}, refused("no_title", "第三十条(五)")),
    status(id(2), { title = null }),
    grant({ id(2) }, {}, { claims = { { title = "quality_supply_chain", state = "disbursed" } },
                           duties = { { cite = "第三十二条(一)" }, { cite = "第三十二条(二)" },
                                      { cite = "第三十二条(三)" } } }), sound,
  }))

case "a title is granted before the money comes, and is paid with it" (
  mix(producers({ 1 }, "publicised"), {
    live.budget(2022, 0), clear { one }, grant({ one }, at "2022-03-22",
      { claims = { { state = "waiting_budget", title = "quality_supply_chain" } } }),
    live.budget(2022, 20000, at "2022-03-23"), live.disburse { one },
    status(one, { state = "disbursed", title = "quality_supply_chain" }),
  }))

case "each item has the title that its chapter names, an activity none" {
  live.apply { exclusive_host_sales = { 10000000 } },
  live.apply_activity(100, { applicant_id = "B" }),
  live.recommend(one), live.recommend(id(2)), live.review(one), live.review(id(2)),
  live.decide { { claim_id = one, result = "pass" },
                { claim_id = id(2), result = "pass", verified = { selected = true } } },
  live.publicise { one, id(2) }, live.budget(2022, 1000000), clear { one, id(2) },
  grant({ id(2) }, {}, refused("no_title", "第三十条(五)")),
  grant({ one }, {}, { claims = { { title = "incubation_base" } } }),
}

case "a title ends when its claim is withdrawn or revoked, and may be granted anew" (
  mix(producers({ 1, 1 }, "cleared"), {
    grant { one, id(2) },
    withdraw(one, {}, { state = "withdrawn", title = null }),
    revoke(id(2), {}, { state = "revoked", title = null }),
    status(one, { title = null }), status(id(2), { title = null }), sound,
  }))

local winners = mix(live.hosts(2), { live.rank_hosts { 2, 1 }, live.publicise { one, id(2) },
                                     live.budget(2022, 600000), clear { one, id(2) } })

case "benefits of talent follow the title of a host" (mix(winners, {
  benefits(one, {}, refused("no_title", "第七条(三)")), grant { one },
  benefits(one, { document = null }, bad "document"),
  benefits(id(2), {}, refused("no_title", "第七条(三)")),
  benefits(one, {}, { claim_id = one, state = "cleared", title = "leading_talent" }),
  revoke(one), benefits(one, at "2022-09-01", refused("no_title", "第七条(三)")), sound,
}))

case "a host without a title has no benefits, in whatever state, and nobody else has any" (mix(
  live.hosts(1), { live.apply(), benefits(one, {}, refused("no_title", "第七条(三)")),
                   benefits(id(2), {}, refused("no_title", "第七条(三)")) }))

case "a special case says who, when, what, how much and by what" {
  special({ applicant_id = null }, bad "applicant_id"),
  special({ award_year = null }, bad "award_year"), special({ subject = null }, bad "subject"),
  special({ amount = null }, bad "amount"), special({ amount = 0 }, bad "amount"),
  special({ amount = -5 }, bad "amount"), special({ document = null }, bad "document"),
  special({ trainees = 1 }, bad "trainees"),
  special({}, { claim_id = one, state = "approved", gross = 1000, payable = 1000 }),
  special({}, { claim_id = id(2) }), special({ award_year = 2022 }, { claim_id = id(1, 2022) }),
  status(one, { item = "case_by_case" }), sound,
}

case "a special case is made public, objected to and decided like the rest" {
  special(), live.publicise({ one }, { bodies = { "commerce_bureau" } },
                            refused("panel_incomplete", "第三十条(四)")),
  live.publicise { one }, live.object(one), live.resolve(one .. "/1", "corrected", {},
                                                         { state = "expert_passed" }),
  live.decide({ { claim_id = one, result = "pass", amount = 1000.01 } }, at "2022-03-19",
              refused("amount_over_rule", "第三十一条")),
  live.decide({ { claim_id = one, result = "pass", amount = 600 } }, at "2022-03-19",
              { claims = { { state = "approved", gross = 1000, payable = 600 } } }),
  live.publicise({ one }, at "2022-03-20"), live.budget(2022, 599.99),
  clear({ one }, {}, { claims = { { state = "waiting_budget" } } }), sound,
  live.budget(2022, 600, at "2022-03-22", { released = { one } }), live.disburse { one },
  revoke(one, { recover_amount = 600 }, { state = "revoked" }), recover(600), sound,
}

case "two special cases of one applicant are both paid" {
  special(), special(), live.publicise { one, id(2) }, live.budget(2022, 2000),
  clear({ one, id(2) }, {}, { fund = { committed = 2000, remaining = 0 } }), sound,
}

case "a special case is not returned, so it is not handed in again" {
  special(), { "resubmit", { actor = "applicant", claim_id = one, at = t "2022-03-02" },
               refused("wrong_state", "第三十条(一)") },
  { "resubmit", { actor = "applicant", claim_id = one, trainees = 1, at = t "2022-03-02" },
    refused("wrong_state", "第三十条(一)") },
  live.decide({ { claim_id = one, result = "pass", verified = { trainees = 1 } } },
              at "2022-03-02", refused("wrong_state", "第三十条(三)")),
  live.rank_hosts({ 1 }, at "2022-03-02", refused("bad_input")),
}
