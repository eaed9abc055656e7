-- SPDX-License-Identifier: MIT
policy "../../policies/normative_documents.lua"

local documents = include "_documents.lua"
local without, and_also = documents.without, documents.and_also
local finding, finds, answers = documents.finding, documents.finds, documents.answers
local papers, steps = documents.papers, documents.steps

local unchecked = { "第七条", "第八条", "第十九条", "第二十条", "第二十五条", "第二十六条", "第三十条",
                    "第三十二条", "第三十六条", "第四十四条", "第四十六条" }

case "with a sound document nothing is wrong and nothing unchecked" {
  answers({}, { ok = true, verdict = "acceptable", applies = true, level = "district",
                provisional = false, findings = {}, not_checked = {} }),
}

case "with no more than title and maker, dates are missing and the rest is not checked" {
  { "check", { title = "办法", maker_category = "township", maker_listed = true,
               at = "2022-03-01T09:00:00+08:00" },
    { verdict = "defective", applies = true, level = "township", provisional = false,
      not_checked = unchecked,
      findings = { finding("no_effective_date", "error", "第四十六条"),
                   finding("no_expiry_date", "error", "第四十六条") },
      reasons = { { cite = "第三条" }, { cite = "第四十六条" }, { cite = "第四十六条" },
                  { cite = "第五十六条" } } } },
}

local needs = { ["第七条"] = { "grounds" }, ["第八条"] = { "form" }, ["第十九条"] = { "materials" },
  ["第二十条"] = { "content_findings" }, ["第二十五条"] = { "comment_days" },
  ["第二十六条"] = { "review_workdays" }, ["第三十条"] = { "steps" },
  ["第三十六条"] = { "channels", "number_marked" }, ["第四十四条"] = { "interpreted_by" },
  ["第四十六条"] = { "effective" } }
for cite, fields in pairs(needs) do
  for _, field in ipairs(fields) do
    case(cite .. " is not checked without " .. field) {
      answers({ [field] = null }, { not_checked = { cite } }),
    }
  end
end

case "without both, the article of channels and mark is named once" {
  answers({ channels = null, number_marked = null }, { not_checked = { "第三十六条" } }),
}
case "without a day of publication neither registration nor the gap is checked" {
  answers({ published = null }, { not_checked = { "第三十二条", "第四十六条" }, findings = {} }),
}

-- Makers

case "a barred maker is fatal, listed or not, and has no level" {
  answers({ maker_category = "internal_unit" },
          { verdict = "barred", level = null,
            findings = { finding("maker_barred", "fatal", "第三条") } }),
  finds({ maker_category = "temporary_body", maker_listed = false },
        finding("maker_barred", "fatal", "第三条")),
  finds({ maker_category = "coordinating_body" }, finding("maker_barred", "fatal", "第三条")),
  finds({ maker_category = "department_branch" }, finding("maker_barred", "fatal", "第三条")),
}
case "a maker that is not on the list is fatal" {
  answers({ maker_listed = false },
          { verdict = "barred", level = "district",
            findings = { finding("maker_not_listed", "fatal", "第三条") } }),
}

-- Need, form, steps

case "no ground at all is an error, one is enough" {
  finds({ grounds = empty }, finding("no_ground", "error", "第七条")),
  finds { grounds = { "function_needs", "law_silent" } },
}
case "levels of form may be skipped but not turned round" {
  finds { form = { "chapter", "section", "article", "paragraph", "item", "subitem" } },
  finds { form = { "article", "subitem" } },
  finds { form = empty },
  finds({ form = { "article", "section" } }, finding("form_order", "warning", "第八条")),
  finds({ form = { "chapter", "article", "item", "paragraph" } },
        finding("form_order", "warning", "第八条")),
  answers({ form = { "subitem", "item" } }, { verdict = "warnings" }),
}

local unassessed = without(steps, "assessment")
for _, trait in ipairs { "major_interest", "business_operations", "public_concern", "macro_market",
                         "other_assessment" } do
  case("without an assessment a document with " .. trait .. " is defective") {
    finds({ steps = unassessed, traits = { trait }, comment_days = 30 },
          finding("assessment_missing", "error", "第十五条")),
  }
