-- SPDX-License-Identifier: MIT
-- due: what is owed, on a day.
--
--   notice:due(day, duties, { "item", "year" })
--
-- Completes the duties { duty, owner, from, by, cite, ... } with their state, open or overdue, and
-- with the days left, of which there are none where no last day is set. Gives them in the order of
-- their last days, those without one behind, then of the values named, then as they were given; and
-- a reason for each.

-- Below, at or above 0 as `a` goes before, with or behind `b`; nothing goes first.
local function order(a, b)
  if a == b then return 0 end
  if a == nil or b == nil then return a == nil and -1 or 1 end
  return a < b and -1 or 1
end

function kit.due(day, duties, keys)
  local reasons, places = {}, {}
  kit.expect("the values that duties are ordered by", keys, "table")
  for i, duty in ipairs(kit.expect("duties", duties, "table")) do
    places[duty] = i
    duty.state = duty.by and day > duty.by and "overdue" or "open"
    duty.days_left = duty.by and duty.by - day
  end
  table.sort(duties, function(a, b)
    if (a.by == nil) ~= (b.by == nil) then return b.by == nil end
    local before = order(a.by, b.by)
    for _, key in ipairs(keys) do
      if before == 0 then before = order(a[key], b[key]) end
    end
    if before == 0 then before = order(places[a], places[b]) end
    return before < 0
  end)
  for i, duty in ipairs(duties) do reasons[i] = { duty.cite, duty.duty, duty.from, duty.by } end
  return duties, reasons
end
