-- SPDX-License-Identifier: MIT
-- compound: growth over years, in percent a year, as numbers: 6 is a growth by 6 %.
--
--   kit.compare_growth({ 8, 4, 6 }, { 6, 6, 6 })    below, at or above 0: which of two grew more
--   kit.mean_growth { 8, 4, 6 }                     a year's share of it, half up at 2 decimals
--
-- Nothing falls by more than all of it. Comparisons are exact.

local PLACES = 100

local function factors_of(rates)
  local factors = {}
  for i, rate in ipairs(rates) do factors[i] = (rate + core.ratio(100)) / 100 end
  return factors
end

function kit.compare_growth(rates, others)
  return core.compare_products(factors_of(rates), factors_of(others))
end

-- The largest whole number from `low` on of which `fits` holds; it holds of `low`.
local function largest(low, fits)
  local step = 1
  while fits(low + step) do low, step = low + step, step * 2 end
  while step > 0 do
    if fits(low + step) then low = low + step end
    step = step // 2
  end
  return low
end

function kit.mean_growth(rates)
  local factors, same = factors_of(rates), {}
  local falls = core.compare_products(factors, {}) < 0
  local whole = 100 * PLACES
  local mean = largest(-whole, function(count)
    local half_below = core.ratio(2 * (whole + count) - 1) / (2 * whole)
    for i = 1, #rates do same[i] = half_below end
    local sign = core.compare_products(factors, same)
    return sign > 0 or (sign == 0 and not falls)
  end)
  return core.ratio(mean) / PLACES
end
