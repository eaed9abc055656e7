-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t, firm = season.t, season.firm

local long = string.rep("x", 129)
local longest = string.rep("x", 128)

-- A request of each function that changes something, whole and with a moment of its own.
local requests = {
  plan_round = { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000,
                 at = t "11-30T09:00:00" },
  merchant_register = with(firm, { merchant_id = "S009", at = t "12-01T09:00:00" }),
  merchant_deregister = { merchant_id = "S001", reason = "withdrew", at = t "12-05T09:00:00" },
  claim = { round = 1, denomination = 100, person_id = "P1", channel = "app", city = "linyi",
            at = t "12-03T12:00:00" },
  redeem = { voucher_id = "1-30-1", person_id = "P1", merchant_id = "S001", order_id = "A-1",
             order_amount = 120, channel = "store", at = t "12-04T09:00:00" },
  refund = { redemption_id = "1-30-1/1", refund_amount = 10, at = t "12-05T09:00:00" },
  close_round = { round = 1, at = t "12-10T10:00:00" },
  cancel_redemption = { redemption_id = "1-30-1/1", finding = "cheating",
                        at = t "12-05T09:00:00" },
  recover = { merchant_id = "S001", amount = 10, at = t "12-20T09:00:00" },
  settle = { round = 1, at = t "12-11T09:00:00" },
}

local required = {
  plan_round = { "round", "count_30", "count_50", "count_100" },
  merchant_register = { "merchant_id", "name", "sector", "kind", "on_statistics_list" },
  merchant_deregister = { "merchant_id", "reason" },
  claim = { "round", "denomination", "person_id", "channel", "city" },
  redeem = { "voucher_id", "person_id", "merchant_id", "order_id", "order_amount", "channel" },
  refund = { "redemption_id", "refund_amount" },
  close_round = { "round" },
  cancel_redemption = { "redemption_id", "finding" },
  recover = { "merchant_id", "amount" },
  settle = { "round" },
}

local untouched = {
  "status", { at = t "12-31T12:00:00" },
  { at = t "12-31T12:00:00",
    accounts = { total = 6000000, available = 6000000, unclaimed = 0, outstanding = 0,
                 lapsed = 0, redeemed = 0, forfeited = 0 } },
}

