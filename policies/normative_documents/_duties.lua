-- SPDX-License-Identifier: MIT
-- What recurs: yearly reports, catalogues; and what is open or overdue on a day, and who owes it.

local n = ...
local notice, p, periods, chronicle = n.notice, n.p, n.periods, n.chronicle
local district, unit_at, issue_of = n.district, n.unit_at, n.issue_of

notice:codes [[
  recurring  annual_report, quarterly_catalogue 季度目录, cleanup_catalogue 清理目录
  duty       plan_report, unit_reply 回复意见, filing, filing_review, filing_correction,
             rectification 限期改正, gazette_publication 公报刊登, challenge_decision 处理审查申请,
             evaluation, act_on_evaluation 落实评估结论, amend 修改, replaced_document 被替代文件,
             cleanup_catalogue, quarterly_catalogue, annual_report
  duty_state open 未到期, overdue 已逾期
]]

-- 第四十三条: the days of a quarter, and the last one for its catalogue.
local function quarter_of(day)
  return (day.month - 1) // p("catalogue.months", day) + 1
end
local function quarter_end(year, quarter)
  local months = p "catalogue.months"
  return date(string.format("%04d-01-01", year)):add_months(months * quarter) - 1
end
local function catalogue_by(last)
  local days = p("catalogue.due_days", last)
  return days and notice:calendar(p "calendar.rest_days", p "calendar.work_days"):roll(last + days)
end
local function report_by(year)
  return periods.annual_report({ year = year }).date
end
local function year_end(year) return date(string.format("%04d-12-31", year)) end

local cites = { annual_report = "第五十五条", quarterly_catalogue = "第四十三条",
  cleanup_catalogue = "第五十三条" }
-- What is done is kept by what it is of.
local function kept_as(q)
  if q.duty == "annual_report" then return "annual_report_" .. q.year, q.unit end
  return q.duty, q.duty == "quarterly_catalogue" and q.year .. "/" .. q.quarter or "district"
end
local function last_done(q, at)
  local kind, id = kept_as(q)
  return chronicle:last(kind, id, at)
end

notice:changes "done" {
  label = "完成定期工作",
  fields = [[
    duty*     recurring
    unit*     text 1..64 for duty annual_report
    year*     count 2..9998 for duty annual_report|quarterly_catalogue
    quarter*  count 1..12 for duty quarterly_catalogue
  ]],
  check = function(q)
    if q.quarter and q.quarter * p "catalogue.months" > 12 then
      return "quarter", "the year has no such quarter"
    end
  end,
  rules = {
    { "unit", "-", "unit_unknown", "there is no such unit", function(q)
      return unit_at(q.unit, q.at) ~= nil, q.unit, nil, { field = "unit" }
    end, when = "duty == annual_report", quiet = true },
    { "period", "第五十五条", "period_not_over", "its time is not over yet", function(q)
      local last = q.quarter and quarter_end(q.year, q.quarter) or year_end(q.year)
      return q.at:date() > last, q.at:date(), last, { cite = cites[q.duty] }
    end, when = "duty ~= cleanup_catalogue", quiet = true },
    { "undone", "-", "already_done", "that has been done", function(q)
      return last_done(q) == nil
    end, when = "duty ~= cleanup_catalogue", quiet = true } },
  answers = "late",
  act = function(q)
    local kind, id = kept_as(q)
    local by = q.duty == "annual_report" and report_by(q.year)
      or q.duty == "quarterly_catalogue" and catalogue_by(quarter_end(q.year, q.quarter)) or nil
    chronicle:record(q.at, kind, id, "done", { duty = q.duty })
    return { late = by ~= nil and q.at:date() > by }, { { cites[q.duty], q.duty, q.at:date(), by } }
  end,
}

