-- SPDX-License-Identifier: MIT
-- The plan, what recurs, challenges, what is owed on a day, and the lists.
policy "../../policies/normative_documents.lua"

local c = include "_life.lua"
local event, record, up_to, entered, unit = c.event, c.record, c.up_to, c.entered, c.unit
local t = c.t

local function due(day, more, expected)
  return { "due", with({ at = t(day) }, more), expected }
end
local function of_doc(day, ...)
  return due(day, { doc = "D" }, { items = { ... } })
end
local function duty(name, from, by, state, left, more)
  return with({ duty = name, from = from, by = by or null, state = state,
                days_left = left or null }, more)
end

-- The plan

local function report(day, more, expected)
  return { "plan", with({ action = "report", year = 2023, unit = "com", items = empty,
                          at = t(day) }, more), expected }
end
local whole = { name = "甲", guiding_idea = "乙", basis = "丙", main_content = "丁", issuer = "戊",
                submit_on = "2023-03-01" }
case "units report in December, each item whole" (up_to(nil, nil, {
  report("2022-11-30", {}, { timing = "early" }), report("2022-12-01", {}, { timing = "on_time" }),
  report("2022-12-31", { items = { whole } }, { timing = "on_time" }),
  report("2023-01-01", {}, { timing = "late" }),
  report("2022-12-01", { unit = "x" }, refused("unit_unknown")),
  report("2022-12-01", { items = { whole, with(whole, { basis = " " }) } },
         refused("plan_item_incomplete", "第十条", { field = "items[2].basis" })),
  report("2022-12-01", { items = { with(whole, { submit_on = null }) } },
         refused("plan_item_incomplete", "第十条", { field = "items[1].submit_on" })),
  report("2022-12-01", { approved = true }, bad "approved"),
}))
local function issue(day, items, more, expected)
  return { "plan", with({ action = "issue", year = 2022, items = items, approved = true,
                          at = t(day) }, more), expected }
end
local function item(id, drafter) return { item = id, name = "甲", drafter = drafter or "com" } end
case "a plan is approved, issued, and grows" (up_to(nil, nil, {
  issue("2022-01-20", { item "a" }, { approved = false }, refused("plan_not_approved", "第十一条")),
  issue("2022-01-20", { item("a", "x") }, {}, refused("unit_unknown")),
  issue("2022-01-20", { item "a", item "b" }, {}, { count = 2 }),
  issue("2022-02-20", { item "c", item "b" }, {}, refused("item_exists")),
  issue("2022-02-20", { item "c" }, {}, { count = 3 }),
  issue("2022-02-20", { item "a" }, { year = 2023 }, { count = 1 }),
}))
case "only a plan issued before counts, and only that of the year" (up_to(nil, nil, {
  event("open", "2022-02-07", { maker = "gov", drafter = "com", plan_item = "a" }),
  issue("2022-03-02", { item "a" }),
  event("submit", "2022-03-01", {}, refused("not_in_plan", "第十二条")),
  event("submit", "2022-03-02", {}, { warnings = {} }),
}))

-- What recurs

local function done(day, more, expected)
  return { "done", with({ at = t(day) }, more), expected }
end
local function annual(day, more, expected)
  return done(day, with({ duty = "annual_report", unit = "com", year = 2022 }, more), expected)
end
local function quarterly(day, expected)
  return done(day, { duty = "quarterly_catalogue", year = 2022, quarter = 4 }, expected)
end
case "a report of a year is made once, after it, by the fifth of January" (up_to(nil, nil, {
  annual("2023-01-05", { unit = "x" }, refused("unit_unknown")),
  annual("2022-12-31", {}, refused("period_not_over", "第五十五条")),
  annual("2023-01-05", {}, { late = false }), annual("2023-01-06", {}, refused("already_done")),
  annual("2023-01-06", { unit = "mkt" }, { late = true }),
  quarterly("2022-12-31", refused("period_not_over", "第四十三条")),
  quarterly("2023-06-01", { late = false }), quarterly("2023-06-02", refused("already_done")),
  done("2022-01-01", { duty = "cleanup_catalogue" }),
  done("2022-01-01", { duty = "cleanup_catalogue" }, { late = false }),
  done("2022-01-01", { duty = "cleanup_catalogue", year = 2022 }, bad "year"),
  done("2023-01-01", { duty = "quarterly_catalogue", year = 2022, quarter = 5 }, bad "quarter"),
}))
case "the quarterly catalogue has a last day once its office sets one" (up_to(nil, nil, {
  own { ["catalogue.due_days"] = 15 },
  quarterly("2023-01-17", { late = true }),
}))
case "who is registered by the last day owes the yearly reports" (up_to(nil, nil, {
  due("2022-11-30", {}, { items = {} }),
  due("2022-12-01", { owner = "com" }, { items = {
    duty("plan_report", "2022-12-01", "2022-12-31", "open", 30, { unit = "com", year = 2023 }) } }),
  report("2022-12-05"),
  unit("late", "township", { at = t "2023-01-03" }),
  due("2023-01-03", {}, { items = {
    duty("plan_report", "2022-12-01", "2022-12-31", "overdue", -3, { unit = "mkt", year = 2023 }),
    duty("annual_report", "2023-01-01", "2023-01-05", "open", 2, { unit = "com", year = 2022 }),
    { unit = "late", year = 2022 }, { unit = "mkt", year = 2022 } } }),
  annual("2023-01-04"),
  due("2023-01-04", { owner = "com" }, { items = {} }),
}))