for name, request in pairs(requests) do
  local missing = {}
  for _, field in ipairs(required[name]) do
    missing[#missing + 1] = { name, with(request, { [field] = null }), bad(field) }
  end
  missing[#missing + 1] = untouched
  case("a required field that is absent is named: " .. name)(missing)

  case("a request without a moment's offset, or with a field unknown, is bad input: " .. name) {
    { name, with(request, { at = "2021-12-03T10:00:00" }), bad "at" },
    { name, with(request, { at = "2021-12-03" }), bad "at" },
    { name, with(request, { at = "2021-12-32T10:00:00+08:00" }), bad "at" },
    { name, with(request, { at = "2021-12-03T24:30:00+08:00" }), bad "at" },
    { name, with(request, { at = 1638496800 }), bad "at" },
    { name, with(request, { unheard_of = 1 }), bad "unheard_of" },
    { name, with(request, { params = { ["campaign.total"] = 1 } }), bad "params" },
    untouched,
  }

  case("a change asks for a request_id of 1 to 128 bytes: " .. name) {
    { name, with(request, { request_id = null }), bad "request_id" },
    { name, with(request, { request_id = "" }), bad "request_id" },
    { name, with(request, { request_id = long }), bad "request_id" },
    { name, with(request, { request_id = string.rep("券", 43) }), bad "request_id" },
    { name, with(request, { request_id = 7 }), bad "request_id" },
    { name, with(request, { request_id = true }), bad "request_id" },
    { name, with(request, { request_id = { "a" } }), bad "request_id" },
    untouched,
  }
end

local plan = { "plan_round",
               { round = 1, count_30 = 15000, count_50 = 9000, count_100 = 6000,
                 at = t "11-30T09:00:00" } }

local function claim(more, expected)
  return { "claim", with(requests.claim, more), expected }
end

local function redeem(more, expected)
  return { "redeem", with(requests.redeem, more), expected }
end

local all_unclaimed = { "status", { at = t "12-03T12:00:00" },
                        { accounts = { unclaimed = 1500000, outstanding = 0 } } }

case "a claim takes only listed values" {
  plan,
  claim({ round = 0 }, bad "round"),
  claim({ round = 5 }, bad "round"),
  claim({ round = -1 }, bad "round"),
  claim({ round = 1.5 }, bad "round"),
  claim({ round = "1" }, bad "round"),
  claim({ round = true }, bad "round"),
  claim({ denomination = 20 }, bad "denomination"),
  claim({ denomination = 0 }, bad "denomination"),
  claim({ denomination = -30 }, bad "denomination"),
  claim({ denomination = "30" }, bad "denomination"),
  claim({ denomination = 30.5 }, bad "denomination"),
  claim({ denomination = 30.001 }, bad "denomination"),
  claim({ denomination = false }, bad "denomination"),
  claim({ person_id = "" }, bad "person_id"),
  claim({ person_id = long }, bad "person_id"),
  claim({ person_id = 1 }, bad "person_id"),
  claim({ person_id = { "P1" } }, bad "person_id"),
  claim({ channel = "store" }, bad "channel"),
  claim({ channel = "APP" }, bad "channel"),
  claim({ channel = 1 }, bad "channel"),
  claim({ city = "lanshan" }, bad "city"),
  claim({ city = "临沂市" }, bad "city"),
  claim({ captcha_passed = 1 }, bad "captcha_passed"),
  claim({ captcha_passed = "yes" }, bad "captcha_passed"),
  claim({ channel = "store_scan", city = null }, bad "merchant_id"),
  claim({ channel = "store_scan", city = null, merchant_id = "" }, bad "merchant_id"),
  claim({ channel = "store_scan", city = null, merchant_id = long }, bad "merchant_id"),
  all_unclaimed,
}

case "a claim of a bad field is bad input before it is too early" {
  claim({ city = null, at = t "12-01T09:00:00" }, bad "city"),
  claim({ denomination = 20, at = t "12-01T09:00:00" }, bad "denomination"),
}

case "ids of one byte and of 128 bytes are allowed" {
  plan,
  claim({ person_id = "1", request_id = "a" }, { voucher_id = "1-100-1" }),
  claim({ person_id = longest, request_id = longest }, { voucher_id = "1-100-2" }),
  claim({ person_id = string.rep("券", 42), request_id = string.rep("券", 42) },
        { voucher_id = "1-100-3" }),
  claim({ person_id = string.rep("券", 43) }, bad "person_id"),
  { "vouchers", { at = t "12-03T12:00:00", person_id = longest },
    { vouchers = { { voucher_id = "1-100-2" } } } },
}

case "a redemption takes only money and listed values" {
  redeem({ voucher_id = "" }, bad "voucher_id"),
  redeem({ voucher_id = long }, bad "voucher_id"),
  redeem({ voucher_id = 1 }, bad "voucher_id"),
  redeem({ person_id = "" }, bad "person_id"),
  redeem({ merchant_id = "" }, bad "merchant_id"),
  redeem({ merchant_id = long }, bad "merchant_id"),
  redeem({ order_id = "" }, bad "order_id"),
  redeem({ order_id = long }, bad "order_id"),
  redeem({ order_id = 17 }, bad "order_id"),
  redeem({ order_amount = 0 }, bad "order_amount"),
  redeem({ order_amount = -120 }, bad "order_amount"),
  redeem({ order_amount = 120.001 }, bad "order_amount"),
  redeem({ order_amount = 1e30 }, bad "order_amount"),
  redeem({ order_amount = "120 yuan" }, bad "order_amount"),
  redeem({ order_amount = true }, bad "order_amount"),
  redeem({ merchant_discount = -0.01 }, bad "merchant_discount"),
  redeem({ merchant_discount = 0.005 }, bad "merchant_discount"),
  redeem({ merchant_discount = "20.005" }, bad "merchant_discount"),
  redeem({ merchant_discount = 120.01 }, bad "merchant_discount"),
  redeem({ merchant_discount = 120 }, refused("voucher_unknown", "五(四)1")),
  redeem({ channel = "app" }, bad "channel"),
  redeem({ channel = "Store" }, bad "channel"),
  redeem({ store_in_lanshan = "true" }, bad "store_in_lanshan"),
  redeem({ store_in_lanshan = 0 }, bad "store_in_lanshan"),
  redeem({ captcha_passed = true }, bad "captcha_passed"),
}

case "a refund and a cancelling take only money and listed values" {
  at = t "12-05T09:00:00",
  { "refund", { redemption_id = "1-30-1/1", refund_amount = 0 }, bad "refund_amount" },
  { "refund", { redemption_id = "1-30-1/1", refund_amount = -1 }, bad "refund_amount" },
  { "refund", { redemption_id = "1-30-1/1", refund_amount = 0.001 }, bad "refund_amount" },
  { "refund", { redemption_id = "1-30-1/1", refund_amount = "one" }, bad "refund_amount" },
  { "refund", { redemption_id = "", refund_amount = 1 }, bad "redemption_id" },
  { "refund", { redemption_id = long, refund_amount = 1 }, bad "redemption_id" },
  { "refund", { redemption_id = 1, refund_amount = 1 }, bad "redemption_id" },
  { "refund", { redemption_id = "1-30-1/1", refund_amount = 1, amount = 1 }, bad "amount" },
  { "cancel_redemption", { redemption_id = "1-30-1/1", finding = "price_increase" },
    bad "finding" },
  { "cancel_redemption", { redemption_id = "1-30-1/1", finding = "" }, bad "finding" },
  { "cancel_redemption", { redemption_id = "1-30-1/1", finding = 1 }, bad "finding" },
  { "cancel_redemption", { redemption_id = "", finding = "other" }, bad "redemption_id" },
}

case "an answer of bad input is not remembered" {
  plan,
  claim({ request_id = "c", denomination = 20 }, bad "denomination"),
  claim({ request_id = "c", person_id = null }, bad "person_id"),
  claim({ request_id = "c" }, { voucher_id = "1-100-1" }),
  claim({ request_id = "c", denomination = 20 }, bad "denomination"),
  claim({ request_id = "c" }, { voucher_id = "1-100-1", remaining = 5999 }),
}

case "a repeated request gets the first answer though its moment differs" {
  plan,
  claim({ request_id = "c" },
        { voucher_id = "1-100-1", claimed_at = t "12-03T12:00:00", remaining = 5999 }),
  claim({ request_id = "d", person_id = "P2" }, { remaining = 5998 }),
  claim({ request_id = "c", at = t "12-03T13:00:00" },
        { voucher_id = "1-100-1", claimed_at = t "12-03T12:00:00", remaining = 5999 }),
  claim({ request_id = "c", at = t "12-25T13:00:00" },
        { ok = true, voucher_id = "1-100-1", remaining = 5999 }),
  claim({ request_id = "c", at = t "12-01T13:00:00" },
        { ok = true, voucher_id = "1-100-1", remaining = 5999 }),
  { "status", { at = t "12-03T13:00:00" }, { accounts = { outstanding = 200 } } },
}

case "a field that is null and one that is absent are the same field" {
  plan,
  claim({ request_id = "c" }, { voucher_id = "1-100-1" }),
  claim({ request_id = "c", captcha_passed = null, merchant_id = null },
        { ok = true, voucher_id = "1-100-1" }),
}

case "a number written with decimals is the same number" {
  plan,
  claim { denomination = 30 },
  { "merchant_register", with(firm, { merchant_id = "S001", at = t "12-01T09:00:00" }) },
  redeem({ request_id = "r" }, { redemption_id = "1-30-1/1" }),
  redeem({ request_id = "r", order_amount = 120.0 }, { ok = true, redemption_id = "1-30-1/1" }),
  redeem({ request_id = "r", order_amount = 120.01 }, refused("request_id_reused", "-")),
}

case "a refusal is remembered though it would be granted now" {
  { "plan_round", { round = 4, count_30 = 0, count_50 = 29998, count_100 = 1,
                    at = t "11-30T09:00:00" } },
  claim({ round = 4, at = t "12-24T10:00:00" }, { remaining = 0 }),
  claim({ round = 4, at = t "12-24T10:00:00", person_id = "P2", request_id = "c" },
        refused("sold_out", "五(三)")),
  { "plan_round", { round = 4, count_30 = 0, count_50 = 29998, count_100 = 2,
                    at = t "12-24T10:01:00" } },
  claim({ round = 4, at = t "12-24T10:02:00", person_id = "P2", request_id = "c" },
        refused("sold_out", "五(三)")),
  claim({ round = 4, at = t "12-24T10:02:00", person_id = "P2", request_id = "d" },
        { voucher_id = "4-100-2", remaining = 0 }),
}

case "a refusal for being early is remembered after the opening" {
  plan,
  claim({ request_id = "c", at = t "12-03T09:59:59" }, refused("claim_not_open", "五(一)")),
  claim({ request_id = "c" }, refused("claim_not_open", "五(一)")),
  claim({ request_id = "d" }, { voucher_id = "1-100-1" }),
}

case "an id used with other fields or another function is refused and the first stays" {
  plan,
  claim({ request_id = "c" }, { voucher_id = "1-100-1" }),
  claim({ request_id = "c", person_id = "P2" }, refused("request_id_reused", "-")),
  claim({ request_id = "c", denomination = 50 }, refused("request_id_reused", "-")),
  claim({ request_id = "c", captcha_passed = false }, refused("request_id_reused", "-")),
  { "close_round", { request_id = "c", round = 1, at = t "12-10T10:00:00" },
    refused("request_id_reused", "-") },
  redeem({ request_id = "c" }, refused("request_id_reused", "-")),
  claim({ request_id = "c" }, { ok = true, voucher_id = "1-100-1", remaining = 5999 }),
  { "status", { at = t "12-03T12:00:00" },
    { accounts = { unclaimed = 1499900, outstanding = 100 } } },
}

case "an id of a refusal used with other fields is refused too" {
  claim({ request_id = "c" }, refused("round_not_planned", "五(一)")),
  claim({ request_id = "c", person_id = "P2" }, refused("request_id_reused", "-")),
  claim({ request_id = "c" }, refused("round_not_planned", "五(一)")),
}

case "functions with the same fields do not share an id" {
  { "plan_round", { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000,
                    at = t "11-30T09:00:00" } },
  { "close_round", { request_id = "k", round = 1, at = t "12-10T10:00:00" } },
  { "settle", { request_id = "k", round = 1, at = t "12-10T10:00:00" },
    refused("request_id_reused", "-") },
  { "settle", { request_id = "s", round = 1, at = t "12-10T10:00:00" }, { lines = {} } },
}

case "an id in another case or with a blank is another id" {
  plan,
  claim({ request_id = "c" }, { voucher_id = "1-100-1" }),
  claim({ request_id = "C" }, refused("already_claimed", "五(三)")),
  claim({ request_id = "c " }, refused("already_claimed", "五(三)")),
}

-- The register of a round with one redemption, for repeats of every other change.
case "every change repeated gets its first answer and changes nothing more" {
  { "plan_round", { request_id = "p", round = 1, count_30 = 15000, count_50 = 9000,
                    count_100 = 6000, at = t "11-30T09:00:00" },
    { available = 4500000 } },
  { "plan_round", { request_id = "p", round = 1, count_30 = 15000, count_50 = 9000,
                    count_100 = 6000, at = t "12-20T09:00:00" },
    { available = 4500000 } },
  { "merchant_register",
    with(firm, { request_id = "m", merchant_id = "S001", at = t "12-01T09:00:00" }) },
  { "merchant_register",
    with(firm, { request_id = "m", merchant_id = "S001", at = t "12-02T09:00:00" }),
    { state = "active", since = t "12-01T09:00:00" } },
  claim { denomination = 30 },
  claim { denomination = 50 },
  redeem({ request_id = "r" }, { redemption_id = "1-30-1/1", paid_by_consumer = 90 }),
  redeem({ request_id = "r", at = t "12-12T09:00:00" },
         { redemption_id = "1-30-1/1", paid_by_consumer = 90 }),
  { "refund", with(requests.refund, { request_id = "f" }), { refunded_total = 10 } },
  { "refund", with(requests.refund, { request_id = "f" }), { refunded_total = 10 } },
  { "close_round", with(requests.close_round, { request_id = "k" }), { expired_value = 50 } },
  { "close_round", with(requests.close_round, { request_id = "k" }), { expired_value = 50 } },
  { "settle", with(requests.settle, { request_id = "s" }), { total = { payable = 30 } } },
  { "settle", with(requests.settle, { request_id = "s" }), { total = { payable = 30 } } },
  { "cancel_redemption",
    { request_id = "q", redemption_id = "1-30-1/1", finding = "other",
      at = t "12-12T09:00:00" },
    { due_back = 30 } },
  { "cancel_redemption",
    { request_id = "q", redemption_id = "1-30-1/1", finding = "other",
      at = t "12-12T09:00:00" },
    { due_back = 30 } },
  { "recover", with(requests.recover, { request_id = "b" }), { due_back = 20 } },
  { "recover", with(requests.recover, { request_id = "b" }), { due_back = 20 } },
  { "recover", with(requests.recover, { request_id = "b2" }), { due_back = 10 } },
  { "merchant_deregister",
    { request_id = "x", merchant_id = "S001", reason = "cash_out", at = t "12-21T09:00:00" },
    { state = "removed" } },
  { "merchant_deregister",
    { request_id = "x", merchant_id = "S001", reason = "cash_out", at = t "12-22T09:00:00" },
    { state = "removed", since = t "12-21T09:00:00" } },
  { "merchant", { at = t "12-22T09:00:00", merchant_id = "S001" },
    { state = "removed", due_back = 10 } },
  { "audit", { at = t "12-22T09:00:00" }, { holds = true } },
}
