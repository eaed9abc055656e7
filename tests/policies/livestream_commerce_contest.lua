-- SPDX-License-Identifier: MIT
-- Ranking the hosts of a year by their claims: 第四条 to 第七条, 第三十条(三).
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local t, id, mix = live.t, live.id, live.mix
local rank_hosts, status, sound, hosts = live.rank_hosts, live.status, live.sound, live.hosts
local one = id(1)

local function score(number, points, order)
  return { claim_id = id(number), score = points, panel_order = order }
end
local function at(day) return { at = t(day) } end

case "the panel, the year's end and the scores are looked at in order" (mix(hosts(2), {
  rank_hosts({ 2, 1 }, { bodies = live.three },
             refused("panel_incomplete", "第三十条(三)", { field = "bodies" })),
  rank_hosts({ 2 }, { bodies = live.three }, refused("panel_incomplete", "第三十条(三)")),
  rank_hosts({ 2 }, {}, refused("bad_input")),
  rank_hosts({ 2, 1 }, { award_year = 2022 }, refused("bad_input")),
  rank_hosts({ 2, 1 }, { award_year = null }, bad "award_year"),
  rank_hosts({ 2, score(1, 1) }, {}, bad "scores[2].claim_id"),
  rank_hosts({ score(1, null), 1 }, {}, bad "scores[1].score"),
  rank_hosts({ score(1, 1, -1), 1 }, {}, bad "scores[1].panel_order"),
  rank_hosts({ 2, 1 }, { bodies = mix(live.five, { "finance_bureau" }) },
             { winners = { { host_id = "H1", place = 1, title = "leading_talent", score = 2,
                             amount = 300000 },
                           { host_id = "H2", place = 2, title = "leading_talent", score = 1,
                             amount = 300000 } },
               unfilled = { leading = 1, outstanding = 3, excellent = 4 },
               claims = { { claim_id = one, state = "approved", gross = 300000,
                            payable = 300000, committed = 0 },
                          { claim_id = id(2), state = "approved" } } }), sound,
}))

case "only hosts of the year are ranked together" (mix(hosts(1), {
  live.apply(), live.recommend(id(2)), live.review(id(2)),
  rank_hosts({ 1, 1 }, {}, refused("bad_input")),
  live.apply_host("H1", { award_year = 2022 }), live.recommend(id(1, 2022)),
  live.review(id(1, 2022)),
  rank_hosts({ 1, { claim_id = id(1, 2022), score = 1 } }, {}, refused("bad_input")),
  rank_hosts({ 1 }, {}, { winners = { { host_id = "H1" } } }),
  rank_hosts({ { claim_id = id(1, 2022), score = 1 } }, { award_year = 2022 },
             { winners = { { place = 1 } } }), sound,
}))

case "a host not yet reviewed is not waited for" (mix(hosts(1), {
  live.apply_host "H2", live.recommend(id(2)),
  rank_hosts({ 1, 2 }, {}, refused("wrong_state", nil, { field = "scores[2].claim_id" })),
  rank_hosts({ 1 }, {}, { winners = { { host_id = "H1" } } }),
  live.review(id(2), at "2022-03-02"),
  rank_hosts({ 1, 2 }, at "2022-03-03", { winners = { { host_id = "H2" }, { host_id = "H1" } } }),
}))

case "a tie over a border is told as it would be ranked, and nobody moves" (mix(hosts(4), {
  rank_hosts({ 9, 8, 7, 7 }, {}, refused("ranking_incomplete", nil, { ties = {
    { score = 7, place_from = 3, place_to = 4, host_ids = { "H3", "H4" },
      titles = { "leading_talent", "outstanding_talent" } } } })),
  rank_hosts({ 9, 8, score(3, 7, 1), score(4, 7, 1) }, {}, refused("ranking_incomplete")),
  rank_hosts({ 9, 8, score(3, 7, 1), 7 }, {}, refused("ranking_incomplete")),
  status(id(3), { state = "expert_passed", gross = null }),
  rank_hosts({ 9, 9, 9, 7 }, {}, { winners = { { place = 1 }, { place = 1 }, { place = 1 },
                                                { place = 4, amount = 200000 } } }), sound,
}))

