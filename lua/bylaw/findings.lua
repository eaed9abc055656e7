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
--   findings.of(x, wanted)     those of the rows with these codes or of these articles only,
--                              "maker_barred ...", "第三条 第七条"
--   findings.first(x, wanted)  the first of them, nil when there is nothing; no row behind it is
--                              tested, so that a rule (rule.lua) may ask this
--   findings.judge(x)          every row as { code, cite, term, outcome }: "pass", "fail" with its
--                              severity and value, "undecided" with the names that it needs
--   findings.worst(list)       the gravest severity among them, nil when there is nothing
--
-- A row says whether it holds of x, then a value to show; it may be the name of a field of x that
-- must be true, "not" and the name of one that must not, or a comparison with a code or with the
-- codes of a list: "kind == overseas", "purpose ~= high_risk". So may `when`, without which the row
-- is not tested; nor is it while a field of x that it `needs` is nil. With `each` it finds several
-- things, each of which may have a code, severity and cite of its own; the row's code may then be
-- the name of the list of theirs. An error `eased` by a field of x is a warning when that is true.
-- The codes with their terms are the list "finding", or another one; the severities are fatal,
-- error, warning and info, or others, the gravest first:
-- { codes = "bar", severities = "prohibited conditional", { ... }, ... }.

local known = kit.known { 1, 2, 3, 4, 5, "each", "eased", "when", "needs" }
local usual = "fatal error warning info"

local function check_row(row, severities)
  kit.only("a finding", row, known)
  local code = kit.expect("a finding's code", row[1], "string")
  if not severities.has[row[2]] then
    kit.complain('finding %s: there is no severity "%s"; did you mean "%s"?', code,
      tostring(row[2]), kit.nearest(row[2], severities.list))
  end
  kit.expect("the cite of finding ", row[3], "string", code)
  kit.expect("the term of finding ", row[4], "string", code)
end

-- Whether a field has a code, or one of a list of codes.
local function comparison(notice, field, operator, value)
  local codes, wanted = notice.types[value], {}
  for _, code in ipairs(codes and codes.values or { value }) do wanted[code] = true end
  return function(x)
    local code = x[field]
    return (code ~= nil and wanted[code] or false) == (operator == "==")
  end
end

local function test_of(notice, row, test)
  if type(test) ~= "string" then
    return kit.expect("the test of finding ", test, "function", row[1])
  end
  local negated = string.match(test, "^not ([%w_]+)$")
  if negated then return function(x) return not x[negated] end end
  local field, operator, value = string.match(test, "^([%w_]+) ([=~]=) ([%w_]+)$")
  if field then return comparison(notice, field, operator, value) end
  return function(x) return x[test] end
end

-- Those of the names that x lacks.
local function lacks(names, x)
  local lacking = {}
  for _, name in ipairs(names) do
    if x[name] == nil then lacking[#lacking + 1] = name end
  end
  return lacking
end

-- A row as a function of x that gives what it finds: a list of { code, severity, cite, value } that
-- lack what the row says itself; nil for nothing.
local function finder(notice, row, severities)
  check_row(row, severities)
  local when = row.when and test_of(notice, row, row.when)
  local each, _, needs = row.each, kit.set_of(row.needs)
  local test = not each and test_of(notice, row, row[5])
  return function(x)
    if #lacks(needs, x) > 0 or when and not when(x) then return nil end
    if each then return each(x) end
    local holds, value = test(x)
    return holds and { { value = value } } or nil
  end
end

local function add_row(into, row, found, x)
  for _, one in ipairs(found) do
    local severity = one.severity or row[2]
    if row.eased and x[row.eased] and severity == "error" then severity = "warning" end
    into[#into + 1] = { code = one.code or row[1], severity = severity, cite = one.cite or row[3],
      value = one.value }
  end
end

-- What a row comes to, as findings.judge tells it: nothing where it does not apply.
local function judged(notice, row, found, x)
  local _, needs = kit.set_of(row.needs)
  local lacking, list = lacks(needs, x), {}
  local row_of = { code = row[1], cite = row[3], outcome = "pass" }
  if #lacking > 0 then
    row_of.outcome, row_of.needs = "undecided", lacking
    return { row_of }
  end
  add_row(list, row, found or {}, x)
  for _, finding in ipairs(list) do finding.outcome = "fail" end
  if #list > 0 then return list end
  return (not row.when or test_of(notice, row, row.when)(x)) and { row_of } or {}
end

-- The places of the rows that a text wants, by their codes or articles; nil wants them all.
local function places_of(rows, wanted)
  local set, places = kit.set_of(wanted), {}
  for i, row in ipairs(rows) do
    local article = string.gsub(row[3], "%(.*$", "")
    if wanted == nil or set[row[1]] or set[article] then places[#places + 1] = i end
  end
  return places
end

local function worst_of(severities, list)
  for _, severity in ipairs(severities.list) do
    for _, finding in ipairs(list) do
      if finding.severity == severity then return severity end
    end
  end
end

function kit.findings(notice, rows)
  local _, names = kit.set_of(kit.expect("findings", rows, "table").severities or usual)
  local finders, terms, severities = {}, {}, kit.known(names)
  for i, row in ipairs(rows) do
    finders[i], terms[i] = finder(notice, row, severities), { row[1], row[4] }
  end
  local all = notice:list(rows.codes or "finding", terms)
  local named = {}
  for i, code in ipairs(all.values) do named[i] = code .. " " .. (all.labels[code] or "") end
  notice:labels("- " .. table.concat(named, ", "))
  local chosen = {}
  local function find(x, wanted, most)
    local list, key = {}, wanted or ""
    chosen[key] = chosen[key] or places_of(rows, wanted)
    for _, place in ipairs(chosen[key]) do
      local found = finders[place](x)
      if found then add_row(list, rows[place], found, x) end
      if #list >= most then break end
    end
    return list
  end
  -- Rows of one code and article pass together or not at all.
  local function judge(x)
    local told, list, seen = {}, {}, {}
    for i, row in ipairs(rows) do
      for _, one in ipairs(row[2] ~= "info" and judged(notice, row, finders[i](x), x) or {}) do
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
  return { judge = judge, of = function(x, wanted) return find(x, wanted, math.huge) end,
    first = function(x, wanted) return find(x, wanted, 1)[1] end,
    worst = function(list) return worst_of(severities, list) end }
end
