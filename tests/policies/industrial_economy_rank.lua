-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local function entrant(number, score, more)
  return with({ project_id = "P" .. number, enterprise_id = "E" .. number,
                sector = "manufacturing", technical_upgrade = true, annual_investment = 50000000,
                score = score }, more)
end

-- Entrants with these scores, in order.
local function field(scores)
  local list = {}
  for number, score in ipairs(scores) do list[number] = entrant(number, score) end
  return list
end

local function rank(candidates, expected, more)
  return { "rank", with({ award_year = 2021, candidates = candidates }, more),
           with({ ok = true }, expected) }
end

local function refuse(candidates, expected, more)
  return { "rank", with({ award_year = 2021, candidates = candidates }, more), expected }
end

local first, second, third = { prize = "first", amount = 1000000 },
  { prize = "second", amount = 500000 }, { prize = "third", amount = 200000 }

case "ten of eleven win, 3,700,000 in all, and the eleventh is not selected" {
  rank(field { 90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80 },
       { winners = {
           with(first, { place = 1, project_id = "P1", enterprise_id = "E1", score = 90 }),
                     with(second, { place = 2 }), with(second, { place = 3 }),
                     with(second, { place = 4 }), with(third, { place = 5 }),
                     with(third, { place = 6 }), with(third, { place = 7 }),
                     with(third, { place = 8 }), with(third, { place = 9 }),
                     with(third, { place = 10, project_id = "P10" }) },
         ties = {}, not_selected = { "P11" }, ineligible = {},
         unfilled = { first = 0, second = 0, third = 0 }, complete = true,
         total_amount = 3700000 }),
}

case "without a fit entrant every place is unfilled" {
  rank({ entrant(1, 90, { technical_upgrade = false }) },
    { winners = {}, ties = {}, unfilled = { first = 1, second = 3, third = 6 },
             complete = true, total_amount = 0 }),
}

case "a tie across second and third waits and the next score goes on behind it" {
  rank(field { 90, 89, 88, 87, 87, 86 },
       { winners = { { place = 1 }, { place = 2 }, { place = 3 },
                     with(third, { place = 6, project_id = "P6" }) },
         ties = { { score = 87, place_from = 4, place_to = 5, prizes = { "second", "third" },
                    project_ids = { "P4", "P5" } } },
         not_selected = {}, complete = false, total_amount = 2200000 }),
}

case "a tie across the tenth place may end outside, a tie outside is no tie" {
  rank(field { 90, 89, 88, 87, 86, 85, 84, 83, 82, 80, 80, 70, 70 },
       { ties = { { score = 80, place_from = 10, place_to = 11, prizes = { "third", "none" },
                    project_ids = { "P10", "P11" } } },
         not_selected = { "P12", "P13" }, complete = false, total_amount = 3500000 }),
  rank(field { 90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80, 80 },
       { ties = {}, not_selected = { "P11", "P12" }, complete = true,
         total_amount = 3700000 }),
}

case "five equals from the first place may have any of three prizes" {
  rank(field { 90, 90, 90, 90, 90 },
       { winners = {}, complete = false, total_amount = 0,
         ties = { { place_from = 1, place_to = 5, prizes = { "first", "second", "third" } } } }),
}

case "the panel's order settles a tie when all have one and all differ" {
  rank({ entrant(1, 90, { panel_order = 2 }), entrant(2, 90, { panel_order = 1 }) },
       { winners = { { place = 1, project_id = "P2" }, { place = 2, project_id = "P1" } },
         ties = {}, complete = true }),
  rank({ entrant(1, 90, { panel_order = 2 }), entrant(2, 90) },
       { winners = {}, ties = { { score = 90 } }, complete = false }),
  rank({ entrant(1, 90, { panel_order = 1 }), entrant(2, 90, { panel_order = 1 }) },
       { winners = {}, complete = false }),
  rank({ entrant(1, 90, { panel_order = 9 }), entrant(2, 91, { panel_order = 10 }) },
       { winners = { { project_id = "P2" }, { project_id = "P1" } }, complete = true }),
}

case "equal scores are equal in whatever figures and a little more is more" {
  rank({ entrant(1, 90.5), entrant(2, 90.50) }, { winners = {}, complete = false }),
  rank({ entrant(1, 90.001), entrant(2, 90.002) },
       { winners = { { project_id = "P2" }, { project_id = "P1" } }, complete = true }),
}

case "who fails a condition is ineligible and takes no place" {
  rank({ entrant(1, 99, { annual_investment = 49999999.99 }),
         entrant(2, 98, { sector = "other_industry" }),
         entrant(3, 97, { technical_upgrade = false }),
         entrant(4, 10) },
       { winners = { { place = 1, project_id = "P4" } },
         ineligible = { { project_id = "P1" }, { project_id = "P2" }, { project_id = "P3" } },
         not_selected = {}, total_amount = 1000000 }),
}

case "a least score counts itself and refuses what is under it" {
  rank({ entrant(1, 60), entrant(2, 59.99) },
       { winners = { { project_id = "P1" } }, ineligible = { { project_id = "P2" } } },
       { params = { ["benchmark_project.min_score"] = 60 } }),
  rank({ entrant(1, 60), entrant(2, 59.99) },
       { winners = { { project_id = "P1" }, { project_id = "P2" } } },
       { params = { ["benchmark_project.min_score"] = null } }),
}

case "a relaxed threshold lets a strategic project in" {
  rank({ entrant(1, 60, { annual_investment = 30000000, strategic_emerging = true }),
         entrant(2, 70, { annual_investment = 30000000 }) },
       { winners = { { project_id = "P1" } }, ineligible = { { project_id = "P2" } } },
       { params = { ["benchmark_project.strategic_min_investment"] = 30000000 } }),
}

case "other places and prizes hold for one call" {
  rank(field { 90, 89, 88 },
       { winners = { with(first, { place = 1 }), with(first, { place = 2 }),
                     { prize = "second", amount = 1 } },
         unfilled = { first = 0, second = 2, third = 6 }, total_amount = 2000001 },
       { params = { ["benchmark_project.first.count"] = 2,
                    ["benchmark_project.second.amount"] = 1 } }),
}

case "a ranking of 2020 is before the notice, and a bad candidate is named" {
  refuse(field { 90 }, refused("not_in_force", "末段"), { award_year = 2020 }),
  refuse(null, bad "candidates"),
  refuse(field { 90 }, bad "award_year", { award_year = null }),
  refuse({ entrant(1, 90), entrant(1, 80) }, bad "candidates[2].project_id"),
  refuse({ entrant(1) }, bad "candidates[1].score"),
  refuse({ entrant(1, "90") }, bad "candidates[1].score"),
  refuse({ entrant(1, 90, { enterprise_id = null }) }, bad "candidates[1].enterprise_id"),
  refuse({ entrant(1, 90, { annual_investment = null }) }, bad "candidates[1].annual_investment"),
  refuse({ entrant(1, 90, { sector = null }) }, bad "candidates[1].sector"),
  refuse({ entrant(1, 90, { technical_upgrade = null }) }, bad "candidates[1].technical_upgrade"),
  refuse({ entrant(1, 90, { panel_order = -1 }) }, bad "candidates[1].panel_order"),
  refuse({ entrant(1, 90, { colour = 1 }) }, bad "candidates[1].colour"),
}

case "no day of assessment is asked for, as nothing here depends on it" {
  refuse(field { 90 }, bad "assessed_on", { assessed_on = "2021-12-01" }),
}
