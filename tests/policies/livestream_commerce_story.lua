-- SPDX-License-Identifier: MIT
-- A training company through all offices, its money bound, paid, taken back; a second one waits.
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local one, two = id(1), id(2)
local but_photos = mix(live.papers.training)
but_photos[#but_photos] = nil

case "the programme from the application to a second hand-in" {
  live.apply({ trainees = 1500, materials = but_photos },
             { claim_id = one, state = "applied", gross = 100000,
               missing_materials = { "proof_photos" } }),
  live.recommend(one, { associations = null }, refused("consultation_missing", "第三十条(一)")),
  live.recommend(one, { at = t("2022-02-10", "09:05:00") },
                 { claim_id = one, state = "recommended" }),
  live.review(one, {}, refused("materials_incomplete", "第三十条(二)",
                               { missing = { "proof_photos" } })),
  live.review(one, { complete = false, result = "return" }, { state = "returned" }),
  { "resubmit", { actor = "applicant", claim_id = one, materials = live.papers.training,
                  at = t "2022-02-21" }, { claim_id = one, state = "applied" } },
}

local function day(text, more) return with({ at = t(text) }, more) end

case "budget and clawback" {
  live.apply(), live.apply { applicant_id = "T2" }, live.recommend(one), live.recommend(two),
  live.review(one), live.review(two),
  live.decide { { claim_id = one, result = "pass" }, { claim_id = two, result = "pass" } },
  live.publicise({ one, two }, { end_date = "2022-04-10" }),
  live.clear({ one }, day "2022-04-11", refused("budget_not_set", "第三十四条")),
  live.budget(2022, 150000, day "2022-04-11", { released = {} }),
  live.clear({ one, two }, day "2022-04-11",
             { claims = { { claim_id = one, state = "cleared", committed = 100000 },
                          { claim_id = two, state = "waiting_budget", committed = 0,
                            queue_place = 1 } } }),
  live.disburse({ one }, day "2022-04-12", { claims = { { state = "disbursed" } } }),
  live.revoke(one, { ground = "fraud", recover_amount = 100000.01 },
              refused("amount_over_paid", "第三十三条", { field = "recover_amount" })),
  live.revoke(one, { ground = "fraud", recover_amount = 100000 },
              { claim_id = one, state = "revoked", recover_amount = 100000 }),
  { "record_recovery", { actor = "commerce_bureau", claim_id = one, amount = 60000,
                         at = t "2022-09-01" },
    { claim_id = one, state = "revoked", recovered = 60000 } },
  live.fund(2022, { budget = 150000, committed = 100000, disbursed = 100000, remaining = 50000,
                    waiting = 100000, recover_due = 40000, recovered = 60000 }),
  { "release_waiting", { actor = "commerce_bureau", budget_year = 2023, at = t "2023-01-05" },
    refused("budget_not_set", "第三十四条") }, live.sound,
}
