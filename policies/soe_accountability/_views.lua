-- SPDX-License-Identifier: MIT
-- Where a case stands, and which time limits run at a time.

local n = ...
local notice, chronicle = n.notice, n.chronicle

local known = { "known", "-", "unknown_case", "there is no such case", function(q)
  return not q.case or chronicle:last("case", q.case) ~= nil
end, quiet = true }

notice:reads "case_view" {
  label = "案件情况", fields = "case* text 1..64",
  rules = { known },
  answers = [[status lead pay_suspended
    decisions[person outcome{treatment? disposals[]? performance_percent? term_percent? ban_years?
      ban_for_life? plan_ban_years? exempt_from[]? approved_by_superior? reorganise?} in_force
      served_on appeal]
    interim_measures[person measure on] ]],
  act = function(q)
    local d, decisions = chronicle:last("case", q.case).facts, {}
    for i, one in ipairs(d.decisions) do
      decisions[i] = { person = one.person, outcome = one.outcome, in_force = one.in_force,
        served_on = one.served_on, appeal = one.appeal }
    end
    table.sort(decisions, function(a, b) return a.person < b.person end)
    return { status = d.status, lead = d.lead, pay_suspended = d.status == "investigating",
      decisions = decisions, interim_measures = d.measures }
  end,
}

-- 第五十九条, 第六十六条, 第六十九条, 第七十一条, 第七十三条, as of a day. To appeal is a right: it is
-- over when its time is.
notice:reads "due" {
  label = "期限", fields = "case text 1..64", rules = { known },
  answers = "deadlines[case phase who person from_on due_on status cite calendar_complete?]",
  act = function(q)
    local day, duties = q.at:date(), {}
    local cases = q.case and { { id = q.case } } or chronicle:firsts("case", q.at)
    for _, case in ipairs(cases) do
      local last = chronicle:last("case", case.id, q.at)
      for _, one in ipairs(last and last.facts.duties or {}) do
        if one.phase ~= "appeal" or day <= one.due_on then
          duties[#duties + 1] = { case = case.id, phase = one.phase, duty = one.phase,
            who = one.who, person = one.person, from = one.from_on, by = one.due_on,
            cite = one.cite, calendar_complete = one.calendar_complete }
        end
      end
    end
    local items, reasons = notice:due(day, duties, { "case", "phase", "person" })
    local deadlines = {}
    for i, one in ipairs(items) do
      deadlines[i] = { case = one.case, phase = one.phase, who = one.who, person = one.person,
        from_on = one.from, due_on = one.by, status = one.state, cite = one.cite,
        calendar_complete = one.calendar_complete }
    end
    return { deadlines = deadlines }, reasons
  end,
}
