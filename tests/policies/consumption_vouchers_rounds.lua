-- SPDX-License-Identifier: MIT
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"
local t, close = season.t, season.close

local function plan(round, thirty, fifty, hundred, moment, more, expected)
  local request = {
    round = round, count_30 = thirty, count_50 = fifty, count_100 = hundred, at = t(moment),
  }
  return { "plan_round", with(request, more), expected }
end

local function claim(round, denomination, person_id, moment, expected)
  return { "claim",
           { round = round, denomination = denomination, person_id = person_id,
             channel = "app", city = "linyi", at = t(moment) }, expected }
end

local function available(amount, moment)
  return { "status", { at = t(moment or "11-30T09:00:00") },
           { accounts = { available = amount, total = 6000000 } } }
end

local table_of_rules = {
  { rule = "not_closed", cite = "五(一)" },
  { rule = "window", cite = "五(三)" },
  { rule = "claim_window", cite = "五(三)" },
  { rule = "validity", cite = "五(一)" },
  { rule = "floor", cite = "五(一)(1)" },
  { rule = "budget", cite = "五" },
  { rule = "later_floor", cite = "五(一)(2)" },
}

local function reasons(count)
  local list = {}
  for place = 1, count do list[place] = table_of_rules[place] end
  return list
end

local function not_planned(code, cite, count)
  return with(refused(code, cite), { reasons = reasons(count) })
end

local plan_before = "11-30T09:00:00"

case "the least value below the floor is refused in the first round" {
  plan(1, 3, 0, 14999, plan_before, {}, not_planned("below_floor", "五(一)(1)", 5)),
  plan(1, 0, 0, 0, plan_before, {}, refused("below_floor", "五(一)(1)")),
  available(6000000),
}

case "the floor itself is accepted in the first round whatever the denominations" {
  plan(1, 50000, 0, 0, plan_before, {}, { value = 1500000, available = 4500000 }),
  plan(1, 0, 30000, 0, plan_before, {}, { value = 1500000, available = 4500000 }),
  plan(1, 0, 0, 15000, plan_before, {},
       { ok = true, round = 1, value = 1500000, floor = 1500000, available = 4500000,
         opens_at = t "12-03T10:00:00", claim_closes_at = t "12-04T00:00:00",
         valid_until = t "12-10T10:00:00", reasons = reasons(7) }),
}

for round = 2, 4 do
  case("a round after the first below the floor is refused with its own cite: " .. round) {
    plan(round, 3, 0, 14999, plan_before, {}, refused("below_floor", "五(一)(2)")),
    plan(round, 0, 0, 15000, plan_before, {}, { round = round, value = 1500000 }),
  }
end

case "ten yuan above the floor in the first round endangers the later floors" {
  plan(1, 2, 1, 14999, plan_before, {}, not_planned("later_floor_at_risk", "五(一)(2)", 7)),
  available(6000000),
  plan(1, 0, 0, 15000, plan_before, {}, { available = 4500000 }),
}

case "only later rounds without a plan keep their floors back" {
  plan(2, 2, 1, 29999, plan_before, {}, refused("later_floor_at_risk", "五(一)(2)")),
  plan(2, 0, 0, 30000, plan_before, {}, { value = 3000000, available = 3000000 }),
  plan(1, 0, 0, 15000, plan_before, {}, refused("later_floor_at_risk", "五(一)(2)")),
  plan(3, 0, 0, 15000, plan_before, {}, { available = 1500000 }),
  plan(1, 0, 0, 15000, plan_before, {}, refused("later_floor_at_risk", "五(一)(2)")),
  plan(4, 0, 0, 15000, plan_before, {}, { available = 0 }),
  plan(1, 0, 0, 15000, plan_before, {}, refused("budget_exceeded", "五")),
  plan(2, 0, 0, 15000, plan_before, {}, { available = 1500000 }),
  plan(1, 0, 0, 15000, plan_before, {}, { available = 0 }),
}

case "the third round keeps back the floor of the fourth alone" {
  plan(3, 2, 1, 44999, plan_before, {}, refused("later_floor_at_risk", "五(一)(2)")),
  plan(3, 0, 0, 45000, plan_before, {}, { value = 4500000, available = 1500000 }),
}

case "the whole total fits one round without later ones and ten yuan more do not" {
  plan(4, 7, 4, 59996, plan_before, {}, refused("budget_exceeded", "五")),
  plan(4, 0, 0, 60000, plan_before, {}, { value = 6000000, available = 0 }),
  plan(4, 200000, 0, 0, plan_before, {}, { value = 6000000, available = 0 }),
  plan(4, 200000, 0, 1, plan_before, {}, refused("budget_exceeded", "五")),
}

