-- SPDX-License-Identifier: MIT
-- claim_laws: what must hold of a programme's claims and budgets, for its function "audit".
--
--   local laws = programme:laws { bound = "states with money bound or paid", paid = "states paid" }
--   laws:balance(budget, back)      committed and free make the budget, and what came back if free
--   laws:sums(budget, since_over)   committed and disbursed are those of the claims; claims in a
--                                   state of `since_over` count with what was paid on them
--   laws:queue(budget)              the first that waits needs more than was free when last served
--   laws:bring_new(keys_of)         over the binding claims with a list keys_of(claim): those of an
--                                   applicant can be ordered, in a year as they were filed, so that
--                                   each has a key that none before it has
--   laws:at_most(keys_of, most_of)  over the binding claims: keys_of(claim) gives what each counts
--                                   for under a key, and no key may have more than most_of(key)

local Laws = {}
Laws.__index = Laws

local nothing = core.money "0"

function Laws:balance(budget, back)
  local now = self.programme:fund(budget)
  return not now or (now.committed + now.remaining == now.ceiling + (back or nothing)
    and now.remaining >= nothing)
end

function Laws:sums(budget, since_over)
  local now = self.programme:fund(budget)
  if not now then return true end
  local committed, disbursed = nothing, nothing
  for _, claim in ipairs(self.programme:claims { budget = budget }) do
    local over = since_over and since_over[claim.state]
    if self.bound[claim.state] then committed = committed + claim.payable end
    if over then committed = committed + claim.disbursed end
    if self.paid[claim.state] then disbursed = disbursed + claim.payable end
    if over then disbursed = disbursed + claim.disbursed end
  end
  return committed == now.committed and disbursed == now.disbursed
end

function Laws:queue(budget)
  local first = self.programme:first_waiting(budget)
  return not first or first.payable > core.subsidy.budget(budget).free
end

-- Takes away one claim, the last of its year, that has a key of its own; whether there was one.
local function take_last(claims, keys_of, counts)
  local later = {}
  for place = #claims, 1, -1 do
    local claim, new = claims[place], false
    for _, key in ipairs(keys_of(claim)) do new = new or counts[key] == 1 end
    if new and not later[claim.year] then
      for _, key in ipairs(keys_of(claim)) do counts[key] = counts[key] - 1 end
      table.remove(claims, place)
      return true
    end
    later[claim.year] = true
  end
  return false
end

function Laws:bring_new(keys_of)
  local applicants = {}
  for _, claim in ipairs(self.programme:binding_claims()) do
    local its = applicants[claim.applicant] or { claims = {}, counts = {} }
    for _, key in ipairs(keys_of(claim) or {}) do its.counts[key] = (its.counts[key] or 0) + 1 end
    if keys_of(claim) then its.claims[#its.claims + 1] = claim end
    applicants[claim.applicant] = its
  end
  for _, its in next, applicants do
    while take_last(its.claims, keys_of, its.counts) do end
    if #its.claims > 0 then return false end
  end
  return true
end

function Laws:at_most(keys_of, most_of)
  local sums = {}
  for _, claim in ipairs(self.programme:claims { states = self.programme.binding_list }) do
    for key, amount in next, keys_of(claim) do
      sums[key] = sums[key] and sums[key] + amount or amount
    end
  end
  for key, sum in next, sums do
    if sum > most_of(key) then return false end
  end
  return true
end

function kit.claim_laws(programme, decl)
  return setmetatable({ programme = programme, bound = (kit.set_of(decl.bound)),
    paid = (kit.set_of(decl.paid)) }, Laws)
end
