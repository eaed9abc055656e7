-- SPDX-License-Identifier: MIT
-- standard: rules that voucher notices share. A notice names one with its citation,
--   { "owner", "五(四)5" }
-- and may give its own refusal and message, or, with a test of its own, replace it whole. Some have
-- another name in reasons, `as`, for an idea that several share.
--
-- They look at what the function was given, see dealings.lua.

kit.standard = {
  opened = { "claim_not_open", "the round has not opened yet",
    function(q, s) return q.at >= s.round.opens_at, q.at, s.round.opens_at end },
  in_window = { "claim_closed", "claiming in this round is over",
    function(q, s) return q.at < s.round.claim_closes_at, q.at, s.round.claim_closes_at end },
  planned = { "round_not_planned", "no vouchers are allotted to this round",
    function(_, s) return s.round.planned end },
  not_closed = { "round_closed", "the round has been closed (已结转)",
    function(_, s) return not s.round.closed end },
  over = { "round_not_over", "the round's vouchers are still valid",
    function(q, s) return q.at >= s.round.valid_until, q.at, s.round.valid_until end },
  order_of_plans = { "time_conflict", "a later plan of the round is on record",
    function(q, s) return not s.round.planned or q.at >= s.round.planned_at, q.at end,
    as = "order_of_time", quiet = true },
  floor = { "below_floor", "a round gives out more",
    function(_, s) return s.value >= s.floor, s.value, s.floor end },
  budget = { "budget_exceeded", "that is more than is available",
    function(_, s) return s.more <= s.available, s.more, s.available end },
  later_floor = { "later_floor_at_risk", "too little would be left for each later round",
    function(_, s)
      local left, needed = s.available - s.more, s.floor * s.unplanned_later
      return left >= needed, left, needed
    end },
  closed = { "round_not_closed", "a round is settled after it is closed",
    function(_, s) return s.round.closed end },
  not_settled = { "already_settled", "the round has been settled (已结算)",
    function(_, s) return not s.round.settled end },
  stock = { "sold_out", "none is left (领完为止)",
    function(_, s) return s.left > 0, s.left end },
  voucher = { "voucher_unknown", "there is no such voucher",
    function(_, s) return s.voucher ~= nil end },
  owner = { "not_owner", "only who claimed a voucher may use it (不可为他人付款)",
    function(q, s) return q.person_id == s.voucher.person end },
  order_of_time = { "time_conflict", "a later event about this voucher is on record",
    function(q, s) return q.at >= s.voucher.last_at, q.at, s.voucher.last_at end },
  not_void = { "voucher_void", "the voucher is void (已作废)",
    function(_, s) return s.voucher.state ~= "void", s.voucher.state end },
  unused = { "voucher_used", "the voucher has been used (已核销)",
    function(_, s) return s.voucher.state ~= "redeemed", s.voucher.state end },
  validity = { "voucher_expired", "the voucher has expired (过期不补发)",
    function(q, s) return q.at < s.voucher.valid_until, q.at, s.voucher.valid_until end },
  redemption = { "redemption_unknown", "there is no such redemption",
    function(_, s) return s.redemption ~= nil end },
  standing = { "redemption_not_standing", "the redemption no longer stands",
    function(_, s) return s.redemption.state == "standing", s.redemption.state end },
  payment = { "refund_exceeds_payment", "more than the consumer paid",
    function(q, s)
      local total = s.redemption.refunded + q.refund_amount
      return total <= s.redemption.paid, total, s.redemption.paid
    end },
  threshold = { "threshold_not_met", "the order is below the voucher's threshold",
    function(_, s) return s.usable, s.tested, s.threshold, { shortfall = s.short } end },
  known = { "merchant_unknown", "there is no such merchant",
    function(_, s) return s.merchant ~= nil end },
  order_of_events = { "time_conflict", "a later event about this merchant is on record",
    function(q, s) return not s.merchant or q.at >= s.merchant.last_at, q.at end,
    as = "order_of_time", quiet = true },
  registered = { "not_registered", "the merchant is not on the list now",
    function(_, s) return s.merchant.active end },
  not_registered_now = { "already_registered", "the merchant is on the list already",
    function(_, s) return not (s.merchant and s.merchant.active) end },
  not_removed = { "removed_for_fraud", "the merchant was removed and may not return",
    function(_, s)
      local reason = s.merchant and s.merchant.reason
      return not reason or s.may_return[reason], reason
    end },
  due = { "exceeds_due", "more than the merchant owes",
    function(q, s) return q.amount <= s.due, q.amount, s.due end },
}
