-- SPDX-License-Identifier: MIT
-- stacking: of one kind only the highest is paid, less what was paid of that kind before.
--
--   local stacking = award:stacking {
--     cite = "末段",
--     group = function(x) ... end,              of which kind a line, an award or a claim is
--     counts = function(prior, year) ... end,   whether an award made before is taken off
--   }
--   stacking.lines                              a stage of the award
--   stacking:claims(s, programme, applicant, year, states, standing)
--     settles anew the claims of an applicant and year that are in one of the states; what nothing
--     displaces any more goes back to `standing`

local Stacking = {}
Stacking.__index = Stacking

local nothing = core.money "0"

local function paid_before(self, group, prior_awards, year)
  local sum = nothing
  for _, prior in ipairs(prior_awards or {}) do
    if self.group(prior) == group and self.counts(prior, year) then sum = sum + prior.amount end
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

function Stacking:claims(s, programme, applicant, year, states, standing)
  local list = {}
  local filter = { applicant = applicant, year = year, states = states }
  for i, claim in ipairs(programme:claims(filter)) do
    list[i] = { claim = claim, id = claim.id, gross = claim.gross,
      group = self.group(claim.notes.line) }
  end
  stack(self, list, programme:prior_awards(applicant), year)
  for _, x in ipairs(list) do
    local claim, state = x.claim, x.claim.state
    if x.displaced_by then state = "displaced" elseif state == "displaced" then state = standing end
    if state ~= claim.state or x.amount ~= claim.payable then
      s:move(claim, state, { payable = x.amount,
        notes = programme:noted(claim, { displaced_by = x.displaced_by or false }) })
    end
  end
end

function kit.award_stacking(award, decl)
  local stacking = setmetatable({ cite = decl.cite, group = decl.group, counts = decl.counts },
    Stacking)
  stacking.lines = function(lines, q) stack_lines(stacking, award, lines, q) end
  return stacking
end
