-- SPDX-License-Identifier: MIT
-- campaign: a fund given out as vouchers in rounds, spent with merchants, and everything that can
-- be read of it.
--
--   notice:campaign {
--     total = p "campaign.total", rounds = 4, faces = { 30, 50, 100 },
--     funders = { { "government", yuan(5000000) }, ... },
--     terms = function(round) return { opens_at =, claim_closes_at =, valid_until = } end,
--     order = function() return "proportional" end,      or "NAME_first": whose yuan is spent first
--     floor = function() return yuan(...) end,           what a round gives out at least
--     threshold = function(face) return yuan(...) end,   what an order must reach
--     basis = function() return "after_merchant_discount" end,   or "before_": what must reach it
--     merchants = notice:roster "merchants",
--     may_return = { "withdrew", ... },                  the reasons of leaving that end
--   }
--
-- The last five are for the functions that need them: see dealings.lua and readings.lua.
--
-- Money and vouchers live in the register; the methods that change it belong to the request that
-- runs.

local Campaign = {}
Campaign.__index = Campaign

local nothing = core.money "0"
local needed = { "total", "rounds", "faces", "funders", "terms", "order" }
local parts = { "total", "rounds", "faces", "funders", "terms", "order", "floor", "threshold",
  "basis", "merchants", "may_return" }

function kit.campaign(notice, decl)
  kit.only("a campaign", decl, kit.known(parts))
  for _, key in ipairs(needed) do
    if decl[key] == nil then kit.complain("a campaign needs its %s", key) end
  end
  notice.has_campaign = true
  core.fund("available", decl.total)
  for _, funder in ipairs(decl.funders) do core.fund("funder/" .. funder[1], funder[2]) end
  local campaign = setmetatable({ notice = notice }, Campaign)
  for _, key in ipairs(parts) do campaign[key] = decl[key] end
  campaign.terms = kit.derive(decl.terms)
  campaign.may_return = {}
  for _, reason in ipairs(decl.may_return or {}) do campaign.may_return[reason] = true end
  return campaign
end

local function value_of(face, count) return core.money(tostring(face)) * count end

-- Rounds

-- A round: what its plan says, or the defaults of the terms while it has none.
function Campaign:round(number)
  local round, terms = core.round(number), self.terms(number)
  round.opens_at = terms.opens_at
  round.claim_closes_at = round.claim_closes_at or terms.claim_closes_at
  round.valid_until = round.valid_until or terms.valid_until
  return round
end

function Campaign.state_of(_, round, at)
  if round.settled then return "settled" end
  if round.closed then return "closed" end
  if not round.planned then return "unplanned" end
  if at < round.opens_at then return "planned" end
  if at < round.claim_closes_at then return "open" end
  if at < round.valid_until then return "valid" end
  return "over"
end

-- Vouchers of a face in a round: planned, claimed.
function Campaign.stock(_, round, face) return core.stock(round, face) end

function Campaign.left(_, round, face)
  local planned, claimed = core.stock(round, face)
  return planned - claimed
end

-- How many rounds after this one have no plan.
function Campaign:unplanned_after(number)
  local count = 0
  for later = number + 1, self.rounds do
    if not core.round(later).planned then count = count + 1 end
  end
  return count
end

-- More vouchers than any fund could pay for: a larger count is taken for this one, so that its
-- value can be told.
local count_max = 1000000000000

-- A plan before it is made, held against the one that it would replace: its value and how much
-- `more` that is, whether a count is `lowered` or a time `moved`, how many vouchers are `claimed`.
function Campaign:draft(number, counts, claim_closes_at, valid_until)
  local round = self:round(number)
  local d = { round = round, counts = counts, value = nothing, more = nothing, claimed = 0,
    lowered = false,
    claim_closes_at = claim_closes_at or round.claim_closes_at,
    valid_until = valid_until or round.valid_until,
    available = self:available(), unplanned_later = self:unplanned_after(number),
    floor = self.floor and self.floor() }
  for _, face in ipairs(self.faces) do
    local planned, claimed = core.stock(number, face)
    local count = math.min(counts[face], count_max)
    d.value = d.value + value_of(face, count)
    d.more = d.more + value_of(face, count - planned)
    d.claimed, d.lowered = d.claimed + claimed, d.lowered or count < planned
  end
  d.moved = d.claim_closes_at ~= round.claim_closes_at or d.valid_until ~= round.valid_until
  return d
end

function Campaign:plan(at, draft)
  local list = {}
  for i, face in ipairs(self.faces) do list[i] = { face, draft.counts[face] } end
  core.plan(at, draft.round.number, draft.claim_closes_at, draft.valid_until, list)
end

-- How many vouchers of a face a value makes, the rest left over.
function Campaign.vouchers_for(_, face, value)
  return (value / core.money(tostring(face))):floor()
end

-- Gives back what expired and what nobody claimed.
function Campaign.close(_, at, round) return core.close(at, round) end

function Campaign.available(_) return core.balance "available" end

-- Vouchers

