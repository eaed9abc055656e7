-- SPDX-License-Identifier: MIT
-- contest: places given by score, several to a prize.
--
--   kit.contest(candidates, prizes)
--     candidates: { { score =, panel_order = }, ... }; prizes: { { code, count }, ... }, the best
--     first
--
-- Equal scores take their places together. The panel's order tells them apart if each of them has
-- one and all differ. If not, they share a prize when their places all carry the same; across a
-- border nobody wins until the panel has said.

-- Whether each has an order of its own.
local function are_ordered(list)
  local seen = {}
  for _, candidate in ipairs(list) do
    local order = candidate.panel_order
    if order == nil or seen[order] then return false end
    seen[order] = true
  end
  return true
end

-- Groups of equals, the best first; whom the panel told apart stands alone.
local function groups_of(candidates)
  local sorted = {}
  for i, candidate in ipairs(candidates) do sorted[i] = { candidate, i } end
  table.sort(sorted, function(a, b)
    if a[1].score ~= b[1].score then return b[1].score < a[1].score end
    return a[2] < b[2]
  end)
  local groups, last = {}, nil
  for _, entry in ipairs(sorted) do
    if last and last[1].score == entry[1].score then
      last[#last + 1] = entry[1]
    else
      last = { entry[1] }
      groups[#groups + 1] = last
    end
  end
  local list = {}
  for _, group in ipairs(groups) do
    if #group > 1 and are_ordered(group) then
      table.sort(group, function(a, b) return a.panel_order < b.panel_order end)
      for _, candidate in ipairs(group) do list[#list + 1] = { candidate } end
    else
      list[#list + 1] = group
    end
  end
  return list
end

-- The prize of a place; one beyond them has none.
local function prize_of(prizes, place)
  for _, prize in ipairs(prizes) do
    if place <= prize[2] then return prize[1] end
    place = place - prize[2]
  end
  return "none"
end

-- The prizes that the places carry, each once, in order.
local function prizes_between(prizes, from, to)
  local list = {}
  for place = from, to do
    local prize = prize_of(prizes, place)
    if list[#list] ~= prize then list[#list + 1] = prize end
  end
  return list
end

-- { winners = { { candidate, place, prize }, ... }, ties = { { score, place_from, place_to, prizes,
-- candidates }, ... }, not_selected = { candidate, ... }, unfilled = { [prize] = count } }
function kit.contest(candidates, prizes)
  local place = 1
  local result = { winners = {}, ties = {}, not_selected = {}, unfilled = {} }
  for _, group in ipairs(groups_of(candidates)) do
    local last = place + #group - 1
    local possible = prizes_between(prizes, place, last)
    if #possible > 1 then
      result.ties[#result.ties + 1] = { score = group[1].score, place_from = place,
        place_to = last, prizes = possible, candidates = group }
    end
    for _, candidate in ipairs(#possible == 1 and group or {}) do
      if possible[1] == "none" then
        result.not_selected[#result.not_selected + 1] = candidate
      else
        result.winners[#result.winners + 1] =
          { candidate = candidate, place = place, prize = possible[1] }
      end
    end
    place = last + 1
  end
  local taken = place - 1
  for _, prize in ipairs(prizes) do
    local filled = math.min(taken, prize[2])
    result.unfilled[prize[1]], taken = prize[2] - filled, taken - filled
  end
  return result
end

-- award:contest {
--   item = "benchmark_project", cite = "二(一)1", label =, rules =,
--   candidate = "fields of a candidate", id = "project_id",
--   shows = "enterprise_id",               of a winner, before the score;
--   shows_last = "indicators{}?",          and behind all else
--   records = { name = fields },           types of its fields
--   fields = "assessed_on date",           of "rank" beside the year and the candidates
--   conditions = { ... },                  of a candidate; one that fails is ineligible
--   conditions_cite =,                     of those that have no cite; that of the contest
--   prepare = function(candidate, q) ... end,    completes one that a request brings
--   prize = "prize",                       what a prize is called in answers
--   prizes = function() return { { code, count, amount, key }, ... } end,
--   keys = "first second third",           of `unfilled`
--   score = "benchmark_score",             the fact of a request's x that holds its score
--   find = function(claim) ... end,        the x that a claim is about
--   from = function(x, facts, at) ... end, a candidate from facts, as of a moment
--   give = function(x, winner) ... end,    puts what was won into a request's facts
--   also = { "第六条" },                   further articles that a ranking rests on
-- }
-- declares the function "rank", and lets `simulate` rank a population.
local parts = kit.known { "item", "cite", "label", "rules", "candidate", "id", "shows",
  "shows_last", "conditions", "conditions_cite", "records", "prepare", "prize", "prizes", "keys",
  "score", "from", "find", "give", "fields", "also" }

-- The contest's own words for a result.
local function told(contest, result)
  local amounts, keys, nothing = {}, {}, core.money "0"
  for _, prize in ipairs(contest.prizes()) do
    amounts[prize[1]], keys[prize[1]] = prize[3], prize[4] or prize[1]
  end
  local answer = { winners = {}, ties = {}, not_selected = {}, unfilled = {},
    complete = #result.ties == 0, total_amount = nothing }
  for i, winner in ipairs(result.winners) do
    local row = { place = winner.place, [contest.prize] = winner.prize,
      score = winner.candidate.score, amount = amounts[winner.prize] }
    for _, name in ipairs(contest.shown) do row[name] = winner.candidate[name] end
    answer.winners[i], answer.total_amount = row, answer.total_amount + row.amount
  end
  for i, tie in ipairs(result.ties) do
    local ids = {}
    for j, candidate in ipairs(tie.candidates) do ids[j] = candidate[contest.id] end
    answer.ties[i] = { score = tie.score, place_from = tie.place_from, place_to = tie.place_to,
      [contest.prize .. "s"] = tie.prizes, [contest.id .. "s"] = ids }
  end
  for i, candidate in ipairs(result.not_selected) do
    answer.not_selected[i] = candidate[contest.id]
  end
  for prize, count in next, result.unfilled do answer.unfilled[keys[prize]] = count end
  return answer
end

-- The candidates that meet the conditions; the others with their reasons.
local function sift(contest, candidates)
  local eligible, ineligible = {}, {}
  for _, candidate in ipairs(candidates) do
    local failed, reasons = contest.award:test(contest.conditions, candidate,
      contest.award.measures[contest.item])
    if failed then
      ineligible[#ineligible + 1] = { [contest.id] = candidate[contest.id], reasons = reasons }
    else
      eligible[#eligible + 1] = candidate
    end
  end
  return eligible, ineligible
end

local Contest = {}
Contest.__index = Contest

-- Ranks candidates: the answer of "rank", and the result as kit.contest gives it.
function Contest:rank(candidates)
  local eligible, ineligible = sift(self, candidates)
  local result = kit.contest(eligible, self.prizes())
  local answer = told(self, result)
  answer.ineligible = ineligible
  return answer, result
end

-- Ranks each of the lists by itself: calls back with each winner, and gives the ties and the prizes
-- left over of all.
function Contest:rank_each(lists, won)
  local ties, unfilled = {}, {}
  for _, candidates in ipairs(lists) do
    local answer, result = self:rank(candidates)
    for _, winner in ipairs(result.winners) do won(winner) end
    for _, tie in ipairs(answer.ties) do ties[#ties + 1] = tie end
    for key, count in next, answer.unfilled do unfilled[key] = (unfilled[key] or 0) + count end
  end
  return ties, unfilled
end

-- The articles that a ranking rests on beside its own, then the reasons given.
function Contest:because(...)
  local reasons = {}
  for i, cite in ipairs(self.also or {}) do reasons[i] = { cite, "ranking" } end
  for _, reason in ipairs { ... } do reasons[#reasons + 1] = reason end
  return reasons
end

function kit.award_contest(award, decl)
  kit.only("a contest", decl, parts)
  local contest = setmetatable({ award = award, shown = { decl.id } }, Contest)
  for key, value in next, decl do contest[key] = value end
  contest.conditions = award.conditions_of(decl.conditions, decl.conditions_cite or decl.cite)
  local shows, last = decl.shows or "", decl.shows_last or ""
  for name in string.gmatch(shows .. " " .. last, "[%w_]+") do
    contest.shown[#contest.shown + 1] = name
  end
  for name, fields in next, decl.records or {} do award.notice:record(name, fields) end
  award.notice:record("candidate", decl.candidate .. "\nscore* number\npanel_order count")
  local ties = string.format("ties[score place_from place_to %ss[] %ss[]]", decl.prize, decl.id)
  local unfilled = "unfilled{" .. decl.keys .. "}"
  local winners = string.format("winners[place %s %s %s score amount %s]", decl.prize, decl.id,
    shows, last)
  contest.tie_shape, contest.winner_shape = ties .. " " .. unfilled, winners .. " " .. unfilled
  award.notice:pure "rank" {
    label = decl.label, rules = decl.rules,
    fields = kit.given("award_year* count", decl.fields,
      "candidates* list of candidate unique by " .. decl.id),
    answers = string.format([=[%s %s not_selected[] ineligible[%s
      reasons[cite rule value? needed? met?]] %s complete total_amount]=], winners, ties, decl.id,
      unfilled),
    act = function(q)
      for _, candidate in ipairs(contest.prepare and q.candidates or {}) do
        contest.prepare(candidate, q)
      end
      local answer = contest:rank(q.candidates)
      return answer, contest:because({ decl.cite, "ranked", #answer.winners },
        { decl.cite, "total", answer.total_amount })
    end,
  }
  return contest
end
