-- SPDX-License-Identifier: MIT
-- How a document is made: each event with its refusals, in their order.
policy "../../policies/normative_documents.lua"

local c = include "_life.lua"
local event, record, up_to, unit, t = c.event, c.record, c.up_to, c.unit, c.t
local status = c.status

-- Units

case "a barred unit may be told, but is not listed" {
  unit("group", "coordinating_body", { listed = false }, { ok = true, level = null,
                                                           may_make = false }),
  unit("group", "coordinating_body", {}, refused("category_barred", "第三条")),
}
case "a code belongs to one unit, and stays when it is not told" {
  unit("a", "township", { code = "007" }), unit("b", "township", { code = "007" },
    refused("code_taken", "第三十五条")),
  unit("a", "township", { at = t "2022-01-11" }),
  unit("b", "township", { code = "007", at = t "2022-01-12" }, refused("code_taken", "第三十五条")),
  unit("a", "township", { code = "008", at = t "2022-01-13" }),
  unit("b", "township", { code = "007", at = t "2022-01-14" }),
  unit("b", "township", { at = t "2022-01-13" }, refused("time_order")),
  unit("c", "township", { code = "00-1" }, bad "code"),
  unit("c", "township", { code = "123456789" }, bad "code"),
}

-- Drafting

case "a life begins once, with a known, listed unit, a drafter and a need" {
  record("prepare", "2022-02-07", { what = "assessment" }, refused("doc_unknown")),
  unit("gov", "district_government", { code = "001" }), unit("com", "department"),
  unit("town", "township", { listed = false }), unit("x", "internal_unit", { listed = false }),
  event("open", "2022-02-07", { maker = "nobody" }, refused("unit_unknown")),
  event("open", "2022-02-07", { maker = "x" }, refused("category_barred", "第三条")),
  event("open", "2022-02-07", { joint = { "town" } },
        refused("maker_not_listed", "第三条", { field = "joint[1]" })),
  event("open", "2022-02-07", { maker = "gov" }, refused("drafter_missing", "第十三条")),
  event("open", "2022-02-07", { grounds = empty }, refused("no_ground", "第七条")),
  event("open", "2022-02-07", { replaces = "E" }, refused("doc_unknown")),
  event("open", "2021-12-31", {}, refused("not_in_force", "第五十六条")),
  event("open", "2022-02-07", {}, { ok = true, stage = "drafting", standing = "none",
                                    reasons = { {}, {}, {}, { cite = "第五十四条" } } }),
  event("open", "2022-02-07", {}, refused("doc_exists")),
  record("prepare", "2022-02-06", { what = "assessment" }, refused("time_order")),
  record("prepare", "2022-02-07", { what = "fair_competition" }, bad "result"),
  record("prepare", "2022-02-07", { what = "hearing", result = "conforms" }, bad "result"),
  record("prepare", "2022-02-07", { what = "hearing", passed = true }, bad "passed"),
}
case "a unit is asked while a draft is made or reviewed, and replies when asked" (up_to("open",
  {}, {
  record("ask_unit", "2022-02-08", { unit = "nobody", way = "written" }, refused("unit_unknown")),
  record("unit_reply", "2022-02-08", { unit = "mkt" }, refused("not_asked")),
  record("ask_unit", "2022-02-08", { unit = "mkt", way = "countersign",
                                     reply_by = "2022-02-10" }),
  record("unit_reply", "2022-02-09", { unit = "mkt" }, { ok = true }),
}))
case "once reviewed, nothing is prepared and nobody is asked" (up_to("review", {}, {
  record("prepare", "2022-03-28", { what = "hearing" }, refused("wrong_stage")),
  record("ask_unit", "2022-03-28", { unit = "mkt", way = "written" }, refused("wrong_stage")),
}))

-- Gaps

local all = { open = { traits = { "major_interest", "social_stability", "business_interest",
  "market_activity", "trade" }, involves = { "mkt" } } }
