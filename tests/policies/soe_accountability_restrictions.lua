-- SPDX-License-Identifier: MIT
-- Until when somebody is barred; whose a case is, and who hears the appeal.
policy "../../policies/soe_accountability.lua"

local at = "2022-06-01T09:00:00+08:00"

-- 第三十八条, 第三十一条(三)

local function bars(day, disposals, more, expected)
  return { "restrictions", with({ decided_on = day, disposals = disposals }, more), expected }
end
local function bar(effect, last, active)
  return { effect = effect, ["until"] = last, active = active }
end
case "six months end on the last day of a shorter month, and bars do not roll" { at = at,
  bars("2021-12-31", { "admonition", "transfer_from_post" }, { on = "2022-07-01" },
    { restrictions = { { effect = "no_promotion", ["until"] = "2022-12-31", cite = "第三十八条",
                         active = true }, bar("no_important_use", "2022-06-30", false) },
      reasons = { { cite = "第三十八条", value = "admonition" },
                  { cite = "第三十八条", value = "transfer_from_post" } } }),
  bars("2022-08-31", { "admonition" }, {}, { restrictions = {
    bar("no_promotion", "2023-02-28", null), bar("no_important_use", "2023-02-28", null) } }),
  bars("2024-02-29", { "demotion" }, {}, { restrictions = { bar("no_promotion", "2026-02-28") } }),
  bars("2022-01-01", { "transfer_from_post" }, {},
       { restrictions = { bar("no_promotion", "2023-01-01") } }),
}
case "of several disposals the longest counts for each effect, told in the article's order" {
  at = at,
  bars("2022-05-20", { "removal", "demotion", "admonition", "ordered_resignation" }, {},
    { restrictions = { bar("no_promotion", "2024-05-20"), bar("no_important_use", "2022-11-20"),
                       bar("no_post", "2023-05-20"), bar("no_higher_post", "2024-05-20") },
      reasons = { { value = "admonition" }, { value = "demotion" },
                  { value = "ordered_resignation" }, { value = "removal" } } }),
  bars("2022-05-20", { "suspension", "circulated_criticism", "criticism_education",
                       "ordered_self_examination" }, {}, { restrictions = {}, reasons = {} }),
  bars("2022-05-20", empty, {}, { restrictions = {}, reasons = {} }),
}
case "a longer discipline extends the bars on promotion and higher posts, and makes none" {
  at = at,
  bars("2021-10-15", { "removal", "office_ban" },
    { ban_years = 5, discipline_until = "2024-10-15", on = "2022-10-15" },
    { restrictions = { bar("no_post", "2022-10-15", true),
                       bar("no_higher_post", "2024-10-15", true),
                       { effect = "office_ban", ["until"] = "2026-10-15", cite = "第三十一条(三)",
                         active = true } },
      reasons = { { value = "removal" }, { cite = "第三十八条", value = "discipline:2024-10-15" },
                  { cite = "第三十一条(三)", value = 5 } } }),
  bars("2022-05-20", { "admonition" }, { discipline_until = "2023-05-20" },
    { restrictions = { bar("no_promotion", "2023-05-20"),
                       bar("no_important_use", "2022-11-20") } }),
  bars("2022-05-20", { "admonition" }, { discipline_until = "2022-11-20" },
    { restrictions = { bar("no_promotion", "2022-11-20"), {} } }),
  bars("2022-05-20", { "suspension" }, { discipline_until = "2030-01-01" },
       { restrictions = {} }),
  bars("2022-05-20", { "removal", "admonition" }, { discipline_until = "2030-01-01",
    params = { ["reading.discipline_reach"] = "all_bars" } },
    { restrictions = { bar("no_promotion", "2030-01-01"), bar("no_important_use", "2030-01-01"),
                       bar("no_post", "2030-01-01"), bar("no_higher_post", "2030-01-01") } }),
}
case "a ban from office has its years or is for life, and one of the two is needed" { at = at,
  bars("2022-05-20", { "office_ban" }, { ban_for_life = true, on = "2999-01-01" },
    { restrictions = { bar("office_ban", null, true) }, reasons = { { value = "life" } } }),
  bars("2022-05-20", { "office_ban" }, {}, bad "ban_years"),
  bars("2022-05-20", { "office_ban" }, { ban_for_life = false }, bad "ban_years"),
  bars("2022-05-20", { "office_ban" }, { ban_years = 5, ban_for_life = true }, bad "ban_years"),
  bars("2022-05-20", { "office_ban" }, { ban_years = 4 }, bad "ban_years"),
  bars("2022-05-20", { "office_ban" }, { ban_years = 9000 }, bad "ban_years"),
  bars("2022-05-20", { "removal" }, { ban_years = 5 }, bad "ban_years"),
  bars("2022-05-20", { "removal" }, { ban_for_life = true }, bad "ban_for_life"),
}
case "a plan ban cites its article, and has years or no end" { at = at,
  bars("2022-05-20", empty, { plan_ban_years = 5, on = "2027-05-20" },
    { restrictions = { { effect = "no_new_plan", ["until"] = "2027-05-20",
                         cite = "第三十三条(二)", active = true } },
      reasons = { { cite = "第三十三条(二)", value = 5 } } }),
  bars("2022-05-20", empty, { plan_ban_indefinite = true, basis = "第三十三条(三)" },
    { restrictions = { { effect = "no_new_plan", ["until"] = null, cite = "第三十三条(三)" } } }),
  bars("2022-05-20", empty, { plan_ban_indefinite = true, plan_ban_years = 3 },
       bad "plan_ban_indefinite"),
}
case "a bar is active from the decision to its last day" { at = at,
  bars("2022-05-20", { "admonition" }, { on = "2022-05-19" },
       { restrictions = { bar("no_promotion", "2022-11-20", false), {} } }),
  bars("2022-05-20", { "admonition" }, { on = "2022-05-20" },
       { restrictions = { bar("no_promotion", "2022-11-20", true), {} } }),
  bars("2022-05-20", { "admonition" }, { on = "2022-11-20" },
       { restrictions = { bar("no_promotion", "2022-11-20", true), {} } }),
  bars("2022-05-20", { "admonition" }, { on = "2022-11-21" },
       { restrictions = { bar("no_promotion", "2022-11-20", false), {} } }),
}
case "a decision before the measure, no disposal and a day past all days are refused" { at = at,
  bars("2021-09-27", { "admonition" }, {}, refused("not_in_force", "第八十二条")),
  bars("2022-05-20", { "dismissal" }, {}, bad "disposals[1]"),
  bars("9999-12-31", { "admonition" }, {}, bad "decided_on"),
  { "restrictions", { decided_on = "2022-05-20" }, bad "disposals" },
  bars("2022-05-20", { "admonition" }, { at = "2021-09-27T09:00:00+08:00" },
       refused("not_in_force", "第八十二条")),
}

