-- SPDX-License-Identifier: MIT
policy "../../policies/normative_documents.lua"

local documents = include "_documents.lua"
local finding, finds = documents.finding, documents.finds
local answers, faulty = documents.answers, documents.faulty

local no_format = finding("number_format", "error", "第三十五条")

-- Numbers and publication

case "what is published without a number is barred, what is not published needs none" {
  answers({ number = null },
          { verdict = "barred", findings = { finding("unregistered", "fatal", "第三十二条") } }),
  finds { number = null, published = null },
}
case "what is published in no channel is barred" {
  answers({ channels = empty },
          { verdict = "barred", findings = { finding("unpublished", "fatal", "第三十二条") } }),
  finds { channels = empty, published = null },
}
for _, number in ipairs { "LSDR-2022-001001", "LSDR-2022-1001", "LSDR-2022-Ab34567z999" } do
  case("a number of good form: " .. number) { finds { number = number, unit_code = null } }
end
for _, number in ipairs { "LSDR-2022-001000", "LSDR-2022-001", "LSDR-2022-123456789001",
                          "LSDR-2022-12", "LSDR-2022-001O01", "LSDR-22-001001",
                          "LSDR-20220-01001", "lsdr-2022-001001", "LSDR2022-001001",
                          "LSDR-2022001001", "LSDR-2022-001-001", "LSDR-2022-001001号",
                          " LSDR-2022-001001", "LSDR-2022-001001 ", "LSDR－2022－001001",
                          "LSDR-2022-兰001", "LSDR-２０２２-001001", "LSDR-202a-001001", "" } do
  case("a number of bad form, of which nothing else is told: \"" .. number .. "\"") {
    finds({ number = number, unit_code = "002", registered = "2021-12-31" }, no_format),
  }
end
case "a number has the year of its registration" {
  finds({ registered = "2021-12-31" }, finding("number_year", "error", "第三十五条")),
  finds({ number = "LSDR-2023-001002" }, finding("number_year", "error", "第三十五条")),
  finds { number = "LSDR-2023-001002", registered = null },
}
case "a number has the code of its unit, before the last three digits" {
  finds({ unit_code = "002" }, finding("number_unit_code", "error", "第三十五条")),
  finds({ unit_code = "0010" }, finding("number_unit_code", "error", "第三十五条")),
  finds { number = "LSDR-2022-0010002", unit_code = "0010" },
  finds({ number = "LSDR-2022-a1002", unit_code = "A1" },
        finding("number_unit_code", "error", "第三十五条")),
  finds({ unit_code = "002", registered = "2021-12-31" },
        finding("number_year", "error", "第三十五条"),
        finding("number_unit_code", "error", "第三十五条")),
}
case "a number that is not on the first page is an error" {
  finds({ number_marked = false }, finding("number_not_marked", "error", "第三十六条")),
}
case "of two channels each is missed, in their order" {
  finds({ channels = { "gazette" } },
        finding("channel_missing", "error", "第三十六条", "website_column")),
  finds({ channels = { "website_column" } },
        finding("channel_missing", "error", "第三十六条", "gazette")),
  finds { channels = { "gazette", "website_column" } },
}
case "the district's documents are explained by the district alone, others by others too" {
  finds({ interpreted_by = { "other" } }, finding("interpretation_power", "error", "第四十四条")),
  finds({ interpreted_by = { "district_government", "other" }, maker_category = "district_office" },
        finding("interpretation_power", "error", "第四十四条")),
  finds { interpreted_by = { "other" }, maker_category = "department" },
  finds { interpreted_by = { "other" }, maker_category = "township" },
  finds { interpreted_by = empty },
}

-- Terms. Without a day of publication nothing but the term is tested.

local function term(effective, expires, more, ...)
  return finds(with({ published = null, effective = effective, expires = expires }, more), ...)
end
local short, long = finding("term_too_short", "error", "第四十六条"),
  finding("term_too_long", "error", "第四十六条")
local provisional = { provisional = true }

