-- SPDX-License-Identifier: MIT
-- The tests that every step of the programme begins with, in their order: bad input, who acts,
-- which claim, since when, in what state.
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local producers, status = live.producers, live.status
local one, late = id(1), t "2022-12-01"

-- Every step on one claim as it would be right, with the actor's and the state's citation.
local steps = {
  { "recommend", "unit", "第三十条(一)",
    { claim_id = one, unit = "柳青街道", result = "return" } },
  { "resubmit", "applicant", "第三十条(一)", { claim_id = one } },
  { "expert_review", "expert_institution", "第三十条(二)",
    { claim_id = one, institution = "甲", complete = true, compliant = true, result = "return" } },
  { "joint_decide", "joint_panel", "第三十条(三)",
    { bodies = live.five, decisions = { { claim_id = one, result = "reject" } } } },
  { "publicise", "joint_bodies", "第三十条(四)",
    { bodies = live.three, claim_ids = { one }, media = "网站", end_date = "2022-12-31" } },
  { "object", nil, "第三十条(四)", { claim_id = one, by = "某人", grounds = "不实" } },
  { "clear", "commerce_bureau", "第三十条(五)", { claim_ids = { one } } },
  { "disburse", "commerce_bureau", "第三十条(五)",
    { claim_ids = { one }, paid_on = "2022-12-01" } },
  { "grant_title", "joint_bodies", "第三十条(五)", { bodies = live.three, claim_ids = { one } } },
  { "withdraw", "applicant", "第二十九条", { claim_id = one, reason = "自愿" } },
  { "revoke", "joint_bodies", "第三十三条",
    { bodies = live.three, claim_id = one, ground = "fraud", document = "决定" } },
  { "record_recovery", "commerce_bureau", "第三十三条", { claim_id = one, amount = 1 } },
}

local function call(step, more, expected)
  return { step[1], with(with({ actor = step[2] or "anyone", at = late }, step[4]), more),
           expected }
end

