-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t, register, deregister, plan = season.t, season.register, season.deregister, season.plan

local function claim(round, denomination, person_id, moment, expected, more)
  return { "claim",
           with({ round = round, denomination = denomination, person_id = person_id,
                  channel = "app", city = "linyi", at = t(moment) }, more), expected }
end

local function scan(round, denomination, person_id, merchant_id, moment, expected, more)
  return { "claim",
           with({ round = round, denomination = denomination, person_id = person_id,
                  channel = "store_scan", merchant_id = merchant_id, at = t(moment) }, more),
           expected }
end

local function remaining(moment, round, thirty, fifty, hundred)
  local rounds = { {}, {}, {}, {} }
  rounds[round] = { denominations = { { denomination = 30, remaining = thirty },
                                      { denomination = 50, remaining = fifty },
                                      { denomination = 100, remaining = hundred } } }
  return { "status", { at = t(moment) }, { rounds = rounds } }
end

local first = {
  { rule = "opened", cite = "五(一)" },
  { rule = "in_window", cite = "五(三)" },
  { rule = "not_closed", cite = "五(一)" },
  { rule = "planned", cite = "五(一)" },
}
local last = {
  { rule = "once", cite = "五(三)" },
  { rule = "stock", cite = "五(三)" },
}

local function reasons(count, middle)
  local all, list = {}, {}
  for _, part in ipairs { first, middle, last } do
    for _, rule in ipairs(part) do all[#all + 1] = rule end
  end
  for place = 1, count do list[place] = all[place] end
  return list
end

local function by_app(count)
  return reasons(count, { { rule = "region", cite = "五(二)1" },
                          { rule = "captcha", cite = "五(二)1" } })
end

local function by_scan(count)
  return reasons(count, { { rule = "store", cite = "五(二)2" } })
end

local function refused_by(code, cite, list) return with(refused(code, cite), { reasons = list }) end

case "a claim a microsecond before ten o'clock is refused" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T09:59:59.999999",
        refused_by("claim_not_open", "五(一)", by_app(1))),
  claim(1, 30, "P1", "12-03T09:59:59", refused("claim_not_open", "五(一)")),
  claim(1, 30, "P1", "11-30T09:00:00", refused("claim_not_open", "五(一)")),
  remaining("12-03T09:59:59", 1, 15000, 9000, 6000),
}

case "a claim at ten o'clock exactly is accepted in whatever offset it is told" {
  plan(1, 15000, 9000, 6000),
  claim(1, 50, "P1", "",
        { ok = true, voucher_id = "1-50-1", round = 1, denomination = 50, threshold = 200,
          claimed_at = t "12-03T10:00:00", valid_until = t "12-10T10:00:00",
          remaining = 8999, reasons = by_app(8) }, { at = "2021-12-03T02:00:00Z" }),
  claim(1, 50, "P2", "", refused("claim_not_open", "五(一)"),
        { at = "2021-12-03T10:00:00+08:30" }),
}

case "a claim at the last moment of the release day is accepted and at midnight is not" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T23:59:59.999999", { voucher_id = "1-30-1" }),
  claim(1, 30, "P2", "12-04T00:00:00", refused_by("claim_closed", "五(三)", by_app(2))),
}

case "a claim window set in the plan ends at its own moment" {
  plan(1, 15000, 9000, 6000, { claim_closes_at = t "12-03T12:30:00" }),
  claim(1, 30, "P1", "12-03T12:29:59.999", { voucher_id = "1-30-1" }),
  claim(1, 30, "P2", "12-03T12:30:00", refused("claim_closed", "五(三)")),
}

case "a voucher shows the expiry that its round's plan printed" {
  plan(1, 15000, 9000, 6000, { valid_until = t "12-11T00:00:00" }),
  claim(1, 100, "P1", "12-03T10:00:00",
        { threshold = 500, valid_until = t "12-11T00:00:00" }),
}

case "each denomination has its threshold and a person may hold one of each" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T10:00:00", { voucher_id = "1-30-1", threshold = 100 }),
  claim(1, 50, "P1", "12-03T10:00:00", { voucher_id = "1-50-1", threshold = 200 }),
  claim(1, 100, "P1", "12-03T10:00:00", { voucher_id = "1-100-1", threshold = 500 }),
  claim(1, 30, "P1", "12-03T10:00:00", refused_by("already_claimed", "五(三)", by_app(7))),
  claim(1, 50, "P1", "12-03T10:00:00", refused("already_claimed", "五(三)")),
  claim(1, 100, "P1", "12-03T10:00:00", refused("already_claimed", "五(三)")),
  remaining("12-03T10:00:00", 1, 14999, 8999, 5999),
}

