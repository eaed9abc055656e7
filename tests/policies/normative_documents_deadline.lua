-- SPDX-License-Identifier: MIT
policy "../../policies/normative_documents.lua"

local function due(rule, from, expected, more)
  return { "deadline", with({ rule = rule, from = from }, more), expected }
end
local function refuse(fields, field) return { "deadline", fields, bad(field) } end

-- A last day, and where it was before it rolled; a first day; first and last.
local function by(day, unrolled, complete)
  return { ok = true, kind = "latest", date = day, unrolled = unrolled or day,
           rolled = unrolled ~= nil, calendar_complete = complete ~= false }
end
local function on(day, complete)
  return { ok = true, kind = "earliest", date = day, unrolled = null, rolled = null,
           first = null, last = null, calendar_complete = complete ~= false }
end
local function within(first, last)
  return { ok = true, kind = "window", first = first, last = last, date = null, unrolled = null,
           rolled = null, calendar_complete = true }
end

-- Least periods do not roll

case "comment closes twenty days after it opened, with market traits thirty" {
  due("comment", "2022-03-02", on "2022-03-22"),
  due("comment", "2022-03-02", on "2022-03-22", { market = false }),
  due("comment", "2022-03-02", on "2022-04-01", { market = true }),
  due("comment", "2022-01-31", on "2022-02-20"),
  due("comment", "2024-02-09", on "2024-02-29"),
}
case "comment and gap end on holidays too" {
  due("comment", "2022-09-11", on "2022-10-01"),
  due("effect_gap", "2022-09-01", on "2022-10-01"),
}
case "effect is thirty days after publication" {
  due("effect_gap", "2022-03-01", on "2022-03-31"),
  due("effect_gap", "2021-12-02", on "2022-01-01"),
  due("effect_gap", "2024-02-01", on "2024-03-02"),
}

-- Working days of the review

local function review(from, day, excluded, complete)
  return due("review", from, on(day, complete), { excluded = excluded })
end
local function span(from, to) return { from = from, to = to } end

case "an opinion may be given on the fifth working day, the day handed in not counting" {
  review("2022-03-01", "2022-03-08"),
  review("2022-03-04", "2022-03-11"),
  review("2022-03-05", "2022-03-11"),
  review("2022-03-06", "2022-03-11"),
}
case "holidays are not counted, worked weekends are" {
  review("2022-09-30", "2022-10-12"),
  review("2022-04-01", "2022-04-11"),
  review("2022-04-28", "2022-05-09"),
}
case "days of activities, comment and pauses are left out, both ends" {
  review("2022-03-01", "2022-03-15",
         { span("2022-03-07", "2022-03-08"), span("2022-03-10", "2022-03-14") }),
  review("2022-03-01", "2022-03-09", { span("2022-03-08", "2022-03-08") }),
  review("2022-03-01", "2022-03-08", { span("2022-03-09", "2022-03-20") }),
  review("2022-03-01", "2022-03-08", { span("2022-03-05", "2022-03-06") }),
  review("2022-03-01", "2022-03-08", empty),
}
case "the day of handing in and what lies before it are no matter" {
  review("2022-03-01", "2022-03-08", { span("2022-02-20", "2022-03-01") }),
  review("2022-03-01", "2022-03-09", { span("2022-02-20", "2022-03-02") }),
}
case "days that several spans cover are left out once, in any order" {
  review("2022-03-01", "2022-03-15",
         { span("2022-03-10", "2022-03-14"), span("2022-03-07", "2022-03-08"),
           span("2022-03-08", "2022-03-08"), span("2022-03-11", "2022-03-12") }),
  review("2022-03-01", "2022-03-15",
         { span("2022-03-02", "2022-03-07"), span("2022-03-03", "2022-03-08") }),
  review("2022-03-01", "2022-03-15",
         { span("2022-03-02", "2022-03-08"), span("2022-03-03", "2022-03-04") }),
  review("2022-03-01", "2022-03-15",
         { span("2022-03-02", "2022-03-04"), span("2022-03-05", "2022-03-08") }),
}
case "the days between a comment period and the opinion, 2 and 6 to 8 and 11 April" {
  review("2022-03-01", "2022-04-11",
         { span("2022-03-02", "2022-04-01"), span("2022-03-04", "2022-03-04") }),
}
case "a span that never ends within reason is bad input, or simply long" {
  review("2022-03-01", "8000-01-07", { span("2022-03-02", "7999-12-31") }, false),
  refuse({ rule = "review", from = "2022-03-01", excluded = { span("2022-03-02", "9999-12-31") } },
         "excluded[1].to"),
}
case "a review into a year without a list says so" {
  review("2026-12-24", "2026-12-31"),
  review("2026-12-25", "2027-01-01", nil, false),
  review("2020-12-31", "2021-01-08"),
  review("2020-12-30", "2021-01-07", nil, false),
}