case "a term is three to five years, with both its ends" {
  term("2022-04-01", "2025-03-31"),
  term("2022-04-01", "2025-03-30", {}, short),
  term("2022-04-01", "2027-03-31"),
  term("2022-04-01", "2027-04-01", {}, long),
  term("2022-01-01", "2026-12-31"),
  term("2022-04-01", "2022-04-01", {}, short),
  term("2022-04-01", "9999-12-31", {}, long),
}
case "a provisional term is one to two years" {
  term("2022-04-01", "2023-03-31", provisional),
  term("2022-04-01", "2023-03-30", provisional, short),
  term("2022-04-01", "2024-03-31", provisional),
  term("2022-04-01", "2024-04-01", provisional, long),
}
case "a term from a leap day runs to the last of February" {
  term("2024-02-29", "2027-02-28"),
  term("2024-02-29", "2027-02-27", {}, short),
  term("2024-02-29", "2029-02-28"),
  term("2024-02-29", "2029-03-01", {}, long),
  term("2024-03-01", "2028-02-29"),
  term("2023-03-01", "2028-02-29"),
  term("2023-03-01", "2028-03-01", {}, long),
}
case "the title tells a provisional document unless something else does" {
  answers({ title = "兰山区管理办法（暂行）", expires = "2024-03-30" },
          { provisional = true, findings = {} }),
  answers({ title = "兰山区试行办法", expires = "2024-03-30" }, { provisional = true, findings = {} }),
  answers({ title = "兰山区管理办法（试行）", provisional = false },
          { provisional = false, findings = {} }),
  answers({ provisional = true }, { provisional = true, findings = { long } }),
}
case "dates that are missing are told, and no term is judged" {
  finds({ effective = null }, finding("no_effective_date", "error", "第四十六条")),
  finds({ expires = null }, finding("no_expiry_date", "error", "第四十六条")),
}
case "in force from the day of issue: that day counts, and is pointed out" {
  finds({ effective = null, effective_wording = "from_issue", expires = "2027-02-28" },
        finding("effective_wording", "warning", "第四十六条"),
        finding("gap_too_short", "error", "第四十六条", 0)),
  finds({ effective = null, effective_wording = "from_issue", expires = "2027-03-01" },
        finding("effective_wording", "warning", "第四十六条"), long,
        finding("gap_too_short", "error", "第四十六条", 0)),
  answers({ effective = null, effective_wording = "from_issue", published = null },
          { not_checked = { "第三十二条", "第四十六条" },
            findings = { finding("effective_wording", "warning", "第四十六条") } }),
  answers({ effective_wording = "from_issue" },
          { verdict = "warnings",
            findings = { finding("effective_wording", "warning", "第四十六条") } }),
  finds { effective_wording = "explicit_date" },
}

-- The gap

local function gap(published, effective, more, ...)
  return finds(with({ published = published, effective = effective,
                      expires = "2027-02-28" }, more), ...)
end
local function too_short(value) return finding("gap_too_short", "error", "第四十六条", value) end

case "thirty days lie between publication and effect; twenty-nine are too few" {
  gap("2022-03-01", "2022-03-31"),
  gap("2022-03-02", "2022-03-31", {}, too_short(29)),
  gap("2022-03-31", "2022-03-31", {}, too_short(0)),
  gap("2022-09-05", "2022-10-05"),
}
case "effect may be at once for either of two grounds" {
  gap("2022-03-31", "2022-03-31", { immediate_ground = "upper_law_needs" }),
  gap("2022-03-02", "2022-03-31", { immediate_ground = "security_or_public_interest" }),
}
case "effect before publication needs a basis, and has no gap" {
  gap("2022-04-01", "2022-03-31", {}, finding("retroactive", "error", "第四十六条")),
  gap("2022-04-01", "2022-03-31", { retroactive_basis = "" },
      finding("retroactive", "error", "第四十六条")),
  gap("2022-04-01", "2022-03-31", { retroactive_basis = "　 " },
      finding("retroactive", "error", "第四十六条")),
  gap("2022-04-01", "2022-03-31", { immediate_ground = "upper_law_needs" },
      finding("retroactive", "error", "第四十六条")),
  gap("2022-04-01", "2022-03-31", { retroactive_basis = "为更好保护权益" }),
  gap("2022-03-31", "2022-03-31", { retroactive_basis = "为更好保护权益" }, too_short(0)),
}

