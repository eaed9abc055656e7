-- What the cases of the voucher notice share: requests in the order of a season, written short. A
-- moment is "12-03T10:00:00", of 2021, at +08:00.

local function t(moment) return "2021-" .. moment .. "+08:00" end

local function with(base, more)
  local joined = {}
  for key, value in pairs(base) do joined[key] = value end
  for key, value in pairs(more or {}) do joined[key] = value end
  return joined
end

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

local function bad(field) return refused("bad_input", nil, { field = field }) end

return { t = t, with = with, firm = firm, register = register, deregister = deregister, plan =
  plan, claim = claim, redeem = redeem, refund = refund, cancel = cancel, close = close, settle =
  settle, bad = bad }