function Campaign.voucher(_, id) return core.voucher(id) end
function Campaign.held(_, person, round, face) return core.held(person, round, face) end
function Campaign.order_used(_, merchant, order) return core.order_used(merchant, order) end
-- Gives the voucher's id; it is valid as long as the round.
function Campaign.claim(_, at, round, face, person)
  return core.claim(at, round.number, round.valid_until, face, person)
end
function Campaign.redeem(_, at, voucher, use) return core.redeem(at, voucher, use) end
function Campaign.cancel(_, at, redemption, finding) core.cancel(at, redemption, finding) end
-- becomes: "standing", "restored" or "ended".
function Campaign.refund(_, at, redemption, amount, becomes)
  core.refund(at, redemption, amount, becomes)
end

-- What a voucher of a face does for an order: the amount that is tested, how much it is `short` of
-- the threshold, whether the voucher is usable (something must be left to pay), and what is left.
function Campaign:usability(face, order, discount)
  local left, subsidy, threshold = order - discount, value_of(face, 1), self.threshold(face)
  local tested = self.basis() == "after_merchant_discount" and left or order
  local short = tested < threshold and threshold - tested or nothing
  return { tested = tested, threshold = threshold, short = short, subsidy = subsidy,
    usable = short == nothing and left > subsidy, pay = left - subsidy }
end

-- A redemption with its voucher and round; an empty table when there is none.
function Campaign:redemption(id)
  local redemption = core.redemption(id)
  if not redemption then return {} end
  return { redemption = redemption, voucher = core.voucher(redemption.voucher),
    round = self:round(redemption.round) }
end

-- An unused voucher has expired once its time is over or its round is closed.
function Campaign.state_of_voucher(_, voucher, at)
  if voucher.state ~= "claimed" then return voucher.state end
  if at >= voucher.valid_until or core.round(voucher.round).closed then return "expired" end
  return "claimed"
end

