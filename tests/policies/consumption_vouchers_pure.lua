-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t = season.t

local noon = t "12-01T12:00:00"

-- What quote says of the three vouchers; each row is usable, shortfall, pay.
local function vouchers(thirty, fifty, hundred)
  local list, rows = {}, { thirty, fifty, hundred }
  local denominations, thresholds = { 30, 50, 100 }, { 100, 200, 500 }
  for place, row in ipairs(rows) do
    list[place] = {
      denomination = denominations[place], threshold = thresholds[place], usable = row[1],
      shortfall = row[2], pay = row[3],
    }
  end
  return list
end

case "the campaign tells its dates, money, rounds and vouchers" {
  at = noon,
  { "campaign", {},
    { ok = true, document = "临兰政办发〔2021〕24号",
      title = "“2021兰山消费季”惠民消费券发放活动实施方案",
      starts_on = "2021-12-03", ends_on = "2021-12-31", total = 6000000,
      funders = {
        { funder = "government", name = "兰山区人民政府", amount = 5000000 },
        { funder = "unionpay", name = "中国银联山东分公司", amount = 1000000 },
      },
      rounds = {
        { round = 1, opens_at = t "12-03T10:00:00", claim_closes_at = t "12-04T00:00:00",
          valid_until = t "12-10T10:00:00", floor = 1500000 },
        { round = 2, opens_at = t "12-10T10:00:00", claim_closes_at = t "12-11T00:00:00",
          valid_until = t "12-17T10:00:00", floor = 1500000 },
        { round = 3, opens_at = t "12-17T10:00:00", claim_closes_at = t "12-18T00:00:00",
          valid_until = t "12-24T10:00:00", floor = 1500000 },
        { round = 4, opens_at = t "12-24T10:00:00", claim_closes_at = t "12-25T00:00:00",
          valid_until = t "12-31T10:00:00", floor = 1500000 },
      },
      vouchers = {
        { denomination = 30, threshold = 100 },
        { denomination = 50, threshold = 200 },
        { denomination = 100, threshold = 500 },
      },
      per_person_per_round = 1, per_order = 1, sample_count = 52 } },
}

case "a larger total lifts the floor of every round" {
  at = noon,
  { "campaign", { params = { ["campaign.total"] = 8000000 } },
    { total = 8000000,
      rounds = { { floor = 2000000 }, { floor = 2000000 }, { floor = 2000000 },
                 { floor = 2000000 } } } },
  { "campaign", {}, { total = 6000000 } },
}

case "another floor percent is taken of the total" {
  at = noon,
  { "campaign", { params = { ["campaign.round.floor_percent"] = 20 } },
    { rounds = { { floor = 1200000 }, { floor = 1200000 }, { floor = 1200000 },
                 { floor = 1200000 } } } },
  { "campaign", { params = { ["campaign.round.floor_percent"] = 12.5 } },
    { rounds = { { floor = 750000 }, { floor = 750000 }, { floor = 750000 },
                 { floor = 750000 } } } },
}

case "another opening moves the default end of claiming and of validity of that round only" {
  at = noon,
  { "campaign", { params = { ["campaign.round.2.opens_at"] = t "12-11T18:30:00" } },
    { rounds = {
        { opens_at = t "12-03T10:00:00", valid_until = t "12-10T10:00:00" },
        { opens_at = t "12-11T18:30:00", claim_closes_at = t "12-12T00:00:00",
          valid_until = t "12-18T18:30:00" },
        { opens_at = t "12-17T10:00:00" },
        { opens_at = t "12-24T10:00:00" },
      } } },
}

case "a validity of six days is six times twenty-four hours" {
  at = noon,
  { "campaign", { params = { ["campaign.round.validity_days"] = 6 } },
    { rounds = {
        { valid_until = t "12-09T10:00:00" },
        { valid_until = t "12-16T10:00:00" },
        { valid_until = t "12-23T10:00:00" },
        { valid_until = t "12-30T10:00:00" },
      } } },
}

case "thresholds, limits and funders can be asked what-if" {
  at = noon,
  { "campaign",
    { params = { ["voucher.30.threshold"] = 99.5, ["voucher.per_order"] = 2,
                 ["voucher.per_person_per_round"] = 3, ["merchant.sample_count"] = 53,
                 ["campaign.funder.unionpay"] = 2000000.01,
                 ["campaign.starts_on"] = "2021-12-04" } },
    { starts_on = "2021-12-04", per_order = 2, per_person_per_round = 3, sample_count = 53,
      funders = { { funder = "government", amount = 5000000 },
                  { funder = "unionpay", amount = 2000000.01 } },
      vouchers = {
        { denomination = 30, threshold = 99.5 },
        { denomination = 50, threshold = 200 },
        { denomination = 100, threshold = 500 },
      } } },
}

