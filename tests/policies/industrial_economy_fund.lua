-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local t, id, story, through = industry.t, industry.id, industry.story,
  industry.through
local apply, confirm, withdraw, fund_allocate, status, audit, report =
  industry.apply, industry.confirm, industry.withdraw,
  industry.fund_allocate, industry.status, industry.audit, industry.report

-- Claims of equipment of these sums and a rating last, all publicised.
local function publicised(amounts)
  local steps, claims = {}, {}
  for number, amount in ipairs(amounts) do
    steps[number] = apply("E" .. number, "equipment_upgrade:P1",
                          industry.equipment(amount * 20))
    claims[number] = number
  end
  steps[#steps + 1] = apply("E0", "yield_rating", industry.rated)
  claims[#claims + 1] = #amounts + 1
  steps[#steps + 1] = through(claims, "applied", "publicised")
  return steps
end

local ten = 10000000

case "from the first claim that does not fit on, all wait" (story {
  publicised { ten, ten, ten, ten, 9970000, ten },
  confirm({ 1, 2, 3, 4, 5, 6, 7 }, {},
          { claims = { { state = "confirmed", committed = ten }, { state = "confirmed" },
                       { state = "confirmed" }, { state = "confirmed" },
                       { state = "confirmed", committed = 9970000 },
                       { state = "waiting_funds", committed = 0 },
                       { state = "waiting_funds", payable = 30000, committed = 0 } },
            fund = { ceiling = 50000000, committed = 49970000, remaining = 30000,
                     waiting = 10030000, disbursed = 0 } }),
  audit(),
  withdraw(6, "03-16T09:00:00", { state = "withdrawn", released = { id(7) } }),
  status(7, { state = "confirmed", committed = 30000, queue_place = null }),
  audit(),
  report({ fund = { ceiling = 50000000, committed = 50000000, remaining = 0, waiting = 0,
                    disbursed = 0 },
           by_item = { { item = "equipment_upgrade", claims = { confirmed = 5, withdrawn = 1 },
                         committed = 49970000 },
                       { item = "yield_rating", claims = { confirmed = 1 }, payable = 30000,
                         committed = 30000, disbursed = 0, waiting = 0 } }, pipeline = 0 }),
})

case "a top-up serves the queue at the fen and in turn" (story {
  publicised { ten, ten, ten, ten, ten, ten },
  confirm { 1, 2, 3, 4, 5, 6 },
  confirm({ 7 }, { at = t "03-15T09:00:00" }, { claims = { { state = "waiting_funds" } } }),
  fund_allocate(9999999.99, "03-16T09:00:00",
                { fund = { ceiling = 59999999.99, remaining = 9999999.99 }, released = {} }),
  audit(),
  fund_allocate(0.01, "03-17T09:00:00", { fund = { ceiling = 60000000, remaining = 0,
                                                   waiting = 30000 }, released = { id(6) } }),
  status(7, { state = "waiting_funds", queue_place = 1 }),
  fund_allocate(30000, "03-18T09:00:00", { released = { id(7) } }),
  audit(),
})

case "a claim that waits is told its place in the queue" (story {
  publicised { ten, ten, ten, ten, ten, ten },
  status(7, { state = "publicised", queue_place = null }),
  confirm({ 1, 2, 3, 4, 5 }),
  confirm({ 7, 6 }, {}, { claims = { { queue_place = 1 }, { queue_place = 2 } } }),
  status(6, { queue_place = 2 }),
})

case "a claim confirmed behind others waits behind them" (story {
  publicised { ten, ten, ten, ten, ten, ten },
  confirm({ 1, 2, 3, 4, 5, 6 }), confirm({ 7 }),
  status(6, { queue_place = 1 }), status(7, { queue_place = 2 }),
})

case "a withdrawn commitment serves the queue and a waiting claim may be withdrawn" (story {
  publicised { ten, ten, ten, ten, ten, ten },
  confirm { 1, 2, 3, 4, 5, 6, 7 },
  withdraw(1, "03-16T09:00:00", { released = { id(6) } }),
  withdraw(2, "03-17T09:00:00", { released = { id(7) } }),
  audit(),
})

case "only the government raises the ceiling, by more than nothing, with a document" (story {
  fund_allocate(0, "03-16T09:00:00", bad "amount"),
  fund_allocate(-1, "03-16T09:00:00", bad "amount"),
  fund_allocate(1, "03-16T09:00:00", bad "document", { document = null }),
  fund_allocate(1, "03-16T09:00:00", refused("wrong_actor", "一"), { actor = "finance_bureau" }),
  fund_allocate(0.01, "03-16T09:00:00", { fund = { ceiling = 50000000.01 }, released = {} }),
})

case "a confirmation is whole or not at all" (story {
  publicised { ten },
  confirm({ 1, 9 }, {}, refused("not_found", "-", { field = "claim_ids[2]" })),
  confirm({ 1, 1 }, {}, bad "claim_ids[2]"),
  confirm({ 1 }, { actor = "finance_bureau" }, refused("wrong_actor", "三(四)")),
  confirm({ 1, 2 }, { at = t "03-14T23:59:59" },
          refused("publicity_not_over", "三(三)", { field = "claim_ids[1]" })),
  confirm({ 1, 2 }, { at = t "03-07T08:59:59" },
          refused("time_conflict", "-", { field = "claim_ids[1]" })),
  industry.object(2),
  confirm({ 1, 2 }, {}, refused("objection_pending", "三(三)", { field = "claim_ids[2]" })),
  status(1, { state = "publicised", committed = 0 }),
  report({ pipeline = 10030000, fund = { committed = 0, remaining = 50000000 } }),
  audit(),
})
