-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"

local plain = { birth_date = "1990-01-01", livestreams_in_district = true, conduct_ok = true,
                capable = true, serious_dishonesty = false }

-- Candidates a, b, c, ... of the scores; an entry may be {score, more}.
local function candidates(scores)
  local list = {}
  for number, entry in ipairs(scores) do
    local more = type(entry) == "table" and entry[2] or nil
    list[number] = with(with(plain, { host_id = string.char(96 + number),
                                      score = more and entry[1] or entry }), more)
  end
  return list
end

local function rank(scores, expected, more)
  return { "rank", with({ award_year = 2021, assessed_on = "2021-12-01",
                          candidates = candidates(scores) }, more), expected }
end

local function won(host_id, place, title, amount)
  return { host_id = host_id, place = place, title = title .. "_talent", amount = amount }
end

case "ten hosts fill the ten places, the eleventh and on are left" {
  rank({ 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9 }, {
    winners = { won("a", 1, "leading", 300000), won("b", 2, "leading", 300000),
                won("c", 3, "leading", 300000), won("d", 4, "outstanding", 200000),
                won("e", 5, "outstanding", 200000), won("f", 6, "outstanding", 200000),
                won("g", 7, "excellent", 100000), won("h", 8, "excellent", 100000),
                won("i", 9, "excellent", 100000), won("j", 10, "excellent", 100000) },
    not_selected = { "k", "l" }, unfilled = { leading = 0, outstanding = 0, excellent = 0 },
    complete = true, total_amount = 1900000, ties = {}, ineligible = {},
    reasons = { {}, { cite = "第四条" }, { cite = "第六条" }, { cite = "第七条(一)", rule = "ranked" },
                { cite = "第七条(一)", rule = "total" } } }),
}

case "the order is of the scores, not of the list; a score may be a fraction or below nought" {
  rank({ -1, 0.5, 0.25, 99.9 }, {
    winners = { won("d", 1, "leading", 300000), won("b", 2, "leading", 300000),
                won("c", 3, "leading", 300000), won("a", 4, "outstanding", 200000) },
    complete = true, total_amount = 1100000 }),
  rank({ 0.1, 0.3, 0.2 }, { winners = { { host_id = "b", score = 0.3 }, { host_id = "c" },
                                        { host_id = "a", score = 0.1 } } }),
}

case "fewer than ten are filled from the top" {
  rank({ 5 }, { winners = { won("a", 1, "leading", 300000) }, complete = true,
                unfilled = { leading = 2, outstanding = 3, excellent = 4 },
                total_amount = 300000 }),
  rank({ 5, 4, 3, 2, 1 }, { unfilled = { leading = 0, outstanding = 1, excellent = 4 },
                            total_amount = 1300000 }),
  rank({ 9, 8, 7, 6, 5, 4, 3, 2, 1 }, { unfilled = { leading = 0, outstanding = 0,
                                                     excellent = 1 },
                                        complete = true, total_amount = 1800000 }),
}

case "equals inside one prize share the place, and the next goes on after them" {
  rank({ 9, 9, 9, 8 }, {
    winners = { won("a", 1, "leading", 300000), won("b", 1, "leading", 300000),
                won("c", 1, "leading", 300000), won("d", 4, "outstanding", 200000) },
    ties = {}, complete = true }),
  rank({ 9, 8, 8, 7, 7, 7, 6, 6, 6, 6, 5, 5 }, {
    winners = { { place = 1 }, { place = 2 }, { place = 2 }, { place = 4 }, { place = 4 },
                { place = 4 }, { place = 7 }, { place = 7 }, { place = 7 }, { place = 7 } },
    not_selected = { "k", "l" }, ties = {}, complete = true, total_amount = 1900000 }),
}

local function tie(host_ids, from, to, titles)
  return { host_ids = host_ids, place_from = from, place_to = to, titles = titles }
end

