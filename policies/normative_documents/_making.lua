-- SPDX-License-Identifier: MIT
-- How a document is made: drafted, submitted, put to the public, reviewed, decided and signed.

local n = ...
local notice, p, documents = n.notice, n.p, n.documents
local level_of, unit_at, review_cite = n.level_of, n.unit_at, n.review_cite
local urgent, has, plus, step, in_drafting = n.urgent, n.has, n.plus, n.step, n.in_drafting
local not_paused, gaps_of, submission = n.not_paused, n.gaps_of, n.submission
local counted_workdays = n.counted_workdays

local function first_gap(_, s)
  local gap = gaps_of(s.life)[1] or {}
  return gap.code == nil, nil, nil, { code = gap.code, cite = gap.cite }
end
local function eased(q, s) return q.result ~= "not_passed" and not urgent(s.life) end
local function not_refusing(q) return q.result ~= "not_passed" end

local makers = { "maker", "第三条", "maker_not_listed", "that unit makes no normative documents",
  function(q)
    local units = { { "maker", q.maker } }
    for i, unit in ipairs(q.joint or {}) do units[i + 1] = { "joint[" .. i .. "]", unit } end
    for _, unit in ipairs(units) do
      if not level_of(unit_at(unit[2], q.at).category) then
        return false, unit[2], nil, { code = "category_barred", field = unit[1] }
      end
    end
    for _, unit in ipairs(units) do
      if not unit_at(unit[2], q.at).listed then return false, unit[2], nil, { field = unit[1] } end
    end
    return true, q.maker
  end }
