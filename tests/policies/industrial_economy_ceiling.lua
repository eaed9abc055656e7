-- SPDX-License-Identifier: MIT
-- The fund's ceiling as the office sets it, from a day on.
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local t, id, story, through = industry.t, industry.id, industry.story, industry.through
local apply, confirm, withdraw, fund_allocate, audit = industry.apply, industry.confirm,
  industry.withdraw, industry.fund_allocate, industry.audit

-- Claims of so many firms for the rating, 30,000 each, all publicised.
local function publicised(count)
  local steps, claims = {}, {}
  for number = 1, count do
    steps[number], claims[number] = apply("E" .. number, "yield_rating", industry.rated), number
  end
  steps[#steps + 1] = through(claims, "applied", "publicised")
  return steps
end
local function ceiling(amount, from) return own({ ["fund.ceiling"] = amount }, from) end
local function report(moment, fund)
  return { "report", { actor = "anyone", at = t(moment) }, { fund = fund } }
end
local function confirm_at(moment, claims, expected)
  return confirm(claims, { at = t(moment) }, expected)
end
local below = { rule = "ceiling_below_committed", cite = "一" }

case "a ceiling that is set holds from its day on for who confirms, reports and audits" (story {
  publicised(2), ceiling(20000),
  confirm({ 1 }, {}, { claims = { { state = "waiting_funds" } }, fund = { ceiling = 20000 } }),
  ceiling(60000000, "2022-04-02"), audit "04-01T09:00:00", audit "04-03T09:00:00",
  report("04-01T09:00:00", { ceiling = 20000, remaining = 20000, waiting = 30000 }),
  report("04-03T09:00:00", { ceiling = 60000000, remaining = 60000000, waiting = 30000 }),
  confirm_at("04-03T09:00:00", { 2 },
             { claims = { { state = "confirmed" } },
               fund = { ceiling = 60000000, committed = 60000, waiting = 0 } }),
  industry.status(1, { state = "confirmed" }), audit(),
  report("12-31T09:00:00", { ceiling = 60000000, committed = 60000, remaining = 59940000 }),
})

case "a top-up stays on a ceiling that is set anew, before it or after" (story {
  publicised(1),
  fund_allocate(1, "03-15T09:00:00", { fund = { ceiling = 50000001 } }),
  ceiling(60000000, "2022-03-16"),
  fund_allocate(1, "03-16T09:00:00", { fund = { ceiling = 60000002, remaining = 60000002 } }),
  ceiling(40000000, "2022-03-17"),
  report("03-17T09:00:00", { ceiling = 40000002 }),
  fund_allocate(1, "03-17T09:00:00", { fund = { ceiling = 40000003 } }),
  confirm_at("03-18T09:00:00", { 1 }, { fund = { ceiling = 40000003, committed = 30000 } }),
  audit(),
})

case "below what is committed the ceiling stays at it, nothing more is committed, and it is said"
  (story {
    publicised(4), confirm { 1, 2 }, ceiling(40000, "2022-03-16"),
    { "report", { actor = "anyone", at = t "03-16T09:00:00" },
      { fund = { ceiling = 60000, committed = 60000, remaining = 0 },
        reasons = { { rule = "fund", value = 60000, needed = 60000 },
                    with(below, { value = 60000, needed = 40000 }) } } },
    audit "03-16T09:00:00",
    confirm_at("03-16T09:00:00", { 3 },
               { claims = { { state = "waiting_funds", queue_place = 1 } },
                 fund = { ceiling = 60000, committed = 60000, remaining = 0, waiting = 30000 },
                 reasons = { {}, {}, { rule = "confirm", cite = "三(四)" }, below } }),
    audit(),
    withdraw(1, "03-17T09:00:00", { released = {} }),
    report("03-17T09:00:00", { ceiling = 40000, committed = 30000, remaining = 10000 }), audit(),
    fund_allocate(20000, "03-18T09:00:00", { fund = { ceiling = 60000, committed = 60000 },
                                             released = { id(3) } }),
    audit(),
    ceiling(0, "2022-03-19"),
    fund_allocate(10000, "03-19T09:00:00",
                  { fund = { ceiling = 60000, remaining = 0 }, released = {},
                    reasons = { { rule = "fund_allocate" }, below } }),
    ceiling(30000, "2022-03-20"),
    confirm_at("03-20T09:00:00", { 4 }, { claims = { { state = "waiting_funds" } },
                                          fund = { ceiling = 60000, committed = 60000 } }),
    ceiling(60000, "2022-03-21"),
    withdraw(2, "03-21T09:00:00", { released = { id(4) } }),
    report("03-21T09:00:00", { ceiling = 90000, committed = 60000 }), audit(),
  })

case "what was confirmed under a ceiling is answered again as it was" (story {
  publicised(2), ceiling(30000),
  confirm({ 1 }, { request_id = "c" }, { fund = { ceiling = 30000, remaining = 0 } }),
  ceiling(60000, "2022-03-16"),
  confirm({ 1 }, { request_id = "c", at = t "03-20T09:00:00" }, { fund = { ceiling = 30000 } }),
  confirm_at("03-20T09:00:00", { 2 }, { fund = { ceiling = 60000, remaining = 0 } }),
  fund_allocate(5, "03-21T09:00:00", { fund = { ceiling = 60005 } }, { request_id = "f" }),
  fund_allocate(5, "03-22T09:00:00", { fund = { ceiling = 60005 } }, { request_id = "f" }),
  report("03-22T09:00:00", { ceiling = 60005 }),
})

case "the fund is what is set also before anything is confirmed" (story {
  ceiling(60000000, "2022-03-02"),
  report("03-01T23:59:59", { ceiling = 50000000, remaining = 50000000 }),
  report("03-02T00:00:00", { ceiling = 60000000, remaining = 60000000, waiting = 0 }),
  apply("E1", "yield_rating", industry.rated, "03-05T09:00:00"),
  report("03-01T00:00:00", { ceiling = 50000000 }),
})

case "a share of the shortage is for a what-if: nothing is confirmed by it" (story {
  publicised(1), own({ ["fund.shortage_rule"] = "prorate" }, "2022-03-15"),
  confirm({ 1 }, { at = t "03-14T23:59:59" }, refused("publicity_not_over", "三(三)")),
  confirm({ 1 }, {}, refused("prorate_not_supported", "-")),
  industry.status(1, { state = "publicised", committed = 0 }),
  own({ ["fund.shortage_rule"] = "queue" }, "2022-03-16"),
  confirm_at("03-16T09:00:00", { 1 }, { claims = { { state = "confirmed" } } }), audit(),
})
