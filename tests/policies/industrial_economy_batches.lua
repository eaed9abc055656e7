-- SPDX-License-Identifier: MIT
-- Claims for design products, batch by batch, and the law that none is paid for twice.
policy "../../policies/industrial_economy.lua"

local industry = include "_industry.lua"
local story, through, apply = industry.story, industry.through, industry.apply

local function products(batches, year)
  local list = {}
  for place, batch in ipairs(batches) do
    list[place] = industry.titled("green_design_product", "national",
                                  { ref = batch, recognised_on = (year or 2021) .. "-06-01" })
  end
  return { recognitions = list, award_year = year }
end
local function claim(batches, moment, expected, year)
  return apply("E1", "green_design_product", products(batches, year), moment, expected)
end
local function reach(number, state, day)
  local steps = {}
  for place, step in ipairs(through({ number }, "applied", state)) do
    steps[place] = { step[1], with(step[2], { at = industry.t(day .. "T09:00:00") }),
                     step[3] }
  end
  return steps
end
local function audit()
  return { "audit", { actor = "anyone" },
           { holds = true, laws = { { holds = true }, { holds = true }, { holds = true },
                                     { holds = true }, { law = "L5", holds = true },
                                     { holds = true } } } }
end

case "a batch more after the first is a claim of its own, and the laws hold" (story {
  claim { "b1" }, through({ 1 }, "applied", "confirmed"), audit(),
  claim({ "b1" }, "03-16T09:00:00", refused("already_awarded", "末段")),
  claim({ "b1", "b2" }, "03-16T09:00:00", { gross = 100000 }),
  reach(2, "publicised", "03-17"),
  industry.confirm({ 2 }, { at = industry.t "04-01T09:00:00" },
                   { claims = { { state = "confirmed", payable = 50000 } } }),
  audit(),
  claim({ "b3", "b1" }, "04-02T09:00:00"), reach(3, "publicised", "04-02"),
  industry.confirm({ 3 }, { at = industry.t "04-20T09:00:00" }), audit(),
})

case "of two claims for the same batches the second is displaced" (story {
  claim({ "b1", "b2" }, "03-01T09:00:00"),
  claim({ "b2", "b1" }, "03-01T09:00:00", { claim_id = "IE-2022-000001" }, 2022),
  through({ 1, "IE-2022-000001" }, "applied", "publicised"),
  industry.confirm { 1 }, audit(),
  industry.confirm({ "IE-2022-000001" }, {}, { claims = { { state = "displaced" } } }), audit(),
})
