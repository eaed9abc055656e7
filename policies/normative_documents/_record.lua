-- SPDX-License-Identifier: MIT
-- The events of a document's life as one function, and where the document then stands.

local n = ...
local notice, chronicle, documents = n.notice, n.chronicle, n.documents

-- What fields can't tell: field, words.
local checks = {}
function checks.prepare(q)
  local needed = q.what == "fair_competition" or q.what == "trade_compliance"
  if needed ~= (q.result ~= nil) then return "result", "only an examination has a result" end
end
function checks.activity(q, day)
  if q.to < q.from then return "to", "it ends before it begins" end
  if q.to > day then return "to", "it is not over" end
end
function checks.file(q)
  if q.to and #q.to == 0 then return "to", "it goes to somebody" end
end
function checks.filing_review(q, day)
  local refused = q.outcome == "refused"
  local list = q.outcome == "deferred" and "deferral_ground" or refused and "refusal_ground"
  if (list ~= false) ~= (q.ground ~= nil) or list and not n.has(list, q.ground) then
    return "ground", "the ground is not one of the outcome"
  end
  if refused ~= (q.correct_by ~= nil) then return "correct_by", "only a refusal sets a day" end
  if refused and q.correct_by <= day then return "correct_by", "the day lies ahead" end
end
function checks.enforce(q, day)
  if (q.step == "order") ~= (q.by ~= nil) then return "by", "only an order sets a day" end
  if q.by and q.by <= day then return "by", "the day lies ahead" end
  if (q.step == "discipline") ~= (q.serious ~= nil) then
    return "serious", "the consequence is told for discipline"
  end
end
function checks.enter(q, day)
  if q.published > day then return "published", "it is not published yet" end
end
local function check(q, day)
  if q.effective and q.expires and q.expires < q.effective then
    return "expires", "it expires before it takes effect"
  end
  if checks[q.event] then return checks[q.event](q, day) end
end

notice:lifecycle "record" {
  label = "办理", chronicle = chronicle, kind = "doc", key = "doc", begins = "open enter",
  fields = [[
    event*             event
    doc*               text 1..64
    title*             text for event open|enter
    maker*             text 1..64 for event open|enter
    drafter            text 1..64 for event open|enter
    joint              list of text unique for event open|enter
    grounds*           set of ground for event open
    grounds*           set of cleanup_ground for event cleanup
    traits             set of trait for event open
    involves           list of text unique for event open
    emergency          emergency for event open
    plan_item          text 1..64 for event open
    provisional        bool for event open|enter
    replaces           text 1..64 for event open
    what*              preparation for event prepare
    result             conformity for event prepare
    result*            review_result for event review
    result*            rectified_as for event rectify
    unit*              text 1..64 for event ask_unit|unit_reply
    way*               way_of_asking for event ask_unit
    way*               review_way for event activity
    reply_by           date for event ask_unit
    materials*         set of material for event submit
    materials          set of material for event resubmit
    materials*         set of register_paper for event register
    materials          set of filing_paper for event file|filing_correct
    exception_reason   text for event submit|comment_close|review
    kind*              return_kind for event return
    ground*            return_ground for event return
    ground             filing_ground for event filing_review
    from*              date for event activity
    to*                date for event activity
    to                 set of superior for event file
    settled*           bool for event coordinate
    findings           set of review_item for event review
    opinion*           set of opinion_part for event review
    dispute_reported   bool for event review
    passed*            bool for event deliberate
    signer*            signer for event sign
    effective          date for event register|enter
    expires            date for event register|enter
    channels*          set of channel for event publish
    immediate_ground   immediate_ground for event publish
    retroactive_basis  text for event publish
    issue*             text for event gazette
    published*         date for event enter
    registered         date for event enter
    number             text 1..64 for event enter
    copies             count for event file|filing_correct
    platform*          bool for event file
    outcome*           filing_outcome for event filing_review
    correct_by         date for event filing_review
    step*              enforce_step for event enforce
    by                 date for event enforce
    by*                evaluator for event evaluate
    serious            bool for event enforce
    text*              text for event interpret
    approved*          bool for event interpret
    office_proposed    bool for event interpret
    trigger*           raised_trigger for event trigger
    standards*         set of standard for event evaluate
    conclusion*        conclusion for event evaluate
    decision*          decision for event cleanup
  ]],
  check = check,
  rules = {
    { "in_force", "第五十六条", "not_in_force", "the Regulation is not in force", function(q)
      return n.in_life(q.at:date()), q.at:date()
    end, quiet = true },
    { "new", "-", "doc_exists", "there is such a document", function(_, s)
      return s.last == nil
    end, when = function(_, s) return s.begins end, quiet = true },
    { "known", "-", "doc_unknown", "there is no such document", function(_, s)
      return s.last ~= nil
    end, when = function(_, s) return not s.begins end, quiet = true },
    n.time_order },
  events = n.events,
  answers = [[doc stage standing warnings[code cite] days? counted_workdays? calendar_complete?
    gaps[]? missing[]? return_grounds[]? number? effective? expires? file_by? late? days_late?
    review_by? correct_by? findings[code severity cite value?]?]],
  reasons = function(d)
    return d.level ~= "district" and { { "第五十四条", "regime", "by_reference" } } or {}
  end,
  answer = function(d, q, answer, s)
    answer.doc, answer.stage, answer.warnings = q.doc, d.stage, s.warnings or {}
    answer.standing = documents.standing(d, q.at:date())
    return answer
  end,
}
