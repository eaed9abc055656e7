-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t, register, plan, claim, redeem, refund, cancel, close, settle = season.t, season.register,
  season.plan, season.claim, season.redeem, season.refund, season.cancel, season.close,
  season.settle
local accounts, audit, following = season.accounts, season.audit, season.following

-- P1 spent a voucher of thirty yuan on an order of one hundred and paid seventy.
local spent = following {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  redeem("1-30-1", "P1", "S001", "A-1", 100, "12-04T09:00:00"),
}

local function voucher(moment, state, history)
  return { "voucher", { voucher_id = "1-30-1", at = t(moment) },
           { voucher_state = state, person_id = "P1", round = 1, denomination = 30,
             claimed_at = t "12-03T10:00:00", valid_until = t "12-10T10:00:00",
             history = history } }
end

local claimed = { at = t "12-03T10:00:00", event = "claimed", redemption_id = null }
local redeemed = { at = t "12-04T09:00:00", event = "redeemed", redemption_id = "1-30-1/1" }

case "a refund of everything in the last moment of validity restores the voucher"(spent {
  refund("1-30-1/1", 70, "12-10T09:59:59.999",
         { ok = true, redemption_id = "1-30-1/1", voucher_id = "1-30-1", outcome = "restored",
           why = null, voucher_state = "claimed", valid_until = t "12-10T10:00:00",
           subsidy_stands = false, refunded_total = 70 }),
  accounts("12-10T09:59:59.999", 4500000, 1499970, 30, 0, 0, 0),
  accounts("12-10T10:00:00", 4500000, 1499970, 0, 30, 0, 0),
  audit("12-10T10:00:00", 0),
})

case "a refund of everything at the moment of expiry is late"(spent {
  refund("1-30-1/1", 70, "12-10T10:00:00",
         { ok = true, outcome = "not_restored", why = "late", voucher_state = "void",
           valid_until = null, subsidy_stands = false, refunded_total = 70 }),
  voucher("12-10T10:00:00", "void",
          { claimed, redeemed,
            { at = t "12-10T10:00:00", event = "ended", redemption_id = "1-30-1/1" } }),
  accounts("12-10T10:00:00", 4500000, 1499970, 0, 0, 0, 30),
  audit("12-10T10:00:00", 0),
})

case "a refund of everything dated in the validity of a closed round is late"(spent {
  close(1, "12-10T10:00:00", { expired_value = 0, unclaimed_value = 1499970 }),
  refund("1-30-1/1", 70, "12-08T09:00:00",
         { outcome = "not_restored", why = "late", voucher_state = "void",
           subsidy_stands = false }),
  accounts("12-10T10:00:00", 5999970, 0, 0, 0, 0, 30),
  audit("12-10T10:00:00", 0),
})

case "a refund one fen below everything leaves the voucher spent"(spent {
  refund("1-30-1/1", 69.99, "12-05T09:00:00",
         { outcome = "not_restored", why = "partial", voucher_state = "redeemed",
           valid_until = null, subsidy_stands = true, refunded_total = 69.99 }),
  voucher("12-05T09:00:00", "redeemed", { claimed, redeemed }),
  { "merchant", { merchant_id = "S001", at = t "12-05T09:00:00" },
    { redemptions = 1, redeemed_amount = 30, payable = 30, consumption = 30.01 } },
  accounts("12-05T09:00:00", 4500000, 1499970, 0, 0, 30, 0),
})

case "a refund one fen above what was paid is refused and changes nothing"(spent {
  refund("1-30-1/1", 70.01, "12-05T09:00:00", refused("refund_exceeds_payment", "五(四)6")),
  refund("1-30-1/1", 100, "12-05T09:00:00", refused("refund_exceeds_payment", "五(四)6")),
  voucher("12-05T09:00:00", "redeemed", { claimed, redeemed }),
  refund("1-30-1/1", 70, "12-04T09:00:00", { outcome = "restored", refunded_total = 70 }),
})

