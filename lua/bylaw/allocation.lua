-- SPDX-License-Identifier: MIT
-- allocation: claims against a ceiling, and a population against several sets of parameters.
--
--   award:allocation {
--     cite = "一", ceiling = function() return p "fund.ceiling" end,   nil: a request must say it
--     shortage_rule = function() return p "fund.shortage_rule" end,
--     contest = contest,                      ranks the lines that wait for a choice
--   }
-- declares the functions "allocate" and "simulate".
--
-- queue: each is paid whole, in order; the first that does not fit waits, and all after it too.
-- prorate: when not all fit, each gets its share of the room, cut to the fen.

local nothing = core.money "0"
local parts = kit.known { "cite", "ceiling", "shortage_rule", "contest" }

local function sum_of(claims)
  local sum = nothing
  for _, claim in ipairs(claims) do sum = sum + claim.amount end
  return sum
end

-- What each claim gets of the room.
local function shares(claims, room, rule)
  local sum, list, open = sum_of(claims), {}, true
  for i, claim in ipairs(claims) do
    if sum <= room then
      list[i] = claim.amount
    elseif rule == "prorate" then
      list[i] = claim.amount:times(room / sum, "down")
    else
      open = open and claim.amount <= room
      list[i] = open and claim.amount or nothing
      room = room - list[i]
    end
  end
  return list
end

local function allocate(claims, ceiling, already, rule)
  local answer = { claims = {}, committed = nothing, waiting = nothing }
  for i, share in ipairs(shares(claims, ceiling - already, rule)) do
    local claim = { claim_id = claims[i].claim_id, amount = claims[i].amount, committed = share,
      waiting = claims[i].amount - share }
    answer.claims[i] = claim
    answer.committed = answer.committed + share
    answer.waiting = answer.waiting + claim.waiting
  end
  answer.remaining = ceiling - already - answer.committed
  return answer
end

-- Why the award refuses a row: the field that is wrong, or nil.
function kit.refused_row(award, row)
  local field = award.check and award.check(row)
  if field then return field end
  for _, rule in ipairs(award.rules or {}) do
    local holds, _, _, more = rule[5](row)
    if not holds then return more and more.field or "-" end
  end
end

