-- SPDX-License-Identifier: MIT
-- explore: a plain Lua function becomes a decision table.
--
-- The function is called again and again with symbols in place of facts (symbol.lua). A comparison
-- of symbols, a code, a yes or no, and whether a fact is there at all are questions; one run is one
-- path of answers. Then the last answer that is still open is turned, until none is. A question
-- that the answers before it settle is not asked: each quantity has the interval that is left.
--
-- What cannot be explored is said, not guessed. A number is a symbol, and Lua lets no symbol hear
-- `==` beside a plain number nor a look-up in a plain table. Amounts, percents and dates are no
-- plain numbers, and codes and yes or no are tried value by value, so only counts are at stake: one
-- that is bounded to few values is tried as codes are, and a function that knows any other may not
-- reach one that compares by `==` or looks up in a table what could be a number (core.blind);
-- equal(a, b) is heard.

local PATHS_MAX, QUESTIONS_MAX, VALUES_MAX = 4096, 200, 16

local run -- the running path: its steps, how far it got, what it knows

-- Whole numbers that stay at the ends rather than wrap.
local function plus(a, b)
  local near = a * 1.0 + b
  if math.abs(near) > 9.2e18 then return near > 0 and math.maxinteger or -math.maxinteger end
  return a + b
end
local function times(a, b)
  if math.abs(a * 1.0 * b) > 9.2e18 then
    return (a > 0) == (b > 0) and math.maxinteger or -math.maxinteger
  end
  return a * b
end

-- Intervals

local limits = {
  money = { -100000000000000, 100000000000000 }, count = { 0, math.maxinteger },
  percent = { -math.maxinteger, math.maxinteger },
  number = { -math.maxinteger, math.maxinteger }, date = { -719162, 2932896 },
  time = { -math.maxinteger, math.maxinteger },
}

-- Between which cells a field lies, as it is declared.
local function declared_limits(field)
  local least, most = limits[field.type][1], limits[field.type][2]
  local function units(bound)
    if field.type == "percent" then return times(bound, 1000000000) end
    if field.type == "number" then return times(bound, 1000000) end
    local _, number = core.units(bound)
    return number
  end
  if field.least then least = math.max(least, units(field.least)) end
  if field.above then least = math.max(least, plus(units(field.above), 1)) end
  if field.most then most = math.min(most, units(field.most)) end
  return least, most
end
function kit.field_limits(field)
  if not field.lowest then field.lowest, field.highest = declared_limits(field) end
  return field.lowest, field.highest
end

local range_of_form

local function product_range(a_least, a_most, b_least, b_most)
  local p, q = times(a_least, b_least), times(a_least, b_most)
  local r, s = times(a_most, b_least), times(a_most, b_most)
  return math.min(p, q, r, s), math.max(p, q, r, s)
end

local function range_of(node) return range_of_form(node.atoms, node.shift) end

local function range_of_atom(node)
  if node.op == "field" then return kit.field_limits(node.field) end
  local a_least, a_most = range_of(node.left)
  if node.op == "year" then
    return core.exact("date", a_least).year, core.exact("date", a_most).year
  end
  if node.op == "scale" then
    local least, most = product_range(a_least, a_most, node.numerator, node.numerator)
    return least // node.denominator - 1, most // node.denominator + 1
  end
  local b_least, b_most = range_of(node.right)
  if node.op == "least" then return math.min(a_least, b_least), math.min(a_most, b_most) end
  if node.op == "most" then return math.max(a_least, b_least), math.max(a_most, b_most) end
  local least, most = product_range(a_least, a_most, b_least, b_most)
  if node.op == "multiply" then return least, most end
  return -math.maxinteger, math.maxinteger
end

local function gcd(a, b)
  while b ~= 0 do a, b = b, a % b end
  return math.abs(a)
end