case "equals over the border of two prizes are left to the panel" {
  rank({ 9, 8, 7, 7, 6 }, {
    winners = { { place = 1 }, { place = 2 }, { place = 5, host_id = "e" } },
    ties = { tie({ "c", "d" }, 3, 4, { "leading_talent", "outstanding_talent" }) },
    complete = false, total_amount = 800000 }),
  rank({ 9, 8, 7, 6, 5, 4, 4, 3 }, {
    winners = { { place = 1 }, { place = 2 }, { place = 3 }, { place = 4 }, { place = 5 },
                { place = 8, host_id = "h" } },
    ties = { tie({ "f", "g" }, 6, 7, { "outstanding_talent", "excellent_talent" }) },
    complete = false }),
  rank({ 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 10, 9 }, {
    ties = { tie({ "j", "k" }, 10, 11, { "excellent_talent", "none" }) },
    not_selected = { "l" }, complete = false, total_amount = 1800000 }),
}

case "equals over several borders have all those titles possible" {
  rank({ 9, 9, 9, 9, 9, 9, 9 }, {
    winners = {}, total_amount = 0, complete = false,
    ties = { tie({ "a", "b", "c", "d", "e", "f", "g" }, 1, 7,
                 { "leading_talent", "outstanding_talent", "excellent_talent" }) } }),
  rank(live.copies(9, 12), {
    winners = {}, not_selected = {}, complete = false,
    ties = { { place_from = 1, place_to = 12, score = 9,
               titles = { "leading_talent", "outstanding_talent", "excellent_talent",
                          "none" } } } }),
  rank({ 9, 8, 7, 7, 6, 5, 5 }, {
    winners = { { place = 1 }, { place = 2 }, { place = 5 } },
    ties = { tie({ "c", "d" }, 3, 4, { "leading_talent", "outstanding_talent" }),
             tie({ "f", "g" }, 6, 7, { "outstanding_talent", "excellent_talent" }) } }),
}

case "the panel's order parts equals if all have one and all differ" {
  rank({ 9, 8, { 7, { panel_order = 2 } }, { 7, { panel_order = 1 } } }, {
    winners = { { host_id = "a" }, { host_id = "b" }, won("d", 3, "leading", 300000),
                won("c", 4, "outstanding", 200000) }, ties = {}, complete = true }),
  rank({ 9, 8, { 7, { panel_order = 2 } }, 7 }, {
    ties = { tie({ "c", "d" }, 3, 4, { "leading_talent", "outstanding_talent" }) },
    complete = false }),
  rank({ 9, 8, { 7, { panel_order = 1 } }, { 7, { panel_order = 1 } } }, { complete = false }),
  rank({ 9, 8, { 7, { panel_order = 1 } }, { 7, { panel_order = 2 } }, { 7, { panel_order = 2 } } },
       { complete = false }),
  rank({ { 9, { panel_order = 5 } }, { 8, { panel_order = 1 } } },
       { winners = { { host_id = "a", place = 1 }, { host_id = "b", place = 2 } } }),
  rank({ { 9, { panel_order = 5 } }, { 9, { panel_order = 0 } } },
       { winners = { { host_id = "b", place = 1 }, { host_id = "a", place = 2 } } }),
}

case "who does not meet the conditions takes no place, and is told why" {
  rank({ { 99, { birth_date = "2003-12-02" } }, { 98, { livestreams_in_district = false } },
         { 97, { conduct_ok = false } }, { 96, { capable = false } },
         { 95, { serious_dishonesty = true } }, { 1, { birth_date = "2003-12-01" } } }, {
    winners = { won("f", 1, "leading", 300000) }, not_selected = {}, complete = true,
    ineligible = { { host_id = "a" }, { host_id = "b" }, { host_id = "c" }, { host_id = "d" },
                   { host_id = "e" } } }),
  rank({ 9, 8, 7, { 7, { capable = false } } }, { ties = {}, complete = true }),
  rank({ { 9, { capable = false } } }, { winners = {}, total_amount = 0,
                                         unfilled = { leading = 3, outstanding = 3,
                                                      excellent = 4 } }),
  rank({ 9 }, { winners = {}, ineligible = { { host_id = "a" } } },
       { assessed_on = "2007-12-31" }),
}

