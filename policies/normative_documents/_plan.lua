-- SPDX-License-Identifier: MIT
-- The yearly plan: what units report that they want to make, and what is issued for the year.

local n = ...
local notice, chronicle, periods, unit_at = n.notice, n.chronicle, n.periods, n.unit_at

notice:codes [[
  plan_action  report 报送计划, issue 印发计划
  timing       early 提前, on_time 按时, late 逾期
]]

-- 第十条: what is told of each document.
local told = { "name", "guiding_idea", "basis", "main_content", "issuer", "submit_on" }
notice:record("report_item", [[
  name, guiding_idea, basis, main_content, issuer  text
  submit_on  date
]])
notice:record("plan_item", [[
  item*       text 1..64
  name*       text
  drafter*    text 1..64
  submit_on   date
]])

-- The items of a year's plan as of a moment; without one, of all that is recorded.
local function plan_of(year, at)
  local items = {}
  for _, event in ipairs(chronicle:events("plan", tostring(year), at)) do
    table.move(event.facts.items, 1, #event.facts.items, #items + 1, items)
  end
  return items
end
local function report_kind(year) return "plan_report_" .. year end

local function whole_items(q)
  for i, item in ipairs(q.items) do
    for _, key in ipairs(told) do
      if item[key] == nil or (key ~= "submit_on" and not notice:says(item[key])) then
        return false, nil, nil, { field = "items[" .. i .. "]." .. key }
      end
    end
  end
  return true, #q.items
end
local function new_items(q)
  local there = {}
  for _, item in ipairs(plan_of(q.year)) do there[item.item] = true end
  for i, item in ipairs(q.items) do
    if there[item.item] then
      return false, item.item, nil, { field = "items[" .. i .. "].item" }
    end
  end
  return true
end

notice:changes "plan" {
  label = "年度计划",
  fields = [[
    action*   plan_action
    year*     count 2..9998
    unit*     text 1..64 for action report
    items*    list of report_item for action report
    items*    list of plan_item unique by item for action issue
    approved* bool for action issue
  ]],
  rules = {
    { "unit", "-", "unit_unknown", "there is no such unit", function(q)
      return unit_at(q.unit, q.at) ~= nil, q.unit, nil, { field = "unit" }
    end, when = "action == report", quiet = true },
    { "items", "第十条", "plan_item_incomplete", "an item lacks something", whole_items,
      when = "action == report" },
    { "approved", "第十一条", "plan_not_approved", "the government has not approved it", "approved",
      when = "action == issue" },
    { "drafters", "-", "unit_unknown", "there is no such unit", function(q)
      for i, item in ipairs(q.items) do
        if not unit_at(item.drafter, q.at) then
          return false, item.drafter, nil, { field = "items[" .. i .. "].drafter" }
        end
      end
      return true
    end, when = "action == issue", quiet = true },
    { "new", "-", "item_exists", "the year's plan has it already", new_items,
      when = "action == issue", quiet = true } },
  answers = "timing? count?",
  act = function(q)
    if q.action == "issue" then
      local items = {}
      for i, item in ipairs(q.items) do
        items[i] = { item = item.item, name = item.name, drafter = item.drafter,
          submit_on = item.submit_on }
      end
      chronicle:record(q.at, "plan", tostring(q.year), "issued", { items = items })
      return { count = #plan_of(q.year, q.at) }
    end
    local items = {}
    for i, item in ipairs(q.items) do
      items[i] = {}
      for _, key in ipairs(told) do items[i][key] = item[key] end
    end
    chronicle:record(q.at, report_kind(q.year), q.unit, "reported", { items = items })
    local window, day = periods.plan_report { year = q.year }, q.at:date()
    local timing = day < window.first and "early" or day > window.last and "late" or "on_time"
    return { timing = timing }, { { "第十条", "plan_report", day, window.last } }
  end,
}
n.report_kind, n.plan_of = report_kind, plan_of
