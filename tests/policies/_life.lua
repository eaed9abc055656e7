-- SPDX-License-Identifier: MIT
-- What the cases of a document's life share: units, and a document brought to a stage.

local function t(day, clock) return day .. "T" .. (clock or "09:00:00") .. "+08:00" end

local function unit(id, category, more, expected)
  return { "unit", with({ unit = id, name = id, category = category, listed = true,
                          at = t "2022-01-10" }, more), expected }
end
local units = { unit("gov", "district_government", { code = "001" }),
                unit("com", "department", { code = "015" }), unit("mkt", "department") }

local function record(event, day, more, expected)
  return { "record", with({ event = event, doc = "D", at = t(day) }, more), expected }
end

local papers = { "application", "draft", "drafting_note", "legal_basis", "first_review",
                 "opinions" }
local opinion = { "basics", "process", "problems", "suggestions" }
local register_papers = { "application", "clean_copy", "signed_sheet" }
local standards = { "legality", "reasonableness", "operability", "regularity", "effectiveness" }

local fields = {
  open = { title = "兰山区某办法", maker = "com", grounds = { "law_vague" } },
  submit = { materials = papers },
  comment_close = {},
  review = { result = "pass", opinion = opinion },
  deliberate = { passed = true }, sign = { signer = "head" },
  register = { materials = register_papers, effective = "2022-06-01", expires = "2027-05-31" },
  publish = { channels = { "website_column", "gazette" } },
  evaluate = { by = "self", standards = standards, conclusion = "continue" },
}
local way = { { "open", "2022-02-07" }, { "submit", "2022-03-01" },
  { "comment_open", "2022-03-01" }, { "comment_close", "2022-03-21" }, { "review", "2022-03-28" },
  { "deliberate", "2022-03-29" }, { "sign", "2022-03-30" }, { "register", "2022-03-31" },
  { "publish", "2022-04-01" } }

local function event(name, day, more, expected)
  return record(name, day, with(fields[name], more), expected)
end

-- The steps of a case: units, the way up to an event (with `changed` fields by event), then more.
local function up_to(last, changed, more)
  local steps = {}
  for _, step in ipairs(units) do steps[#steps + 1] = step end
  for _, step in ipairs(last and way or {}) do
    steps[#steps + 1] = event(step[1], step[2], (changed or {})[step[1]])
    if step[1] == last then break end
  end
  for _, step in ipairs(more) do steps[#steps + 1] = step end
  return steps
end

-- A document of com that was published long ago enough, as it was entered.
local function entered(changed, more)
  local steps = { record("enter", "2022-08-22", with({ title = "兰山区某办法", maker = "com",
    published = "2022-08-22", registered = "2022-08-19", number = "LSDR-2022-015001",
    effective = "2022-10-01", expires = "2025-09-30" }, changed)) }
  for _, step in ipairs(more) do steps[#steps + 1] = step end
  return up_to(nil, nil, steps)
end

local function status(day, expected) return { "status", { doc = "D", at = t(day) }, expected } end

return { t = t, unit = unit, record = record, event = event, up_to = up_to, entered = entered,
  status = status, papers = papers, opinion = opinion, register_papers = register_papers,
  standards = standards }
