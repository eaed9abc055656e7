-- SPDX-License-Identifier: MIT
-- 临兰政办发〔2021〕24号: the consumption season of Lanshan district, December 2021. The district and
-- UnionPay put up six million yuan. In four Friday rounds anybody may claim vouchers of 30, 50 and
-- 100 yuan in the app or at a store's poster and spend them in the stores of a published list; the
-- stores are paid back.

local notice = bylaw.notice {
  document = "临兰政办发〔2021〕24号",
  title = "“2021兰山消费季”惠民消费券发放活动实施方案",
  issuer = "临沂市兰山区人民政府办公室", issued = date "2021-11-24",
  basis = "鲁商字〔2020〕36号", request_id = "required",
}

notice:prose [[
  正文    brings the plan
  导语    the purpose, and the text it rests on
  一      the motto
  四(二)  consumers are whoever is in the district; where one is, the app sees
]]

notice:codes [[
  denomination    30, 50, 100
  claim_channel   app “云闪付”APP, store_scan 线下扫码
  city            linyi 定位临沂市, other 其他
  redeem_channel  store 线下到店, online 线上
  sector          catering 餐饮, lodging 住宿, retail 零售, other 其他
  kind            above_scale 规上企业, sample 限下抽样企业, other 其他
  finding         cash_out 套现, cheating 作弊, false_transaction 虚假交易, money_laundering 洗钱,
                  other 等
  reason          finding, price_increase 变相加价, false_advertising 虚假宣传,
                  shoddy_goods 以次充好, criteria_lost 不再符合纳入标准, withdrew 自行退出
  use             purchase 到店消费, cash 提现, gift 转赠, transfer 转让, pay_for_other 为他人付款,
                  sell 售卖
  basis           after_merchant_discount 优惠后, before_merchant_discount 优惠前
  order           proportional 按比例, government_first 财政先付, unionpay_first 银联先付
]]

notice:labels [[
  use  use 用途
  city  region 定位城市
  redeem_channel  channel 核销渠道
  家  sample_count 限下抽样企业
  -  list 统计名单, published 公示, place 经营地, licences 手续, tax 依法纳税, record 不良记录,
     honesty 诚信经营, rules 遵守规则, own_offer 自有优惠, publicity 宣传, epidemic 疫情防控,
     unionpay 云闪付受理, test 支付测试, window 调整时段, claim_window 领取时段, captcha 验证码,
     store 线下门店, merchant 参与商户, once 每人每轮各一张, one_per_order 每笔限用一张
]]

local p = notice:parameters {
  { "campaign.starts_on", date "2021-12-03", cite = "二" },
  { "campaign.ends_on", date "2021-12-31", cite = "二" },
  { "campaign.total", yuan(6000000), cite = "五", label = "消费券发放总资金" },
  { "campaign.funder.government", yuan(5000000), cite = "五", label = "兰山区人民政府" },
  { "campaign.funder.unionpay", yuan(1000000), cite = "五", label = "中国银联山东分公司" },
  { "campaign.rounds", 4, cite = "五(一)", least = 1, most = 4 },
  { "campaign.round.1.opens_at", time "2021-12-03T10:00:00+08:00", cite = "五(一)(1)" },
  { "campaign.round.2.opens_at", time "2021-12-10T10:00:00+08:00", cite = "五(一)" },
  { "campaign.round.3.opens_at", time "2021-12-17T10:00:00+08:00", cite = "五(一)" },
  { "campaign.round.4.opens_at", time "2021-12-24T10:00:00+08:00", cite = "五(一)" },
  { "campaign.round.validity_days", 7, cite = "五(一)", label = "有效期",
    least = 1, most = 366 },
  { "campaign.round.floor_percent", percent(25), cite = "五(一)(1)", most = 100 },
  { "voucher.30.threshold", yuan(100), cite = "五(四)1" },
  { "voucher.50.threshold", yuan(200), cite = "五(四)1" },
  { "voucher.100.threshold", yuan(500), cite = "五(四)1" },
  { "voucher.per_person_per_round", 1, cite = "五(三)" },
  { "voucher.per_order", 1, cite = "五(四)3" },
  { "merchant.sample_count", 52, cite = "四(一)", label = "限下抽样企业" },
  -- What the text leaves open.
  { "threshold.basis", "after_merchant_discount", codes = "basis", cite = "-" },
  { "funding.order", "proportional", codes = "order", cite = "-" },
  { "plan.share.30", percent(30), cite = "-", label = "按日程安排时各面额所占金额" },
  { "plan.share.50", percent(30), cite = "-" },
  { "plan.share.100", percent(40), cite = "-" },
}

