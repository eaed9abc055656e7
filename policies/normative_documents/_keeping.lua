-- SPDX-License-Identifier: MIT
-- How a published document is kept: entered when it is older, interpreted, evaluated, cleaned up.

local n = ...
local notice, periods, numbers, events = n.notice, n.periods, n.numbers, n.events
local chronicle, unit_at, district, has = n.chronicle, n.unit_at, n.district, n.has
local published_once, not_ended, issue_of = n.published_once, n.not_ended, n.issue_of

local entered = "maker_barred maker_not_listed unregistered number_format number_year "
  .. "number_unit_code no_effective_date no_expiry_date term_too_short term_too_long retroactive "
  .. "gap_too_short"
local function found_wrong(q)
  if q.published < n.p("regulation.effective_on", q.published) then return {} end
  local unit = unit_at(q.maker, q.at)
  return n.findings.of(n.examined({ title = q.title, maker_category = unit.category,
    maker_listed = unit.listed, unit_code = unit.code, published = q.published,
    registered = q.registered, number = q.number, effective = q.effective, expires = q.expires,
    provisional = q.provisional, effective_wording = "explicit_date" }, q.published), entered)
end

-- A number of the right form, higher than those known, is the last one of its series from then on.
local function serial_of(number, day)
  local parts = numbers.read(number, day)
  if parts and parts.serial >= chronicle:next_serial(parts.unit, parts.year) then
    return { series = parts.unit, year = parts.year, serial = parts.serial }
  end
end

events.enter = {
  rules = { n.units_known, { "number", "第三十二条", "number_taken", "another document has it",
    function(q) return not q.number or not chronicle:last("number", q.number), q.number end } },
  act = function(d, q)
    n.begin(d, q, "published")
    d.issues[1] = { number = q.number, registered = q.registered, published = q.published,
      effective = q.effective or q.published, expires = q.expires, filing = { state = "none" } }
    if not q.number and n.in_life(q.published) then d.ended = "invalid" end
    if q.number then
      chronicle:record(q.at, "number", q.number, "entered", { doc = q.doc },
        serial_of(q.number, q.at:date()))
    end
    return { findings = found_wrong(q) }
  end,
}
events.interpret = {
  rules = { published_once, not_ended,
    { "office", "第四十四条", "office_not_involved", "the government's office proposes it",
      function(q, s)
        if district(s.life) ~= (q.office_proposed ~= nil) then
          notice:bad_input("office_proposed", "it is told of a district's document, and only then")
        end
        return not district(s.life) or q.office_proposed
      end },
    { "approved", "第四十四条", "interpretation_not_approved", "its maker has not approved it",
      "approved" } },
  act = function(d) d.interpretations = d.interpretations + 1 end,
}
events.trigger = { rules = { published_once, not_ended }, act = function(d, q)
  d.triggers[#d.triggers + 1] = { trigger = q.trigger, on = q.at:date() }
  return {}, { { "第四十八条", "trigger", q.trigger } }
end }

-- 第四十八条(二), 第四十九条: made within the window, an evaluation is also the one before the end.
events.evaluate = {
  rules = { published_once, not_ended,
    { "standards", "第四十九条", "standards_incomplete", "a standard is left out", function(q)
      return #q.standards == #notice.types.standard.values, #q.standards
    end } },
  act = function(d, q)
    local day, expires = q.at:date(), issue_of(d).expires
    local window = expires and periods.evaluation({ from = expires })
    d.triggers = {}
    d.evaluated = { on = day, conclusion = q.conclusion, issue = #d.issues }
    if window and day >= window.first and day <= window.last then
      d.evaluated_before_end = #d.issues
    end
  end,
}

-- 第五十条-第五十二条: each decision has its own grounds, keeping has none.
local grounds_of = { amend = { "第五十一条", "amend_ground" }, repeal = { "第五十二条", "repeal_ground" },
  declare_lapsed = { "第五十二条", "repeal_ground" }, keep = { "第五十条" } }
events.cleanup = {
  rules = { published_once, not_ended,
    { "grounds", "第五十条", "ground_mismatch", "the grounds are not those of the decision",
      function(q)
        local cite, list = table.unpack(grounds_of[q.decision])
        local fits = (list ~= nil) == (#q.grounds > 0)
        for _, ground in ipairs(q.grounds) do fits = fits and has(list or {}, ground) end
        return fits, q.decision, nil, { cite = cite }
      end, quiet = true } },
  act = function(d, q)
    local ends = { repeal = "repealed", declare_lapsed = "declared_lapsed" }
    d.cleanup = { decision = q.decision, grounds = q.grounds, on = q.at:date() }
    if q.decision == "amend" then d.to_amend = d.to_amend or q.at:date() end
    d.ended = d.ended or ends[q.decision]
    return {}, { { grounds_of[q.decision][1], "decision", q.decision } }
  end,
}
