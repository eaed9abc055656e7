-- SPDX-License-Identifier: MIT
-- What the cases of the catalogue of major decisions share.

local function t(day, clock) return day .. "T" .. (clock or "09:00:00") .. "+08:00" end

local procedure = "区政府第77次常务会议研究"

local function adjust(at, more, expected)
  return { "adjust", with({ year = 2021, procedure = procedure, at = at }, more), expected }
end

local function drop(id, reason, detail)
  return { item = id, reason = reason or "basis_not_issued", detail = detail }
end

local function new(id, more)
  return with({ item = id, title = "兰山区停车资源共享试点工作", kind = "work",
                unit = "urban_enforcement", unit_name = "区综合行政执法局" }, more)
end

local function publish(at, number, expected, year)
  return { "publish", { year = year or 2021, number = number, at = at }, expected }
end

local function complete(at, id, expected)
  return { "progress", { item = id, event = "complete", at = at }, expected }
end

local function link(at, id, doc, expected)
  return { "progress", { item = id, event = "link", doc = doc, at = at }, expected }
end

local function catalogue(at, expected, more)
  return { "catalogue", with({ at = at }, more), expected }
end

local function item(at, id, expected) return { "item", { item = id, at = at }, expected } end

local function due(at, more, expected) return { "due", with({ at = at }, more), expected } end

-- What is expected of a list: only which items, in which order.
local function items(...)
  local list = {}
  for i, id in ipairs { ... } do list[i] = { item = id } end
  return list
end

return { t = t, adjust = adjust, drop = drop, new = new, publish = publish, complete = complete,
  link = link, catalogue = catalogue, item = item, due = due, items = items, procedure = procedure }