case "parts that add up to everything end the redemption and do not revive the voucher"(spent {
  refund("1-30-1/1", 30, "12-05T09:00:00",
         { outcome = "not_restored", why = "partial", refunded_total = 30 }),
  refund("1-30-1/1", 39.99, "12-05T10:00:00",
         { outcome = "not_restored", why = "partial", voucher_state = "redeemed",
           subsidy_stands = true, refunded_total = 69.99 }),
  refund("1-30-1/1", 0.02, "12-05T11:00:00", refused("refund_exceeds_payment", "五(四)6")),
  refund("1-30-1/1", 0.01, "12-05T11:00:00",
         { outcome = "not_restored", why = "partial", voucher_state = "void",
           valid_until = null, subsidy_stands = false, refunded_total = 70 }),
  voucher("12-05T11:00:00", "void",
          { claimed, redeemed,
            { at = t "12-05T11:00:00", event = "ended", redemption_id = "1-30-1/1" } }),
  refund("1-30-1/1", 0.01, "12-05T12:00:00", refused("redemption_not_standing", "五(四)6")),
  accounts("12-05T12:00:00", 4500000, 1499970, 0, 0, 0, 30),
  audit("12-05T12:00:00", 0),
})

case "parts that add up after the expiry are partial and not late"(spent {
  refund("1-30-1/1", 30, "12-05T09:00:00", { why = "partial" }),
  refund("1-30-1/1", 40, "12-12T09:00:00",
         { outcome = "not_restored", why = "partial", voucher_state = "void",
           subsidy_stands = false, refunded_total = 70 }),
})

case "a partial refund after the expiry leaves the subsidy"(spent {
  refund("1-30-1/1", 1, "12-12T09:00:00",
         { outcome = "not_restored", why = "partial", voucher_state = "redeemed",
           subsidy_stands = true, refunded_total = 1 }),
  close(1, "12-12T10:00:00", { expired_value = 0, rollover = 0 }),
  refund("1-30-1/1", 1, "12-12T11:00:00",
         { why = "partial", voucher_state = "redeemed", refunded_total = 2 }),
  accounts("12-12T11:00:00", 5999970, 0, 0, 0, 30, 0),
})

case "a redemption that was refunded, or never was, is told before the amount"(spent {
  refund("1-30-1/2", 1, "12-05T09:00:00", refused("redemption_unknown", "五(四)6")),
  refund("1-30-1", 1, "12-05T09:00:00", refused("redemption_unknown", "五(四)6")),
  refund("1-30-1/0", 1, "12-05T09:00:00", refused("redemption_unknown", "五(四)6")),
  refund("1-30-1/01", 1, "12-05T09:00:00", refused("redemption_unknown", "五(四)6")),
  refund("1-30-1/1/1", 1, "12-05T09:00:00", refused("redemption_unknown", "五(四)6")),
  refund("1-30-1/", 1, "12-05T09:00:00", refused("redemption_unknown", "五(四)6")),
  refund("1-30-2/1", 1, "12-05T09:00:00", refused("redemption_unknown", "五(四)6")),
  refund("1-30-1/1", 70, "12-05T09:00:00", { outcome = "restored" }),
  refund("1-30-1/1", 700, "12-05T09:00:00", refused("redemption_not_standing", "五(四)6")),
  refund("1-30-1/1", 700, "12-05T08:59:59", refused("time_conflict", "-")),
})

case "a refund dated before the purchase or an earlier refund conflicts"(spent {
  refund("1-30-1/1", 700, "12-04T08:59:59.999", refused("time_conflict", "-")),
  refund("1-30-1/1", 10, "12-05T09:00:00", { why = "partial" }),
  refund("1-30-1/1", 10, "12-05T08:59:59.999", refused("time_conflict", "-")),
  refund("1-30-1/1", 10, "12-05T09:00:00", { refunded_total = 20 }),
  cancel("1-30-1/1", "cheating", "12-05T08:59:59.999", refused("time_conflict", "-")),
})