case "a first round above the total exceeds the budget before it endangers a floor" {
  plan(1, 7, 4, 59996, plan_before, {}, not_planned("budget_exceeded", "五", 6)),
  plan(1, 0, 0, 1000000000000, plan_before, {}, refused("budget_exceeded", "五")),
  plan(1, 0, 0, 60000, plan_before, {}, refused("later_floor_at_risk", "五(一)(2)")),
}

case "counts of any size exceed the budget and break nothing" {
  plan(1, 0, 0, 100000000000000, plan_before, {}, refused("budget_exceeded", "五")),
  plan(1, 1000000000000000, 0, 0, plan_before, {}, refused("budget_exceeded", "五")),
  plan(1, 90000000000000, 90000000000000, 90000000000000, plan_before, {},
       refused("budget_exceeded", "五")),
  plan(1, 9223372036854775807, 0, 0, plan_before, {}, refused("budget_exceeded", "五")),
  plan(1, 307445734561825861, 0, 0, plan_before, {}, refused("budget_exceeded", "五")),
  available(6000000),
}

case "before the opening a plan goes up and down and only the difference is charged" {
  plan(2, 0, 0, 30000, plan_before, {}, { available = 3000000 }),
  plan(2, 0, 0, 20000, "12-10T09:59:59.999", {}, { value = 2000000, available = 4000000 }),
  available(4000000, "12-10T09:59:59.999"),
}

case "the defaults of every round follow from its opening" {
  plan(2, 0, 0, 15000, plan_before, {},
       { opens_at = t "12-10T10:00:00", claim_closes_at = t "12-11T00:00:00",
         valid_until = t "12-17T10:00:00" }),
  plan(3, 0, 0, 15000, plan_before, {},
       { opens_at = t "12-17T10:00:00", claim_closes_at = t "12-18T00:00:00",
         valid_until = t "12-24T10:00:00" }),
  plan(4, 0, 0, 15000, plan_before, {},
       { opens_at = t "12-24T10:00:00", claim_closes_at = t "12-25T00:00:00",
         valid_until = t "12-31T10:00:00", floor = 1500000 }),
}

case "claiming that closes at the opening is invalid and a moment later is not" {
  plan(1, 0, 0, 15000, plan_before, { claim_closes_at = t "12-03T10:00:00" },
       not_planned("claim_window_invalid", "五(三)", 3)),
  plan(1, 0, 0, 15000, plan_before, { claim_closes_at = t "12-02T20:00:00" },
       refused("claim_window_invalid", "五(三)")),
  plan(1, 0, 0, 15000, plan_before, { claim_closes_at = t "12-03T10:00:00.001" }),
}

case "claiming may last to the end of the release day and not a moment longer" {
  plan(1, 0, 0, 15000, plan_before, { claim_closes_at = t "12-04T00:00:00.001" },
       refused("claim_window_invalid", "五(三)")),
  plan(1, 0, 0, 15000, plan_before, { claim_closes_at = t "12-10T00:00:00" },
       refused("claim_window_invalid", "五(三)")),
  plan(1, 0, 0, 15000, plan_before, { claim_closes_at = "2021-12-03T16:00:00Z" },
       { claim_closes_at = t "12-04T00:00:00" }),
}

case "validity may end from the start of the seventh day after the release" {
  plan(1, 0, 0, 15000, plan_before, { valid_until = t "12-09T23:59:59.999" },
       not_planned("validity_not_seven_days", "五(一)", 4)),
  plan(1, 0, 0, 15000, plan_before, { valid_until = t "12-10T00:00:00" },
       { valid_until = t "12-10T00:00:00" }),
}

case "validity may end by the end of the seventh day after the release" {
  plan(1, 0, 0, 15000, plan_before, { valid_until = t "12-11T00:00:00.001" },
       refused("validity_not_seven_days", "五(一)")),
  plan(1, 0, 0, 15000, plan_before, { valid_until = t "12-11T00:00:00" },
       { valid_until = t "12-11T00:00:00" }),
}