-- What a document owes

case "who was asked owes a reply until it comes, or until the review" (up_to("submit", {}, {
  record("ask_unit", "2022-03-01", { unit = "mkt", way = "written", reply_by = "2022-03-04" }),
  record("ask_unit", "2022-03-01", { unit = "gov", way = "written" }),
  of_doc("2022-03-05",
    duty("unit_reply", "2022-03-01", "2022-03-04", "overdue", -1, { unit = "mkt" }),
    duty("unit_reply", "2022-03-01", nil, "open", nil, { unit = "gov" })),
  record("unit_reply", "2022-03-06", { unit = "mkt" }),
  of_doc("2022-03-06", { unit = "gov" }),
  event("review", "2022-03-07", { result = "not_passed" }), of_doc "2022-03-07",
}))
local four = { "filing_report", "official_text", "drafting_note", "legality_opinion" }
case "a filing is owed, then its review, its correction and a second look" (entered({}, {
  of_doc("2022-08-22", duty("filing", "2022-08-22", "2022-09-21", "open", 30)),
  record("file", "2022-09-19", { materials = four, copies = 2, platform = true }),
  of_doc("2022-09-19", duty("filing_review", "2022-09-19", "2022-11-18", "open", 60)),
  record("filing_review", "2022-09-20", { outcome = "deferred", ground = "not_in_form" }),
  of_doc("2022-09-20", duty("filing_correction", "2022-09-20", "2022-10-08", "open", 18)),
  record("filing_correct", "2022-09-21"),
  of_doc("2022-09-21", duty("filing_review", "2022-09-21", nil, "open")),
  record("filing_review", "2022-09-22", { outcome = "refused", ground = "beyond_powers",
                                          correct_by = "2022-09-30" }),
  of_doc("2022-10-01", duty("rectification", "2022-09-22", "2022-09-30", "overdue", -1)),
  record("rectify", "2022-10-01", { result = "corrected" }),
  record("filing_review", "2022-10-02", { outcome = "recorded" }), of_doc "2022-10-02",
  due("2022-12-31", { owner = "justice_bureau" }, { items = {} }),
  due("2023-01-01", { owner = "justice_bureau" }, { items = {
    duty("quarterly_catalogue", "2023-01-01", nil, "open", nil, { year = 2022, quarter = 4 }) } }),
  quarterly "2023-01-02",
  due("2023-01-02", { owner = "justice_bureau" }, { items = {} }),
  { "list", { book = "filed", year = 2022, quarter = 4, at = t "2023-01-02" },
    { count = 1, rows = { { doc = "D", recorded = "2022-10-02" } } } },
  { "list", { book = "filed", year = 2022, quarter = 3, at = t "2023-01-02" }, { count = 0 } },
  { "list", { book = "filed", year = 2022, at = t "2023-01-02" }, bad "quarter" },
}))
local filed = record("file", "2022-08-23", { materials = four, copies = 2, platform = true })
local looked = record("filing_review", "2022-08-23", { outcome = "recorded" })
case "a trigger counts from its day, the coming end from half a year before" (entered({},
  { filed, looked,
  record("trigger", "2025-01-01", { trigger = "deputies" }),
  of_doc("2025-03-31", duty("evaluation", "2025-01-01", nil, "open", nil,
    { trigger = "deputies", cite = "第四十八条(四)" })),
  of_doc("2025-04-01", { trigger = "expiring", by = "2025-09-30", days_left = 182 },
         { trigger = "deputies" }),
  event("evaluate", "2025-04-01"),
  of_doc("2025-04-01", duty("act_on_evaluation", "2025-04-01", "2025-09-30", "open", 182)),
  of_doc "2025-10-01",
}))
case "an evaluation before the window does not close the one at the end" (entered({},
  { filed, looked,
  event("evaluate", "2025-03-31", { conclusion = "repeal" }),
  of_doc("2025-04-01", { duty = "evaluation", trigger = "expiring" },
         duty("act_on_evaluation", "2025-03-31", nil, "open")),
  record("cleanup", "2025-04-02", { decision = "repeal", grounds = { "replaced" } }),
  of_doc "2025-04-02",
}))
case "what is to be amended waits for its successor, which waits for its repeal" (entered({},
  { filed, looked,
  record("cleanup", "2023-02-01", { decision = "amend", grounds = { "partly_outdated" } }),
  of_doc("2023-02-01", duty("amend", "2023-02-01", nil, "open")),
  event("open", "2023-02-02", { doc = "E", replaces = "D", emergency = "accident" }),
  event("submit", "2023-02-03", { doc = "E" }), event("review", "2023-02-03", { doc = "E" }),
  event("sign", "2023-02-03", { doc = "E" }),
  event("register", "2023-02-03", { doc = "E", effective = "2023-04-01", expires = "2026-03-31" }),
  of_doc("2023-02-04", { duty = "amend" }),
  event("publish", "2023-02-05", { doc = "E" }),
  of_doc "2023-02-05", c.status("2023-02-05", { replaced_by = "E" }),
  c.status("2023-02-04", { replaced_by = null }),
  of_doc("2023-04-01", duty("replaced_document", "2023-04-01", nil, "open")),
  record("cleanup", "2023-04-02", { decision = "repeal", grounds = { "replaced" } }),
  of_doc "2023-04-02",
}))
case "decisions on the district's documents belong into a catalogue made after them" (entered({
  maker = "gov", drafter = "com", number = "LSDR-2022-001001" }, {
  done("2023-01-01", { duty = "cleanup_catalogue" }),
  record("cleanup", "2023-02-01", { decision = "keep", grounds = empty }),
  record("cleanup", "2023-02-02", { decision = "keep", grounds = empty }),
  due("2023-02-02", { owner = "district_government" }, { items = {
    duty("cleanup_catalogue", "2023-02-01", nil, "open") } }),
  { "list", { book = "cleanup", at = t "2023-02-02" },
    { count = 1, rows = { { doc = "D", decision = "keep", grounds = {},
                            decided = "2023-02-02" } } } },
  done("2023-02-03", { duty = "cleanup_catalogue" }),
  due("2023-02-03", { owner = "district_government" }, { items = {} }),
}))

