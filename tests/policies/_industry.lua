-- SPDX-License-Identifier: MIT
-- What the cases of the industry notice share: a firm, its facts, and the steps of a claim from its
-- application to its payment. A moment is "03-01T09:00:00", of 2022, at +08:00.

local function t(moment) return "2022-" .. moment .. "+08:00" end

local firm = { enterprise_id = "E1", award_year = 2021, sector = "manufacturing",
               above_scale = true }

local function award(facts, measures, total, more)
  return { "award", with(firm, facts),
           with({ ok = true, measures = measures, total = total }, more) }
end

-- One measure alone.
local function one(facts, line, total)
  return award(facts, { line }, total or line.amount)
end

local function refuse(facts, expected) return { "award", with(firm, facts), expected } end

local members = { "industry_bureau", "development_reform_bureau", "science_bureau",
                  "statistics_bureau", "tax_bureau", "third_party" }

local function id(number, year) return string.format("IE-%d-%06d", year or 2021, number) end

-- Claims may be told as numbers of the year 2021.
local function ids(list)
  local all = {}
  for place, claim in ipairs(list) do
    all[place] = type(claim) == "number" and id(claim) or claim
  end
  return all
end

local function apply(enterprise, line, facts, moment, expected)
  return { "apply",
           with(with(firm, { actor = "enterprise", enterprise_id = enterprise, line_id = line,
                             unit = "半程镇", at = t(moment or "03-01T09:00:00") }), facts),
           expected }
end

local function unit_review(claim, more, expected)
  return { "unit_review",
           with({ actor = "unit", claim_id = ids { claim }[1], unit = "半程镇", result = "pass",
                  authentic = true, complete = true, at = t "03-02T09:00:00" }, more), expected }
end

local function resubmit(claim, more, expected)
  return { "resubmit",
           with({ actor = "enterprise", claim_id = ids { claim }[1], at = t "03-02T12:00:00" },
                more), expected }
end

local function formal_report(claims, more, expected)
  return { "formal_report",
           with({ actor = "unit", unit = "半程镇", document_no = "半政报〔2022〕1号",
                  claim_ids = ids(claims), at = t "03-03T09:00:00" }, more), expected }
end

-- Decisions are told as a claim that passes, or as a whole decision.
local function panel_review(decisions, more, expected)
  local list = {}
  for place, decision in ipairs(decisions) do
    if type(decision) ~= "table" then
      decision = { claim_id = ids { decision }[1], result = "pass" }
    end
    list[place] = with(decision, { claim_id = ids { decision.claim_id }[1] })
  end
  return { "panel_review",
           with({ actor = "panel", members = members, decisions = list,
                  at = t "03-04T09:00:00" }, more), expected }
end

local function panel_rank(scores, more, expected)
  local list = {}
  for place, score in ipairs(scores) do
    list[place] = { claim_id = ids { score[1] }[1], score = score[2], panel_order = score[3] }
  end
  return { "panel_rank",
           with({ actor = "panel", award_year = 2021, members = members, scores = list,
                  at = t "03-04T09:00:00" }, more), expected }
end

local function publicise(claims, more, expected)
  return { "publicise",
           with({ actor = "industry_bureau", claim_ids = ids(claims), channel = "区政府网站",
                  at = t "03-07T09:00:00" }, more), expected }
end

local function object(claim, more, expected)
  return { "object",
           with({ actor = "anyone", claim_id = ids { claim }[1], by = "某人", grounds = "不实",
                  at = t "03-08T09:00:00" }, more), expected }
end

local function resolve(objection, outcome, more, expected)
  return { "resolve_objection",
           with({ actor = "industry_bureau", objection_id = objection, outcome = outcome,
                  decision = "决定", at = t "03-09T09:00:00" }, more), expected }
end

local function confirm(claims, more, expected)
  return { "confirm",
           with({ actor = "industry_bureau", claim_ids = ids(claims), at = t "03-15T00:00:00" },
                more), expected }
end

local function transfer(claims, more, expected)
  return { "transfer",
           with({ actor = "finance_bureau", claim_ids = ids(claims),
                  document_no = "兰财〔2022〕9号", at = t "03-16T09:00:00" }, more), expected }