case "a restored voucher is spent again and counts its redemptions"(spent {
  refund("1-30-1/1", 70, "12-05T09:00:00", { outcome = "restored" }),
  redeem("1-30-1", "P1", "S001", "A-2", 200, "12-06T09:00:00"),
  refund("1-30-1/2", 170, "12-07T09:00:00", { outcome = "restored", refunded_total = 170 }),
  redeem("1-30-1", "P1", "S001", "A-3", 300, "12-08T09:00:00"),
  refund("1-30-1/1", 1, "12-09T09:00:00", refused("redemption_not_standing", "五(四)6")),
  voucher("12-09T09:00:00", "redeemed", {
    claimed, redeemed,
    { at = t "12-05T09:00:00", event = "restored", redemption_id = "1-30-1/1" },
    { at = t "12-06T09:00:00", event = "redeemed", redemption_id = "1-30-1/2" },
    { at = t "12-07T09:00:00", event = "restored", redemption_id = "1-30-1/2" },
    { at = t "12-08T09:00:00", event = "redeemed", redemption_id = "1-30-1/3" },
  }),
  { "report", { round = 1, at = t "12-09T09:00:00" },
    { restored_count = 2, consumption = 300, redeemed_value = 30, leverage = 10,
      claimed_value = 30, use_rate = 100 } },
  audit("12-09T09:00:00", 0),
})

case "a restored voucher left unused expires and rolls over"(spent {
  refund("1-30-1/1", 70, "12-05T09:00:00", { outcome = "restored" }),
  voucher("12-10T10:00:00", "expired", {
    claimed, redeemed,
    { at = t "12-05T09:00:00", event = "restored", redemption_id = "1-30-1/1" },
    { at = t "12-10T10:00:00", event = "expired", redemption_id = null },
  }),
  close(1, "12-10T12:00:00", { expired_value = 30, unclaimed_value = 1499970, rollover = 30,
                               returned = 1500000, available = 6000000 }),
  { "redeem",
    { voucher_id = "1-30-1", person_id = "P1", merchant_id = "S001", order_id = "A-2",
      order_amount = 200, channel = "store", at = t "12-06T09:00:00" },
    refused("round_closed", "五(一)") },
})

case "after the merchant's offer everything is what the consumer paid" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  redeem("1-100-1", "P1", "S001", "A-1", 888.88, "12-04T09:00:00",
         { merchant_discount = 88.88 }),
  refund("1-100-1/1", 700.01, "12-05T09:00:00", refused("refund_exceeds_payment", "五(四)6")),
  refund("1-100-1/1", 700, "12-05T09:00:00", { outcome = "restored", refunded_total = 700 }),
}

for _, finding in ipairs {
  "cash_out", "cheating", "false_transaction", "money_laundering", "other",
} do
  case("a redemption not settled yet is withheld for this finding: " .. finding)(spent {
    cancel("1-30-1/1", finding, "12-05T09:00:00",
           { ok = true, redemption_id = "1-30-1/1", merchant_id = "S001", finding = finding,
             withheld = 30, to_recover = 0, due_back = 0 }),
    voucher("12-05T09:00:00", "void",
            { claimed, redeemed,
              { at = t "12-05T09:00:00", event = "cancelled", redemption_id = "1-30-1/1" } }),
    { "merchant", { merchant_id = "S001", at = t "12-05T09:00:00" },
      { state = "active", redemptions = 0, redeemed_amount = 0, payable = 0, settled = 0,
        due_back = 0, consumption = 0 } },
    accounts("12-05T09:00:00", 4500000, 1499970, 0, 0, 0, 30),
    audit("12-05T09:00:00", 0),
  })
end