-- Periods within which somebody must act

case "filing is due thirty days after publication, on a rest day the next working day" {
  due("filing", "2022-04-28", by("2022-05-30", "2022-05-28")),
  due("filing", "2022-04-01", by("2022-05-05", "2022-05-01")),
  due("filing", "2022-03-31", by("2022-05-05", "2022-04-30")),
  due("filing", "2022-03-30", by "2022-04-29"),
  due("filing", "2022-08-22", by "2022-09-21"),
  due("filing", "2022-03-24", by("2022-04-24", "2022-04-23")),
}
case "a filing's last day may be a worked weekend" {
  due("filing", "2022-09-08", by "2022-10-08"),
  due("filing", "2022-09-01", by("2022-10-08", "2022-10-01")),
  due("filing", "2022-03-25", by "2022-04-24"),
}
case "the review of a filing is due sixty days after receipt" {
  due("filing_review", "2022-09-19", by "2022-11-18"),
  due("filing_review", "2022-08-02", by("2022-10-08", "2022-10-01")),
}
case "a correction is due fifteen days after notice, the national day's week rolled over" {
  due("filing_correction", "2022-09-20", by("2022-10-08", "2022-10-05")),
  due("filing_correction", "2022-09-15", by "2022-09-30"),
  due("filing_correction", "2022-09-16", by("2022-10-08", "2022-10-01")),
}
case "a challenge is decided in sixty days, with up to thirty more, rolled once at the end" {
  due("challenge", "2022-06-01", by("2022-08-01", "2022-07-31")),
  due("challenge", "2022-06-01", by("2022-08-01", "2022-07-31"), { extend_days = 0 }),
  due("challenge", "2022-06-01", by "2022-08-01", { extend_days = 1 }),
  due("challenge", "2022-06-01", by("2022-08-22", "2022-08-20"), { extend_days = 20 }),
  due("challenge", "2022-06-01", by "2022-08-30", { extend_days = 30 }),
  due("challenge", "2022-06-01",
      refused("extension_too_long", "第四十五条", { field = "extend_days" }), { extend_days = 31 }),
}
case "a last day in a year without a list rolls over weekends only, and says so" {
  due("filing", "2026-12-01", by "2026-12-31"),
  due("filing", "2026-12-02", by("2027-01-01", nil, false)),
  due("filing", "2026-12-03", by("2027-01-04", "2027-01-02", false)),
  due("filing", "2020-12-01", by("2020-12-31", nil, false)),
  due("filing", "2020-12-02", by("2021-01-04", "2021-01-01")),
}

-- Windows and fixed days

case "a term ends three to five years on, less a day; a provisional one one to two" {
  due("validity", "2022-01-01", within("2024-12-31", "2026-12-31")),
  due("validity", "2022-06-01", within("2025-05-31", "2027-05-31")),
  due("validity", "2022-03-15", within("2023-03-14", "2024-03-14"), { provisional = true }),
  due("validity", "2022-06-01", within("2025-05-31", "2027-05-31"), { provisional = false }),
}
case "a term from the leap day ends on the last of February" {
  due("validity", "2024-02-29", within("2027-02-28", "2029-02-28")),
  due("validity", "2024-02-29", within("2025-02-28", "2026-02-28"), { provisional = true }),
  due("validity", "2024-03-01", within("2027-02-28", "2029-02-28")),
  due("validity", "2023-03-01", within("2026-02-28", "2028-02-29")),
}
case "evaluation is due within the six months before the end" {
  due("evaluation", "2026-12-31", within("2026-07-01", "2026-12-31")),
  due("evaluation", "2025-09-30", within("2025-04-01", "2025-09-30")),
  due("evaluation", "2026-08-30", within("2026-02-28", "2026-08-30")),
  due("evaluation", "2026-08-29", within("2026-02-28", "2026-08-29")),
  due("evaluation", "2024-08-30", within("2024-02-29", "2024-08-30")),
  due("evaluation", "2026-02-28", within("2025-09-01", "2026-02-28")),
  due("evaluation", "2024-02-28", within("2023-08-29", "2024-02-28")),
}
case "plans are reported in December of the year before, by its last day, a holiday or not" {
  { "deadline", { rule = "plan_report", year = 2023 }, within("2022-12-01", "2022-12-31") },
  { "deadline", { rule = "plan_report", year = 2024 }, within("2023-12-01", "2023-12-31") },
}
case "a year is reported on by 5 January, a rest day or not" {
  { "deadline", { rule = "annual_report", year = 2022 },
    { ok = true, kind = "latest", date = "2023-01-05", first = null, unrolled = null,
      rolled = null, calendar_complete = true } },
  { "deadline", { rule = "annual_report", year = 2024 }, { date = "2025-01-05" } },
}

