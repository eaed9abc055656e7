-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local line, mix, faulty = live.line, live.mix, live.faulty

local centre = { centre_known_brand = true, centre_operating_normally = true,
                 centre_opened_on = "2020-12-01", centre_served_enterprises = 100 }

local function brand(more, expected) return line(with(centre, more), expected) end

case "a brand's centre a year in operation, serving 100, is paid 50,000" {
  brand({}, { line_id = "brand_centre", item = "brand_centre", cite = "第二十二条(一)",
              status = "qualified", gross = 50000, amount = 50000,
              title = "quality_supply_chain" }),
  brand({ centre_served_enterprises = 99 }, { status = "not_qualified", gross = 0,
                                              title = null }),
  brand({ centre_known_brand = false }, { status = "not_qualified", gross = 0 }),
  brand({ centre_operating_normally = false }, { status = "not_qualified", gross = 0 }),
  brand({ centre_opened_on = "2020-12-02" }, { status = "not_qualified", gross = 0 }),
  brand({ centre_opened_on = "2022-01-01" }, { status = "not_qualified" }),
}

case "a centre's fact not given leaves it unassessed" {
  brand({ centre_known_brand = null }, { status = "not_assessed",
                                         missing = { "centre_known_brand" } }),
  brand({ centre_operating_normally = null },
        { status = "not_assessed", missing = { "centre_operating_normally" } }),
  brand({ centre_opened_on = null }, { status = "not_assessed", gross = 0, amount = 0,
                                       missing = { "centre_opened_on" } }),
  brand({ centre_opened_on = null, centre_operating_normally = false },
        { status = "not_qualified" }),
  brand({ centre_opened_on = null, centre_served_enterprises = 99 },
        { status = "not_qualified" }),
  { "award", with(live.firm, with(centre, { centre_served_enterprises = null })),
    { measures = {}, total = 0 } },
}

case "a year from 29 February is over on 1 March of a common year" {
  brand({ centre_opened_on = "2020-02-29", assessed_on = "2021-02-28" },
        { status = "not_qualified" }),
  brand({ centre_opened_on = "2020-02-29", assessed_on = "2021-03-01" },
        { status = "qualified" }),
  brand({ centre_opened_on = "2019-02-28", assessed_on = "2020-02-28" },
        { status = "qualified" }),
}

case "the day of the request stands for assessed_on" {
  brand({ assessed_on = null, at = "2021-12-01T00:00:00+08:00" }, { status = "qualified" }),
  brand({ assessed_on = null, at = "2021-11-30T23:59:59+08:00" }, { status = "not_qualified" }),
  brand({ assessed_on = null, at = "2021-11-30T16:00:00+00:00" }, { status = "qualified" }),
}

case "the figures of a centre can be replaced for one call" {
  brand({ centre_served_enterprises = 5, params = { ["brand_centre.min_served"] = 5 } },
        { status = "qualified" }),
  brand({ params = { ["brand_centre.min_years"] = 2 } }, { status = "not_qualified" }),
  brand({ centre_opened_on = "2019-12-01", params = { ["brand_centre.min_years"] = 2 } },
        { status = "qualified" }),
  brand({ centre_opened_on = "2021-12-01", params = { ["brand_centre.min_years"] = 0 } },
        { status = "qualified" }),
  brand({ params = { ["brand_centre.amount"] = 0.01 } }, { gross = 0.01, amount = 0.01 }),
}

case "a centre is paid once ever, and is open to all but a person" {
  brand({ prior_awards = { { item = "brand_centre", award_year = 2000, amount = 50000 } } },
        { status = "already_awarded", gross = 50000, amount = 0 }),
  brand({ entity_type = "association" }, { status = "qualified" }),
  brand({ entity_type = "unincorporated_producer" }, { status = "qualified" }),
  brand({ entity_type = "natural_person" }, { status = "not_qualified" }),
}

local maker = { local_producer = true, sells_via_third_party = true,
                producer_live_sales = 1000000 }

local function producer(more, expected) return line(with(maker, more), expected) end

case "a local producer is paid 20,000 for each full million, from one to fifty" {
  producer({}, { line_id = "local_producer", item = "local_producer", cite = "第二十二条(二)",
                 status = "qualified", counted = 1, gross = 20000, amount = 20000,
                 title = "quality_supply_chain" }),
  producer({ producer_live_sales = 999999.99 }, { status = "not_qualified", gross = 0,
                                                  title = null }),
  producer({ producer_live_sales = 0 }, { status = "not_qualified" }),
  producer({ producer_live_sales = 1999999.99 }, { counted = 1, gross = 20000 }),
  producer({ producer_live_sales = 2000000 }, { counted = 2, gross = 40000 }),
  producer({ producer_live_sales = 49999999.99 }, { counted = 49, gross = 980000 }),
  producer({ producer_live_sales = 50000000 }, { counted = 50, gross = 1000000 }),
  producer({ producer_live_sales = 51000000 }, { gross = 1000000, amount = 1000000 }),
}

