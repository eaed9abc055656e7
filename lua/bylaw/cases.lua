-- SPDX-License-Identifier: MIT
-- cases: worked cases, the words of a test file.
--
--   policy "../../policies/consumption_vouchers.lua"        relative to the test file
--
--   case "the first round below a quarter of the total is refused" {
--     at = "2021-11-30T09:00:00+08:00",                      for steps that carry none
--     { "plan_round", { round = 1, ... }, refused("below_floor", "五(一)(1)") },
--     { "status", {}, { accounts = { available = 6000000 } } },
--   }
--
-- A case runs on a register of its own. A step calls a function; what it expects is a part of the
-- answer: each field named must be equal, lists have the same length, `null` stands for a field
-- that is null or absent. In a request `empty` stands for the empty list, as {} is an object. A
-- change without a request_id gets one. `refused(code, cite, more)` expects a refusal, `bad(field)`
-- that of a field; `with(base, more)` is one table with what another has besides or instead.
--
-- A step may be what the office sets itself, on all days or from one on, as with `bylaw params`:
--   own({ ["territory.units"] = { "半程镇", "经开区" } }, "2022-01-01"),
--
-- What several test files share stands in a file whose name begins with "_", which is no test:
--   local season = include "_season.lua"

local cases, policy_path = {}, nil

local words = { null = core.null, empty = core.empty, include = core.include }

function words.policy(path) policy_path = path end

function words.case(sentence)
  return function(steps)
    cases[#cases + 1] = { sentence = sentence, steps = steps }
  end
end

function words.refused(code, cite, more)
  return { ok = false, error = words.with({ code = code, cite = cite }, more) }
end

function words.bad(field) return words.refused("bad_input", nil, { field = field }) end

function words.with(base, more)
  local joined = {}
  for key, value in next, base or {} do joined[key] = value end
  for key, value in next, more or {} do joined[key] = value end
  return joined
end

function words.own(values, from)
  return { own = values, from = from or "0001-01-01" }
end

-- Sets what a step says the office set itself, a list as a|b|c.
local function set(step)
  local names = {}
  for name in next, step.own do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = step.own[name]
    if type(value) == "table" then value = table.concat(value, "|") end
    core.set(name, tostring(value), step.from)
  end
end

local function show(value)
  if value == nil or value == words.null then return "null" end
  if type(value) == "string" then return string.format("%q", value) end
  if type(value) == "table" then return core.show(value) end
  return tostring(value)
end

-- The first place where the answer is not what was expected, in words; nil when there is none.
local function difference(expected, actual, path)
  if expected == words.null then
    return actual ~= nil and string.format("%s is %s, expected null", path, show(actual)) or nil
  end
  if type(expected) ~= "table" or type(actual) ~= "table" then
    if expected == actual then return nil end
    return string.format("%s is %s, expected %s", path, show(actual), show(expected))
  end
  if #expected ~= #actual then
    return string.format("%s has %d entries, expected %d", path, #actual, #expected)
  end
  local keys = {}
  for key in next, expected do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    local inner = type(key) == "number" and path .. "[" .. key .. "]" or path .. "." .. key
    local found = difference(expected[key], actual[key], inner)
    if found then return found end
  end
  return nil
end

local function request_of(case, number, step)
  local request = words.with(step[2])
  if request.at == nil then request.at = case.steps.at end
  if request.request_id == nil and core.changes(step[1]) then
    request.request_id = "step " .. number
  end
  return request
end

-- What a step's answer is not, in words; nil when it is as expected.
local function failure_of(case, number, step)
  if step.own then
    set(step)
    return nil
  end
  local answer, text = core.answer(step[1], request_of(case, number, step))
  local found = difference(step[3] or { ok = true }, answer, step[1])
  return found and string.format("step %d: %s\n    %s", number, found, text)
end

-- Runs every case; `report(sentence, failure)` hears of each, failure nil when it held.
function words.run(report)
  for _, case in ipairs(cases) do
    core.fresh()
    local failure
    for number, step in ipairs(case.steps) do
      failure = failure_of(case, number, step)
      if failure then break end
    end
    report(case.sentence, failure)
  end
  return policy_path
end

function words.policy_path() return policy_path end

return words
