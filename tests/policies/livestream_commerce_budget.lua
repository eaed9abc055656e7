-- SPDX-License-Identifier: MIT
-- The year's money: budgets, the queue, later years, payment and withdrawal. 第三十条(五), 第三十四条.
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local producers, status, sound, fund = live.producers, live.status, live.sound, live.fund
local clear, budget, disburse = live.clear, live.budget, live.disburse
local withdraw, revoke = live.withdraw, live.revoke
local one = id(1)

local function at(day, more) return with({ at = t(day) }, more) end
local function published(units, more) return mix(producers(units, "publicised"), more) end

local function release(year, day, expected)
  return { "release_waiting", { actor = "commerce_bureau", budget_year = year, at = t(day) },
           expected }
end

case "a budget says year, sum and document" {
  budget(null, 1, {}, bad "year"), budget("2022", 1, {}, bad "year"),
  budget(-1, 1, {}, bad "year"), budget(2022, null, {}, bad "amount"),
  budget(2022, -0.01, {}, bad "amount"), budget(2022, 0.001, {}, bad "amount"),
  budget(2022, 1, { document = null }, bad "document"),
  budget(2022, 1, { claim_id = one }, bad "claim_id"),
  budget(2022, 100.01, {}, { released = {}, fund = { budget = 100.01, committed = 0,
    disbursed = 0, remaining = 100.01, waiting = 0, recover_due = 0, recovered = 0 } }),
  budget(2022, 50, {}, { fund = { budget = 50, remaining = 50 } }),
  budget(2022, 0, {}, { fund = { budget = 0, remaining = 0 } }),
  fund(2023, { budget = null, committed = 0, disbursed = 0, remaining = 0, waiting = 0,
               recover_due = 0, recovered = 0 }), sound,
}

case "a budget is not set below what is bound, paid or not" (published({ 2, 3 }, {
  budget(2022, 200000), clear { one, id(2) }, disburse { one },
  budget(2022, 99999.99, at "2022-05-01", refused("below_committed", "第三十四条")),
  budget(2022, 100000, at "2022-05-01", { fund = { budget = 100000, committed = 100000,
                                                   disbursed = 40000, remaining = 0 } }), sound,
  withdraw(id(2), at "2022-05-02", { released = {} }),
  budget(2022, 39999.99, at "2022-05-03", refused("below_committed", "第三十四条")),
  budget(2022, 40000, at "2022-05-03", { fund = { remaining = 0 } }), sound,
}))

case "what waits does not count as bound when a budget is lowered" (published({ 2, 3 }, {
  budget(2022, 60000), clear { one, id(2) },
  budget(2022, 40000, at "2022-05-01", { released = {}, fund = { waiting = 60000 } }), sound,
}))

case "the budget is that of the year of the day, unless another is named" (published({ 1, 1 }, {
  budget(2021, 20000), budget(2022, 20000),
  clear({ one }, { budget_year = 2020 }, refused("budget_not_set", "第三十四条")),
  clear({ one }, { budget_year = 20.5 }, bad "budget_year"),
  clear({ one }, at("2022-12-31", { budget_year = 2021 }), { fund = { remaining = 0 } }),
  clear({ id(2) }, { at = "2022-12-31T16:00:00Z" }, refused("budget_not_set", "第三十四条")),
  clear({ id(2) }, { at = "2022-12-31T15:59:59Z" }, { fund = { budget = 20000, committed = 20000,
                                                                remaining = 0 } }),
  fund(2021, { committed = 20000 }), fund(2022, { committed = 20000 }), sound,
}))

case "a budget of just the sum is enough, a fen less is not" (published({ 1, 1 }, {
  budget(2022, 20000), clear({ one }, {}, { claims = { { state = "cleared", committed = 20000 } },
                                            fund = { remaining = 0, waiting = 0 } }),
  budget(2022, 39999.99, at "2022-03-21"),
  clear({ id(2) }, {}, { claims = { { state = "waiting_budget", committed = 0, payable = 20000,
                                      queue_place = 1 } },
                         fund = { remaining = 19999.99, waiting = 20000 } }), sound,
  budget(2022, 40000, at "2022-03-22", { released = { id(2) } }), sound,
}))

case "claims are paid in the order in which they are named" (published({ 3, 1 }, {
  budget(2022, 60000),
  clear({ id(2), one }, {}, { claims = { { claim_id = id(2), state = "cleared" },
                                         { claim_id = one, state = "waiting_budget" } } }), sound,
}))

case "what is cleared later stands behind what waits, though it would fit" (published({ 5, 1, 1 }, {
  budget(2022, 99999.99), clear({ one }, {}, { claims = { { queue_place = 1 } } }),
  clear({ id(2) }, at "2022-03-22", { claims = { { state = "waiting_budget", queue_place = 2 } },
                                      fund = { committed = 0, remaining = 99999.99,
                                               waiting = 120000 } }),
  clear({ id(3) }, at "2022-03-23", { claims = { { queue_place = 3 } } }), sound,
  withdraw(id(2), at "2022-03-24", { released = {} }),
  status(id(3), { state = "waiting_budget", queue_place = 2 }),
  withdraw(one, at "2022-03-25", { state = "withdrawn", released = { id(3) } }),
  status(id(3), { state = "cleared", committed = 20000, queue_place = null }), sound,
}))

