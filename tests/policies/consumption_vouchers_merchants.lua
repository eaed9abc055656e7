-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t = season.t

local firm = with(season.firm, { merchant_id = "S001", name = "甲酒店", sector = "lodging" })

-- Rule, what breaks it, refusal, cite.
local criteria = {
  { "sector", { sector = "other" }, "sector_not_covered", "二" },
  { "kind", { kind = "other" }, "kind_not_covered", "二" },
  { "list", { on_statistics_list = false }, "not_on_list", "四(一)" },
  { "published", { published_on = null }, "not_published", "四(一)" },
  { "place", { tax_registered_in_lanshan = false }, "outside_lanshan", "四(一)1" },
  { "licences", { licences_complete = false }, "licences_incomplete", "四(一)1" },
  { "tax", { tax_compliant = false }, "tax_not_compliant", "四(一)1" },
  { "record", { negative_record = true }, "negative_record", "四(一)1" },
  { "honesty", { honest_trading = false }, "dishonest_trading", "四(一)2" },
  { "rules", { rules_accepted = false }, "rules_not_accepted", "四(一)3" },
  { "own_offer", { own_discount = false }, "no_own_discount", "四(一)3" },
  { "publicity", { publicity_agreed = false }, "publicity_not_agreed", "四(一)3" },
  { "epidemic", { epidemic_control = false }, "epidemic_control_missing", "四(一)4" },
  { "unionpay", { unionpay_enabled = false }, "unionpay_not_enabled", "三" },
  { "test", { unionpay_tested = false }, "unionpay_not_tested", "三" },
}

local register_rules = {
  { rule = "not_registered_now", cite = "四(一)" },
  { rule = "not_removed", cite = "四(一)2" },
  { rule = "sample_count", cite = "二" },
}

