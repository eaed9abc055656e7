-- SPDX-License-Identifier: MIT
-- claim_laws: what must hold of a programme's claims and budgets, for its function "audit".
--
--   local laws = programme:laws { bound = "states with money bound or paid", paid = "states paid" }
--   laws:balance(budget, back)      committed and free make the budget, and what came back if free
--   laws:sums(budget, since_over)   committed and disbursed are those of the claims; claims in a
--                                   state of `since_over` count with what was paid on them
--   laws:queue(budget)              the first that waits needs more than is free
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
  return not first or first.payable > self.programme:fund(budget).remaining
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
