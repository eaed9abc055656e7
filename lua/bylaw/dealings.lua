-- SPDX-License-Identifier: MIT
-- dealings: what is done with a campaign's vouchers, money and merchants. The campaign knows how;
-- its notice says under which rules, and by which articles:
--
--   season:changes "refund" {
--     label   = "退款",
--     rules   = { { "redemption", "五(四)6" }, ... },
--     reasons = { { "五(四)6", "outcome" } },       what is told of an answer besides the rules
--     fields  = [[ ... ]],                          when its rules look at more than the usual ones
--   }

local nothing = core.money "0"

-- By name: what the function does; `needs` are the parts of the campaign, or of the declaration,
-- that it can't do without.
local dealings = {}

local function find_merchant(season, q)
  return { merchant = season.merchants:find(q.merchant_id), may_return = season.may_return }
end
local function find_redemption(season, q) return season:redemption(q.redemption_id) end
local function find_round(season, q) return { round = season:round(q.round) } end
local function round_field(season) return "round* count 1.." .. season.rounds end

-- What each voucher would do for an order, and the best that can be used.
dealings.quote = {
  needs = { "threshold", "basis" },
  fields = "order_amount* money > 0\nmerchant_discount money 0..order_amount = 0",
  answers = "tested_amount vouchers[denomination threshold usable shortfall pay] best",
  act = function(season, q)
    local answer, seen = { vouchers = {} }, {}
    for i, face in ipairs(season.faces) do
      local u = season:usability(face, q.order_amount, q.merchant_discount)
      answer.vouchers[i] = { denomination = face, threshold = u.threshold, usable = u.usable,
        shortfall = u.short, pay = u.usable and u.pay or nil }
      answer.tested_amount = u.tested
      answer.best = u.usable and face or answer.best
      seen[i] = { u.usable, u.threshold }
    end
    return answer, { threshold = seen, stacking = season.basis() }
  end,
}

dealings.merchant_register = {
  needs = { "merchants", "fields" },
  answers = "merchant_id state sector kind since", given = find_merchant,
  act = function(season, q)
    season.merchants:join(q.at, q.merchant_id, q.kind, { name = q.name, sector = q.sector })
    return { merchant_id = q.merchant_id, state = "active", sector = q.sector, kind = q.kind,
      since = q.at }
  end,
}

dealings.merchant_deregister = {
  needs = { "merchants" },
  fields = "merchant_id* id\nreason* reason",
  answers = "merchant_id state since reason may_return", given = find_merchant,
  act = function(season, q)
    season.merchants:leave(q.at, q.merchant_id, q.reason)
    return { merchant_id = q.merchant_id, state = "removed", since = q.at, reason = q.reason,
      may_return = season.may_return[q.reason] or false }
  end,
}

-- A round may be planned again: the plan as it would become stands in s.
dealings.plan_round = {
  needs = { "floor" },
  fields = function(season)
    local counts = {}
    for i, face in ipairs(season.faces) do counts[i] = "count_" .. face .. "*" end
    return round_field(season) .. "\n" .. table.concat(counts, ", ") .. " count\n"
      .. "claim_closes_at, valid_until time"
  end,
  answers = "round value floor available opens_at claim_closes_at valid_until",
  given = function(season, q)
    local counts = {}
    for _, face in ipairs(season.faces) do counts[face] = q["count_" .. face] end
    return season:draft(q.round, counts, q.claim_closes_at, q.valid_until)
  end,
  act = function(season, q, s)
    season:plan(q.at, s)
    return { round = q.round, value = s.value, floor = s.floor, available = season:available(),
      opens_at = s.round.opens_at, claim_closes_at = s.claim_closes_at,
      valid_until = s.valid_until }
  end,
}

dealings.claim = {
  needs = { "threshold", "fields" },
  answers = "voucher_id round denomination threshold claimed_at valid_until remaining",
  given = function(season, q)
    return { round = season:round(q.round), left = season:left(q.round, q.denomination) }
  end,
  act = function(season, q, s)
    return { voucher_id = season:claim(q.at, s.round, q.denomination, q.person_id),
      round = q.round, denomination = q.denomination, threshold = season.threshold(q.denomination),
      claimed_at = q.at, valid_until = s.round.valid_until, remaining = s.left - 1 }
  end,
}

dealings.redeem = {
  needs = { "threshold", "basis", "merchants", "fields" },
  answers = "redemption_id voucher_id tested_amount subsidy paid_by_consumer",
  given = function(season, q)
    local voucher = season:voucher(q.voucher_id)
    if not voucher then return {} end
    local s = season:usability(voucher.face, q.order_amount, q.merchant_discount)
    s.voucher, s.round = voucher, season:round(voucher.round)
    return s
  end,
  act = function(season, q, s)
    local redemption = season:redeem(q.at, q.voucher_id, { merchant = q.merchant_id,
      order = q.order_id, sector = season.merchants:find(q.merchant_id).facts.sector,
      tested = s.tested, paid = s.pay })
    return { redemption_id = redemption.id, voucher_id = q.voucher_id, tested_amount = s.tested,
      subsidy = s.subsidy, paid_by_consumer = s.pay }
  end,
}