-- The duties of one document. `add` takes one of the kind of the same name.
local own = {}
local function filing_of(d) return issue_of(d) and issue_of(d).filing or {} end
function own.unit_reply(add, d)
  for _, one in ipairs(d.asked) do
    if not one.replied then
      add { unit = one.unit, owner = { one.unit }, from = one.on, by = one.reply_by,
        cite = "第二十四条" }
    end
  end
end
function own.filing(add, d)
  local state = filing_of(d).state
  if state == "none" or state == "partly_sent" then
    add { owner = n.filers(d), from = issue_of(d).published, by = n.file_by(d), cite = "第三十八条" }
  end
end
function own.filing_review(add, d)
  local filing = filing_of(d)
  if filing.state == "received" then
    add { owner = { "justice_bureau" }, from = filing.received, cite = "第四十条",
      by = periods.filing_review({ from = filing.received }).date }
  elseif filing.state == "corrected" or filing.state == "rectified" then
    add { owner = { "justice_bureau" }, from = filing.answered, cite = "第四十条" }
  end
end
local function of_maker(state, cite)
  return function(add, d)
    local filing = filing_of(d)
    if filing.state == state then
      add { owner = { d.maker }, from = filing.noticed, by = filing.correct_by, cite = cite }
    end
  end
end
own.filing_correction = of_maker("deferred", "第四十一条(二)")
own.rectification = of_maker("refused", "第四十一条(三)")
function own.gazette_publication(add, d)
  for _, issue in ipairs(d.issues) do
    if issue.gazette_owed then
      add { owner = { d.drafter }, from = issue.published, cite = "第三十六条" }
    end
  end
end
local points = { upper_changed = "一", expiring = "二", public_opinions = "三", deputies = "四",
  court = "五", maker_or_bureau = "六" }
function own.evaluation(add, d, day)
  for _, one in ipairs(n.open_triggers(d, day)) do
    add { trigger = one.trigger, owner = { d.drafter }, from = one.from, by = one.by,
      cite = "第四十八条(" .. points[one.trigger] .. ")" }
  end
end
-- 第四十九条: what was concluded is carried out.
function own.act_on_evaluation(add, d, day, at, id)
  local last = d.evaluated
  if not last or n.end_of(d, day) then return end
  local goes_on, decided = last.conclusion == "continue", d.cleanup or {}
  local done = decided.decision == last.conclusion and decided.on >= last.on
  if goes_on then done = #d.issues > last.issue end
  if last.conclusion == "amend" then done = n.successor(id, at) ~= nil end
  if not done then
    add { owner = { d.drafter }, from = last.on, cite = "第四十九条",
      by = goes_on and issue_of(d).expires or nil }
  end
end
function own.amend(add, d, day, at, id)
  if d.to_amend and not n.end_of(d, day) and not n.successor(id, at) then
    add { owner = { d.drafter }, from = d.to_amend, cite = "第五十一条" }
  end
end
function own.replaced_document(add, d, day, at, id)
  local _, other = n.successor(id, at)
  local from = other and other.issues[1].effective
  if from and from <= day and not n.end_of(d, day) then
    add { owner = { d.drafter }, from = from, cite = "第五十二条(五)" }
  end
end

-- Those that no single document has.
local common = {}
local function each_unit(at, by, f)
  for _, first in ipairs(chronicle:firsts("unit", at)) do
    local owes = notice:place("reporting_maker", unit_at(first.id, at).category)
    if owes and first.at:date() <= by then f(first.id) end
  end
end
local function each_year(day, f)
  for year = p("regulation.effective_on", day).year - 1, day.year + 1 do f(year) end
end
function common.plan_report(add, day, at)
  each_year(day, function(year)
    local window = periods.plan_report { year = year }
    if window.first > day or not n.in_life(window.first) then return end
    each_unit(at, window.last, function(unit)
      if chronicle:last(n.report_kind(year), unit, at) then return end
      add { unit = unit, year = year, owner = { unit }, from = window.first, by = window.last,
        cite = "第十条" }
    end)
  end)
