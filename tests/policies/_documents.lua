-- SPDX-License-Identifier: MIT
-- What the cases of the notice on normative documents share: a document with which nothing is
-- wrong, and what is found in one.

local function without(list, ...)
  local left = {}
  for _, entry in ipairs(list) do
    local out = false
    for _, gone in ipairs { ... } do out = out or gone == entry end
    if not out then left[#left + 1] = entry end
  end
  return left
end

local function and_also(list, ...)
  local joined = without(list)
  for _, entry in ipairs { ... } do joined[#joined + 1] = entry end
  return joined
end

local papers = { "application", "draft", "drafting_note", "legal_basis", "first_review",
                 "opinions" }
local steps = { "assessment", "hearing", "public_comment", "expert", "legality_review",
                "collective_decision" }

local sound = {
  at = "2022-03-01T09:00:00+08:00",
  title = "兰山区户外广告设置管理办法", maker_category = "district_government", maker_listed = true,
  grounds = { "law_vague" }, form = { "chapter", "article", "paragraph" }, traits = empty,
  materials = papers, content_findings = empty, comment_days = 20, review_workdays = 5,
  steps = steps,
  registered = "2022-02-25", published = "2022-03-01", effective = "2022-03-31",
  expires = "2027-03-30", number = "LSDR-2022-001002", unit_code = "001", number_marked = true,
  channels = { "website_column", "gazette" }, interpreted_by = { "district_government" },
}

local function finding(code, severity, cite, value)
  return { code = code, severity = severity, cite = cite, value = value == nil and null or value }
end

-- The check of a document, sound but for `more`, and all that it finds.
local function finds(more, ...)
  return { "check", with(sound, more), { findings = { ... } } }
end

-- The same with other parts of the answer.
local function answers(more, expected) return { "check", with(sound, more), expected } end

local function faulty(more, field) return { "check", with(sound, more), bad(field) } end

return { without = without, and_also = and_also, papers = papers, steps = steps, sound = sound,
  finding = finding, finds = finds, answers = answers, faulty = faulty }