case "what is known of a host is passed on with the place" {
  rank({ { 9, { indicators = { annual_sales = 12345678.9, annual_units = 10, followers = 7,
                               complaints = 0, credit = "良好" } } },
         { 8, { indicators = { followers = 3 } } } }, {
    winners = { { indicators = { annual_sales = 12345678.9, annual_units = 10, followers = 7,
                                 complaints = 0, credit = "良好" } },
                { indicators = { followers = 3, credit = null } } } }),
  rank({ { 1, { indicators = { complaints = 0 } } }, { 2, { indicators = { complaints = 99 } } } },
       { winners = { { host_id = "b" }, { host_id = "a" } } }),
}

case "the counts and prizes can be replaced for one call" {
  rank({ 9, 8, 7 }, {
    winners = { won("a", 1, "leading", 300000), won("b", 2, "outstanding", 200000) },
    ties = {}, not_selected = { "c" }, unfilled = { leading = 0, outstanding = 0, excellent = 0 },
    total_amount = 500000 },
    { params = { ["host_talent.leading.count"] = 1, ["host_talent.outstanding.count"] = 1,
                 ["host_talent.excellent.count"] = 0 } }),
  rank({ 9, 9 }, { ties = { tie({ "a", "b" }, 1, 2, { "leading_talent", "outstanding_talent" }) } },
       { params = { ["host_talent.leading.count"] = 1 } }),
  rank({ 9 }, { total_amount = 0.01 }, { params = { ["host_talent.leading.amount"] = 0.01 } }),
  rank({ 9 }, { ineligible = { { host_id = "a" } } },
       { params = { ["host_talent.min_age"] = 50 } }),
}

case "a year outside the programme's days is not ranked" {
  rank({ 9 }, refused("not_in_force", "第三十五条"),
       { params = { ["programme.effective_from"] = "2022-01-01" } }),
  rank({ 9 }, { complete = true }, { params = { ["programme.effective_from"] = "2021-12-31" } }),
}

local function faulty(more, field)
  return rank({ 9, { 8, more } }, bad("candidates[2]." .. field))
end

case "a fault in a candidate is named by its place" {
  faulty({ host_id = null }, "host_id"), faulty({ host_id = "a" }, "host_id"),
  faulty({ birth_date = null }, "birth_date"), faulty({ birth_date = "1990" }, "birth_date"),
  faulty({ livestreams_in_district = null }, "livestreams_in_district"),
  faulty({ conduct_ok = null }, "conduct_ok"), faulty({ capable = null }, "capable"),
  faulty({ serious_dishonesty = null }, "serious_dishonesty"),
  faulty({ score = null }, "score"), faulty({ score = "high" }, "score"),
  faulty({ panel_order = -1 }, "panel_order"), faulty({ panel_order = 1.5 }, "panel_order"),
  faulty({ rank = 1 }, "rank"), faulty({ indicators = 1 }, "indicators"),
  faulty({ indicators = { sales = 1 } }, "indicators.sales"),
  faulty({ indicators = { annual_sales = -1 } }, "indicators.annual_sales"),
  faulty({ indicators = { complaints = 1.5 } }, "indicators.complaints"),
  faulty({ indicators = { credit = 1 } }, "indicators.credit"),
  rank({ 9 }, bad "award_year", { award_year = null }),
  rank({ 9 }, bad "assessed_on", { assessed_on = "2021" }),
  rank({ 9 }, bad "candidates", { candidates = null }),
  rank({ 9 }, bad "candidates", { candidates = "a" }),
  rank({ 9 }, bad "params.host_talent.count", { params = { ["host_talent.count"] = 1 } }),
}