end

local function disburse(claims, more, expected)
  return { "disburse",
           with({ actor = "industry_bureau", claim_ids = ids(claims), paid_on = "2022-03-17",
                  at = t "03-17T09:00:00" }, more), expected }
end

local function withdraw(claim, moment, expected, more)
  return { "withdraw",
           with({ actor = "enterprise", claim_id = ids { claim }[1], reason = "终止",
                  at = t(moment) }, more), expected }
end

local function fund_allocate(amount, moment, expected, more)
  return { "fund_allocate",
           with({ actor = "government", amount = amount, document = "兰政〔2022〕1号",
                  at = t(moment) }, more), expected }
end

local function special(more, expected)
  return { "special_confirm",
           with({ actor = "government", enterprise_id = "E1", unit = "半程镇", award_year = 2021,
                  subject = "创新平台", amount = 50000, document = "兰政〔2022〕2号",
                  at = t "03-04T09:00:00" }, more), expected }
end

local function status(claim, expected, moment)
  return { "status",
           { actor = "anyone", claim_id = ids { claim }[1], at = t(moment or "12-31T09:00:00") },
           { ok = true, claims = { expected } } }
end

local function audit(moment)
  return { "audit", { actor = "anyone", at = t(moment or "12-31T09:00:00") },
           { ok = true, holds = true,
             laws = { { law = "L1", holds = true }, { law = "L2", holds = true },
                      { law = "L3", holds = true }, { law = "L4", holds = true },
                      { law = "L5", holds = true }, { law = "L6", holds = true } } } }
end

local function report(expected, year)
  return { "report", { actor = "anyone", award_year = year, at = t "12-31T09:00:00" }, expected }
end

local order = { "unit_passed", "reported", "panel_passed", "publicised", "confirmed",
                "transferred", "disbursed" }
local step = { unit_passed = false, reported = formal_report, panel_passed = panel_review,
               publicised = publicise, confirmed = confirm, transferred = transfer,
               disbursed = disburse }

-- The steps that take claims from `first` to `last`, both states named.
local function through(claims, first, last)
  local steps, on = {}, first == "applied"
  for _, state in ipairs(order) do
    if on then
      if state == "unit_passed" then
        for _, claim in ipairs(claims) do steps[#steps + 1] = unit_review(claim) end
      else
        steps[#steps + 1] = step[state](claims)
      end
    end
    if state == first then on = true end
    if state == last then break end
  end
  return steps
end

-- Steps and lists of steps, one after the other.
local function story(parts)
  local all = { at = parts.at or t "12-31T09:00:00" }
  local function add(part)
    if part.own or type(part[1]) == "string" then
      all[#all + 1] = part
    else
      for _, inner in ipairs(part) do add(inner) end
    end
  end
  for _, part in ipairs(parts) do add(part) end
  return all
end

local rated = { yield_rating = "a" }

-- A firm's project with equipment for 200 million, worth 10 million.
local function equipment(amount)
  return { projects = { { project_id = "P1", technical_upgrade = true,
                          equipment_investment = amount or 200000000,
                          formalities_complete = true, applies_four_new = true,
                          matches_direction = true } } }
end

local function benchmark(amount, project)
  return { projects = { { project_id = project or "P1", technical_upgrade = true,
                          annual_investment = amount or 50000000 } } }
end

local function titled(title, level, more)
  return with({ title = title, level = level, recognised_on = "2021-06-01" }, more)
end

return { t = t, firm = firm, award = award, one = one, refuse = refuse, members = members, id = id,
  ids = ids, apply = apply, unit_review = unit_review, resubmit = resubmit,
  formal_report = formal_report, panel_review = panel_review, panel_rank = panel_rank,
  publicise = publicise, object = object, resolve = resolve, confirm = confirm, transfer = transfer,
  disburse = disburse, withdraw = withdraw, fund_allocate = fund_allocate, special = special,
  status = status, audit = audit, report = report, through = through, story = story, rated = rated,
  equipment = equipment, benchmark = benchmark, titled = titled }
