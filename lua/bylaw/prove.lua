-- SPDX-License-Identifier: MIT
-- prove: a table and the function that it was explored from give the same.
--
-- Both are asked about every record of boundary.lua and about records by chance, always the same
-- ones. A difference is an error that names the rule and the record.

local RECORDS_BY_CHANCE, RECORDS_FOR_QUESTION = 64, 4

-- The records that a rule's function takes, made of cells.
function kit.facts_of(rule, cells)
  local records = {}
  for i, fields in ipairs(rule.records) do
    records[i] = {}
    for _, field in ipairs(fields) do
      records[i][field.name] = kit.fact_of_cell(field, cells[field.place])
    end
  end
  return records
end

local function show(field, cell)
  local fact = kit.fact_of_cell(field, cell)
  return fact == nil and "nothing" or tostring(fact)
end

local function show_record(rule, cells)
  local words = {}
  for _, field in ipairs(rule.fields) do
    words[#words + 1] = field.name .. " = " .. show(field, cells[field.place])
  end
  return table.concat(words, ", ")
end

local function compare(rule, explored, cells)
  local _, by_table = core.decide(explored.table, cells)
  local values = table.pack(pcall(rule.body, table.unpack(kit.facts_of(rule, cells))))
  if not values[1] then
    kit.complain("rule %s: for %s the function fails: %s", rule.name, show_record(rule, cells),
      tostring(values[2]))
  end
  for i, result in ipairs(rule.results) do
    if by_table[i] ~= kit.cell_of(result, values[i + 1]) then
      kit.complain("rule %s: for %s the table gives %s = %s, the function %s", rule.name,
        show_record(rule, cells), result.name, show(result, by_table[i]),
        tostring(values[i + 1]))
    end
  end
end

-- Raises unless the table of an exploration is the rule's function.
function kit.prove(rule, explored)
  kit.boundaries(rule, explored, RECORDS_FOR_QUESTION, function(_, group)
    for _, cells in ipairs(group) do compare(rule, explored, cells) end
  end)
  local by_chance = kit.records_by_chance(rule, explored, 2)
  for _ = 1, RECORDS_BY_CHANCE do compare(rule, explored, by_chance()) end
end