-- 五(一), 五(三): what holds of a round unless its plan says otherwise. A validity of seven days is
-- 168 hours from the opening; claiming ends with the day of release.
local function terms(number)
  local opens_at = p("campaign.round." .. number .. ".opens_at")
  return { opens_at = opens_at, claim_closes_at = (opens_at:date() + 1):start(),
    valid_until = opens_at + days(p "campaign.round.validity_days") }
end

local merchants = notice:roster "merchants"
local season = notice:campaign {
  total = p "campaign.total", rounds = p "campaign.rounds", faces = { 30, 50, 100 }, terms = terms,
  funders = { { "government", p "campaign.funder.government" },
    { "unionpay", p "campaign.funder.unionpay" } },
  order = function() return p "funding.order" end,
  floor = function() return p "campaign.total" * p "campaign.round.floor_percent" end,
  threshold = function(face) return p("voucher." .. face .. ".threshold") end,
  basis = function() return p "threshold.basis" end,
  merchants = merchants, may_return = { "withdrew", "criteria_lost" },
}

-- 五(四)1, 五(四)4: the order must reach the threshold; the merchant's own offer stacks.
season:pure "quote" {
  label = "试算", reasons = { { "五(四)1", "threshold" }, { "五(四)4", "stacking" } },
}

notice:pure "may_use" {
  label = "用途", fields = "use* use", answers = "allowed",
  act = function(q)
    local allowed = q.use == "purchase"
    return { allowed = allowed }, { { allowed and "五(四)3" or "五(四)5", "use", q.use } }
  end,
}

-- 二, 三, 四(一): who may take part.
local entry = {
  { "sector", "二", "sector_not_covered", "only catering, lodging and retail take part (餐住、零售)",
    "sector ~= other" },
  { "kind", "二", "kind_not_covered", "only firms above scale and the sample firms (规上、限下抽样)",
    "kind ~= other" },
  { "list", "四(一)", "not_on_list", "not on the statistics bureau's list", "on_statistics_list" },
  { "published", "四(一)", "not_published", "not yet published on the district's site (公示)",
    function(q)
      local today = q.at:date()
      return q.published_on ~= nil and q.published_on <= today, q.published_on, today
    end },
  { "place", "四(一)1", "outside_lanshan", "must be registered for tax and trade in Lanshan",
    function(q) return q.tax_registered_in_lanshan and q.trades_in_lanshan end },
  { "licences", "四(一)1", "licences_incomplete", "licences are missing (手续)", "licences_complete" },
  { "tax", "四(一)1", "tax_not_compliant", "taxes are not paid as the law asks", "tax_compliant" },
  { "record", "四(一)1", "negative_record", "bad credit or risky trades", "not negative_record" },
  { "honesty", "四(一)2", "dishonest_trading", "does not trade honestly", "honest_trading" },
  { "rules", "四(一)3", "rules_not_accepted", "has not accepted the rules", "rules_accepted" },
  { "own_offer", "四(一)3", "no_own_discount", "gives no discount of its own", "own_discount" },
  { "publicity", "四(一)3", "publicity_not_agreed", "no posters, no own media", "publicity_agreed" },
  { "epidemic", "四(一)4", "epidemic_control_missing", "no epidemic control", "epidemic_control" },
  { "unionpay", "三", "unionpay_not_enabled", "can't take the app's payments", "unionpay_enabled" },
  { "test", "三", "unionpay_not_tested", "has not done the payment test", "unionpay_tested" },
}
local merchant_fields = [[
  merchant_id*   id
  name*          text
  sector*        sector
  kind*          kind
  published_on*  date or null
  on_statistics_list*, tax_registered_in_lanshan*, trades_in_lanshan*, licences_complete* bool
  tax_compliant*, negative_record*, honest_trading*, rules_accepted*, own_discount* bool
  publicity_agreed*, epidemic_control*, unionpay_enabled*, unionpay_tested* bool
]]