case "a bound sum let go serves the queue in its order as far as it fits" (
  published({ 5, 2, 4, 1 }, {
    budget(2022, 100000), clear { one, id(2), id(3), id(4) },
    withdraw(one, at "2022-04-01", { released = { id(2) } }),
    fund(2022, { committed = 40000, remaining = 60000, waiting = 100000 }), sound,
    revoke(id(3), at "2022-04-02", { state = "revoked", committed = 0 }),
    status(id(4), { state = "cleared" }), sound,
    revoke(id(2), at "2022-04-03"), fund(2022, { committed = 20000, waiting = 0 }), sound,
  }))

case "only what is bound is paid, once, with the day of payment" (published({ 1, 1 }, {
  budget(2022, 20000), clear { one, id(2) },
  disburse({ one }, { paid_on = null }, bad "paid_on"),
  disburse({ one }, { paid_on = "2022-04-31" }, bad "paid_on"),
  disburse({ one, one }, {}, bad "claim_ids[2]"),
  disburse({ one, id(2) }, {}, refused("wrong_state", "第三十条(五)",
                                       { field = "claim_ids[2]" })),
  disburse({ one }, {}, { claims = { { state = "disbursed", payable = 20000,
                                       committed = 20000 } } }),
  disburse({ one }, {}, refused("wrong_state", "第三十条(五)")),
  fund(2022, { committed = 20000, disbursed = 20000, waiting = 20000 }), sound,
}))

case "waiting claims of several years go to the next, the oldest first, before its own" (
  published({ 3, 2, 2, 1 }, {
    budget(2021, 0), budget(2022, 0), budget(2023, 0),
    clear({ id(4) }, { budget_year = 2023 }),
    clear({ one }, at("2022-03-22", { budget_year = 2021 })),
    clear({ id(2), id(3) }, at("2022-03-23", { budget_year = 2022 })),
    release(2024, "2024-01-05", refused("budget_not_set", "第三十四条")),
    { "release_waiting", { actor = "commerce_bureau", at = t "2023-01-05" }, bad "budget_year" },
    release(2023, "2023-01-05", { released = {} }),
    status(one, { state = "waiting_budget", queue_place = 1 }),
    status(id(2), { queue_place = 2 }), status(id(3), { queue_place = 3 }),
    status(id(4), { queue_place = 4 }),
    fund(2021, { waiting = 0 }), fund(2022, { waiting = 0 }), fund(2023, { waiting = 160000 }),
    sound,
    budget(2023, 100000, at "2023-01-06", { released = { one, id(2) } }), sound,
    release(2023, "2023-01-07", { released = {} }),
    budget(2024, 1000000, at "2023-12-31"),
    release(2024, "2024-01-05", { released = { id(3), id(4) } }),
    fund(2023, { committed = 100000, waiting = 0 }), fund(2024, { committed = 60000 }), sound,
  }))

case "what waits for the year itself or a later one is not moved to it" (published({ 1, 1 }, {
  budget(2022, 0), budget(2023, 0), clear { one }, clear({ id(2) }, { budget_year = 2023 }),
  release(2022, "2022-12-01", { released = {} }),
  status(one, { queue_place = 1 }), status(id(2), { queue_place = 1 }),
  fund(2022, { waiting = 20000 }), fund(2023, { waiting = 20000 }), sound,
}))

case "a claim moved to a later year is paid, let go and reported there" (published({ 2, 2 }, {
  budget(2022, 0), clear { one, id(2) }, budget(2023, 40000, at "2023-01-01"),
  release(2023, "2023-01-05", { released = { one } }),
  withdraw(one, at "2023-01-06", { released = { id(2) } }),
  disburse({ id(2) }, at "2023-01-07"),
  fund(2022, { committed = 0, disbursed = 0, waiting = 0 }),
  fund(2023, { committed = 40000, disbursed = 40000, remaining = 0 }), sound,
}))

local function withdrawn(state, prelude)
  case("a claim that is " .. state .. " may be withdrawn, with a reason") (mix(prelude, {
    withdraw(one, { reason = null }, bad "reason"),
    withdraw(one, {}, { claim_id = one, state = "withdrawn", committed = 0, released = {} }),
    status(one, { state = "withdrawn", queue_place = null }), sound,
    withdraw(one, {}, refused("wrong_state", "第二十九条")),
  }))
end
for _, state in ipairs { "applied", "recommended", "expert_passed", "approved", "publicised",
                         "cleared" } do
  withdrawn(state, producers({ 1 }, state))
end
withdrawn("returned", mix(producers({ 1 }, "applied"), { live.recommend(one,
                                                                       { result = "return" }) }))
withdrawn("waiting_budget", published({ 1 }, { budget(2022, 0), clear { one } }))