end
function common.annual_report(add, day, at)
  each_year(day, function(year)
    local from, by = year_end(year) + 1, report_by(year)
    if from > day or not n.in_life(from) then return end
    each_unit(at, by, function(unit)
      if last_done({ duty = "annual_report", year = year, unit = unit }, at) then return end
      add { unit = unit, year = year, owner = { unit }, from = from, by = by, cite = "第五十五条" }
    end)
  end)
end
-- 第五十三条: every decision on a district's document belongs into a catalogue made after it.
function common.cleanup_catalogue(add, _, at, lives)
  local done, from = last_done({ duty = "cleanup_catalogue" }, at), nil
  for id, d in next, lives do
    for _, event in ipairs(d.cleanup and district(d) and chronicle:events("doc", id, at) or {}) do
      local covered = event.name ~= "cleanup" or done and done.at >= event.at
      if not covered and (from == nil or event.at:date() < from) then from = event.at:date() end
    end
  end
  if from then add { owner = { "district_government" }, from = from, cite = "第五十三条" } end
end
function common.quarterly_catalogue(add, day, at, lives)
  local told = {}
  local function tell(recorded)
    local q = { duty = "quarterly_catalogue", year = recorded.year, quarter = quarter_of(recorded) }
    local last, key = quarter_end(q.year, q.quarter), q.year .. "/" .. q.quarter
    if told[key] or last >= day or last_done(q, at) then return end
    told[key] = true
    add { year = q.year, quarter = q.quarter, owner = { "justice_bureau" }, from = last + 1,
      by = catalogue_by(last), cite = "第四十三条" }
  end
  for _, d in next, lives do
    for _, issue in ipairs(d.issues) do
      if issue.filing.recorded then tell(issue.filing.recorded) end
    end
  end
end

-- What is known of every document, or of one, by the ids.
local function lives_at(at, only)
  local lives = {}
  for _, first in ipairs(chronicle:firsts("doc", at)) do
    if only == nil or first.id == only then
      lives[first.id] = chronicle:last("doc", first.id, at).facts
    end
  end
  return lives
end
n.lives_at = lives_at

local function add_challenges(add, at, lives)
  for _, first in ipairs(chronicle:firsts("challenge", at)) do
    local challenge, d = n.challenge_of(first.id, at), lives[first.facts.doc]
    if d and not challenge.decided then
      add { challenge = first.id, doc = challenge.doc, from = challenge.accepted,
        by = challenge.by, owner = { challenge.to == "maker" and d.maker or "justice_bureau" },
        cite = "第四十五条" }
    end
  end
end

notice:reads "due" {
  label = "待办", fields = "owner text 1..64\ndoc text 1..64",
  answers = "items[duty doc? unit? challenge? trigger? year? quarter? owner[] from by state "
    .. "days_left cite]",
  act = function(q)
    local duties, day, lives = {}, q.at:date(), lives_at(q.at, q.doc)
    local function adder(row, name, doc)
      return function(duty)
        if q.owner and not n.has(duty.owner, q.owner) then return end
        duty.duty, duty.row, duty.place, duty.doc = name, row, #duties, duty.doc or doc
        duties[#duties + 1] = duty
      end
    end
    for row, name in ipairs(notice.types.duty.values) do
      if own[name] then
        for id, d in next, lives do own[name](adder(row, name, id), d, day, q.at, id) end
      elseif common[name] and not q.doc then
        common[name](adder(row, name), day, q.at, lives)
      elseif name == "challenge_decision" then
        add_challenges(adder(row, name), q.at, lives)
      end
    end
    local items, reasons = notice:due(day, duties, { "row", "doc", "unit", "challenge", "place" })
    for _, item in ipairs(items) do item.row, item.place = nil, nil end
    return { items = items }, reasons
  end,
}

notice:schedule { { "duties", "every working day at 08:00", "due", {}, cite = "-" } }
