-- SPDX-License-Identifier: MIT
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
