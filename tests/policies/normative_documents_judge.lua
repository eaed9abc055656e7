-- SPDX-License-Identifier: MIT
-- What is known of a notice, judged row by row: kept, broken, broken before the rules were in
-- force, or not to be decided.

policy "../../policies/normative_documents.lua"
local documents = include "_documents.lua"
local without = documents.without

local told = with(documents.sound, { issuer = "临沂市兰山区人民政府", maker_category = null })

-- Each row of a document in which nothing is wrong: code, article, the facts that it needs.
local sound = {
  { "maker_barred", "第三条" }, { "maker_not_listed", "第三条", "maker_listed" },
  { "no_ground", "第七条", "grounds" }, { "form_order", "第八条", "form" },
  { "assessment_missing", "第十四条", "steps", "traits" },
  { "material_missing", "第十九条", "materials", "traits" },
  { "review_item", "第二十条", "content_findings" },
  { "comment_missing", "第二十五条", "steps", "traits" },
  { "comment_too_short", "第二十五条", "comment_days", "traits" },
  { "review_too_short", "第二十六条", "review_workdays" }, { "expert_missing", "第三十条", "steps" },
  { "review_missing", "第三十条", "steps" }, { "deliberation_missing", "第三十条", "steps" },
  { "unregistered", "第三十二条", "published", "number" },
  { "unpublished", "第三十二条", "published", "channels" },
  { "number_format", "第三十五条", "number" }, { "number_year", "第三十五条", "number", "registered" },
  { "number_unit_code", "第三十五条", "number", "unit_code" },
  { "number_not_marked", "第三十六条", "number_marked" },
  { "channel_missing", "第三十六条", "channels" },
  { "interpretation_power", "第四十四条", "interpreted_by" },
  { "no_effective_date", "第四十六条", "effective_wording" },
  { "no_expiry_date", "第四十六条", "expires" },
  { "effective_wording", "第四十六条", "effective_wording" },
  { "term_too_short", "第四十六条", "effective", "expires" },
  { "term_too_long", "第四十六条", "effective", "expires" },
  { "retroactive", "第四十六条", "published", "effective" },
  { "gap_too_short", "第四十六条", "published", "effective" },
}

