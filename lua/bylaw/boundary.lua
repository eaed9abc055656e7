-- SPDX-License-Identifier: MIT
-- boundary: the records at which a table changes its mind.
--
-- For each question of the tree a few records that lead to it, and for each of them the facts that
-- answer it either way, as near to one another as can be: the threshold, one unit either side of
-- it, each code, absent. They are what the proof tests, the cliffs lie between, and the worked
-- cases show.

local WITNESSES_MAX = 3

-- Numbers of chance that are the same on every machine.
function kit.chance(seed)
  local state = seed
  return function(below)
    state = state * 6364136223846793005 + 1442695040888963407
    return (state // 8589934592 % 2147483648) % below
  end
end

-- The smallest and the largest cell of a field.
local function limits_of(field)
  if field.type == "bool" then return 0, 1 end
  if field.type == "code" then return 0, #field.codes - 1 end
  return kit.field_limits(field)
end

-- Cells that a field may have.
function kit.fits_cell(field, cell)
  if cell == false then return kit.may_be_absent(field) end
  local least, most = limits_of(field)
  return cell >= least and cell <= most
end

-- A cell by chance: one of the numbers that matter, or of any size.
local function cell_by_chance(field, chance, numbers)
  if not kit.is_explored(field) then return false end
  if kit.may_be_absent(field) and chance(6) == 0 then return false end
  if field.type == "bool" then return chance(2) end
  if field.type == "code" then return chance(#field.codes) end
  local list = numbers[field.type]
  local cell
  if list and chance(2) == 0 then
    cell = list[chance(#list) + 1] + chance(3) - 1
  elseif field.type == "date" then
    cell = 18000 + chance(3000)
  else
    cell = chance(2147483648) * chance(65536) >> chance(47)
  end
  local least, most = kit.field_limits(field)
  if cell < least then cell = least + (field.type == "count" and chance(8) or 0) end
  return math.min(cell, most)
end

-- The constants of an exploration, by kind.
local function numbers_of(exploration)
  local numbers = {}
  for _, node in ipairs(exploration.nodes) do
    if node.op == "constant" then
      numbers[node.kind] = numbers[node.kind] or {}
      table.insert(numbers[node.kind], node.value)
    end
  end
  return numbers
end

-- Whether the other facts ask for the field.
local function is_asked_for(rule, field, cells)
  local other = field.with_field and rule.named[field.with_field]
  if not other then return false end
  return kit.asks_for(field, kit.fact_of_cell(other, cells[other.place]))
end

-- Gives cells a value where the others ask for one.
local function complete(rule, cells)
  for place, field in ipairs(rule.fields) do
    if cells[place] == false and kit.is_explored(field) and is_asked_for(rule, field, cells) then
      cells[place] = limits_of(field)
    end
  end
  return cells
end

local function is_complete(rule, cells)
  for place, field in ipairs(rule.fields) do
    if cells[place] == false and is_asked_for(rule, field, cells) then return false end
  end
  return true
end

function kit.records_by_chance(rule, exploration, seed)
  local chance, numbers = kit.chance(seed), numbers_of(exploration)
  return function()
    local cells = {}
    for place, field in ipairs(rule.fields) do
      cells[place] = cell_by_chance(field, chance, numbers)
    end
    return complete(rule, cells)
  end
end

-- The cells of a witness: within the interval that its path left, at the end which the path set.
local function cells_of_witness(rule, witness, by_chance)
  local cells = by_chance()
  for place, known in next, witness do
    local field = rule.fields[place]
    if known[1] then
      local least, most = kit.field_limits(field)
      cells[place] = known[1] > least and known[1] or known[2] < most and known[2] or cells[place]
        or known[1]
    else
      cells[place] = kit.cell_of(field, known.value)
    end
  end
  return complete(rule, cells)
end

function kit.copy_with(cells, place, cell)
  local copy = table.move(cells, 1, #cells, 1, {})
  copy[place] = cell
  return copy
end

-- The field's cell at which a comparison's two sides meet, given the other cells; nil when it can't
-- be solved for that field.
function kit.meeting_point(explored, question, atom, cells)
  local node = explored.nodes[atom]
  local factor, rest = 0, question.left.shift - question.right.shift
  for _, side in ipairs { question.left, question.right } do
    local sign = side == question.left and 1 or -1
    for id, own in next, side.atoms do
      if id == atom then
        factor = factor + sign * own
      else
        rest = rest + sign * own * core.number(explored.table, id, cells)
      end
    end
  end
  if factor == 0 then return nil end
  local value = -rest // factor
  if node.op == "field" then return node.field.place, value end
  if node.op == "year" and node.left.op == "field" and value >= 1 and value <= 9999 then
    local past = value - 1
    return node.left.field.place,
      past * 365 + past // 4 - past // 100 + past // 400 - 719162 -- its first day
  end
  if node.op == "scale" and node.left.op == "field" and node.numerator > 0 then
    return node.left.field.place, value * node.denominator // node.numerator
  end
  return nil
end

-- The records next to `cells` that answer a comparison either way.
local function beside_comparison(rule, explored, question, cells, add)
  local atoms = {}
  for _, side in ipairs { question.left, question.right } do
    for id in next, side.atoms do atoms[#atoms + 1] = id end
  end
  table.sort(atoms)
  for _, atom in ipairs(atoms) do
    local place, value = kit.meeting_point(explored, question, atom, cells)
    for step = -1, place and 1 or -2 do
      if kit.fits_cell(rule.fields[place], value + step) then
        add(kit.copy_with(cells, place, value + step))
      end
    end
  end
end

local function beside(rule, explored, question, cells, add)
  if question.left then return beside_comparison(rule, explored, question, cells, add) end
  local field = question.field
  if question.ask == "present" then
    if cells[field.place] then add(kit.copy_with(cells, field.place, false)) end
    return
  end
  for _, value in ipairs(question.values) do
    add(kit.copy_with(cells, field.place, kit.cell_of(field, value)))
  end
  if question.options > #question.values then add(kit.copy_with(cells, field.place, false)) end
end

-- Records from which each row was reached, and some by chance.
local function starting_records(rule, explored, count)
  local by_chance, list = kit.records_by_chance(rule, explored, 1), {}
  for _, row in ipairs(explored.rows) do
    for i = 1, math.min(#row.witnesses, WITNESSES_MAX) do
      list[#list + 1] = cells_of_witness(rule, row.witnesses[i], by_chance)
    end
  end
  for _ = 1, 4 * count do list[#list + 1] = by_chance() end
  return list
end

-- Calls visit(question, group) for each question that a record was found for, or each comparison
-- only, in the order of the table, with up to `count` groups each; a group is a list of records
-- that differ in one fact only.
function kit.boundaries(rule, explored, count, visit, comparisons)
  local found = {}
  for _, cells in ipairs(starting_records(rule, explored, count)) do
    local _, _, steps = core.decide(explored.table, cells)
    for i = 1, #steps, 2 do
      local branch = explored.asked[steps[i]]
      found[branch] = found[branch] or {}
      if #found[branch] < count then table.insert(found[branch], cells) end
    end
  end
  local seen = {}
  for _, branch in ipairs(explored.asked) do
    local wanted = not seen[branch] and (branch.question.left or not comparisons)
    for _, cells in ipairs(wanted and found[branch] or {}) do
      local group = {}
      beside(rule, explored, branch.question, cells, function(other)
        if is_complete(rule, other) then group[#group + 1] = other end
      end)
      visit(branch.question, group)
    end
    seen[branch] = true
  end
end