-- The rows that can be judged, each with its place; the others by place and field.
local function read_rows(award, texts, at)
  local rows, bad = {}, {}
  for i, text in ipairs(texts) do
    local row, field = core.read(award.form, text)
    if row then
      row.at = at
      field = kit.refused_row(award, row)
    end
    if field then
      bad[#bad + 1] = { row = i, field = field }
    else
      rows[#rows + 1] = { facts = row, place = i, lines = award:assess(row, true) }
    end
  end
  return rows, bad
end

-- Calls back with the facts, and the place, of each line that waits to be chosen and has a score.
function kit.waiting_lines(contest, lines, each)
  for i, line in ipairs(lines) do
    local x = lines.of[line]
    if line.item == contest.item and line.status == "pending_review" and x[contest.score] then
      each(x, i)
    end
  end
end

-- Those that wait to be chosen and have a score, a list for each year.
local function candidates_of(contest, rows)
  local years, list = {}, {}
  for _, row in ipairs(rows) do
    local year = row.facts.award_year
    if not years[year] then
      years[year] = {}
      list[#list + 1] = years[year]
    end
    kit.waiting_lines(contest, row.lines, function(x)
      local candidate = contest.from(x, row.facts, row.facts.at)
      candidate.score, candidate.x, candidate.row = x[contest.score], x, row
      years[year][#years[year] + 1] = candidate
    end)
  end
  return list
end

-- Gives the prizes of each year and judges again the rows that won; the ties and what is unfilled.
local function run_contest(award, contest, rows)
  local years = candidates_of(contest, rows)
  if #years == 0 then years[1] = {} end
  local ties, unfilled = contest:rank_each(years, function(winner)
    contest.give(winner.candidate.x, winner)
    winner.candidate.row.won = true
  end)
  for _, row in ipairs(rows) do
    if row.won then row.lines = award:assess(row.facts, true) end
  end
  return ties, unfilled
end

local function by_item(award, rows)
  local items, list = {}, {}
  for _, row in ipairs(rows) do
    for _, line in ipairs(row.lines) do
      local sum = items[line.item] or { item = line.item, qualified = 0, displaced = 0,
        gross = nothing, amount = nothing }
      items[line.item] = sum
      if line.status == "qualified" or line.status == "displaced" then
        sum[line.status], sum.gross = sum[line.status] + 1, sum.gross + line.gross
        sum.amount = sum.amount + line.amount
      end
    end
  end
  for _, measure in ipairs(award.measures) do list[#list + 1] = items[measure.name] end
  return list
end

local function run_scenario(award, decl, q, name, ceiling)
  local rows, bad = read_rows(award, q.rows, q.at)
  local ties, unfilled = run_contest(award, decl.contest, rows)
  local claims = {}
  for i, row in ipairs(rows) do
    claims[i] = { claim_id = row.place, amount = award:total(row.lines) }
  end
  ceiling = ceiling or q.ceiling or decl.ceiling()
  local result = allocate(claims, ceiling, nothing, q.shortage_rule or decl.shortage_rule())
  local exhausted
  for _, claim in ipairs(result.claims) do
    if claim.waiting > nothing then exhausted = exhausted or claim.claim_id end
  end
  return { name = name, rows = #q.rows, bad_rows = bad, demand = sum_of(claims),
    paid = result.committed, waiting = result.waiting, ceiling = ceiling,
    exhausted_at_row = exhausted, by_item = by_item(award, rows), ties = ties, unfilled = unfilled }
end

local function simulate(award, decl, q)
  local list, reasons = {}, {}
  for i, scenario in ipairs(q.scenarios or { { name = "base" } }) do
    local result, field, words = kit.with(scenario.params or "{}", function()
      return run_scenario(award, decl, q, scenario.name, scenario.ceiling)
    end)
    if not result then core.refuse_input("scenarios[" .. i .. "]." .. field, words) end
    list[i], reasons[i] = result, { decl.cite, scenario.name, result.demand, result.ceiling }
  end
  return { scenarios = list }, reasons
end

function kit.award_allocation(award, decl)
  kit.only("an allocation", decl, parts)
  local notice, star = award.notice, decl.ceiling and "" or "*"
  kit.award_tally(award, decl)
  local function ceiling_of(q) return q.ceiling or decl.ceiling() end
  notice:record("amount_claimed", "claim_id* id\namount* money")
  notice:record("scenario", "name* text\nparams object\nceiling money")
  notice:pure "allocate" {
    label = "资金分配",
    fields = "claims* list of amount_claimed\nceiling" .. star .. [[ money
      already_committed money = 0
      shortage_rule shortage_rule]],
    answers = "claims[claim_id amount committed waiting] committed waiting remaining",
    check = function(q)
      if q.already_committed > ceiling_of(q) then
        return "already_committed", "more is committed than the ceiling"
      end
    end,
    act = function(q)
      local rule = q.shortage_rule or decl.shortage_rule()
      local answer = allocate(q.claims, ceiling_of(q), q.already_committed, rule)
      return answer, { { decl.cite, "ceiling", answer.committed, ceiling_of(q) },
        { decl.cite, "shortage_rule", rule } }
    end,
  }
  notice:pure "simulate" {
    label = "政策模拟",
    fields = "rows* list of object\nceiling" .. star .. [[ money
      scenarios list of scenario
      shortage_rule shortage_rule]],
    answers = [[scenarios[name rows bad_rows[row field] demand paid waiting ceiling exhausted_at_row
      by_item[item qualified displaced gross amount] ]] .. decl.contest.tie_shape .. "]",
    act = function(q) return simulate(award, decl, q) end,
  }
end
