-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t, register, plan, claim, redeem, refund, close, settle = season.t, season.register,
  season.plan, season.claim, season.redeem, season.refund, season.close, season.settle

local function states(moment, first, second, third, fourth)
  return { "status", { at = t(moment) },
           { rounds = { { round = 1, state = first }, { round = 2, state = second },
                        { round = 3, state = third }, { round = 4, state = fourth } } } }
end

local function voucher_state(moment, voucher_id, state)
  return { "voucher", { at = t(moment), voucher_id = voucher_id }, { voucher_state = state } }
end

local function counts(thirty, fifty, hundred)
  local list, rows = {}, { thirty, fifty, hundred }
  for place, denomination in ipairs { 30, 50, 100 } do
    local row = rows[place]
    list[place] = { denomination = denomination, planned = row[1], claimed = row[2],
                    remaining = row[3] }
  end
  return list
end

case "the status of an empty register is all available" {
  { "status", { at = t "11-24T00:00:00" },
    { ok = true, at = t "11-24T00:00:00",
      accounts = { total = 6000000, available = 6000000, unclaimed = 0, outstanding = 0,
                   lapsed = 0, redeemed = 0, forfeited = 0 },
      cash = { payable = 0, settled = 0, due_back = 0 },
      funders = { { funder = "government", committed = 5000000, spent = 0 },
                  { funder = "unionpay", committed = 1000000, spent = 0 } },
      rounds = {
        { round = 1, state = "unplanned",
          denominations = counts({ 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }) },
        { round = 2, state = "unplanned",
          denominations = counts({ 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }) },
        { round = 3, state = "unplanned",
          denominations = counts({ 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }) },
        { round = 4, state = "unplanned",
          denominations = counts({ 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }) },
      } } },
  { "audit", { at = t "11-24T00:00:00" },
    { ok = true, holds = true,
      laws = {
        { law = "L1", left = 6000000, right = 6000000, holds = true },
        { law = "L2", left = 0, right = 0, holds = true },
        { law = "L3", left = 0, right = 0, holds = true },
        { law = "L4", left = 0, right = 0, holds = true },
        { law = "L5", left = 0, right = 0, holds = true },
        { law = "L6", left = 0, right = 0, holds = true },
        { law = "L7", left = 0, right = 0, holds = true },
        { law = "L8", left = 0, right = 0, holds = true },
      } } },
}

case "a moment told in another offset is printed in that of Shanghai" {
  { "status", { at = "2021-12-01T01:00:00Z" }, { at = t "12-01T09:00:00" } },
  { "status", { at = "2021-11-30T20:00:00-05:00" }, { at = t "12-01T09:00:00" } },
}

case "a round goes through its states at its own moments" {
  plan(1, 15000, 9000, 6000),
  states("12-03T09:59:59.999", "planned", "unplanned", "unplanned", "unplanned"),
  states("12-03T10:00:00", "open", "unplanned", "unplanned", "unplanned"),
  states("12-03T23:59:59.999", "open", "unplanned", "unplanned", "unplanned"),
  states("12-04T00:00:00", "valid", "unplanned", "unplanned", "unplanned"),
  states("12-10T09:59:59.999", "valid", "unplanned", "unplanned", "unplanned"),
  states("12-10T10:00:00", "over", "unplanned", "unplanned", "unplanned"),
  close(1, "12-10T10:00:00"),
  states("12-10T10:00:00", "closed", "unplanned", "unplanned", "unplanned"),
  settle(1, "12-10T11:00:00"),
  states("12-10T11:00:00", "settled", "unplanned", "unplanned", "unplanned"),
}

case "a round without a plan stays without one and the rounds have each their own state" {
  plan(2, 15000, 9000, 6000, { claim_closes_at = t "12-10T12:00:00" }),
  plan(4, 15000, 9000, 6000),
  states("12-10T11:59:59.999", "unplanned", "open", "unplanned", "planned"),
  states("12-10T12:00:00", "unplanned", "valid", "unplanned", "planned"),
  states("12-24T10:00:00", "unplanned", "over", "unplanned", "open"),
  states("12-31T10:00:00", "unplanned", "over", "unplanned", "over"),
}

