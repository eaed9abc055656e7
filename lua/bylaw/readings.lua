-- SPDX-License-Identifier: MIT
-- readings: what can be read of a campaign at any time, as functions of its notice.
--
--   season:readings {
--     sectors = { ... },
--     voucher = { rules }, merchant = { rules }, report = { rules },   what each refuses
--     campaign = function() return { starts_on =, ends_on =, total =, rounds =, floor =, ... } end,
--     cites = { campaign = { ... }, and the same for each of the others },
--   }

local nothing = core.money "0"

local function reasons_of(cites, name, value)
  local list = {}
  for i, cite in ipairs(cites) do list[i] = { cite, name, value } end
  return list
end

local function declare_campaign(season, d)
  season.notice:pure "campaign" {
    label = "活动方案",
    answers = [[document title starts_on ends_on total funders[funder name amount]
      rounds[round opens_at claim_closes_at valid_until floor] vouchers[denomination threshold]
      per_person_per_round per_order sample_count]],
    act = function()
      local now = d.campaign()
      local answer = { document = season.notice.document, title = season.notice.title,
        rounds = {}, vouchers = {} }
      for n = 1, now.rounds do
        local terms = season.terms(n)
        answer.rounds[n] = { round = n, opens_at = terms.opens_at,
          claim_closes_at = terms.claim_closes_at, valid_until = terms.valid_until,
          floor = now.floor }
      end
      for i, face in ipairs(season.faces) do
        answer.vouchers[i] = { denomination = face, threshold = season.threshold(face) }
      end
      for key, value in next, now do
        if key ~= "rounds" and key ~= "floor" then answer[key] = value end
      end
      return answer, reasons_of(d.cites.campaign, "campaign", now.total)
    end,
  }
end

local function declare_voucher(season, d)
  season.notice:reads "voucher" {
    label = "查券", fields = "voucher_id* id", rules = d.voucher,
    answers = [[voucher_state person_id round denomination claimed_at valid_until
      history[at event redemption_id?] ]],
    given = function(q) return { voucher = season:voucher(q.voucher_id) } end,
    act = function(q, s)
      local v = s.voucher
      local state = season:state_of_voucher(v, q.at)
      return { voucher_state = state, person_id = v.person, round = v.round, denomination = v.face,
        claimed_at = v.claimed_at, valid_until = v.valid_until, history = season:history(v, q.at) },
        reasons_of(d.cites.voucher, "state", state)
    end,
  }
end

