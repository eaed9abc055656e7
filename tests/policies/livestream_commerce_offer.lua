-- SPDX-License-Identifier: MIT
policy "../../policies/livestream_commerce.lua"

local live = include "_livestream.lua"
local mix, copies = live.mix, live.copies

case "what is on offer, in the table's order" {
  { "measures", nil, { items = {
    { item = "host_talent", cite = "第七条(一)", kind = "yearly",
      title = { "leading_talent", "outstanding_talent", "excellent_talent" } },
    { item = "new_base", kind = "up_to_cap_a_base", title = {} },
    { item = "operating_base", kind = "one_off_a_base", title = {} },
    { item = "wholesale_market", kind = "one_off_a_base", title = {} },
    { item = "platform_service", kind = "one_off", title = { "incubation_base" } },
    { item = "training", kind = "one_off", title = { "incubation_base" } },
    { item = "mcn", kind = "one_off", title = { "incubation_base" } },
    { item = "brand_centre", kind = "one_off", title = { "quality_supply_chain" } },
    { item = "local_producer", kind = "yearly", title = { "quality_supply_chain" } },
    { item = "activity", kind = "each_activity", title = {} },
    { item = "case_by_case", kind = "as_decided", title = {} } } } },
  { "measures", { item = "activity", params = { ["activity.rate"] = 25 } },
    { items = { { item = "activity", cite = "第二十七条",
                  parameters = { ["activity.rate"] = 25, ["activity.cap"] = 100000,
                                 ["activity.cap_provincial"] = 2000000 } } } } },
  { "measures", { item = "operating_base" },
    { reasons = { { cite = "第十二条(二)" }, { cite = "第九条" }, { cite = "第十条" } } } },
  { "measures", { item = "fishing" }, bad "item" },
}

local function row(platform, sales, more)
  return with({ platform = platform, annual_sales = sales, annual_units = 1, followers = 2,
                complaints = 3 }, more)
end

local function sum(rows, expected) return { "sum_indicators", { rows = rows }, expected } end

case "the figures of a host's platforms are added up; a platform is named once" {
  sum({ row("douyin", 0.1), row("jd", 0.2), row("other", 1, { platform_name = "甲" }),
        row("other", 1, { platform_name = "乙" }) },
      { annual_sales = 2.3, annual_units = 4, followers = 8, complaints = 12, platforms = 4 }),
  sum({ row("jd", 1), row("jd", 1) }, refused "bad_input"),
  sum({ row("other", 1, { platform_name = "甲" }), row("other", 1, { platform_name = "甲" }) },
      refused "bad_input"),
  sum({ row("other", 1) }, bad "rows[1].platform_name"),
  sum({ row("jd", -1) }, bad "rows[1].annual_sales"),
  sum({ row("jd", 1, { complaints = null }) }, bad "rows[1].complaints"),
  sum(null, bad "rows"),
}

local company = { "application_report", "incubation_form", "business_licence", "legal_rep_id_copy",
                  "credit_record", "responsibility_statement" }
local chain = { "application_report", "supply_chain_form", "business_licence",
                "legal_rep_id_copy", "credit_record", "responsibility_statement" }
local papers = with(live.papers, {
  operating_base = live.papers.new_base, wholesale_market = live.papers.new_base,
  platform_service = mix(company, { "proof_served_enterprises", "proof_live_sales" }),
  mcn = mix(company, { "proof_exclusive_contracts", "proof_live_sales" }),
  brand_centre = mix(chain, { "proof_selection_service" }),
})

for item, list in pairs(papers) do
  local required = {}
  for place, code in ipairs(list) do required[place] = { code = code } end
  case("the papers of each item, in the table's order: " .. item) {
    { "check_materials", { item = item, provided = list },
      { complete = true, required = required, missing = {}, extra = {} } },
    { "check_materials", { item = item, provided = { list[2] } },
      { complete = false, missing = mix({ list[1] }, { table.unpack(list, 3) }), extra = {} } },
  }
end