-- The Regulation's life

local function on(published, more, expected)
  return answers(with({ published = published, effective = null, expires = null }, more), expected)
end
local dateless = { finding("no_effective_date", "error", "第四十六条"),
                   finding("no_expiry_date", "error", "第四十六条") }

case "the Regulation applies from 2022 to 2026 by the day of publication" {
  on("2021-12-31", {}, { applies = false, verdict = "not_applicable", findings = dateless }),
  on("2022-01-01", {}, { applies = true, verdict = "defective" }),
  on("2026-12-31", {}, { applies = true, verdict = "defective" }),
  on("2027-01-01", {}, { applies = false, verdict = "not_applicable", findings = dateless }),
}
case "without a day of publication the day of the question counts, in Shanghai" {
  on(null, { at = "2021-12-31T23:59:59+08:00" }, { applies = false }),
  on(null, { at = "2022-01-01T00:00:00+08:00" }, { applies = true }),
  on(null, { at = "2021-12-31T16:00:00Z" }, { applies = true }),
  on(null, { at = "2026-12-31T23:59:59+08:00" }, { applies = true }),
  on(null, { at = "2027-01-01T00:00:00+08:00" }, { applies = false }),
  on("2022-01-01", { at = "2021-01-01T00:00:00+08:00" }, { applies = true }),
}
case "outside its life a barred document is not applicable, and told all the same" {
  answers({ maker_listed = false, published = "2021-12-01", effective = "2021-12-31",
            expires = "2026-12-30" },
          { verdict = "not_applicable", applies = false,
            findings = { finding("maker_not_listed", "fatal", "第三条") } }),
}

-- Worked examples

case "the gazette's own measure for loans, in force from its issue, without an end" {
  { "check", { title = "兰山区区属企业融资、借款和担保监督管理办法（试行）",
               maker_category = "district_office", maker_listed = true, published = "2021-09-28",
               effective_wording = "from_issue" },
    { verdict = "not_applicable", applies = false, level = "district", provisional = true,
      findings = { finding("unregistered", "fatal", "第三十二条"),
                   finding("no_expiry_date", "error", "第四十六条"),
                   finding("effective_wording", "warning", "第四十六条"), too_short(0) },
      not_checked = { "第七条", "第八条", "第十九条", "第二十条", "第二十五条", "第二十六条",
                      "第三十条", "第三十六条", "第四十四条" } } },
}
case "a gap of exactly thirty days and a provisional term of exactly two years" {
  { "check", { title = "兰山区共享单车停放管理办法（试行）", maker_category = "district_government",
               maker_listed = true, registered = "2022-02-25", published = "2022-03-01",
               effective = "2022-03-31", expires = "2024-03-30", number = "LSDR-2022-001002",
               unit_code = "001", number_marked = true,
               channels = { "website_column", "gazette" } },
    { verdict = "acceptable", applies = true, provisional = true, findings = {},
      not_checked = { "第七条", "第八条", "第十九条", "第二十条", "第二十五条", "第二十六条",
                      "第三十条", "第四十四条" } } },
}
case "one day too few, one day too many, and serial 000" {
  { "check", { title = "兰山区户外广告设置管理办法", maker_category = "district_government",
               maker_listed = true, published = "2022-03-02", effective = "2022-03-31",
               expires = "2027-03-31", number = "LSDR-2022-001000",
               channels = { "website_column" }, interpreted_by = { "other" } },
    { verdict = "defective", applies = true, level = "district", provisional = false,
      findings = { no_format, finding("channel_missing", "error", "第三十六条", "gazette"),
                   finding("interpretation_power", "error", "第四十四条"), long, too_short(29) },
      not_checked = { "第七条", "第八条", "第十九条", "第二十条", "第二十五条", "第二十六条",
                      "第三十条", "第三十六条" } } },
}

