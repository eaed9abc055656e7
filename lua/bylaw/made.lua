-- SPDX-License-Identifier: MIT
-- made: facts that a measure makes of lists, of days and of other facts, as its `facts` declares:
--
--   { "any_discount* bool", any = "projects.loan_interest_discount" }
--       whether it is true of some element of a list of the request
--   { "average percent", given = "district_growth", otherwise = "growth.average" }
--       a fact of the request; without it, the parameter on the last day of the award year
--   { "grows_faster bool", growth = "output_value prior_output_value", above = "average" }
--       whether the growth to the first fact of the request from the second is above a fact that is
--       made before this one; absent where one of them is, or where the second is 0
--   { "of_age* bool", function(x, q) ... end }
--       anything else; an award that has such a fact has no plan (plan.lua)

local nothing = core.money "0"

local function any(list, name)
  return function(_, q)
    for _, element in ipairs(q[list] or {}) do
      if element[name] then return true end
    end
    return false
  end
end

-- The parameter on the last day of a year.
function kit.at_year_end(parameter, year)
  return kit.read_parameter(parameter, core.date(string.format("%04d-12-31", math.max(1, year))))
end

local function given(name, parameter)
  return function(_, q) return q[name] or kit.at_year_end(parameter, q.award_year) end
end

local function grows(now, before, average)
  return function(_, q, made)
    local then_, limit = q[before], made[average]
    if q[now] == nil or then_ == nil or limit == nil or then_ <= nothing then return nil end
    return (q[now] - then_) / then_ > limit
  end
end

-- { field, of = function(x, q, made) ... end } and what the plan needs of it.
function kit.made_fact(decl, types)
  local fact = { field = kit.fields(decl[1], types)[1], of = decl[2] }
  if decl.any then
    fact.kind, fact.list, fact.name = "any", string.match(decl.any, "^([%w_]+)%.([%w_]+)$")
    fact.of = any(fact.list, fact.name)
  elseif decl.given then
    fact.kind, fact.name, fact.parameter = "given", decl.given, decl.otherwise
    fact.of = given(decl.given, decl.otherwise)
  elseif decl.growth then
    fact.kind, fact.above = "growth", decl.above
    fact.name, fact.before = string.match(decl.growth, "^(%S+) (%S+)$")
    fact.of = grows(fact.name, fact.before, fact.above)
  end
  kit.expect("what makes a fact", fact.of, "function")
  return fact
end
