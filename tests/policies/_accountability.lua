-- SPDX-License-Identifier: MIT
-- What the tests of cases share: a step, and a case brought to a step.

local function step(name, on, more, expected)
  local fields = { case = "C", step = name, on = on, handler = "h1" }
  if name == "appeal" then fields.handler = nil end
  return { "case_step", with(fields, more), expected }
end

local facts = { loss_tier = "major", responsibility = "leadership" }
local outcome = { treatment = "normal", disposals = { "transfer_from_post" },
                  performance_percent = 70, term_percent = 70 }
local fields = {
  accept = { enterprise = "A", level = "own", source = "transferred_by_authority" },
  preliminary_done = { violation_found = true, situations = { "funds_4" } },
  classify = { routes = { "own_investigation" }, loss_tier = "major" },
  hear = { heard = { "enterprise", "person" } },
  report = { loss_report = true, responsibility_report = true },
  decide = { person = "p1", decider = "investor_institution", facts = facts, outcome = outcome },
  serve = { person = "p1" },
  serve_enterprise = { enterprise = "A" },
  appeal = { person = "p1", to = "investor_institution", written = true, evidence = true },
  accept_appeal = { person = "p1" },
  review = { person = "p1", outcome = "uphold" },
  rectify = { enterprise = "A" },
}
local way = { { "accept", "2022-01-10" }, { "preliminary_done", "2022-02-24" },
  { "classify", "2022-02-28" }, { "investigate", "2022-02-28" },
  { "investigation_done", "2022-04-08" }, { "hear", "2022-04-11" }, { "report", "2022-04-14" },
  { "decide", "2022-04-18" }, { "serve", "2022-04-20" }, { "appeal", "2022-05-12" },
  { "accept_appeal", "2022-05-13" } }

-- A step with the fields that it usually has.
local function usual(name, on, more, expected)
  return step(name, on, with(fields[name], more), expected)
end

-- The steps of a case: the way up to one, with `changed` fields by step, then more.
local function up_to(last, changed, more)
  local steps = { at = "2022-12-30T09:00:00+08:00" }
  for _, one in ipairs(way) do
    steps[#steps + 1] = usual(one[1], one[2], (changed or {})[one[1]])
    if one[1] == last then break end
  end
  for _, one in ipairs(more) do steps[#steps + 1] = one end
  return steps
end

local function view(expected) return { "case_view", { case = "C" }, expected } end
local function due(day, expected)
  return { "due", { case = "C", at = day .. "T23:59:59+08:00" }, { deadlines = expected } }
end

return { step = step, usual = usual, up_to = up_to, view = view, due = due, facts = facts,
  outcome = outcome }