-- Bad input

case "what expires before it takes effect is bad input, on the day itself not" {
  faulty({ effective = "2022-03-31", expires = "2022-03-30" }, "expires"),
  finds({ effective = "2022-03-31", expires = "2022-03-31" }, short),
  faulty({ effective = null, effective_wording = "from_issue", expires = "2022-02-28" }, "expires"),
}
for _, name in ipairs { "title", "maker_category", "maker_listed" } do
  case("check asks for " .. name) { faulty({ [name] = null }, name) }
end
for _, name in ipairs { "grounds", "form", "traits", "materials", "content_findings", "steps",
                        "channels", "interpreted_by" } do
  case("a code of no list in " .. name .. ", or no list, is told of the list") {
    faulty({ [name] = { "nothing" } }, name),
    faulty({ [name] = "nothing" }, name),
  }
end
case "a code that stands twice is told of its list" {
  faulty({ traits = { "trade", "secret", "trade" } }, "traits"),
  faulty({ form = { "chapter", "chapter" } }, "form"),
  faulty({ steps = { "expert", "expert" } }, "steps"),
}
case "fields that do not fit are named" {
  faulty({ emergency = "flood" }, "emergency"),
  faulty({ comment_days = -1 }, "comment_days"),
  faulty({ review_workdays = 2.5 }, "review_workdays"),
  faulty({ published = "2022-02-29" }, "published"),
  faulty({ effective_wording = "soon" }, "effective_wording"),
  faulty({ immediate_ground = "haste" }, "immediate_ground"),
  faulty({ number = 1 }, "number"),
  faulty({ number_marked = "yes" }, "number_marked"),
  faulty({ effective = "9999-01-01", expires = "9999-01-01" }, "effective"),
  faulty({ exception_reason = "急" }, "exception_reason"),
}

-- Figures replaced

local function set(params, more, ...) return finds(with({ params = params }, more), ...) end

case "every figure that check reads may be another" {
  set({ ["comment.min_days"] = 21 }, {}, finding("comment_too_short", "error", "第二十五条")),
  set({ ["comment.min_days_market"] = 20 },
      { traits = { "business_operations" } }),
  set({ ["review.min_workdays"] = 6 }, {}, finding("review_too_short", "warning", "第二十六条")),
  set({ ["number.prefix"] = "LZDR" }, {}, no_format),
  set({ ["number.prefix"] = "LZDR" }, { number = "LZDR-2022-001002" }),
  set({ ["number.serial_digits"] = 4 }, { number = "LSDR-2022-0010002" }),
  set({ ["number.serial_digits"] = 4 }, { unit_code = "00" }),
  set({ ["number.serial_first"] = 3 }, {}, no_format),
  set({ ["number.serial_first"] = 0 }, { number = "LSDR-2022-001000" }),
  set({ ["effect.min_gap_days"] = 31 }, {}, too_short(30)),
  set({ ["validity.max_years"] = 4 }, {}, long),
  set({ ["validity.min_years"] = 6, ["validity.max_years"] = 7 }, {}, short),
  set({ ["validity.provisional_max_years"] = 5 }, { provisional = true }),
  set({ ["validity.provisional_min_years"] = 6, ["validity.provisional_max_years"] = 7 },
      { provisional = true }, short),
}
case "a Regulation with other dates applies on other days" {
  on("2027-01-01", { params = { ["regulation.expires_on"] = "2027-01-01" } }, { applies = true }),
  on("2021-12-31", { params = { ["regulation.effective_on"] = "2021-12-31" } }, { applies = true }),
}
case "figures that do not fit, are unknown, or are taken away" {
  faulty({ params = { ["comment.min_day"] = 21 } }, "params.comment.min_day"),
  faulty({ params = { ["comment.min_days"] = "x" } }, "params.comment.min_days"),
  faulty({ params = { ["comment.min_days"] = null } }, "params.comment.min_days"),
  faulty({ params = { ["regulation.expires_on"] = null } }, "params.regulation.expires_on"),
}