-- Challenges

local function challenge(action, day, more, expected)
  return { "challenge", with({ action = action, challenge = "C", at = t(day) }, more), expected }
end
local told = { doc = "D", applicant = "甲", written = true, to = "maker" }
local longer = { days = 30, complex = true, approved = true }
case "a challenge is made in writing, extended within its time and decided once" (entered({}, {
  challenge("extend", "2022-09-01", longer, refused("challenge_unknown")),
  challenge("decide", "2022-09-01", { outcome = "甲" }, refused("challenge_unknown")),
  challenge("accept", "2027-01-01", told, refused("not_in_force", "第五十六条")),
  challenge("accept", "2022-09-01", with(told, { doc = "X" }), refused("doc_unknown")),
  event("open", "2022-09-01", { doc = "E" }),
  challenge("accept", "2022-09-01", with(told, { doc = "E" }), refused("not_published", "第三十六条")),
  challenge("accept", "2022-09-01", with(told, { written = false }),
            refused("not_written", "第四十五条")),
  challenge("accept", "2022-09-01", told, { decide_by = "2022-10-31" }),
  challenge("accept", "2022-09-02", told, refused("challenge_exists")),
  due("2022-11-01", { doc = "D", owner = "com" }, { items = { { duty = "filing" },
    duty("challenge_decision", "2022-09-01", "2022-10-31", "overdue", -1, { challenge = "C" }) } }),
  challenge("extend", "2022-10-01", with(longer, { complex = false }),
            refused("not_complex", "第四十五条")),
  challenge("extend", "2022-10-01", with(longer, { approved = false }),
            refused("extension_not_approved", "第四十五条")),
  challenge("extend", "2022-11-01", longer, refused("extension_late", "第四十五条")),
  challenge("extend", "2022-10-31", with(longer, { days = 31 }),
            refused("extension_too_long", "第四十五条")),
  challenge("extend", "2022-10-31", longer, { decide_by = "2022-11-30" }),
  challenge("decide", "2022-11-30", { outcome = "甲" }, { late = false, days_late = 0 }),
  challenge("decide", "2022-11-30", { outcome = "甲" }, refused("already_decided")),
  challenge("extend", "2022-11-30", longer, refused("already_decided")),
}))

-- Lists

case "the register book has a row for each number, as of the moment asked" (entered({}, {
  record("enter", "2022-08-23", { doc = "A", title = "乙", maker = "gov", published = "2022-02-01",
                                  drafter = "com", number = "旧1号" }),
  { "list", { book = "register", at = t "2022-08-22" }, { count = 1,
    rows = { { number = "LSDR-2022-015001", doc = "D", standing = "pending" } } } },
  { "list", { book = "register", at = t "2022-08-23" },
    { rows = { { doc = "D" }, { doc = "A" } } } },
  { "list", { book = "register", year = 2022, at = t "2022-08-23" }, { rows = { { doc = "D" } } } },
  { "list", { book = "register", maker = "gov", at = t "2022-08-23" },
    { rows = { { doc = "A", standing = "in_force", expires = null } } } },
  { "list", { book = "in_force", at = t "2022-09-30" }, { rows = { { doc = "A" } } } },
  { "list", { book = "in_force", at = t "2022-10-01" },
    { rows = { { doc = "A" }, { doc = "D" } } } },
}))
