-- SPDX-License-Identifier: MIT
-- What the cases of financing, loans and guarantees share.

local function t(day, clock) return day .. "T" .. (clock or "09:00:00") .. "+08:00" end
local now = t "2021-12-01"

-- A guarantee for an enterprise that is wholly in order: no holding, nothing asked.
local function plain(more)
  return with({ guarantor_registered = true, debtor_kind = "enterprise", relation = "group_member",
    form = "suretyship", amount = 1000000 }, more)
end
-- One for a controlled subsidiary, of which the guarantor has 60 %.
local function own(more)
  return with({ guarantor_registered = true, debtor_kind = "enterprise",
    relation = "own_subsidiary", form = "suretyship", amount = 60000000, debt_total = 100000000,
    share_percent = 60, net_assets = 200000000 }, more)
end
-- One for a participated enterprise, of which it has 40 %, with the debtor's counter-guarantee.
local function participated(more)
  return with({ guarantor_registered = true, debtor_kind = "enterprise", relation = "participated",
    form = "suretyship", amount = 4000000, debt_total = 10000000, share_percent = 40,
    net_assets = 50000000, contribution = 15000000, counter_guarantee_by = { "debtor" } }, more)
end

local function guarantee(request, expected)
  return { "guarantee", with({ at = now }, request), expected }
end
local function loan(request, expected) return { "loan", with({ at = now }, request), expected } end
local function financing(request, expected)
  return { "financing", with({ at = now }, request), expected }
end
local function materials(request, expected)
  return { "materials", with({ at = now }, request), expected }
end

-- What is refused, with its violations as code, cite, code, cite.
local function prohibited(...)
  local violations, given = {}, { ... }
  for i = 1, #given, 2 do violations[#violations + 1] = { code = given[i], cite = given[i + 1] } end
  return { ok = true, decision = "prohibited", violations = violations, procedure = {} }
end

local function record(at, request, expected)
  return { "record", with({ at = at }, request), expected }
end
local function enterprise(id, more, expected)
  return record(now, with({ kind = "enterprise", enterprise = id, level = "district_soe",
    since = "2015-06-01" }, more), expected)
end
local function due(at, expected, more) return { "due", with({ at = at }, more), expected } end
local function exposure(at, rows, more)
  return { "exposure", with({ at = at }, more), { ok = true, rows = rows } }
end

return { t = t, now = now, plain = plain, own = own, participated = participated,
  guarantee = guarantee, loan = loan, financing = financing, materials = materials,
  prohibited = prohibited, record = record, enterprise = enterprise, due = due,
  exposure = exposure }
