-- SPDX-License-Identifier: MIT
-- tally: what each row of a population comes to, for core/host/tally.h, which asks row by row.
--
-- An award with an allocation has one, and needs to say no more for it. Rows are judged as
-- `simulate` judges them. What only the whole population decides, a contest, is asked for behind
-- the last row: those that wait for it enter, are ranked, and are judged again with what they won.

-- Those with a score that may still win a place, in the order in which they entered. Below the last
-- place's score nobody wins, ties or leaves a place empty.
local function cut(contest, list)
  local places, scores, kept = 0, {}, {}
  for _, prize in ipairs(contest.prizes()) do places = places + prize[2] end
  for i, candidate in ipairs(list) do scores[i] = candidate.score end
  table.sort(scores, function(a, b) return b < a end)
  for _, candidate in ipairs(list) do
    if scores[places] and candidate.score >= scores[places] then kept[#kept + 1] = candidate end
  end
  return places > 0 and scores[places] and kept or list
end

local CANDIDATES_MAX = 1000

function kit.award_tally(award, decl)
  local contest, years, won = decl.contest, {}, {}
  local tally = { measures = award.measures, shape = contest.tie_shape,
    applicant = award.applicant, own_moments = false, -- in a row, as in simulate
    ceiling = decl.ceiling, shortage_rule = decl.shortage_rule }

  -- All of it as data, or nil (plan.lua).
  function tally.plan(tables) return kit.award_plan(award, contest, tables) end

  -- The lines of a row, its year, and whether it waits for the contest; nil and the field that is
  -- wrong when the row is refused.
  function tally.weigh(q)
    local field = kit.refused_row(award, q)
    if field then return nil, field end
    local lines, waits = award:assess(q, true), false
    kit.waiting_lines(contest, lines, function() waits = true end)
    return lines, q.award_year, waits
  end

  function tally.enter(q, place)
    local lines = award:assess(q, true)
    local list = years[q.award_year] or {}
    kit.waiting_lines(contest, lines, function(x, i)
      local candidate = contest.from(x, q, q.at)
      candidate.score, candidate.row, candidate.line = x[contest.score], place, i
      local measure = award.measures[contest.item]
      if not award:test(contest.conditions, candidate, measure) then list[#list + 1] = candidate end
    end)
    years[q.award_year] = #list > CANDIDATES_MAX and cut(contest, list) or list
    return lines, q.award_year, true
  end

  -- Whether a row that entered may still win something, of those that entered so far.
  local standing
  function tally.may_win(place)
    if place == nil then
      standing = {}
      for year, list in next, years do
        years[year] = cut(contest, list)
        for _, candidate in ipairs(years[year]) do standing[candidate.row] = true end
      end
      return nil
    end
    return standing[place] or false
  end

  -- Ranks the candidates of each of the years.
  function tally.rank(in_order)
    local lists = {}
    for i, year in ipairs(in_order) do lists[i] = years[year] or {} end
    local ties, unfilled = contest:rank_each(lists, function(winner)
      local row = winner.candidate.row
      won[row] = won[row] or {}
      won[row][#won[row] + 1] = { line = winner.candidate.line, winner = winner }
    end)
    return { ties = ties, unfilled = unfilled }
  end

  -- The lines of a row after the contest.
  function tally.reweigh(q, place)
    local lines = award:assess(q, true)
    if won[place] then
      for _, prize in ipairs(won[place]) do
        contest.give(lines.of[lines[prize.line]], prize.winner)
      end
      lines = award:assess(q, true)
    end
    return lines, q.award_year, false
  end

  kit.tallies.award = tally
end
