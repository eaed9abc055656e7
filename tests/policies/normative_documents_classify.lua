-- SPDX-License-Identifier: MIT
policy "../../policies/normative_documents.lua"

local whole = { maker_category = "department", maker_listed = true, statutory = true, public = true,
                affects_rights = true, binding = true, repeatable = true }

local function classify(more, expected) return { "classify", with(whole, more), expected } end

local function cited(...)
  local reasons = {}
  for place, cite in ipairs { ... } do reasons[place] = { cite = cite } end
  return reasons
end

case "a paper with all five features is a normative document of its maker's level" {
  classify({}, { ok = true, normative = true, missing = {}, level = "department",
                 regime = "by_reference", may_make = true, warnings = {},
                 reasons = cited("第二条", "第三条", "第五十四条") }),
  classify({ maker_category = "district_government" },
           { normative = true, level = "district", regime = "direct", may_make = true,
             reasons = cited("第二条", "第三条", "第四条") }),
}

local levels = {
  district_government = "district", district_office = "district", department = "department",
  subdistrict = "department", dispatched_agency = "department", statutory_body = "department",
  vertical_organ = "department", township = "township",
}
for category, level in pairs(levels) do
  local regime = level == "district" and "direct" or "by_reference"
  case("documents of " .. category .. " are of level " .. level .. ", if it is listed") {
    classify({ maker_category = category },
             { normative = true, level = level, regime = regime, may_make = true }),
    classify({ maker_category = category, maker_listed = false },
             { normative = true, level = level, regime = regime, may_make = false }),
  }
end

for _, category in ipairs { "temporary_body", "coordinating_body", "department_branch",
                            "internal_unit" } do
  case("a document of " .. category .. " has no level, and no list lets it be made") {
    classify({ maker_category = category },
             { normative = true, level = null, regime = null, may_make = false,
               reasons = cited("第二条", "第三条") }),
    classify({ maker_category = category, maker_listed = false },
             { level = null, may_make = false }),
  }
end

for _, feature in ipairs { "statutory", "public", "affects_rights", "binding", "repeatable" } do
  case("without the feature " .. feature .. " a paper is no normative document") {
    classify({ [feature] = false },
             { normative = false, missing = { feature }, level = null, regime = null,
               may_make = true, warnings = {}, reasons = cited("第二条", "第三条") }),
  }
end

case "missing features are listed in the order of the definition" {
  classify({ repeatable = false, statutory = false, affects_rights = false },
           { normative = false, missing = { "statutory", "affects_rights", "repeatable" } }),
  classify({ statutory = false, public = false, affects_rights = false, binding = false,
             repeatable = false, maker_listed = false },
           { normative = false, may_make = false,
             missing = { "statutory", "public", "affects_rights", "binding", "repeatable" } }),
}

for _, kind in ipairs { "internal_rules", "minutes", "personnel", "specific_decision",
                        "work_arrangement", "commendation", "request_report" } do
  case("the kind decides: " .. kind .. " with all five features is flagged for a person") {
    classify({ excluded_kind = kind },
             { normative = false, missing = {}, level = null, regime = null, may_make = true,
               warnings = { { code = "kind_conflicts_with_features", cite = "第五条" } },
               reasons = cited("第五条", "第三条") }),
    classify({ excluded_kind = kind, binding = false },
             { normative = false, missing = { "binding" }, level = null, warnings = {} }),
  }
end

case "minutes with all five features, from a department's branch office" {
  classify({ maker_category = "department_branch", maker_listed = false,
             excluded_kind = "minutes" },
           { normative = false, missing = {}, level = null, regime = null, may_make = false,
             warnings = { { code = "kind_conflicts_with_features", cite = "第五条" } } }),
}

for name in pairs(whole) do
  case("classify asks for " .. name) { classify({ [name] = null }, bad(name)) }
end

case "a code of no list, a truth that is none, a field of another function" {
  classify({ maker_category = "county" }, bad "maker_category"),
  classify({ excluded_kind = "memo" }, bad "excluded_kind"),
  classify({ binding = 1 }, bad "binding"),
  classify({ title = "办法" }, bad "title"),
  classify({ excluded_kind = null }, { normative = true }),
}