case "all that a draft lacks is told in order, and a conclusion that fails closes no gap" (up_to(
  "open", all, {
  record("prepare", "2022-02-08", { what = "trade_compliance", result = "does_not_conform" }),
  event("submit", "2022-03-01", {}, { stage = "in_review",
    gaps = { "assessment_missing", "hearing_missing", "business_not_heard",
             "units_not_consulted", "fair_competition_missing", "trade_compliance_missing",
             "materials_missing" },
    missing = { "business_opinions", "fair_competition", "trade_compliance" },
    return_grounds = { "units_not_consulted", "materials_incomplete" } }),
  event("submit", "2022-03-01", {}, refused("already_done")),
  event("review", "2022-03-10", {}, refused("assessment_missing", "第十五条")),
  record("prepare", "2022-03-10", { what = "assessment" }),
  event("review", "2022-03-10", {}, refused("hearing_missing", "第十六条")),
  record("prepare", "2022-03-10", { what = "hearing" }),
  event("review", "2022-03-10", {}, refused("business_not_heard", "第十六条")),
  record("prepare", "2022-03-10", { what = "business_opinions" }),
  event("review", "2022-03-10", {}, refused("units_not_consulted", "第十七条")),
  record("ask_unit", "2022-03-10", { unit = "mkt", way = "written" }),
  event("review", "2022-03-10", {}, refused("fair_competition_missing", "第二十一条")),
  record("prepare", "2022-03-10", { what = "fair_competition", result = "conforms" }),
  event("review", "2022-03-10", {}, refused("trade_compliance_missing", "第二十一条")),
  record("prepare", "2022-03-10", { what = "trade_compliance", result = "conforms" }),
  event("review", "2022-03-10", {}, refused("materials_missing", "第十九条")),
  status("2022-03-10", { next = { event = "review", owner = { "maker_review_body" },
    blocked_by = { "materials_missing", "comment_missing" } } }),
}))

-- Review

case "before submission nothing is reviewed, returned or put to the public" (up_to("open", {}, {
  event("review", "2022-03-01", {}, refused("not_submitted", "第十八条")),
  record("return", "2022-03-01", { kind = "hold", ground = "other" },
         refused("not_submitted", "第十八条")),
  record("comment_open", "2022-03-01", {}, refused("not_submitted", "第十八条")),
  record("coordinate", "2022-03-01", { settled = true }, refused("not_submitted", "第十八条")),
  record("activity", "2022-03-01", { way = "research", from = "2022-03-01", to = "2022-03-01" },
         refused("not_submitted", "第十八条")),
  record("resubmit", "2022-03-01", {}, refused("not_paused")),
  record("comment_close", "2022-03-01", {}, refused("comment_not_open")),
}))
case "what is put off is neither returned again nor reviewed until it comes back" (up_to("submit",
  {}, {
  record("return", "2022-03-02", { kind = "hold", ground = "not_ripe" }, { stage = "in_review" }),
  record("return", "2022-03-02", { kind = "hold", ground = "not_ripe" },
         refused("review_paused", "第二十二条")),
  event("review", "2022-03-20", {}, refused("review_paused", "第二十二条")),
  status("2022-03-02", { paused = true }),
  record("resubmit", "2022-03-04", {}, { gaps = {} }),
  status("2022-03-04", { paused = false }),
  record("return", "2022-03-05", { kind = "send_back", ground = "badly_structured" },
         { stage = "drafting" }),
  event("submit", "2022-03-07", {}, { stage = "in_review" }),
}))
case "the public has twenty days, with a market trait thirty unless there is a reason" (up_to(
  "submit", { open = { traits = { "market_activity" } } }, {
  record("comment_open", "2022-03-01"),
  record("comment_open", "2022-03-02", {}, refused("already_done")),
  event("review", "2022-03-08", {}, refused("fair_competition_missing", "第二十一条")),
  record("comment_close", "2022-03-20", { exception_reason = "急" },
         refused("comment_too_short", "第二十五条", { value = 19 })),
  record("comment_close", "2022-03-30", {},
         refused("comment_too_short", "第二十五条", { value = 29 })),
  record("comment_close", "2022-03-30", { exception_reason = "　" },
         refused("comment_too_short", "第二十五条", { value = 29 })),
  record("comment_close", "2022-03-30", { exception_reason = "上级要求" },
         { days = 29, warnings = { { code = "comment_too_short", cite = "第二十五条" } } }),
}))
case "a secret matter is not put to the public, and needs it not" (up_to("submit",
  { open = { traits = { "secret" } } }, {
  record("comment_open", "2022-03-01", {}, refused("secret_matter", "第二十五条")),
  event("review", "2022-03-07", {}, refused("review_too_short", "第二十六条", { value = 4 })),
  event("review", "2022-03-07", { exception_reason = "上级要求" }, { counted_workdays = 4,
        warnings = { { code = "review_too_short", cite = "第二十六条" } } }),
}))
case "a review is refused for the first thing that stands against it" (up_to("comment_open", {}, {
  event("review", "2022-03-21", { opinion = { "basics" } },
        refused("opinion_incomplete", "第二十八条")),
  event("review", "2022-03-21", { findings = { "sets_penalty", "beyond_powers" } },
        refused("unresolved_findings", "第二十条(五)")),
  event("review", "2022-03-21", {}, refused("comment_running", "第二十五条")),
  record("comment_close", "2022-03-21"),
  record("coordinate", "2022-03-22", { settled = false }),
  event("review", "2022-03-28", {}, refused("dispute_not_reported", "第二十七条")),
  record("activity", "2022-03-28", { way = "experts", from = "2022-02-28", to = "2022-03-01" },
         bad "from"),
  record("activity", "2022-03-28", { way = "experts", from = "2022-03-24", to = "2022-03-29" },
         bad "to"),
  record("activity", "2022-03-28", { way = "experts", from = "2022-03-24", to = "2022-03-24" }),
  event("review", "2022-03-28", { dispute_reported = true },
        refused("review_too_short", "第二十六条", { value = 4 })),
  event("review", "2022-03-29", { dispute_reported = true }, { counted_workdays = 5 }),
  event("review", "2022-03-29", {}, refused("already_done")),
}))
case "what is not passed goes back to drafting, whatever else it lacks" (up_to("submit", {}, {
  event("review", "2022-03-01", { result = "not_passed", findings = { "other" } },
        { stage = "drafting", counted_workdays = 0 }),
  event("deliberate", "2022-03-02", {}, refused("review_missing", "第三十条")),
}))