local units_known = { "units", "-", "unit_unknown", "there is no such unit", function(q)
  local units = { { "maker", q.maker }, { "drafter", q.drafter } }
  for _, list in ipairs { "joint", "involves" } do
    for i, unit in ipairs(q[list] or {}) do
      units[#units + 1] = { list .. "[" .. i .. "]", unit }
    end
  end
  for _, unit in next, units do
    if unit[2] and not unit_at(unit[2], q.at) then
      return false, unit[2], nil, { field = unit[1] }
    end
  end
  return true
end, quiet = true }
local unit_known = { "unit", "-", "unit_unknown", "there is no such unit", function(q)
  return unit_at(q.unit, q.at) ~= nil, q.unit, nil, { field = "unit" }
end, quiet = true }

-- A document as its first event tells it.
local function begin(d, q, stage)
  for _, key in ipairs { "title", "maker", "joint" } do d[key] = q[key] end
  d.stage, d.drafter = stage, q.drafter or q.maker
  d.level, d.provisional = level_of(unit_at(q.maker, q.at).category), q.provisional
  if d.provisional == nil then
    d.provisional = string.contains(q.title, "暂行") or string.contains(q.title, "试行")
  end
  for _, list in ipairs { "issues", "asked", "away", "triggers" } do d[list] = {} end
  d.prepared, d.interpretations = {}, 0
end

local making = {}
making.open = {
  rules = { units_known, makers,
    { "drafter", "第十三条", "drafter_missing", "name the drafting department", function(q)
      return level_of(unit_at(q.maker, q.at).category) ~= "district" or q.drafter ~= nil
    end },
    { "ground", "第七条", "no_ground", "there is no need for it", function(q)
      return #q.grounds > 0, #q.grounds
    end },
    { "replaced", "-", "doc_unknown", "there is no such document", function(q)
      return not q.replaces or documents:find(q.replaces, q.at) ~= nil, nil, nil,
        { field = "replaces" }
    end, quiet = true } },
  act = function(d, q, s)
    begin(d, q, "drafting")
    d.grounds, d.traits, d.involves = q.grounds, q.traits, q.involves
    d.emergency, d.plan_item, d.replaces = q.emergency, q.plan_item, q.replaces
    if q.replaces then s.with = { volume = q.replaces } end
  end,
}
making.prepare = { rules = { in_drafting }, act = function(d, q)
  d.prepared[q.what] = q.result or "done"
end }
making.ask_unit = { rules = { in_drafting, unit_known }, act = function(d, q)
  d.asked[#d.asked + 1] = { unit = q.unit, on = q.at:date(), reply_by = q.reply_by }
end }
making.unit_reply = {
  rules = { { "asked", "-", "not_asked", "that unit was not asked", function(q, s)
    for _, one in ipairs(s.life.asked) do if one.unit == q.unit then return true end end
    return false
  end, quiet = true } },
  act = function(d, q)
    for _, one in ipairs(d.asked) do one.replied = one.replied or one.unit == q.unit end
  end,
}
making.submit = {
  rules = { step "submit", { "plan", "第十二条", "not_in_plan", "the year's plan doesn't have it",
    n.in_plan, soft = true } },
  act = function(d, q)
    d.stage, d.submitted, d.materials, d.paused = "in_review", q.at:date(), q.materials, nil
    return submission(d)
  end,
}
making["return"] = { rules = { step "review", not_paused }, act = function(d, q)
  if q.kind == "send_back" then d.stage = "drafting" else d.paused = q.at:date() end
  return {}, { { "第二十二条", "ground", q.ground } }
end }
making.resubmit = {
  rules = { { "paused", "-", "not_paused", "the review was not put off", function(_, s)
    return s.life.paused ~= nil
  end, quiet = true } },
  act = function(d, q)
    if d.paused < q.at:date() then
      d.away[#d.away + 1] = { from = d.paused + 1, to = q.at:date() }
    end
    d.paused, d.materials = nil, plus(d.materials, q.materials)
    return submission(d)
  end,
}
making.activity = { rules = { step "review" }, act = function(d, q)
  if q.from < d.submitted then notice:bad_input("from", "it was not submitted then") end
  d.away[#d.away + 1] = { from = q.from, to = q.to }
  return {}, { { "第二十三条", "activity", q.way } }
end }
making.comment_open = {
  rules = { step "review",
    { "open_matter", "第二十五条", "secret_matter", "the matter is secret by law", function(_, s)
      return not has(s.life.traits, "secret")
    end },
    { "closed", "-", "already_done", "the public is being asked already", function(_, s)
      return not s.life.comment_open
    end, quiet = true } },
  act = function(d, q) d.comment_open = q.at:date() end,
}
-- A rule on the days of public comment so far; `name` is the parameter of their least number.
local function asked_long(name, more)
  local rule = { "comment_days", "第二十五条", "comment_too_short", "the public had too few days",
    function(q, s)
      local days, least = q.at:date() - s.life.comment_open, p(name, s.life.comment_open)
      return days >= least, days, least, { value = days }
    end }
  for key, value in next, more or {} do rule[key] = value end
  return rule
end
making.comment_close = {
  rules = { { "open", "-", "comment_not_open", "the public is not being asked", function(_, s)
      return s.life.comment_open ~= nil
    end, quiet = true }, asked_long "comment.min_days",
    asked_long("comment.min_days_market", { soft = true, when = function(_, s)
      return notice:share(s.life.traits, "market_trait")
    end }) },
  act = function(d, q)
    local opened = d.comment_open
    d.away[#d.away + 1] = { from = opened, to = q.at:date() }
    d.comment_open, d.commented = nil, true
    return { days = q.at:date() - opened }
  end,
}
making.coordinate = { rules = { step "review" }, act = function(d, q)
  d.disputed = not q.settled
  return {}, { { "第二十七条", "settled", q.settled } }
end }
making.review = {
  rules = { step "review", not_paused,
    { "opinion", "第二十八条", "opinion_incomplete", "the opinion lacks a part", function(q)
      return #q.opinion == #notice.types.opinion_part.values, #q.opinion
    end },
    { "content", "第二十条", "unresolved_findings", "what was found wrong still stands", function(q)
      local first = (q.findings or {})[1]
      return first == nil, first, nil, { cite = first and review_cite(first) }
    end, when = not_refusing },
    { "gaps", "-", "materials_missing", "something that the draft needs is missing", first_gap,
      when = eased, quiet = true },
    { "comment_over", "第二十五条", "comment_running", "the public is still being asked",
      function(_, s) return not s.life.comment_open end, when = eased },
    { "comment", "第二十五条", "comment_missing", "the public was not asked", function(_, s)
      return s.life.commented or has(s.life.traits, "secret")
    end, when = eased },
    { "dispute", "第二十七条", "dispute_not_reported", "a dispute goes to the government",
      function(q, s) return not s.life.disputed or q.dispute_reported end, when = not_refusing },
    { "review_days", "第二十六条", "review_too_short", "the review took too few working days",
      function(q, s)
        local days = counted_workdays(s.life, q.at:date())
        local least = p("review.min_workdays", s.life.submitted)
        return days >= least, days, least, { value = days }
      end, when = function(q, s) return not_refusing(q) and not s.life.emergency end,
      soft = true } },
  act = function(d, q, s)
    local days, complete = counted_workdays(d, q.at:date())
    d.stage = q.result == "not_passed" and "drafting" or "reviewed"
    if urgent(d) and d.stage == "reviewed" then
      s.warnings = s.warnings or {}
      for _, gap in ipairs(gaps_of(d)) do s.warnings[#s.warnings + 1] = gap end
    end
    for _, one in ipairs(d.asked) do one.replied = true end
    return { counted_workdays = days, calendar_complete = complete }
  end,
}
making.deliberate = { rules = { step "deliberate" }, act = function(d, q)
  d.stage = q.passed and "approved" or "drafting"
  return {}, { { "第二十九条", "passed", q.passed } }
end }
making.sign = { rules = { step "sign" }, act = function(d, q)
  local direct = d.stage == "reviewed"
  d.stage = "signed"
  return {}, { { direct and "第三十一条" or "第二十九条", "signer", q.signer } }
end }

n.events, n.begin, n.units_known = making, begin, units_known