end
case "without a trait that asks for one, an assessment that is missing is pointed out" {
  answers({ steps = unassessed },
          { verdict = "warnings",
            findings = { finding("assessment_missing", "warning", "第十四条") } }),
  finds({ steps = unassessed, traits = { "social_stability", "trade" },
          materials = and_also(papers, "trade_compliance") },
        finding("assessment_missing", "warning", "第十四条")),
}
local unheard = without(steps, "hearing")
for _, trait in ipairs { "major_public_interest", "public_disagreement", "social_stability",
                         "hearing_by_law" } do
  case("without a hearing a document with " .. trait .. " is defective") {
    finds({ steps = unheard, traits = { trait } }, finding("hearing_missing", "error", "第十六条")),
  }
end
case "without a trait that asks for one, no hearing is missed" {
  finds { steps = unheard },
  finds { steps = unheard, traits = { "major_interest", "secret" } },
}
case "public comment is missed unless the matter is secret" {
  finds({ steps = without(steps, "public_comment") },
        finding("comment_missing", "error", "第二十五条")),
  finds { steps = without(steps, "public_comment"), traits = { "secret" } },
}
case "an expert's view that is missing is pointed out" {
  answers({ steps = without(steps, "expert") },
          { verdict = "warnings", findings = { finding("expert_missing", "warning", "第三十条") } }),
}
case "without review of legality or a meeting's decision a document may not be published" {
  answers({ steps = without(steps, "legality_review") },
          { verdict = "barred", findings = { finding("review_missing", "fatal", "第三十条") } }),
  answers({ steps = without(steps, "collective_decision") },
          { verdict = "barred",
            findings = { finding("deliberation_missing", "fatal", "第三十条") } }),
}
case "no steps at all miss each in the order of the table" {
  finds({ steps = empty, traits = { "hearing_by_law" } },
        finding("assessment_missing", "warning", "第十四条"),
        finding("hearing_missing", "error", "第十六条"),
        finding("comment_missing", "error", "第二十五条"),
        finding("expert_missing", "warning", "第三十条"),
        finding("review_missing", "fatal", "第三十条"),
        finding("deliberation_missing", "fatal", "第三十条")),
}

-- Papers and content

local numerals = { "一", "二", "三", "四", "五", "六" }
for place, paper in ipairs(papers) do
  case("without the paper " .. paper .. " a document is defective") {
    finds({ materials = without(papers, paper) },
          finding("material_missing", "error", "第十九条(" .. numerals[place] .. ")", paper)),
  }
end
local by_trait = { { "business_interest", "business_opinions", "第十九条(七)" },
  { "market_activity", "fair_competition", "第十九条(八)" },
  { "trade", "trade_compliance", "第二十一条" } }
for _, row in ipairs(by_trait) do
  local trait, paper, cite = row[1], row[2], row[3]
  case("the paper " .. paper .. " is asked for with " .. trait .. " only") {
    finds({ traits = { trait }, comment_days = 30 },
          finding("material_missing", "error", cite, paper)),
    finds { traits = { trait }, comment_days = 30, materials = and_also(papers, paper) },
    finds { materials = and_also(papers, paper, "other") },
  }
end
case "papers that are missing are told in the order of the article" {
  finds({ materials = { "other", "draft" }, comment_days = 30,
          traits = { "trade", "market_activity", "business_interest" } },
        finding("material_missing", "error", "第十九条(一)", "application"),
        finding("material_missing", "error", "第十九条(三)", "drafting_note"),
        finding("material_missing", "error", "第十九条(四)", "legal_basis"),
        finding("material_missing", "error", "第十九条(五)", "first_review"),
        finding("material_missing", "error", "第十九条(六)", "opinions"),
        finding("material_missing", "error", "第十九条(七)", "business_opinions"),
        finding("material_missing", "error", "第十九条(八)", "fair_competition"),
        finding("material_missing", "error", "第二十一条", "trade_compliance")),
}

local points = { { "maker_unlawful", "一" }, { "beyond_powers", "二" }, { "procedure_missing", "三" },
  { "conflicts_upper_law", "四" }, { "sets_licence", "五" }, { "sets_penalty", "五" },
  { "sets_compulsion", "五" }, { "adds_licence_conditions", "五" }, { "needless_proof", "五" },
  { "unlawful_fee", "五" }, { "other_reserved", "五" }, { "cuts_rights_or_adds_duties", "六" },
  { "adds_power_or_cuts_duty", "七" }, { "unworkable", "八", "warning" },
  { "other", "九", "warning" } }