-- The order of the steps

case "no step is taken before the one it needs, and none twice" (up_to("review", {}, {
  event("sign", "2022-03-29", {}, refused("deliberation_missing", "第三十条")),
  event("register", "2022-03-29", {}, refused("deliberation_missing", "第三十条")),
  event("deliberate", "2022-03-29", { passed = false }, { stage = "drafting" }),
  event("submit", "2022-03-30"), event("review", "2022-04-07"),
  event("deliberate", "2022-04-08"),
  event("deliberate", "2022-04-08", {}, refused("already_done")),
  event("register", "2022-04-08", {}, refused("not_signed", "第二十九条")),
  event("sign", "2022-04-08"), event("sign", "2022-04-08", {}, refused("already_done")),
  event("publish", "2022-04-08", {}, refused("not_registered", "第三十二条")),
  event("register", "2022-04-08"), event("register", "2022-04-08", {}, refused("already_done")),
  record("gazette", "2022-04-08", { issue = "2" }, refused("not_published", "第三十六条")),
}))

-- Numbers and publication

case "a number needs papers, days, a fitting term and a code" (up_to("sign",
  { open = { maker = "mkt" } }, {
  event("register", "2022-03-31", { materials = { "application" } },
        refused("registration_materials_missing", "第三十四条")),
  event("register", "2022-03-31", { expires = null }, refused("dates_missing", "第四十六条")),
  event("register", "2022-03-31", { expires = "2022-05-31" }, bad "expires"),
  event("register", "2022-03-31", { expires = "2025-05-30" },
        refused("term_out_of_range", "第四十六条")),
  event("register", "2022-03-31", { expires = "2025-05-31" },
        refused("unit_code_missing", "第三十五条")),
  status("2022-03-31", { next = { event = "register", owner = { "mkt" },
                                  blocked_by = { "unit_code_missing" } } }),
}))
case "the next number is one above the highest known, and after 999 there is none" (up_to("sign",
  {}, {
  record("enter", "2022-03-30", { doc = "E", title = "甲", maker = "com",
    published = "2022-01-20", number = "LSDR-2022-015998" }),
  record("enter", "2022-03-30", { doc = "F", title = "乙", maker = "com",
    published = "2022-01-20", number = "LSDR-2022-015998" }, refused("number_taken", "第三十二条")),
  event("register", "2022-03-31", {}, { number = "LSDR-2022-015999" }),
  event("open", "2022-03-31", { doc = "G", emergency = "accident", traits = { "secret" } }),
  event("submit", "2022-03-31", { doc = "G" }), event("review", "2022-03-31", { doc = "G" }),
  event("sign", "2022-03-31", { doc = "G" }, { reasons = { { cite = "第三十一条" },
                                                           { cite = "第五十四条" } } }),
  event("register", "2022-03-31", { doc = "G" }, refused("serial_exhausted", "第三十五条")),
}))
case "it is published in the column, not before its time and thirty days before its effect" (
  up_to("register", {}, {
  event("publish", "2022-04-01", { channels = { "gazette" } },
        refused("channel_missing", "第三十六条")),
  event("publish", "2022-05-03", {}, refused("gap_too_short", "第四十六条", { value = 29 })),
  event("publish", "2022-06-02", {}, refused("retroactive", "第四十六条")),
  status("2022-06-02", { next = { event = "publish", blocked_by = { "retroactive" } },
                         number = "LSDR-2022-015001", published = null }),
  event("publish", "2022-05-02", { channels = { "website_column" } },
        { standing = "pending", file_by = "2022-06-01",
          warnings = { { code = "gazette_outstanding", cite = "第三十六条" } } }),
  event("publish", "2022-05-02", {}, refused("already_done")),
  record("gazette", "2022-05-03", { issue = "2" }, { ok = true }),
  record("gazette", "2022-05-04", { issue = "2" }, refused("already_done")),
}))