case "the times of the fourth round are measured from its own opening" {
  plan(4, 0, 0, 15000, plan_before, { valid_until = t "12-30T23:59:59" },
       refused("validity_not_seven_days", "五(一)")),
  plan(4, 0, 0, 15000, plan_before, { valid_until = "2022-01-01T00:00:01+08:00" },
       refused("validity_not_seven_days", "五(一)")),
  plan(4, 0, 0, 15000, plan_before,
       { valid_until = "2022-01-01T00:00:00+08:00", claim_closes_at = t "12-24T12:00:00" },
       { valid_until = "2022-01-01T00:00:00+08:00", claim_closes_at = t "12-24T12:00:00" }),
}

case "of several failing rules of a plan the first in the table refuses" {
  plan(1, 0, 0, 0, plan_before,
       { claim_closes_at = t "12-03T10:00:00", valid_until = t "12-09T00:00:00" },
       refused("claim_window_invalid", "五(三)")),
  plan(1, 0, 0, 0, plan_before, { valid_until = t "12-09T00:00:00" },
       refused("validity_not_seven_days", "五(一)")),
  plan(4, 0, 0, 60000, plan_before),
  plan(1, 0, 0, 0, plan_before, {}, refused("below_floor", "五(一)(1)")),
  plan(1, 0, 0, 15000, plan_before, {}, refused("budget_exceeded", "五")),
}

case "times left out keep those of the plan before" {
  plan(1, 0, 0, 15000, plan_before,
       { claim_closes_at = t "12-03T20:00:00", valid_until = t "12-10T12:00:00" }),
  plan(1, 50000, 0, 0, plan_before, {},
       { claim_closes_at = t "12-03T20:00:00", valid_until = t "12-10T12:00:00" }),
  plan(1, 50000, 0, 0, plan_before, { claim_closes_at = t "12-03T21:00:00" },
       { claim_closes_at = t "12-03T21:00:00", valid_until = t "12-10T12:00:00" }),
  plan(1, 50000, 0, 0, plan_before, { valid_until = null },
       { claim_closes_at = t "12-03T21:00:00", valid_until = t "12-10T12:00:00" }),
}

case "a refused plan leaves the plan before and its times" {
  plan(1, 0, 0, 15000, plan_before, { claim_closes_at = t "12-03T20:00:00" }),
  plan(1, 0, 0, 1, "12-01T09:00:00", { claim_closes_at = t "12-03T21:00:00" },
       refused("below_floor", "五(一)(1)")),
  plan(1, 0, 0, 15000, plan_before, {},
       { value = 1500000, claim_closes_at = t "12-03T20:00:00" }),
}

case "from the opening on no count may fall though the value rises" {
  plan(4, 100, 100, 20000, plan_before),
  plan(4, 99, 100, 20100, "12-24T10:00:00", {}, not_planned("plan_locked", "五(三)", 2)),
  plan(4, 100, 99, 20100, "12-24T10:00:00", {}, refused("plan_locked", "五(三)")),
  plan(4, 200, 200, 19999, "12-24T10:00:00", {}, refused("plan_locked", "五(三)")),
  plan(4, 100, 100, 20000, "12-24T10:00:00", {}, { value = 2008000 }),
  plan(4, 101, 101, 20001, "12-24T10:00:00", {}, { value = 2008180, available = 3991820 }),
}

case "a moment before the opening a count may still fall" {
  plan(1, 0, 0, 15000, plan_before),
  plan(1, 50000, 0, 0, "12-03T09:59:59.999999", {}, { value = 1500000 }),
}

case "from the opening on no time may change, and the same time is no change" {
  plan(1, 0, 0, 15000, plan_before),
  plan(1, 0, 0, 15000, "12-03T10:00:00", { claim_closes_at = t "12-03T23:00:00" },
       refused("plan_locked", "五(三)")),
  plan(1, 0, 0, 15000, "12-03T10:00:00", { valid_until = t "12-10T12:00:00" },
       refused("plan_locked", "五(三)")),
  plan(1, 0, 0, 15000, "12-03T10:00:00",
       { claim_closes_at = t "12-04T00:00:00", valid_until = "2021-12-10T02:00:00Z" },
       { claim_closes_at = t "12-04T00:00:00", valid_until = t "12-10T10:00:00" }),
}

case "a locked plan is told before an invalid time" {
  plan(1, 0, 0, 15000, plan_before),
  plan(1, 0, 0, 15000, "12-03T12:00:00",
       { claim_closes_at = t "12-05T00:00:00", valid_until = t "12-20T00:00:00" },
       refused("plan_locked", "五(三)")),
}

