-- SPDX-License-Identifier: MIT
-- periods: the periods that a notice sets, from the day of an event to where they end.
--
--   local periods = notice:periods {
--     calendar = { "calendar.rest_days", "calendar.work_days" },   parameters, see workdays.lua
--     { "filing", "第三十八条", "latest", "filing.days", rolls = true },
--     { "comment", "第二十五条", "earliest", function(q) return q.market and "a" or "b" end },
--     { "review", "第二十六条", "earliest", "review.min_workdays", workdays = true },
--     { "challenge", "第四十五条", "latest", "challenge.days", rolls = true, more = "extend" },
--     { "investigation", "第六十六条", "latest", "investigation.months", months = 1, rolls = true },
--     { "validity", "第四十六条", "window", ends = function(q) return first, last, years end },
--     { "report", "第五十五条", "latest", ends = function(q) return nil, last end },
--   }
--   local ends, reasons = periods.filing { from = day }
--     ends: { kind, date } or { kind, first, last }, with calendar_complete, and unrolled and
--     rolled if it rolls; the field that the day is of may be told next, for bad input
--   periods.counted(first, last, spans)   working days, and whether every year needed is known
--   periods.day_of(year, name)            the day that a month_day names, and how
--
-- How long a period is, a parameter says, or one that a function names: its value on the day
-- `from`, which is itself not counted (Civil Code article 201). It is in days, or in working days
-- without those of the spans `excluded`, or in units of so many `months`, 12 for years: it then
-- ends on the same day of the last month, or on that month's last (article 202). `more` is a field
-- with days to add. A period that rolls, because somebody must act within it, ends on the next
-- working day when its last day is none (article 203).

-- No period of a notice reaches from one of these years past those that dates have.
local FIRST_YEAR, LAST_YEAR = 2, 8999

local known = kit.known { 1, 2, 3, 4, "rolls", "workdays", "months", "more",
  "ends" }
local kinds = kit.known { "latest", "earliest", "window" }

local function check_reach(field, day)
  if day.year < FIRST_YEAR or day.year > LAST_YEAR then
    core.refuse_input(field, string.format("%s lies outside the years %d to %d", field, FIRST_YEAR,
      LAST_YEAR))
  end
end

local function check_spans(spans)
  for i, span in ipairs(spans or {}) do
    local field = "excluded[" .. i .. "]"
    check_reach(field .. ".from", span.from)
    check_reach(field .. ".to", span.to)
    if span.to < span.from then
      core.refuse_input(field .. ".to", field .. " ends before it begins")
    end
  end
end

-- Where a period ends that lasts so many days, or working days; then how many in all.
local function counted_from(period, calendar, q)
  local length = period[4]
  if type(length) == "function" then length = length(q) end
  local value = kit.read_parameter(length, q.from)
  local ends = { kind = period[3], calendar_complete = true }
  if period.workdays then
    check_spans(q.excluded)
    ends.date, ends.calendar_complete = calendar:after(q.from, value, q.excluded)
    return ends, value
  end
  value = value + (period.more and q[period.more] or 0)
  ends.date = period.months and q.from:add_months(value * period.months) or q.from + value
  if period.rolls then
    ends.unrolled = ends.date
    ends.date, ends.calendar_complete = calendar:roll(ends.unrolled)
    ends.rolled = ends.date ~= ends.unrolled
  end
  return ends, value
end

-- Where one ends whose days the notice names itself.
local function named(period, q)
  local first, last, value = period.ends(q)
  local ends = { kind = period[3], calendar_complete = true }
  if first then ends.first, ends.last = first, last else ends.date = last end
  return ends, value
end

-- The day of the year that a parameter of type month_day names, as it stands on its first.
local function day_of(year, name)
  local written = kit.read_parameter(name, core.date(string.format("%04d-01-01", year)))
  return core.date(string.format("%04d-%s", year, written)), written
end

-- What a list of so many periods may have beside them.
local function known_of_list(count)
  local keys = { "calendar" }
  for i = 1, count do keys[#keys + 1] = i end
  return kit.known(keys)
end

local function check_period(period)
  kit.only("a period", period, known)
  local name = kit.expect("a period's name", period[1], "string")
  kit.expect("the cite of period ", period[2], "string", name)
  if not kinds.has[period[3]] then
    kit.complain('period %s is of no kind "%s"; did you mean "%s"?', name, tostring(period[3]),
      kit.nearest(period[3], kinds.list))
  end
  if (period.ends == nil) == (period[4] == nil) then
    kit.complain("period %s needs the parameter of its length, or says where it ends", name)
  end
end

function kit.periods(list)
  kit.only("periods", list, known_of_list(#kit.expect("periods", list, "table")))
  local names = list.calendar or {}
  local function calendar()
    return kit.calendar(names[1] and kit.read_parameter(names[1]),
      names[2] and kit.read_parameter(names[2]))
  end
  local periods = {}
  for _, period in ipairs(list) do
    check_period(period)
    periods[period[1]] = function(q, field)
      if q.from then check_reach(field or "from", q.from) end
      local ends, value
      if period.ends then
        ends, value = named(period, q)
      else
        ends, value = counted_from(period, calendar(), q)
      end
      return ends, { { period[2], period[1], value } }
    end
  end
  function periods.counted(first, last, spans)
    return calendar():count(first, last, spans)
  end
  periods.day_of = day_of
  return periods
end
