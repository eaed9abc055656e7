-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t, register, deregister, plan, claim = season.t, season.register, season.deregister,
  season.plan, season.claim

local function redeem(moment, more, expected)
  return { "redeem",
           with({ at = t(moment), voucher_id = "1-30-1", person_id = "P1",
                  merchant_id = "S001", order_id = "A-1", order_amount = 100,
                  channel = "store" }, more), expected }
end

local function voucher_state(moment, state, voucher_id)
  return { "voucher", { at = t(moment), voucher_id = voucher_id or "1-30-1" },
           { voucher_state = state } }
end

-- P1 holds one voucher of each denomination, P2 one of thirty yuan; S001 and S002 are active.
local after_opening = season.following {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  register("S002", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 50, "P1", "12-03T10:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
}

local table_of_rules = {
  { rule = "voucher", cite = "五(四)1" },
  { rule = "owner", cite = "五(四)5" },
  { rule = "order_of_time", cite = "-" },
  { rule = "not_void", cite = "五(四)6" },
  { rule = "unused", cite = "五(四)6" },
  { rule = "validity", cite = "五(一)" },
  { rule = "not_closed", cite = "五(一)" },
  { rule = "merchant", cite = "四(一)" },
  { rule = "channel", cite = "三" },
  { rule = "place", cite = "四(一)1" },
  { rule = "one_per_order", cite = "五(四)3" },
  { rule = "threshold", cite = "五(四)1" },
}

local function reasons(count)
  local list = {}
  for place = 1, count do list[place] = table_of_rules[place] end
  return list
end

local function refused_by(place, code)
  return with(refused(code, table_of_rules[place].cite), { reasons = reasons(place) })
end

local cancel = { "cancel_redemption",
                 { at = t "12-06T09:00:00", redemption_id = "1-30-1/1", finding = "cheating" } }
local close = { "close_round", { at = t "12-10T10:00:00", round = 1 } }

case "a purchase of just the threshold is accepted and tested by twelve rules"(after_opening {
  redeem("12-03T10:00:00", {},
         { ok = true, redemption_id = "1-30-1/1", voucher_id = "1-30-1", tested_amount = 100,
           subsidy = 30, paid_by_consumer = 70, reasons = reasons(12) }),
  voucher_state("12-03T10:00:00", "redeemed"),
})

local thresholds = {
  { "1-30-1", 100, 99.99, 30, 70 },
  { "1-50-1", 200, 199.99, 50, 150 },
  { "1-100-1", 500, 499.99, 100, 400 },
}

for _, row in ipairs(thresholds) do
  case("one fen below the threshold is refused and the threshold is accepted: " .. row[1])(
    after_opening {
      redeem("12-04T09:00:00", { voucher_id = row[1], order_amount = row[3] },
             with(refused("threshold_not_met", "五(四)1", { shortfall = 0.01 }),
                  { reasons = reasons(12) })),
      voucher_state("12-04T09:00:00", "claimed", row[1]),
      redeem("12-04T09:00:00", { voucher_id = row[1], order_amount = row[2] },
             { tested_amount = row[2], subsidy = row[4], paid_by_consumer = row[5] }),
    })
end

case "one fen below the threshold after the merchant's offer is refused"(after_opening {
  redeem("12-04T09:00:00", { order_amount = 1000, merchant_discount = 900.01 },
         refused("threshold_not_met", "五(四)1", { shortfall = 0.01 })),
  redeem("12-04T09:00:00", { order_amount = 1000, merchant_discount = 900 },
         { tested_amount = 100, paid_by_consumer = 70 }),
})

case "an offer of the whole price leaves the whole threshold short"(after_opening {
  redeem("12-04T09:00:00",
         { voucher_id = "1-100-1", order_amount = 500, merchant_discount = 500 },
         refused("threshold_not_met", "五(四)1", { shortfall = 500 })),
})

case "what the consumer pays is exact to the fen"(after_opening {
  redeem("12-04T09:00:00", { order_amount = 1234567.89, merchant_discount = 0.07 },
         { tested_amount = 1234567.82, subsidy = 30, paid_by_consumer = 1234537.82 }),
})

case "an offer left out is an offer of nothing"(after_opening {
  redeem("12-04T09:00:00", { merchant_discount = 0 }, { paid_by_consumer = 70 }),
  redeem("12-04T09:00:00",
         { voucher_id = "1-50-1", order_id = "A-2", order_amount = 200,
           merchant_discount = null },
         { paid_by_consumer = 150 }),
})

for _, voucher_id in ipairs {
  "1-30-3", "1-30-0", "2-30-1", "1-20-1", "1-30-01", "01-30-1", "1-30-1 ", " 1-30-1", "1-30-1/1",
  "1-030-1", "+1-30-1", "1-30-+1", "1-30--1", "1-30", "9-30-1", "voucher",
  "1-30-18446744073709551617",
} do
  case("there is no such voucher: " .. voucher_id)(after_opening {
    redeem("12-04T09:00:00", { voucher_id = voucher_id }, refused_by(1, "voucher_unknown")),
    { "voucher", { at = t "12-04T09:00:00", voucher_id = voucher_id },
      refused("voucher_unknown") },
  })
end

case "nobody pays with another's voucher"(after_opening {
  redeem("12-04T09:00:00", { person_id = "P2" }, refused_by(2, "not_owner")),
  redeem("12-04T09:00:00", { person_id = "p1" }, refused("not_owner", "五(四)5")),
  redeem("12-04T09:00:00", { person_id = "P1 " }, refused("not_owner", "五(四)5")),
  voucher_state("12-04T09:00:00", "claimed"),
})

case "a purchase dated before the claim conflicts with it and at its moment does not"(
  after_opening {
    redeem("12-03T09:59:59.999", {}, refused_by(3, "time_conflict")),
    redeem("12-03T10:00:00", {}, { ok = true }),
  })

case "a void voucher is refused for ever"(after_opening {
  redeem("12-04T09:00:00"),
  cancel,
  redeem("12-06T09:00:00", { order_id = "A-2" }, refused_by(4, "voucher_void")),
  redeem("12-20T09:00:00", { order_id = "A-2" }, refused("voucher_void", "五(四)6")),
})

case "a spent voucher is refused, also in a moment after its expiry"(after_opening {
  redeem("12-04T09:00:00"),
  redeem("12-04T09:00:00", { order_id = "A-2" }, refused_by(5, "voucher_used")),
  redeem("12-20T09:00:00", { order_id = "A-2" }, refused("voucher_used", "五(四)6")),
})

case "the last moment of validity is accepted"(after_opening {
  redeem("12-10T09:59:59.999999", {}, { redemption_id = "1-30-1/1" }),
})

case "the moment of expiry is refused"(after_opening {
  redeem("12-10T10:00:00", {}, refused_by(6, "voucher_expired")),
  redeem("12-10T10:00:00.000001", {}, refused("voucher_expired", "五(一)")),
  voucher_state("12-10T10:00:00", "expired"),
})

case "the printed expiry governs and not seven days" {
  plan(1, 15000, 9000, 6000, { valid_until = t "12-10T00:00:00" }),
  register("S001", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
  redeem("12-10T00:00:00", {}, refused("voucher_expired", "五(一)")),
  redeem("12-09T23:59:59.999", { voucher_id = "1-30-2", person_id = "P2" },
         { redemption_id = "1-30-2/1" }),
}

case "a later printed expiry is honoured to its last moment" {
  plan(1, 15000, 9000, 6000, { valid_until = t "12-11T00:00:00" }),
  register("S001", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  redeem("12-11T00:00:00", {}, refused("voucher_expired", "五(一)")),
  redeem("12-10T23:59:59.999", {}, { redemption_id = "1-30-1/1" }),
}

case "a closed round takes no redemption dated in its validity"(after_opening {
  close,
  redeem("12-05T09:00:00", {}, refused_by(7, "round_closed")),
  redeem("12-10T10:00:00", {}, refused("voucher_expired", "五(一)")),
  redeem("12-05T09:00:00", { merchant_id = "S009" }, refused("round_closed", "五(一)")),
})

case "an unknown merchant does not take part"(after_opening {
  redeem("12-04T09:00:00", { merchant_id = "S009" }, refused_by(8, "merchant_not_participating")),
  redeem("12-04T09:00:00", { merchant_id = "s001" },
         refused("merchant_not_participating", "四(一)")),
})

case "a merchant takes vouchers from its registration to its removal and after its return" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-04T09:00:00"),
  deregister("S001", "12-05T09:00:00"),
  register("S001", "12-06T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
  claim(1, 30, "P3", "12-03T10:00:00"),
  redeem("12-04T08:59:59.999", {}, refused("merchant_not_participating", "四(一)")),
  redeem("12-04T09:00:00", {}, { redemption_id = "1-30-1/1" }),
  redeem("12-05T08:59:59.999", { voucher_id = "1-30-2", person_id = "P2", order_id = "A-2" },
         { redemption_id = "1-30-2/1" }),
  redeem("12-05T09:00:00", { voucher_id = "1-30-3", person_id = "P3", order_id = "A-3" },
         refused("merchant_not_participating", "四(一)")),
  redeem("12-05T23:00:00", { voucher_id = "1-30-3", person_id = "P3", order_id = "A-3" },
         refused("merchant_not_participating", "四(一)")),
  redeem("12-06T09:00:00", { voucher_id = "1-30-3", person_id = "P3", order_id = "A-3" },
         { redemption_id = "1-30-3/1" }),
}

case "a removal leaves the redemptions that stand"(after_opening {
  redeem("12-04T09:00:00"),
  deregister("S001", "12-05T09:00:00", "false_transaction"),
  voucher_state("12-05T09:00:00", "redeemed"),
  { "merchant", { at = t "12-05T09:00:00", merchant_id = "S001" },
    { state = "removed", redemptions = 1, redeemed_amount = 30, payable = 30, settled = 0,
      due_back = 0, consumption = 100 } },
})

case "an order on the internet is refused"(after_opening {
  redeem("12-04T09:00:00", { channel = "online" }, refused_by(9, "online_not_allowed")),
})

case "a store outside the district is refused and one inside may say so"(after_opening {
  redeem("12-04T09:00:00", { store_in_lanshan = false }, refused_by(10, "outside_lanshan")),
  redeem("12-04T09:00:00", { store_in_lanshan = true }, { ok = true }),
})

case "a second voucher for one order is refused at the same merchant only"(after_opening {
  redeem("12-04T09:00:00", { order_amount = 1000 }),
  redeem("12-04T09:00:00", { voucher_id = "1-100-1", order_amount = 1000 },
         refused_by(11, "one_voucher_per_order")),
  redeem("12-04T09:00:00", { voucher_id = "1-30-2", person_id = "P2" },
         refused("one_voucher_per_order", "五(四)3")),
  redeem("12-04T09:00:00",
         { voucher_id = "1-100-1", merchant_id = "S002", order_amount = 1000 },
         { redemption_id = "1-100-1/1" }),
  redeem("12-04T09:00:00", { voucher_id = "1-50-1", order_id = "a-1", order_amount = 200 },
         { redemption_id = "1-50-1/1" }),
})

case "an order once refunded takes no voucher again, not even the same"(after_opening {
  redeem("12-04T09:00:00", { order_amount = 600 }),
  { "refund", { at = t "12-05T09:00:00", redemption_id = "1-30-1/1", refund_amount = 570 },
    { outcome = "restored" } },
  redeem("12-05T09:00:00", {}, refused("one_voucher_per_order", "五(四)3")),
  redeem("12-05T09:00:00", { voucher_id = "1-100-1", order_amount = 600 },
         refused("one_voucher_per_order", "五(四)3")),
  redeem("12-05T09:00:00", { order_id = "A-2" }, { redemption_id = "1-30-1/2" }),
})

case "an order whose redemption was cancelled takes no voucher again"(after_opening {
  redeem("12-04T09:00:00"),
  cancel,
  redeem("12-07T09:00:00", { voucher_id = "1-50-1", order_amount = 200 },
         refused("one_voucher_per_order", "五(四)3")),
})

case "a refused redemption leaves its order free"(after_opening {
  redeem("12-04T09:00:00", { order_amount = 99.99 },
         refused("threshold_not_met", "五(四)1", { shortfall = 0.01 })),
  redeem("12-04T09:00:00", { voucher_id = "1-50-1", order_amount = 200 }, { ok = true }),
})

case "merchant and order are two ids and not one text"(after_opening {
  register("S", "12-01T09:00:00"),
  redeem("12-04T09:00:00", { merchant_id = "S", order_id = "001A-1" }),
  redeem("12-04T09:00:00",
         { voucher_id = "1-50-1", merchant_id = "S001", order_id = "A-1", order_amount = 200 },
         { ok = true }),
})

case "of several failing rules of a redemption the first in the table refuses"(after_opening {
  redeem("12-03T09:00:00", { voucher_id = "1-30-9", person_id = "P2", channel = "online" },
         refused("voucher_unknown", "五(四)1")),
  redeem("12-03T09:00:00", { person_id = "P2", channel = "online" },
         refused("not_owner", "五(四)5")),
  redeem("12-10T10:00:00", { merchant_id = "S009", channel = "online" },
         refused("voucher_expired", "五(一)")),
  redeem("12-04T09:00:00",
         { merchant_id = "S009", channel = "online", store_in_lanshan = false,
           order_amount = 1 },
         refused("merchant_not_participating", "四(一)")),
  redeem("12-04T09:00:00", { channel = "online", store_in_lanshan = false, order_amount = 1 },
         refused("online_not_allowed", "三")),
  redeem("12-04T09:00:00", { voucher_id = "1-30-2", person_id = "P2" }),
  redeem("12-04T09:00:00", { store_in_lanshan = false, order_amount = 1 },
         refused("outside_lanshan", "四(一)1")),
  redeem("12-04T09:00:00", { order_amount = 1 }, refused("one_voucher_per_order", "五(四)3")),
  redeem("12-04T09:00:00", { order_id = "A-2", order_amount = 1 },
         refused("threshold_not_met", "五(四)1", { shortfall = 99 })),
  redeem("12-04T09:00:00", { voucher_id = "1-30-2", person_id = "P2", merchant_id = "S009" },
         refused("voucher_used", "五(四)6")),
})

case "a conflict of time is told before the state of the voucher"(after_opening {
  redeem("12-04T09:00:00"),
  redeem("12-04T08:59:59.999", { order_id = "A-2" }, refused("time_conflict", "-")),
  cancel,
  redeem("12-06T08:59:59.999", { order_id = "A-2" }, refused("time_conflict", "-")),
  redeem("12-06T08:59:59.999", { order_id = "A-2", person_id = "P2" },
         refused("not_owner", "五(四)5")),
})

case "a void voucher of a closed round is void before all"(after_opening {
  redeem("12-04T09:00:00"),
  cancel,
  close,
  redeem("12-11T09:00:00", { order_id = "A-2" }, refused("voucher_void", "五(四)6")),
  redeem("12-07T09:00:00", { order_id = "A-2" }, refused("voucher_void", "五(四)6")),
})

case "redemptions of different vouchers come in any order of time"(after_opening {
  redeem("12-09T09:00:00"),
  redeem("12-04T09:00:00", { voucher_id = "1-50-1", order_id = "A-2", order_amount = 200 },
         { ok = true }),
  redeem("12-06T09:00:00", { voucher_id = "1-100-1", order_id = "A-3", order_amount = 500 },
         { ok = true }),
  { "status", { at = t "12-09T09:00:00" },
    { accounts = { total = 6000000, available = 4500000, unclaimed = 1499790, outstanding = 30,
                   lapsed = 0, redeemed = 180, forfeited = 0 },
      cash = { payable = 180, settled = 0, due_back = 0 } } },
  { "audit", { at = t "12-09T09:00:00" }, { holds = true } },
})

case "a voucher stays good in the next round's opening day while its print says so" {
  plan(1, 15000, 9000, 6000, { valid_until = t "12-11T00:00:00" }),
  plan(2, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(2, 30, "P1", "12-10T10:00:00"),
  redeem("12-10T15:00:00", {}, { redemption_id = "1-30-1/1" }),
  redeem("12-10T15:00:00", { voucher_id = "2-30-1", order_id = "A-2" },
         { redemption_id = "2-30-1/1" }),
}
