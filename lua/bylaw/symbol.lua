-- SPDX-License-Identifier: MIT
-- symbol: a fact that is not known yet, with the operators of its kind.
--
-- Arithmetic on symbols makes nodes of expressions (core/rule/expression.h), and a comparison asks:
-- kit.compare(question, a, b) of explore.lua says yes or no for the path at hand. What a symbol
-- cannot do raises kit.unexplorable with a reason, and the rule stays row by row.
--
-- A parameter read while exploring is a constant that remembers its article. Between constants the
-- operators are those of their values.
--
-- All numbers here are whole: fen, ones, 1/10^11, days, nanoseconds. A node knows itself as a sum
-- of atoms times whole numbers plus a shift, where it is one: x + x - 3 is { [x] = 2 }, -3.

local nodes -- of the running exploration, by key and by id

function kit.unexplorable(format, ...)
  error(setmetatable({ reason = string.format(format, ...) }, {
    __name = "unexplorable", __tostring = function(e) return e.reason end }), 0)
end

local function whole_times(a, b)
  if math.abs(a * 1.0 * b) > 9.0e18 then
    kit.unexplorable "a factor is too large"
  end
  return a * b
end

local function whole_plus(a, b)
  if math.abs(a * 1.0 + b) > 9.0e18 then
    kit.unexplorable "an amount is too large"
  end
  return a + b
end

-- Forms

local function form_of_sum(a, b, sign)
  local atoms = {}
  for id, factor in next, a.atoms do atoms[id] = factor end
  for id, factor in next, b.atoms do
    atoms[id] = whole_plus(atoms[id] or 0, sign * factor)
    if atoms[id] == 0 then atoms[id] = nil end
  end
  return atoms, whole_plus(a.shift, sign * b.shift)
end

local function form_of_multiple(a, factor)
  local atoms = {}
  for id, own in next, a.atoms do atoms[id] = factor ~= 0 and whole_times(own, factor) or nil end
  return atoms, whole_times(a.shift, factor)
end

local function is_constant(node) return node.op == "constant" end

-- The form of a new node; nil when it is an atom itself.
local function form_of(node)
  local a, b = node.left, node.right
  if is_constant(node) then return {}, node.value end
  if node.op == "add" then return form_of_sum(a, b, 1) end
  if node.op == "subtract" then return form_of_sum(a, b, -1) end
  if node.op == "multiply" and is_constant(b) then return form_of_multiple(a, b.value) end
  if node.op == "multiply" and is_constant(a) then return form_of_multiple(b, a.value) end
end

-- Nodes

local function key_of(node)
  return table.concat({ node.op, node.kind, node.left and node.left.id or "",
    node.right and node.right.id or "", tostring(node.value), tostring(node.numerator),
    tostring(node.denominator), tostring(node.rounding), node.parameter or "" }, " ")
end

-- The node like this one: there is one of each.
local function make(node)
  local key = key_of(node)
  kit.hear(node)
  if nodes[key] then return nodes[key] end
  node.id = #nodes + 1
  nodes[node.id], nodes[key] = node, node
  node.atoms, node.shift = form_of(node)
  if not node.atoms then node.atoms, node.shift = { [node.id] = 1 }, 0 end
  node.symbol = core.symbol(node)
  return node
end

function kit.new_nodes()
  nodes = {}
  return nodes
end

function kit.node_of_field(field)
  return make { op = "field", kind = field.type, value = field.place, field = field }
end

function kit.node_of_constant(kind, units)
  return make { op = "constant", kind = kind, value = units }
end

-- A parameter's value as a constant with its origin; a plain number, text or yes or no as it is.
function kit.parameter_fact(value, name, cite)
  local kind, units, numerator, denominator, exact = core.units(value)
  if not kind or kind == "count" or exact == false then return value end
  local node = make { op = "constant", kind = kind, value = units, numerator = numerator,
    denominator = denominator, parameter = name }
  node.cite = cite
  return node.symbol
end

-- The value of what is known: no symbol, or a constant.
local function known(value)
  local node = core.node(value)
  if not node then return value, true end
  if is_constant(node) then return core.exact(node.kind, node.value), true end
  return nil, false
end

-- An operator of symbols, unless both sides are known.
local function unless_known(operator, of_values)
  return function(a, b)
    local left, left_known = known(a)
    local right, right_known = known(b)
    if left_known and right_known then return of_values(left, right) end
    return operator(a, b)
  end
end

-- Operands: what stands beside a symbol is a symbol, an exact value or a whole number. A ratio
-- that is no whole number of 1/10^11 has no units, only its two numbers.
local function operand(value)
  local node = core.node(value)
  if node then return node end
  local kind, units, numerator, denominator, exact = core.units(value)
  if not kind then
    kit.unexplorable("a fact stands beside a %s", type(value))
  end
  if numerator and not exact then
    return { op = "ratio", kind = kind, floor = units, numerator = numerator,
      denominator = denominator }
  end
  local node_of_value = kit.node_of_constant(kind, units)
  node_of_value.numerator, node_of_value.denominator = numerator, denominator
  return node_of_value