local items, all_found = {}, {}
for place, row in ipairs(points) do
  local found = finding(row[1], row[3] or "error", "第二十条(" .. row[2] .. ")")
  items[#points + 1 - place], all_found[place] = row[1], found
  case("what the review finds, " .. row[1] .. ", has its severity and point") {
    finds({ content_findings = { row[1] } }, found),
    answers({ content_findings = { row[1] } }, { verdict = row[3] and "warnings" or "defective" }),
  }
end
case "what the review finds is told in the order of the article" {
  finds({ content_findings = items }, table.unpack(all_found)),
}

-- Times

case "comment is open for twenty days; nineteen are too few" {
  finds { comment_days = 20 },
  finds({ comment_days = 19 }, finding("comment_too_short", "error", "第二十五条")),
  finds({ comment_days = 0 }, finding("comment_too_short", "error", "第二十五条")),
}
for _, trait in ipairs { "business_operations", "business_interest", "market_activity" } do
  local more = { traits = { trait },
                 materials = and_also(papers, "business_opinions", "fair_competition") }
  case("comment with " .. trait .. " is generally open for thirty days") {
    finds(with(more, { comment_days = 30 })),
    finds(with(more, { comment_days = 29 }), finding("comment_too_short", "warning", "第二十五条")),
    finds(with(more, { comment_days = 20 }), finding("comment_too_short", "warning", "第二十五条")),
    finds(with(more, { comment_days = 19 }), finding("comment_too_short", "error", "第二十五条")),
  }
end
case "a secret matter is not open for comment, however short" {
  finds { comment_days = 0, traits = { "secret" } },
  finds { comment_days = 25, traits = { "secret", "market_activity" },
          materials = and_also(papers, "fair_competition") },
}
case "a review takes five working days in general; four are pointed out" {
  finds { review_workdays = 5 },
  answers({ review_workdays = 4 },
          { verdict = "warnings",
            findings = { finding("review_too_short", "warning", "第二十六条") } }),
}

-- Emergencies

local path = finding("emergency_path", "info", "第三十一条")
for _, emergency in ipairs { "natural_disaster", "accident", "public_health", "social_security",
                             "superior_order", "other_urgent" } do
  case("in an emergency, " .. emergency .. ", neither time of review nor a meeting is asked for") {
    answers({ emergency = emergency, review_workdays = 0,
              steps = without(steps, "collective_decision", "expert") },
            { verdict = "acceptable", findings = { path } }),
  }
end
case "responding to an incident shortens the review and nothing else" {
  finds { emergency = "incident_response", review_workdays = 0 },
  finds({ emergency = "incident_response",
          steps = without(steps, "collective_decision", "expert") },
        finding("expert_missing", "warning", "第三十条"),
        finding("deliberation_missing", "fatal", "第三十条")),
  finds({ emergency = "incident_response", comment_days = 5 },
        finding("comment_too_short", "error", "第二十五条")),
}
case "on the emergency path errors of preparation are warnings, review stays" {
  answers({ emergency = "superior_order", steps = empty, comment_days = 19,
            traits = { "public_concern", "hearing_by_law" },
            materials = without(papers, "opinions") },
    { verdict = "barred",
      findings = { finding("assessment_missing", "warning", "第十五条"),
                   finding("hearing_missing", "warning", "第十六条"),
                   finding("material_missing", "warning", "第十九条(六)", "opinions"),
                   finding("comment_missing", "warning", "第二十五条"),
                   finding("comment_too_short", "warning", "第二十五条"),
                   finding("review_missing", "fatal", "第三十条"), path } }),
  answers({ emergency = "accident", steps = { "legality_review" } },
    { verdict = "warnings",
      findings = { finding("assessment_missing", "warning", "第十四条"),
                   finding("comment_missing", "warning", "第二十五条"), path } }),
}
case "on the emergency path neither content, nor number, nor the gap is eased" {
  finds({ emergency = "accident", content_findings = { "sets_penalty" }, number = null,
          effective = "2022-03-30", expires = "2027-03-29" },
        finding("sets_penalty", "error", "第二十条(五)"), path,
        finding("unregistered", "fatal", "第三十二条"),
        finding("gap_too_short", "error", "第四十六条", 29)),
}
