-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local line, firm = live.line, live.firm

local kinds = {
  new = { base_id = "X", kind = "new", usable_area = 20000, planning_rational = true,
          facilities_complete = true, rooms = 100, investment = 100000000 },
  operating = { base_id = "X", kind = "operating", usable_area = 20000, rooms = 20,
                institutions = 20, active_hosts = 51, annual_sales = 1000000000 },
  wholesale_market = { base_id = "X", kind = "wholesale_market", live_area = 1000, rooms = 5,
                       active_hosts = 11, annual_sales = 100000000 },
}
local items = { new = "new_base", operating = "operating_base",
                wholesale_market = "wholesale_market" }

local function base(kind, more, expected, rest)
  return line(with({ bases = { with(kinds[kind], more) } }, rest), expected)
end

local function no(kind, more)
  return base(kind, more, { line_id = items[kind] .. ":X", status = "not_qualified", gross = 0,
                            amount = 0, title = null })
end

case "each kind of base at its thresholds qualifies and has its own citation" {
  base("new", {}, { line_id = "new_base:X", item = "new_base", cite = "第十二条(一)",
                    base_id = "X", status = "qualified", counted = 1, gross = 1000000,
                    amount = 1000000, title = null }),
  base("operating", {}, { line_id = "operating_base:X", item = "operating_base",
                          cite = "第十二条(二)", base_id = "X", status = "qualified",
                          gross = 200000, amount = 200000, title = null }),
  base("wholesale_market", {}, { line_id = "wholesale_market:X", item = "wholesale_market",
                                 cite = "第十二条(三)", base_id = "X", status = "qualified",
                                 gross = 30000, amount = 30000, title = null }),
}

case "a new base just below 20,000 m² or of 99 rooms, or badly laid out or equipped, gets none" {
  no("new", { usable_area = 19999.99 }), no("new", { rooms = 99 }),
  no("new", { planning_rational = false }), no("new", { facilities_complete = false }),
}

case "an operating base one short in any of the five tests gets none; 50 hosts are not over 50" {
  no("operating", { usable_area = 19999.99 }), no("operating", { rooms = 19 }),
  no("operating", { institutions = 19 }), no("operating", { active_hosts = 50 }),
  no("operating", { annual_sales = 999999999.99 }),
}

case "a market one short in any of the four tests gets none; 10 hosts are not over 10" {
  no("wholesale_market", { live_area = 999.99 }), no("wholesale_market", { rooms = 4 }),
  no("wholesale_market", { active_hosts = 10 }),
  no("wholesale_market", { annual_sales = 99999999.99 }),
}

for kind, facts in pairs(kinds) do
  local steps = {}
  for name in pairs(facts) do
    if name ~= "base_id" and name ~= "kind" then
      steps[#steps + 1] = base(kind, { [name] = null },
                               { status = "not_assessed", missing = { name }, gross = 0,
                                 amount = 0 })
    end
  end
  steps[#steps + 1] = base(kind, { rooms = 1, usable_area = null, live_area = null },
                           { status = "not_qualified", gross = 0, amount = 0 })
  case("a fact not given leaves a base unassessed, unless another condition fails: " .. kind)(
    steps)
end

case "a new base is paid by full steps of 100 million, up to five" {
  base("new", { investment = 0 }, { status = "qualified", counted = 0, gross = 0, amount = 0 }),
  base("new", { investment = 99999999.99 },
       { status = "qualified", counted = 0, gross = 0, amount = 0 }),
  base("new", { investment = 199999999.99 }, { counted = 1, gross = 1000000 }),
  base("new", { investment = 200000000 }, { counted = 2, gross = 2000000 }),
  base("new", { investment = 499999999.99 }, { counted = 4, gross = 4000000 }),
  base("new", { investment = 500000000 }, { counted = 5, gross = 5000000 }),
  base("new", { investment = 600000000 }, { gross = 5000000, amount = 5000000 }),
}

case "pro rata, an investment is paid to the whole fen below, up to 5 million" {
  base("new", { investment = 99999999.99 }, { status = "qualified", gross = 999999.99 },
       { params = { ["new_base.step_mode"] = "pro_rata" } }),
  base("new", { investment = 199999999.99 }, { gross = 1999999.99 },
       { params = { ["new_base.step_mode"] = "pro_rata" } }),
  base("new", { investment = 499999999.99 }, { gross = 4999999.99 },
       { params = { ["new_base.step_mode"] = "pro_rata" } }),
  base("new", { investment = 500000100 }, { gross = 5000000 },
       { params = { ["new_base.step_mode"] = "pro_rata" } }),
  base("new", { investment = 0.99 }, { status = "qualified", gross = 0 },
       { params = { ["new_base.step_mode"] = "pro_rata" } }),
}