case "a moment before the last event is taken as the time of that event" {
  plan(1, 15000, 9000, 6000),
  { "status", { at = t "11-01T00:00:00" }, { at = t "11-30T09:00:00" } },
  claim(1, 100, "P1", "12-03T12:00:00"),
  { "status", { at = t "12-03T11:00:00" }, { at = t "12-03T12:00:00" } },
  { "status", { at = t "12-03T12:00:01" }, { at = t "12-03T12:00:01" } },
  close(1, "12-10T12:00:00"),
  { "status", { at = t "12-05T00:00:00" },
    { at = t "12-10T12:00:00",
      accounts = { total = 6000000, available = 6000000, unclaimed = 0, outstanding = 0,
                   lapsed = 0, redeemed = 0, forfeited = 0 } } },
  voucher_state("12-05T00:00:00", "1-100-1", "expired"),
}

case "the status counts what was planned, claimed and left" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
  claim(1, 100, "P2", "12-03T10:00:00"),
  { "status", { at = t "12-03T10:00:00" },
    { rounds = {
        { round = 1, state = "open",
          denominations = counts({ 15000, 2, 14998 }, { 9000, 0, 9000 }, { 6000, 1, 5999 }) },
        { round = 2 }, { round = 3 }, { round = 4 },
      } } },
}

case "an unused voucher has expired at the very moment of its expiry" {
  plan(1, 15000, 9000, 6000),
  claim(1, 100, "P1", "12-03T10:00:00"),
  { "voucher", { at = t "12-10T09:59:59.999", voucher_id = "1-100-1" },
    { ok = true, voucher_state = "claimed", person_id = "P1", round = 1, denomination = 100,
      claimed_at = t "12-03T10:00:00", valid_until = t "12-10T10:00:00",
      history = { { at = t "12-03T10:00:00", event = "claimed", redemption_id = null } } } },
  { "voucher", { at = t "12-10T10:00:00", voucher_id = "1-100-1" },
    { voucher_state = "expired",
      history = {
        { at = t "12-03T10:00:00", event = "claimed", redemption_id = null },
        { at = t "12-10T10:00:00", event = "expired", redemption_id = null },
      } } },
  { "voucher", { at = t "12-20T10:00:00", voucher_id = "1-100-1" },
    { voucher_state = "expired",
      history = { { event = "claimed" }, { at = t "12-10T10:00:00", event = "expired" } } } },
  voucher_state("12-10T09:00:00", "1-100-1", "claimed"),
}

case "a spent voucher does not expire" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  redeem("1-30-1", "P1", "S001", "o", 100, "12-04T10:00:00"),
  voucher_state("12-20T10:00:00", "1-30-1", "redeemed"),
  { "vouchers", { at = t "12-20T10:00:00", person_id = "P1" },
    { vouchers = { { voucher_id = "1-30-1", voucher_state = "redeemed", threshold = 100,
                     valid_until = t "12-10T10:00:00" } } } },
}

