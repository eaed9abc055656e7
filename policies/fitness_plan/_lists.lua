-- SPDX-License-Identifier: MIT
-- What the plan can be asked for as it is printed: targets, tasks, who answers for them, by when;
-- and what a number comes to for so many people.
local n = ...
local notice, p, goals, within = n.notice, n.p, n.goals, n.within
local targets, tasks = n.target_rows, n.task_rows
local matrix, departments = n.matrix_rows, n.department_rows
local due_of, due_texts = n.due_of, n.due_texts

local function matches(row, q, cite)
  return (q.id == nil or row.id == q.id) and (q.kind == nil or row.kind == q.kind)
    and within(cite, q.section)
    and (q.department == nil or notice:place(row.departments, q.department) ~= nil)
end

notice:pure "targets" {
  label = "目标", fields = "id target\nkind kind\nsection section\ndepartment department",
  answers = "items[id target en kind op value unit due cite links departments[]]",
  act = function(q)
    local items, reasons = {}, {}
    for _, row in ipairs(targets) do
      if matches(row, q, row.cite) then
        local number = goals:number(row)
        items[#items + 1] = { id = row.id, target = row.target, en = row.en, kind = row.kind,
          op = row.kind ~= "text" and goals:op(row) or nil,
          value = number or goals:text(row), unit = row.unit, due = row.due, cite = row.cite,
          links = row.links, departments = row.departments }
        reasons[#reasons + 1] = { row.cite, "target", row.id }
      end
    end
    return { items = items }, reasons
  end,
}

-- 每万人, 每千人, 人均: of how many people each, and to how many decimals things are counted.
local rates = { f01 = { 100, 0 }, f04 = { 10000, 0 }, f05 = { 1000, 0 }, f06 = { 1, 2 } }
notice:list("rated", { { "f01" }, { "f04" }, { "f05" }, { "f06" } })

notice:pure "rate" {
  label = "比率", fields = "id* rated\nnumerator* number 0..1000000000000\n"
    .. "population* count 1..1000000000",
  answers = "id value target met needed shortfall",
  act = function(q)
    local row, per, decimals = targets:of(q.id), table.unpack(rates[q.id])
    local target = goals:number(row)
    local rate = q.numerator * per / q.population
    local needed = (target * q.population / per):round(decimals, "up")
    local met = goals:holds(row, rate, target)
    return { id = q.id, value = rate:round(4), target = target, met = met, needed = needed,
      shortfall = at_least(needed - q.numerator, ratio(0)) },
      { { row.cite, "rate", rate:round(4), target }, { row.cite, "needed", q.numerator, needed } }
  end,
}

notice:pure "tasks" {
  label = "任务", fields = "section section\ndepartment department\nkind task_kind",
  answers = "items[id section kind text departments[]]",
  act = function(q)
    local items, reasons = {}, {}
    for _, row in ipairs(tasks) do
      if matches(row, { kind = q.kind, section = q.section, department = q.department },
        row.section) then
        items[#items + 1] = { id = row.id, section = row.section, kind = row.kind,
          text = row.text, departments = row.departments }
        reasons[#reasons + 1] = { row.section, "task", row.id }
      end
    end
    return { items = items }, reasons
  end,
}

-- The ids of the rows that a line of the matrix answers for.
local function ids_of(rows, line)
  local ids = {}
  for _, row in ipairs(rows) do
    if row.line == line then ids[#ids + 1] = row.id end
  end
  return ids
end

notice:pure "duties" {
  label = "职责", fields = "department* department",
  answers = "department name sections[section order name? targets[] tasks[]]",
  act = function(q)
    local list, reasons = {}, {}
    for _, line in ipairs(matrix) do
      local order = notice:place(line.departments, q.department)
      if order then
        list[#list + 1] = { section = line.section, order = order,
          name = line.renamed == q.department and line.printed or nil,
          targets = ids_of(targets, line), tasks = ids_of(tasks, line) }
        reasons[#reasons + 1] = { line.section, "duty", order }
      end
    end
    return { department = q.department, name = departments:of(q.department).name,
      sections = list }, reasons
  end,
}

notice:pure "due" {
  label = "到期", fields = "until date",
  answers = "items[id due due_text days_left] recurring[] undated[]",
  act = function(q)
    local by, day = q["until"] or p "plan.ends_on", q.at:date()
    local items, recurring, undated, reasons = {}, {}, {}, {}
    for _, row in ipairs(targets) do
      local due = due_of(row)
      if due and due <= by then
        items[#items + 1] = { id = row.id, due = due, due_text = due_texts[row.due],
          days_left = due - day }
      elseif row.kind == "annual" then
        recurring[#recurring + 1] = row.id
      elseif not due then
        undated[#undated + 1] = row.id
      end
    end
    table.sort(items, function(a, b) return a.due < b.due end)
    for i, item in ipairs(items) do
      reasons[i] = { targets:of(item.id).cite, "due", day, item.due }
    end
    return { items = items, recurring = recurring, undated = undated }, reasons
  end,
}
