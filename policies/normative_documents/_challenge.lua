-- SPDX-License-Identifier: MIT
-- 第四十五条: applications of citizens to have a document examined.

local n = ...
local notice, p, periods, chronicle = n.notice, n.p, n.periods, n.chronicle

notice:codes [[
  challenge_action  accept 受理, extend 延长, decide 处理
  challenged        maker 制定机关, review_body 审核机构
]]

-- A challenge as its events tell it; nil when it is not there.
local function challenge_of(id, at)
  local events = chronicle:events("challenge", id, at)
  if #events == 0 then return nil end
  local c = { doc = events[1].facts.doc, to = events[1].facts.to, extended = 0,
    accepted = events[1].at:date() }
  for _, event in ipairs(events) do
    c.last_at = event.at
    if event.name == "extended" then c.extended = c.extended + event.facts.days end
    if event.name == "decided" then c.decided = event.at:date() end
  end
  c.by = periods.challenge({ from = c.accepted, extend_days = c.extended }).date
  return c
end
local function on(action, rules)
  for _, rule in ipairs(rules) do rule.when = "action == " .. action end
  return rules
end
local known = { "challenge_known", "-", "challenge_unknown", "there is no such challenge",
  function(q, s) return s.challenge ~= nil and q.at >= s.challenge.accepted:start() end,
  when = "action ~= accept", quiet = true }
local undecided = { "undecided", "-", "already_decided", "it has been decided",
  function(_, s) return not s.challenge.decided end, when = "action ~= accept", quiet = true }

notice:changes "challenge" {
  label = "审查申请",
  fields = [[
    action*    challenge_action
    challenge* text 1..64
    doc*       text 1..64 for action accept
    applicant* text for action accept
    written*   bool for action accept
    to*        challenged for action accept
    days*      count >= 1 for action extend
    complex*   bool for action extend
    approved*  bool for action extend
    outcome*   text for action decide
  ]],
  given = function(q)
    local last = q.action == "accept" and chronicle:last("doc", q.doc, q.at)
    return { challenge = challenge_of(q.challenge), document = last and last.facts }
  end,
  rules = {
    { "in_force", "第五十六条", "not_in_force", "the Regulation is not in force", function(q)
      return n.in_life(q.at:date()), q.at:date()
    end, quiet = true, when = "action == accept" },
    on("accept", {
      { "new", "-", "challenge_exists", "there is such a challenge", function(_, s)
        return s.challenge == nil
      end, quiet = true },
      { "doc_known", "-", "doc_unknown", "there is no such document", function(_, s)
        return s.document ~= nil
      end, quiet = true },
      { "published", "第三十六条", "not_published", "it was never published", function(_, s)
        return #s.document.issues > 0
      end, quiet = true },
      { "written", "第四十五条", "not_written", "an application is made in writing", "written" } }),
    known, undecided,
    on("extend", {
      { "complex", "第四十五条", "not_complex", "only a complex case takes longer", "complex" },
      { "approved", "第四十五条", "extension_not_approved", "its head has not approved it",
        "approved" },
      { "extended_in_time", "第四十五条", "extension_late", "its time is over", function(q, s)
        return q.at:date() <= s.challenge.by, q.at:date(), s.challenge.by
      end },
      { "extension", "第四十五条", "extension_too_long", "longer than may be extended in all",
        function(q, s)
          local days = s.challenge.extended + q.days
          local most = p("challenge.max_extension_days", s.challenge.accepted)
          return days <= most, days, most
        end } }) },
  answers = "challenge decide_by? late? days_late?",
  act = function(q, s)
    local function record(name, its_facts)
      chronicle:record(q.at, "challenge", q.challenge, name, its_facts)
    end
    if q.action == "accept" then
      record("accepted", { doc = q.doc, applicant = q.applicant, to = q.to })
    elseif q.action == "extend" then
      record("extended", { days = q.days })
    else
      local day, by = q.at:date(), s.challenge.by
      record("decided", { outcome = q.outcome })
      return { challenge = q.challenge, late = day > by, days_late = day > by and day - by or 0 },
        { { "第四十五条", "challenge", day, by } }
    end
    return { challenge = q.challenge, decide_by = challenge_of(q.challenge).by }
  end,
}
n.challenge_of = challenge_of