-- A form's own name and the whole number it is a multiple of: 2x - 4y is 2 times "1x-2y", 4y - 2x
-- is -2 times that.
local function name_of(atoms)
  local ids, divisor = {}, 0
  for id, factor in next, atoms do
    ids[#ids + 1], divisor = id, gcd(factor, divisor)
  end
  table.sort(ids)
  if atoms[ids[1]] < 0 then divisor = -divisor end
  local words = {}
  for i, id in ipairs(ids) do words[i] = atoms[id] // divisor .. "*" .. id end
  return table.concat(words, " "), divisor
end

function range_of_form(atoms, shift)
  if not next(atoms) then return shift, shift end
  local name, divisor = name_of(atoms)
  local least, most = 0, 0
  for id, factor in next, atoms do
    local node = run.nodes[id]
    local known = run.known["1*" .. id]
    local atom_least, atom_most = range_of_atom(node)
    if known then
      atom_least, atom_most = math.max(atom_least, known[1]), math.min(atom_most, known[2])
    end
    local low, high = product_range(atom_least, atom_most, factor, factor)
    least, most = plus(least, low), plus(most, high)
  end
  local known = run.known[name]
  if known then
    local low, high = product_range(known[1], known[2], divisor, divisor)
    least, most = math.max(least, low), math.min(most, high)
  end
  return plus(least, shift), plus(most, shift)
end

-- Questions

-- The answer on this path, counting from 1.
local function ask(question)
  run.at = run.at + 1
  local step = run.steps[run.at]
  if not step then
    if run.at > QUESTIONS_MAX then
      kit.unexplorable("a path asks more than %d questions", QUESTIONS_MAX)
    end
    question.cite = run.cite
    step = { question = question, choice = 1, answers = {} }
    run.steps[run.at] = step
  elseif step.question.key ~= question.key then
    kit.unexplorable "it does not ask the same questions each time"
  end
  return step.choice
end

local function keep(name, least, most)
  local known = run.known[name]
  if known then least, most = math.max(least, known[1]), math.min(most, known[2]) end
  run.known[name] = { least, most }
end

local function ask_about(question, left, right)
  local key = table.concat({ question, left.id, right.id }, " ")
  return ask { key = key, ask = question, left = left, right = right, options = 2 } == 1
end

-- a == b, where their difference is `divisor` times a form plus `shift`.
local function ask_equal(left, right, name, value, least, most)
  if value < least or value > most then return false end
  if least == most then return true end
  local key = name .. " = " .. value
  if run.unequal[key] then return false end
  local yes = ask_about("equal", left, right)
  if yes then
    keep(name, value, value)
  else
    run.unequal[key] = true
    if value == least then keep(name, value + 1, math.maxinteger) end
    if value == most then keep(name, -math.maxinteger, value - 1) end
  end
  return yes
end

-- Whether a comparison of two nodes holds; asked only where the path leaves it open.
function kit.compare(question, left, right)
  local atoms, shift = {}, left.shift - right.shift
  for id, factor in next, left.atoms do atoms[id] = factor end
  for id, factor in next, right.atoms do
    atoms[id] = (atoms[id] or 0) - factor
    if atoms[id] == 0 then atoms[id] = nil end
  end
  if not next(atoms) then
    if question == "equal" then return shift == 0 end
    return shift < 0 or (question == "at_most" and shift == 0)
  end
  local name, divisor = name_of(atoms)
  local form = {}
  for id, factor in next, atoms do form[id] = factor // divisor end
  local least, most = range_of_form(form, 0)
  if question == "equal" then
    if shift % divisor ~= 0 then return false end
    return ask_equal(left, right, name, -shift // divisor, least, most)
  end
  -- The comparison holds where the form is below `edge`, or from there on when it falls.
  local rises = divisor > 0
  local size = math.abs(divisor)
  local strict = question == "less"
  local edge
  if rises then
    edge = strict and -(shift // size) or (-shift) // size + 1
  else
    edge = strict and shift // size + 1 or -((-shift) // size)
  end
  if most < edge then return rises end
  if least >= edge then return not rises end
  local yes = ask_about(question, left, right)
  if yes == rises then keep(name, -math.maxinteger, edge - 1)
  else keep(name, edge, math.maxinteger) end
  return yes
end

-- Refuses a node that may lie below `least`, 0 or 1, on this path.
function kit.must_be_from(node, least)
  if range_of(node) < least then
    kit.unexplorable("it divides %s a fact that may be %s", least == 1 and "by" or "up",
      least == 1 and "0 or less" or "less than 0")
  end
end

-- Facts

-- Whether symbols can stand for the field: no list, text, record or object.
function kit.is_explored(field)
  return not field.list and (limits[field.type] ~= nil or field.type == "code"
    or field.type == "bool")
end

function kit.may_be_absent(field)
  return field.fallback == nil and (field.nullable or field.belongs or not field.required)
end

-- A field that another one's value asks for is there, once that value is known.
local function is_asked_for(field)
  local other = field.with_field and run.facts[field.with_field]
  return other ~= nil and kit.asks_for(field, other.value)
end

local function values_of(field)
  if field.type == "code" then return field.codes end
  if field.type == "bool" then return { false, true } end
  if field.type ~= "count" or field.least == nil or field.most == nil then return nil end
  if field.most - field.least >= VALUES_MAX then return nil end
  local values = {}
  for value = field.least, field.most do values[#values + 1] = value end
  return values
end

local function one_of(field, values, absent)
  local choice = ask { key = "code " .. field.place, ask = "code", field = field, values = values,
    options = #values + (absent and 1 or 0) }
  return values[choice]
end

local function fact_of(field)
  if not kit.is_explored(field) then
    kit.unexplorable("it reads the %s %s", field.list and "list" or field.type, field.name)
  end
  local absent = kit.may_be_absent(field) and not is_asked_for(field)
  local values = values_of(field)
  if values then return one_of(field, values, absent) end
  local present = not absent
    or ask { key = "present " .. field.place, ask = "present", field = field, options = 2 } == 1
  return present and kit.node_of_field(field).symbol or nil
end

-- A count that is no constant is known to the function that read or made it, and to those that
-- called this one with what they know.
function kit.hear(node)
  local frame = node.kind == "count" and node.op ~= "constant" and run.frame
  while frame do
    frame.count = kit.name_of_node(node)
    frame = frame.outer
  end
end

local function record_of(fields)
  local names, named = {}, {}
  for i, field in ipairs(fields) do names[i], named[field.name] = field.name, field end
  return setmetatable({}, {
    __index = function(_, name)
      local known = run.facts[name]
      if not named[name] then
        run.mistaken = true
        kit.complain('there is no field "%s"; did you mean "%s"?', tostring(name),
          kit.nearest(name, names))
      end
      if not known then
        known = { value = fact_of(named[name]) }
        run.facts[name] = known
      end
      local node = core.node(known.value)
      if node then kit.hear(node) end
      return known.value
    end,
    __newindex = function() kit.unexplorable "it changes its record" end,
  })
end

-- Rows

-- A result as a node; false when it is absent.
local function result_of(value, result)
  if value == nil then return false end
  local node = core.node(value)
  if result.type == "bool" then
    if type(value) ~= "boolean" then kit.unexplorable("%s is no yes or no", result.name) end
    return kit.node_of_constant("bool", value and 1 or 0)
  elseif result.type == "code" then
    for place, code in ipairs(result.codes) do
      if code == value then return kit.node_of_constant("code", place - 1) end
    end
    kit.unexplorable("%s is none of its codes", result.name)
  elseif not node then
    local kind, units, _, _, exact = core.units(value)
    if kind ~= result.type or exact == false then
      kit.unexplorable("%s is no %s", result.name, result.type)
    end
    return kit.node_of_constant(kind, units)
  elseif node.kind ~= result.type or node.op == "quotient" then
    kit.unexplorable("%s is no %s", result.name, result.type)
  end
  return node
end

-- What is known of each field at the end of a path: cells that lead there, or nearly.
local function witness()
  local cells = {}
  for place, field in ipairs(run.fields) do
    local fact = run.facts[field.name]
    local node = fact and core.node(fact.value)
    cells[place] = node and { range_of(node) } or fact
  end
  return cells
end

local function row_of(rule, values)
  local row, key = { results = {} }, {}
  for i, result in ipairs(rule.results) do
    row.results[i] = result_of(values[i], result)
    key[i] = row.results[i] and row.results[i].id or "-"
  end
  row.key, row.witness = "row " .. table.concat(key, " "), witness()
  return row
end

-- Equal rows and equal branches are one; a question all of whose answers lead to the same is none.
local function shared(tree, found)
  if not found.question then
    local row = tree.known[found.key]
    if not row then
      tree.rows[#tree.rows + 1], tree.known[found.key] = found, found
      found.place, found.witnesses, row = #tree.rows, {}, found
    end
    row.witnesses[#row.witnesses + 1] = found.witness
    return row
  end
  local key, same = { found.question.key }, true
  for i, answer in ipairs(found.answers) do
    key[i + 1] = answer.key
    same = same and answer == found.answers[1]
  end
  if same then return found.answers[1] end
  tree.count = tree.count + 1
  found.key = table.concat(key, ",")
  local known = tree.known[found.key]
  if known then return known end
  found.key, tree.known[found.key] = "branch " .. tree.count, found
  return found
end

local function begin(exploration)
  run = { nodes = exploration.nodes, fields = exploration.fields, steps = exploration.steps, at = 0,
    judged = exploration.judged, known = {}, unequal = {}, facts = {}, frames = {} }
end

-- Calls f in a frame of its own: what is asked there has the cite, and what is known is judged of
-- the frame's body.
local function call_in(frame, f, ...)
  local frame_before, cite_before = run.frame, run.cite
  run.frame, run.frames[#run.frames + 1], run.cite = frame, frame, frame.cite
  local values = table.pack(f(...))
  run.frame, run.cite = frame_before, cite_before
  return table.unpack(values, 1, values.n)
end

-- Calls the body of a rule; what it asks while another one is explored cites its own article.
function kit.within(rule, ...)
  if not run then return rule.body(...) end
  local outer = run.frame
  return call_in({ body = rule.body, cite = rule.cite, outer = outer,
    count = outer and outer.count }, rule.body, ...)
end

-- Calls f for a part of a rule, a function of the notice that is given facts alone and knows
-- nothing of what other parts read.
function kit.apart(part, cite, f, ...)
  if not run then return f(...) end
  return call_in({ body = part, cite = cite }, f, ...)
end

-- Beside a count, no function may do what a symbol can't hear.
local function check_counts()
  for _, frame in ipairs(run.frames) do
    local blind = frame.count and not run.judged[frame.body] and core.blind(frame.body)
    if blind then kit.unexplorable("beside the count %s, %s", frame.count, blind) end
    run.judged[frame.body] = run.judged[frame.body] or frame.count ~= nil
  end
end

-- One path from the root to a row.
local function walk(rule, exploration)
  begin(exploration)
  local records = {}
  for i, fields in ipairs(rule.records) do records[i] = record_of(fields) end
  local values = table.pack(pcall(kit.within, rule, table.unpack(records)))
  if not values[1] then error(values[2], 0) end
  for i = #run.steps, run.at + 1, -1 do run.steps[i] = nil end
  check_counts()
  return row_of(rule, table.move(values, 2, values.n, 1, {}))
end

-- Hangs what was found under the last answer, and turns to the next one that is open. The whole
-- tree when none is.
local function turn(tree, steps, found)
  found = shared(tree, found)
  while #steps > 0 do
    local step = steps[#steps]
    step.answers[step.choice] = found
    if step.choice < step.question.options then
      step.choice = step.choice + 1
      return nil
    end
    steps[#steps] = nil
    found = shared(tree, { question = step.question, answers = step.answers })
  end
  return found
end

local function find_tree(rule, exploration)
  local tree = { rows = {}, known = {}, count = 0 }
  local paths, root = 0
  repeat
    paths = paths + 1
    if paths > PATHS_MAX then kit.unexplorable("it has more than %d paths", PATHS_MAX) end
    root = turn(tree, exploration.steps, walk(rule, exploration))
  until root
  exploration.root, exploration.rows, exploration.paths = root, tree.rows, paths
end

-- Explores a rule { body, records (a list of fields for each argument), fields (all of them, each
-- knowing its place), results }. Gives { root, rows, nodes, fields, paths }, or nil and the reason
-- why not. rule.reads becomes the names of the parameters that it read. A field that there is not
-- is the author's mistake, and raises.
function kit.explore(rule)
  local exploration = { nodes = kit.new_nodes(), fields = rule.fields, steps = {}, judged = {} }
  rule.reads = kit.note_reads(kit.parameter_fact)
  local done, trouble = pcall(find_tree, rule, exploration)
  kit.forget_reads()
  local mistaken = run.mistaken
  run = nil
  if done then return exploration end
  if mistaken then error(trouble, 0) end
  return nil, type(trouble) == "table" and trouble.reason or tostring(trouble)
end