case "an operating base is paid 10 a square metre to the fen, reaching its cap at 30,000 m²" {
  base("operating", { usable_area = 29999.99 }, { gross = 299999.9 }),
  base("operating", { usable_area = 20000.0019 }, { gross = 200000.01 }),
  base("operating", { usable_area = 30000 }, { gross = 300000 }),
  base("operating", { usable_area = 30000.01 }, { gross = 300000, amount = 300000 }),
}

case "a market is paid 30 a square metre of live area, up to 100,000" {
  base("wholesale_market", { live_area = 3333.33 }, { gross = 99999.9 }),
  base("wholesale_market", { live_area = 3333.3333 }, { gross = 99999.99 }),
  base("wholesale_market", { live_area = 3333.34 }, { gross = 100000 }),
  base("wholesale_market", { live_area = 5000, usable_area = 1 }, { gross = 100000 }),
}

case "every figure of the bases can be replaced for one call" {
  base("new", { usable_area = 19999.99 }, { status = "qualified" },
       { params = { ["new_base.min_area"] = 19999.99 } }),
  base("new", { rooms = 99 }, { status = "qualified" },
       { params = { ["new_base.min_rooms"] = 99 } }),
  base("new", { investment = 120000000 }, { counted = 2, gross = 140000 },
       { params = { ["new_base.step"] = 60000000, ["new_base.amount_per_step"] = 70000 } }),
  base("new", { investment = 900000000 }, { gross = 7000000 },
       { params = { ["new_base.cap"] = 7000000 } }),
  base("operating", { usable_area = 10, rooms = 1, institutions = 2, active_hosts = 4,
                      annual_sales = 5 }, { status = "qualified", gross = 70 },
       { params = { ["operating_base.min_area"] = 10, ["operating_base.min_rooms"] = 1,
                    ["operating_base.min_institutions"] = 2, ["operating_base.hosts_over"] = 3,
                    ["operating_base.min_sales"] = 5, ["operating_base.per_m2"] = 7 } }),
  base("operating", {}, { gross = 123.45 }, { params = { ["operating_base.cap"] = 123.45 } }),
  base("wholesale_market", { live_area = 10, rooms = 1, active_hosts = 4, annual_sales = 5 },
       { status = "qualified", gross = 70 },
       { params = { ["wholesale_market.min_live_area"] = 10,
                    ["wholesale_market.min_rooms"] = 1, ["wholesale_market.hosts_over"] = 3,
                    ["wholesale_market.min_sales"] = 5, ["wholesale_market.per_m2"] = 7 } }),
  base("wholesale_market", {}, { gross = 99 }, { params = { ["wholesale_market.cap"] = 99 } }),
}

case "a base is for all entities but a person" {
  base("operating", {}, { status = "qualified" }, { entity_type = "association" }),
  base("operating", {}, { status = "qualified" }, { entity_type = "unincorporated_producer" }),
  base("operating", {}, { status = "not_qualified", gross = 0 },
       { entity_type = "natural_person" }),
}

case "several bases come in the table's order, then as given, and add up" {
  { "award",
    with(firm, { bases = { with(kinds.wholesale_market, { base_id = "m" }),
                           with(kinds.new, { base_id = "b" }),
                           with(kinds.operating, { base_id = "o" }),
                           with(kinds.new, { base_id = "a", investment = 200000000 }) } }),
    { measures = { { line_id = "new_base:b" }, { line_id = "new_base:a" },
                   { line_id = "operating_base:o" }, { line_id = "wholesale_market:m" } },
      total = 3230000, titles = {} } },
}

local function faulty(more, field)
  return { "award", with(firm, { bases = { with(kinds.new, { base_id = "W" }),
                                           with(kinds.new, more) } }), bad(field) }
end

case "a fault in a base is named by its place, from 1" {
  faulty({ base_id = null }, "bases[2].base_id"), faulty({ base_id = "W" }, "bases[2].base_id"),
  faulty({ kind = null }, "bases[2].kind"), faulty({ kind = "newer" }, "bases[2].kind"),
  faulty({ usable_area = -1 }, "bases[2].usable_area"),
  faulty({ live_area = -0.01 }, "bases[2].live_area"),
  faulty({ investment = -0.01 }, "bases[2].investment"),
  faulty({ investment = 0.001 }, "bases[2].investment"),
  faulty({ annual_sales = -1 }, "bases[2].annual_sales"),
  faulty({ rooms = 1.5 }, "bases[2].rooms"), faulty({ rooms = -1 }, "bases[2].rooms"),
  faulty({ institutions = "1" }, "bases[2].institutions"),
  faulty({ active_hosts = true }, "bases[2].active_hosts"),
  faulty({ planning_rational = 1 }, "bases[2].planning_rational"),
  faulty({ facilities_complete = "true" }, "bases[2].facilities_complete"),
  faulty({ area = 1 }, "bases[2].area"),
}

