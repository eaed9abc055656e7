-- SPDX-License-Identifier: MIT
-- stacking: of one kind only the highest is paid, less what was paid of that kind before.
--
--   local stacking = award:stacking {
--     cite = "末段",
--     group = function(x) ... end,       of which kind a line, an award or a claim is, as a text
--     window = "stacking.window",        the parameter that says which awards made before are taken
--   }                                    off: of the award_year, or of a lifetime, but for measures
--                                        that are paid yearly
--   stacking                           a stage of the award
--   stacking:claims(s, programme, applicant, states, standing)
--     settles anew the claims of an applicant that are in one of the states, year by year; what
--     nothing displaces any more goes back to `standing`

local Stacking = {}
Stacking.__index = Stacking

local nothing = core.money "0"

-- Whether an award made before is taken off: never one that was decided by itself.
local function counts(self, prior, year)
  local kind = self.award.measures[prior.item].kind
  return kind ~= "as_decided" and (prior.award_year == year
    or (kit.read_parameter(self.window) == "lifetime" and kind ~= "yearly"))
end

local function paid_before(self, group, prior_awards, year)
  local sum = nothing
  for _, prior in ipairs(prior_awards or {}) do
    if counts(self, prior, year) and self.group(prior) == group then sum = sum + prior.amount end
  end
  return sum
end

-- Each of the list is { id, group, gross }; gives it its amount, what was paid, what displaces it.
-- Of two equals the earlier stays.
local function stack(self, list, prior_awards, year)
  local best = {}
  for _, x in ipairs(list) do
    if not best[x.group] or x.gross > best[x.group].gross then best[x.group] = x end
  end
  for _, x in ipairs(list) do
    x.paid = paid_before(self, x.group, prior_awards, year)
    x.amount = x.gross - x.paid
    if best[x.group] ~= x then
      x.displaced_by = best[x.group].id
    elseif x.amount <= nothing then
      x.displaced_by = "prior_award"
    end
    if x.displaced_by then x.amount = nothing end
  end
end

local function stack_lines(self, award, lines, q)
  local list = {}
  for _, line in ipairs(lines) do
    line.group = self.group(line)
    if line.status == "qualified" then
      list[#list + 1] = { line = line, id = line.line_id, group = line.group, gross = line.gross }
    end
  end
  stack(self, list, q.prior_awards, q.award_year)
  for _, x in ipairs(list) do
    local line = x.line
    line.amount = x.amount
    if x.displaced_by then
      line.status, line.displaced_by = "displaced", x.displaced_by
      award:because(line, self.cite, "stacking", x.displaced_by)
      lines.reasons[#lines.reasons + 1] = { self.cite, "stacking", line.line_id, x.displaced_by }
    elseif x.paid > nothing then
      award:because(line, self.cite, "top_up", x.amount)
    end
  end
end

-- Whether an award made before is the same as a claim's.
local function is_awarded(award, claim, prior_awards)
  local measure, q = award.measures[claim.item], {}
  for key, value in next, claim.facts do q[key] = value end
  q.prior_awards = prior_awards
  for _, prior in ipairs(measure.once and prior_awards or {}) do
    if prior.item == claim.item and measure.once(claim.notes.line, prior, q) then return true end
  end
  return false
end

local function settle_claim(s, programme, x, standing)
  local claim, state = x.claim, x.claim.state
  if x.displaced_by then state = "displaced" elseif state == "displaced" then state = standing end
  if state ~= claim.state or x.amount ~= claim.payable
    or x.displaced_by ~= claim.notes.displaced_by then
    s:move(claim, state, { payable = x.amount,
      notes = programme:noted(claim, { displaced_by = x.displaced_by or false }) })
  end
end

function Stacking:claims(s, programme, applicant, states, standing)
  local prior_awards, years, order = programme:prior_awards(applicant), {}, {}
  for _, claim in ipairs(programme:claims { applicant = applicant, states = states }) do
    local x = { claim = claim, id = claim.id, gross = claim.gross,
      group = self.group(claim.notes.line) }
    if is_awarded(self.award, claim, prior_awards) then
      x.amount, x.displaced_by = nothing, "prior_award"
      settle_claim(s, programme, x, standing)
    else
      if not years[claim.year] then
        years[claim.year], order[#order + 1] = {}, claim.year
      end
      years[claim.year][#years[claim.year] + 1] = x
    end
  end
  for _, year in ipairs(order) do
    stack(self, years[year], prior_awards, year)
    for _, x in ipairs(years[year]) do settle_claim(s, programme, x, standing) end
  end
end

function kit.award_stacking(award, decl)
  local stacking = setmetatable({ kind = "stacking", award = award, cite = decl.cite,
    group = decl.group, window = decl.window }, Stacking)
  stacking.run = function(lines, q) stack_lines(stacking, award, lines, q) end
  return stacking
end
