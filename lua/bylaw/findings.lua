-- SPDX-License-Identifier: MIT
-- findings: all that is found wrong with a thing, in the order of a table.
--
--   local findings = notice:findings {
--     { "maker_barred", "fatal", "第三条", "不得制定的单位", "barred" },
--     { "unregistered", "fatal", "第三十二条", "未登记编号", "not number", when = "published" },
--     { "gap_too_short", "error", "第四十六条", "间隔不足", function(x) return x.gap < 30, x.gap end },
--     { "paper_missing", "error", "第十九条", "缺少材料", eased = "urgent",
--       each = function(x) return { { value = "draft" } } end },
--   }
--   findings.of(x)             { code, severity, cite, value }, ...
--   findings.of(x, codes)      those of the rows with these codes only, "maker_barred ..."
--   findings.judge(x)          every row as { code, cite, term, outcome }: "pass", "fail" with its
--                              severity and value, "undecided" with the names that it needs
--   findings.worst(list)       the gravest severity among them, nil when there is nothing
--
-- A row says whether it holds of x, then a value to show; it may be the name of a field of x that
-- must be true, or "not" and the name of one that must not. So may `when`, without which the row is
-- not tested. With `each` it finds several things, each of which may have a code, severity and cite
-- of its own; the row's code may then be the name of the list of theirs. An error that is `eased`
-- by a field of x is a warning when that is true. A row says which fields of x it `needs`; while
-- one of them is nil it is not tested. The terms of the codes are the list "finding".

local known = kit.known { 1, 2, 3, 4, 5, "each", "eased", "when", "needs" }
local severities = kit.known { "fatal", "error", "warning", "info" }

local function check_row(row)
  kit.only("a finding", row, known)
  local code = kit.expect("a finding's code", row[1], "string")
  if not severities.has[row[2]] then
    kit.complain('finding %s: there is no severity "%s"; did you mean "%s"?', code,
      tostring(row[2]), kit.nearest(row[2], severities.list))
  end
  kit.expect("the cite of finding ", row[3], "string", code)
  kit.expect("the term of finding ", row[4], "string", code)
end

local function test_of(row, test)
  if type(test) ~= "string" then
    return kit.expect("the test of finding ", test, "function", row[1])
  end
  local negated = string.match(test, "^not ([%w_]+)$")
  if negated then return function(x) return not x[negated] end end
  return function(x) return x[test] end
end

local function always() return true end

-- The names of x that a row needs and x lacks.
local function lacks(row, x)
  local lacking = {}
  for name in string.gmatch(row.needs or "", "%S+") do
    if x[name] == nil then lacking[#lacking + 1] = name end
  end
  return lacking
end

-- How a row is asked: when it is tested, and what it then finds, a list of { code, severity, cite,
-- value } that lack what the row says itself.
local function finder(row)
  check_row(row)
  local each, test = row.each, nil
  if not each then test = test_of(row, row[5]) end
  return { when = row.when and test_of(row, row.when) or always,
    find = each or function(x)
      local holds, value = test(x)
      return holds and { { value = value } } or {}
    end }
end

local function add_row(into, row, find, x)
  for _, one in ipairs(find(x)) do
    local severity = one.severity or row[2]
    if row.eased and x[row.eased] and severity == "error" then severity = "warning" end
    into[#into + 1] = { code = one.code or row[1], severity = severity, cite = one.cite or row[3],
      value = one.value }
  end
end

-- What a row comes to, for findings.judge.
local function judged(row, asked, x)
  local lacking = lacks(row, x)
  if #lacking > 0 then
    return { { code = row[1], cite = row[3], outcome = "undecided", needs = lacking } }
  end
  if not asked.when(x) then return {} end
  local found = {}
  add_row(found, row, asked.find, x)
  for _, finding in ipairs(found) do finding.outcome = "fail" end
  if #found == 0 then found[1] = { code = row[1], cite = row[3], outcome = "pass" } end
  return found
end

function kit.findings(notice, rows)
  local finders, terms = {}, {}
  for i, row in ipairs(kit.expect("findings", rows, "table")) do
    finders[i], terms[i] = finder(row), { row[1], row[4] }
  end
  local all, named = notice:list("finding", terms), {}
  for i, code in ipairs(all.values) do named[i] = code .. " " .. (all.labels[code] or "") end
  notice:labels("- " .. table.concat(named, ", "))
  local findings = {}
  function findings.of(x, codes)
    local wanted, list = codes and kit.set_of(codes), {}
    for i, row in ipairs(rows) do
      local tested = (not wanted or wanted[row[1]]) and #lacks(row, x) == 0 and finders[i].when(x)
      if tested then add_row(list, row, finders[i].find, x) end
    end
    return list
  end
  -- Rows of one code and article pass together or not at all.
  function findings.judge(x)
    local told, list, seen = {}, {}, {}
    for i, row in ipairs(rows) do
      for _, one in ipairs(row[2] ~= "info" and judged(row, finders[i], x) or {}) do
        one.term = all.labels[one.code] or row[4]
        told[#told + 1], one.key = one, one.code .. " " .. one.cite
        if one.outcome == "fail" then seen[one.key] = true end
      end
    end
    for _, one in ipairs(told) do
      if one.outcome == "fail" or not seen[one.key] then list[#list + 1] = one end
      seen[one.key], one.key = true, nil
    end
    return list
  end
  function findings.worst(list)
    for _, severity in ipairs(severities.list) do
      for _, finding in ipairs(list) do
        if finding.severity == severity then return severity end
      end
    end
  end
  return findings
end
