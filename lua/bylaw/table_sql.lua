-- SPDX-License-Identifier: MIT
-- table_sql: a decision table as one SELECT that gives the same in SQLite and in PostgreSQL.
--
-- The records are a table or view `records` with a column for each fact: money in fen, percents in
-- 1/10^11, numbers in 1/10^6, dates as days since 1970-01-01, times as nanoseconds, yes and no as 1
-- and 0, codes as they are written. Amounts that could pass 64 bits on the way are for core/rule,
-- not for SQL.

local function quoted(text) return "'" .. string.gsub(text, "'", "''") .. "'" end
local function name_of(field) return '"' .. field.name .. '"' end

local function code(value) return type(value) == "string" and quoted(value) or tostring(value) end

local sql

local function scaled(node)
  local product = sql(node.left)
  if node.numerator ~= 1 then product = "(" .. product .. " * " .. node.numerator .. ")" end
  local divisor = node.denominator
  local bias = { down = 0, up = divisor - 1, half_up = divisor // 2 }
  local add = bias[node.rounding]
  if not add then error("rounding half to even is not written as SQL", 0) end
  if divisor == 1 then return product end
  if add == 0 then return "(" .. product .. " / " .. divisor .. ")" end
  return string.format("(CASE WHEN %s < 0 THEN -((-%s + %d) / %d) ELSE (%s + %d) / %d END)",
    product, product, add, divisor, product, add, divisor)
end

-- The days from 1970-01-01 to the first day of a civil year.
local function first_day(year)
  local past = "(" .. year .. " - 1)"
  return string.format("(%s * 365 + %s / 4 - %s / 100 + %s / 400 - 719162)", past, past, past, past)
end

local operators = { add = "+", subtract = "-", multiply = "*" }

function sql(node)
  if node.op == "field" then return name_of(node.field) end
  if node.op == "constant" then return tostring(node.value) end
  if node.op == "scale" then return scaled(node) end
  if node.op == "share" then error("a rate that is a fact is not multiplied in SQL", 0) end
  local left, right = sql(node.left), sql(node.right)
  local sign = operators[node.op]
  if sign then return "(" .. left .. " " .. sign .. " " .. right .. ")" end
  return string.format("(CASE WHEN %s %s %s THEN %s ELSE %s END)", left,
    node.op == "least" and "<=" or ">=", right, left, right)
end

local signs = { ["<"] = "<", ["≤"] = "<=", [">"] = ">", ["≥"] = ">=", ["="] = "=", ["≠"] = "<>" }

local function codes(question, answers)
  local name, list = name_of(question.field), {}
  for i, value in ipairs(question.values) do
    if answers[i] then
      list[#list + 1] = type(value) == "boolean" and (value and "1" or "0") or code(value)
    end
  end
  local given = #list == 1 and name .. " = " .. list[1]
    or #list > 1 and name .. " IN (" .. table.concat(list, ", ") .. ")" or nil
  local absent = question.options > #question.values and answers[question.options]
    and name .. " IS NULL"
  return given and absent and "(" .. given .. " OR " .. absent .. ")" or given or absent
end

-- Years are only asked for as in day:in_year(y).
local function in_year(day, sign, year)
  return string.format("%s %sBETWEEN %s AND %s - 1", day, sign == "≠" and "NOT " or "",
    first_day(year), first_day("(" .. year .. " + 1)"))
end

local function condition(one)
  local question, answers = one.question, one.answers
  if question.left then
    local about, sign, limit = kit.comparison(question, answers)
    if about.op == "year" then return in_year(sql(about.left), sign, sql(limit)) end
    return sql(about) .. " " .. signs[sign] .. " " .. sql(limit)
  end
  if question.ask == "present" then
    return name_of(question.field) .. (answers[1] and " IS NOT NULL" or " IS NULL")
  end
  return codes(question, answers)
end

local function value(result, node)
  if not node then return "NULL" end
  if result.type == "code" then return code(result.codes[node.value + 1]) end
  return sql(node)
end

local function column(result, place, ways)
  local lines = {}
  for _, way in ipairs(ways) do
    local conditions = {}
    for i, one in ipairs(way) do conditions[i] = condition(one) end
    lines[#lines + 1] = string.format("    WHEN %s\n      THEN %s",
      table.concat(conditions, " AND "), value(result, way.row.results[place]))
  end
  if #ways == 1 and #ways[1] == 0 then
    return "  " .. value(result, ways[1].row.results[place]) .. ' AS "' .. result.name .. '"'
  end
  return "  CASE\n" .. table.concat(lines, "\n") .. '\n  END AS "' .. result.name .. '"'
end

function kit.table_sql(rule, explored, title)
  local ways, columns = kit.ways(explored), {}
  for i, result in ipairs(rule.results) do columns[i] = column(result, i, ways) end
  local units = "money in fen, percents in 1/10^11, numbers in 1/10^6, dates in days since"
    .. " 1970-01-01, yes and no as 1 and 0"
  return "-- " .. title .. "\n-- " .. units .. "\nSELECT *,\n" .. table.concat(columns, ",\n")
    .. "\nFROM records;\n"
end
