-- SPDX-License-Identifier: MIT
-- course: rules in the order in which a text applies them, each of which adds to an answer.
--
--   local judge = notice:course {
--     { "sum", "第十八条", function(q, a) a.loss = q.direct + q.indirect return a.loss end },
--     { "contingent", "第二十一条", each = "contingent", function(one, a, place) ... end },
--     { first = { { "major", "第十九条(三)", ... }, { "larger", "第十九条(二)", ... } } },
--     { "excused", "第四条(二)", when = "procedure_followed", ends = true, function(q, a) ... end },
--   }
--   local answer, reasons = judge(q)
--
-- A rule is given the request and the answer so far; what it returns is the value of its reason,
-- and without one it leaves none, then another article than its own, if it says so. `when` is as
-- that of a rule of a function. `each` names a list of the request, for whose elements the rule is
-- applied one by one. Of the rules under `first` only the first that fits is applied. One that
-- `ends`, always or by a function of both, is the last.

local known = kit.known { 1, 2, 3, "when", "each", "ends" }
local known_of_choice = kit.known { "first" }

local function check_rule(rule)
  kit.only("a rule of a course", rule, known)
  local name = kit.expect("a rule's name", rule[1], "string")
  kit.expect("the cite of rule ", rule[2], "string", name)
  kit.expect("the function of rule ", rule[3], "function", name)
  return { name = name, cite = rule[2], act = rule[3], each = rule.each, ends = rule.ends,
    when = kit.test_of(rule.when, name) }
end

-- The rules as lists of which only the first that fits is applied.
local function choices_of(rows)
  local choices = {}
  for i, row in ipairs(kit.expect("a course", rows, "table")) do
    choices[i] = {}
    if row.first then kit.only("a choice of a course", row, known_of_choice) end
    for k, rule in ipairs(row.first or { row }) do choices[i][k] = check_rule(rule) end
  end
  return choices
end

local function first_that_fits(rules, q, a)
  for _, rule in ipairs(rules) do
    if rule.when == nil or rule.when(q, a) then return rule end
  end
end

local function apply(rule, q, a, reasons)
  local function leave(value, cite)
    if value ~= nil then reasons[#reasons + 1] = { cite or rule.cite, rule.name, value } end
  end
  if rule.each then
    for place, element in ipairs(kit.field_of(q, rule.each) or {}) do
      leave(rule.act(element, a, place))
    end
  else
    leave(rule.act(q, a))
  end
  if type(rule.ends) == "function" then return rule.ends(q, a) end
  return rule.ends
end

function kit.course(rows)
  local choices = choices_of(rows)
  return function(q)
    local answer, reasons = {}, {}
    for _, rules in ipairs(choices) do
      local rule = first_that_fits(rules, q, answer)
      if rule and apply(rule, q, answer, reasons) then break end
    end
    return answer, reasons
  end
end
