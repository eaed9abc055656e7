-- SPDX-License-Identifier: MIT
-- Words for how a document stands.
--
-- What is known of a document is kept as the facts of its events: its stage; `issues`, each time it
-- was published, and `pending`, what is registered and not published yet; who was asked, the days
-- `away` from review, what makes its evaluation due, how it ended.

local n = ...
local notice, periods = n.notice, n.periods
local documents, missing_papers = n.documents, n.missing_papers

local function urgent(d)
  return d.emergency ~= nil and notice:place("urgent", d.emergency) ~= nil
end
local function district(d) return d.level == "district" end
local function issue_of(d) return d.issues[#d.issues] end
local function has(list, value) return notice:place(list, value) ~= nil end
local function plus(list, more)
  local all = {}
  for _, part in ipairs { list or {}, more or {} } do
    for _, value in ipairs(part) do if not has(all, value) then all[#all + 1] = value end end
  end
  return all
end
local function warning(code, cite) return { code = code, cite = cite } end

-- 第十八条, 第二十九条-第三十二条: the earliest step that is missing before one that needs a stage.
local needs = { submit = 1, review = 2, deliberate = 3, sign = 4, register = 5, publish = 6 }
local function missing_step(d, place)
  local now = notice:place("stage", d.stage)
  if now > place then return "already_done", "-", "that has been done" end
  if place == 2 and now < 2 then return "not_submitted", "第十八条", "it was not submitted" end
  if place > 2 and now < 3 then return "review_missing", "第三十条", "it was not reviewed" end
  if place > 3 and now < 4 and not urgent(d) then
    return "deliberation_missing", "第三十条", "no meeting has passed it"
  end
  if place > 4 and now < 5 then return "not_signed", "第二十九条", "it was not signed" end
  if place > 5 and now < 6 then return "not_registered", "第三十二条", "it has no number" end
end

-- 第四十九条: what was evaluated and is to continue may be registered again.
local function renewable(d)
  local last = d.evaluated
  return d.stage == "published" and last ~= nil and last.conclusion == "continue"
    and last.issue == #d.issues
end
local function step(event)
  return { "order", "-", "already_done", "that has been done", function(_, s)
    if event == "register" and renewable(s.life) then return true end
    local code, cite, message = missing_step(s.life, needs[event])
    return code == nil, s.life.stage, nil, { code = code, cite = cite, message = message }
  end, quiet = true }
end
local published_once = { "published_once", "第三十六条", "not_published", "it was never published",
  function(_, s) return #s.life.issues > 0 end, quiet = true }
local in_drafting = { "stage", "-", "wrong_stage", "drafting and review are over", function(_, s)
  return s.life.stage == "drafting" or s.life.stage == "in_review", s.life.stage
end, quiet = true }
local ended_states = { repealed = "第五十二条", declared_lapsed = "第五十二条", expired = "第四十六条" }
local function end_of(d, day) return ended_states[documents.standing(d, day)] end
local not_ended = { "not_ended", "第五十二条", "document_ended", "it holds no more", function(q, s)
  local cite = end_of(s.life, q.at:date())
  return cite == nil or #s.life.issues == 0, nil, nil, { cite = cite or "第五十二条" }
end, quiet = true }
local not_paused = { "under_way", "第二十二条", "review_paused", "the review is put off",
  function(_, s) return not s.life.paused end, quiet = true }

-- 第十四条-第二十一条: what a draft lacks, in order.
local function gaps_of(d)
  local gaps = {}
  local function gap(code, cite, there)
    if there then gaps[#gaps + 1] = warning(code, cite) end
  end
  local done = d.prepared
  gap("assessment_missing", "第十五条", notice:share(d.traits, "assessment_trait")
    and not done.assessment)
  gap("hearing_missing", "第十六条", notice:share(d.traits, "hearing_trait") and not done.hearing)
  gap("business_not_heard", "第十六条", has(d.traits, "business_interest")
    and not done.business_opinions)
  local asked, unasked = {}, false
  for _, one in ipairs(d.asked) do asked[one.unit] = true end
  for _, unit in ipairs(d.involves or {}) do unasked = unasked or not asked[unit] end
  gap("units_not_consulted", "第十七条", unasked)
  gap("fair_competition_missing", "第二十一条", has(d.traits, "market_activity")
    and done.fair_competition ~= "conforms")
  gap("trade_compliance_missing", "第二十一条", has(d.traits, "trade")
    and done.trade_compliance ~= "conforms")
  gap("materials_missing", "第十九条", #missing_papers(d) > 0)
  return gaps
end
local function submission(d)
  local answer = { gaps = {}, missing = {}, return_grounds = {} }
  for i, gap in ipairs(gaps_of(d)) do
    answer.gaps[i] = gap.code
    local ground = gap.code == "materials_missing" and "materials_incomplete"
      or gap.code == "units_not_consulted" and gap.code
    if ground then answer.return_grounds[#answer.return_grounds + 1] = ground end
  end
  for i, paper in ipairs(missing_papers(d)) do answer.missing[i] = paper.value end
  return answer
end

-- 第十一条, 第十二条: whether a document stands in the plan issued for the year.
local function planned(d, at)
  if not district(d) or urgent(d) then return true end
  for _, item in ipairs(n.plan_of(at:date().year, at)) do
    if item.item == d.plan_item then return true end
  end
  return false
end
local function in_plan(q, s) return planned(s.life, q.at), s.life.plan_item end

-- 第二十六条: working days since submission, without those on which no review went on.
local function counted_workdays(d, day)
  local spans = plus({}, {})
  for i, span in ipairs(d.away) do spans[i] = span end
  if d.comment_open then spans[#spans + 1] = { from = d.comment_open, to = day } end
  if d.paused and d.paused < day then spans[#spans + 1] = { from = d.paused + 1, to = day } end
  return periods.counted(d.submitted, day, spans)
end

-- 第四十六条: what stands against publishing on a day.
local function gap_to_effect(d, day) return d.pending.effective - day end

for name, word in next, { urgent = urgent, district = district, issue_of = issue_of, has = has,
  plus = plus, warning = warning, renewable = renewable, step = step, in_plan = in_plan,
  planned = planned,
  published_once = published_once, in_drafting = in_drafting, end_of = end_of,
  not_ended = not_ended, not_paused = not_paused, gaps_of = gaps_of, submission = submission,
  counted_workdays = counted_workdays, gap_to_effect = gap_to_effect } do n[name] = word end