-- lost(q, s): why a refunded voucher does not come back; nil when it does.
dealings.refund = {
  needs = { "lost" },
  fields = "redemption_id* id\nrefund_amount* money > 0", given = find_redemption,
  answers = [[redemption_id voucher_id outcome why? voucher_state valid_until? subsidy_stands
    refunded_total]],
  act = function(season, q, s, decl)
    local total, why = s.redemption.refunded + q.refund_amount, decl.lost(q, s)
    local answer = { redemption_id = q.redemption_id, voucher_id = s.voucher.id, why = why,
      outcome = why and "not_restored" or "restored", refunded_total = total }
    answer.subsidy_stands = total < s.redemption.paid
    if answer.subsidy_stands then
      answer.voucher_state = "redeemed"
      season:refund(q.at, q.redemption_id, q.refund_amount, "standing")
    elseif why then
      answer.voucher_state = "void"
      season:refund(q.at, q.redemption_id, q.refund_amount, "ended")
    else
      answer.voucher_state, answer.valid_until = "claimed", s.voucher.valid_until
      season:refund(q.at, q.redemption_id, q.refund_amount, "restored")
    end
    return answer, { outcome = why or answer.outcome }
  end,
}

-- Money not yet paid out is withheld, money paid out is owed back.
dealings.cancel_redemption = {
  fields = "redemption_id* id\nfinding* finding", given = find_redemption,
  answers = "redemption_id merchant_id finding withheld to_recover due_back",
  act = function(season, q, s)
    local merchant, face = s.redemption.merchant, core.money(tostring(s.redemption.face))
    season:cancel(q.at, q.redemption_id, q.finding)
    return { redemption_id = q.redemption_id, merchant_id = merchant, finding = q.finding,
      withheld = s.round.settled and nothing or face,
      to_recover = s.round.settled and face or nothing,
      due_back = season:due_back(merchant) }, { finding = q.finding }
  end,
}

dealings.close_round = {
  fields = round_field, given = find_round,
  answers = "round expired_value unclaimed_value rollover returned available",
  act = function(season, q)
    local expired, unclaimed = season:close(q.at, q.round)
    return { round = q.round, expired_value = expired, unclaimed_value = unclaimed,
      rollover = expired, returned = expired + unclaimed, available = season:available() },
      { rollover = expired }
  end,
}

local function names_of_funders(season)
  local names = {}
  for i, funder in ipairs(season.funders) do names[i] = funder[1] end
  return table.concat(names, " ")
end

dealings.settle = {
  fields = round_field, given = find_round,
  answers = function(season)
    local sums = "redeemed_amount offset payable " .. names_of_funders(season)
    return ("round lines[merchant_id redemptions %s] total{%s}"):format(sums, sums)
  end,
  act = function(season, q)
    local lines, total = season:settle(q.at, q.round)
    return { round = q.round, lines = lines, total = total },
      { settlement = total.redeemed_amount, funders = season.order() }
  end,
}

dealings.recover = {
  needs = { "merchants" },
  fields = "merchant_id* id\namount* money > 0",
  answers = function(season)
    return "merchant_id recovered due_back " .. names_of_funders(season)
  end,
  given = function(season, q)
    return { merchant = season.merchants:find(q.merchant_id),
      due = season:due_back(q.merchant_id) }
  end,
  act = function(season, q, s)
    local answer = season:recover(q.at, q.merchant_id, q.amount)
    season.merchants:touch(q.at, q.merchant_id)
    answer.merchant_id, answer.recovered, answer.due_back = q.merchant_id, q.amount,
      s.due - q.amount
    return answer, { funders = season.order() }
  end,
}

-- The reasons that a notice asks for, { cite, name }. A value that is a list, of { value, needed },
-- is told once for each.
local function reasons_of(wanted, values)
  local reasons = {}
  for _, reason in ipairs(wanted or {}) do
    local value = values[reason[2]]
    for _, seen in ipairs(type(value) == "table" and value or { { value } }) do
      reasons[#reasons + 1] = { reason[1], reason[2], seen[1], seen[2] }
    end
  end
  return reasons
end

local parts = kit.known { "label", "fields", "rules", "reasons", "lost" }

-- Declares a dealing of the season as a function of its notice.
function kit.deal(season, effect, name)
  local dealing = dealings[name]
  if not dealing then
    local names = {}
    for known in next, dealings do names[#names + 1] = known end
    table.sort(names)
    kit.complain('a campaign knows no "%s"; did you mean "%s"?', tostring(name),
      kit.nearest(name, names))
  end
  local function of(part) return type(part) == "function" and part(season) or part end
  return function(decl)
    kit.only(name, decl, parts)
    for _, part in ipairs(dealing.needs or {}) do
      if season[part] == nil and decl[part] == nil then kit.complain("%s needs %s", name, part) end
    end
    season.notice[effect](season.notice, name) {
      label = decl.label, rules = decl.rules,
      fields = decl.fields or of(dealing.fields), answers = of(dealing.answers),
      given = dealing.given and function(q) return dealing.given(season, q) end,
      act = function(q, s)
        local answer, values = dealing.act(season, q, s, decl)
        return answer, reasons_of(decl.reasons, values)
      end,
    }
  end
end
