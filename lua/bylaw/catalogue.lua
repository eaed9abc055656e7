-- SPDX-License-Identifier: MIT
-- catalogue: lists that are published in versions, one list a volume, kept in a chronicle. What is
-- decided waits until it is published; a version holds from the day of its publication on.
--
--   local catalogue = notice:catalogue { seed = function() return {
--     { volume = 2021, published = date, number = text, remove = { { item = id, ... } },
--       add = { { item = id, ... } } }, ... } end }
--
-- The seed is what the text itself says was published, as if each version had been decided and
-- published when its day began.
--
--   local list = catalogue:list(2021, q.at)     as of a moment; without one, of all recorded
--   list.version, list.number, list.published   of the last version; 0, nil, nil before the first
--   list.listed                                 its entries: what remained, then what was added
--   list.remove, list.add                       entries decided on and not yet published, in order
--   list.decided_at, list.last_at               of the first such decision; of the last event
--   list:of(id)                                 an entry, or nil
--   list:changes(day)                           what was removed and added since then, by the ids:
--                                               { item, reason, detail, published }
--
-- An entry is { id, volume, state, facts, leaving, listed, removed, history, noted, last_at }. It
-- is proposed, listed or removed; `facts` are those it was added with, `leaving` those of its
-- removal. `listed` and `removed` tell { on = date, version }. Whatever else is noted of it, by
-- name, is in `noted`, and all of it in `history`.
--
-- Two rules for functions that were given { list = } or { entry = }: catalogue.known, the entry is
-- there, and catalogue.in_order, nothing later is on record of it.

local Catalogue, List = {}, {}
Catalogue.__index, List.__index = Catalogue, List

local ENTRY, LIST = "entry", "list"

function kit.catalogue(decl)
  kit.only("a catalogue", decl, kit.known { "seed" })
  kit.expect("a catalogue's seed", decl.seed, "function")
  return setmetatable({ chronicle = kit.chronicle(), seed = decl.seed }, Catalogue)
end

Catalogue.known = { "known", "-", "item_unknown", "there is no such item",
  function(q, s) return s.entry ~= nil, q.item, nil, { field = "item" } end, quiet = true }

Catalogue.in_order = { "order_of_time", "-", "time_order", "a later event is on record",
  function(q, s)
    local last = (s.entry or s.list or {}).last_at
    return last == nil or q.at >= last, q.at, last
  end, quiet = true }

