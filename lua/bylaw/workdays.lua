-- SPDX-License-Identifier: MIT
-- workdays: periods of working days, by the calendar or by days that somebody lists.
--
--   kit.workdays(first, count, rest, work, field)
--     the last day, the list of the days counted, and whether every year needed is known. The first
--     day is not counted. `rest` and `work`, where given, stand in place of the calendar's rest
--     days on weekdays and its working days on weekends. `field` is where the request has the first
--     day: a period that ends with the last day there is, or would go on, is bad input there.

-- The days of a list and their years.
local function sets_of(list)
  if not list then return nil end
  local sets = { days = {}, years = {} }
  for _, day in ipairs(list) do sets.days[tostring(day)], sets.years[day.year] = true, true end
  return sets
end

-- Whether work is done that day, and whether its year is known.
local function is_workday(day, rest, work)
  local works, complete = day:is_workday()
  local weekend = day.weekday > 5
  local rests, makes_up = not weekend and not works, weekend and works
  if rest then rests, complete = rest.days[tostring(day)], rest.years[day.year] or false end
  if work then makes_up = work.days[tostring(day)] end
  return makes_up or (not weekend and not rests), complete
end

function kit.workdays(first, count, rest, work, field)
  local day, counted, all_known = first, {}, true
  rest, work = sets_of(rest), sets_of(work)
  local function check()
    if day.year == 9999 and day.month == 12 and day.day == 31 then
      core.refuse_input(field, "the period goes past the last day there is")
    end
  end
  while #counted < count do
    check()
    day = day + 1
    local works, known = is_workday(day, rest, work)
    all_known = all_known and known
    if works then counted[#counted + 1] = day end
  end
  check()
  return day, counted, all_known
end