-- 第四十六条-第四十九条, 第六十条, 第七十条

local function whose(level, tier, more, lead, cite)
  return { "competence", with({ level = level, loss_tier = tier }, more),
    { lead = lead, appeal_to = lead == "subsidiary" and "superior_enterprise" or lead,
      reasons = { { cite = cite, value = lead }, { cite = "第七十条" } } } }
end
local institution, soe = "investor_institution", "district_soe"
case "an enterprise's own loss is the institution's when major or grave, else its own" { at = at,
  whose("own", "major", {}, institution, "第四十七条(二)"),
  whose("own", "larger", { serious = true }, institution, "第四十七条(二)"),
  whose("own", "none", { serious = true }, institution, "第四十七条(二)"),
  whose("own", "general", { serious = true }, soe, "第四十九条(二)"),
  whose("own", "larger", {}, soe, "第四十九条(二)"),
  whose("own", "none", {}, soe, "第四十九条(二)"),
  whose("own", "larger", { serious = true,
    params = { ["reading.own_larger_serious"] = "district_soe" } }, soe, "第四十九条(二)"),
}
case "a subsidiary's loss is the district enterprise's when major or grave, else its own" {
  at = at,
  whose("subsidiary", "major", {}, soe, "第四十九条(二)"),
  whose("subsidiary", "larger", { serious = true }, soe, "第四十九条(二)"),
  whose("subsidiary", "none", { serious = true }, soe, "第四十九条(二)"),
  whose("subsidiary", "general", { involves = { "subsidiary_principal" } }, soe, "第四十九条(二)"),
  whose("subsidiary", "general", { serious = true, involves = { "other_person" } }, "subsidiary",
        "第四十六条"),
  whose("subsidiary", "larger", {}, "subsidiary", "第四十六条"),
  whose("subsidiary", "general", { soe_takes = true }, soe, "第四十九条(三)"),
  whose("subsidiary", "major", { soe_takes = true }, soe, "第四十九条(二)"),
}
case "the institution may take any case, and has those of the heads" { at = at,
  whose("subsidiary", "general", { institution_takes = true,
                                   involves = { "institution_cadre" } },
        institution, "第四十七条(三)"),
  whose("subsidiary", "general", { involves = { "institution_cadre" } }, institution,
        "第四十七条(二)"),
}
case "a district cadre needs consent, and clues go to whom they belong" { at = at,
  { "competence", { level = "subsidiary", loss_tier = "general", involves = { "district_cadre" },
                    suspected = { "other_department", "crime", "discipline" } },
    { lead = institution, consent_of = { "district_discipline_commission" },
      transfer_to = { "discipline_inspection", "supervision_or_justice", "other_department" },
      appeal_to = institution,
      reasons = { { cite = "第四十七条(二)" },
                  { cite = "第六十条(三)", value = "district_discipline_commission" },
                  { cite = "第六十条(五)", value = "discipline_inspection" },
                  { cite = "第六十条(六)", value = "supervision_or_justice" },
                  { cite = "第六十条(四)", value = "other_department" },
                  { cite = "第七十条", value = institution } } } },
  { "competence", { level = "own", loss_tier = "none" }, { consent_of = {}, transfer_to = {} } },
  { "competence", { level = "own" }, bad "loss_tier" },
  { "competence", { loss_tier = "none" }, bad "level" },
  { "competence", { level = "own", loss_tier = "none", at = "2021-09-27T09:00:00+08:00" },
    refused("not_in_force", "第八十二条") },
}