local function tell(entry, event, more)
  local told = { event = event.name, on = event.at:date() }
  for key, value in next, more do told[key] = value end
  entry.history[#entry.history + 1] = told
  return told
end

local apply = {}

function apply.added(list, event)
  local entry = { id = event.id, volume = list.volume, state = "proposed", facts = event.facts,
    history = {}, noted = {}, last_at = event.at }
  list.by_id[event.id] = entry
  list.add[#list.add + 1] = entry
end

function apply.dropped(list, event)
  local entry = list.by_id[event.id]
  entry.leaving, entry.last_at = event.facts, event.at
  list.remove[#list.remove + 1] = entry
end

function apply.decided(list, event)
  list.decided_at = list.decided_at or event.at
end

function apply.published(list, event)
  list.version, list.number = list.version + 1, event.facts.number
  list.published = event.at:date()
  list.numbers[#list.numbers + 1] = list.number
  local version, stays = { version = list.version }, {}
  for _, entry in ipairs(list.remove) do
    entry.state, entry.last_at = "removed", event.at
    entry.removed = tell(entry, { name = "removed", at = event.at }, version)
    entry.removed.reason, entry.removed.detail = entry.leaving.reason, entry.leaving.detail
  end
  for _, entry in ipairs(list.add) do
    entry.state, entry.last_at = "listed", event.at
    entry.listed = tell(entry, { name = "listed", at = event.at }, version)
    entry.listed.reason = entry.facts.reason
  end
  for _, entries in ipairs { list.listed, list.add } do
    for _, entry in ipairs(entries) do
      if entry.state == "listed" then stays[#stays + 1] = entry end
    end
  end
  list.listed, list.remove, list.add, list.decided_at = stays, {}, {}, nil
end

local function note(list, event)
  local entry = list.by_id[event.id]
  entry.noted[event.name], entry.last_at = tell(entry, event, event.facts), event.at
end

-- The events of the seed, of those volumes that `wanted` holds.
local function seed_events(self, wanted)
  local events = {}
  local function add(at, volume, name, id, its_facts)
    events[#events + 1] = { at = at, volume = volume, name = name, id = id, facts = its_facts }
  end
  for _, version in ipairs(self.seed()) do
    if wanted(version.volume) then
      local at = version.published:start()
      for _, gone in ipairs(version.remove or {}) do
        add(at, version.volume, "dropped", gone.item, gone)
      end
      for _, new in ipairs(version.add or {}) do add(at, version.volume, "added", new.item, new) end
      add(at, version.volume, "published", nil, { number = version.number })
    end
  end
  return events
end

function Catalogue:list(volume, at)
  local list = setmetatable({ volume = volume, version = 0, numbers = {}, listed = {}, remove = {},
    add = {}, by_id = {} }, List)
  local seed = seed_events(self, function(other) return other == volume end)
  for _, events in ipairs { seed, self.chronicle:volume(tostring(volume), at) } do
    for _, event in ipairs(events) do
      if at == nil or event.at <= at then
        (apply[event.name] or note)(list, event)
        list.last_at = event.at
      end
    end
  end
  return list
end

-- The volumes that there are as of a moment, rising.
function Catalogue:volumes(at)
  local volumes, has = {}, {}
  local function add(volume, since)
    if has[volume] or (at and since > at) then return end
    has[volume], volumes[#volumes + 1] = true, volume
  end
  for _, version in ipairs(self.seed()) do add(version.volume, version.published:start()) end
  for _, first in ipairs(self.chronicle:firsts(LIST, at)) do
    add(math.tointeger(tonumber(first.id)), first.at)
  end
  table.sort(volumes)
  return volumes
end

-- An entry of any volume and the list that has it, as of a moment; nil when there is none.
function Catalogue:find(id, at)
  local volume
  for _, event in ipairs(seed_events(self, function() return true end)) do
    if event.id == id then volume = event.volume end
  end
  local first = not volume and self.chronicle:events(ENTRY, id, at)[1]
  if first then volume = math.tointeger(tonumber(first.volume)) end
  local list = volume and self:list(volume, at)
  return list and list.by_id[id], list
end

-- Whether a version of any volume has the number.
function Catalogue:has_number(number)
  for _, volume in ipairs(self:volumes()) do
    for _, other in next, self:list(volume).numbers do
      if other == number then return true end
    end
  end
  return false
end

local function record(self, at, kind, id, volume, name, its_facts)
  self.chronicle:record(at, kind, id, name, its_facts, { volume = tostring(volume) })
end

-- Decides to remove and to add: lists of facts, each with its `item`.
function Catalogue:decide(at, volume, remove, add, its_facts)
  record(self, at, LIST, tostring(volume), volume, "decided", its_facts)
  for _, gone in ipairs(remove) do record(self, at, ENTRY, gone.item, volume, "dropped", gone) end
  for _, new in ipairs(add) do record(self, at, ENTRY, new.item, volume, "added", new) end
end

function Catalogue:publish(at, volume, number)
  record(self, at, LIST, tostring(volume), volume, "published", { number = number })
end

function Catalogue:note(at, entry, name, its_facts)
  record(self, at, ENTRY, entry.id, entry.volume, name, its_facts)
end

function List:of(id) return self.by_id[id] end

local function was_listed(entry, day)
  return entry.listed ~= nil and entry.listed.on <= day
    and (entry.removed == nil or entry.removed.on > day)
end

function List:changes(since)
  local removed, added = {}, {}
  for id, entry in next, self.by_id do
    local before, now = was_listed(entry, since), entry.state == "listed"
    if before and not now then
      removed[#removed + 1] = { item = id, reason = entry.leaving.reason,
        detail = entry.leaving.detail, published = entry.removed.on }
    elseif now and not before then
      added[#added + 1] = { item = id, reason = entry.facts.reason, published = entry.listed.on }
    end
  end
  for _, told in ipairs { removed, added } do
    table.sort(told, function(a, b) return a.item < b.item end)
  end
  return { removed = removed, added = added }
end

-- The ids of entries, in their order.
local function ids(entries)
  local list = {}
  for i, entry in ipairs(entries) do list[i] = entry.id end
  return list
end

-- What is decided and not published, { remove = ids, add = ids }.
function List:pending()
  return { remove = ids(self.remove), add = ids(self.add) }
end
