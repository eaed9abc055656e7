-- SPDX-License-Identifier: MIT
-- What is known of an indicator in a year, by its judge: n.known[judge](x, row) gives x `actual`
-- and `target`, whether it `holds`, the years `missing`, and the `form` of its verdict.
local n = ...
local notice, p, goals, statements = n.notice, n.p, n.goals, n.statements
local MEASURE, REFERENCE, shared, paths = n.MEASURE, n.REFERENCE, n.shared, n.paths

-- What was told of an indicator, by the year.
local function by_year(kind, id)
  local values = {}
  for _, told in ipairs(statements:all(kind, id)) do values[told.year] = told.value end
  return values
end

-- The values of the years so far, in order; those that lack one go to x.missing.
local function so_far(x, values)
  local list = {}
  for year = p "plan.first_year", x.year do
    list[#list + 1] = values[year]
    if values[year] == nil then
      x.missing = x.missing or {}
      if not notice:place(x.missing, year) then x.missing[#x.missing + 1] = year end
    end
  end
  return list
end

-- The target less the tolerance, where it is one of 左右 or 约.
local function about(row, target)
  if not goals:is_about(row) then return target end
  return target * (ratio(1) - ratio(1) * p "about.tolerance_percent")
end

local function value_of_year(x, values)
  x.actual = values[x.year]
  if x.actual == nil then x.missing = { x.year } end
end

-- What is known of each judge: x gets `actual`, `target`, `holds`, and what is missing for them.
local known = {}
n.known = known

local function known_at_end(x, row)
  x.form, x.year = "at_end", at_most(x.year, row.due_year)
  local values = by_year(MEASURE, row.id)
  value_of_year(x, values)
  if not x.actual then return end
  x.holds = goals:holds(row, x.actual, about(row, x.target))
  local printed = row.value_2020 and row.value_2020 ~= "-" and ratio(row.value_2020)
  local base = printed or values[p "plan.base_year"] or row.judge == "sum" and ratio(0)
  if base and not x.holds and x.year < row.due_year then
    x.expected = notice:on_line(base, p "plan.base_year", x.target, row.due_year, x.year)
  end
end
for judge in pairs(paths) do known[judge] = known_at_end end

local function known_of_year(x, row)
  value_of_year(x, by_year(MEASURE, row.id))
  x.holds = x.actual and goals:holds(row, x.actual, about(row, x.target))
end
known.keep, known.ceiling, known.distance = known_of_year, known_of_year, known_of_year
function known.each_year(x, row)
  x.form = "each_year"
  known_of_year(x, row)
end

-- 与全市保持一致, 高于全市平均水平, 完成上级任务: beside another's value of the year.
local function known_beside(x, row)
  value_of_year(x, by_year(MEASURE, shared[row.id] or row.id))
  x.target = by_year(REFERENCE, row.id)[x.year]
  x.waits = x.target == nil
  if x.actual and x.target then
    x.holds = row.judge == "above_city" and x.actual > x.target
      or row.judge ~= "above_city" and goals:holds(row, x.actual, x.target)
  end
end
known.city, known.above_city, known.assigned = known_beside, known_beside, known_beside

function known.growth(x, row)
  local rates, wanted = so_far(x, by_year(MEASURE, row.id)), {}
  if x.missing then return end
  for i = 1, #rates do wanted[i] = about(row, x.target) end
  x.actual, x.holds = notice:mean_growth(rates), notice:compare_growth(rates, wanted) >= 0
end

function known.gdp(x)
  local incomes = so_far(x, by_year(MEASURE, "h08"))
  local economy = so_far(x, by_year(MEASURE, "h01"))
  if #economy == x.year - p "plan.first_year" + 1 then x.target = notice:mean_growth(economy) end
  if x.missing then
    table.sort(x.missing)
    return
  end
  x.actual, x.holds = notice:mean_growth(incomes), notice:compare_growth(incomes, economy) >= 0
end

function known.average(x, row)
  local numbers, sum = so_far(x, by_year(MEASURE, row.id)), ratio(0)
  if x.missing then return end
  for _, number in ipairs(numbers) do sum = sum + number end
  x.actual = sum / #numbers
  x.holds = goals:holds(row, x.actual, x.target)
end

function known.milestone(x, row)
  x.form, x.target = "milestone", ratio(1)
  local values = by_year(MEASURE, row.id)
  for year = p "plan.first_year", x.year do x.actual = values[year] or x.actual end
  if x.actual == nil then so_far(x, values) end
  x.holds = x.actual and x.actual >= 1
end

local function known_only(x, row) x.actual = by_year(MEASURE, row.id)[x.year] end
known.scale, known.none = known_only, known_only