end

local function is_ratio(node)
  return node.op == "ratio" or (is_constant(node) and node.numerator)
end

local function refuse_mix(sign, a, b)
  kit.unexplorable("%s %s %s: exploring does not know this", a.kind, sign, b.kind)
end

-- The kinds of a sum and a difference, by the kinds of both sides.
local sums = { ["money money"] = "money", ["count count"] = "count", ["date count"] = "date",
  ["percent percent"] = "percent", ["count date"] = "date" }
local differences = { ["money money"] = "money", ["count count"] = "count",
  ["percent percent"] = "percent", ["date count"] = "date", ["date date"] = "count" }

local function added(op, sign, kinds)
  return function(a, b)
    a, b = operand(a), operand(b)
    local kind = kinds[a.kind .. " " .. b.kind]
    if not kind or a.op == "ratio" or b.op == "ratio" then refuse_mix(sign, a, b) end
    return make({ op = op, kind = kind, left = a, right = b }).symbol
  end
end

local function scaled(a, numerator, denominator, rounding, kind)
  return make({ op = "scale", kind = kind or "money", left = a, numerator = numerator,
    denominator = denominator, rounding = rounding }).symbol
end

-- An amount times a percent, a number or a ratio, rounded to the fen.
local function share(amount, by, rounding)
  if is_ratio(by) then return scaled(amount, by.numerator, by.denominator, rounding) end
  return make({ op = "share", kind = "money", left = amount, right = by, numerator = 1,
    denominator = by.kind == "number" and 1000000 or 100000000000, rounding = rounding }).symbol
end

local function times(a, b)
  a, b = operand(a), operand(b)
  if a.kind ~= "money" and b.kind == "money" then a, b = b, a end
  if a.kind == "count" and b.kind == "percent" then a, b = b, a end
  if a.kind == "money" and (b.kind == "percent" or b.kind == "number") then
    return share(a, b, "half_up")
  end
  local counts = a.kind == "money" or a.kind == "count" or a.kind == "percent"
  if not counts or b.kind ~= "count" or a.op == "ratio" then refuse_mix("*", a, b) end
  return make({ op = "multiply", kind = a.kind, left = a, right = b }).symbol
end

-- A quotient of two amounts is only compared: a / b < n / d is a * d < b * n while b > 0.
local function divided(a, b)
  a, b = operand(a), operand(b)
  if a.kind == "money" and is_constant(b) and b.kind == "count" and b.value > 0 then
    return scaled(a, 1, b.value, "half_up")
  end
  if a.kind ~= "money" or b.kind ~= "money" then refuse_mix("/", a, b) end
  return core.symbol { op = "quotient", kind = "percent", left = a, right = b }
end

local function negated(a)
  local node = operand(a)
  local zero = kit.node_of_constant(node.kind, 0)
  return make({ op = "subtract", kind = node.kind, left = zero, right = node }).symbol
end

-- Comparisons

-- Both sides in whole numbers: a quotient is multiplied out, a ratio goes to the next whole number
-- that gives the same verdict. Nil when equal cannot be.
local function level(question, a, b)
  if b.op == "quotient" then
    local left, right = level(question, b, a)
    return right, left
  end
  if a.op == "quotient" then
    if not is_ratio(b) then kit.unexplorable "two quotients are compared" end
    kit.must_be_from(a.right, 1)
    local function multiple(node, factor)
      return make { op = "multiply", kind = "money", left = node,
        right = kit.node_of_constant("count", factor) }
    end
    return multiple(a.left, b.denominator), multiple(a.right, b.numerator)
  end
  local function whole(node, up)
    if node.op ~= "ratio" then return node end
    return kit.node_of_constant(node.kind, node.floor + (up and 1 or 0))
  end
  if question == "equal" and (a.op == "ratio" or b.op == "ratio") then return nil end
  return whole(a, question == "at_most"), whole(b, question == "less")
end

-- A ratio beside a number is counted in its units.
local function beside_number(node)
  if not is_ratio(node) then return node end
  local millionths = whole_times(node.numerator, 1000000)
  local floor = millionths // node.denominator
  if millionths % node.denominator == 0 then return kit.node_of_constant("number", floor) end
  return { op = "ratio", kind = "number", floor = floor }
end

local function compared(question, sign)
  return function(a, b)
    a, b = operand(a), operand(b)
    if a.kind == "number" then b = beside_number(b) end
    if b.kind == "number" then a = beside_number(a) end
    if a.kind ~= b.kind then refuse_mix(sign, a, b) end
    local left, right = level(question, a, b)
    if not left then return false end
    return kit.compare(question, left, right)
  end
end