local function reasons(count)
  local list = {}
  for place = 1, count do
    local row = criteria[place]
    list[place] = row and { rule = row[1], cite = row[4] } or register_rules[place - #criteria]
  end
  return list
end

local function register(moment, more, expected)
  return { "merchant_register", with(with(firm, { at = t(moment) }), more), expected }
end

local function deregister(moment, reason, expected, merchant_id)
  return { "merchant_deregister",
           { at = t(moment), merchant_id = merchant_id or "S001", reason = reason }, expected }
end

for place, row in ipairs(criteria) do
  case("a merchant that fails one criterion is refused with it: " .. row[1]) {
    at = t "12-01T09:00:00",
    { "merchant_check", with(firm, row[2]),
      { ok = true, eligible = false, failed = { { code = row[3], cite = row[4] } } } },
    { "merchant_register", with(firm, row[2]),
      with(refused(row[3], row[4]), { reasons = reasons(place) }) },
    { "merchant", { merchant_id = "S001" }, refused("merchant_unknown") },
  }
end

for place = 2, #criteria do
  local first, second = criteria[place - 1], criteria[place]
  case("of two failing criteria the first in the table refuses: " .. first[1]) {
    at = t "12-01T09:00:00",
    { "merchant_register", with(with(firm, second[2]), first[2]), refused(first[3], first[4]) },
    { "merchant_check", with(with(firm, second[2]), first[2]),
      { eligible = false,
        failed = { { code = first[3], cite = first[4] },
                   { code = second[3], cite = second[4] } } } },
  }
end

local hopeless, every_failure = firm, {}
for place, row in ipairs(criteria) do
  hopeless = with(hopeless, row[2])
  every_failure[place] = { code = row[3], cite = row[4] }
end

case "a check lists all fifteen failures in the order of the table and refuses nothing" {
  at = t "12-01T09:00:00",
  { "merchant_check", hopeless,
    { ok = true, eligible = false, failed = every_failure, reasons = reasons(15) } },
  { "merchant_register", hopeless, refused("sector_not_covered", "二") },
}

case "a check tells what each criterion saw" {
  at = t "12-01T09:00:00",
  { "merchant_check", with(firm, { tax_registered_in_lanshan = false, published_on = null }), {
    reasons = { { value = firm.sector }, { value = firm.kind }, { value = true },
                { value = false, needed = "2021-12-01" }, { rule = "place", value = false },
                { value = true }, { value = true }, {}, { value = true }, { value = true },
                { value = true }, { value = true }, { value = true }, { value = true },
                { value = true } } } },
}

case "a merchant that meets every criterion is eligible and a check registers nothing" {
  at = t "12-01T09:00:00",
  { "merchant_check", firm,
    { ok = true, eligible = true, failed = {}, reasons = reasons(15) } },
  { "merchant", { merchant_id = "S001" }, refused("merchant_unknown") },
}

for _, sector in ipairs { "catering", "lodging", "retail" } do
  for _, kind in ipairs { "above_scale", "sample" } do
    case("this sector and kind take part: " .. sector .. ", " .. kind) {
      at = t "12-01T09:00:00",
      { "merchant_register", with(firm, { sector = sector, kind = kind }),
        { ok = true, merchant_id = "S001", state = "active", sector = sector, kind = kind,
          since = t "12-01T09:00:00" } },
      { "merchant", { merchant_id = "S001" },
        { state = "active", sector = sector, kind = kind, since = t "12-01T09:00:00",
          redemptions = 0, redeemed_amount = 0, payable = 0, settled = 0, due_back = 0,
          consumption = 0 } },
    }
  end
end

case "trading outside the district is refused though the tax office is inside" {
  at = t "12-01T09:00:00",
  { "merchant_register", with(firm, { trades_in_lanshan = false }),
    refused("outside_lanshan", "四(一)1") },
  { "merchant_check",
    with(firm, { trades_in_lanshan = false, tax_registered_in_lanshan = false }),
    { failed = { { code = "outside_lanshan", cite = "四(一)1" } } } },
}

case "a firm published on the day of the request is accepted and on the day after is not" {
  at = t "12-01T00:00:00",
  { "merchant_register", with(firm, { published_on = "2021-12-02" }),
    refused("not_published", "四(一)") },
  { "merchant_register", with(firm, { published_on = "2021-12-01" }), { ok = true } },
}

case "publication is compared with the civil date in Shanghai" {
  { "merchant_check", with(firm, { at = "2021-11-25T15:59:59.999Z" }),
    { eligible = false, failed = { { code = "not_published", cite = "四(一)" } } } },
  { "merchant_check", with(firm, { at = "2021-11-25T16:00:00Z" }), { eligible = true } },
  { "merchant_check", with(firm, { at = "2021-11-26T00:00:00+09:00" }),
    { eligible = false, failed = { { code = "not_published", cite = "四(一)" } } } },
}

case "a sample firm is tested by all eighteen rules" {
  at = t "12-01T09:00:00",
  { "merchant_register", with(firm, { kind = "sample" }), { reasons = reasons(18) } },
}

case "an active merchant is not registered a second time" {
  register("12-01T09:00:00"),
  register("12-02T09:00:00", {},
           with(refused("already_registered", "四(一)"), { reasons = reasons(16) })),
  register("12-02T09:00:00", { sector = "retail", name = "乙" },
           refused("already_registered", "四(一)")),
  { "merchant", { at = t "12-02T09:00:00", merchant_id = "S001" },
    { state = "active", sector = "lodging", since = t "12-01T09:00:00" } },
}

case "an active merchant that fails a criterion hears of the criterion first" {
  register("12-01T09:00:00"),
  register("12-02T09:00:00", { unionpay_tested = false }, refused("unionpay_not_tested", "三")),
}

case "an unknown merchant cannot be deregistered" {
  deregister("12-01T09:00:00", "withdrew", refused("merchant_unknown", "四(一)")),
  register("12-01T09:00:00", { own_discount = false }, refused("no_own_discount", "四(一)3")),
  deregister("12-01T09:00:00", "withdrew", refused("merchant_unknown", "四(一)")),
}

for _, reason in ipairs { "withdrew", "criteria_lost" } do
  case("a merchant removed for this reason may return: " .. reason) {
    register("12-01T09:00:00"),
    deregister("12-05T09:00:00", reason,
               { ok = true, merchant_id = "S001", state = "removed", since = t "12-05T09:00:00",
                 reason = reason, may_return = true }),
    { "merchant", { at = t "12-05T09:00:00", merchant_id = "S001" }, { state = "removed" } },
    deregister("12-06T09:00:00", "cash_out", refused("not_registered", "四(一)")),
    register("12-07T09:00:00", { sector = "catering" },
             { ok = true, state = "active", sector = "catering", since = t "12-07T09:00:00" }),
    { "merchant", { at = t "12-07T09:00:00", merchant_id = "S001" },
      { state = "active", sector = "catering", since = t "12-07T09:00:00" } },
  }
end

local barring = {
  "cash_out", "cheating", "false_transaction", "money_laundering", "other", "price_increase",
  "false_advertising", "shoddy_goods",
}

for _, reason in ipairs(barring) do
  case("a merchant removed for this reason may not return: " .. reason) {
    register("12-01T09:00:00"),
    deregister("12-05T09:00:00", reason,
               { ok = true, state = "removed", reason = reason, may_return = false }),
    register("12-20T09:00:00", {},
             with(refused("removed_for_fraud", "四(一)2"), { reasons = reasons(17) })),
    register("12-20T09:00:00", { tax_compliant = false },
             refused("tax_not_compliant", "四(一)1")),
    deregister("12-20T09:00:00", reason, refused("not_registered", "四(一)")),
    { "merchant", { at = t "12-20T09:00:00", merchant_id = "S001" }, { state = "removed" } },
  }
end

case "a merchant that returned and then cheated may not return" {
  register("12-01T09:00:00"),
  deregister("12-02T09:00:00", "withdrew", { may_return = true }),
  register("12-03T09:00:00"),
  deregister("12-04T09:00:00", "cheating", { may_return = false }),
  register("12-05T09:00:00", {}, refused("removed_for_fraud", "四(一)2")),
}

case "a removed merchant can be registered and removed at the very same moment" {
  register("12-01T09:00:00"),
  deregister("12-01T09:00:00", "withdrew", { since = t "12-01T09:00:00" }),
  register("12-01T09:00:00", {}, { since = t "12-01T09:00:00" }),
}

case "an event about a merchant may not precede its last one" {
  register("12-02T09:00:00"),
  register("12-02T08:59:59.999", {}, refused("time_conflict", "-")),
  register("12-02T08:59:59.999", { sector = "other" }, refused("time_conflict", "-")),
  deregister("12-02T08:59:59.999", "withdrew", refused("time_conflict", "-")),
  deregister("12-02T09:00:00", "withdrew"),
  deregister("12-02T08:59:59.999", "withdrew", refused("time_conflict", "-")),
  register("12-02T08:59:59.999", {}, refused("time_conflict", "-")),
  register("12-02T09:00:00"),
}

case "a refused registration is no event and another merchant's event is none of this one" {
  register("12-05T09:00:00", { sector = "other" }, refused("sector_not_covered", "二")),
  register("12-06T09:00:00", { merchant_id = "S002" }),
  register("12-01T09:00:00"),
  deregister("12-03T09:00:00", "withdrew"),
}

case "a merchant is told apart by every byte of its id" {
  register("12-01T09:00:00", { merchant_id = "s1" }),
  register("12-01T09:00:00", { merchant_id = "S1" }),
  register("12-01T09:00:00", { merchant_id = "s1 " }),
  { "merchant", { at = t "12-01T09:00:00", merchant_id = " s1" },
    refused("merchant_unknown") },
  register("12-01T09:00:00", { merchant_id = "s1" }, refused("already_registered", "四(一)")),
}

local function samples(count, then_steps)
  local steps = { register("12-01T08:00:00",
                           { merchant_id = "refused", kind = "sample", sector = "other" },
                           refused("sector_not_covered", "二")) }
  for number = 1, count do
    steps[#steps + 1] = register("12-01T09:00:00",
                                 { merchant_id = "M" .. number, kind = "sample" })
  end
  for _, step in ipairs(then_steps) do steps[#steps + 1] = step end
  return steps
end

case "the fifty-second sample firm is registered and the fifty-third is refused"(samples(52, {
  register("12-01T10:00:00", { merchant_id = "M53", kind = "sample" },
           with(refused("sample_list_full", "二"), { reasons = reasons(18) })),
  register("12-01T10:00:00", { merchant_id = "M53", kind = "above_scale" }),
  register("12-01T10:00:00", { merchant_id = "M54", kind = "sample", unionpay_tested = false },
           refused("unionpay_not_tested", "三")),
}))

case "a sample firm that left still counts, and returns to its own place"(samples(52, {
  deregister("12-02T09:00:00", "withdrew", { may_return = true }, "M7"),
  register("12-02T10:00:00", { merchant_id = "M53", kind = "sample" },
           refused("sample_list_full", "二")),
  register("12-02T10:00:00", { merchant_id = "M7", kind = "sample" }, { state = "active" }),
  register("12-02T11:00:00", { merchant_id = "M7", kind = "sample" },
           refused("already_registered", "四(一)")),
}))

case "a return is not counted as a further sample firm"(samples(51, {
  deregister("12-02T09:00:00", "withdrew", { may_return = true }, "M7"),
  register("12-02T10:00:00", { merchant_id = "M7", kind = "sample" }),
  register("12-02T10:00:00", { merchant_id = "M52", kind = "sample" }),
  register("12-02T10:00:00", { merchant_id = "M53", kind = "sample" },
           refused("sample_list_full", "二")),
}))

case "on a full list a fraudulent sample firm hears of its removal"(samples(52, {
  deregister("12-02T09:00:00", "cheating", { may_return = false }, "M7"),
  register("12-02T10:00:00", { merchant_id = "M7", kind = "sample" },
           refused("removed_for_fraud", "四(一)2")),
  register("12-02T10:00:00", { merchant_id = "M53", kind = "sample" },
           refused("sample_list_full", "二")),
}))

case "firms above scale take no place of the sample firms"(samples(51, {
  register("12-01T10:00:00", { merchant_id = "A1" }),
  register("12-01T10:00:00", { merchant_id = "A2" }),
  register("12-01T10:00:00", { merchant_id = "M52", kind = "sample" }),
}))

local booleans = {
  "on_statistics_list", "tax_registered_in_lanshan", "trades_in_lanshan", "licences_complete",
  "tax_compliant", "negative_record", "honest_trading", "rules_accepted", "own_discount",
  "publicity_agreed", "epidemic_control", "unionpay_enabled", "unionpay_tested",
}

for _, field in ipairs(booleans) do
  case("a yes-or-no of a merchant is required and neither number nor text: " .. field) {
    at = t "12-01T09:00:00",
    { "merchant_register", with(firm, { [field] = null }), bad(field) },
    { "merchant_check", with(firm, { [field] = null }), bad(field) },
    { "merchant_check", with(firm, { [field] = 1 }), bad(field) },
    { "merchant_register", with(firm, { [field] = "true" }), bad(field) },
    { "merchant", { merchant_id = "S001" }, refused("merchant_unknown") },
  }
end

case "the other fields of a merchant are checked before its criteria" {
  at = t "12-01T09:00:00",
  { "merchant_register", with(hopeless, { merchant_id = null }), bad "merchant_id" },
  { "merchant_register", with(hopeless, { merchant_id = "" }), bad "merchant_id" },
  { "merchant_register", with(hopeless, { merchant_id = 1 }), bad "merchant_id" },
  { "merchant_register", with(hopeless, { name = null }), bad "name" },
  { "merchant_register", with(hopeless, { name = 5 }), bad "name" },
  { "merchant_register", with(hopeless, { sector = null }), bad "sector" },
  { "merchant_register", with(hopeless, { sector = "hotels" }), bad "sector" },
  { "merchant_register", with(hopeless, { sector = "Retail" }), bad "sector" },
  { "merchant_register", with(hopeless, { kind = null }), bad "kind" },
  { "merchant_register", with(hopeless, { kind = "samples" }), bad "kind" },
  { "merchant_register", with(hopeless, { published_on = "2021-11-31" }), bad "published_on" },
  { "merchant_register", with(hopeless, { published_on = "2021-02-29" }), bad "published_on" },
  { "merchant_register", with(hopeless, { published_on = "26.11.2021" }), bad "published_on" },
  { "merchant_register", with(hopeless, { published_on = t "11-26T00:00:00" }),
    bad "published_on" },
  { "merchant_register", with(hopeless, { published_on = 20211126 }), bad "published_on" },
  { "merchant_register", with(hopeless, { sectors = "retail" }), bad "sectors" },
  { "merchant_check", with(firm, { at = "2021-12-01T09:00:00" }), bad "at" },
  { "merchant_check", with(firm, { request_id = "x" }), bad "request_id" },
}

case "a reason off the list and a merchant without an id are bad input" {
  at = t "12-01T09:00:00",
  { "merchant_deregister", { merchant_id = "S001", reason = "fraud" }, bad "reason" },
  { "merchant_deregister", { merchant_id = "S001", reason = null }, bad "reason" },
  { "merchant_deregister", { merchant_id = null, reason = "withdrew" }, bad "merchant_id" },
  { "merchant_deregister", { merchant_id = string.rep("m", 129), reason = "withdrew" },
    bad "merchant_id" },
  { "merchant_deregister", { merchant_id = "S001", reason = "withdrew", finding = "other" },
    bad "finding" },
}
