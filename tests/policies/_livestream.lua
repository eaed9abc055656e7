-- SPDX-License-Identifier: MIT
-- What the cases of the live-stream notice share: applicants, and the way of a claim through the
-- offices, written short.

local function t(day, clock) return day .. "T" .. (clock or "09:00:00") .. "+08:00" end

local firm = {
  applicant_id = "A", award_year = 2021, assessed_on = "2021-12-01",
  entity_type = "legal_person", registered_in_district = true, livestream_business = true,
  sound_finance = true, serious_dishonesty = false,
}

local host = {
  applicant_id = "H", award_year = 2021, assessed_on = "2021-12-01",
  entity_type = "natural_person", serious_dishonesty = false, birth_date = "1990-01-01",
  livestreams_in_district = true, conduct_ok = true, capable = true,
}

-- One award of a firm, and what its one line is.
local function line(facts, expected, rest)
  return { "award", with(firm, facts), with({ measures = { expected } }, rest) }
end

-- The same, refused for a field.
local function faulty(facts, field) return { "award", with(firm, facts), bad(field) } end

local function copies(value, count)
  local list = {}
  for number = 1, count do list[number] = value end
  return list
end

local function mix(...)
  local list = {}
  for _, part in ipairs { ... } do
    for _, entry in ipairs(part) do list[#list + 1] = entry end
  end
  return list
end

local five = { "organization_department", "trade_city_committee", "commerce_bureau",
               "market_regulator", "tax_bureau" }
local three = { "organization_department", "trade_city_committee", "commerce_bureau" }

local papers = {
  training = { "application_report", "incubation_form", "business_licence", "legal_rep_id_copy",
               "credit_record", "responsibility_statement", "proof_faculty", "proof_fees",
               "proof_enrolment", "proof_timetable", "proof_photos" },
  activity = { "application_report", "activity_form", "business_licence",
               "responsible_person_id_copy", "activity_plan", "activity_photos", "news_reports",
               "guest_list", "expense_breakdown", "invoice_copies", "credit_record",
               "responsibility_statement" },
  host_talent = { "application_report", "host_form", "id_card_copy", "credit_record",
                  "proof_annual_sales", "proof_annual_units", "proof_followers",
                  "proof_complaints", "responsibility_statement" },
  local_producer = { "application_report", "supply_chain_form", "business_licence",
                     "legal_rep_id_copy", "credit_record", "responsibility_statement",
                     "proof_live_sales" },
  new_base = { "base_form", "business_licence", "legal_rep_id_copy", "credit_record",
               "responsibility_statement", "base_report", "base_proof" },
}

local function id(number, year) return string.format("LS-%d-%06d", year or 2021, number) end

-- Applications.
local function apply(more, expected)
  return { "apply",
           with(with(firm, { actor = "applicant", at = t "2022-02-01", unit = "柳青街道",
                             materials = papers.training, line_id = "training",
                             trainees = 1000 }), more), expected }
end

local function apply_producer(sales, more, expected)
  return apply(with({ trainees = null, line_id = "local_producer", local_producer = true,
                      sells_via_third_party = true, producer_live_sales = sales,
                      materials = papers.local_producer }, more), expected)
end

local function apply_activity(cost, more, expected)
  return apply(with({ trainees = null, line_id = "activity:a", materials = papers.activity,
                      activities = { { activity_id = "a", kind = "expo",
                                       held_on = "2021-09-10", main_venue_in_district = true,
                                       actual_cost = cost } } }, more), expected)
end

local function apply_host(applicant_id, more, expected)
  return { "apply",
           with(with(host, { actor = "applicant", at = t "2022-02-01", unit = "柳青街道",
                             materials = papers.host_talent, line_id = "host_talent",
                             applicant_id = applicant_id }), more), expected }
end

local function recommend(claim_id, more, expected)
  return { "recommend",
           with({ actor = "unit", at = t "2022-02-10", claim_id = claim_id, unit = "柳青街道",
                  result = "pass", associations = { "电商协会" } }, more), expected }
end

local function review(claim_id, more, expected)
  return { "expert_review",
           with({ actor = "expert_institution", at = t "2022-02-20", claim_id = claim_id,
                  institution = "甲评估公司", complete = true, compliant = true,
                  result = "pass" }, more), expected }
end

local function decide(decisions, more, expected)
  return { "joint_decide",
           with({ actor = "joint_panel", at = t "2022-03-01", bodies = five,
                  decisions = decisions }, more), expected }
end

local function publicise(claim_ids, more, expected)
  return { "publicise",
           with({ actor = "joint_bodies", at = t "2022-03-10", bodies = three,
                  claim_ids = claim_ids, media = "区政府网站", end_date = "2022-03-20" },
                more), expected }
end

local function clear(claim_ids, more, expected)
  return { "clear", with({ actor = "commerce_bureau", at = t "2022-03-21",
                           claim_ids = claim_ids }, more), expected }
end

local function disburse(claim_ids, more, expected)
  return { "disburse", with({ actor = "commerce_bureau", at = t "2022-04-01",
                              claim_ids = claim_ids, paid_on = "2022-04-01" }, more), expected }
end

local function budget(year, amount, more, expected)
  return { "set_budget", with({ actor = "finance_bureau", at = t "2022-01-10", year = year,
                                amount = amount, document = "预算文件" }, more), expected }
end

local function report(year, expected)
  return { "report", { actor = "anyone", at = t "2023-12-31", budget_year = year }, expected }
end

local function fund(year, expected) return report(year, { fund = expected }) end

local function status(claim_id, expected)
  return { "status", { actor = "anyone", at = t "2023-12-31", claim_id = claim_id },
           { claims = { expected } } }
end

local function revoke(claim_id, more, expected)
  return { "revoke", with({ actor = "joint_bodies", at = t "2022-08-01", bodies = three,
                            claim_id = claim_id, ground = "violation",
                            document = "联合决定" }, more), expected }
end

local function withdraw(claim_id, more, expected)
  return { "withdraw", with({ actor = "applicant", at = t "2022-08-01", claim_id = claim_id,
                              reason = "自愿" }, more), expected }
end

local function object(claim_id, more, expected)
  return { "object", with({ actor = "anyone", at = t "2022-03-15", claim_id = claim_id,
                            by = "某企业", grounds = "数据不实" }, more), expected }
end

local function resolve(objection_id, outcome, more, expected)
  return { "resolve_objection",
           with({ actor = "joint_bodies", at = t "2022-03-18", objection_id = objection_id,
                  outcome = outcome, decision = "核查" }, more), expected }
end

local function grant(claim_ids, more, expected)
  return { "grant_title", with({ actor = "joint_bodies", at = t "2022-05-01", bodies = three,
                                 claim_ids = claim_ids }, more), expected }
end

local sound = { "audit", { actor = "anyone", at = t "2023-12-31" },
                { holds = true,
                  laws = { { law = "L1", holds = true }, { law = "L2", holds = true },
                           { law = "L3", holds = true }, { law = "L4", holds = true },
                           { law = "L5", holds = true }, { law = "L6", holds = true } } } }

-- Steps that bring one producer a sum of so many units of 20,000 to a state, for each entry of
-- the list; claims are numbered from 1.
local function producers(units, state)
  local steps, ids = {}, {}
  for number, count in ipairs(units) do
    ids[number] = id(number)
    steps[#steps + 1] = apply_producer(count * 1000000, { applicant_id = "P" .. number })
  end
  if state == "applied" then return steps end
  for _, claim_id in ipairs(ids) do steps[#steps + 1] = recommend(claim_id) end
  if state == "recommended" then return steps end
  for _, claim_id in ipairs(ids) do steps[#steps + 1] = review(claim_id) end
  if state == "expert_passed" then return steps end
  local decisions = {}
  for number, claim_id in ipairs(ids) do
    decisions[number] = { claim_id = claim_id, result = "pass" }
  end
  steps[#steps + 1] = decide(decisions)
  if state == "approved" then return steps end
  steps[#steps + 1] = publicise(ids)
  if state == "publicised" then return steps end
  steps[#steps + 1] = budget(2022, 1000000000)
  steps[#steps + 1] = clear(ids)
  if state == "cleared" then return steps end
  steps[#steps + 1] = disburse(ids)
  return steps
end

-- The same for hosts a, b, c, ..., up to expert_passed.
local function hosts(count)
  local steps = {}
  for number = 1, count do
    steps[#steps + 1] = apply_host("H" .. number)
    steps[#steps + 1] = recommend(id(number))
    steps[#steps + 1] = review(id(number))
  end
  return steps
end

local function rank_hosts(scores, more, expected)
  local list = {}
  for number, score in ipairs(scores) do
    list[number] = type(score) == "table" and score or { claim_id = id(number), score = score }
  end
  return { "rank_hosts", with({ actor = "joint_panel", at = t "2022-03-01", award_year = 2021,
                                bodies = five, scores = list }, more), expected }
end

-- Steps of a prelude, then those of the case.
local function after(prelude, steps) return mix(prelude, steps) end

return { t = t, firm = firm, host = host, line = line, faulty = faulty, copies = copies, mix = mix,
  five = five, three = three, papers = papers, id = id, apply = apply,
  apply_producer = apply_producer, apply_activity = apply_activity, apply_host = apply_host,
  recommend = recommend, review = review, decide = decide, publicise = publicise, clear = clear,
  disburse = disburse, budget = budget, report = report, fund = fund, status = status,
  revoke = revoke, withdraw = withdraw, object = object, resolve = resolve, grant = grant,
  sound = sound, producers = producers, hosts = hosts, rank_hosts = rank_hosts, after = after }