for item, article in next, { host_talent = "第八条", operating_base = "第十三条", mcn = "第十八条",
                             local_producer = "第二十三条", activity = "第二十八条",
                             case_by_case = "第三十一条" } do
  case("papers are asked for by the article of their item: " .. item) {
    { "check_materials", { item = item, provided = empty }, { reasons = { { cite = article } } } },
  }
end

case "a case of its own asks for no papers; a paper of no item is unknown" {
  { "check_materials", { item = "case_by_case", provided = { "host_form" } },
    { complete = true, required = {}, missing = {}, extra = { "host_form" } } },
  { "check_materials", { item = "mcn", provided = { "host_form", "x" } }, bad "provided[2]" },
  { "check_materials", { item = "mcn" }, bad "provided" },
  { "check_materials", { provided = { "host_form" } }, bad "item" },
}

local function allocate(amounts, ceiling, expected, more)
  local claims = {}
  for number, amount in ipairs(amounts) do
    claims[number] = { claim_id = "c" .. number, amount = amount }
  end
  return { "allocate", with({ claims = claims, ceiling = ceiling }, more), expected }
end

case "in a queue the first that does not fit holds the rest" {
  allocate({ 60, 50, 10 }, 100,
           { claims = { { committed = 60, waiting = 0 }, { committed = 0, waiting = 50 },
                        { committed = 0, waiting = 10 } },
             committed = 60, waiting = 60, remaining = 40 }),
  allocate({ 60 }, 100, { committed = 60, remaining = 0 }, { already_committed = 40 }),
  allocate({ 60 }, 100, { committed = 0, waiting = 60 }, { already_committed = 40.01 }),
  allocate({ 60 }, 100, bad "already_committed", { already_committed = 100.01 }),
}

case "by shares each gets its part, cut down to the fen" {
  allocate({ 1, 1, 1 }, 1, { claims = { { committed = 0.33, waiting = 0.67 }, {}, {} },
                             committed = 0.99, waiting = 2.01, remaining = 0.01 },
           { shortage_rule = "prorate" }),
  allocate({ 1, 1 }, 2, { committed = 2, waiting = 0, remaining = 0 },
           { shortage_rule = "prorate" }),
  allocate({ 1, 1 }, 1, { claims = { { committed = 0.5 }, { committed = 0.5 } } },
           { params = { ["budget.shortage_rule"] = "prorate" } }),
  allocate({ 1, -1 }, 2, bad "claims[2].amount"), allocate({ 1 }, null, bad "ceiling"),
  allocate({ 1 }, 2, bad "shortage_rule", { shortage_rule = "lottery" }),
}

local school = with(live.firm, { trainees = 1000 })

case "a simulation lists rows refused, ranks the hosts and stops at the ceiling" {
  { "simulate", { ceiling = 400000, rows = {
      school, with(school, { trainees = -1 }), with(live.host, { host_score = 9 }),
      with(school, { applicant_id = "B" }) } },
    { scenarios = { { name = "base", rows = 4, bad_rows = { { row = 2, field = "trainees" } },
                      demand = 500000, paid = 400000, waiting = 100000, ceiling = 400000,
                      exhausted_at_row = 4, ties = {},
                      by_item = { { item = "host_talent", qualified = 1, gross = 300000,
                                    amount = 300000 },
                                  { item = "training", qualified = 2, displaced = 0,
                                    gross = 200000, amount = 200000 } } } } } },
  { "simulate", { ceiling = 100000, rows = { school }, scenarios = {
      { name = "甲" }, { name = "乙", params = { ["training.cap"] = 50000 }, ceiling = 1 } } },
    { scenarios = { { name = "甲", paid = 100000, exhausted_at_row = null },
                    { name = "乙", demand = 50000, paid = 0, ceiling = 1,
                      exhausted_at_row = 1 } } } },
  { "simulate", { rows = copies(school, 2) }, bad "ceiling" },
}

case "what is wrong with a row is told of it though its year is out of force" {
  { "simulate", { ceiling = 1, rows = { with(live.host, { host_place = 11 }), school },
                  scenarios = { { name = "甲", params = {
                    ["programme.effective_from"] = "2022-01-01" } } } },
    { scenarios = { { bad_rows = { { row = 1, field = "host_place" },
                                   { row = 2, field = "award_year" } } } } } },
}
