-- SPDX-License-Identifier: MIT
-- chronicle: what happened to the subjects of a notice, each event with its moment and facts.
--
--   local chronicle = notice:chronicle()
--   chronicle:record(q.at, "doc", "D7", "opened", { stage = "drafting" }, { volume = "2022" })
--   chronicle:events("doc", "D7", q.at)        of one subject, up to a moment
--   chronicle:last("doc", "D7", q.at)          its last one, or nil
--   chronicle:firsts("doc", q.at)              the first one of every subject of the kind
--   chronicle:volume("2022", q.at)             of a volume, which several subjects share
--   chronicle:last_of_volume("2022", q.at)     its last one, or nil
--
-- Events are { kind, id, name, at, volume, facts, series, year, serial }, in order of time; without
-- a moment everything recorded is read. Facts come back as they were given, exact values too.
--
-- A number is given out with its event, { series = "001", year = 2022, serial = n }, where n is
-- chronicle:next_serial("001", 2022); no serial is given out twice.
--
-- notice:chronicle "another" reads what another notice recorded in the same register.
--
-- Functions that read in a notice with a chronicle of its own answer as of the moment asked: what
-- was recorded for later is not known yet.

local Chronicle = {}
Chronicle.__index = Chronicle

local parts = kit.known { "volume", "series", "year", "serial" }

function kit.chronicle(of)
  if of == nil then core.looks_back() else kit.expect("a notice's name", of, "string") end
  return setmetatable({ book = of }, Chronicle)
end

function Chronicle:events(kind, id, at) return core.events(self.book, kind, id, at) end
function Chronicle:last(kind, id, at) return core.last_event(self.book, kind, id, at) end
function Chronicle:firsts(kind, at) return core.first_events(self.book, kind, at) end
function Chronicle:volume(name, at) return core.volume_events(self.book, name, at) end
function Chronicle:last_of_volume(name, at) return core.volume_last_event(self.book, name, at) end
function Chronicle:next_serial(series, year)
  return core.last_serial(self.book, series, year) + 1
end

function Chronicle:record(at, kind, id, name, its_facts, more)
  if self.book then kit.complain("only %s itself records in its chronicle", self.book) end
  more = more or {}
  kit.only("an event", more, parts)
  core.record_event(at, kind, id, name, its_facts, more.volume, more.series, more.year, more.serial)
end