local function declare_vouchers(season, d)
  season.notice:reads "vouchers" {
    label = "我的消费券", fields = "person_id* id",
    answers = [[vouchers[voucher_id voucher_state threshold valid_until]
      may_still_claim[round denomination] ]],
    act = function(q)
      local list = {}
      for i, v in ipairs(season:vouchers_of(q.person_id)) do
        list[i] = { voucher_id = v.id, voucher_state = season:state_of_voucher(v, q.at),
          threshold = season.threshold(v.face), valid_until = v.valid_until }
      end
      return { vouchers = list, may_still_claim = season:claimable(q.person_id, q.at) },
        reasons_of(d.cites.vouchers, "claimed", #list)
    end,
  }
end

local function declare_merchant(season, d)
  season.notice:reads "merchant" {
    label = "查商户", fields = "merchant_id* id", rules = d.merchant,
    answers = [[state sector kind since redemptions redeemed_amount payable settled due_back
      consumption]],
    given = function(q) return { merchant = season.merchants:find(q.merchant_id) } end,
    act = function(q, s)
      local taking, merchant = core.takings_of(q.merchant_id), s.merchant
      return { state = merchant.active and "active" or "removed", sector = merchant.facts.sector,
        kind = merchant.kind, since = merchant.since, redemptions = taking.redemptions,
        redeemed_amount = taking.face, payable = taking.face - taking.settled,
        settled = taking.settled, due_back = season:due_back(q.merchant_id),
        consumption = taking.consumption }, reasons_of(d.cites.merchant, "settled", taking.settled)
    end,
  }
end

local function stock_of(season, number)
  local list = {}
  for i, face in ipairs(season.faces) do
    local planned, claimed = season:stock(number, face)
    list[i] = { denomination = face, planned = planned, claimed = claimed,
      remaining = planned - claimed }
  end
  return list
end

local function declare_status(season, d)
  season.notice:reads "status" {
    label = "资金状况",
    answers = [[at accounts{total available unclaimed outstanding lapsed redeemed forfeited}
      cash{payable settled due_back} funders[funder committed spent]
      rounds[round state denominations[denomination planned claimed remaining] ] ]],
    act = function(q)
      local funders, rounds = {}, {}
      for i, funder in ipairs(season.funders) do
        funders[i] = { funder = funder[1], committed = funder[2], spent = season:spent_by(funder) }
      end
      for n = 1, season.rounds do
        rounds[n] = { round = n, state = season:state_of(season:round(n), q.at),
          denominations = stock_of(season, n) }
      end
      local accounts, cash = season:accounts(q.at)
      return { at = q.at, accounts = accounts, cash = cash, funders = funders, rounds = rounds },
        reasons_of(d.cites.status, "total", accounts.total)
    end,
  }
end

-- Every sector has its row, also one without redemptions; then what all of them consumed.
local function sector_rows(sectors, number)
  local rows, consumption, by_name = {}, nothing, {}
  for _, taking in ipairs(core.takings(number, "sector")) do by_name[taking.name] = taking end
  for i, sector in ipairs(sectors) do
    local taking = by_name[sector] or { redemptions = 0, face = nothing, consumption = nothing }
    rows[i] = { sector = sector, redemptions = taking.redemptions, redeemed_value = taking.face,
      consumption = taking.consumption }
    consumption = consumption + taking.consumption
  end
  return rows, consumption
end

local function rate(part, whole)
  if whole > nothing then return (part / whole):as_percent(2) end
end

local function declare_report(season, d)
  season.notice:reads "report" {
    label = "核销情况报告", fields = "round* count 1.." .. season.rounds, rules = d.report,
    answers = [[round final planned_value claimed_value redeemed_value expired_value forfeited_value
      unclaimed_value outstanding_value rollover_in take_up_rate use_rate consumption leverage
      restored_count by_denomination[denomination planned claimed redeemed expired void]
      by_sector[sector redemptions redeemed_value consumption] ]],
    given = function(q) return { round = season:round(q.round) } end,
    act = function(q, s)
      local sum = season:figures(s.round, q.at)
      local sectors, consumption = sector_rows(d.sectors, q.round)
      local rollover = nothing
      if q.round > 1 then rollover = season:rolled_over(q.round - 1, q.at) end
      return { round = q.round, final = s.round.closed, planned_value = sum.planned,
        claimed_value = sum.claimed, redeemed_value = sum.redeemed, expired_value = sum.expired,
        forfeited_value = sum.forfeited, unclaimed_value = sum.planned - sum.claimed,
        outstanding_value = sum.outstanding, rollover_in = rollover,
        take_up_rate = rate(sum.claimed, sum.planned), use_rate = rate(sum.redeemed, sum.claimed),
        consumption = consumption, restored_count = core.refunds_restored(q.round),
        leverage = sum.redeemed > nothing and (consumption / sum.redeemed):round(2) or nil,
        by_denomination = sum.faces, by_sector = sectors },
        reasons_of(d.cites.report, "final", s.round.closed)
    end,
  }
end

local function declare_audit(season, d)
  season.notice:reads "audit" {
    label = "收支核对", answers = "laws[law left right holds] holds",
    act = function()
      local laws, holds = core.laws(season.total), true
      for _, law in ipairs(laws) do holds = holds and law.holds end
      return { laws = laws, holds = holds }, reasons_of(d.cites.audit, "holds", holds)
    end,
  }
end

function kit.readings(season, d)
  kit.only("the readings", d,
    kit.known { "sectors", "campaign", "voucher", "merchant", "report", "cites" })
  declare_campaign(season, d)
  declare_voucher(season, d)
  declare_vouchers(season, d)
  declare_merchant(season, d)
  declare_status(season, d)
  declare_report(season, d)
  declare_audit(season, d)
end
