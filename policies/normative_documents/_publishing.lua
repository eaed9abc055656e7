-- SPDX-License-Identifier: MIT
-- How a document gets its number, is published, and is filed with those above.

local n = ...
local notice, p, periods, numbers, events = n.notice, n.p, n.periods, n.numbers, n.events
local chronicle, unit_at, district, has, plus = n.chronicle, n.unit_at, n.district, n.has, n.plus
local issue_of, step, published_once, warning = n.issue_of, n.step, n.published_once, n.warning

-- 第三十五条: each unit code has a series a year; no number is given out twice.
local function next_number(d, at)
  local year, code = at:date().year, unit_at(d.maker, at).code
  local serial = math.max(chronicle:next_serial(code, year), p "number.serial_first")
  return numbers.write(year, code, serial, at:date()), { series = code, year = year,
    serial = serial }
end

events.register = {
  rules = { step "register",
    { "not_ended", "第五十二条", "document_ended", "it holds no more", function(q, s)
      local cite = n.end_of(s.life, q.at:date())
      return cite == nil, nil, nil, { cite = cite }
    end, when = function(_, s) return s.life.stage == "published" end, quiet = true },
    { "papers", "第三十四条", "registration_materials_missing", "a paper is missing", function(q)
      return #q.materials == #notice.types.register_paper.values, #q.materials
    end },
    { "dates", "第四十六条", "dates_missing", "it needs the days it holds from and to", function(q)
      return q.effective ~= nil and q.expires ~= nil
    end },
    { "validity", "第四十六条", "term_out_of_range", "it holds too short or too long",
      function(q, s)
        local term = periods.validity({ from = q.effective, provisional = s.life.provisional },
          "effective")
        return term.first <= q.expires and q.expires <= term.last, q.expires, term.last
      end },
    { "unit_code", "第三十五条", "unit_code_missing", "its maker has no code", function(q, s)
      return unit_at(s.life.maker, q.at).code ~= nil
    end },
    { "serial", "第三十五条", "serial_exhausted", "the year's numbers are used up", function(q, s)
      return next_number(s.life, q.at) ~= nil
    end } },
  act = function(d, q)
    local number, serial = next_number(d, q.at)
    d.stage = "registered"
    d.pending = { number = number, registered = q.at:date(), effective = q.effective,
      expires = q.expires }
    chronicle:record(q.at, "number", number, "registered", { doc = q.doc }, serial)
    return { number = number },
      { { "第三十三条", "registrar", district(d) and "justice_bureau" or d.maker } }
  end,
}
events.publish = {
  rules = { step "publish",
    { "channel", "第三十六条", "channel_missing", "the website's column comes first", function(q)
      return has(q.channels, "website_column"), nil, nil, { value = "website_column" }
    end },
    { "retroactive", "第四十六条", "retroactive", "it takes effect before it is published",
      function(q, s)
        local gap = n.gap_to_effect(s.life, q.at:date())
        return gap >= 0 or notice:says(q.retroactive_basis), gap
      end },
    { "effect_gap", "第四十六条", "gap_too_short", "it takes effect too soon", function(q, s)
      local gap, least = n.gap_to_effect(s.life, q.at:date()), p("effect.min_gap_days", q.at:date())
      return gap < 0 or gap >= least or q.immediate_ground ~= nil, gap, least, { value = gap }
    end } },
  act = function(d, q, s)
    local issue, day = d.pending, q.at:date()
    issue.published, issue.filing = day, { state = "none" }
    issue.gazette_owed = not has(q.channels, "gazette")
    d.issues[#d.issues + 1], d.pending, d.stage = issue, nil, "published"
    if issue.gazette_owed then
      s.warnings = { warning("gazette_outstanding", "第三十六条") }
    end
    return { effective = issue.effective, expires = issue.expires,
      file_by = periods.filing({ from = day }).date }
  end,
}
events.gazette = {
  rules = { published_once, { "owed", "-", "already_done", "that has been done", function(_, s)
    for _, issue in ipairs(s.life.issues) do if issue.gazette_owed then return true end end
    return false
  end, quiet = true } },
  act = function(d)
    for _, issue in ipairs(d.issues) do issue.gazette_owed = false end
  end,
}

-- 第三十八条, 第三十九条: a district's document goes to two, any other to the district.
local function filing_of(d) return issue_of(d).filing end
local function sent_to(d) return filing_of(d).sent or {} end
local function days_late(day, by) return by and day > by and day - by or 0 end
local function file_by(d) return periods.filing({ from = issue_of(d).published }).date end

-- Whoever files tells what goes with the level, nothing else.
local function check_filing(d, q)
  local wanted, other = { "materials", "copies" }, { "to" }
  if district(d) then wanted, other = other, wanted end
  for _, field in ipairs(wanted) do
    if q[field] == nil then notice:bad_input(field, field .. " is missing") end
  end
  for _, field in ipairs(other) do
    if q[field] ~= nil then notice:bad_input(field, field .. " does not go with this level") end
  end
end
events.file = {
  rules = { published_once, { "not_filed", "-", "already_done", "it has been filed", function(q, s)
    check_filing(s.life, q)
    for _, superior in ipairs(q.to or {}) do
      if not has(sent_to(s.life), superior) then return true end
    end
    return not district(s.life) and filing_of(s.life).state == "none"
  end, quiet = true } },
  act = function(d, q, s)
    local filing, day = filing_of(d), q.at:date()
    local late, review_by = days_late(day, file_by(d)), nil
    if district(d) then
      filing.sent = plus(sent_to(d), q.to)
      filing.state = #filing.sent == #notice.types.superior.values and "sent" or "partly_sent"
    else
      filing.state, filing.received, filing.first = "received", day, true
      filing.materials, filing.copies = q.materials, q.copies
      review_by = periods.filing_review({ from = day }).date
    end
    if filing.state ~= "partly_sent" then filing.late = late > 0 end
    if not q.platform then s.warnings = { warning("platform_missing", "第三十九条") } end
    return { late = late > 0, days_late = late, review_by = review_by },
      { { "第三十八条", "filing", late } }
  end,
}

-- 第四十条-第四十一条. What stands against recording a filing:
local function complete(d)
  local filing = filing_of(d)
  return #(filing.materials or {}) == #notice.types.filing_paper.values
    and (filing.copies or 0) >= p("filing.copies", filing.received)
end
local function state_is_not(state, code, cite, message)
  return { "filing_state", cite, code, message, function(_, s)
    return filing_of(s.life).state ~= state
  end, quiet = true }
end
local outcome_cites = { recorded = "第四十一条(一)", deferred = "第四十一条(二)",
  refused = "第四十一条(三)" }
events.filing_review = {
  rules = { published_once,
    { "elsewhere", "第三十八条", "filed_elsewhere", "a district's document is filed above",
      function(_, s) return not district(s.life) end, quiet = true },
    state_is_not("none", "not_filed", "第三十八条", "it was not filed"),
    state_is_not("recorded", "already_done", "-", "that has been done"),
    state_is_not("deferred", "correction_pending", "第四十一条(二)", "it is to be corrected first"),
    state_is_not("refused", "rectification_pending", "第四十一条(三)", "it is to be put right first"),
    { "filing_papers", "第四十一条(二)", "filing_materials_missing", "a paper or copy is missing",
      function(_, s) return complete(s.life) end, when = "outcome == recorded" } },
  act = function(d, q)
    local filing, day = filing_of(d), q.at:date()
    local by = filing.first and periods.filing_review({ from = filing.received }).date
    filing.state, filing.noticed, filing.first, filing.correct_by = q.outcome, day, nil, nil
    if q.outcome == "recorded" then filing.recorded = day end
    if q.outcome == "deferred" then
      filing.correct_by = periods.filing_correction({ from = day }).date
    elseif q.outcome == "refused" then
      filing.correct_by = q.correct_by
    end
    return { late = days_late(day, by) > 0, correct_by = filing.correct_by },
      { { "第四十条", "filing_review", day }, { outcome_cites[q.outcome], "outcome", q.outcome } }
  end,
}
-- Whether the filing of the last issue waits for something.
local function waits(state, code, cite, message)
  return { "filing_state", cite, code, message, function(_, s)
    local issue = issue_of(s.life)
    return issue ~= nil and issue.filing.state == state
  end }
end
local function answered(d, q, state)
  local filing = filing_of(d)
  local late = q.at:date() > filing.correct_by
  filing.state, filing.correct_by, filing.answered = state, nil, q.at:date()
  return { late = late }
end
events.filing_correct = {
  rules = { published_once,
    waits("deferred", "not_deferred", "第四十一条(二)", "no correction is asked for") },
  act = function(d, q)
    local filing = filing_of(d)
    filing.materials, filing.copies = plus(filing.materials, q.materials), q.copies or filing.copies
    return answered(d, q, "corrected")
  end,
}
events.rectify = {
  rules = { waits("refused", "not_refused", "第四十一条(三)", "it was not refused") },
  act = function(d, q)
    if q.result == "repealed" then d.ended = d.ended or "repealed" end
    return answered(d, q, "rectified")
  end,
}

-- 第四十二条: what is overdue, and what follows.
local function in_default(d, day)
  local filing = filing_of(d)
  if filing.state == "none" or filing.state == "partly_sent" then return day > file_by(d) end
  return filing.correct_by ~= nil and day > filing.correct_by
end
events.enforce = {
  rules = { published_once,
    { "default", "第四十二条", "no_default", "nothing of it is overdue", function(q, s)
      return in_default(s.life, q.at:date())
    end },
    { "order", "第四十二条", "order_missing", "it was not ordered", function(_, s)
      return s.life.order_by ~= nil
    end, when = "step == criticism" },
    { "order_over", "第四十二条", "order_not_expired", "the order's time is not over",
      function(q, s) return q.at:date() > s.life.order_by, q.at:date(), s.life.order_by end,
      when = "step == criticism" },
    { "serious", "第四十二条", "no_serious_consequence", "there was no serious consequence",
      "serious", when = "step == discipline" } },
  act = function(d, q) if q.step == "order" then d.order_by = q.by end end,
}
n.file_by, n.filing_complete = file_by, complete
