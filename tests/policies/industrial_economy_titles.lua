-- SPDX-License-Identifier: MIT
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local award, one, refuse, titled = industry.award, industry.one, industry.refuse, industry.titled

local function won(title, level, line, amount, more, others)
  return one(with({ recognitions = { titled(title, level, more) } }, others),
             { line_id = line, status = amount and "qualified" or "not_qualified",
               gross = amount or 0, amount = amount or 0 })
end

for _, title in ipairs { "industrial_internet_platform", "fiveg_industry", "ai_cluster",
                         "digital_factory", "digital_workshop" } do
  local line = "internet_application:" .. title .. "/"
  case("a digital title is worth half a million national, 200,000 provincial: " .. title) {
    won(title, "national", line .. "national", 500000),
    won(title, "provincial", line .. "provincial", 200000),
    won(title, "municipal", line .. "municipal", nil),
    won(title, "national", line .. "national/厂1", 500000, { ref = "厂1" }),
    won(title, "national", line .. "national", nil, { is_new = false }),
    won(title, "national", line .. "national", 500000, nil,
        { sector = "non_industry", above_scale = false }),
  }
end

for _, title in ipairs { "manufacturing_champion", "gazelle", "hidden_champion",
                         "technology_innovation_demo", "quality_benchmark" } do
  local line = "innovative_enterprise:" .. title .. "/"
  case("an innovative title is worth half a million national, 200,000 provincial: " .. title) {
    won(title, "national", line .. "national", 500000),
    won(title, "provincial", line .. "provincial", 200000),
    won(title, "municipal", line .. "municipal", nil),
    won(title, "provincial", line .. "provincial", nil, { is_new = false }),
  }
end

case "a unicorn is worth a million and a little giant half of it, whatever the level" {
  won("unicorn", nil, "innovative_enterprise:unicorn", 1000000),
  won("little_giant", nil, "innovative_enterprise:little_giant", 500000),
  won("unicorn", "municipal", "innovative_enterprise:unicorn", 1000000),
  won("little_giant", "provincial", "innovative_enterprise:little_giant", 500000),
  won("integration_management", nil, "integration_certification", 150000),
  won("integration_management", "municipal", "integration_certification", 150000),
}

case "a green park or factory is covered at three levels" {
  won("green_park", "national", "green_site:green_park/national", 500000, nil,
      { sector = "park" }),
  won("green_park", "provincial", "green_site:green_park/provincial", 200000),
  won("green_park", "municipal", "green_site:green_park/municipal", 50000),
  won("green_factory", "national", "green_site:green_factory/national", 500000),
  won("green_factory", "provincial", "green_site:green_factory/provincial", 200000),
  won("green_factory", "municipal", "green_site:green_factory/municipal/南厂", 50000,
      { ref = "南厂" }),
}

case "a green product is national, and paid by the batch" {
  won("green_design_product", "national", "green_design_product", 50000, { ref = "b1" }),
  won("green_design_product", "provincial", "green_design_product", nil, { ref = "b1" }),
  won("green_design_product", "municipal", "green_design_product", nil, { ref = "b1" }),
  one({ recognitions = { titled("green_design_product", "national", { ref = "b1" }),
                         titled("green_design_product", "national", { ref = "b2" }),
                         titled("green_design_product", "provincial", { ref = "b3" }) } },
      { line_id = "green_design_product", status = "qualified", gross = 100000,
        amount = 100000 }),
}

case "a recognition counts from the first to the last day of the award year" {
  won("gazelle", "national", "innovative_enterprise:gazelle/national", 500000,
      { recognised_on = "2021-01-01" }),
  won("gazelle", "national", "innovative_enterprise:gazelle/national", 500000,
      { recognised_on = "2021-12-31" }),
  won("gazelle", "national", "innovative_enterprise:gazelle/national", nil,
      { recognised_on = "2020-12-31" }),
  won("gazelle", "national", "innovative_enterprise:gazelle/national", nil,
      { recognised_on = "2022-01-01" }),
  won("gazelle", "national", "innovative_enterprise:gazelle/national", 500000,
      { recognised_on = "2022-01-01" }, { award_year = 2022 }),
}

case "a later first day of recognition counts that day and not the one before" {
  won("unicorn", nil, "innovative_enterprise:unicorn", 1000000,
      { recognised_on = "2021-11-30" },
      { params = { ["recognition.not_before"] = "2021-11-30" } }),
  won("unicorn", nil, "innovative_enterprise:unicorn", nil, { recognised_on = "2021-11-29" },
      { params = { ["recognition.not_before"] = "2021-11-30" } }),
}

case "the reasons of a recognition stand in order and cite its article" {
  one({ recognitions = { titled("fiveg_industry", "national") } },
      { amount = 500000, cite = "二(三)", title = "fiveg_industry", level = "national",
        reasons = { { cite = "三(一)", rule = "in_district", met = true },
                    { cite = "二(三)", rule = "level_covered", met = true },
                    { cite = "二(三)", rule = "is_new", met = true },
                    { cite = "二(三)", rule = "recognised_in_award_year", met = true },
                    { cite = "二(三)", rule = "amount", value = 500000 } } }),
}

case "a recognition that lacks a field or repeats another is named" {
  refuse({ recognitions = { { level = "national", recognised_on = "2021-06-01" } } },
         bad "recognitions[1].title"),
  refuse({ recognitions = { titled("green_house", "national") } }, bad "recognitions[1].title"),
  refuse({ recognitions = { titled("fiveg_industry") } }, bad "recognitions[1].level"),
  refuse({ recognitions = { titled("green_factory") } }, bad "recognitions[1].level"),
  refuse({ recognitions = { titled("green_design_product", nil, { ref = "b1" }) } },
         bad "recognitions[1].level"),
  refuse({ recognitions = { titled("gazelle", "county") } }, bad "recognitions[1].level"),
  refuse({ recognitions = { titled("unicorn", "county") } }, bad "recognitions[1].level"),
  refuse({ recognitions = { titled("unicorn", nil, { recognised_on = null }) } },
         bad "recognitions[1].recognised_on"),
  refuse({ recognitions = { titled("unicorn", nil, { recognised_on = "2021-13-01" }) } },
         bad "recognitions[1].recognised_on"),
  refuse({ recognitions = { titled("unicorn", nil, { is_new = "yes" }) } },
         bad "recognitions[1].is_new"),
  refuse({ recognitions = { titled("green_design_product", "national") } },
         bad "recognitions[1].ref"),
  refuse({ recognitions = { titled("green_design_product", "national", { ref = "" }) } },
         bad "recognitions[1].ref"),
  refuse({ recognitions = { titled("gazelle", "national"), titled("unicorn"),
                            titled("gazelle", "national") } }, bad "recognitions[3]"),
  refuse({ recognitions = { titled("gazelle", "national", { ref = "" }),
                            titled("gazelle", "national") } }, bad "recognitions[2]"),
}

case "the same title twice with two certificates is two lines, of which one is paid" {
  award({ recognitions = { titled("digital_workshop", "provincial", { ref = "1" }),
                           titled("digital_workshop", "provincial", { ref = "2" }) } },
        { { line_id = "internet_application:digital_workshop/provincial/1", amount = 200000 },
          { line_id = "internet_application:digital_workshop/provincial/2",
            status = "displaced", amount = 0,
            displaced_by = "internet_application:digital_workshop/provincial/1" } }, 200000),
}
