-- SPDX-License-Identifier: MIT
-- The steps of a case, each with its refusals in their order.
policy "../../policies/soe_accountability.lua"

local c = include "_accountability.lua"
local step, usual, up_to, view, due = c.step, c.usual, c.up_to, c.view, c.due
local wrong_step = refused("wrong_step", "第五十六条")

case "a case is accepted once, from one of four sources, and verified within 30 working days" {
  at = "2022-12-30T09:00:00+08:00",
  { "case_view", { case = "C" }, refused("unknown_case", "-") },
  { "due", { case = "C" }, refused("unknown_case", "-") },
  { "due", {}, { deadlines = {} } },
  step("investigate", "2022-01-10", {}, refused("unknown_case", "-")),
  usual("accept", "2022-01-10", {}, { case = "C", step = "accept", status = "accepted",
    deadlines = { { phase = "preliminary", who = "investor_institution", due_on = "2022-02-24",
                    cite = "第五十九条" } },
    reasons = { { cite = "第五十七条(二)", value = "transferred_by_authority" },
                { cite = "第五十九条", value = "2022-02-24" } } }),
  usual("accept", "2022-01-10", {}, refused("case_exists", "-")),
  usual("accept", "2022-01-10", { case = "D", source = "found_in_supervision" },
        { reasons = { { cite = "第五十七条(一)" }, {} } }),
  usual("accept", "2022-01-10", { case = "E", source = "reported_by_enterprise" },
        { reasons = { { cite = "第五十七条(三)" }, {} } }),
  usual("accept", "2022-01-10", { case = "F", source = "other_lead" },
        { reasons = { { cite = "第五十七条(四)" }, {} } }),
  view { status = "accepted", lead = null, pay_suspended = false, decisions = {},
         interim_measures = {} },
  { "due", { at = "2022-01-10T00:00:00+08:00" },
    { deadlines = { { case = "C" }, { case = "D" }, { case = "E" }, { case = "F" } } } },
}
case "a step lies neither ahead nor before the latest one, whenever it is recorded" (up_to(
  "accept", {}, {
  usual("preliminary_done", "2022-12-31", {}, bad "on"),
  usual("preliminary_done", "2022-01-09", {}, bad "on"),
  usual("accept", "2022-01-09", {}, bad "on"),
  usual("preliminary_done", "2022-01-10", { at = "2022-01-10T08:00:00+08:00" }),
  usual("accept", "2022-01-01", { case = "D", at = "2021-09-27T08:00:00+08:00" }, bad "on"),
  usual("accept", "2021-09-01", { case = "D", at = "2021-09-27T08:00:00+08:00" },
        refused("not_in_force", "第八十二条")),
  usual("accept", "2021-09-01", { case = "D", at = "2021-09-28T08:00:00+08:00" }),
}))
case "fields belong to their step" { at = "2022-12-30T09:00:00+08:00",
  step("accept", "2022-01-10", { level = "own", source = "other_lead" }, bad "enterprise"),
  usual("accept", "2022-01-10", { person = "p" }, bad "person"),
  usual("accept", "2022-01-10", { source = "rumour" }, bad "source"),
  { "case_step", { case = "C", step = "accept", on = "2022-01-10", enterprise = "A", level = "own",
                   source = "other_lead" }, bad "handler" },
  usual("appeal", "2022-01-10", { handler = "h1" }, bad "handler"),
  usual("appeal", "2022-01-10", { evidence = null }, bad "evidence"),
  { "case_step", { case = "C", step = "accept" }, bad "on" },
  step("accepted", "2022-01-10", {}, bad "step"),
  usual("decide", "2022-01-10", { facts = { loss_tier = "major" } }, bad "facts.responsibility"),
  usual("decide", "2022-01-10", { facts = { loss_tier = "minor" } }, bad "facts.loss_tier"),
  usual("decide", "2022-01-10", { outcome = { disposals = { "demotion" } } },
        bad "outcome.treatment"),
  usual("decide", "2022-01-10", { outcome = { treatment = "normal" } }, bad "outcome.disposals"),
  usual("decide", "2022-01-10", { outcome = { treatment = "hard" } }, bad "outcome.treatment"),
  usual("decide", "2022-01-10", { outcome = with(c.outcome, { performance_percent = -1 }) },
        bad "outcome.performance_percent"),
}
case "who has an interest in the case takes no further step" (up_to("accept", {}, {
  step("declare_interest", "2022-01-11", { handler = "h2" }, { status = "accepted",
    deadlines = {}, reasons = { { cite = "第五十四条", value = "h2" } } }),
  usual("preliminary_done", "2022-02-24", { handler = "h2" },
        refused("recusal_required", "第五十四条")),
  usual("decide", "2022-02-24", { handler = "h2" }, refused("recusal_required", "第五十四条")),
  step("declare_interest", "2022-02-24", { handler = "h2" },
       refused("recusal_required", "第五十四条")),
  usual("accept", "2022-02-24", { case = "D", handler = "h2" }),
  usual("preliminary_done", "2022-02-24", { handler = "h1" }),
}))
case "verification finds a violation with its situations, or the case ends" (up_to("accept", {}, {
  usual("preliminary_done", "2022-02-24", { situations = empty }, bad "situations"),
  step("preliminary_done", "2022-02-24", { violation_found = true }, bad "situations"),
  step("preliminary_done", "2022-02-24", { violation_found = false }, { status = "not_pursued",
    deadlines = {}, reasons = { { cite = "第五十八条", value = {} },
                                { cite = "第五十九条", value = false } } }),
  usual("classify", "2022-02-24", {}, wrong_step),
  step("declare_interest", "2022-02-24", { handler = "h2" }, { status = "not_pursued" }),
  due("2022-02-24", {}),
}))
case "verification on the day after its last one is late" (up_to("accept", {}, {
  due("2022-02-24", { { status = "open" } }), due("2022-02-25", { { status = "overdue" } }),
  usual("preliminary_done", "2022-02-25", {}, { reasons = { {}, { value = true } } }),
  due("2022-02-24", { { status = "open" } }), due("2022-02-25", {}),
}))
case "verification and investigation are extended to a later day, while they run" (up_to(
  "accept", {}, {
  step("extend", "2022-02-24", { phase = "preliminary", ["until"] = "2022-02-24" }, bad "until"),
  step("extend", "2022-02-24", { phase = "investigation", ["until"] = "2022-02-27" }, wrong_step),
  step("extend", "2022-02-24", { phase = "preliminary", ["until"] = "2022-02-27" },
    { status = "accepted", reasons = { { cite = "第五十九条", value = "2022-02-27" } },
      deadlines = { { phase = "preliminary", who = "investor_institution", due_on = "2022-02-27",
                      cite = "第五十九条" } } }),
  step("extend", "2022-02-24", { phase = "review", ["until"] = "2022-02-28" }, bad "phase"),
  usual("preliminary_done", "2022-02-27", {}, { reasons = { {}, { value = false } } }),
  usual("classify", "2022-02-28"), step("investigate", "2022-02-28"),
  step("extend", "2022-02-28", { phase = "preliminary", ["until"] = "2022-12-31" }, wrong_step),
  step("extend", "2022-02-28", { phase = "investigation", ["until"] = "2022-08-29" },
       bad "until"),
  step("extend", "2022-02-28", { phase = "investigation", ["until"] = "2022-08-30" },
    { reasons = { { cite = "第六十六条", value = "2022-08-30" } } }),
  step("investigation_done", "2022-08-31", {}, { reasons = { { value = true } } }),
}))