case "a cancelled redemption is neither cancelled nor refunded again"(spent {
  cancel("1-30-1/2", "other", "12-05T09:00:00", refused("redemption_unknown", "四(一)2")),
  cancel("x", "other", "12-01T09:00:00", refused("redemption_unknown", "四(一)2")),
  cancel("1-30-1/1", "other", "12-04T08:00:00", refused("time_conflict", "-")),
  cancel("1-30-1/1", "other", "12-05T09:00:00"),
  cancel("1-30-1/1", "other", "12-05T09:00:00", refused("redemption_not_standing", "四(一)2")),
  cancel("1-30-1/1", "other", "12-05T08:00:00", refused("time_conflict", "-")),
  refund("1-30-1/1", 70, "12-05T09:00:00", refused("redemption_not_standing", "五(四)6")),
})

case "a redemption refunded wholly cannot be cancelled and one refunded partly can"(spent {
  refund("1-30-1/1", 70, "12-05T09:00:00", { outcome = "restored" }),
  cancel("1-30-1/1", "cheating", "12-05T10:00:00",
         refused("redemption_not_standing", "四(一)2")),
  redeem("1-30-1", "P1", "S001", "A-2", 100, "12-06T09:00:00"),
  refund("1-30-1/2", 10, "12-06T10:00:00", { why = "partial" }),
  cancel("1-30-1/2", "cheating", "12-06T11:00:00", { withheld = 30, due_back = 0 }),
  accounts("12-06T11:00:00", 4500000, 1499970, 0, 0, 0, 30),
})

case "a redemption cancelled in a closed round not settled is withheld and not settled"(spent {
  close(1, "12-10T10:00:00"),
  cancel("1-30-1/1", "cheating", "12-11T09:00:00",
         { withheld = 30, to_recover = 0, due_back = 0 }),
  settle(1, "12-12T09:00:00",
         { lines = {}, total = { redeemed_amount = 0, offset = 0, payable = 0, government = 0,
                                 unionpay = 0 } }),
  audit("12-12T09:00:00", 0),
})

case "a partial refund after the settlement owes nothing and a completing one owes the face"(
  spent {
    close(1, "12-10T10:00:00"),
    settle(1, "12-10T11:00:00", { total = { payable = 30, government = 25, unionpay = 5 } }),
    refund("1-30-1/1", 20, "12-11T09:00:00", { subsidy_stands = true, why = "partial" }),
    { "merchant", { merchant_id = "S001", at = t "12-11T09:00:00" },
      { settled = 30, due_back = 0, consumption = 80 } },
    refund("1-30-1/1", 50, "12-12T09:00:00", { subsidy_stands = false, why = "partial" }),
    { "merchant", { merchant_id = "S001", at = t "12-12T09:00:00" },
      { redemptions = 0, redeemed_amount = 0, payable = 0, settled = 0, due_back = 30,
        consumption = 0 } },
    { "status", { at = t "12-12T09:00:00" },
      { accounts = { total = 6000000, available = 5999970, redeemed = 0, forfeited = 30 },
        cash = { payable = 0, settled = 0, due_back = 30 },
        funders = { { funder = "government", committed = 5000000, spent = 25 },
                    { funder = "unionpay", committed = 1000000, spent = 5 } } } },
    audit("12-12T09:00:00", 30),
  })

case "a late refund of everything after the settlement owes the face"(spent {
  close(1, "12-10T10:00:00"),
  settle(1, "12-10T11:00:00"),
  refund("1-30-1/1", 70, "12-11T09:00:00",
         { outcome = "not_restored", why = "late", voucher_state = "void" }),
  { "merchant", { merchant_id = "S001", at = t "12-11T09:00:00" },
    { settled = 0, due_back = 30 } },
  audit("12-11T09:00:00", 30),
})

case "one part refunded before the settlement and the rest after it"(spent {
  refund("1-30-1/1", 20, "12-05T09:00:00", { why = "partial" }),
  close(1, "12-10T10:00:00"),
  settle(1, "12-10T11:00:00",
         { lines = { { merchant_id = "S001", redemptions = 1, redeemed_amount = 30,
                       offset = 0, payable = 30, government = 25, unionpay = 5 } } }),
  refund("1-30-1/1", 50, "12-11T09:00:00", { why = "partial", voucher_state = "void" }),
  audit("12-11T09:00:00", 30),
})