case "a plan ends with the claim window in force" {
  plan(4, 0, 0, 15000, plan_before, { claim_closes_at = t "12-24T20:00:00" }),
  plan(4, 0, 0, 15001, "12-24T20:00:00", {}, refused("plan_locked", "五(三)")),
  plan(4, 0, 0, 15001, "12-24T20:00:00", { claim_closes_at = t "12-24T23:00:00" },
       refused("plan_locked", "五(三)")),
  plan(4, 0, 0, 15001, "12-24T19:59:59.999", {}, { value = 1500100 }),
}

case "a first plan may come while the round is open and not after the release day" {
  plan(1, 0, 0, 15000, "12-04T00:00:00", {}, refused("plan_locked", "五(三)")),
  plan(1, 0, 0, 15000, "12-03T23:59:59.999", {}, { value = 1500000 }),
}

case "once a voucher is claimed a plan dated before the opening is locked too" {
  plan(4, 10, 0, 15000, plan_before),
  claim(4, 100, "P1", "12-24T10:00:00"),
  plan(4, 9, 0, 15000, "12-24T09:00:00", {}, refused("plan_locked", "五(三)")),
  plan(4, 10, 0, 15000, "12-24T09:00:00", { valid_until = t "12-31T12:00:00" },
       refused("plan_locked", "五(三)")),
  plan(4, 10, 0, 15000, "12-24T09:00:00", { claim_closes_at = t "12-24T12:00:00" },
       refused("plan_locked", "五(三)")),
  plan(4, 11, 0, 15000, "12-24T09:00:00", {}, { value = 1500330 }),
}

case "a plan raised while claiming is open gives more of a voucher sold out" {
  plan(4, 0, 29998, 1, plan_before),
  claim(4, 100, "P1", "12-24T10:00:00", { voucher_id = "4-100-1", remaining = 0 }),
  claim(4, 100, "P2", "12-24T10:00:01", refused("sold_out", "五(三)")),
  plan(4, 0, 29998, 2, "12-24T10:05:00", {}, { value = 1500100, available = 4499900 }),
  claim(4, 100, "P2", "12-24T10:06:00", { voucher_id = "4-100-2", remaining = 0 }),
  claim(4, 100, "P3", "12-24T10:06:00", refused("sold_out", "五(三)")),
}

case "an event about a plan may not precede the last plan of the same round" {
  plan(1, 0, 0, 15000, plan_before),
  plan(1, 0, 0, 15000, "11-30T08:59:59.999", {}, refused("time_conflict", "-")),
  plan(1, 0, 0, 0, "11-30T08:59:59.999", {}, refused("time_conflict", "-")),
  plan(2, 0, 0, 15000, "11-29T09:00:00", {}, { value = 1500000 }),
  plan(1, 0, 0, 15000, plan_before, {}, { value = 1500000 }),
}

case "a refused plan is no event" {
  plan(1, 0, 0, 1, "12-02T09:00:00", {}, refused("below_floor", "五(一)(1)")),
  plan(1, 0, 0, 15000, plan_before, {}, { value = 1500000 }),
}

local four_floors = {
  plan(1, 0, 0, 15000, plan_before, {}, { available = 4500000 }),
  plan(2, 0, 0, 15000, plan_before, {}, { available = 3000000 }),
  plan(3, 0, 0, 15000, plan_before, {}, { available = 1500000 }),
  plan(4, 0, 0, 15000, plan_before, {}, { available = 0 }),
}