case "one hundred yuan is enough for the thirty-yuan voucher alone" {
  at = noon,
  { "quote", { order_amount = 100 },
    { ok = true, tested_amount = 100, best = 30,
      vouchers = vouchers({ true, 0, 70 }, { false, 100, null }, { false, 400, null }) } },
}

case "one fen below one hundred yuan no voucher can be used" {
  at = noon,
  { "quote", { order_amount = 99.99 },
    { tested_amount = 99.99, best = null,
      vouchers = vouchers({ false, 0.01, null }, { false, 100.01, null },
                          { false, 400.01, null }) } },
}

case "two hundred yuan is enough for the fifty-yuan voucher and one fen less is not" {
  at = noon,
  { "quote", { order_amount = 200 },
    { best = 50,
      vouchers = vouchers({ true, 0, 170 }, { true, 0, 150 }, { false, 300, null }) } },
  { "quote", { order_amount = 199.99 },
    { best = 30,
      vouchers = vouchers({ true, 0, 169.99 }, { false, 0.01, null },
                          { false, 300.01, null }) } },
}

case "five hundred yuan is enough for every voucher and one fen less is not" {
  at = noon,
  { "quote", { order_amount = 500 },
    { tested_amount = 500, best = 100,
      vouchers = vouchers({ true, 0, 470 }, { true, 0, 450 }, { true, 0, 400 }) } },
  { "quote", { order_amount = 499.99 },
    { best = 50,
      vouchers = vouchers({ true, 0, 469.99 }, { true, 0, 449.99 }, { false, 0.01, null }) } },
}

case "the threshold is tested after the merchant's offer to the fen" {
  at = noon,
  { "quote", { order_amount = 120, merchant_discount = 20 },
    { tested_amount = 100, best = 30,
      vouchers = vouchers({ true, 0, 70 }, { false, 100, null }, { false, 400, null }) } },
  { "quote", { order_amount = 120, merchant_discount = 20.01 },
    { tested_amount = 99.99, best = null,
      vouchers = vouchers({ false, 0.01, null }, { false, 100.01, null },
                          { false, 400.01, null }) } },
  { "quote", { order_amount = 888.88, merchant_discount = 88.88 },
    { tested_amount = 800, best = 100,
      vouchers = vouchers({ true, 0, 770 }, { true, 0, 750 }, { true, 0, 700 }) } },
}

case "an offer of the whole price leaves nothing to test" {
  at = noon,
  { "quote", { order_amount = 600, merchant_discount = 600 },
    { tested_amount = 0, best = null,
      vouchers = vouchers({ false, 100, null }, { false, 200, null }, { false, 500, null }) } },
}

case "an offer of one fen above the price is bad input" {
  at = noon,
  { "quote", { order_amount = 600, merchant_discount = 600.01 }, bad "merchant_discount" },
}

case "an amount written as text is bad input" {
  at = noon,
  { "quote", { order_amount = "600" }, bad "order_amount" },
  { "quote", { order_amount = 600, merchant_discount = "1.50" }, bad "merchant_discount" },
  { "quote", { order_amount = 600, params = { ["voucher.30.threshold"] = "5" } },
    bad "params.voucher.30.threshold" },
}

case "an order of one fen can be quoted and one of nothing cannot" {
  at = noon,
  { "quote", { order_amount = 0.01 },
    { tested_amount = 0.01, best = null,
      vouchers = vouchers({ false, 99.99, null }, { false, 199.99, null },
                          { false, 499.99, null }) } },
  { "quote", { order_amount = 0 }, bad "order_amount" },
  { "quote", { order_amount = -100 }, bad "order_amount" },
}

case "before the merchant's offer the full price is tested and the offer still lowers the pay" {
  at = noon,
  { "quote",
    { order_amount = 100, merchant_discount = 20,
      params = { ["threshold.basis"] = "before_merchant_discount" } },
    { tested_amount = 100, best = 30,
      vouchers = vouchers({ true, 0, 50 }, { false, 100, null }, { false, 400, null }) } },
  { "quote",
    { order_amount = 99.99, merchant_discount = 0,
      params = { ["threshold.basis"] = "before_merchant_discount" } },
    { tested_amount = 99.99, best = null } },
}

