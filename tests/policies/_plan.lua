-- SPDX-License-Identifier: MIT
-- What the cases of the five-year plan share.

local late = "2026-02-01T09:00:00+08:00"

local function record(id, year, value, more, expected)
  return { "record", with({ id = id, year = year, value = value, at = late }, more), expected }
end

local function reference(id, year, value, more, expected)
  return { "record_reference", with({ id = id, year = year, value = value, at = late }, more),
    expected }
end

-- One indicator in a year: its state, and what else is expected of it.
local function stands(id, year, state, more)
  return { "assess", { id = id, year = year },
    { items = { with({ id = id, state = state }, more) } } }
end

-- What is expected of a list: only which items, in which order.
local function ids(...)
  local list = {}
  for i, id in ipairs { ... } do list[i] = { id = id } end
  return { ok = true, items = list }
end

return { record = record, reference = reference, stands = stands, ids = ids, late = late }
