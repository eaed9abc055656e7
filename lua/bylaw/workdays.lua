-- SPDX-License-Identifier: MIT
-- workdays: periods of working days, by the calendar or by days that somebody lists.
--
--   kit.workdays(first, count, rest, work)
--     the last day, the list of the days counted, and whether every year needed is known. The first
--     day is not counted. `rest` and `work`, where given, stand in place of the calendar's rest
--     days on weekdays and its working days on weekends.

local function is_listed(list, day)
  for _, other in ipairs(list) do
    if other == day then return true end
  end
  return false
end

local function has_year(list, day)
  for _, other in ipairs(list) do
    if other.year == day.year then return true end
  end
  return false
end

-- Whether work is done that day, and whether its year is known.
local function is_workday(day, rest, work)
  local works, complete = day:is_workday()
  local weekend = day.weekday > 5
  local rests, makes_up = not weekend and not works, weekend and works
  if rest then rests, complete = is_listed(rest, day), has_year(rest, day) end
  if work then makes_up = is_listed(work, day) end
  return makes_up or (not weekend and not rests), complete
end

function kit.workdays(first, count, rest, work)
  local day, counted, all_known = first, {}, true
  while #counted < count do
    day = day + 1
    local works, known = is_workday(day, rest, work)
    all_known = all_known and known
    if works then counted[#counted + 1] = day end
  end
  return day, counted, all_known
end