-- All steps but those named, refused for the state; the claim stays as it was.
local function only(state, names)
  local list, its_own = {}, {}
  for _, name in ipairs(names) do its_own[name] = true end
  for _, step in ipairs(steps) do
    if not its_own[step[1]] then
      list[#list + 1] = call(step, {}, refused("wrong_state", step[3]))
    end
  end
  list[#list + 1] = status(one, { state = state })
  return list
end

local function stands_in(state, prelude, names)
  case("a claim that is " .. state .. " takes no step but its own")(mix(prelude,
    only(state, names)))
end

local function upto(state, more) return mix(producers({ 1 }, state), more) end
local waiting = mix(producers({ 1 }, "publicised"), { live.budget(2022, 0),
  live.clear({ one }, {}, { claims = { { state = "waiting_budget" } } }) })

stands_in("applied", upto "applied", { "recommend", "withdraw" })
stands_in("returned", upto("applied", { live.recommend(one, { result = "return" }) }),
          { "resubmit", "withdraw" })
stands_in("recommended", upto "recommended", { "expert_review", "withdraw" })
stands_in("expert_passed", upto "expert_passed", { "joint_decide", "withdraw" })
stands_in("approved", upto "approved", { "publicise", "withdraw" })
stands_in("publicised", upto "publicised", { "object", "clear", "withdraw" })
stands_in("cleared", upto "cleared", { "disburse", "grant_title", "withdraw", "revoke" })
stands_in("waiting_budget", waiting, { "grant_title", "withdraw", "revoke" })
stands_in("disbursed", upto "disbursed", { "grant_title", "revoke" })
stands_in("rejected", upto("applied", { live.recommend(one, { result = "reject" }) }), {})
stands_in("withdrawn", upto("applied", { live.withdraw(one) }), {})
stands_in("revoked", upto("cleared", { live.revoke(one) }), { "record_recovery" })

case "a claim that was withdrawn with money bound takes no step" (
  mix(producers({ 1 }, "cleared"), { live.withdraw(one) }, only("withdrawn", {})))

case "a host that withdrew is not ranked" (mix(live.hosts(1), {
  { "rank_hosts", { actor = "joint_panel", at = t "2022-03-01", award_year = 2021,
                    bodies = live.five, scores = { { claim_id = one, score = 1 } } },
    { claims = { { state = "approved" } } } },
}, {
  live.withdraw(one, { at = t "2022-03-02" }),
  { "rank_hosts", { actor = "joint_panel", at = t "2022-03-03", award_year = 2021,
                    bodies = live.five, scores = { { claim_id = one, score = 1 } } },
    refused("wrong_state", nil, { field = "scores[1].claim_id" }) },
}))

-- The actors that a step is not for.
local function others(step)
  local list = {}
  for _, actor in ipairs { "applicant", "unit", "expert_institution", "joint_panel", "joint_bodies",
                           "commerce_bureau", "finance_bureau", "government", "anyone" } do
    if actor ~= step[2] then list[#list + 1] = actor end
  end
  return list
end

for _, step in ipairs(steps) do
  if step[2] then
    local list = {}
    for _, actor in ipairs(others(step)) do
      list[#list + 1] = call(step, { actor = actor }, refused("wrong_actor", step[3]))
    end
    list[#list + 1] = call(step, { actor = "mayor" }, bad "actor")
    list[#list + 1] = call(step, { actor = null }, bad "actor")
    case(step[1] .. " is for " .. step[2] .. " alone, told before whether there is a claim")(list)
  end
end

case "what concerns no claim yet has its own office too" {
  { "set_budget", { actor = "commerce_bureau", year = 2022, amount = 1, document = "文", at = late },
    refused("wrong_actor", "第二条") },
  { "release_waiting", { actor = "finance_bureau", budget_year = 2022, at = late },
    refused("wrong_actor", "第三十条(五)") },
  live.apply({ actor = "anyone" }, refused("wrong_actor", "第三十条(一)")),
  { "special_case", { actor = "commerce_bureau", applicant_id = "K", award_year = 2021,
                      subject = "事", amount = 1, document = "文", at = late },
    refused("wrong_actor", "第三十一条") },
  live.rank_hosts({ 1 }, { actor = "joint_bodies" }, refused("wrong_actor", "第七条(一)")),
  { "talent_benefits", { actor = "joint_panel", claim_id = one, document = "文", at = late },
    refused("wrong_actor", "第七条(三)") },
  live.resolve(one .. "/1", "dismissed", { actor = "joint_panel" },
               refused("wrong_actor", "第三十条(五)")),
}

case "anyone may object, and anyone may look" (mix(producers({ 1 }, "publicised"), {
  live.object(one, { actor = "applicant" }, { objection_id = one .. "/1" }),
  live.object(one, { actor = "finance_bureau" }, { objection_id = one .. "/2" }),
  { "status", { actor = "unit", claim_id = one, at = late } },
  { "report", { actor = "government", budget_year = 2022, at = late } },
  { "audit", { actor = "joint_panel", at = late } },
}))

local unknown = {}
for _, step in ipairs(steps) do
  local field = step[4].claim_id and "claim_id" or step[4].claim_ids and "claim_ids[1]"
    or "decisions[1].claim_id"
  unknown[#unknown + 1] = call(step, {}, refused("not_found", "-", { field = field }))
end
case "a claim that is not there is named by its place in the request" (mix(unknown, {
  { "talent_benefits", { actor = "joint_bodies", claim_id = one, document = "文", at = late },
    refused("not_found", "-", { field = "claim_id" }) },
  live.rank_hosts({ { claim_id = one, score = 1 } }, {},
                  refused("not_found", "-", { field = "scores[1].claim_id" })),
  live.resolve(one .. "/1", "dismissed", {},
               refused("not_found", "-", { field = "objection_id" })),
  { "status", { actor = "anyone", claim_id = one }, refused("not_found", "-",
                                                            { field = "claim_id" }) },
}))

local earlier = {}
for _, step in ipairs(steps) do
  earlier[#earlier + 1] = call(step, { at = t("2022-02-20", "08:59:59"),
                                       end_date = step[4].end_date and "2022-12-31" },
                               refused("time_conflict", "-"))
end
case "no step is before the last event of its claim, whatever the state"
  (mix(producers({ 1 }, "expert_passed"), earlier, { status(one, { state = "expert_passed" }) }))

case "a step at the very moment of the last event is taken" (mix(
  producers({ 1 }, "expert_passed"), {
  live.decide({ { claim_id = one, result = "pass" } }, { at = t "2022-02-20" },
              { claims = { { state = "approved" } } }),
  live.publicise({ one }, { at = t "2022-02-20", end_date = "2022-02-20" },
                 { claims = { { state = "publicised" } } }),
  live.object(one, { at = t "2022-02-20" }, { objection_id = one .. "/1" }),
  live.resolve(one .. "/1", "dismissed", { at = t "2022-02-20" }, { state = "publicised" }),
}))

case "of several claims the first that fails is named, and none is touched" (
  mix(producers({ 1, 1, 1 }, "publicised"), {
    live.budget(2022, 1000000), live.withdraw(id(2), { at = t "2022-03-19" }),
    live.clear({ one, id(2), id(3) }, {}, refused("wrong_state", "第三十条(五)",
                                                   { field = "claim_ids[2]" })),
    live.clear({ one, id(9), id(2) }, {}, refused("not_found", "-", { field = "claim_ids[2]" })),
    live.clear({ one, id(2) }, { at = t("2022-03-18", "12:00:00") },
               refused("time_conflict", "-", { field = "claim_ids[2]" })),
    live.clear({ one, id(3), one }, {}, bad "claim_ids[3]"),
    status(one, { state = "publicised" }), status(id(3), { state = "publicised" }),
    live.clear { one, id(3) },
    live.disburse({ one, id(2) }, {}, refused("wrong_state", "第三十条(五)",
                                              { field = "claim_ids[2]" })),
    live.grant({ id(2), one }, {}, refused("wrong_state", "第三十条(五)",
                                           { field = "claim_ids[1]" })),
    status(one, { state = "cleared", title = null }), live.sound,
  }))