case "a voucher that would pay the whole price or more is not usable and lacks nothing" {
  at = noon,
  { "quote",
    { order_amount = 500, merchant_discount = 470,
      params = { ["threshold.basis"] = "before_merchant_discount" } },
    { tested_amount = 500, best = null,
      vouchers = vouchers({ false, 0, null }, { false, 0, null }, { false, 0, null }) } },
}

case "one fen left to pay makes a voucher usable" {
  at = noon,
  { "quote",
    { order_amount = 500, merchant_discount = 469.99,
      params = { ["threshold.basis"] = "before_merchant_discount" } },
    { tested_amount = 500, best = 30,
      vouchers = vouchers({ true, 0, 0.01 }, { false, 0, null }, { false, 0, null }) } },
}

case "the basis after the offer can be named" {
  at = noon,
  { "quote",
    { order_amount = 120, merchant_discount = 20.01,
      params = { ["threshold.basis"] = "after_merchant_discount" } },
    { tested_amount = 99.99, best = null } },
}

case "another threshold moves the boundary to the fen and leaves the others" {
  at = noon,
  { "quote", { order_amount = 80.5, params = { ["voucher.30.threshold"] = 80.5 } },
    { best = 30,
      vouchers = {
        { denomination = 30, threshold = 80.5, usable = true, shortfall = 0, pay = 50.5 },
        { denomination = 50, threshold = 200, usable = false, shortfall = 119.5, pay = null },
        { denomination = 100, threshold = 500, usable = false, shortfall = 419.5, pay = null },
      } } },
  { "quote", { order_amount = 80.49, params = { ["voucher.30.threshold"] = 80.5 } },
    { best = null,
      vouchers = {
        { usable = false, shortfall = 0.01, pay = null }, { usable = false },
        { usable = false },
      } } },
}

case "the largest usable voucher is the best though a smaller one has a higher threshold" {
  at = noon,
  { "quote", { order_amount = 150, params = { ["voucher.100.threshold"] = 150 } },
    { best = 100,
      vouchers = {
        { usable = true, pay = 120 },
        { usable = false, shortfall = 50, pay = null },
        { threshold = 150, usable = true, shortfall = 0, pay = 50 },
      } } },
}

case "a threshold no higher than the voucher still leaves something to pay" {
  at = noon,
  { "quote", { order_amount = 30, params = { ["voucher.30.threshold"] = 30 } },
    { best = null,
      vouchers = { { usable = false, shortfall = 0, pay = null }, { usable = false },
                   { usable = false } } } },
  { "quote", { order_amount = 30.01, params = { ["voucher.30.threshold"] = 30 } },
    { best = 30,
      vouchers = { { usable = true, shortfall = 0, pay = 0.01 }, { usable = false },
                   { usable = false } } } },
}

case "an unknown parameter is bad input and is named" {
  at = noon,
  { "quote", { order_amount = 100, params = { ["voucher.20.threshold"] = 100 } },
    bad "params.voucher.20.threshold" },
  { "quote", { order_amount = 100, params = { ["threshold.basics"] = "x" } },
    bad "params.threshold.basics" },
  { "campaign", { params = { ["campaign.round.5.opens_at"] = t "12-31T10:00:00" } },
    bad "params.campaign.round.5.opens_at" },
  { "may_use", { use = "purchase", params = { total = 1 } }, bad "params.total" },
  { "duties", { params = { total = 1 } }, bad "params.total" },
}

case "a parameter of the wrong type or with a value off its list is bad input" {
  at = noon,
  { "quote", { order_amount = 100, params = { ["voucher.30.threshold"] = "dear" } },
    bad "params.voucher.30.threshold" },
  { "quote", { order_amount = 100, params = { ["voucher.30.threshold"] = 100.001 } },
    bad "params.voucher.30.threshold" },
  { "quote", { order_amount = 100, params = { ["voucher.30.threshold"] = true } },
    bad "params.voucher.30.threshold" },
  { "quote", { order_amount = 100, params = { ["threshold.basis"] = "after" } },
    bad "params.threshold.basis" },
  { "quote", { order_amount = 100, params = { ["threshold.basis"] = 1 } },
    bad "params.threshold.basis" },
  { "campaign", { params = { ["campaign.round.1.opens_at"] = "2021-12-03T10:00:00" } },
    bad "params.campaign.round.1.opens_at" },
  { "campaign", { params = { ["campaign.starts_on"] = "2021-13-03" } },
    bad "params.campaign.starts_on" },
  { "campaign", { params = { ["merchant.sample_count"] = 52.5 } },
    bad "params.merchant.sample_count" },
  { "campaign", { params = { ["funding.order"] = "equal" } }, bad "params.funding.order" },
}