case "pro rata, a producer's sales are paid to the fen below" {
  producer({ producer_live_sales = 1999999.99,
             params = { ["local_producer.step_mode"] = "pro_rata" } }, { gross = 39999.99 }),
  producer({ producer_live_sales = 1000000.49,
             params = { ["local_producer.step_mode"] = "pro_rata" } }, { gross = 20000 }),
  producer({ producer_live_sales = 1000000.50,
             params = { ["local_producer.step_mode"] = "pro_rata" } }, { gross = 20000.01 }),
  producer({ producer_live_sales = 999999.99,
             params = { ["local_producer.step_mode"] = "pro_rata" } },
           { status = "not_qualified", gross = 0 }),
  producer({ producer_live_sales = 90000000,
             params = { ["local_producer.step_mode"] = "pro_rata" } }, { gross = 1000000 }),
}

case "a producer must be local and sell through third parties, legal person or not" {
  producer({ local_producer = false }, { status = "not_qualified", gross = 0 }),
  producer({ sells_via_third_party = false }, { status = "not_qualified", gross = 0 }),
  producer({ local_producer = null }, { status = "not_assessed",
                                        missing = { "local_producer" } }),
  producer({ sells_via_third_party = null }, { status = "not_assessed",
                                               missing = { "sells_via_third_party" } }),
  producer({ local_producer = null, sells_via_third_party = null },
           { missing = { "local_producer", "sells_via_third_party" } }),
  producer({ local_producer = false, sells_via_third_party = null },
           { status = "not_qualified" }),
  producer({ entity_type = "unincorporated_producer" }, { status = "qualified" }),
  producer({ entity_type = "unincorporated_producer", registered_in_district = false },
           { status = "not_qualified" }),
  producer({ entity_type = "association" }, { status = "not_qualified" }),
  producer({ entity_type = "natural_person" }, { status = "not_qualified" }),
}

case "a producer is paid every year, once in each" {
  producer({ prior_awards = { { item = "local_producer", award_year = 2021, amount = 1 } } },
           { status = "already_awarded", gross = 20000, amount = 0 }),
  producer({ prior_awards = { { item = "local_producer", award_year = 2020, amount = 1000000 },
                              { item = "local_producer", award_year = 2022, amount = 1 } } },
           { status = "qualified", amount = 20000 }),
}

case "the figures of a producer can be replaced for one call" {
  producer({ producer_live_sales = 10, params = { ["local_producer.min_sales"] = 10 } },
           { status = "qualified", counted = 0, gross = 0 }),
  producer({ producer_live_sales = 1500000, params = { ["local_producer.step"] = 500000 } },
           { counted = 3, gross = 60000 }),
  producer({ params = { ["local_producer.amount_per_step"] = 0.07 } }, { gross = 0.07 }),
  producer({ params = { ["local_producer.cap"] = 19999.99 } }, { gross = 19999.99 }),
}

case "a centre that is a producer too gets both sums and the title once" {
  { "award", with(live.firm, with(centre, maker)),
    { measures = { { line_id = "brand_centre" }, { line_id = "local_producer" } },
      total = 70000, titles = { "quality_supply_chain" } } },
}

case "faults in what is said of supply are named" {
  faulty({ centre_opened_on = "2021-02-29" }, "centre_opened_on"),
  faulty({ centre_opened_on = "2021-2-9" }, "centre_opened_on"),
  faulty({ centre_served_enterprises = -1 }, "centre_served_enterprises"),
  faulty({ centre_known_brand = "yes" }, "centre_known_brand"),
  faulty({ centre_operating_normally = 1 }, "centre_operating_normally"),
  faulty({ producer_live_sales = -0.01 }, "producer_live_sales"),
  faulty({ producer_live_sales = 1.234 }, "producer_live_sales"),
  faulty({ local_producer = 1 }, "local_producer"),
  faulty({ sells_via_third_party = 1 }, "sells_via_third_party"),
}

local third = { { cite = "第三条", rule = "registered_in_district" },
                { cite = "第三条", rule = "livestream_business" },
                { cite = "第三条", rule = "sound_finance" },
                { cite = "第三条", rule = "no_serious_dishonesty" } }

case "the reasons of supply follow the conditions in order, then the sum" {
  brand({}, { reasons = mix({ { cite = "第三条", rule = "entity_type" } }, third, {
    { cite = "第二十条", rule = "known_brand", met = true },
    { cite = "第二十一条(一)", rule = "operating_one_year", met = true },
    { cite = "第二十一条(一)", rule = "min_served", met = true },
    { cite = "第二十二条(一)" } }) }),
  producer({}, { reasons = mix({ { cite = "第二十条", rule = "entity_type" } }, third, {
    { cite = "第二十条", rule = "local_producer", met = true },
    { cite = "第二十条", rule = "sells_via_third_party", met = true },
    { cite = "第二十一条(二)", rule = "min_sales", met = true },
    { cite = "第二十二条(二)" } }) }),
}
