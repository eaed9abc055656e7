-- SPDX-License-Identifier: MIT
-- How a published document is kept: each event with its refusals, in their order.
policy "../../policies/normative_documents.lua"

local c = include "_life.lua"
local event, record, up_to, entered, status = c.event, c.record, c.up_to, c.entered, c.status
local t = c.t

local four = { "filing_report", "official_text", "drafting_note", "legality_opinion" }
local function file(day, more, expected)
  return record("file", day, with({ materials = four, copies = 2, platform = true }, more),
                expected)
end
local function look(day, outcome, more, expected)
  return record("filing_review", day, with({ outcome = outcome }, more), expected)
end

case "before publication nothing is kept" (up_to("register", {}, {
  file("2022-04-01", {}, refused("not_published", "第三十六条")),
  look("2022-04-01", "recorded", {}, refused("not_published", "第三十六条")),
  record("filing_correct", "2022-04-01", {}, refused("not_published", "第三十六条")),
  record("rectify", "2022-04-01", { result = "corrected" }, refused("not_refused", "第四十一条(三)")),
  record("enforce", "2022-04-01", { step = "criticism" }, refused("not_published", "第三十六条")),
  record("trigger", "2022-04-01", { trigger = "court" }, refused("not_published", "第三十六条")),
  event("evaluate", "2022-04-01", {}, refused("not_published", "第三十六条")),
  record("cleanup", "2022-04-01", { decision = "keep", grounds = empty },
         refused("not_published", "第三十六条")),
  record("interpret", "2022-04-01", { text = "甲", approved = true },
         refused("not_published", "第三十六条")),
}))
case "without a number a document is invalid, an older one is not" (entered(
  { number = null }, {
  status("2022-10-01", { standing = "invalid", usable = false, number = null,
                         reasons = { { cite = "第三十二条" } } }),
  record("enter", "2022-08-22", { doc = "E", title = "甲", maker = "com",
    published = "2021-12-31", effective = "2021-12-31" },
    { standing = "in_force", findings = {} }),
  record("enter", "2022-08-22", { doc = "F", title = "甲", maker = "com",
    published = "2022-08-23" }, bad "published"),
}))
case "what is wrong with an entered document is told with it" (entered({ number = "LSDR-15" }, {
  record("enter", "2022-08-22", { doc = "E", title = "甲", maker = "mkt", published = "2022-02-01",
    registered = "2021-12-01", number = "LSDR-2022-015003", effective = "2022-02-20",
    expires = "2024-01-01" }, { findings = {
      { code = "number_year", cite = "第三十五条" }, { code = "term_too_short" },
      { code = "gap_too_short", value = 19 } } }),
}))

-- Filing

case "a filing is in time on its last day and late on the next" (entered({}, {
  file("2022-09-21", { copies = null }, bad "copies"),
  file("2022-09-21", { to = { "city_npc" } }, bad "to"),
  file("2022-09-21", { platform = false }, { late = false, days_late = 0,
       warnings = { { code = "platform_missing", cite = "第三十九条" } } }),
  file("2022-09-22", {}, refused("already_done")),
  status("2022-09-22", { filing = { state = "received", late = false, by = "2022-11-21" } }),
  record("enter", "2022-08-22", { doc = "E", title = "甲", maker = "com",
                                  published = "2022-08-22" }),
  file("2022-09-22", { doc = "E" }, { late = true, days_late = 1 }),
}))
case "a district's document goes to two and is not reviewed by the district" (entered({
  maker = "gov", drafter = "com", number = "LSDR-2022-001001" }, {
  file("2022-08-23", {}, bad "to"),
  file("2022-08-23", { to = empty, materials = null, copies = null }, bad "to"),
  file("2022-08-23", { to = { "city_npc" }, materials = null, copies = null },
       { ok = true, review_by = null }),
  status("2022-08-23", { filing = { state = "partly_sent", late = null },
    next = { event = "file", owner = { "district_office", "justice_bureau" } } }),
  file("2022-08-24", { to = { "city_npc" }, materials = null, copies = null },
       refused("already_done")),
  file("2022-08-24", { to = { "city_npc", "city_government" }, materials = null, copies = null }),
  status("2022-08-24", { filing = { state = "sent", late = false, by = null }, next = null }),
  look("2022-08-25", "recorded", {}, refused("filed_elsewhere", "第三十八条")),
}))
case "a filing is recorded once, whole, and refused ones are put right first" (entered({}, {
  look("2022-08-25", "recorded", {}, refused("not_filed", "第三十八条")),
  file("2022-08-25", { copies = 1 }),
  look("2022-08-26", "recorded", {}, refused("filing_materials_missing", "第四十一条(二)")),
  look("2022-08-26", "recorded", { ground = "not_in_form" }, bad "ground"),
  look("2022-08-26", "deferred", { ground = "beyond_powers" }, bad "ground"),
  look("2022-08-26", "refused", { ground = "beyond_powers" }, bad "correct_by"),
  look("2022-08-26", "refused", { ground = "beyond_powers", correct_by = "2022-08-26" },
       bad "correct_by"),
  record("filing_correct", "2022-08-26", {}, refused("not_deferred", "第四十一条(二)")),
  look("2022-08-26", "deferred", { ground = "not_in_form" }, { correct_by = "2022-09-13" }),
  look("2022-08-27", "recorded", {}, refused("correction_pending", "第四十一条(二)")),
  record("filing_correct", "2022-09-13", { copies = 2 }, { late = false }),
  look("2022-09-14", "refused", { ground = "unlawful_procedure", correct_by = "2022-09-30" },
       { late = false, correct_by = "2022-09-30" }),
  look("2022-09-15", "recorded", {}, refused("rectification_pending", "第四十一条(三)")),
  status("2022-09-15", { filing = { state = "refused", by = "2022-09-30" },
                         next = { event = "rectify", owner = { "com" } } }),
  record("rectify", "2022-10-01", { result = "corrected" }, { late = true }),
  look("2022-10-02", "recorded"), look("2022-10-03", "recorded", {}, refused("already_done")),
}))
case "the first look at a filing is late after sixty days" (entered({}, {
  file("2022-09-19"), look("2022-11-19", "recorded", {}, { late = true }),
}))
case "a refused document may be repealed" (entered({}, {
  file("2022-08-25"),
  look("2022-08-26", "refused", { ground = "beyond_powers", correct_by = "2022-09-30" }),
  record("rectify", "2022-09-01", { result = "repealed" }, { standing = "repealed" }),
}))
case "what is overdue is ordered, then told of; discipline needs consequences" (entered({},
  {
  record("enforce", "2022-09-21", { step = "criticism" }, refused("no_default", "第四十二条")),
  record("enforce", "2022-09-22", { step = "order" }, bad "by"),
  record("enforce", "2022-09-22", { step = "order", by = "2022-09-22" }, bad "by"),
  record("enforce", "2022-09-22", { step = "criticism" }, refused("order_missing", "第四十二条")),
  record("enforce", "2022-09-22", { step = "order", by = "2022-09-30" }),
  record("enforce", "2022-09-30", { step = "criticism" },
         refused("order_not_expired", "第四十二条")),
  record("enforce", "2022-10-01", { step = "criticism" }),
  record("enforce", "2022-10-01", { step = "discipline" }, bad "serious"),
  record("enforce", "2022-10-01", { step = "discipline", serious = false },
         refused("no_serious_consequence", "第四十二条")),
  record("enforce", "2022-10-01", { step = "discipline", serious = true }),
}))

