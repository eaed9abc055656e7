-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local firm = industry.firm

local function claims(amounts)
  local list = {}
  for place, amount in ipairs(amounts) do
    list[place] = { claim_id = "c" .. place, amount = amount }
  end
  return list
end

local function allocate(amounts, more, committed, expected)
  local rows = {}
  for place, part in ipairs(committed) do rows[place] = { committed = part } end
  return { "allocate", with({ claims = claims(amounts) }, more),
           with({ ok = true, claims = rows }, expected) }
end

case "a queue pays to the fen and waits a fen short" {
  allocate({ 60, 40 }, { ceiling = 100 }, { 60, 40 }, { remaining = 0, waiting = 0 }),
  allocate({ 60, 40 }, { ceiling = 99.99 }, { 60, 0 }, { remaining = 39.99, waiting = 40 }),
  allocate({ 60, 40, 1 }, { ceiling = 99.99 }, { 60, 0, 0 }, { remaining = 39.99, waiting = 41 }),
  allocate({ 60 }, { ceiling = 100, already_committed = 40 }, { 60 },
           { committed = 60, remaining = 0 }),
  allocate({ 60 }, { ceiling = 100, already_committed = 40.01 }, { 0 }, { remaining = 59.99 }),
  allocate({ 1 }, { ceiling = 100, already_committed = 100 }, { 0 }, { remaining = 0 }),
}

case "without a ceiling the fund's 50 million is" {
  allocate({ 50000000, 0.01 }, {}, { 50000000, 0 }, { remaining = 0, waiting = 0.01 }),
  allocate({ 50000000 }, { params = { ["fund.ceiling"] = 49999999.99 } }, { 0 },
           { remaining = 49999999.99 }),
  allocate({ 30, 30 }, { ceiling = 30, params = { ["fund.shortage_rule"] = "prorate" } },
           { 15, 15 }, { remaining = 0 }),
  allocate({ 30, 30 }, { ceiling = 30, shortage_rule = "queue",
                         params = { ["fund.shortage_rule"] = "prorate" } },
           { 30, 0 }, { remaining = 0 }),
}

case "proration cuts down to the fen and pays whole what fits" {
  allocate({ 10, 20 }, { ceiling = 30, shortage_rule = "prorate" }, { 10, 20 },
           { remaining = 0 }),
  allocate({ 10, 20 }, { ceiling = 29.99, shortage_rule = "prorate" }, { 9.99, 19.99 },
           { committed = 29.98, waiting = 0.02, remaining = 0.01 }),
  allocate({ 10, 20 }, { ceiling = 40, already_committed = 25, shortage_rule = "prorate" },
           { 5, 10 }, { remaining = 0 }),
}

case "more committed than the ceiling, or a bad claim, is named" {
  { "allocate", { claims = claims { 1 }, ceiling = 100, already_committed = 100.01 },
    bad "already_committed" },
  { "allocate", { ceiling = 100 }, bad "claims" },
  { "allocate", { claims = { { amount = 1 } } }, bad "claims[1].claim_id" },
  { "allocate", { claims = { { claim_id = "a" } } }, bad "claims[1].amount" },
  { "allocate", { claims = claims { 1, -1 } }, bad "claims[2].amount" },
  { "allocate", { claims = claims { 1 }, shortage_rule = "lottery" }, bad "shortage_rule" },
  { "allocate", { claims = claims { 1 }, ceiling = -1 }, bad "ceiling" },
  { "allocate", { claims = claims { 1 }, ceiling = 1, colour = 1 }, bad "colour" },
}

local function row(enterprise, more)
  return with(with(firm, { enterprise_id = enterprise }), more)
end

local function entrant(enterprise, score, more, year)
  return row(enterprise, { award_year = year or 2021,
    projects = { with({ project_id = "P1", technical_upgrade = true,
                        annual_investment = 50000000, benchmark_score = score }, more) } })
end

local function simulate(rows, scenario, more)
  return { "simulate", with({ rows = rows }, more), { ok = true, scenarios = { scenario } } }
end

case "a row that award refuses is listed with its field and skipped" {
  simulate({ row("A", { yield_rating = "a" }), row("B", { yield_rating = "x" }),
             row("C", { award_year = 2020, yield_rating = "a" }),
             row("D", { yield_rating = "a" }) },
           { name = "base", bad_rows = { { row = 2, field = "yield_rating" },
                                         { row = 3, field = "award_year" } },
             demand = 60000, paid = 60000, waiting = 0, exhausted_at_row = null,
             by_item = { { item = "yield_rating", qualified = 2, displaced = 0, gross = 60000,
                           amount = 60000 } } }),
}

case "two firms with one project name are two entrants, ranked in their year" {
  simulate({ entrant("A", 90), entrant("B", 80), entrant("C", 70, nil, 2022) },
           { demand = 2500000, ties = {},
             by_item = { { item = "benchmark_project", qualified = 3, gross = 2500000,
                           amount = 2500000 } } }),
}

case "entrants tied across a border stay unpaid and are listed" {
  simulate({ entrant("A", 90), entrant("B", 90), entrant("C", 80) },
           { demand = 500000, ties = { { score = 90 } },
             by_item = { { item = "benchmark_project", qualified = 1, amount = 500000 } } }),
}

case "a prize told in a row is paid and takes no place" {
  simulate({ entrant("A", 90, { benchmark_prize = "first" }), entrant("B", 80) },
           { demand = 2000000 }),
  simulate({ entrant("A", nil), entrant("B", 80) }, { demand = 1000000 }),
  simulate({ entrant("A", 99, { annual_investment = 49999999.99 }), entrant("B", 80) },
           { demand = 1000000 }),
}

case "the ceiling runs out at the row that does not fit whole" {
  simulate({ row("A", { yield_rating = "a" }), row("B", { yield_rating = "a" }) },
           { demand = 60000, paid = 60000, exhausted_at_row = null },
           { scenarios = { { name = "x", ceiling = 60000 } } }),
  simulate({ row("A", { yield_rating = "a" }), row("B", { yield_rating = "a" }) },
           { demand = 60000, paid = 30000, waiting = 30000, exhausted_at_row = 2 },
           { scenarios = { { name = "x", ceiling = 59999.99 } } }),
  simulate({ row("A", { yield_rating = "a" }), row("B", { yield_rating = "a" }) },
           { demand = 60000, paid = 30000, waiting = 30000, exhausted_at_row = 1 },
           { scenarios = { { name = "x", ceiling = 30000 } }, shortage_rule = "prorate" }),
  simulate({ row("A", { yield_rating = "x" }), row("B", { yield_rating = "a" }) },
           { exhausted_at_row = 2, paid = 0 },
           { scenarios = { { name = "x", ceiling = 29999.99 } } }),
}

case "displaced lines are counted with their gross and no amount" {
  simulate({ row("A", { recognitions = { industry.titled("unicorn"),
                                         industry.titled("little_giant") } }) },
           { demand = 1000000,
             by_item = { { item = "innovative_enterprise", qualified = 1, displaced = 1,
                           gross = 1500000, amount = 1000000 } } }),
  simulate({ row("A", { yield_rating = "b" }) },
           { by_item = { { item = "yield_rating", qualified = 0, displaced = 0, gross = 0,
                           amount = 0 } } }),
}

case "a scenario with an unknown parameter or without a name is refused" {
  { "simulate", { rows = { row("A") }, scenarios = { { params = {} } } },
    bad "scenarios[1].name" },
  { "simulate", {}, bad "rows" },
  { "simulate", { rows = { row("A") }, shortage_rule = "x" }, bad "shortage_rule" },
}