local cites = { comment = "第二十五条", review = "第二十六条", effect_gap = "第四十六条",
  filing = "第三十八条", filing_review = "第四十条", filing_correction = "第四十一条(二)",
  challenge = "第四十五条", validity = "第四十六条", evaluation = "第四十八条(二)" }
local values = { comment = 20, review = 5, effect_gap = 30, filing = 30, filing_review = 60,
  filing_correction = 15, challenge = 60, validity = 5, evaluation = 6 }
for rule, cite in pairs(cites) do
  case(rule .. " tells its article and figure") {
    due(rule, "2022-03-01", { reasons = { { cite = cite, value = values[rule] } } }),
  }
end
case "fixed days tell their articles" {
  { "deadline", { rule = "plan_report", year = 2023 }, { reasons = { { cite = "第十条" } } } },
  { "deadline", { rule = "annual_report", year = 2023 },
    { reasons = { { cite = "第五十五条", value = "01-05" } } } },
}

-- Bad input

local own = { market = true, excluded = empty, extend_days = 0, provisional = true }
local owner = { market = "comment", excluded = "review", extend_days = "challenge",
                provisional = "validity" }
for rule in pairs(cites) do
  case(rule .. " needs its day and takes no field of another rule") {
    refuse({ rule = rule }, "from"),
    refuse({ rule = rule, from = null }, "from"),
    refuse({ rule = rule, from = "2022-03-01", year = 2022 }, "year"),
  }
  for field, value in pairs(own) do
    if owner[field] ~= rule then
      case(rule .. " has no field " .. field) {
        refuse({ rule = rule, from = "2022-03-01", [field] = value }, field),
        due(rule, "2022-03-01", { ok = true }, { [field] = null }),
      }
    end
  end
end
for _, rule in ipairs { "plan_report", "annual_report" } do
  case(rule .. " needs its year and takes no day") {
    refuse({ rule = rule }, "year"),
    refuse({ rule = rule, year = 2022, from = "2022-03-01" }, "from"),
    refuse({ rule = rule, year = 2022, provisional = false }, "provisional"),
    refuse({ rule = rule, year = 1 }, "year"),
    refuse({ rule = rule, year = 9999 }, "year"),
    refuse({ rule = rule, year = "2022" }, "year"),
  }
end
case "rules, days and spans that do not fit are named" {
  refuse({}, "rule"),
  refuse({ rule = "appeal", from = "2022-03-01" }, "rule"),
  refuse({ rule = "filing", from = "2022-02-29" }, "from"),
  refuse({ rule = "filing", from = "9999-12-31" }, "from"),
  refuse({ rule = "evaluation", from = "0001-01-01" }, "from"),
  refuse({ rule = "challenge", from = "2022-03-01", extend_days = -1 }, "extend_days"),
  refuse({ rule = "review", from = "2022-03-01", excluded = { {} } }, "excluded[1].from"),
  refuse({ rule = "review", from = "2022-03-01", excluded = { { from = "2022-03-01" } } },
         "excluded[1].to"),
  refuse({ rule = "review", from = "2022-03-01",
           excluded = { span("2022-03-02", "2022-03-02"), span("2022-03-02", "2022-03-01") } },
         "excluded[2].to"),
  refuse({ rule = "review", from = "2022-03-01",
           excluded = { { from = "2022-03-01", to = "2022-03-01", why = "x" } } },
         "excluded[1].why"),
}

-- Figures replaced

local function set(rule, from, params, expected, more)
  return due(rule, from, expected, with({ params = params }, more))
end