notice:pure "merchant_check" {
  label = "商户资格预审", fields = merchant_fields, answers = "eligible failed[code cite]",
  act = function(q)
    local failed, reasons = notice:assess(entry, q)
    return { eligible = #failed == 0, failed = failed }, reasons
  end,
}

season:changes "merchant_register" {
  label = "商户纳入", fields = merchant_fields,
  rules = { { "order_of_events", "-" }, entry, { "not_registered_now", "四(一)" },
    { "not_removed", "四(一)2" },
    { "sample_count", "二", "sample_list_full", "the list of sample firms is full (限下抽样企业)",
      function(q)
        local others = merchants:joined_as("sample", q.merchant_id)
        local limit = p "merchant.sample_count"
        return merchants:was(q.merchant_id, "sample") or others < limit, others, limit
      end, when = "kind == sample" },
  },
}

season:changes "merchant_deregister" {
  label = "商户移出",
  rules = { { "order_of_events", "-" }, { "known", "四(一)" }, { "registered", "四(一)" } },
}

-- A round gives out at least a quarter of the total; the first round says so by itself.
local quarter = "a round gives out at least 25 % of the total"

season:changes "plan_round" {
  label = "投放计划",
  rules = {
    { "order_of_plans", "-" }, { "not_closed", "五(一)" },
    { "window", "五(三)", "plan_locked", "once open a round only grows, while it can be claimed",
      function(q, s)
        local begun = q.at >= s.round.opens_at or s.claimed > 0
        return q.at < s.round.claim_closes_at and not (begun and (s.lowered or s.moved)), q.at,
          s.round.claim_closes_at
      end },
    { "claim_window", "五(三)", "claim_window_invalid", "claiming ends on the day of release",
      function(_, s)
        local last = (s.round.opens_at:date() + 1):start()
        return s.round.opens_at < s.claim_closes_at and s.claim_closes_at <= last,
          s.claim_closes_at, last
      end },
    { "validity", "五(一)", "validity_not_seven_days", "a voucher is valid for seven days",
      function(_, s)
        local last = s.round.opens_at:date() + p "campaign.round.validity_days"
        return last:start() <= s.valid_until and s.valid_until <= (last + 1):start(), s.valid_until
      end },
    { "floor", "五(一)(1)", "below_floor", quarter, when = "round == 1" },
    { "floor", "五(一)(2)", "below_floor", quarter, when = "round ~= 1" },
    { "budget", "五" },
    { "later_floor", "五(一)(2)", "later_floor_at_risk",
      "too little would be left for the 25 % of each later round" },
  },
}

-- 四(一): a store that is on the list at that moment.
local function takes_part(q) return merchants:active_at(q.merchant_id, q.at), q.merchant_id end

season:changes "claim" {
  label = "领取",
  fields = [[
    round*          count 1..4
    denomination*   denomination
    person_id*      id
    channel*        claim_channel
    city            city with channel app
    merchant_id     id with channel store_scan
    captcha_passed  bool = true
  ]],
  rules = {
    { "opened", "五(一)" }, { "in_window", "五(三)" }, { "not_closed", "五(一)" },
    { "planned", "五(一)" },
    { "region", "五(二)1", "not_in_region", "the app must be set to Linyi (定位临沂市)",
      "city == linyi", when = "channel == app" },
    { "captcha", "五(二)1", "captcha_failed", "the captcha was not passed (验证码)",
      "captcha_passed", when = "channel == app" },
    { "store", "五(二)2", "merchant_not_participating", "the poster's store does not take part",
      takes_part, when = "channel == store_scan" },
    { "once", "五(三)", "already_claimed", "one of each face a person and round (每人每轮各一张)",
      function(q) return not season:held(q.person_id, q.round, q.denomination) end },
    { "stock", "五(三)" },
  },
}

season:changes "redeem" {
  label = "核销",
  fields = [[
    voucher_id*, person_id*, merchant_id*, order_id* id
    order_amount*      money > 0
    merchant_discount  money 0..order_amount = 0
    channel*           redeem_channel
    store_in_lanshan   bool = true
  ]],
  rules = {
    { "voucher", "五(四)1" }, { "owner", "五(四)5" }, { "order_of_time", "-" },
    { "not_void", "五(四)6" }, { "unused", "五(四)6" }, { "validity", "五(一)" },
    { "not_closed", "五(一)" },
    { "merchant", "四(一)", "merchant_not_participating", "the merchant does not take part",
      takes_part },
    { "channel", "三", "online_not_allowed", "vouchers are for use in a store (线下到店)",
      "channel == store" },
    { "place", "四(一)1", "outside_lanshan", "the store must lie in Lanshan", "store_in_lanshan" },
    { "one_per_order", "五(四)3", "one_voucher_per_order", "one voucher an order (每笔限用一张)",
      function(q) return not season:order_used(q.merchant_id, q.order_id), q.order_id end },
    { "threshold", "五(四)1" },
  },
}

-- 五(四)6: only one refund of everything, in time, gives the voucher back.
season:changes "refund" {
  label = "退款", reasons = { { "五(四)6", "outcome" } },
  rules = { { "redemption", "五(四)6" }, { "order_of_time", "-" }, { "standing", "五(四)6" },
    { "payment", "五(四)6" } },
  lost = function(q, s)
    if q.refund_amount < s.redemption.paid then return "partial" end
    if q.at >= s.voucher.valid_until or s.round.closed then return "late" end
  end,
}

season:changes "cancel_redemption" {
  label = "违规撤销", reasons = { { "四(一)2", "finding" }, { "七4", "finding" } },
  rules = { { "redemption", "四(一)2" }, { "order_of_time", "-" }, { "standing", "四(一)2" } },
}

-- 五(一): expiry works by the clock; closing returns what was not used.
season:changes "close_round" {
  label = "到期结转", reasons = { { "五(一)(2)", "rollover" } },
  rules = { { "planned", "五(一)" }, { "over", "五(一)" },
    { "not_closed", "五(一)", "round_already_closed" } },
}

season:changes "settle" {
  label = "结算", reasons = { { "七9", "settlement" }, { "五", "funders" } },
  rules = { { "planned", "五(一)" }, { "closed", "七9" }, { "not_settled", "七9" } },
}

season:changes "recover" {
  label = "追回损失", reasons = { { "五", "funders" } },
  rules = { { "order_of_events", "-" }, { "known", "四(一)2" }, { "due", "四(一)2" } },
}

-- campaign, voucher, vouchers, merchant, status, report, audit: what can be read at any time.
season:readings {
  sectors = { "catering", "lodging", "retail" },
  voucher = { { "voucher", "五(四)1" } }, merchant = { { "known", "四(一)" } },
  report = { { "planned", "五(一)" } },
  campaign = function()
    return { starts_on = p "campaign.starts_on", ends_on = p "campaign.ends_on",
      total = p "campaign.total", rounds = p "campaign.rounds", floor = season.floor(), funders = {
        { funder = "government", name = "兰山区人民政府", amount = p "campaign.funder.government" },
        { funder = "unionpay", name = "中国银联山东分公司", amount = p "campaign.funder.unionpay" } },
      per_person_per_round = p "voucher.per_person_per_round", per_order = p "voucher.per_order",
      sample_count = p "merchant.sample_count" }
  end,
  cites = { campaign = { "二", "五", "五(一)", "五(三)", "五(四)1" }, voucher = { "五(一)" },
    vouchers = { "五(三)" }, merchant = { "七9" }, status = { "五" }, audit = { "七9" },
    report = { "五(四)2", "七1", "七9" } },
}

-- 六, 七: who must do what.
notice:duties {
  { "commerce_bureau", "区商务局",
    { "七1", "leads the campaign, brings firms in, judges what it achieved" },
    { "六(一)", "makes the campaign known, together with the media centre" },
    { "五(四)2", "studies the use of each round with UnionPay and adjusts the plan" } },
  { "media_centre", "区融媒体中心", { "七2", "leads publicity with the media's support" },
    { "六(一)", "follows the rounds on air, in print, on the net and by public text messages" } },
  { "finance_bureau", "区财政局", { "七3", "provides the money" } },
  { "market_regulation", "区市场监督管理局",
    { "七4", "supervises goods and services, punishes the abuses, settles complaints at once" } },
  { "urban_enforcement", "区综合行政执法局", { "七5", "shows the campaign on outdoor screens" } },
  { "financial_regulation", "区地方金融监管局",
    { "七6", "sees that payments are taken well and payment complaints answered" } },
  { "pboc_linyi", "人民银行临沂市中心支行",
    { "七6", "sees that payments are taken well and payment complaints answered" } },
  { "emergency_bureau", "区应急管理局",
    { "七7", "writes the emergency plan; with police and fire service keeps merchants safe" } },
  { "statistics_bureau", "区统计局", { "七8", "lists the firms above scale and the sample firms" } },
  { "unionpay", "中国银联山东分公司（临沂业务部）",
    { "七9", "raises its share, links up merchants, settles, counts, is evaluated and audited" },
    { "五(四)2", "reports the use of each round to the commerce bureau" },
    { "六(二)", "publicises online with partner banks and its merchant company" },
    { "六(三)", "publicises in lifts, on video and on posters" } },
  { "merchants", "参与企业", { "四(一)3", "put up posters, use own media, give an own discount" },
    { "四(一)4", "keep epidemic control in place" },
    { "三", "take the app's payments and take part in the test" } },
}

-- The season by itself: a round is planned the day before, raised by what came back when the round
-- before it ends, closed at its end and settled that afternoon.
season:schedule {
  share = function(face) return p("plan.share." .. face) end,
  cites = { plan = "五(一)", open = "五(一)", close = "五(一)", raise = "五(一)(2)", settle = "七9" },
}
