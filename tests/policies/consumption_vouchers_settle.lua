-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t, register, deregister, plan, claim, redeem, refund, cancel, close, settle = season.t,
  season.register, season.deregister, season.plan, season.claim, season.redeem, season.refund,
  season.cancel, season.close, season.settle
local accounts, audit = season.accounts, season.audit

local function recover(merchant_id, amount, moment, expected)
  return { "recover", { merchant_id = merchant_id, amount = amount, at = t(moment) }, expected }
end

local function line(merchant_id, redemptions, redeemed_amount, offset, government, unionpay)
  return { merchant_id = merchant_id, redemptions = redemptions,
           redeemed_amount = redeemed_amount, offset = offset,
           payable = redeemed_amount - offset, government = government, unionpay = unionpay }
end

local function total(redeemed_amount, offset, government, unionpay)
  return { redeemed_amount = redeemed_amount, offset = offset,
           payable = redeemed_amount - offset, government = government, unionpay = unionpay }
end

local function cash(moment, payable, settled, due_back, government, unionpay)
  return { "status", { at = t(moment) },
           { cash = { payable = payable, settled = settled, due_back = due_back },
             funders = {
               { funder = "government", committed = 5000000, spent = government },
               { funder = "unionpay", committed = 1000000, spent = unionpay },
             } } }
end

local nothing = total(0, 0, 0, 0)

case "a round without a plan is neither closed nor settled" {
  close(1, "12-20T10:00:00", refused("round_not_planned", "五(一)")),
  settle(1, "12-20T10:00:00", refused("round_not_planned", "五(一)")),
  plan(2, 0, 0, 15000),
  close(1, "12-20T10:00:00", refused("round_not_planned", "五(一)")),
}

case "a round is closed from its expiry on and only once" {
  plan(1, 0, 0, 15000),
  close(1, "12-10T09:59:59.999999", refused("round_not_over", "五(一)")),
  close(1, "12-10T10:00:00",
        { ok = true, round = 1, expired_value = 0, unclaimed_value = 1500000, rollover = 0,
          returned = 1500000, available = 6000000 }),
  close(1, "12-10T10:00:00", refused("round_already_closed", "五(一)")),
  close(1, "12-10T09:59:59", refused("round_not_over", "五(一)")),
  accounts("12-10T10:00:00", 6000000, 0, 0, 0, 0, 0),
}

case "a round with another printed expiry is closed at that moment" {
  plan(1, 0, 0, 15000, { valid_until = t "12-11T00:00:00" }),
  close(1, "12-10T23:59:59.999", refused("round_not_over", "五(一)")),
  close(1, "12-11T00:00:00", { ok = true }),
}

case "a round with an earlier printed expiry is closed before seven days are over" {
  plan(1, 0, 0, 15000, { valid_until = t "12-10T00:00:00" }),
  close(1, "12-09T23:59:59.999", refused("round_not_over", "五(一)")),
  close(1, "12-10T00:00:00", { ok = true }),
}

case "rounds may be closed in another order than their numbers" {
  plan(1, 0, 0, 15000),
  plan(2, 0, 0, 15000),
  claim(2, 100, "P1", "12-10T10:00:00"),
  close(2, "12-17T10:00:00", { expired_value = 100, available = 4500000 }),
  { "report", { round = 2, at = t "12-17T10:00:00" }, { final = true, rollover_in = null } },
  close(1, "12-17T10:00:00", { expired_value = 0, available = 6000000 }),
  { "report", { round = 2, at = t "12-17T10:00:00" }, { final = true, rollover_in = 0 } },
}

case "a round is settled after its closing and only once" {
  plan(1, 0, 0, 15000),
  settle(1, "12-10T11:00:00", refused("round_not_closed", "七9")),
  close(1, "12-10T10:00:00"),
  settle(1, "12-10T11:00:00", { ok = true, round = 1, lines = {}, total = nothing }),
  settle(1, "12-10T11:00:00", refused("already_settled", "七9")),
  settle(1, "12-20T11:00:00", refused("already_settled", "七9")),
}

case "closing tells what expired from what was never claimed" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 50, "P1", "12-03T10:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(1, 100, "P2", "12-03T10:00:00"),
  claim(1, 50, "P2", "12-03T10:00:00"),
  redeem("1-100-2", "P2", "S001", "A-1", 500, "12-04T10:00:00"),
  redeem("1-50-2", "P2", "S001", "A-2", 200, "12-04T10:00:00"),
  cancel("1-50-2/1", "cheating", "12-05T10:00:00", { withheld = 50 }),
  accounts("12-10T09:59:59", 4500000, 1499670, 180, 0, 100, 50),
  accounts("12-10T10:00:00", 4500000, 1499670, 0, 180, 100, 50),
  close(1, "12-10T10:00:00",
        { expired_value = 180, unclaimed_value = 1499670, rollover = 180, returned = 1499850,
          available = 5999850 }),
  accounts("12-10T10:00:00", 5999850, 0, 0, 0, 100, 50),
  cash("12-10T10:00:00", 100, 0, 0, 0, 0),
  audit("12-10T10:00:00", 0),
}