case "the reasons of a base follow the conditions in order, then the sum" {
  base("operating", { rooms = 19 }, {
    reasons = {
      { cite = "第三条", rule = "entity_type", met = true },
      { cite = "第三条", rule = "registered_in_district", met = true },
      { cite = "第三条", rule = "livestream_business", met = true },
      { cite = "第三条", rule = "sound_finance", met = true },
      { cite = "第三条", rule = "no_serious_dishonesty", met = true },
      { cite = "第十一条(二)", rule = "min_area", met = true },
      { cite = "第十一条(二)", rule = "min_rooms", met = false },
      { cite = "第十一条(二)", rule = "min_institutions", met = true },
      { cite = "第十一条(二)", rule = "hosts_over", met = true },
      { cite = "第十一条(二)", rule = "min_sales", met = true } } }),
  base("new", {}, {
    reasons = {
      { cite = "第三条" }, { cite = "第三条" }, { cite = "第三条" }, { cite = "第三条" },
      { cite = "第三条" },
      { cite = "第十一条(一)", rule = "min_area", met = true },
      { cite = "第十一条(一)", rule = "planning_rational", met = true },
      { cite = "第十一条(一)", rule = "facilities_complete", met = true },
      { cite = "第十一条(一)", rule = "min_rooms", met = true },
      { cite = "第十二条(一)" } } }),
  base("wholesale_market", {}, {
    reasons = {
      { cite = "第三条" }, { cite = "第三条" }, { cite = "第三条" }, { cite = "第三条" },
      { cite = "第三条" },
      { cite = "第十一条(三)", rule = "min_live_area", met = true },
      { cite = "第十一条(三)", rule = "min_rooms", met = true },
      { cite = "第十一条(三)", rule = "hosts_over", met = true },
      { cite = "第十一条(三)", rule = "min_sales", met = true },
      { cite = "第十二条(三)" } } }),
}

local function prior(item, amount, more)
  return with({ item = item, award_year = 2020, amount = amount, base_id = "X" }, more)
end

case "a new base is paid what earlier awards of the same base left of it, in whatever year" {
  base("new", { investment = 300000000 }, { status = "qualified", gross = 3000000,
                                            amount = 1999999.99 },
       { prior_awards = { prior("new_base", 1000000.01) } }),
  base("new", { investment = 300000000 }, { status = "qualified", amount = 0.01 },
       { prior_awards = { prior("new_base", 2000000),
                          prior("new_base", 999999.99, { award_year = 2021 }) } }),
  base("new", { investment = 300000000 }, { status = "already_awarded", gross = 3000000,
                                            amount = 0 },
       { prior_awards = { prior("new_base", 3000000) } }),
  base("new", { investment = 100000000 }, { status = "already_awarded", gross = 1000000,
                                            amount = 0 },
       { prior_awards = { prior("new_base", 3000000) } }),
  base("new", { investment = 900000000 }, { status = "already_awarded", gross = 5000000,
                                            amount = 0 },
       { prior_awards = { prior("new_base", 5000000) } }),
  base("new", {}, { status = "qualified", amount = 1000000 },
       { prior_awards = { prior("new_base", 1000000, { base_id = "Y" }),
                          prior("operating_base", 300000) } }),
  base("new", { rooms = 99 }, { status = "not_qualified", gross = 0, amount = 0 },
       { prior_awards = { prior("new_base", 1000000) } }),
}

case "an operating base or a market is paid once ever, by the base and the item" {
  base("operating", {}, { status = "already_awarded", gross = 200000, amount = 0 },
       { prior_awards = { prior("operating_base", 0.01, { award_year = 1999 }) } }),
  base("operating", {}, { status = "qualified", amount = 200000 },
       { prior_awards = { prior("operating_base", 300000, { base_id = "Y" }),
                          prior("new_base", 5000000), prior("wholesale_market", 1) } }),
  base("wholesale_market", {}, { status = "already_awarded", gross = 30000, amount = 0 },
       { prior_awards = { prior("wholesale_market", 30000) } }),
  base("wholesale_market", {}, { status = "qualified" },
       { prior_awards = { prior("wholesale_market", 30000, { base_id = "Y" }) } }),
}
