-- SPDX-License-Identifier: MIT
-- whynot: what a request lacks to get what a rule gives, and the smallest change that turns it.
--
-- One fact is changed at a time, the others stay. A number turns a table only where some question
-- of it turns, so those places are tried from the nearest on, and between the last that does not
-- turn it and the first that does lies the exact one. Codes, yes and no are tried each.

local PAD = "  "

local function is_granted(rule, form, cells)
  local _, results = core.decide(form.table, cells)
  if rule.measure then
    local verdict = kit.fact_of_cell(rule.results[1], results[1])
    return verdict == "qualified" or verdict == "referral" or verdict == "pending_review", results
  end
  for i in ipairs(rule.results) do
    if results[i] and results[i] ~= 0 then return true, results end
  end
  return false, results
end

-- The cells at which some question turns when the field alone changes.
local function turning_points(form, cells, field)
  local points, seen = {}, {}
  local there = cells[field.place] and cells or kit.copy_with(cells, field.place, 0)
  local function add(cell)
    if not seen[cell] and kit.fits_cell(field, cell) then points[#points + 1] = cell end
    seen[cell] = true
  end
  for _, branch in ipairs(form.asked) do
    local question = branch.question
    for _, side in ipairs { question.left, question.right } do
      for atom in next, side.atoms do
        local known, place, value = pcall(kit.meeting_point, form, question, atom, there)
        for step = -1, known and place == field.place and 1 or -2 do add(value + step) end
      end
    end
  end
  if not cells[field.place] then add((kit.field_limits(field))) end
  return points
end

-- The nearest cell beyond which it is granted, between one that is not and one that is.
local function bisect(cells, place, refused, granted, holds)
  while math.abs(granted - refused) > 1 do
    local middle = refused + (granted - refused) // 2
    if holds(kit.copy_with(cells, place, middle)) then
      granted = middle
    else
      refused = middle
    end
  end
  return granted
end

-- The cell nearest to the field's own with which it holds, where nothing else is said that it is
-- granted; nil when there is none.
local function nearest_turn(rule, form, cells, field, holds)
  holds = holds or function(changed) return (is_granted(rule, form, changed)) end
  local own, points = cells[field.place], turning_points(form, cells, field)
  local from = own or 0
  table.sort(points, function(a, b)
    local x, y = math.abs(a - from), math.abs(b - from)
    return x < y or (x == y and a > b)
  end)
  local last = { [true] = from, [false] = from } -- the last that is refused above, and below
  for _, cell in ipairs(points) do
    if holds(kit.copy_with(cells, field.place, cell)) then
      if not own then return cell end
      return bisect(cells, field.place, last[cell >= from], cell, holds)
    end
    last[cell >= from] = cell
  end
end

local function other_codes(rule, form, cells, field)
  local found = {}
  for cell = 0, field.type == "bool" and 1 or #field.codes - 1 do
    if cell ~= cells[field.place]
      and is_granted(rule, form, kit.copy_with(cells, field.place, cell)) then
      found[#found + 1] = cell
    end
  end
  return found
end

local numbers = { money = true, count = true, percent = true, number = true, date = true }

local function difference(field, before, after)
  if field.type == "date" then return string.format("(%+d days)", after - before) end
  local size = field.type == "number" and kit.decimal(math.abs(after - before))
    or tostring(core.exact(field.type, math.abs(after - before)))
  return "(" .. (after > before and "+" or "-") .. size .. ")"
end

-- What is given: of a measure its amount, which stands behind the verdict.
local function given(rule, form, cells)
  local _, results = is_granted(rule, form, cells)
  local place = rule.measure and 2 or #rule.results
  return kit.label_of(rule.results[place]) .. " "
    .. kit.fact_text(rule.results[place], results[place])
end

-- A line for each fact that alone turns it: { fact, from, to, difference, what is given then }.
local function turns_of(rule, form, cells)
  local rows = {}
  local function add(field, cell)
    local own = cells[field.place]
    rows[#rows + 1] = { kit.label_of(field), kit.fact_text(field, own), "→",
      kit.fact_text(field, cell),
      own and numbers[field.type] and difference(field, own, cell) or "",
      given(rule, form, kit.copy_with(cells, field.place, cell)) }
  end
  for _, field in ipairs(rule.fields) do
    if kit.is_explored(field) and numbers[field.type] then
      local cell = nearest_turn(rule, form, cells, field)
      if cell then add(field, cell) end
    elseif kit.is_explored(field) and field.type ~= "time" then
      for _, cell in ipairs(other_codes(rule, form, cells, field)) do add(field, cell) end
    end
  end
  return rows
end

local function write_rows(rows, indent, out)
  local widths = {}
  for _, row in ipairs(rows) do
    for i, text in ipairs(row) do widths[i] = math.max(widths[i] or 0, core.width(text)) end
  end
  for _, row in ipairs(rows) do
    local padded = {}
    for i, text in ipairs(row) do
      padded[i] = text .. string.rep(" ", widths[i] - core.width(text))
    end
    out[#out + 1] = (string.gsub(indent .. table.concat(padded, "  "), "%s+$", ""))
  end
end

-- The facts that were asked for and are not there.
local function missing_of(form, cells, steps)
  local names, seen = {}, {}
  for i = 1, #steps, 2 do
    local field = form.asked[steps[i]].question.field
    if field and not cells[field.place] and not seen[field] then
      names[#names + 1], seen[field] = kit.label_of(field) .. " " .. field.name, true
    end
  end
  return names
end

local function value_text(value)
  if value == nil then return "-" end
  if type(value) == "boolean" then return value and "是" or "否" end
  return tostring(value)
end

-- What decided against it: the article, the fact, what it is and what is needed.
local function cause_of(rule, form, cells, steps, refused_at)
  local reasons, why_not = kit.reasons_of(rule, form, cells, steps, refused_at)
  local last = reasons[#reasons]
  local cite, name, value, needed = last[1], last[2], last[3], last[4]
  if why_not then
    cite, name, value, needed = why_not.cite, why_not.condition, why_not.value, why_not.needed
  end
  name = string.gsub(name, "^" .. string.gsub(rule.name, "%p", "%%%0") .. "%.", "")
  local field = rule.named[name]
  return string.format("%s  %s  %s%s", cite, field and kit.label_of(field) or name,
    field and kit.word_of(field, value) or value_text(value),
    needed ~= nil and "  needed 界限 " .. value_text(needed) or "")
end

-- Of a measure: a number that, changed, would leave only facts to be given, and these.
local function write_first_step(rule, form, cells, out)
  local function is_open(changed)
    local row = core.decide(form.table, changed)
    return kit.lacks_facts(rule, form.rows[row])
  end
  if not rule.measure or is_open(cells) then return end
  for _, field in ipairs(rule.fields) do
    local cell = kit.is_explored(field) and numbers[field.type]
      and nearest_turn(rule, form, cells, field, is_open)
    if cell then
      local changed = kit.copy_with(cells, field.place, cell)
      local _, _, steps = core.decide(form.table, changed)
      out[#out + 1] = PAD .. "first 先 " .. kit.label_of(field) .. " "
        .. kit.fact_text(field, cells[field.place]) .. " → " .. kit.fact_text(field, cell)
      out[#out + 1] = PAD .. "then missing 再缺 "
        .. table.concat(missing_of(form, changed, steps), ", ")
      return
    end
  end
end

local function write_record(rule, form, cells, title, out)
  local _, results, steps, refused_at = core.decide(form.table, cells)
  local verdict = rule.measure and kit.fact_text(rule.results[1], results[1]) or "nothing 无"
  out[#out + 1] = title .. PAD .. verdict
  out[#out + 1] = PAD .. cause_of(rule, form, cells, steps, refused_at)
  local missing = missing_of(form, cells, steps)
  if #missing > 0 then out[#out + 1] = PAD .. "missing 缺 " .. table.concat(missing, ", ") end
  local rows = turns_of(rule, form, cells)
  if #rows == 0 then
    out[#out + 1] = PAD .. "no single change turns it 改变任何一项都不够"
    write_first_step(rule, form, cells, out)
    return
  end
  out[#out + 1] = PAD .. "one change that turns it 改变其中一项即可"
  write_rows(rows, PAD .. PAD, out)
end

-- The records that a request is for a rule, each with its title.
local function records_of(rule, q)
  local title = rule.name .. (rule.label and PAD .. rule.label or "")
  local measure = rule.measure
  if not measure then
    local records = {}
    for i in ipairs(rule.records) do records[i] = q end
    return { { records, title } }
  end
  if not measure.each then return { { { kit.seen_by(measure, q, q) }, title } } end
  local list = {}
  for i, x in ipairs(q[measure.each] or {}) do
    list[i] = { { kit.seen_by(measure, x, q), q },
      string.format("%s  %s[%d]", title, measure.each, i) }
  end
  return list
end

-- The words; "" when nothing is refused, nil and why when the rule has no table.
function kit.tell_why_not(rule, q)
  local form, out = kit.form_in_force(rule), {}
  if rule.award and rule.award.prepare then rule.award.prepare(q) end
  if not form then return nil, rule.reason or "it can't be explored with these values" end
  for _, entry in ipairs(records_of(rule, q)) do
    local cells = kit.cells_of(rule, entry[1])
    if not cells then return nil, "a fact has more decimals than a table keeps" end
    local _, results = core.decide(form.table, cells)
    local no_line = rule.measure and kit.fact_of_cell(rule.results[1], results[1]) == "no_line"
    if not no_line and not is_granted(rule, form, cells) then
      write_record(rule, form, cells, entry[2], out)
    end
  end
  return #out > 0 and table.concat(out, "\n") .. "\n" or ""
end
