-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local line, copies, mix, faulty = live.line, live.copies, live.mix, live.faulty

local function served(good, others, value)
  return mix(copies(20000000, good), copies(value or 19999999.99, others or 0))
end

local function platform(list, expected, more)
  return line(with({ platform_recognised = true, served_enterprise_sales = list }, more), expected)
end

case "a platform service company needs 30 enterprises of 20 million each, no fen less" {
  platform(served(30), { line_id = "platform_service", item = "platform_service",
                         cite = "第十七条(一)", status = "qualified", counted = 30,
                         gross = 30000, amount = 30000, title = "incubation_base" }),
  platform(served(29, 40), { status = "not_qualified", gross = 0, amount = 0, title = null }),
  platform(served(29, 1), { status = "not_qualified" }),
  platform({ 0 }, { status = "not_qualified", gross = 0 }),
  platform(served(30), { status = "not_qualified", gross = 0 }, { platform_recognised = false }),
  platform(served(30), { status = "not_assessed", missing = { "platform_recognised" } },
           { platform_recognised = null }),
  platform(served(29), { status = "not_qualified" }, { platform_recognised = null }),
}

case "it is paid for those that reach 20 million, or for all served where so set, up to 200" {
  platform(served(31, 9), { counted = 31, gross = 31000 }),
  platform(served(31, 9), { counted = 40, gross = 40000 },
           { params = { ["platform_service.paid_count"] = "all" } }),
  platform(served(29, 9), { status = "not_qualified", gross = 0 },
           { params = { ["platform_service.paid_count"] = "all" } }),
  platform(served(199), { counted = 199, gross = 199000 }),
  platform(served(200), { counted = 200, gross = 200000 }),
  platform(served(201), { gross = 200000, amount = 200000 }),
  platform(served(2), { status = "qualified", gross = 14 },
           { params = { ["platform_service.min_served"] = 2,
                        ["platform_service.per_enterprise"] = 7 } }),
  platform(served(1, 1), { status = "qualified", gross = 2000 },
           { params = { ["platform_service.min_served"] = 2,
                        ["platform_service.min_sales_each"] = 19999999.99 } }),
  platform(served(30), { gross = 5 }, { params = { ["platform_service.cap"] = 5 } }),
}

local function training(own, expected, more)
  return line(with({ trainees = own }, more), expected)
end

case "a training company needs 1,000 trainees that are not of affiliates" {
  training(999, { line_id = "training", cite = "第十七条(二)", status = "not_qualified",
                  gross = 0, amount = 0, title = null }),
  training(1000, { status = "qualified", counted = 1000, gross = 100000, amount = 100000,
                   title = "incubation_base" }),
  training(1001, { status = "qualified", counted = 1001, gross = 100000 }),
  training(1500, { status = "qualified", counted = 1000 }, { affiliate_trainees = 500 }),
  training(1500, { status = "not_qualified" }, { affiliate_trainees = 501 }),
  training(0, { status = "not_qualified" }),
  training(1000, { status = "not_qualified" }, { affiliate_trainees = 1000 }),
  training(5000, { status = "not_qualified", gross = 0 }, { is_affiliate = true }),
  training(5000, { status = "qualified" }, { is_affiliate = false }),
}

case "its figures can be replaced for one call" {
  training(10, { status = "qualified", gross = 1000 },
           { params = { ["training.min_trainees"] = 10 } }),
  training(1000, { gross = 99.5 }, { params = { ["training.cap"] = 99.5 } }),
  training(1000, { gross = 15500 }, { params = { ["training.per_trainee"] = 15.5 } }),
}

case "more trainees of affiliates than of all is bad input, if all are given" {
  faulty({ trainees = 10, affiliate_trainees = 11 }, "affiliate_trainees"),
  training(10, { status = "not_qualified" }, { affiliate_trainees = 10 }),
  { "award", with(live.firm, { affiliate_trainees = 10 }), { measures = {}, total = 0 } },
}

local function mcn(list, expected, more)
  return line(with({ exclusive_host_sales = list }, more), expected)
end

case "an MCN is paid the best of three; 10 million is the least a host must sell" {
  mcn({ 9999999.99 }, { line_id = "mcn", cite = "第十七条(三)", status = "not_qualified",
                        gross = 0, amount = 0, title = null }),
  mcn({ 0 }, { status = "not_qualified", gross = 0 }),
  mcn({ 10000000 }, { status = "qualified", gross = 10000, title = "incubation_base",
                      alternatives = { top_host = 0, group = 0, per_host = 10000 } }),
  mcn({ 10000000, 9999999.99, 0 }, { status = "qualified", gross = 10000 }),
  mcn(copies(10000000, 9), { gross = 90000 }),
  mcn(copies(10000000, 10), { gross = 100000 }),
  mcn(copies(10000000, 11),
      { gross = 100000, alternatives = { top_host = 0, group = 0, per_host = 100000 } }),
}

case "five hosts of 50 million make the group; a fen less in one unmakes it" {
  mcn(copies(50000000, 5),
      { gross = 100000, alternatives = { top_host = 0, group = 100000, per_host = 50000 } }),
  mcn(mix(copies(50000000, 4), { 49999999.99 }),
      { gross = 50000, alternatives = { top_host = 0, group = 0, per_host = 50000 } }),
  mcn(copies(50000000, 10), { gross = 100000 }),
}

