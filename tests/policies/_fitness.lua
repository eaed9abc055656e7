-- SPDX-License-Identifier: MIT
-- What the cases of the fitness plan share.

local function t(day, clock) return day .. "T" .. (clock or "09:00:00") .. "+08:00" end

-- A value recorded on the day it was measured, unless `more` says otherwise.
local function record(id, value, on, more, expected)
  return { "record", with({ id = id, value = value, measured_on = on, at = t(on) }, more),
    expected }
end

local function baseline(id, value, on, more, expected)
  return { "set_baseline", with({ id = id, value = value, on = on, at = t "2022-01-10" }, more),
    expected }
end

local function units(list, more, expected)
  return { "set_units", with({ units = list, at = t "2022-01-10" }, more), expected }
end

-- One target on a day: its state, and what else is expected of it.
local function stands(id, day, state, more, q)
  return { "assess", with({ id = id, at = t(day) }, q),
    { items = { with({ id = id, state = state }, more) } } }
end

return { t = t, record = record, baseline = baseline, units = units, stands = stands }
