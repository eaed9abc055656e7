-- SPDX-License-Identifier: MIT
-- What must be reported to whom, and by when: by quarter and by year of every enterprise, and of an
-- item what its events bring.

local n = ...
local notice, p = n.notice, n.p

-- A fixed date does not move for holidays; a period within which somebody must act does.
local periods
periods = notice:periods {
  calendar = { "calendar.rest_days", "calendar.work_days" },
  { "stage_report", "第十二条", "latest", "report.stage_days", workdays = true },
  { "quarterly_report", "第二十三条", "latest", "report.quarter_days", rolls = true },
  { "annual_report", "第十二条", "latest", ends = function(q)
    local january = date(string.format("%04d-01-01", q.year + 1))
    return nil, january:add_months(p "report.annual_month") - 1
  end },
  { "annual_plan", "第十条", "latest", ends = function(q)
    return nil, periods.day_of(q.year + 1, "plan.submit_by")
  end },
}

-- The reports of a period: the days on which their periods end within a year, and what the period
-- is called that ends on one. The plan of a year is owed from the end of the one before.
local function year_end(year) return date(string.format("%04d-12-31", year)) end
local function year_ends(year) return { year_end(year) } end
local function quarter_ends(year)
  local list = {}
  for quarter = 1, 4 do
    list[quarter] = date(string.format("%04d-01-01", year)):add_months(3 * quarter) - 1
  end
  return list
end
local quarter_of = { [3] = 1, [6] = 2, [9] = 3, [12] = 4 }
local function name_of_quarter(last)
  return string.format("%04dQ%d", last.year, quarter_of[last.month])
end
local function name_of_year(last) return string.format("%04d", last.year) end
local function name_of_next_year(last) return string.format("%04d", last.year + 1) end
local of_period = {
  quarterly_report = { cite = "第二十三条", ends = quarter_ends, name = name_of_quarter },
  annual_report = { cite = "第十二条", ends = year_ends, name = name_of_year },
  annual_plan = { cite = "第十条", ends = year_ends, name = name_of_next_year },
}
local period_duties = { "quarterly_report", "annual_report", "annual_plan" }

-- The last day of a period by its name; nil when the duty has no such period.
local function last_day(duty, period)
  local year = math.tointeger(tonumber(string.sub(period, 1, 4)))
  if not year or year < 2 or year > 9998 then return nil end
  for one = year - 1, year do
    for _, last in ipairs(of_period[duty].ends(one)) do
      if of_period[duty].name(last) == period then return last end
    end
  end
end

-- Whether an enterprise owes it once the period is over: as one that was there on its last day.
local function owes(enterprise, duty, last)
  if duty == "annual_plan" and (not p "plan.submit_by" or enterprise.level ~= "district_soe") then
    return false
  end
  return last >= p "policy.effective" and enterprise.since <= last
    and (not enterprise.ended or enterprise.ended >= last)
end

-- When a duty that is owed from a day on is due: the day, that before the holiday rule, and whether
-- all years that it needed are known; nothing where the text sets none.
local function due_of(duty, from)
  if duty == "risk_report" or duty == "sasac_filing" then return nil end
  local ends = periods[duty]({ from = from, year = from.year }, "ended_on")
  return ends.date, ends.unrolled or ends.date, ends.calendar_complete
end

local to_sasac = { "district_sasac" }
local function recipients(duty, item)
  if duty == "annual_plan" then return { "district_sasac", "district_government" } end
  local of_debt = duty == "risk_report" and item.began_as == "financing"
  return of_debt and { "debt_regulator", "district_sasac" } or to_sasac
end

-- The periods that are over on a day, by their duties.
local function periods_before(day)
  local list = {}
  for year = p "policy.effective".year, day.year do
    for _, duty in ipairs(period_duties) do
      for _, last in ipairs(of_period[duty].ends(year)) do
        if last < day then
          list[#list + 1] = { duty = duty, last = last, period = of_period[duty].name(last) }
        end
      end
    end
  end
  return list
end

-- What is owed and not done as of a moment, by one enterprise or by all: duties for notice:due.
local function owed_at(at, only)
  local list, terms, over = {}, {}, periods_before(at:date())
  local function add(duty)
    local key = duty.duty .. tostring(duty.from)
    terms[key] = terms[key] or { due_of(duty.duty, duty.from) }
    duty.by, duty.nominal, duty.complete = table.unpack(terms[key])
    list[#list + 1] = duty
  end
  local function add_of(enterprise)
    for _, one in ipairs(over) do
      local is_done = enterprise.reported[one.duty .. " " .. one.period]
      if not is_done and owes(enterprise, one.duty, one.last) then
        add { duty = one.duty, enterprise = enterprise.id, period = one.period, from = one.last,
          cite = of_period[one.duty].cite, to = recipients(one.duty) }
      end
    end
  end
  local function add_of_item(item)
    for _, one in ipairs(item.owed) do
      if not item.closed[one.key] then
        add { duty = one.duty, enterprise = item.enterprise, item = item.id, stage = one.stage,
          from = one.from, cite = one.cite, to = recipients(one.duty, item) }
      end
    end
  end
  for _, enterprise in ipairs(n.register.enterprises(only)) do
    local known = n.register.enterprise(enterprise, at)
    if known then add_of(known) end
    for _, item in ipairs(n.register.items_of(enterprise, at)) do add_of_item(item) end
  end
  return list
end

n.duties = { of_period = of_period, last_day = last_day, owes = owes, due_of = due_of,
  owed_at = owed_at }
