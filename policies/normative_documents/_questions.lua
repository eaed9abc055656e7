-- SPDX-License-Identifier: MIT
-- What can be asked of one document: where it stands, and what comes next.

local n = ...
local notice, p, periods, chronicle = n.notice, n.p, n.periods, n.chronicle
local documents, district, urgent, unit_at = n.documents, n.district, n.urgent, n.unit_at

local function codes_of(list)
  local codes = {}
  for i, one in ipairs(list) do codes[i] = one.code end
  return codes
end

-- What stands against the next step whatever its fields are, in the order of its rules.
local blocks = {}
function blocks.submit(d, at) return n.planned(d, at) and {} or { "not_in_plan" } end
function blocks.review(d, at)
  local codes, day = d.paused and { "review_paused" } or {}, at:date()
  if not urgent(d) then
    table.move(codes_of(n.gaps_of(d)), 1, 7, #codes + 1, codes)
    if d.comment_open then codes[#codes + 1] = "comment_running" end
    if not d.commented and not n.has(d.traits, "secret") then
      codes[#codes + 1] = "comment_missing"
    end
  end
  if not d.emergency and n.counted_workdays(d, day) < p("review.min_workdays", d.submitted) then
    codes[#codes + 1] = "review_too_short"
  end
  return codes
end
function blocks.register(d, at)
  return unit_at(d.maker, at).code and {} or { "unit_code_missing" }
end
function blocks.publish(d, at)
  local gap = n.gap_to_effect(d, at:date())
  if gap < 0 then return { "retroactive" } end
  return gap < p("effect.min_gap_days", at:date()) and { "gap_too_short" } or {}
end
function blocks.filing_review(d)
  return n.filing_complete(d) and {} or { "filing_materials_missing" }
end

local by_stage = { drafting = "submit", in_review = "review", reviewed = "deliberate",
  approved = "sign", signed = "register", registered = "publish" }
local by_filing = { none = "file", partly_sent = "file", received = "filing_review",
  corrected = "filing_review", rectified = "filing_review", deferred = "filing_correct",
  refused = "rectify" }
local function next_event(d)
  if d.stage == "published" then return by_filing[n.issue_of(d).filing.state] end
  return d.stage == "reviewed" and urgent(d) and "sign" or by_stage[d.stage]
end

local function filers(d)
  return district(d) and { "district_office", "justice_bureau" } or { d.maker }
end
local function owners(d, event)
  if event == "file" then return filers(d) end
  if event == "filing_review" then return { "justice_bureau" } end
  if event == "review" then return { district(d) and "justice_bureau" or "maker_review_body" } end
  if event == "deliberate" or event == "sign" then
    return { district(d) and "district_government" or d.maker }
  end
  return { (event == "filing_correct" or event == "rectify") and d.maker or d.drafter }
end

-- The last day of what a filing waits for.
local function filing_by(d)
  local filing = n.issue_of(d).filing
  if filing.state == "none" or filing.state == "partly_sent" then return n.file_by(d) end
  if filing.state == "received" then
    return periods.filing_review({ from = filing.received }).date
  end
  return filing.correct_by
end

-- The document that replaces another: of those published as of then, the first.
local function successor(id, at)
  for _, opened in ipairs(chronicle:volume(id, at)) do
    local last = opened.kind == "doc" and chronicle:last("doc", opened.id, at)
    if last and #last.facts.issues > 0 then return opened.id, last.facts end
  end
end

local standing_cites = { none = "第三十六条", invalid = "第三十二条", repealed = "第五十二条",
  declared_lapsed = "第五十二条", in_force = "第四十六条", pending = "第四十六条",
  expired = "第四十六条" }

-- 第四十八条: what makes an evaluation due, in the article's order; (二) comes by itself.
notice:codes [[
  any_trigger  upper_changed, expiring 有效期将满, public_opinions, deputies, court, maker_or_bureau
]]
local function open_triggers(d, day)
  local open, issue, raised = {}, n.issue_of(d), {}
  if issue == nil or n.end_of(d, day) then return open end
  for _, one in ipairs(d.triggers) do
    raised[one.trigger] = raised[one.trigger] or { trigger = one.trigger, from = one.on }
  end
  local window = issue.expires and periods.evaluation({ from = issue.expires })
  if window and day >= window.first and d.evaluated_before_end ~= #d.issues then
    raised.expiring = { trigger = "expiring", from = window.first, by = window.last }
  end
  for _, trigger in ipairs(notice.types.any_trigger.values) do open[#open + 1] = raised[trigger] end
  return open
end

notice:reads "status" {
  label = "文件状态", fields = "doc* text 1..64",
  given = function(q)
    local last = chronicle:last("doc", q.doc, q.at)
    return { life = last and last.facts }
  end,
  rules = { { "known", "-", "doc_unknown", "there is no such document", function(_, s)
    return s.life ~= nil
  end, quiet = true } },
  answers = [[doc title level maker drafter stage paused standing usable number published effective
    expires filing{state by late} open_triggers[] interpretations replaced_by
    next{event owner[] blocked_by[]}]],
  act = function(q, s)
    local d, day = s.life, q.at:date()
    local issue, standing, event = n.issue_of(d), documents.standing(d, day), next_event(d)
    local latest, triggers = d.pending or issue or {}, {}
    for i, one in ipairs(open_triggers(d, day)) do triggers[i] = one.trigger end
    local filing = issue and issue.filing or { state = "none" }
    return { doc = q.doc, title = d.title, level = d.level, maker = d.maker, drafter = d.drafter,
      stage = d.stage, paused = d.paused ~= nil, standing = standing,
      usable = standing == "in_force", number = latest.number, published = latest.published,
      effective = latest.effective, expires = latest.expires,
      filing = { state = filing.state, by = issue and filing_by(d), late = filing.late },
      open_triggers = triggers, interpretations = d.interpretations,
      replaced_by = (successor(q.doc, q.at)),
      next = event and { event = event, owner = owners(d, event),
        blocked_by = blocks[event] and blocks[event](d, q.at) or {} } },
      { { standing_cites[standing], "standing", standing } }
  end,
}
n.open_triggers, n.successor, n.filers = open_triggers, successor, filers
