-- SPDX-License-Identifier: MIT
-- indicator: what a plan wants reached, and how what was measured stands to it.
--
--   local goals = notice:goals(rows)        rows of a sheet, with id, cite and value
--   local p = notice:parameters { ..., goals.parameters }
--   goals:number(row)                       what is to be reached, "target.ID" as in force; or nil
--   goals:is_about(row)                     whether it is one of "about"
--   goals:holds(row, actual, number)        whether what was measured meets it
--   goals:share(row, x)                     how much of it is reached, of an x as below
--   goals:text(row)                         the goal as it is written, with that number
--
-- A value is written as the notice has it: ">= 45", "> 1000", "<= 5", "= 100"; "about 6", at least
-- so many, less a tolerance; "1-2", the lower one suffices; "176", a mere scale; anything else is
-- who sets the number, with or without a comparison: ">= assigned", "city". It may be absent.
--
--   local indicators = notice:indicators {
--     decimals = 2,
--     verdicts = { { "no_data", "-", function(x) return x.actual == nil end }, ... },
--     standings = { met = "met met_late", on_track = "on_track", behind = "behind missed" },
--     progress = function(q) return items end,
--   }
--   indicators:judge(row, x)                { id, state, actual, target, expected }, reason
--   indicators:counts(items)                how many items of each state, all states told
--
-- The verdict is the first whose test holds of x; one without a cite has the row's. x is what the
-- notice knows, from what was told in its register (statement.lua); its `actual`, `target` and
-- `expected` are told, the first two with so many `decimals`, half up, if the notice says so; what
-- is judged is exact. x.holds says whether the target is reached.
--
-- `progress` declares a reading function of that name, which all plans answer alike and `bylaw
-- report` asks: items { id, name, group, departments, attribute, state, standing, actual, target,
-- expected, unit, due, share, cite }. A standing is met, on_track, behind, no_data or not_judged;
-- `share` is how much of the target is reached in whole percent, 100 only where it holds.

local Goals, Indicators = {}, {}
Goals.__index, Indicators.__index = Goals, Indicators

local compare = {
  [">="] = function(a, b) return a >= b end,
  [">"] = function(a, b) return a > b end,
  ["<="] = function(a, b) return a <= b end,
  ["<"] = function(a, b) return a < b end,
  ["="] = function(a, b) return a <= b and a >= b end,
}

-- The number as it is written in decimals.
local function decimal(number)
  return (string.gsub(tostring((number / 100):as_percent()), "%%$", ""))
end

-- A value as it is written: { op, number, about, most, of }.
local function read_goal(text)
  local op, rest = string.match(text, "^([<>=]+)%s*(.+)$")
  local about = string.match(text, "^about%s+(.+)$")
  local low, most = string.match(text, "^([%d.]+)%-([%d.]+)$")
  local number = string.match(low or about or rest or text, "^%d+%.?%d*$")
  if op and not compare[op] then kit.complain('there is no comparison "%s"', op) end
  return { op = op or (about or low) and ">=" or nil, about = about ~= nil,
    number = number and core.ratio(number), most = most,
    of = not number and (rest or text) or nil }
end

function kit.goals(_, rows)
  local goals = setmetatable({ of = {}, rows = rows, parameters = { of = "target" } }, Goals)
  for _, row in ipairs(kit.expect("the rows of goals", rows, "table")) do
    local goal = row.value and read_goal(row.value) or {}
    goals.of[row.id] = goal
    if goal.number then
      local list = goals.parameters
      list[#list + 1] = { row.id, goal.number, type = "number", cite = row.cite,
        label = row.target or row.name }
    end
  end
  return goals
end

function Goals:op(row) return self.of[row.id].op or ">=" end

function Goals:number(row)
  return self.of[row.id].number and kit.read_parameter("target." .. row.id)
end

function Goals:is_about(row) return self.of[row.id].about end

function Goals:holds(row, actual, number) return compare[self:op(row)](actual, number) end

function Goals:text(row)
  local goal, number = self.of[row.id], self:number(row)
  local words = {}
  if goal.about then words[1] = "about" elseif not goal.most then words[1] = goal.op end
  local most = goal.most and "-" .. goal.most or ""
  words[#words + 1] = number and decimal(number) .. most or goal.of
  return #words > 0 and table.concat(words, " ") or nil
end

-- The line from `base` at `from` to `target` at `by`, where it is at `on`: days or years.
function kit.on_line(base, from, target, by, on)
  return base + (target - base) * core.ratio(on - from) / (by - from)
end

-- How much of the target is reached, in whole percent; nil where there is nothing to compare.
function Goals:share(row, x)
  if not x.actual or not x.target then return nil end
  if x.holds then return 100 end
  local part, whole = x.actual, x.target
  if string.find(self:op(row), "<", 1, true) then part, whole = whole, part end
  if part <= 0 or whole <= 0 then return 0 end
  return math.min((part / whole * 100):floor(), 99)
end

local known = kit.known { "verdicts", "standings", "decimals", "progress" }
local EXPECTED_DECIMALS = 4

local function check_verdicts(verdicts)
  for _, verdict in ipairs(kit.expect("verdicts", verdicts, "table")) do
    kit.expect("the state of a verdict", verdict[1], "string")
    kit.expect("the test of verdict ", verdict[3], "function", verdict[1])
  end
  return verdicts
end

local function standings_of(decl)
  local standings = {}
  for standing, states in next, kit.expect("standings", decl, "table") do
    for state in string.gmatch(states, "%S+") do standings[state] = standing end
  end
  return standings
end

local function declare_progress(notice, indicators, items_of)
  notice:reads "progress" {
    label = "进展", fields = "", act = function(q)
      local items, reasons = items_of(q), {}
      for i, item in ipairs(items) do
        item.standing = indicators.standings[item.state]
        if item.standing == "not_judged" then item.share = nil end
        reasons[i] = { item.cite, item.state, item.actual, item.expected or item.target }
      end
      return { document = notice.document, title = notice.title, on = q.at:date(), items = items },
        reasons
    end,
    answers = [[document title on items[id name group departments[] attribute state standing actual
      target expected unit due share cite] ]] }
end

function kit.indicators(notice, decl)
  kit.only("indicators", decl, known)
  local indicators = setmetatable({ verdicts = check_verdicts(decl.verdicts),
    decimals = decl.decimals, standings = standings_of(decl.standings) }, Indicators)
  for _, verdict in ipairs(decl.verdicts) do
    if not indicators.standings[verdict[1]] then
      kit.complain("state %s has no standing", verdict[1])
    end
  end
  declare_progress(notice, indicators, kit.expect("progress", decl.progress, "function"))
  return indicators
end

-- A figure as it is told, with so many decimals, or as it is.
local function told(figure, decimals)
  return figure and decimals and figure:round(decimals) or figure
end

function Indicators:judge(row, x)
  for _, verdict in ipairs(self.verdicts) do
    if verdict[3](x) then
      local item = { id = row.id, state = verdict[1], actual = told(x.actual, self.decimals),
        target = told(x.target, self.decimals), expected = told(x.expected, EXPECTED_DECIMALS) }
      return item,
        { verdict[2] or row.cite, verdict[1], item.actual, item.expected or item.target }
    end
  end
  kit.complain("no verdict holds of %s", row.id)
end

function Indicators:counts(items)
  local counts = {}
  for state in next, self.standings do counts[state] = 0 end
  for _, item in ipairs(items) do counts[item.state] = counts[item.state] + 1 end
  return counts
end