-- 第六十条

local function classified(more, expected) return usual("classify", "2022-02-28", more, expected) end
case "the case goes to whom it belongs" (up_to("preliminary_done", {}, {
  classified({ routes = { "to_district_soe" } }, refused("not_competent", "第四十七条(二)")),
  classified({ routes = { "own_investigation", "to_district_soe" } },
             refused("not_competent", "第四十七条(二)")),
  classified({ loss_tier = "larger" }, refused("not_competent", "第四十九条(二)")),
  classified({ involves = { "district_cadre" } }, refused("consent_required", "第六十条(三)")),
  classified({ involves = { "district_cadre" }, consent_obtained = false },
             refused("consent_required", "第六十条(三)")),
  classified({ routes = { "to_discipline_inspection" }, involves = { "district_cadre" } },
             refused("consent_required", "第六十条(三)")),
  classified({ routes = empty }, bad "routes"),
  classified({ routes = { "away" } }, bad "routes[1]"),
  step("investigate", "2022-02-28", {}, wrong_step),
  classified({ routes = { "to_discipline_inspection", "own_investigation" },
               involves = { "district_cadre" }, consent_obtained = true },
    { status = "classified", deadlines = {},
      reasons = { { cite = "第四十七条(二)", value = "investor_institution" },
                  { cite = "第六十条(一)", value = "own_investigation" },
                  { cite = "第六十条(五)", value = "to_discipline_inspection" } } }),
  view { status = "classified", lead = "investor_institution" },
}))
case "what goes only to others is transferred, and done with" (up_to("preliminary_done", {}, {
  classified({ routes = { "to_other_department", "to_supervision_or_justice" } },
    { status = "transferred", reasons = { { value = "investor_institution" },
      { cite = "第六十条(四)" }, { cite = "第六十条(六)" } } }),
  step("investigate", "2022-02-28", {}, wrong_step),
}))
case "a subsidiary's case is its own, or its parent's, and is investigated there" (up_to(
  "preliminary_done", { accept = { level = "subsidiary" } }, {
  classified({ loss_tier = "general", routes = { "to_district_soe" } },
    { reasons = { { cite = "第四十六条", value = "subsidiary" }, { cite = "第六十条(二)" } } }),
  step("investigate", "2022-02-28", {}, { deadlines = { { who = "subsidiary" } },
    reasons = { { cite = "第六十一条", value = "subsidiary" }, {}, {} } }),
}))
case "the institution takes a case, and the district enterprise a subsidiary's" (up_to(
  "preliminary_done", { accept = { level = "subsidiary" } }, {
  classified({ loss_tier = "general", soe_takes = true }, refused("not_competent",
                                                                   "第四十九条(三)")),
  classified({ loss_tier = "none", serious = true }, refused("not_competent", "第四十九条(二)")),
  classified({ loss_tier = "general", institution_takes = true },
             { reasons = { { cite = "第四十七条(三)" }, {} } }),
}))

