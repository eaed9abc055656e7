-- SPDX-License-Identifier: MIT
-- workdays: working days, by the calendar of the State Council or by days that somebody lists.
--
--   local calendar = kit.calendar(rest, work)
--     `rest` and `work`, where given, are lists that stand in place of the calendar's rest days on
--     weekdays and its working days on weekends.
--   calendar:is_workday(day)              whether work is done that day
--   calendar:roll(day)                    the day itself or the next working day
--   calendar:after(first, count, spans, field)  the last of so many working days; `field` is where
--     the request has the first one: a period to the last day there is, is bad input there
--   calendar:count(first, last, spans)    how many there are, the last day included
--
-- Each says then whether every year that it needed is known. The first day is not counted, and no
-- day of the spans { from, to }, both ends included, however they overlap.

local Calendar = {}
Calendar.__index = Calendar

-- The days of a list and their years.
local function sets_of(list)
  if not list then return nil end
  local sets = { days = {}, years = {} }
  for _, day in ipairs(list) do sets.days[tostring(day)], sets.years[day.year] = true, true end
  return sets
end

function kit.calendar(rest, work)
  return setmetatable({ rest = sets_of(rest), work = sets_of(work) }, Calendar)
end

function Calendar:is_workday(day)
  local rest, work = self.rest, self.work
  local works, complete = day:is_workday()
  local weekend = day.weekday > 5
  local rests, makes_up = not weekend and not works, weekend and works
  if rest then rests, complete = rest.days[tostring(day)], rest.years[day.year] or false end
  if work then makes_up = work.days[tostring(day)] end
  return makes_up or (not weekend and not rests), complete
end

function Calendar:roll(day)
  local all_known = true
  while true do
    local works, known = self:is_workday(day)
    all_known = all_known and known
    if works then return day, all_known end
    day = day + 1
  end
end

-- Gives one after the other the days after `first` that no span covers.
local function uncovered(first, spans)
  local sorted = table.move(spans or {}, 1, #(spans or {}), 1, {})
  table.sort(sorted, function(a, b) return a.from < b.from end)
  local day, place = first, 1
  return function()
    day = day + 1
    while sorted[place] and sorted[place].from <= day do
      if sorted[place].to >= day then day = sorted[place].to + 1 end
      place = place + 1
    end
    return day
  end
end

local function check_room(day, field)
  if field and day.year == 9999 and day.month == 12 and day.day == 31 then
    core.refuse_input(field, "the period goes past the last day there is")
  end
end

-- What follows last is the list of the days counted.
function Calendar:after(first, count, spans, field)
  local following, day, counted, all_known = uncovered(first, spans), first, {}, true
  while #counted < count do
    check_room(day, field)
    day = following()
    local works, known = self:is_workday(day)
    all_known = all_known and known
    if works then counted[#counted + 1] = day end
  end
  check_room(day, field)
  return day, all_known, counted
end

function Calendar:count(first, last, spans)
  local count, all_known = 0, true
  for day in uncovered(first, spans) do
    if day > last then break end
    local works, known = self:is_workday(day)
    all_known = all_known and known
    if works then count = count + 1 end
  end
  return count, all_known
end