-- The rows, all kept but those that `changes` names: a row instead, or false for none.
local function rows(changes)
  local list = {}
  for _, row in ipairs(sound) do
    local changed = changes and changes[row[1]]
    if changed == nil then changed = { outcome = "pass" } end
    if changed then
      list[#list + 1] = with({ code = row[1], cite = row[2], needs = null }, changed)
    end
  end
  return list
end

local function judged(more, changes, answer)
  return { "judge", with(told, more), with({ rows = rows(changes) }, answer) }
end

case "a document with which nothing is wrong keeps every rule" {
  judged({}, {}, { applies = true, level = "district", provisional = false, day = "2022-03-01",
    in_force_from = "2022-01-01", in_force_to = "2026-12-31" }),
}

-- Broken, one rule at a time; what hangs on the same fact is told with it.
local function fail(more, severity, value)
  if value == nil then value = null end
  return with({ outcome = "fail", severity = severity, value = value }, more)
end
local error_, warning, fatal = fail({}, "error"), fail({}, "warning"), fail({}, "fatal")

case "a rule that is broken is told with its severity" {
  judged({ maker_listed = false }, { maker_not_listed = fatal }),
  judged({ grounds = empty }, { no_ground = error_ }),
  judged({ form = { "article", "chapter" } }, { form_order = warning }),
  judged({ steps = without(documents.steps, "assessment") }, { assessment_missing = warning }),
  judged({ steps = without(documents.steps, "public_comment") }, { comment_missing = error_ }),
  judged({ steps = without(documents.steps, "expert") }, { expert_missing = warning }),
  judged({ steps = without(documents.steps, "legality_review") }, { review_missing = fatal }),
  judged({ steps = without(documents.steps, "collective_decision") },
    { deliberation_missing = fatal }),
  judged({ materials = without(documents.papers, "opinions") },
    { material_missing = fail({ cite = "第十九条(六)" }, "error", "opinions") }),
  judged({ content_findings = { "unlawful_fee" } },
    { review_item = fail({ code = "unlawful_fee", cite = "第二十条(五)" }, "error") }),
  judged({ comment_days = 19 }, { comment_too_short = error_ }),
  judged({ review_workdays = 4 }, { review_too_short = warning }),
  judged({ channels = empty }, { unpublished = fatal }),
  judged({ channels = { "gazette" } }, { channel_missing = fail({}, "error", "website_column") }),
  judged({ number_marked = false }, { number_not_marked = error_ }),
  judged({ interpreted_by = { "other" } }, { interpretation_power = error_ }),
}

case "what the text does not say is broken, and what hangs on it does not apply" {
  judged({ number = null, unstated = { "number" } }, { unregistered = fatal, number_format = false,
    number_year = false, number_unit_code = false }),
  judged({ expires = null, unstated = { "expires" } },
    { no_expiry_date = error_, term_too_short = false, term_too_long = false }),
  judged({ effective = null, unstated = { "effective" } }, { no_effective_date = error_,
    term_too_short = false, term_too_long = false, retroactive = false, gap_too_short = false }),
}

case "a number of bad form, of another year, of another unit" {
  judged({ number = "LSDR-2022-001000" },
    { number_format = error_, number_year = false, number_unit_code = false }),
  judged({ number = "LSDR-2021-001002" }, { number_year = error_ }),
  judged({ number = "LSDR-2022-002002" }, { number_unit_code = error_ }),
}

case "a term and a gap, a day on either side" {
  judged({ expires = "2025-03-30" }, {}),
  judged({ expires = "2025-03-29" }, { term_too_short = error_ }),
  judged({ expires = "2027-03-31" }, { term_too_long = error_ }),
  judged({ effective = "2022-03-30", expires = "2027-03-29" },
    { gap_too_short = fail({}, "error", 29) }),
  judged({ effective = "2022-02-28", expires = "2027-02-27" }, { retroactive = error_ }),
}

case "from the day of issue: the wording is broken, and the gap is 0 days" {
  judged({ effective = null, effective_wording = "from_issue", expires = "2027-02-28" },
    { no_effective_date = false, effective_wording = warning,
      gap_too_short = fail({}, "error", 0) }),
}


-- Not to be decided, one fact at a time.
local function undecided(fact)
  local changes = {}
  for _, row in ipairs(sound) do
    for place = 3, #row do
      if row[place] == fact then
        changes[row[1]] = { outcome = "undecided", needs = { fact }, severity = null }
      end
    end
  end
  return changes
end
for _, fact in ipairs { "maker_listed", "grounds", "form", "materials", "content_findings",
  "comment_days", "review_workdays", "published", "number", "channels", "registered",
  "unit_code", "number_marked", "interpreted_by", "expires" } do
  case("a rule that needs " .. fact .. " can't be decided without") {
    judged({ [fact] = null }, undecided(fact)),
  }
end

case "without the day of effect neither the wording nor what hangs on it can be decided" {
  judged({ effective = null }, with(undecided "effective", {
    no_effective_date = { outcome = "undecided", needs = { "effective_wording" } },
    effective_wording = { outcome = "undecided", needs = { "effective_wording" } } })),
}

-- The rows of a sound document, with `more` in place of those of 第十四条.
local function with_assessments(changes, more)
  local list = {}
  for _, row in ipairs(rows(changes)) do
    if row.code == "assessment_missing" then
      table.move(more, 1, #more, #list + 1, list)
    else
      list[#list + 1] = row
    end
  end
  return list
end
local function open_for(...)
  local list = {}
  for i, row in ipairs { { "assessment_missing", "第十五条" }, { "assessment_missing", "第十四条" },
    { "hearing_missing", "第十六条" } } do
    list[i] = { code = row[1], cite = row[2], outcome = "undecided", needs = { ... } }
  end
  return list
end
case "without the steps or the traits the rules on both are open" {
  { "judge", with(told, { steps = null }),
    { rows = with_assessments(undecided "steps", open_for "steps") } },
  { "judge", with(told, { traits = null }),
    { rows = with_assessments(undecided "traits", open_for "traits") } },
}

case "traits bring their own rules" {
  { "judge", with(told, { traits = { "major_interest", "social_stability" },
    steps = without(documents.steps, "assessment", "hearing") }),
    { rows = with_assessments({}, {
      { code = "assessment_missing", cite = "第十五条", outcome = "fail", severity = "error" },
      { code = "hearing_missing", cite = "第十六条", outcome = "fail", severity = "error" } }) } },
  judged({ traits = { "market_activity" }, comment_days = 29,
    materials = documents.and_also(documents.papers, "fair_competition") },
    { comment_too_short = warning }),
  judged({ traits = { "market_activity" }, comment_days = 30,
    materials = documents.and_also(documents.papers, "fair_competition") }),
}

case "a rule broken before it was in force was not in force then, a kept one is kept" {
  judged({ published = null, at = "2021-12-31T23:59:00+08:00", expires = null,
    unstated = { "expires" } },
    with(undecided "published", { no_expiry_date = { outcome = "not_in_force", severity = "error" },
      term_too_short = false, term_too_long = false }),
    { applies = false, day = "2021-12-31" }),
  judged({ published = null, at = "2022-01-01T00:00:00+08:00", expires = null,
    unstated = { "expires" } },
    with(undecided "published", { no_expiry_date = error_, term_too_short = false,
      term_too_long = false }), { applies = true }),
  judged({ published = null, at = "2027-01-01T00:00:00+08:00", expires = null,
    unstated = { "expires" } },
    with(undecided "published", { no_expiry_date = { outcome = "not_in_force" },
      term_too_short = false, term_too_long = false }), { applies = false }),
}

case "the day of publication decides, where it is known" {
  judged({ at = "2030-01-01T00:00:00+08:00" }, {}, { applies = true, day = "2022-03-01" }),
}

case "the maker is known by the end of its name" {
  { "judge", { title = "t", issuer = "临沂市兰山区人民政府办公室" }, { level = "district" } },
  { "judge", { title = "t", issuer = "兰山区半程镇人民政府" }, { level = "township" } },
  { "judge", { title = "t", issuer = "兰山区银雀山街道办事处" }, { level = "department" } },
  { "judge", { title = "t", issuer = "兰山商城管委会" }, { level = "department" } },
  { "judge", { title = "t", issuer = "兰山区工信局" }, { level = "department" } },
  { "judge", { title = "t", issuer = "某单位" }, { level = null } },
  { "judge", { title = "t", issuer = "某单位", maker_category = "township" },
    { level = "township" } },
  { "judge", with(told, { issuer = "某领导小组", maker_category = "coordinating_body" }),
    { rows = rows { maker_barred = fatal, maker_not_listed = false }, level = null } },
}

local features = { statutory = true, public = true, affects_rights = true, binding = true,
  repeatable = true }
case "whether it is a normative document is open until its features are known" {
  { "judge", told, { normative = null, unknown = { "statutory", "public", "affects_rights",
    "binding", "repeatable" } } },
  { "judge", with(told, with(features, { binding = null })),
    { normative = null, unknown = { "binding" } } },
  { "judge", with(told, features), { normative = true, unknown = {}, rows = rows() } },
}

case "what is none keeps and breaks no rule" {
  { "judge", with(told, { repeatable = false }), { normative = false, rows = {} } },
  { "judge", with(told, { excluded_kind = "work_arrangement" }),
    { normative = false, rows = {} } },
  { "judge", with(told, with(features, { excluded_kind = "minutes" })), { normative = false } },
}

case "a term of one to two years is that of what is called 暂行 or 试行" {
  judged({ title = "兰山区户外广告设置管理办法（试行）" }, { term_too_long = error_ },
    { provisional = true }),
  judged({ title = "兰山区户外广告设置管理办法（暂行）", expires = "2024-03-30" }, {},
    { provisional = true }),
}

case "what a day can't be is bad input" {
  { "judge", with(told, { expires = "2022-03-30" }), bad "expires" },
  { "judge", with(told, { unstated = { "published" } }), bad "unstated" },
  { "judge", with(told, { title = null }), bad "title" },
}
