-- SPDX-License-Identifier: MIT
-- What the plan can be asked for as it is printed: its indicators, targets, projects and facts.
local n = ...
local notice, goals, columns, projects = n.notice, n.goals, n.column_rows, n.project_rows

local facts = notice:sheet("facts", "id text", n.facts)
local layout = notice:sheet("layout", "key text cite", n.layout)
local conflicts = notice:sheet("conflicts", "id text cites:text* reading", n.conflicts)
notice:list("fact", facts:codes "key")
notice:list("layout", layout:codes "key")

-- A function that lists rows of a table by filters, each row told by `tell`.
local function lister(name, label, fields, shape, list, fits, tell)
  notice:pure(name) {
    label = label, fields = fields, answers = "items[" .. shape .. "]",
    act = function(q)
      local items, reasons = {}, {}
      for _, row in ipairs(list) do
        if fits(row, q) then
          items[#items + 1] = tell and tell(row) or row
          reasons[#reasons + 1] = { row.cite or "第一章第一节", name, row.id or row.key }
        end
      end
      return { items = items }, reasons
    end,
  }
end

lister("indicators", "主要指标", "id headline\nattribute attribute",
  "id name unit value_2020 target_2025 growth attribute judge cite", n.headline_rows,
  function(row, q)
    return (q.id == nil or row.id == q.id) and (q.attribute == nil or row.attribute == q.attribute)
  end,
  function(row)
    return { id = row.id, name = row.name, unit = row.unit, value_2020 = row.value_2020,
      target_2025 = row.target_2025, growth = row.growth, attribute = row.attribute,
      judge = row.judge, cite = row.cite }
  end)

-- A cell of a row's own table that is blank is null; a column of the other table is left out.
local cells = { text = { "target", "en", "value", "unit", "when", "strength", "cite", "base" },
  milestone = { "milestone", "when", "verb", "cite" } }
local function tell_target(row)
  local told = { id = row.id, judge = row.judge, due_year = row.due_year,
    due_printed = row.due_printed }
  for _, cell in ipairs(cells[row.set]) do told[cell] = row[cell] or notice.null end
  if row.set == "text" then told.value = goals:text(row) end
  return told
end

lister("targets", "目标", "id text_target\nset target_set\nchapter count 1..12\njudge judge\n"
  .. "due_year count 2021..2025",
  [[id target? milestone? en? judge value? unit? when strength? verb? cite base? due_year
    due_printed]], n.rows,
  function(row, q)
    return row.set ~= "headline" and (q.id == nil or row.id == q.id)
      and (q.set == nil or row.set == q.set) and (q.chapter == nil or row.chapter == q.chapter)
      and (q.judge == nil or row.judge == q.judge)
      and (q.due_year == nil or row.due_year == q.due_year)
  end, tell_target)

lister("facts", "十三五情况", "id fact", "id text cite", facts,
  function(row, q) return q.id == nil or row.id == q.id end,
  function(row) return { id = row.id, text = row.text, cite = "第一章第一节" } end)

-- A key stands for those below it too: zone for its six parks.
lister("layout", "空间布局", "key layout", "key text cite", layout,
  function(row, q)
    return q.key == nil or row.key == q.key or string.starts_with(row.key, q.key .. ".")
  end)

local function conflict_cite(row)
  return { id = row.id, text = row.text, cites = row.cites, reading = row.reading }
end
for _, row in ipairs(conflicts) do row.cite = row.cites[1] end
lister("conflicts", "文本矛盾", "", "id text cites[] reading", conflicts,
  function() return true end, conflict_cite)

-- The column of each project; those of the running text have none.
local counted = {}
for _, project in ipairs(projects) do
  local column = columns:of(project.cite)
  project.column = column and column.number
  counted[project.cite] = (counted[project.cite] or 0) + 1
end
for _, column in ipairs(columns) do
  if (counted[column.column] or 0) ~= column.projects then
    error(string.format("%s does not list %d projects", column.column, column.projects))
  end
end

n.column_printed = { "column", "专栏3", "column_not_printed", "the plan prints no 专栏2",
  function(q) return q.column ~= 2 end, quiet = true }

notice:pure "projects" {
  label = "项目", fields = "column count 1..13\ngroup, contains text\ntext_only bool = false",
  rules = { n.column_printed }, answers = "items[id column group name cite]",
  act = function(q)
    local items, reasons = {}, {}
    for _, row in ipairs(projects) do
      if (q.column == nil or row.column == q.column) and (q.group == nil or row.group == q.group)
        and (q.contains == nil or string.contains(row.name, q.contains))
        and not (q.text_only and row.column) then
        items[#items + 1] = row
        reasons[#reasons + 1] = { row.cite, "project", row.id }
      end
    end
    return { items = items }, reasons
  end,
}