-- 第六十一条-第六十七条

case "an investigation has six months and rolls on from a Sunday; pay is suspended meanwhile" (
  up_to("classify", {}, {
  step("investigate", "2022-02-28", {}, { status = "investigating",
    deadlines = { { phase = "investigation", who = "investor_institution",
                    due_on = "2022-08-29", cite = "第六十六条" } },
    reasons = { { cite = "第六十一条", value = "investor_institution" },
                { cite = "第六十四条", value = "pay_suspended" },
                { cite = "第六十六条", value = "2022-08-29" } } }),
  view { pay_suspended = true },
  step("interim_measure", "2022-03-01", { person = "p1", measure = "demotion" }, bad "measure"),
  step("interim_measure", "2022-03-01", { person = "p1", measure = "removal" },
    { status = "investigating", deadlines = {}, reasons = { { cite = "第六十四条",
                                                              value = "removal" } } }),
  step("investigation_done", "2022-08-29", {}, { status = "investigated",
    reasons = { { cite = "第六十六条", value = false } } }),
  view { pay_suspended = false, interim_measures = {
    { person = "p1", measure = "removal", on = "2022-03-01" } } },
  step("interim_measure", "2022-08-29", { person = "p1", measure = "removal" }, wrong_step),
  step("investigation_done", "2022-08-29", {}, wrong_step),
}))
case "six months from the end of August end with February" (up_to("preliminary_done", {}, {
  usual("classify", "2022-08-31"),
  step("investigate", "2022-08-31", {}, { deadlines = { { due_on = "2023-02-28" } } }),
}))
case "who is concerned is heard, or the report says why not" (up_to("investigation_done", {}, {
  usual("report", "2022-04-14", {}, refused("hearing_missing", "第六十七条")),
  usual("report", "2022-04-14", { hearing_skipped_why = " 　" },
        refused("hearing_missing", "第六十七条")),
  usual("report", "2022-04-14", { hearing_skipped_why = "下落不明", loss_report = false },
        refused("report_incomplete", "第六十七条")),
  usual("hear", "2022-04-14", { heard = empty }, bad "heard"),
  usual("report", "2022-04-14", { hearing_skipped_why = "下落不明" }, { status = "reported",
    reasons = { { cite = "第六十七条", value = "reports" } } }),
  usual("hear", "2022-04-14", {}, wrong_step),
}))
case "both reports are wanted after the hearing too" (up_to("hear", {}, {
  view { status = "heard" },
  usual("report", "2022-04-14", { responsibility_report = false },
        refused("report_incomplete", "第六十七条")),
  usual("report", "2022-04-14"),
  usual("report", "2022-04-14", {}, wrong_step),
  usual("serve", "2022-04-14", {}, wrong_step),
}))