case "a person's vouchers come by round and denomination and not by the order of claiming" {
  plan(1, 15000, 9000, 6000),
  plan(2, 15000, 9000, 6000),
  claim(2, 50, "P1", "12-10T10:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(1, 30, "P1", "12-03T11:00:00"),
  claim(2, 30, "P1", "12-10T11:00:00"),
  claim(1, 50, "P2", "12-03T11:00:00"),
  { "vouchers", { at = t "12-10T11:00:00", person_id = "P1" },
    { ok = true,
      vouchers = {
        { voucher_id = "1-30-1", voucher_state = "expired", threshold = 100,
          valid_until = t "12-10T10:00:00" },
        { voucher_id = "1-100-1", voucher_state = "expired", threshold = 500,
          valid_until = t "12-10T10:00:00" },
        { voucher_id = "2-30-1", voucher_state = "claimed", threshold = 100,
          valid_until = t "12-17T10:00:00" },
        { voucher_id = "2-50-1", voucher_state = "claimed", threshold = 200,
          valid_until = t "12-17T10:00:00" },
      },
      may_still_claim = { { round = 2, denomination = 100 } } } },
}

case "a person without vouchers may still claim all that an open round has left" {
  plan(1, 0, 29998, 1),
  { "vouchers", { at = t "12-03T09:59:59.999", person_id = "P1" },
    { ok = true, vouchers = {}, may_still_claim = {} } },
  { "vouchers", { at = t "12-03T10:00:00", person_id = "P1" },
    { vouchers = {},
      may_still_claim = { { round = 1, denomination = 50 },
                          { round = 1, denomination = 100 } } } },
  claim(1, 100, "P2", "12-03T10:00:00"),
  { "vouchers", { at = t "12-03T10:00:00", person_id = "P1" },
    { may_still_claim = { { round = 1, denomination = 50 } } } },
  { "vouchers", { at = t "12-03T10:00:00", person_id = "P2" },
    { vouchers = { { voucher_id = "1-100-1", voucher_state = "claimed" } },
      may_still_claim = { { round = 1, denomination = 50 } } } },
  { "vouchers", { at = t "12-03T23:59:59.999", person_id = "P1" },
    { may_still_claim = { { round = 1, denomination = 50 } } } },
  { "vouchers", { at = t "12-04T00:00:00", person_id = "P1" }, { may_still_claim = {} } },
}

case "a merchant's sums hold what stands, less what was refunded" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00", { sector = "catering", kind = "sample" }),
  register("S002", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 50, "P1", "12-03T10:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  redeem("1-30-1", "P1", "S001", "o", 110.5, "12-04T10:00:00", { merchant_discount = 0.25 }),
  redeem("1-50-1", "P1", "S001", "p", 300, "12-04T11:00:00"),
  redeem("1-100-1", "P1", "S002", "o", 500, "12-04T12:00:00"),
  refund("1-50-1/1", 100.01, "12-05T10:00:00"),
  { "merchant", { at = t "12-05T10:00:00", merchant_id = "S001" },
    { ok = true, state = "active", sector = "catering", kind = "sample",
      since = t "12-01T09:00:00", redemptions = 2, redeemed_amount = 80, payable = 80,
      settled = 0, due_back = 0, consumption = 310.24 } },
  refund("1-50-1/1", 149.99, "12-06T10:00:00"),
  { "merchant", { at = t "12-06T10:00:00", merchant_id = "S001" },
    { redemptions = 1, redeemed_amount = 30, payable = 30, consumption = 110.25 } },
  { "merchant", { at = t "12-06T10:00:00", merchant_id = "S002" },
    { redemptions = 1, redeemed_amount = 100, payable = 100, consumption = 500 } },
}

case "a report before any claim has no rates to divide for" {
  plan(1, 15000, 9000, 6000),
  plan(2, 15000, 9000, 6000),
  { "report", { at = t "12-01T09:00:00", round = 1 },
    { ok = true, round = 1, final = false, planned_value = 1500000, claimed_value = 0,
      redeemed_value = 0, expired_value = 0, forfeited_value = 0, unclaimed_value = 1500000,
      outstanding_value = 0, rollover_in = 0, take_up_rate = 0, use_rate = null,
      consumption = 0, leverage = null, restored_count = 0,
      by_denomination = {
        { denomination = 30, planned = 15000, claimed = 0, redeemed = 0, expired = 0, void = 0 },
        { denomination = 50, planned = 9000, claimed = 0, redeemed = 0, expired = 0, void = 0 },
        { denomination = 100, planned = 6000, claimed = 0, redeemed = 0, expired = 0,
          void = 0 },
      },
      by_sector = {
        { sector = "catering", redemptions = 0, redeemed_value = 0, consumption = 0 },
        { sector = "lodging", redemptions = 0, redeemed_value = 0, consumption = 0 },
        { sector = "retail", redemptions = 0, redeemed_value = 0, consumption = 0 },
      } } },
  { "report", { at = t "12-01T09:00:00", round = 2 }, { rollover_in = null } },
  { "report", { at = t "12-01T09:00:00", round = 3 }, refused("round_not_planned") },
}

case "a report with claims and no redemption has a use rate of nothing and no leverage" {
  plan(1, 15000, 9000, 6000),
  claim(1, 100, "P1", "12-03T10:00:00"),
  { "report", { at = t "12-04T09:00:00", round = 1 },
    { take_up_rate = 0.01, use_rate = 0, leverage = null, claimed_value = 100,
      outstanding_value = 100, expired_value = 0, unclaimed_value = 1499900 } },
  { "report", { at = t "12-10T10:00:00", round = 1 },
    { final = false, outstanding_value = 0, expired_value = 100,
      by_denomination = {
        { denomination = 30, expired = 0 },
        { denomination = 50, expired = 0 },
        { denomination = 100, planned = 6000, claimed = 1, redeemed = 0, expired = 1,
          void = 0 },
      } } },
}

case "the take-up rate is rounded half up at the second decimal" {
  plan(4, 20000, 10000, 5000),
  claim(4, 30, "P1", "12-24T10:00:00"),
  { "report", { at = t "12-24T10:00:00", round = 4 },
    { planned_value = 1600000, claimed_value = 30, take_up_rate = 0 } },
  claim(4, 50, "P1", "12-24T10:00:00"),
  { "report", { at = t "12-24T10:00:00", round = 4 },
    { planned_value = 1600000, claimed_value = 80, take_up_rate = 0.01 } },
}

local sixteen_hundred = {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 50, "P1", "12-03T10:00:00"),
  claim(1, 50, "P2", "12-03T10:00:00"),
}
for person = 1, 15 do
  sixteen_hundred[#sixteen_hundred + 1] = claim(1, 100, "P" .. person, "12-03T10:00:00")
end
sixteen_hundred[#sixteen_hundred + 1] = redeem("1-50-1", "P1", "S001", "o", 250.25,
                                               "12-04T10:00:00")
sixteen_hundred[#sixteen_hundred + 1] = {
  "report", { at = t "12-04T10:00:00", round = 1 },
  { claimed_value = 1600, redeemed_value = 50, use_rate = 3.13, consumption = 250.25,
    leverage = 5.01, take_up_rate = 0.11 },
}

case "the use rate and the leverage are rounded half up at the second decimal"(sixteen_hundred)

case "consumption is the tested amount and refunds lower it by sector" {
  plan(1, 15000, 9000, 6000),
  register("C", "12-01T09:00:00", { sector = "catering" }),
  register("L", "12-01T09:00:00", { sector = "lodging" }),
  register("R", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 50, "P1", "12-03T10:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
  claim(1, 50, "P2", "12-03T10:00:00"),
  redeem("1-30-1", "P1", "C", "o", 150, "12-04T10:00:00", { merchant_discount = 30 }),
  redeem("1-50-1", "P1", "C", "p", 200, "12-04T10:00:00"),
  redeem("1-100-1", "P1", "L", "o", 600, "12-04T10:00:00"),
  redeem("1-30-2", "P2", "R", "o", 100, "12-04T10:00:00"),
  redeem("1-50-2", "P2", "R", "p", 222.22, "12-04T10:00:00"),
  refund("1-100-1/1", 100, "12-05T10:00:00"),
  refund("1-30-2/1", 70, "12-05T10:00:00"),
  { "cancel_redemption",
    { redemption_id = "1-50-1/1", finding = "cheating", at = t "12-05T10:00:00" } },
  { "report", { at = t "12-05T10:00:00", round = 1 },
    { claimed_value = 260, redeemed_value = 180, expired_value = 0, forfeited_value = 50,
      outstanding_value = 30, unclaimed_value = 1499740, consumption = 842.22,
      restored_count = 1, use_rate = 69.23, leverage = 4.68, take_up_rate = 0.02,
      by_denomination = {
        { denomination = 30, planned = 15000, claimed = 2, redeemed = 1, expired = 0, void = 0 },
        { denomination = 50, planned = 9000, claimed = 2, redeemed = 1, expired = 0, void = 1 },
        { denomination = 100, planned = 6000, claimed = 1, redeemed = 1, expired = 0,
          void = 0 },
      },
      by_sector = {
        { sector = "catering", redemptions = 1, redeemed_value = 30, consumption = 120 },
        { sector = "lodging", redemptions = 1, redeemed_value = 100, consumption = 500 },
        { sector = "retail", redemptions = 1, redeemed_value = 50, consumption = 222.22 },
      } } },
  { "report", { at = t "12-10T10:00:00", round = 1 },
    { expired_value = 30, outstanding_value = 0, redeemed_value = 180, final = false } },
}

case "a report after the closing keeps its figures and is final" {
  plan(1, 15000, 9000, 6000),
  plan(2, 15000, 9000, 6000),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
  close(1, "12-10T10:00:00"),
  { "report", { at = t "12-20T10:00:00", round = 1 },
    { final = true, planned_value = 1500000, claimed_value = 130, expired_value = 130,
      unclaimed_value = 1499870, outstanding_value = 0, rollover_in = 0 } },
  { "report", { at = t "12-20T10:00:00", round = 2 },
    { final = false, rollover_in = 130, claimed_value = 0, unclaimed_value = 1500000 } },
}

case "reading changes nothing" {
  plan(1, 15000, 9000, 6000),
  claim(1, 100, "P1", "12-03T10:00:00"),
  { "status", { at = t "12-31T10:00:00" }, { accounts = { lapsed = 100, outstanding = 0 } } },
  { "voucher", { at = t "12-31T10:00:00", voucher_id = "1-100-1" },
    { voucher_state = "expired" } },
  { "status", { at = t "12-03T10:00:00" }, { accounts = { lapsed = 0, outstanding = 100 } } },
  { "voucher", { at = t "12-03T10:00:00", voucher_id = "1-100-1" },
    { voucher_state = "claimed" } },
}

case "what is not there is told" {
  at = t "12-01T09:00:00",
  { "voucher", { voucher_id = "1-30-1" }, refused("voucher_unknown") },
  { "merchant", { merchant_id = "S001" }, refused("merchant_unknown") },
  { "report", { round = 1 }, refused("round_not_planned") },
  { "vouchers", { person_id = "nobody" }, { ok = true, vouchers = {}, may_still_claim = {} } },
}

case "the fields of a reading are checked" {
  at = t "12-01T09:00:00",
  { "voucher", {}, bad "voucher_id" },
  { "voucher", { voucher_id = null }, bad "voucher_id" },
  { "voucher", { voucher_id = "" }, bad "voucher_id" },
  { "voucher", { voucher_id = 1 }, bad "voucher_id" },
  { "voucher", { voucher_id = string.rep("v", 129) }, bad "voucher_id" },
  { "voucher", { voucher_id = string.rep("v", 128) }, refused("voucher_unknown") },
  { "voucher", { voucher_id = "1-30-1", person_id = "P1" }, bad "person_id" },
  { "vouchers", {}, bad "person_id" },
  { "vouchers", { person_id = "" }, bad "person_id" },
  { "vouchers", { person_id = { "P1" } }, bad "person_id" },
  { "merchant", {}, bad "merchant_id" },
  { "merchant", { merchant_id = true }, bad "merchant_id" },
  { "report", {}, bad "round" },
  { "report", { round = 0 }, bad "round" },
  { "report", { round = 5 }, bad "round" },
  { "report", { round = "1" }, bad "round" },
  { "status", { round = 1 }, bad "round" },
  { "status", { at = "yesterday" }, bad "at" },
  { "status", { at = "2021-12-01T09:00:00" }, bad "at" },
  { "status", { request_id = "x" }, bad "request_id" },
  { "status", { params = { ["campaign.total"] = 1 } }, bad "params" },
  { "audit", { law = "L1" }, bad "law" },
}

local giants = { plan(1, 15000, 9000, 6000), register("S001", "12-01T09:00:00") }
for person = 1, 12 do
  giants[#giants + 1] = claim(1, 30, "P" .. person, "12-03T10:00:00")
  giants[#giants + 1] = redeem("1-30-" .. person, "P" .. person, "S001", "o" .. person,
                               1000000000000, "12-04T10:00:00")
end
giants[#giants + 1] = { "report", { round = 1, at = t "12-05T10:00:00" },
                        { redeemed_value = 360 } }
giants[#giants + 1] = { "merchant", { merchant_id = "S001", at = t "12-05T10:00:00" },
                        { redemptions = 12, redeemed_amount = 360 } }

case "orders that were accepted can be added up whatever their size"(giants)
