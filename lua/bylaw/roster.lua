-- roster: a list whose members join and leave, with its history.

local Roster = {}
Roster.__index = Roster

function kit.roster(name)
  return setmetatable({ name = kit.expect("a roster's name", name, "string") }, Roster)
end

-- { active, since, last_at, reason, kind, facts } as everything recorded left it, or nil.
function Roster:find(id) return core.member(self.name, id) end
function Roster:active_at(id, at) return core.active_at(self.name, id, at) end
-- How many members other than `id` ever joined as `kind`.
function Roster:joined_as(kind, id) return core.joined_as(self.name, kind, id) end
function Roster:join(at, id, kind, its_facts) core.join(at, self.name, id, kind, its_facts) end
function Roster:leave(at, id, reason) core.leave(at, self.name, id, reason) end
-- Another event about a member.
function Roster:touch(at, id) core.touch(at, self.name, id) end
-- Whether `id` itself ever joined as `kind`.
function Roster:was(id, kind)
  return core.joined_as(self.name, kind, "") > core.joined_as(self.name, kind, id)
end

-- Rules that refuse an unknown member, and an event before the member's last; both look at what
-- `field` of the facts given holds.
function Roster.known_rule(_, field, cite, refusal)
  return { "known", cite, refusal, "there is no such " .. field,
    function(_, s) return s[field] ~= nil end }
end
function Roster.in_time_rule(_, field)
  return { "order_of_time", "-", "time_conflict",
    "a later event about this " .. field .. " is on record",
    function(q, s) return not s[field] or q.at >= s[field].last_at, q.at end, quiet = true }
end