-- What happened to a voucher, in order: { at, event, redemption_id }.
function Campaign:history(voucher, at)
  local events = { { at = voucher.claimed_at, event = "claimed" } }
  for _, redemption in ipairs(core.redemptions_of(voucher.id)) do
    events[#events + 1] = { at = redemption.at, event = "redeemed", redemption_id = redemption.id }
    if redemption.state ~= "standing" then
      events[#events + 1] = { at = redemption.over_at, event = redemption.state,
        redemption_id = redemption.id }
    end
  end
  if self:state_of_voucher(voucher, at) == "expired" then
    events[#events + 1] = { at = voucher.valid_until, event = "expired" }
  end
  return events
end

function Campaign.vouchers_of(_, person) return core.vouchers_of(person) end

-- What the person may claim now: rounds open with stock left, less what was had.
function Campaign:claimable(person, at)
  local list = {}
  for number = 1, self.rounds do
    local round = self:round(number)
    for _, face in ipairs(self:state_of(round, at) == "open" and self.faces or {}) do
      local planned, claimed = core.stock(number, face)
      if claimed < planned and not core.held(person, number, face) then
        list[#list + 1] = { round = number, denomination = face }
      end
    end
  end
  return list
end

-- Money

function Campaign.due_back(_, merchant) return core.balance("due_back/" .. merchant) end

-- What all funders spent, net of what came back; what one of them spent.
function Campaign:spent()
  return self.total - core.sum "funder/"
end
function Campaign.spent_by(_, funder)
  return funder[2] - core.balance("funder/" .. funder[1])
end

-- What each funder has given once `spent` is spent in all, in the order of the funders. Each takes
-- its part of what those before it left, so the parts make the whole, each is exact when all is
-- spent, and none ever shrinks while `spent` grows.
local function given(self, spent)
  local order, total, list, left = self.order(), self.total, {}, spent
  for i, funder in ipairs(self.funders) do
    if order == funder[1] .. "_first" then
      list[i] = spent < funder[2] and spent or funder[2]
      left, total = left - list[i], total - funder[2]
    end
  end
  for i, funder in ipairs(self.funders) do
    if not list[i] then
      list[i] = left * (funder[2] / total)
      left, total = left - list[i], total - funder[2]
    end
  end
  return list
end

-- How a change of what was spent is shared: each part is the change of its cumulative share.
local function shares(self, before, after)
  local then_, now, list, named = given(self, before), given(self, after), {}, {}
  for i, funder in ipairs(self.funders) do
    list[i] = { funder = funder[1], amount = now[i] - then_[i] }
    named[funder[1]] = list[i].amount
  end
  return list, named
end

-- Pays the stores of a closed round: a line each, in byte order of their ids, and the total. What a
-- store owes is taken off first.
function Campaign:settle(at, number)
  local lines, spent = {}, self:spent()
  local total = { redeemed_amount = nothing, offset = nothing, payable = nothing }
  for _, funder in ipairs(self.funders) do total[funder[1]] = nothing end
  for i, taking in ipairs(core.takings(number, "merchant")) do
    local due = self:due_back(taking.name)
    local offset = due < taking.face and due or taking.face
    local payable = taking.face - offset
    local list, line = shares(self, spent, spent + payable)
    core.settle_merchant(at, number, taking.name, offset, list)
    spent = spent + payable
    line.redeemed_amount, line.offset, line.payable = taking.face, offset, payable
    for key, value in next, line do total[key] = total[key] + value end
    line.merchant_id, line.redemptions = taking.name, taking.redemptions
    lines[i] = line
  end
  core.settle_round(at, number)
  return lines, total
end

-- Money comes back from a store: each funder's part of it, by name.
function Campaign:recover(at, merchant, amount)
  local spent = self:spent()
  local list, named = shares(self, spent - amount, spent)
  core.recover(at, merchant, list)
  return named
end

-- The value of each face of a round lies in one of these.
local function round_figures(self, round, at)
  local list, over = {}, at >= round.valid_until
  for i, face in ipairs(self.faces) do
    local tail = round.number .. "/" .. face
    local planned, claimed = core.stock(round.number, face)
    local redeemed = core.sum("payable/" .. tail .. "/") + core.sum("settled/" .. tail .. "/")
    local forfeited = core.balance("forfeited/" .. tail)
    local unused = value_of(face, claimed) - redeemed - forfeited
    local lapsed = round.closed or over
    list[i] = { face = face, planned = planned, claimed = claimed, redeemed = redeemed,
      forfeited = forfeited, expired = lapsed and unused or nothing,
      outstanding = lapsed and nothing or unused }
  end
  return list
end

-- The value that a closed round gave back because it expired; nil while the round is not closed.
function Campaign:rolled_over(number, at)
  local round = self:round(number)
  if not round.closed then return nil end
  local expired = nothing
  for _, one in ipairs(round_figures(self, round, at)) do expired = expired + one.expired end
  return expired
end

local function count_of(value, face) return (value / core.money(tostring(face))):round(0) end

-- Sums and numbers of a round by face.
function Campaign:figures(round, at)
  local sum = { planned = nothing, claimed = nothing, redeemed = nothing, expired = nothing,
    forfeited = nothing, outstanding = nothing, faces = {} }
  for i, one in ipairs(round_figures(self, round, at)) do
    sum.planned = sum.planned + value_of(one.face, one.planned)
    sum.claimed = sum.claimed + value_of(one.face, one.claimed)
    for _, key in ipairs { "redeemed", "expired", "forfeited", "outstanding" } do
      sum[key] = sum[key] + one[key]
    end
    sum.faces[i] = { denomination = one.face, planned = one.planned, claimed = one.claimed,
      redeemed = count_of(one.redeemed, one.face), expired = count_of(one.expired, one.face),
      void = count_of(one.forfeited, one.face) }
  end
  return sum
end

-- All accounts at a moment.
function Campaign:accounts(at)
  local outstanding, lapsed, forfeited = nothing, nothing, nothing
  for number = 1, self.rounds do
    local round = self:round(number)
    for _, one in ipairs(round_figures(self, round, at)) do
      forfeited = forfeited + one.forfeited
      outstanding = outstanding + one.outstanding
      if not round.closed then lapsed = lapsed + one.expired end
    end
  end
  local payable, settled = core.sum "payable/", core.sum "settled/"
  return { total = self.total, available = self:available(), unclaimed = core.sum "unclaimed/",
    outstanding = outstanding, lapsed = lapsed, redeemed = payable + settled,
    forfeited = forfeited },
    { payable = payable, settled = settled, due_back = core.sum "due_back/" }
end

-- The season by itself: each round is planned a day before it opens, raised the moment the round
-- before it ends by what came back, closed at its end and settled five hours later.
--   share: a face's part of the value; cites: of plan, open, close, raise, settle
function Campaign:schedule(decl)
  kit.only("a schedule", decl, kit.known { "share", "cites" })
  local function plan(number, value)
    local request = { round = number }
    for _, face in ipairs(self.faces) do
      local planned = core.stock(number, face)
      request["count_" .. face] = planned + self:vouchers_for(face, value * decl.share(face))
    end
    return request
  end
  local jobs = {}
  for n = 1, self.rounds do
    local terms, cites = self.terms(n), decl.cites
    jobs[#jobs + 1] = { "plan round " .. n, terms.opens_at - core.hours(24), "plan_round",
      function() return plan(n, self.floor()) end, cite = cites.plan }
    jobs[#jobs + 1] = { "open round " .. n, terms.opens_at, cite = cites.open }
    jobs[#jobs + 1] = { "close round " .. n, terms.valid_until, "close_round", { round = n },
      cite = cites.close }
    if n < self.rounds then
      jobs[#jobs + 1] = { "raise round " .. n + 1, terms.valid_until, "plan_round", function()
        return plan(n + 1, self:available() - self.floor() * self:unplanned_after(n + 1))
      end, cite = cites.raise }
    end
    jobs[#jobs + 1] = { "settle round " .. n, terms.valid_until + core.hours(5), "settle",
      { round = n }, cite = cites.settle }
  end
  self.notice:schedule(jobs)
end

function Campaign:readings(decl) kit.readings(self, decl) end

-- The functions of dealings.lua.
function Campaign:pure(name) return kit.deal(self, "pure", name) end
function Campaign:changes(name) return kit.deal(self, "changes", name) end
