-- SPDX-License-Identifier: MIT
-- What the register knows: enterprises and items, each with its events. An event belongs to its own
-- day, however late it is recorded, so that a day asked about sees what was dated by then; what is
-- recorded next counts everything.
--
-- The kind "enterprise" has the events enterprise, enterprise_end and report; the kind "item" has
-- financing, guarantee or loan, then those of its life. An item's events carry its enterprise and
-- what it began as, and are gathered by their enterprise.

local n = ...
local notice = n.notice
local chronicle = notice:chronicle()

-- Days before this one all lie before every period of the measures.
local earliest = date "1900-01-01"
local function moment_of(day) return at_least(day, earliest):start() end

local function record(day, kind, id, name, facts, more)
  facts.on = day
  chronicle:record(moment_of(day), kind, id, name, facts, more)
end

-- Enterprises

-- What is known of an enterprise up to a moment, { id, level, since, ended, reported }, or nil.
local function enterprise(id, at)
  local known
  for _, event in ipairs(chronicle:events("enterprise", id, at)) do
    if event.name == "enterprise" then
      known = { id = id, level = event.facts.level, since = event.facts.on, reported = {} }
    elseif event.name == "enterprise_end" then
      known.ended = event.facts.on
    else
      known.reported[event.facts.duty .. " " .. event.facts.period] = true
    end
  end
  return known
end
-- The ids of those that were ever recorded, or the one that is asked for.
local function enterprises(only)
  local list = { only }
  for i, first in ipairs(only and {} or chronicle:firsts "enterprise") do list[i] = first.id end
  return list
end

-- Items

-- What is owed of an item: { duty, cite, stage, from, key }.
local function owe(known, event, duty, cite, stage)
  known.owed[#known.owed + 1] = { duty = duty, cite = cite, stage = stage, from = event.facts.on,
    key = event.facts.key }
end

local apply = {}
local function began(known, event)
  known.on, known.outstanding = event.facts.on, known.outstanding + event.facts.amount
  if event.facts.to_file then owe(known, event, "sasac_filing", "第二十条") end
end
local function reduced(known, event)
  known.outstanding = known.outstanding - event.facts.amount
end
apply.financing, apply.guarantee, apply.loan = began, began, began
apply.guarantee_release, apply.loan_repaid = reduced, reduced
function apply.financing_stage(known, event)
  known.stages[event.facts.stage] = true
  owe(known, event, "stage_report", "第十二条", event.facts.stage)
end
function apply.risk(known, event)
  local cite = known.began_as == "financing" and "第十四条" or "第二十二条"
  owe(known, event, "risk_report", cite)
end
function apply.report(known, event)
  for _, key in ipairs(event.facts.closes) do known.closed[key] = true end
end

-- An item as its events up to a moment leave it: what it began as and when, its enterprise, what is
-- outstanding, its stages, what is owed of it and which of that is closed; nil if nothing is known.
local function add_event(known, event)
  local of = event.facts
  known = known or { id = event.id, began_as = of.began_as, enterprise = of.enterprise,
    debtor = of.debtor, outstanding = yuan(0), stages = {}, owed = {}, closed = {}, count = 0 }
  known.count = known.count + 1
  apply[event.name](known, event)
  return known
end
local function item(id, at)
  local known
  for _, event in ipairs(chronicle:events("item", id, at)) do known = add_event(known, event) end
  return known
end
local function items_of(enterprise_id, at)
  local list, by_id = {}, {}
  for _, event in ipairs(chronicle:volume(enterprise_id, at)) do
    local known = by_id[event.id]
    by_id[event.id] = add_event(known, event)
    if not known then list[#list + 1] = by_id[event.id] end
  end
  return list
end

-- Records an event of an item, which `known` is unless it begins with it.
local function record_of_item(day, id, name, facts, known)
  facts.began_as, facts.enterprise = known and known.began_as or name,
    known and known.enterprise or facts.enterprise
  facts.debtor = known and known.debtor or facts.debtor
  facts.key = string.format("%d", known and known.count + 1 or 1)
  record(day, "item", id, name, facts, { volume = facts.enterprise })
end

-- Exposure

-- 第十七条: what a guarantor's guarantees for each debtor come to, by debtor: { outstanding, ever,
-- items }.
local function exposure(guarantor, at)
  local by_debtor = {}
  for _, event in ipairs(chronicle:volume(guarantor, at)) do
    local amount, debtor = event.facts.amount, event.facts.debtor
    if event.name == "guarantee" then
      local row = by_debtor[debtor] or { outstanding = yuan(0), ever = yuan(0), items = 0 }
      row.outstanding, row.ever = row.outstanding + amount, row.ever + amount
      row.items, by_debtor[debtor] = row.items + 1, row
    elseif event.name == "guarantee_release" then
      by_debtor[debtor].outstanding = by_debtor[debtor].outstanding - amount
    end
  end
  return by_debtor
end

-- Of one debtor, everything recorded.
local function outstanding(guarantor, debtor)
  local row = exposure(guarantor)[debtor]
  return row and row.outstanding or yuan(0)
end

n.register = { record = record, record_of_item = record_of_item, enterprise = enterprise,
  enterprises = enterprises, item = item, items_of = items_of, exposure = exposure,
  outstanding = outstanding }