case "merchants are settled in byte order of their ids, the removed among them" {
  plan(1, 15000, 9000, 6000),
  register("a1", "12-01T09:00:00"),
  register("S2", "12-01T09:00:00"),
  register("S10", "12-01T09:00:00"),
  register("Z", "12-01T09:00:00"),
  register("idle", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
  claim(1, 30, "P3", "12-03T10:00:00"),
  claim(1, 30, "P4", "12-03T10:00:00"),
  claim(1, 50, "P4", "12-03T10:00:00"),
  redeem("1-30-1", "P1", "a1", "o", 100, "12-04T10:00:00"),
  redeem("1-30-2", "P2", "Z", "o", 100, "12-04T10:00:00"),
  redeem("1-30-3", "P3", "S2", "o", 100, "12-04T10:00:00"),
  redeem("1-30-4", "P4", "S10", "o", 100, "12-04T10:00:00"),
  redeem("1-50-1", "P4", "S10", "p", 200, "12-04T10:00:00"),
  deregister("S2", "12-05T09:00:00"),
  close(1, "12-10T10:00:00"),
  settle(1, "12-10T11:00:00", {
    lines = {
      line("S10", 2, 80, 0, 66.67, 13.33),
      line("S2", 1, 30, 0, 25, 5),
      line("Z", 1, 30, 0, 25, 5),
      line("a1", 1, 30, 0, 25, 5),
    },
    total = total(170, 0, 141.67, 28.33),
  }),
  cash("12-10T11:00:00", 0, 170, 0, 141.67, 28.33),
  audit("12-10T11:00:00", 170),
}

-- Three merchants are paid 100 yuan each, so that the shares round up, down and not at all.
case "the funders' shares are rounded on the running sum and add up line by line" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  register("S002", "12-01T09:00:00"),
  register("S003", "12-01T09:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(1, 100, "P2", "12-03T10:00:00"),
  claim(1, 100, "P3", "12-03T10:00:00"),
  redeem("1-100-1", "P1", "S001", "o", 500, "12-04T10:00:00"),
  redeem("1-100-2", "P2", "S002", "o", 500, "12-04T10:00:00"),
  redeem("1-100-3", "P3", "S003", "o", 500, "12-04T10:00:00"),
  close(1, "12-10T10:00:00"),
  settle(1, "12-10T11:00:00", {
    lines = {
      line("S001", 1, 100, 0, 83.33, 16.67),
      line("S002", 1, 100, 0, 83.34, 16.66),
      line("S003", 1, 100, 0, 83.33, 16.67),
    },
    total = total(300, 0, 250, 50),
  }),
  audit("12-10T11:00:00", 300),
}

case "the running sum goes on from one settlement to the next whatever the round" {
  plan(1, 15000, 9000, 6000),
  plan(2, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(2, 100, "P1", "12-10T10:00:00"),
  redeem("1-100-1", "P1", "S001", "o", 500, "12-04T10:00:00"),
  redeem("2-100-1", "P1", "S001", "p", 500, "12-11T10:00:00"),
  close(2, "12-17T10:00:00"),
  settle(2, "12-17T11:00:00", { lines = { line("S001", 1, 100, 0, 83.33, 16.67) } }),
  { "merchant", { merchant_id = "S001", at = t "12-17T11:00:00" },
    { redemptions = 2, redeemed_amount = 200, payable = 100, settled = 100, due_back = 0,
      consumption = 1000 } },
  close(1, "12-17T12:00:00"),
  settle(1, "12-17T12:00:00", { lines = { line("S001", 1, 100, 0, 83.34, 16.66) } }),
  audit("12-17T12:00:00", 200),
}

-- S001 owes 100 yuan of round one; S002 owes nothing.
local debt = {
  plan(1, 15000, 9000, 6000),
  plan(2, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  register("S002", "12-01T09:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  claim(1, 50, "P1", "12-03T10:00:00"),
  claim(1, 30, "P2", "12-03T10:00:00"),
  redeem("1-100-1", "P1", "S001", "o", 500, "12-04T10:00:00"),
  redeem("1-50-1", "P1", "S001", "p", 250, "12-04T10:00:00"),
  redeem("1-30-1", "P2", "S002", "o", 100, "12-04T10:00:00"),
  close(1, "12-10T10:00:00"),
  settle(1, "12-10T11:00:00", {
    lines = { line("S001", 2, 150, 0, 125, 25), line("S002", 1, 30, 0, 25, 5) },
    total = total(180, 0, 150, 30),
  }),
  cancel("1-100-1/1", "cash_out", "12-11T09:00:00",
         { withheld = 0, to_recover = 100, due_back = 100 }),
  cash("12-11T09:00:00", 0, 80, 100, 150, 30),
  audit("12-11T09:00:00", 180),
}

local function with_debt(steps)
  local all = {}
  for _, step in ipairs(debt) do all[#all + 1] = step end
  for _, step in ipairs(steps) do all[#all + 1] = step end
  return all
end

case "what a merchant owes is kept from its next settlement and the rest stays owed"(with_debt {
  claim(2, 30, "P1", "12-10T12:00:00"),
  claim(2, 50, "P2", "12-10T12:00:00"),
  redeem("2-30-1", "P1", "S001", "q", 100, "12-12T10:00:00"),
  redeem("2-50-1", "P2", "S002", "q", 200, "12-12T10:00:00"),
  close(2, "12-17T10:00:00"),
  settle(2, "12-17T11:00:00", {
    lines = { line("S001", 1, 30, 30, 0, 0), line("S002", 1, 50, 0, 41.67, 8.33) },
    total = total(80, 30, 41.67, 8.33),
  }),
  { "merchant", { merchant_id = "S001", at = t "12-17T11:00:00" },
    { redemptions = 2, redeemed_amount = 80, payable = 0, settled = 80, due_back = 70,
      consumption = 350 } },
  cash("12-17T11:00:00", 0, 160, 70, 191.67, 38.33),
  audit("12-17T11:00:00", 230),
  recover("S001", 70.01, "12-18T09:00:00", refused("exceeds_due", "四(一)2")),
  recover("S001", 70, "12-18T09:00:00",
          { recovered = 70, due_back = 0, government = 58.34, unionpay = 11.66 }),
  cash("12-18T09:00:00", 0, 160, 0, 133.33, 26.67),
  audit("12-18T09:00:00", 160),
})

case "a debt below the next settlement is kept whole and the rest is paid"(with_debt {
  recover("S001", 60, "12-11T10:00:00",
          { merchant_id = "S001", recovered = 60, due_back = 40, government = 50,
            unionpay = 10 }),
  claim(2, 100, "P1", "12-10T12:00:00"),
  redeem("2-100-1", "P1", "S001", "q", 500, "12-12T10:00:00"),
  close(2, "12-17T10:00:00"),
  settle(2, "12-17T11:00:00", {
    lines = { line("S001", 1, 100, 40, 50, 10) },
    total = total(100, 40, 50, 10),
  }),
  { "merchant", { merchant_id = "S001", at = t "12-17T11:00:00" },
    { redemptions = 2, redeemed_amount = 150, payable = 0, settled = 150, due_back = 0 } },
  cash("12-17T11:00:00", 0, 180, 0, 150, 30),
  audit("12-17T11:00:00", 180),
})

case "a debt equal to the next settlement leaves nothing to pay and nothing owed"(with_debt {
  claim(2, 100, "P1", "12-10T12:00:00"),
  redeem("2-100-1", "P1", "S001", "q", 500, "12-12T10:00:00"),
  close(2, "12-17T10:00:00"),
  settle(2, "12-17T11:00:00",
         { lines = { line("S001", 1, 100, 100, 0, 0) }, total = total(100, 100, 0, 0) }),
  { "merchant", { merchant_id = "S001", at = t "12-17T11:00:00" },
    { settled = 150, due_back = 0 } },
  recover("S001", 0.01, "12-18T09:00:00", refused("exceeds_due", "四(一)2")),
  audit("12-17T11:00:00", 180),
})

case "a redemption paid by offset and then cancelled is owed again"(with_debt {
  claim(2, 100, "P1", "12-10T12:00:00"),
  redeem("2-100-1", "P1", "S001", "q", 500, "12-12T10:00:00"),
  close(2, "12-17T10:00:00"),
  settle(2, "12-17T11:00:00", { total = total(100, 100, 0, 0) }),
  cancel("2-100-1/1", "cheating", "12-18T09:00:00",
         { withheld = 0, to_recover = 100, due_back = 100 }),
  cash("12-18T09:00:00", 0, 80, 100, 150, 30),
  audit("12-18T09:00:00", 180),
})

case "a merchant that owes and sold nothing has no line"(with_debt {
  claim(2, 50, "P2", "12-10T12:00:00"),
  redeem("2-50-1", "P2", "S002", "q", 200, "12-12T10:00:00"),
  close(2, "12-17T10:00:00"),
  settle(2, "12-17T11:00:00",
         { lines = { line("S002", 1, 50, 0, 41.67, 8.33) }, total = total(50, 0, 41.67, 8.33) }),
  { "merchant", { merchant_id = "S001", at = t "12-17T11:00:00" }, { due_back = 100 } },
})

case "debts of several redemptions add up and are told as the merchant's total"(with_debt {
  refund("1-50-1/1", 200, "12-12T09:00:00", { outcome = "not_restored", why = "late" }),
  cash("12-12T09:00:00", 0, 30, 150, 150, 30),
  cancel("1-30-1/1", "other", "12-12T10:00:00", { to_recover = 30, due_back = 30 }),
  cash("12-12T10:00:00", 0, 0, 180, 150, 30),
  recover("S002", 30.01, "12-13T09:00:00", refused("exceeds_due", "四(一)2")),
  recover("S001", 150, "12-13T09:00:00",
          { recovered = 150, due_back = 0, government = 125, unionpay = 25 }),
  recover("S002", 30, "12-13T09:00:00",
          { recovered = 30, due_back = 0, government = 25, unionpay = 5 }),
  cash("12-13T09:00:00", 0, 0, 0, 0, 0),
  accounts("12-13T09:00:00", 4500000 - 180, 1500000, 0, 0, 0, 180),
  audit("12-13T09:00:00", 0),
})

case "recoveries in odd parts share every fen exactly"(with_debt {
  recover("S001", 33.33, "12-12T09:00:00",
          { recovered = 33.33, due_back = 66.67, government = 27.77, unionpay = 5.56 }),
  recover("S001", 33.33, "12-12T09:00:00",
          { recovered = 33.33, due_back = 33.34, government = 27.78, unionpay = 5.55 }),
  recover("S001", 33.35, "12-12T09:00:00", refused("exceeds_due", "四(一)2")),
  recover("S001", 33.33, "12-12T09:00:00",
          { due_back = 0.01, government = 27.77, unionpay = 5.56 }),
  recover("S001", 0.01, "12-12T09:00:00",
          { recovered = 0.01, due_back = 0, government = 0.01, unionpay = 0 }),
  cash("12-12T09:00:00", 0, 80, 0, 66.67, 13.33),
  audit("12-12T09:00:00", 80),
})

case "nothing is recovered from an unknown merchant nor more than is owed" {
  recover("S001", 0.01, "12-12T09:00:00", refused("merchant_unknown", "四(一)2")),
  register("S001", "12-12T09:00:00"),
  recover("S001", 0.01, "12-12T09:00:00", refused("exceeds_due", "四(一)2")),
}

case "a removed merchant still pays back"(with_debt {
  deregister("S001", "12-12T09:00:00", "cash_out"),
  recover("S001", 100, "12-13T09:00:00",
          { recovered = 100, due_back = 0, government = 83.33, unionpay = 16.67 }),
  { "merchant", { merchant_id = "S001", at = t "12-13T09:00:00" },
    { state = "removed", due_back = 0, settled = 50, redemptions = 1 } },
})

case "money recovered does not come back to the rounds"(with_debt {
  accounts("12-11T09:00:00", 4499820, 1500000, 0, 0, 80, 100),
  recover("S001", 100, "12-13T09:00:00"),
  accounts("12-13T09:00:00", 4499820, 1500000, 0, 0, 80, 100),
})

case "a closing and a settlement ask for a round, a recovery for money" {
  at = t "12-20T09:00:00",
  { "close_round", { round = 5 }, refused("bad_input", nil, { field = "round" }) },
  { "close_round", { round = 0 }, refused("bad_input", nil, { field = "round" }) },
  { "close_round", {}, refused("bad_input", nil, { field = "round" }) },
  { "close_round", { round = 1, force = true }, refused("bad_input", nil, { field = "force" }) },
  { "settle", { round = "1" }, refused("bad_input", nil, { field = "round" }) },
  { "settle", { round = -1 }, refused("bad_input", nil, { field = "round" }) },
  { "settle", {}, refused("bad_input", nil, { field = "round" }) },
  { "recover", { merchant_id = "S001" }, refused("bad_input", nil, { field = "amount" }) },
  { "recover", { merchant_id = "S001", amount = 0 },
    refused("bad_input", nil, { field = "amount" }) },
  { "recover", { merchant_id = "S001", amount = -1 },
    refused("bad_input", nil, { field = "amount" }) },
  { "recover", { merchant_id = "S001", amount = 0.001 },
    refused("bad_input", nil, { field = "amount" }) },
  { "recover", { merchant_id = "S001", amount = "one" },
    refused("bad_input", nil, { field = "amount" }) },
  { "recover", { amount = 1 }, refused("bad_input", nil, { field = "merchant_id" }) },
  { "recover", { merchant_id = "", amount = 1 },
    refused("bad_input", nil, { field = "merchant_id" }) },
}