case "the eleventh is not selected, and may be in another ranking" (mix(hosts(11), {
  rank_hosts({ 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, {},
             { unfilled = { leading = 0, outstanding = 0, excellent = 0 } }),
  status(id(10), { state = "approved", payable = 100000 }),
  status(id(11), { state = "not_selected", gross = null, payable = null, committed = 0 }),
  live.publicise({ id(11) }, {}, refused("wrong_state", "第三十条(四)")),
  live.withdraw(id(11), { at = t "2022-03-02" }, refused("wrong_state", "第二十九条")),
  rank_hosts({ 11, 10, 9, 8, 7, 6, 5, 4, 3, 2 }, at "2022-03-02", refused("bad_input")),
  rank_hosts({ 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 12 }, at "2022-03-02"),
  status(id(11), { state = "approved", payable = 300000 }),
  status(id(3), { state = "approved", payable = 300000 - 100000 }),
  status(id(10), { state = "not_selected", payable = null }), sound,
}))

case "a tie over the last place is left to the panel too" (mix(hosts(11), {
  rank_hosts({ 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 2 }, {}, refused("ranking_incomplete", nil, {
    ties = { { place_from = 10, place_to = 11, titles = { "excellent_talent", "none" } } } })),
  rank_hosts({ 11, 10, 9, 8, 7, 6, 5, 4, 3, score(10, 2, 2), score(11, 2, 1) }),
  status(id(10), { state = "not_selected" }), status(id(11), { state = "approved" }),
}))

case "who does not meet the conditions on the day is not selected and takes no place" (mix({
  live.apply_host("H1", { birth_date = "2004-01-31", assessed_on = null }), live.recommend(one),
  live.review(one) }, {
  live.apply_host "H2", live.recommend(id(2)), live.review(id(2)),
  own({ ["host_talent.min_age"] = 19 }, "2022-03-01"),
  rank_hosts({ 9, 1 }, {}, { winners = { { host_id = "H2", place = 1 } },
                             claims = { { state = "not_selected", payable = null },
                                        { state = "approved", payable = 300000 } } }), sound,
}))

case "a host below 18 on the day of applying is not eligible, a day later it is" {
  live.apply_host("H", { birth_date = "2004-02-02", assessed_on = null },
                  refused("not_eligible", "第七条(一)")),
  live.apply_host("H", { birth_date = "2004-02-01", assessed_on = null }, { claim_id = one }),
}

case "counts and prizes are those of the day of the ranking" (mix(hosts(3), {
  own({ ["host_talent.leading.count"] = 1, ["host_talent.outstanding.count"] = 1,
        ["host_talent.excellent.count"] = 0, ["host_talent.leading.amount"] = 5000.5 },
      "2022-03-02"),
  rank_hosts({ 3, 2, 1 }, {}, { winners = { { amount = 300000 }, { amount = 300000 },
                                            { amount = 300000 } } }),
  rank_hosts({ 3, 2, 1 }, at "2022-03-02",
             { winners = { { amount = 5000.5 }, { amount = 200000,
                                                  title = "outstanding_talent" } },
               unfilled = { leading = 0, outstanding = 0, excellent = 0 } }),
  status(one, { payable = 5000.5 }), status(id(3), { state = "not_selected" }), sound,
}))

case "one already public stays so while its prize is the same" (mix(hosts(3), {
  rank_hosts { 3, 2, 1 }, live.publicise { one, id(2), id(3) },
  live.object(one, {}, { objection_id = one .. "/1" }),
  live.resolve(one .. "/1", "corrected"), -- 第三十条(五): back to the panel
  rank_hosts({ 1, 2, 3 }, at "2022-03-19",
             { claims = { { state = "approved" }, { state = "publicised" },
                          { state = "publicised" } } }),
  status(id(3), { state = "publicised", payable = 300000 }),
  live.budget(2022, 1000000), live.clear({ id(2), id(3) }, {},
                                         { claims = { { state = "cleared" },
                                                      { state = "cleared" } } }), sound,
}))

local cleared = mix(hosts(2), { rank_hosts { 2, 1 }, live.publicise { one, id(2) } })

case "the ranking is final once a prize is bound, waits or is paid" (mix(cleared, {
  live.budget(2022, 300000), live.clear { one },
  rank_hosts({ score(2, 9) }, at "2022-03-22", refused("ranking_final", "第七条(一)")),
  live.disburse { one },
  rank_hosts({ score(2, 9) }, at "2022-04-02", refused("ranking_final", "第七条(一)")),
  rank_hosts({ score(2, 9) }, { at = t "2022-04-02", bodies = live.three },
             refused("panel_incomplete", "第三十条(三)")), sound,
}))

case "a prize that waits for money makes the ranking final too" (mix(cleared, {
  live.budget(2022, 299999.99),
  live.clear({ one }, {}, { claims = { { state = "waiting_budget", queue_place = 1 } } }),
  rank_hosts({ score(2, 9) }, at "2022-03-22", refused("ranking_final", "第七条(一)")),
  live.withdraw(one, at "2022-03-23"),
  rank_hosts({ score(2, 9) }, at "2022-03-24",
             { winners = { { host_id = "H2", place = 1, amount = 300000 } } }), sound,
}))

case "a later year's hosts are ranked whatever was paid for the last" (mix(cleared, {
  live.budget(2022, 900000), live.clear { one },
  live.apply_host("H1", { award_year = 2022, at = t "2022-03-22" }),
  live.recommend(id(1, 2022), at "2022-03-22"), live.review(id(1, 2022), at "2022-03-22"),
  rank_hosts({ { claim_id = id(1, 2022), score = 1 } },
             { award_year = 2022, at = t "2022-03-23" },
             { winners = { { host_id = "H1", amount = 300000 } } }), sound,
}))

case "a host not selected who applies anew is paid once" (mix(hosts(11), {
  rank_hosts { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 },
  live.apply_host("H11", { at = t "2022-03-02" }, { claim_id = id(12) }),
  live.recommend(id(12), at "2022-03-02"), live.review(id(12), at "2022-03-02"),
  rank_hosts({ 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 12, 13 }, at "2022-03-03"),
  live.publicise { id(11), id(12) }, live.budget(2022, 10000000),
  live.clear({ id(11), id(12) }, {}, refused("already_awarded", "第七条(一)",
                                             { field = "claim_ids[2]" })),
  live.clear { id(12) }, sound,
}))

case "host claims come by the place that is asked for no more than by the panel" (mix({
  live.apply_host("H1", { host_place = 1 }), live.recommend(one), live.review(one) }, {
  live.apply_host "H2", live.recommend(id(2)), live.review(id(2)),
  live.decide({ { claim_id = one, result = "pass" } }, {},
              refused("use_rank_hosts", "第七条(一)")),
  rank_hosts({ 1, 2 }, {}, { winners = { { host_id = "H2", place = 1 },
                                         { host_id = "H1", place = 2 } } }), sound,
}))

case "hosts are not ranked for a year in which the notice is not in force" (mix(hosts(1), {
  own({ ["programme.effective_from"] = "2020-11-25", ["programme.effective_until"] = "2022-11-24" },
      "2022-02-25"),
  rank_hosts({ 1 }, { award_year = 2019 },
             refused("not_in_force", "第三十五条", { field = "award_year" })),
  rank_hosts({ 1 }, { award_year = 2023 }, refused("not_in_force", "第三十五条")),
  rank_hosts({ 1 }, { award_year = 2023, bodies = live.three }, refused("panel_incomplete")),
  rank_hosts({ 1 }, { award_year = 2022 }, bad "scores[1].claim_id"),
  rank_hosts({ 1 }, {}, { winners = { {} } }),
}))