-- Interpretation, evaluation, clean-up

case "a district's document is interpreted with its office, any other by its maker" (entered({
  maker = "gov", drafter = "com", number = null, published = "2021-12-31",
  effective = "2022-01-01", registered = null, expires = "2026-12-31" }, {
  record("interpret", "2022-09-01", { text = "甲", approved = true }, bad "office_proposed"),
  record("interpret", "2022-09-01", { text = "甲", approved = true, office_proposed = false },
         refused("office_not_involved", "第四十四条")),
  record("interpret", "2022-09-01", { text = "甲", approved = false, office_proposed = true },
         refused("interpretation_not_approved", "第四十四条")),
  record("interpret", "2022-09-01", { text = "甲", approved = true, office_proposed = true }),
  status("2022-09-01", { interpretations = 1 }),
}))
case "every decision has grounds of its own, and keeping has none" (entered({}, {
  record("cleanup", "2023-01-01", { decision = "keep", grounds = { "replaced" } },
         refused("ground_mismatch", "第五十条")),
  record("cleanup", "2023-01-01", { decision = "amend", grounds = empty },
         refused("ground_mismatch", "第五十一条")),
  record("cleanup", "2023-01-01", { decision = "amend", grounds = { "replaced" } },
         refused("ground_mismatch", "第五十一条")),
  record("cleanup", "2023-01-01", { decision = "declare_lapsed", grounds = { "cuts_rights" } },
         refused("ground_mismatch", "第五十二条")),
  record("cleanup", "2023-01-01", { decision = "keep", grounds = empty },
         { standing = "in_force" }),
  record("cleanup", "2023-01-02", { decision = "declare_lapsed", grounds = { "object_gone" } },
         { standing = "declared_lapsed" }),
  record("cleanup", "2023-01-03", { decision = "keep", grounds = empty },
         refused("document_ended", "第五十二条")),
  status("2023-01-01", { standing = "in_force" }),
}))
case "after its last day nothing is evaluated or triggered, but it is still filed" (entered({}, {
  record("trigger", "2025-09-30", { trigger = "court" }),
  status("2025-09-30", { open_triggers = { "expiring", "court" }, standing = "in_force" }),
  record("trigger", "2025-10-01", { trigger = "court" },
         refused("document_ended", "第四十六条")),
  event("evaluate", "2025-10-01", {}, refused("document_ended", "第四十六条")),
  status("2025-10-01", { standing = "expired", open_triggers = {} }),
  file("2025-10-01", {}, { late = true }),
}))
case "evaluated to continue, it is registered again until it has ended" (entered({}, {
  event("register", "2025-06-01", {}, refused("already_done")),
  event("evaluate", "2025-03-31", { standards = { "legality" } },
        refused("standards_incomplete", "第四十九条")),
  event("evaluate", "2025-06-01", { conclusion = "amend" }),
  event("register", "2025-06-01", {}, refused("already_done")),
  event("evaluate", "2025-06-02"),
  event("register", "2025-10-01", { effective = "2026-01-01", expires = "2028-12-31" },
        refused("document_ended", "第四十六条")),
  event("register", "2025-06-02", { effective = "2025-10-01", expires = "2028-09-30" },
        { stage = "registered", standing = "in_force", number = "LSDR-2025-015001" }),
  event("publish", "2025-06-03", {}, { stage = "published" }),
  event("register", "2025-06-04", {}, refused("already_done")),
  status("2025-10-01", { standing = "in_force", number = "LSDR-2025-015001" }),
}))
case "a document that is not there is asked for in vain, also before its first event" (entered({}, {
  { "status", { doc = "X", at = t "2022-09-01" }, refused("doc_unknown") },
  status("2022-08-21", refused("doc_unknown")),
}))