local function after_four_floors(steps)
  local all = {}
  for _, step in ipairs(four_floors) do all[#all + 1] = step end
  for _, step in ipairs(steps) do all[#all + 1] = step end
  return all
end

case "value comes back to the next round only by closing the round before"(after_four_floors {
  claim(1, 100, "P1", "12-03T10:00:00"),
  plan(2, 1, 0, 15000, "12-10T10:00:00", {}, refused("budget_exceeded", "五")),
  close(1, "12-10T10:00:00",
        { ok = true, round = 1, expired_value = 100, unclaimed_value = 1499900, rollover = 100,
          returned = 1500000, available = 1500000 }),
  plan(2, 2, 1, 29999, "12-10T10:00:00", {}, refused("budget_exceeded", "五")),
  plan(2, 0, 0, 14999, "12-10T10:00:00", {}, refused("plan_locked", "五(三)")),
  plan(2, 0, 0, 30000, "12-10T10:00:00", {}, { value = 3000000, available = 0 }),
  plan(2, 0, 0, 30000, "12-11T00:00:00", {}, refused("plan_locked", "五(三)")),
  { "report", { round = 2, at = t "12-11T00:00:00" },
    { final = false, planned_value = 3000000, rollover_in = 100 } },
  { "report", { round = 1, at = t "12-11T00:00:00" }, { final = true, rollover_in = 0 } },
  { "report", { round = 3, at = t "12-11T00:00:00" }, { final = false, rollover_in = null } },
  { "audit", { at = t "12-11T00:00:00" }, { holds = true } },
})

case "the last moment of the next round's claim window still takes the rollover" {
  plan(1, 0, 0, 15000, plan_before),
  plan(2, 0, 0, 15000, plan_before, {}, { available = 3000000 }),
  close(1, "12-10T10:00:00", { available = 4500000 }),
  plan(2, 2, 1, 29999, "12-10T23:59:59.999", {}, refused("later_floor_at_risk", "五(一)(2)")),
  plan(2, 0, 0, 30000, "12-10T23:59:59.999", {}, { value = 3000000, available = 3000000 }),
}

case "returned value is free for a round two later" {
  plan(1, 0, 0, 15000, plan_before),
  plan(2, 0, 0, 15000, plan_before),
  plan(3, 0, 0, 15000, plan_before),
  close(1, "12-10T12:00:00", { available = 3000000 }),
  plan(3, 0, 0, 30000, "12-10T12:00:00", {}, { available = 1500000 }),
  plan(4, 0, 0, 15000, "12-10T12:00:00", {}, { available = 0 }),
}

case "a closed round is not planned again whatever the moment" {
  plan(1, 0, 0, 15000, plan_before),
  close(1, "12-10T10:00:00"),
  plan(1, 0, 0, 15001, "12-01T09:00:00", {}, not_planned("round_closed", "五(一)", 1)),
  plan(1, 0, 0, 15001, "12-11T09:00:00", {}, refused("round_closed", "五(一)")),
  plan(1, 0, 0, 0, "12-11T09:00:00", {}, refused("round_closed", "五(一)")),
}

case "closing and re-planning are no events about the vouchers" {
  plan(4, 0, 0, 15000, plan_before),
  claim(4, 100, "P1", "12-24T10:00:00"),
  plan(4, 0, 0, 15001, "12-24T22:00:00"),
  claim(4, 100, "P2", "12-24T21:00:00", { voucher_id = "4-100-2" }),
}

case "a plan asks for whole counts and real times" {
  at = t(plan_before),
  { "plan_round", { round = 0, count_30 = 0, count_50 = 0, count_100 = 15000 }, bad "round" },
  { "plan_round", { round = 5, count_30 = 0, count_50 = 0, count_100 = 15000 }, bad "round" },
  { "plan_round", { round = 1.5, count_30 = 0, count_50 = 0, count_100 = 15000 },
    bad "round" },
  { "plan_round", { round = "1", count_30 = 0, count_50 = 0, count_100 = 15000 },
    bad "round" },
  { "plan_round", { count_30 = 0, count_50 = 0, count_100 = 15000 }, bad "round" },
  { "plan_round", { round = 1, count_50 = 0, count_100 = 15000 }, bad "count_30" },
  { "plan_round", { round = 1, count_30 = 0, count_100 = 15000 }, bad "count_50" },
  { "plan_round", { round = 1, count_30 = 0, count_50 = 0 }, bad "count_100" },
  { "plan_round", { round = 1, count_30 = null, count_50 = 0, count_100 = 15000 },
    bad "count_30" },
  { "plan_round", { round = 1, count_30 = -1, count_50 = 0, count_100 = 15000 },
    bad "count_30" },
  { "plan_round", { round = 1, count_30 = 0, count_50 = 0.5, count_100 = 15000 },
    bad "count_50" },
  { "plan_round", { round = 1, count_30 = 0, count_50 = 0, count_100 = "15000" },
    bad "count_100" },
  { "plan_round", { round = 1, count_30 = 0, count_50 = 0, count_100 = true },
    bad "count_100" },
  { "plan_round", { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000, count_20 = 1 },
    bad "count_20" },
  { "plan_round",
    { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000, claim_closes_at = "20:00" },
    bad "claim_closes_at" },
  { "plan_round",
    { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000,
      claim_closes_at = "2021-12-03T20:00:00" },
    bad "claim_closes_at" },
  { "plan_round",
    { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000, valid_until = "2021-12-10" },
    bad "valid_until" },
  { "plan_round",
    { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000, valid_until = 20211210 },
    bad "valid_until" },
  { "plan_round",
    { round = 1, count_30 = 0, count_50 = 0, count_100 = 15000,
      params = { ["campaign.total"] = 8000000 } },
    bad "params" },
  available(6000000),
}