local function chosen(op)
  return function(a, b)
    a, b = operand(a), operand(b)
    if a.kind ~= b.kind or a.op == "ratio" or b.op == "ratio" or a.op == "quotient"
        or b.op == "quotient" then
      refuse_mix("beside", a, b)
    end
    return make({ op = op, kind = a.kind, left = a, right = b }).symbol
  end
end

-- Members

local methods = { money = {}, quotient = {}, date = {} }
function methods.money.times(a, by, rounding)
  a, by = operand(a), operand(by)
  if a.kind ~= "money" or (by.kind ~= "percent" and by.kind ~= "number") then
    refuse_mix("times", a, by)
  end
  return share(a, by, rounding or "half_up")
end
function methods.quotient.as_percent(a, decimals)
  if decimals then kit.unexplorable "a quotient is rounded" end
  return a
end
function methods.quotient.floor(a)
  local node = core.node(a)
  local step = node.right
  if not is_constant(step) then kit.unexplorable "the steps of a fact are counted" end
  kit.must_be_from(step, 1)
  kit.must_be_from(node.left, 0)
  return scaled(node.left, 1, step.value, "down", "count")
end
function methods.date.in_year(a, year)
  local node, wanted = operand(a), operand(year)
  if wanted.kind ~= "count" then refuse_mix("in the year", node, wanted) end
  return kit.compare("equal", make { op = "year", kind = "count", left = node }, wanted)
end

local function member(symbol, name)
  local node = core.node(symbol)
  if is_constant(node) then
    local value = known(symbol)
    local found = value[name]
    if type(found) ~= "function" then return found end
    local method = methods[node.kind] and methods[node.kind][name]
    return function(_, argument, ...)
      local _, is_known = known(argument)
      if method and not is_known then return method(symbol, argument, ...) end
      return found(value, argument, ...)
    end
  end
  local of_kind = methods[node.op == "quotient" and "quotient" or node.kind]
  if of_kind and of_kind[name] then return of_kind[name] end
  kit.unexplorable('a %s is asked for its "%s"', node.kind, tostring(name))
end

local function refused(what)
  return function() kit.unexplorable("a fact is %s", what) end
end

core.symbols {
  add = unless_known(added("add", "+", sums), function(a, b) return a + b end),
  sub = unless_known(added("subtract", "-", differences), function(a, b) return a - b end),
  mul = unless_known(times, function(a, b) return a * b end),
  div = unless_known(divided, function(a, b) return a / b end),
  unm = unless_known(negated, function(a) return -a end),
  lt = unless_known(compared("less", "<"), function(a, b) return a < b end),
  le = unless_known(compared("at_most", "<="), function(a, b) return a <= b end),
  eq = unless_known(compared("equal", "=="), function(a, b) return a == b end),
  least = unless_known(chosen "least", function(a, b) return a <= b and a or b end),
  most = unless_known(chosen "most", function(a, b) return a <= b and b or a end),
  concat = unless_known(refused "joined to text", function(a, b) return a .. b end),
  tostring = unless_known(refused "made text", tostring),
  index = member, len = refused "measured", mod = refused "divided with a rest",
  idiv = refused "divided with a rest", pow = refused "raised to a power",
  call = refused "called", newindex = refused "changed",
}

-- Words

local signs = { add = " + ", subtract = " - " }


-- A number of millionths, with the decimals that it has.
function kit.decimal(units)
  local text = string.format("%d.%06d", units // 1000000, units % 1000000)
  return (string.gsub(string.gsub(text, "0+$", ""), "%.$", ""))
end

-- An expression as a notice would write it; `name` says what to call a field.
function kit.name_of_node(node, name)
  local function factor(part)
    local text = kit.name_of_node(part, name)
    return signs[part.op] and "(" .. text .. ")" or text
  end
  if node.op == "field" then return name and name(node.field) or node.field.name end
  if is_constant(node) and node.kind == "number" then return kit.decimal(node.value) end
  if is_constant(node) then return tostring(core.exact(node.kind, node.value)) end
  if node.op == "year" then return "year(" .. kit.name_of_node(node.left, name) .. ")" end
  if node.op == "scale" and node.kind == "count" then
    return "full_steps(" .. kit.name_of_node(node.left, name) .. ", "
      .. tostring(core.exact("money", node.denominator)) .. ")"
  end
  if node.op == "scale" then
    return factor(node.left) .. " * " .. tostring(core.fraction(node.numerator, node.denominator))
  end
  if node.op == "share" or node.op == "multiply" then
    return factor(node.left) .. " * " .. factor(node.right)
  end
  local left, right = kit.name_of_node(node.left, name), kit.name_of_node(node.right, name)
  if node.op == "least" then return "at_most(" .. left .. ", " .. right .. ")" end
  if node.op == "most" then return "at_least(" .. left .. ", " .. right .. ")" end
  if node.op == "subtract" then right = factor(node.right) end
  return left .. signs[node.op] .. right
end
