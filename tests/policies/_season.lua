-- SPDX-License-Identifier: MIT
-- What the cases of the voucher notice share: requests in the order of a season, written short. A
-- moment is "12-03T10:00:00", of 2021, at +08:00.

local function t(moment) return "2021-" .. moment .. "+08:00" end

local firm = {
  name = "甲", sector = "retail", kind = "above_scale", on_statistics_list = true,
  published_on = "2021-11-26", tax_registered_in_lanshan = true, trades_in_lanshan = true,
  licences_complete = true, tax_compliant = true, negative_record = false,
  honest_trading = true, rules_accepted = true, own_discount = true, publicity_agreed = true,
  epidemic_control = true, unionpay_enabled = true, unionpay_tested = true,
}

local function register(merchant_id, moment, more)
  return { "merchant_register",
           with(with(firm, { merchant_id = merchant_id, at = t(moment) }), more) }
end

local function deregister(merchant_id, moment, reason)
  return { "merchant_deregister",
           { merchant_id = merchant_id, at = t(moment), reason = reason or "withdrew" } }
end

local function plan(round, thirty, fifty, hundred, more)
  return { "plan_round",
           with({ round = round, count_30 = thirty, count_50 = fifty, count_100 = hundred,
                  at = t "11-30T09:00:00" }, more) }
end

local function claim(round, denomination, person_id, moment)
  return { "claim",
           { round = round, denomination = denomination, person_id = person_id,
             channel = "app", city = "linyi", at = t(moment) } }
end

local function redeem(voucher_id, person_id, merchant_id, order_id, amount, moment, more)
  return { "redeem",
           with({ voucher_id = voucher_id, person_id = person_id, merchant_id = merchant_id,
                  order_id = order_id, order_amount = amount, channel = "store",
                  at = t(moment) }, more) }
end

local function refund(redemption_id, amount, moment, expected)
  return { "refund",
           { redemption_id = redemption_id, refund_amount = amount, at = t(moment) },
           expected }
end

local function cancel(redemption_id, finding, moment, expected)
  return { "cancel_redemption",
           { redemption_id = redemption_id, finding = finding, at = t(moment) }, expected }
end

local function close(round, moment, expected)
  return { "close_round", { round = round, at = t(moment) }, expected }
end

local function settle(round, moment, expected)
  return { "settle", { round = round, at = t(moment) }, expected }
end

-- What the accounts hold at a moment.
local function accounts(moment, available, unclaimed, outstanding, lapsed, redeemed, forfeited)
  return { "status", { at = t(moment) },
           { accounts = { total = 6000000, available = available, unclaimed = unclaimed,
                          outstanding = outstanding, lapsed = lapsed, redeemed = redeemed,
                          forfeited = forfeited } } }
end

-- The answer of an audit that finds nothing wrong, so much having been paid out.
local function laws(paid_out)
  local list = {}
  for number = 1, 8 do list[number] = { law = "L" .. number, left = 0, right = 0, holds = true } end
  list[1].left, list[1].right = 6000000, 6000000
  list[7].left, list[7].right = paid_out, paid_out
  return { holds = true, laws = list }
end

local function audit(moment, paid_out)
  return { "audit", { at = t(moment) }, laws(paid_out) }
end

-- Steps that come after the prelude.
local function following(prelude)
  return function(steps)
    local all = {}
    for _, step in ipairs(prelude) do all[#all + 1] = step end
    for _, step in ipairs(steps) do all[#all + 1] = step end
    return all
  end
end

return { t = t, firm = firm, register = register, deregister = deregister, plan = plan,
  claim = claim, redeem = redeem, refund = refund, cancel = cancel, close = close, settle = settle,
  accounts = accounts, laws = laws, audit = audit, following = following }