case "one host of 500 million makes 200,000, and two no more" {
  mcn({ 499999999.99 },
      { gross = 10000, alternatives = { top_host = 0, group = 0, per_host = 10000 } }),
  mcn({ 500000000 },
      { gross = 200000, alternatives = { top_host = 200000, group = 0, per_host = 10000 } }),
  mcn({ 500000000, 600000000 }, { gross = 200000 }),
}

case "the three add up where so set, and each figure can be replaced" {
  mcn(copies(500000000, 12),
      { gross = 400000, amount = 400000,
        alternatives = { top_host = 200000, group = 100000, per_host = 100000 } },
      { params = { ["mcn.combine"] = "cumulative" } }),
  mcn({ 10000000 }, { gross = 7 },
      { params = { ["mcn.top_host_sales"] = 10000000, ["mcn.top_host_amount"] = 7,
                   ["mcn.per_host"] = 5 } }),
  mcn({ 100, 90 }, { gross = 9, alternatives = { top_host = 0, group = 9, per_host = 4 } },
      { params = { ["mcn.group_hosts"] = 2, ["mcn.group_sales_each"] = 90,
                   ["mcn.group_amount"] = 9, ["mcn.host_sales_each"] = 50,
                    ["mcn.per_host"] = 2 } }),
  mcn(copies(10000000, 3), { gross = 25000 }, { params = { ["mcn.per_host_cap"] = 25000 } }),
}

local items = {
  platform_service = { platform_recognised = true, served_enterprise_sales = served(30) },
  training = { trainees = 1000 },
  mcn = { exclusive_host_sales = { 10000000 } },
}

for item, facts in pairs(items) do
  local steps = {}
  for _, entity in ipairs { "unincorporated_producer", "association", "natural_person" } do
    steps[#steps + 1] = line(with(facts, { entity_type = entity }),
                             { line_id = item, status = "not_qualified", gross = 0 })
  end
  for _, name in ipairs { "registered_in_district", "livestream_business", "sound_finance" } do
    steps[#steps + 1] = line(with(facts, { [name] = false }),
                             { status = "not_qualified", gross = 0 })
  end
  steps[#steps + 1] = line(with(facts, { serious_dishonesty = true }),
                           { status = "not_qualified", gross = 0 }, { titles = {} })
  case("only a sound legal person of the district gets it: " .. item)(steps)

  local function prior(more)
    return { with({ item = item, award_year = 2019, amount = 1 }, more) }
  end
  case("it is paid once ever: " .. item) {
    line(with(facts, { prior_awards = prior() }),
         { status = "already_awarded", amount = 0 }, { total = 0, titles = {} }),
    line(with(facts, { prior_awards = prior { award_year = 2021 } }),
         { status = "already_awarded", amount = 0 }),
    line(with(facts, { prior_awards = prior { item = "brand_centre" } }),
         { status = "qualified" }),
  }
end

case "a company in three roles is paid for each, and gets the title once" {
  { "award",
    with(live.firm, with(with(items.platform_service, items.training), items.mcn)),
    { measures = { { line_id = "platform_service", amount = 30000 },
                   { line_id = "training", amount = 100000 },
                   { line_id = "mcn", amount = 10000 } },
      total = 140000, titles = { "incubation_base" }, displaced = {} } },
}

case "a list of sales is read entry by entry" {
  faulty({ served_enterprise_sales = { 1, "20000000" } }, "served_enterprise_sales[2]"),
  faulty({ served_enterprise_sales = { 1, -1 } }, "served_enterprise_sales[2]"),
  faulty({ served_enterprise_sales = { "much" } }, "served_enterprise_sales[1]"),
  faulty({ served_enterprise_sales = 5 }, "served_enterprise_sales"),
  faulty({ exclusive_host_sales = { 1, 2, 0.001 } }, "exclusive_host_sales[3]"),
  faulty({ exclusive_host_sales = { true } }, "exclusive_host_sales[1]"),
  faulty({ trainees = -1 }, "trainees"), faulty({ trainees = 1.5 }, "trainees"),
  faulty({ trainees = 1, affiliate_trainees = -1 }, "affiliate_trainees"),
  faulty({ is_affiliate = "no" }, "is_affiliate"),
  faulty({ platform_recognised = 1 }, "platform_recognised"),
}

local general = { { cite = "第十五条", rule = "entity_type", met = true },
                  { cite = "第三条", rule = "registered_in_district", met = true },
                  { cite = "第三条", rule = "livestream_business", met = true },
                  { cite = "第三条", rule = "sound_finance", met = true },
                  { cite = "第三条", rule = "no_serious_dishonesty", met = true } }

case "the reasons follow the conditions in order, then the sum" {
  line(items.platform_service, { reasons = mix(general, {
    { cite = "第十六条(一)", rule = "platform_recognised", met = true },
    { cite = "第十六条(一)", rule = "min_served", met = true }, { cite = "第十七条(一)" } }) }),
  line({ trainees = 999 }, { reasons = mix(general, {
    { cite = "第十六条(二)", rule = "not_affiliate", met = true },
    { cite = "第十六条(二)", rule = "min_trainees", met = false } }) }),
  line(items.mcn, { reasons = mix(general, {
    { cite = "第十六条(三)", rule = "host_min", met = true }, { cite = "第十七条(三)" } }) }),
}