-- 第六十九条-第七十三条

case "a decision is served once, and the appeal has 15 working days" (up_to("decide", {}, {
  usual("serve", "2022-04-20", { person = "p2" }, refused("unknown_person", "-")),
  usual("appeal", "2022-04-20", { person = "p2" }, refused("unknown_person", "-")),
  usual("appeal", "2022-04-20", {}, refused("not_served", "-")),
  usual("serve", "2022-04-20", {}, { status = "decided",
    deadlines = { { phase = "appeal", who = "p1", due_on = "2022-05-12", cite = "第六十九条" } },
    reasons = { { cite = "第六十九条", value = "2022-05-12" } } }),
  usual("serve", "2022-04-21", {}, refused("already_served", "-")),
  due("2022-05-12", { { phase = "appeal", who = "p1", person = "p1", from_on = "2022-04-20",
                        due_on = "2022-05-12", status = "open", cite = "第六十九条" } }),
  due("2022-05-13", {}),
  usual("accept_appeal", "2022-05-12", {}, refused("no_appeal", "-")),
  usual("review", "2022-05-12", {}, refused("no_appeal", "-")),
  usual("appeal", "2022-05-13", { to = "district_soe", written = false },
        refused("appeal_late", "第六十九条")),
  usual("appeal", "2022-05-12", { to = "district_soe", written = false },
        refused("wrong_appeal_body", "第七十条")),
  usual("appeal", "2022-05-12", { written = false }, refused("appeal_incomplete", "第六十九条")),
  usual("appeal", "2022-05-12", { evidence = false }, refused("appeal_incomplete", "第六十九条")),
  usual("appeal", "2022-05-12", {}, { status = "decided", deadlines = {},
    reasons = { { cite = "第六十九条", value = "not_suspended" },
                { cite = "第七十条", value = "investor_institution" } } }),
  usual("appeal", "2022-05-12", {}, refused("appeal_already_made", "-")),
  due("2022-05-12", {}),
  view { decisions = { { person = "p1", in_force = true, served_on = "2022-04-20",
                         appeal = "open" } } },
  usual("review", "2022-05-12", {}, refused("no_appeal", "-")),
}))
case "an appeal is reviewed within 30 working days once it is accepted" (up_to("accept_appeal",
  {}, {
  usual("accept_appeal", "2022-05-13", {}, refused("no_appeal", "-")),
  due("2022-06-28", { { phase = "review", who = "investor_institution", person = "p1",
                        from_on = "2022-05-13", due_on = "2022-06-27", status = "overdue",
                        cite = "第七十一条" } }),
  step("extend", "2022-06-27", { phase = "investigation", ["until"] = "2022-12-31" }, wrong_step),
  usual("review", "2022-06-28", { outcome = "revoke" }, { status = "decided",
    reasons = { { cite = "第七十一条", value = "revoke" }, { cite = "第七十一条", value = true } } }),
  view { decisions = { { in_force = false, appeal = "revoked" } } },
  usual("review", "2022-06-28", {}, refused("no_appeal", "-")),
  usual("appeal", "2022-06-28", {}, refused("appeal_already_made", "-")),
}))
case "a subsidiary's decision is appealed to the enterprise above" (up_to("preliminary_done",
  { accept = { level = "subsidiary" } }, {
  usual("classify", "2022-02-28", { loss_tier = "general", routes = { "to_district_soe" } }),
  step("investigate", "2022-02-28"), step("investigation_done", "2022-03-01"),
  usual("hear", "2022-03-01"), usual("report", "2022-03-01"),
  usual("decide", "2022-03-02", { decider = "subsidiary",
    facts = { loss_tier = "general", responsibility = "direct" },
    outcome = { treatment = "normal", disposals = { "admonition" }, performance_percent = 50 } }),
  usual("serve", "2022-03-02"),
  usual("appeal", "2022-03-03", { to = "district_soe" },
        refused("wrong_appeal_body", "第七十条")),
  usual("appeal", "2022-03-03", { to = "superior_enterprise" }),
  usual("accept_appeal", "2022-03-03", {}, { deadlines = { { who = "superior_enterprise" } } }),
  usual("review", "2022-03-04", { outcome = "uphold" }, { reasons = { {}, { value = false } } }),
  view { lead = "subsidiary", decisions = { { in_force = true, appeal = "upheld" } } },
}))
case "rectification has 60 working days from the day when the demand is received" (up_to("decide",
  {}, {
  usual("rectify", "2022-04-20", {}, refused("not_served", "-")),
  usual("serve_enterprise", "2022-04-20", {}, { deadlines = { { phase = "rectification",
    who = "A", due_on = "2022-07-15", cite = "第七十三条" } },
    reasons = { { cite = "第七十三条", value = "2022-07-15" } } }),
  usual("rectify", "2022-04-20", { enterprise = "B" }, refused("not_served", "-")),
  due("2022-07-16", { { phase = "rectification", person = null, status = "overdue" } }),
  usual("rectify", "2022-07-15", {}, { status = "decided",
    reasons = { { cite = "第七十三条", value = false } } }),
  usual("serve_enterprise", "2022-07-15", { enterprise = "B" }),
  usual("rectify", "2022-12-30", { enterprise = "B" }, { reasons = { { value = true } } }),
  due("2022-12-30", {}),
}))
case "a step asked for again is taken once, and its id serves no other" (up_to("accept", {}, {
  step("declare_interest", "2022-01-11", { handler = "h2", request_id = "r1" },
    { ok = true, status = "accepted" }),
  step("declare_interest", "2022-01-11", { handler = "h2", request_id = "r1" },
    { ok = true, status = "accepted" }),
  step("declare_interest", "2022-01-11", { handler = "h2" },
       refused("recusal_required", "第五十四条")),
  step("declare_interest", "2022-01-11", { handler = "h3", request_id = "r1" },
       refused("request_id_reused", "-")),
  usual("preliminary_done", "2022-01-11", { handler = "h3", situations = empty,
    request_id = "r2" }, bad "situations"),
  usual("preliminary_done", "2022-01-11", { handler = "h3", request_id = "r2" }, { ok = true }),
}))
case "a time limit into a year without a list says so, until it is extended" {
  at = "2027-12-30T09:00:00+08:00",
  usual("accept", "2026-11-16", {}, { deadlines = { { due_on = "2026-12-28",
    calendar_complete = null } } }),
  usual("accept", "2026-11-20", { case = "D" }, { deadlines = { { due_on = "2027-01-01",
    calendar_complete = false } } }),
  { "due", { case = "D" },
    { deadlines = { { due_on = "2027-01-01", calendar_complete = false } } } },
  step("extend", "2026-12-30", { case = "D", phase = "preliminary", ["until"] = "2027-02-01" },
    { deadlines = { { due_on = "2027-02-01", calendar_complete = null } } }),
  { "due", { case = "D" },
    { deadlines = { { due_on = "2027-02-01", calendar_complete = null } } } },
}
case "demands that reached enterprises on one day are told as they were served" (up_to("decide",
  {}, {
  usual("serve_enterprise", "2022-04-20", { enterprise = "B" }),
  usual("serve_enterprise", "2022-04-20", { enterprise = "A" }),
  usual("serve_enterprise", "2022-04-20", { enterprise = "D" }),
  usual("serve_enterprise", "2022-04-20", { enterprise = "C" }),
  due("2022-04-20", { { who = "B" }, { who = "A" }, { who = "D" }, { who = "C" } }),
}))
case "time limits are told in the order of their days, cases, phases and persons" (up_to("decide",
  {}, {
  usual("decide", "2022-04-18", { person = "p0" }),
  usual("serve", "2022-04-20", {}), usual("serve", "2022-04-20", { person = "p0" }),
  usual("serve_enterprise", "2022-04-20", {}),
  usual("accept", "2022-02-10", { case = "B" }),
  { "due", { at = "2022-04-20T09:00:00+08:00" }, { deadlines = {
    { case = "B", phase = "preliminary" }, { phase = "appeal", person = "p0" },
    { phase = "appeal", person = "p1" }, { phase = "rectification" } } } },
}))
case "days listed for one notice stand in place of the calendar" (up_to("decide", {}, {
  own { ["calendar.rest_days"] = { "2022-04-21" } },
  usual("serve", "2022-04-20", {}, { deadlines = { { due_on = "2022-05-10" } } }),
}))