case "every figure that deadline reads may be another" {
  set("comment", "2022-03-02", { ["comment.min_days"] = 10 }, on "2022-03-12"),
  set("comment", "2022-03-02", { ["comment.min_days_market"] = 40 }, on "2022-04-11",
      { market = true }),
  set("comment", "2022-03-02", { ["comment.min_days_market"] = 40 }, on "2022-03-22"),
  set("review", "2022-03-01", { ["review.min_workdays"] = 1 }, on "2022-03-02"),
  set("review", "2022-03-01", { ["review.min_workdays"] = 0 }, on "2022-03-01"),
  set("effect_gap", "2022-03-01", { ["effect.min_gap_days"] = 31 }, on "2022-04-01"),
  set("filing", "2022-04-01", { ["filing.days"] = 28 }, by "2022-04-29"),
  set("filing_review", "2022-09-19", { ["filing_review.days"] = 61 },
      by("2022-11-21", "2022-11-19")),
  set("filing_correction", "2022-09-20", { ["filing_review.correction_days"] = 10 },
      by "2022-09-30"),
  set("challenge", "2022-06-01", { ["challenge.days"] = 61 }, by "2022-08-01"),
  set("challenge", "2022-06-01", { ["challenge.max_extension_days"] = 31 }, by "2022-08-31",
      { extend_days = 31 }),
  set("challenge", "2022-06-01", { ["challenge.max_extension_days"] = 0 },
      refused("extension_too_long", "第四十五条", { field = "extend_days" }), { extend_days = 1 }),
  set("validity", "2022-01-01", { ["validity.min_years"] = 2, ["validity.max_years"] = 6 },
      within("2023-12-31", "2027-12-31")),
  set("validity", "2022-01-01", { ["validity.provisional_min_years"] = 2,
                                  ["validity.provisional_max_years"] = 3 },
      within("2023-12-31", "2024-12-31"), { provisional = true }),
  set("evaluation", "2026-12-31", { ["evaluation.window_months"] = 3 },
      within("2026-10-01", "2026-12-31")),
  { "deadline", { rule = "plan_report", year = 2024, params = { ["plan.report_month"] = 2 } },
    within("2023-02-01", "2023-02-28") },
  { "deadline",
    { rule = "annual_report", year = 2022, params = { ["report.month_day"] = "02-28" } },
    { date = "2023-02-28" } },
}
case "a calendar that is given stands in place of the listed years" {
  set("filing", "2026-12-02", { ["calendar.rest_days"] = { "2027-01-01" } },
      by("2027-01-04", "2027-01-01")),
  set("filing", "2026-12-02",
      { ["calendar.rest_days"] = { "2027-01-01" }, ["calendar.work_days"] = { "2027-01-02" } },
      by("2027-01-02", "2027-01-01")),
  set("filing", "2022-04-01", { ["calendar.rest_days"] = { "2022-05-02" } },
      by("2022-05-03", "2022-05-01")),
  set("filing", "2022-04-01", { ["calendar.work_days"] = { "2022-05-01" } }, by "2022-05-01"),
  set("review", "2022-03-01", { ["calendar.rest_days"] = { "2022-03-08" } }, on "2022-03-09"),
  set("filing", "2022-04-01", { ["calendar.rest_days"] = null }, by("2022-05-05", "2022-05-01")),
}
case "figures that do not fit or are taken away are named" {
  set("filing", "2022-04-01", { ["filing.day"] = 1 }, bad "params.filing.day"),
  set("filing", "2022-04-01", { ["filing.days"] = 1.5 }, bad "params.filing.days"),
  set("filing", "2022-04-01", { ["filing.days"] = -1 }, bad "params.filing.days"),
  set("filing", "2022-04-01", { ["filing.days"] = null }, bad "params.filing.days"),
  set("filing", "2022-04-01", { ["calendar.rest_days"] = { "x" } },
      bad "params.calendar.rest_days"),
  set("filing", "2022-04-01", { ["comment.min_days"] = null }, by("2022-05-05", "2022-05-01")),
}
for _, text in ipairs { "1-5", "00-05", "13-05", "01-00", "02-29", "04-31", "01-05 ",
                        "0105", "" } do
  case("a day of the year that is none: \"" .. text .. "\"") {
    { "deadline", { rule = "annual_report", year = 2022, params = { ["report.month_day"] = text } },
      bad "params.report.month_day" },
  }
end
