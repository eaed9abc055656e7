-- SPDX-License-Identifier: MIT
-- statement: what is told of a thing and may be told again: the one told last counts, whatever
-- moment it carries, and those before stay its history.
--
--   local told = notice:statements(chronicle)
--   told:tell(q.at, "measure", "f11", "2022-12-31", { value = v })
--   told:known("measure", "f11", "2022-12-31")     the facts told last, or nil
--   told:history("measure", "f11", "2022-12-31")   all of them, in the order they were told
--   told:all("measure", "f11")                     the facts told last of each point, by the points
--   told:everything("task", "all")                 those before as well
--   told:as_of("task", "all", day)                 facts with an `on`: by point, the latest one
--
-- A thing has a kind and an id; its `point`, a text that its facts get too, tells apart what can be
-- told of it: a day, a year, a unit.

local Statements = {}
Statements.__index = Statements

function kit.statements(chronicle)
  return setmetatable({ chronicle = chronicle }, Statements)
end

local function subject(id, point) return id .. " " .. point end

local function by_turn(a, b) return a.turn < b.turn end

function Statements:history(kind, id, point)
  local list = {}
  for i, event in ipairs(self.chronicle:events(kind, subject(id, point))) do
    list[i] = event.facts
  end
  table.sort(list, by_turn)
  return list
end

function Statements:known(kind, id, point)
  local list = self:history(kind, id, point)
  return list[#list]
end

function Statements:tell(at, kind, id, point, facts)
  local known, kept = self:known(kind, id, point), {}
  for key, value in next, facts do kept[key] = value end
  kept.point, kept.turn = point, (known and known.turn or 0) + 1
  self.chronicle:record(at, kind, subject(id, point), "told", kept, { volume = kind .. " " .. id })
end

-- All that was told of an id, by the points, of one point in the order it was told.
function Statements:everything(kind, id)
  local list = {}
  for i, event in ipairs(self.chronicle:volume(kind .. " " .. id)) do list[i] = event.facts end
  table.sort(list, function(a, b)
    if a.point ~= b.point then return a.point < b.point end
    return by_turn(a, b)
  end)
  return list
end

function Statements:all(kind, id)
  local list, everything = {}, self:everything(kind, id)
  for i, facts in ipairs(everything) do
    local next_one = everything[i + 1]
    if not next_one or next_one.point ~= facts.point then list[#list + 1] = facts end
  end
  return list
end

-- How each point stood on a day: of the facts with an `on` up to it the latest, by their points.
function Statements:as_of(kind, id, day)
  local latest = {}
  for _, facts in ipairs(self:everything(kind, id)) do
    local before = latest[facts.point]
    if facts.on <= day and (not before or facts.on >= before.on) then
      latest[facts.point] = facts
    end
  end
  return latest
end