case "a round without a plan is not open before its time and not planned in its time" {
  claim(2, 30, "P1", "12-10T09:59:59", refused("claim_not_open", "五(一)")),
  claim(2, 30, "P1", "12-10T10:00:00", refused_by("round_not_planned", "五(一)", by_app(4))),
  claim(2, 30, "P1", "12-11T00:00:00", refused("claim_closed", "五(三)")),
}

case "a round without a plan is told before the wrong city" {
  claim(2, 30, "P1", "12-10T10:00:00", refused("round_not_planned", "五(一)"),
        { city = "other" }),
}

case "a closed round takes no claim though it is dated inside the window" {
  plan(1, 15000, 9000, 6000),
  { "close_round", { round = 1, at = t "12-10T10:00:00" } },
  claim(1, 30, "P1", "12-03T12:00:00", refused_by("round_closed", "五(一)", by_app(3))),
  claim(1, 30, "P1", "12-10T12:00:00", refused("claim_closed", "五(三)")),
  claim(1, 30, "P1", "12-03T09:00:00", refused("claim_not_open", "五(一)")),
  claim(1, 30, "P1", "12-03T12:00:00", refused("round_closed", "五(一)"),
        { city = "other", captcha_passed = false }),
}

case "the application must stand in the city and the captcha must be passed, in this order" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T10:00:00", refused_by("not_in_region", "五(二)1", by_app(5)),
        { city = "other" }),
  claim(1, 30, "P1", "12-03T10:00:00", refused("not_in_region", "五(二)1"),
        { city = "other", captcha_passed = false }),
  claim(1, 30, "P1", "12-03T10:00:00", refused_by("captcha_failed", "五(二)1", by_app(6)),
        { captcha_passed = false }),
  claim(1, 30, "P1", "12-03T10:00:00", { voucher_id = "1-30-1" }, { captcha_passed = true }),
}

case "a person who had one hears of the captcha first" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00", refused("captcha_failed", "五(二)1"),
        { captcha_passed = false }),
  claim(1, 30, "P1", "12-03T10:00:00", refused("not_in_region", "五(二)1"),
        { city = "other" }),
}

case "a poster is scanned in a store that takes part" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  scan(1, 30, "P1", "S001", "12-03T10:00:00",
       { voucher_id = "1-30-1", remaining = 14999, reasons = by_scan(7) }),
  scan(1, 30, "P1", "S001", "12-03T10:00:00",
       refused_by("already_claimed", "五(三)", by_scan(6))),
  scan(1, 30, "P2", "S009", "12-03T10:00:00",
       refused_by("merchant_not_participating", "五(二)2", by_scan(5))),
  scan(1, 30, "P1", "S009", "12-03T10:00:00",
       refused("merchant_not_participating", "五(二)2")),
}

case "no captcha is asked for where a poster is scanned" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  scan(1, 30, "P1", "S001", "12-03T10:00:00", { voucher_id = "1-30-1" },
       { captcha_passed = false }),
}

case "a person has one voucher whichever way it was claimed" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  scan(1, 30, "P1", "S001", "12-03T10:00:00"),
  claim(1, 30, "P1", "12-03T11:00:00", refused("already_claimed", "五(三)")),
}

case "a store counts from the moment of its registration to that of its removal" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-03T11:00:00"),
  deregister("S001", "12-03T13:00:00"),
  register("S001", "12-03T15:00:00"),
  scan(1, 30, "P1", "S001", "12-03T10:59:59.999",
       refused("merchant_not_participating", "五(二)2")),
  scan(1, 30, "P1", "S001", "12-03T11:00:00", { voucher_id = "1-30-1" }),
  scan(1, 30, "P2", "S001", "12-03T12:59:59.999", { voucher_id = "1-30-2" }),
  scan(1, 30, "P3", "S001", "12-03T13:00:00",
       refused("merchant_not_participating", "五(二)2")),
  scan(1, 30, "P3", "S001", "12-03T14:59:59.999",
       refused("merchant_not_participating", "五(二)2")),
  scan(1, 30, "P3", "S001", "12-03T15:00:00", { voucher_id = "1-30-3" }),
}

