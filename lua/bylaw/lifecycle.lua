-- SPDX-License-Identifier: MIT
-- lifecycle: a function that records events, each a step in the life of a subject.
--
--   notice:lifecycle "record" {
--     label = "办理", chronicle = chronicle, kind = "doc", key = "doc",
--     fields = [[ ... ]],            which belong to which event, they say: for event open|enter
--     check = function(q, day) ... end,
--     begins = "open enter",          events with which a life begins
--     rules = { ... },               of every event, before its own
--     events = {
--       sign = { rules = { ... }, act = function(life, q, s) return answer, reasons end },
--     },
--     reasons = function(life, q) ... end,          what each event has for reasons beside its own
--     answer = function(life, q, answer, s) ... end,   what each event answers
--     answers = "doc stage ...",
--     event = "step",                 the field that names the event; "event" if it is not told
--     dated = "on",                   the field with the day of the event; else it is that of `at`
--   }
--
-- What is known of a subject is one table, the facts of its last event; an event gets it as
-- s.life, empty when a life begins, changes it and leaves it as its own facts. `s.last` is the last
-- event, `s.with` what is recorded with the new one: a volume, or a number.

local known = kit.known { "label", "chronicle", "kind", "key", "fields", "check", "given", "begins",
  "rules", "events", "reasons", "answer", "answers", "event", "dated" }
local parts = kit.known { "rules", "act" }

-- A rule of one event is tested with that event only, and so is each of a list among its rules.
local function add_rules(into, field, event, rules)
  for _, rule in ipairs(rules) do
    if type(rule[1]) == "table" then
      add_rules(into, field, event, rule)
    else
      local only, when = {}, kit.test_of(rule.when, event)
      for key, value in next, rule do only[key] = value end
      only.when = function(q, s) return q[field] == event and (when == nil or when(q, s)) end
      into[#into + 1] = only
    end
  end
end

function kit.lifecycle(notice, name, decl)
  kit.only(name, decl, known)
  local chronicle, events, begins = decl.chronicle, decl.events, kit.set_of(decl.begins)
  local field = decl.event or "event"
  local rules, names = { decl.rules }, {}
  for event in next, kit.expect("the events of ", events, "table", name) do
    names[#names + 1] = event
  end
  table.sort(names)
  for _, event in ipairs(names) do
    kit.only("event " .. event, events[event], parts)
    kit.expect("the act of event ", events[event].act, "function", event)
    local own = {}
    add_rules(own, field, event, events[event].rules or {})
    if #own > 0 then rules[#rules + 1] = own end
  end
  notice:changes(name) {
    label = decl.label, fields = decl.fields, check = decl.check, rules = rules,
    answers = decl.answers,
    given = function(q)
      local last = chronicle:last(decl.kind, q[decl.key])
      local s = { last = last, life = last and last.facts or {}, begins = begins[q[field]] }
      if decl.given then decl.given(q, s) end
      return s
    end,
    act = function(q, s)
      local answer, reasons = events[q[field]].act(s.life, q, s)
      local moment = decl.dated and q[decl.dated]:start() or q.at
      chronicle:record(moment, decl.kind, q[decl.key], q[field], s.life, s.with)
      local all = table.move(reasons or {}, 1, #(reasons or {}), 1, {})
      for _, reason in ipairs(decl.reasons and decl.reasons(s.life, q) or {}) do
        all[#all + 1] = reason
      end
      return decl.answer(s.life, q, answer or {}, s), all
    end,
  }
end