case "params that are no object are bad input" {
  at = noon,
  { "quote", { order_amount = 100, params = "voucher.30.threshold" }, bad "params" },
  { "quote", { order_amount = 100, params = 5 }, bad "params" },
  { "quote", { order_amount = 100, params = null }, { best = 30 } },
}

case "a parameter unset is told where its value is needed" {
  at = noon,
  { "quote", { order_amount = 100, params = { ["voucher.30.threshold"] = null } },
    bad "params.voucher.30.threshold" },
  { "quote", { order_amount = 100, params = { ["threshold.basis"] = null } },
    bad "params.threshold.basis" },
  { "campaign", { params = { ["campaign.total"] = null } }, bad "params.campaign.total" },
}

case "a parameter unset is no matter where its value is not needed" {
  at = noon,
  { "quote", { order_amount = 100, params = { ["campaign.total"] = null } }, { best = 30 } },
  { "may_use", { use = "purchase", params = { ["campaign.total"] = null } },
    { allowed = true } },
}

case "a valid parameter that a function does not need changes nothing" {
  at = noon,
  { "quote", { order_amount = 100, params = { ["campaign.total"] = 1 } },
    { best = 30, tested_amount = 100 } },
}

case "a voucher is for a purchase" {
  at = noon,
  { "may_use", { use = "purchase" }, { ok = true, allowed = true,
                                       reasons = { { cite = "五(四)3" } } } },
}

for _, use in ipairs { "cash", "gift", "transfer", "pay_for_other", "sell" } do
  case("a voucher is not for this use: " .. use) {
    at = noon,
    { "may_use", { use = use },
      { ok = true, allowed = false, reasons = { { cite = "五(四)5" } } } },
  }
end

case "a use off the list is bad input" {
  at = noon,
  { "may_use", { use = "purchases" }, bad "use" },
  { "may_use", { use = "" }, bad "use" },
  { "may_use", { use = 1 }, bad "use" },
  { "may_use", {}, bad "use" },
  { "may_use", { use = "cash", user = "P1" }, bad "user" },
}

local single_duties = {
  { "finance_bureau", "区财政局", "七3" },
  { "market_regulation", "区市场监督管理局", "七4" },
  { "urban_enforcement", "区综合行政执法局", "七5" },
  { "financial_regulation", "区地方金融监管局", "七6" },
  { "pboc_linyi", "人民银行临沂市中心支行", "七6" },
  { "emergency_bureau", "区应急管理局", "七7" },
  { "statistics_bureau", "区统计局", "七8" },
}

for _, row in ipairs(single_duties) do
  case("the duty of one office is told with its cite: " .. row[1]) {
    at = noon,
    { "duties", { actor = row[1] },
      { ok = true, items = { { actor = row[1], name = row[2], cite = row[3] } } } },
  }
end

case "every actor on the list can be asked for and none beside" {
  at = noon,
  { "duties", {}, { ok = true } },
  { "duties", { actor = "commerce_bureau" }, { ok = true } },
  { "duties", { actor = "media_centre" }, { ok = true } },
  { "duties", { actor = "unionpay" }, { ok = true } },
  { "duties", { actor = "merchants" }, { ok = true } },
  { "duties", { actor = "consumers" }, bad "actor" },
  { "duties", { actor = "unionpays" }, bad "actor" },
  { "duties", { actor = 7 }, bad "actor" },
  { "duties", { actors = "unionpay" }, bad "actors" },
}

case "a replaced figure out of its range is bad input" {
  at = "2021-12-01T09:00:00+08:00",
  { "campaign", { params = { ["campaign.round.validity_days"] = 999999 } },
    refused("bad_input", nil, { field = "params.campaign.round.validity_days" }) },
  { "campaign", { params = { ["campaign.round.floor_percent"] = 100.01 } },
    refused("bad_input", nil, { field = "params.campaign.round.floor_percent" }) },
  { "campaign", { params = { ["campaign.round.floor_percent"] = 100 } }, { total = 6000000 } },
}