case "a store removed for fraud later still had its claims before" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  deregister("S001", "12-05T09:00:00", "cash_out"),
  scan(1, 30, "P1", "S001", "12-03T12:00:00", { voucher_id = "1-30-1" }),
}

case "the last voucher is taken and the next person is told that it is sold out" {
  plan(4, 0, 29998, 1),
  claim(4, 100, "P1", "12-24T10:00:00", { voucher_id = "4-100-1", remaining = 0 }),
  claim(4, 100, "P2", "12-24T10:00:00", refused_by("sold_out", "五(三)", by_app(8))),
  claim(4, 50, "P2", "12-24T10:00:00", { voucher_id = "4-50-1", remaining = 29997 }),
  claim(4, 30, "P2", "12-24T10:00:00", refused("sold_out", "五(三)")),
}

case "a person who had the last voucher is told so and not that it is sold out" {
  plan(4, 0, 29998, 1),
  claim(4, 100, "P1", "12-24T10:00:00", { remaining = 0 }),
  claim(4, 100, "P1", "12-24T10:00:00", refused("already_claimed", "五(三)")),
}

case "serials count what was given in each round and denomination" {
  plan(1, 15000, 9000, 6000),
  plan(2, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T12:00:00", { voucher_id = "1-30-1" }),
  claim(1, 30, "P1", "12-03T12:00:00", refused("already_claimed", "五(三)")),
  claim(1, 30, "P2", "12-03T11:00:00", { voucher_id = "1-30-2" }),
  claim(1, 100, "P2", "12-03T11:00:00", { voucher_id = "1-100-1" }),
  claim(2, 30, "P2", "12-10T10:00:00", { voucher_id = "2-30-1", remaining = 14999 }),
  claim(1, 30, "P3", "12-03T10:30:00", { voucher_id = "1-30-3", remaining = 14997 }),
}

case "the same person claims again in another round" {
  plan(1, 15000, 9000, 6000),
  plan(2, 15000, 9000, 6000),
  claim(1, 100, "P1", "12-03T10:00:00", { voucher_id = "1-100-1" }),
  claim(2, 100, "P1", "12-10T10:00:00",
        { voucher_id = "2-100-1", valid_until = t "12-17T10:00:00" }),
  claim(2, 100, "P1", "12-10T10:00:00", refused("already_claimed", "五(三)")),
}

case "persons are told apart by every byte of their id" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "p1", "12-03T10:00:00", { voucher_id = "1-30-1" }),
  claim(1, 30, "P1", "12-03T10:00:00", { voucher_id = "1-30-2" }),
  claim(1, 30, "P1 ", "12-03T10:00:00", { voucher_id = "1-30-3" }),
  claim(1, 30, "01", "12-03T10:00:00", { voucher_id = "1-30-4" }),
  claim(1, 30, "1", "12-03T10:00:00", { voucher_id = "1-30-5" }),
  claim(1, 30, "'; drop table voucher; --", "12-03T10:00:00", { voucher_id = "1-30-6" }),
  claim(1, 30, "p1", "12-03T10:00:00", refused("already_claimed", "五(三)")),
}

case "neither a spent nor a void voucher gives the right to another" {
  plan(1, 15000, 9000, 6000),
  register("S001", "12-01T09:00:00"),
  claim(1, 30, "P1", "12-03T10:00:00"),
  { "redeem",
    { at = t "12-03T11:00:00", voucher_id = "1-30-1", person_id = "P1", merchant_id = "S001",
      order_id = "A-1", order_amount = 100, channel = "store" } },
  claim(1, 30, "P1", "12-03T12:00:00", refused("already_claimed", "五(三)")),
  { "cancel_redemption",
    { at = t "12-03T13:00:00", redemption_id = "1-30-1/1", finding = "cheating" } },
  claim(1, 30, "P1", "12-03T14:00:00", refused("already_claimed", "五(三)")),
  remaining("12-03T14:00:00", 1, 14999, 9000, 6000),
}

case "claims move value from unclaimed to outstanding" {
  plan(1, 15000, 9000, 6000),
  claim(1, 30, "P1", "12-03T10:00:00"),
  claim(1, 50, "P1", "12-03T10:00:00"),
  claim(1, 100, "P1", "12-03T10:00:00"),
  { "status", { at = t "12-03T10:00:00" },
    { accounts = { total = 6000000, available = 4500000, unclaimed = 1499820,
                   outstanding = 180, lapsed = 0, redeemed = 0, forfeited = 0 } } },
  { "audit", { at = t "12-03T10:00:00" }, { holds = true } },
}
