-- SPDX-License-Identifier: MIT
-- 第三十一条-第四十四条: what may or must be done to a person or a body, and within which range.

local n = ...
local notice, p, cells = n.notice, n.p, n.cells

-- For people a cell is called by what its disposals are called.
local function disposals_of(cell) return notice.types[cell .. "_disposals"].values end
local function terms_of(cell)
  local terms = {}
  for i, code in ipairs(disposals_of(cell)) do
    terms[i] = notice.types.disposal.labels[code]
  end
  return table.concat(terms, "、")
end
local cell_terms, article_terms = {}, {}
for i, cell in ipairs(cells.rows) do
  local _, cite = cells(cell)
  cell_terms[i], article_terms[i] = { cell, terms_of(cell) }, { cell, cite }
end
notice:list("cell", cell_terms)
notice:list("cell_article", article_terms)

-- What is deducted for a general loss need only be more than nothing. A plan ban without years has
-- no end.
local function row(cell)
  local c = cells(cell)
  local general = c.term_min == nil
  local above = general and p "reading.lower_end" == "above_zero"
  return cell, cell, c.performance_min, c.performance_max, above, c.term_min, c.term_max,
    c.surrender_years, c.plan_ban_min, c.plan_ban_max, not general and c.plan_ban_max == nil
end

local cell_of = notice:rule "sanction_cell" {
  label = "处理方式和幅度", cite = "第三十三条",
  fields = [[
    superior*        bool            -- 上级企业人员
    loss_tier*       loss_tier       -- 损失等级
    responsibility*  responsibility  -- 责任
  ]],
  results = [[
    cell             cell            -- 组织处理等
    article          cell_article    -- 条款
    performance_min  percent         -- 绩效年薪下限
    performance_max  percent         -- 绩效年薪上限
    above            bool            -- 下限除外
    term_min         percent         -- 任期激励下限
    term_max         percent         -- 任期激励上限
    surrender_years  count           -- 上缴收益年数
    plan_ban_min     count           -- 新激励禁入最短年数
    plan_ban_max     count           -- 新激励禁入最长年数
    endless          bool            -- 新激励禁入无期限
  ]],
  function(x)
    if x.superior then return row "superior" end
    local tier = x.loss_tier == "none" and "major" or x.loss_tier
    local direct = x.responsibility == "direct" or x.responsibility == "supervisory"
    return row(tier .. (direct and "_direct" or "_leadership"))
  end,
}

-- What is taken

local function list(...) return { ... } end
local function or_null(value) return value == nil and notice.null or value end

-- A figure of the pay of a year; what is missing though pay is told is noted.
local function figure(q, a, name, year)
  local found
  for _, one in ipairs(q.pay and q.pay.years or {}) do
    if one.year == year then found = one[name] end
  end
  if found == nil and q.pay then a.missing_pay[#a.missing_pay + 1] = name .. ":" .. year end
  return found
end
-- Their sum over years; nil when one is missing or no year is known.
local function sum_of(q, a, name, years)
  local sum = #years > 0 and yuan(0) or nil
  for _, year in ipairs(years) do
    local one = figure(q, a, name, year)
    sum = sum and one and sum + one
  end
  return sum
end
local function years_to(last, count)
  local years = {}
  for i = 1, last and count or 0 do years[i] = last - count + i end
  return years
end

-- What a range comes to, of a base that may not be known.
local function deduction(range, base)
  local least, most
  if base then least, most = range:amounts(base) end
  return { min_percent = range.least, max_percent = range.most, min_inclusive = not range.above,
    max_inclusive = not range.below, base_amount = base, min_amount = least, max_amount = most }
end
local function amounts_of(one) return list(or_null(one.min_amount), or_null(one.max_amount)) end

local function latest_full_year(q)
  local latest
  for _, one in ipairs(q.pay and q.pay.years or {}) do
    if one.full_year and one.year < q.decided_on.year and (not latest or one.year > latest) then
      latest = one.year
    end
  end
  return latest
end

-- Whether the term incentive and the long-term one are touched, as they are but for general losses.
local function is_graded(_, a) return a.figures.term_min ~= nil end
local function some(name) return function(q) return #(q[name] or {}) > 0 end end
local function has_loss(q) return q.loss_tier ~= "none" end
local function is_serious(q) return #(q.serious_consequences or {}) > 0 end

-- The superiors' grounds of 第二十七条, with the tiers that they want.
local grounds = { major_loss = { "第二十七条(一)", major = true },
  repeated_loss = { "第二十七条(二)", larger = true, major = true },
  violation_with_major_loss = { "第二十七条(三)", major = true },
  several_subsidiaries = { "第二十七条(四)", major = true } }
local function ground_of(q) return grounds[q.subsidiary_ground] end
local function meets_ground(q) return ground_of(q)[q.loss_tier] or is_serious(q) end
local function is_superior(q)
  return q.subsidiary_ground ~= nil
    and (has_loss(q) or p "reading.superior_without_loss" == "article_34")
end

-- 第三十九条: without a loss, serious consequences are dealt with as a major one.
local function is_raised(q)
  return is_serious(q)
    and (not has_loss(q) or p "reading.consequences_with_loss" == "as_major")
end
local function tier_of(q) return is_raised(q) and "major" or q.loss_tier end
local function take_cell(q, a, superior)
  local cell, _, _, _, above = cell_of { superior = superior, responsibility = q.responsibility,
    loss_tier = tier_of(q) }
  a.cell, a.above = cell, above
  a.figures, a.basis = cells(a.cell)
  a.disposals = disposals_of(a.cell)
end

local function same_event_of(q, a, item)
  local highest
  for _, one in ipairs(q.other_deductions) do
    if one.item == item and (not highest or one.amount > highest) then highest = one.amount end
  end
  local due = a[item]
  if not highest or due == notice.null or not due.min_amount then return nil end
  return { highest_other = highest, still_due_min = at_least(due.min_amount - highest, yuan(0)),
    still_due_max = at_least(due.max_amount - highest, yuan(0)) }
end

local function append(to, ...)
  for _, value in ipairs { ... } do to[#to + 1] = value end
end

-- The answer is liable unless a rule says no; those that end leave the rest out.
local handling = notice:course {
  { "liable", "第六条", function(_, a) a.liable = true end },
  { "no_fault", "第四条(二)", ends = true, function(q, a)
    a.liable, a.basis = false, "第四条(二)"
    return q.cause
  end, when = function(q) return q.procedure_followed and q.cause ~= "other" end },
  { "first_form", "第三十二条", function(q, a)
    a.first_form = true
    if not has_loss(q) and not is_serious(q) then a.basis, a.disposals = "第三十二条", {} end
    return q.first_form_ground
  end, when = "first_form_ground", ends = function(_, a) return a.disposals ~= nil end },
  { "no_consequence", "第六条", ends = true, function(_, a)
    a.liable, a.basis = false, "第六条"
    return "no_loss_no_serious_consequence"
  end, when = function(q) return not has_loss(q) and not is_serious(q) end },
  { "collective", "第三十条", when = "subject == decision_body", function(_, a)
    a.basis, a.disposals = "第三十五条", disposals_of "body"
    return "collective"
  end },
  { "reorganise", "第三十五条", when = "subject == decision_body", ends = true, function(q, a)
    local endangered = q.loss_tier == "major" and q.endangers_survival
    a.reorganise = endangered or q.especially_serious or false
    return a.reorganise
  end },
  { "subsidiary_ground", "第二十七条", when = "subsidiary_ground", function(q, a)
    if not meets_ground(q) then a.unmet = ground_of(q)[1] end
    return q.subsidiary_ground, ground_of(q)[1]
  end, ends = function(_, a) return a.unmet ~= nil end },
  { "superior", "第三十四条", when = is_superior, function(q, a)
    take_cell(q, a, true)
    return "subsidiary_case"
  end },
  { "serious_consequences", "第三十九条", function(q) return q.serious_consequences end,
    when = function(q, a) return not a.cell and is_raised(q) end },
  { "cell", "第三十三条", when = function(_, a) return not a.cell end, function(q, a)
    take_cell(q, a, false)
    return tier_of(q) .. "/" .. q.responsibility, a.basis
  end },
  { "base_year", "第三十六条", function(q, a)
    local year, cite = q.decided_on.year, nil
    a.missing_pay, a.open_points = {}, {}
    if q.service == "left" and p "reading.left_base_year" == "year_before_leaving" then
      year, cite = q.left_year - 1, "第四十四条"
    elseif q.service ~= "full" then
      year = latest_full_year(q)
      a.months = not year and q.pay and q.pay.months or nil
    end
    a.base_year, a.last_year = year, year or (a.months and q.decided_on.year)
    if not a.last_year then append(a.open_points, "base_year") end
    return a.months and "months:" .. a.months.count or or_null(year), cite
  end },
  { "performance", "第三十三条", function(q, a)
    a.performance_range = notice:range { least = a.figures.performance_min,
      most = a.figures.performance_max, above = a.above,
      below = not is_graded(q, a) and p "reading.upper_end" == "excluded" }
    a.performance = deduction(a.performance_range, a.months and a.months.performance
      or a.base_year and figure(q, a, "performance", a.base_year) or nil)
    a.performance.year = a.base_year
    return amounts_of(a.performance), a.basis
  end },
  { "term_incentive", "第三十三条", when = is_graded, function(q, a)
    local years = years_to(a.last_year, p "sanction.term_years")
    a.term_range = notice:range { least = a.figures.term_min, most = a.figures.term_max }
    a.term_incentive = deduction(a.term_range, sum_of(q, a, "term_incentive", years))
    a.term_incentive.years = years
    return amounts_of(a.term_incentive), a.basis
  end },
  { "lti", "第三十三条", when = is_graded, function(q, a)
    local c, years = a.figures, years_to(a.last_year, a.figures.surrender_years)
    local none = c.surrender_years == 0
    a.lti = { terminate_unexercised = true, surrender_years = years,
      surrender_amount = none and yuan(0) or sum_of(q, a, "lti_gain", years),
      new_plan_ban = { indefinite = c.plan_ban_max == nil, min_years = c.plan_ban_min,
        max_years = c.plan_ban_max } }
  end },
  { "office_ban", "第三十一条(三)", function(_, a)
    a.office_ban = { min_years = p "ban.office_min_years", life_possible = true }
    return a.office_ban.min_years
  end, when = function(_, a) return notice:place(a.disposals, "office_ban") ~= nil end },
  { "tolerance", "第四十一条", when = "reform_mistake", function(q, a)
    a.tolerance = #(q.misconduct_traits or {}) == 0
    return a.tolerance
  end },
  { "aggravating", "第四十条", function(q) return q.aggravating end, when = some "aggravating" },
  { "mitigating", "第四十一条", function(q) return q.mitigating end, when = some "mitigating" },
  { "exemptible", "第四十二条", when = some "mitigating", function(_, a)
    a.exemptible = {}
    for _, disposal in ipairs(a.disposals) do
      if notice:place("mild_disposal", disposal) then append(a.exemptible, disposal) end
    end
    if #a.exemptible > 0 then return a.exemptible end
  end },
  { "treatments", "第四十条", function(q, a)
    local heavier, lighter = some "aggravating"(q), some "mitigating"(q)
    local bound = heavier and (not lighter or p "reading.both_circumstances" == "aggravating_binds")
    a.treatments = bound and {} or { "normal" }
    if heavier then append(a.treatments, "heavier", "aggravated") end
    if bound then return end
    if heavier and lighter then append(a.open_points, "aggravating_and_mitigating") end
    if lighter then append(a.treatments, "lighter", "reduced") end
    if lighter and #a.exemptible > 0 then append(a.treatments, "exempt") end
  end },
  { "approval", "第四十三条", function(q, a)
    local by = q.decider == "subsidiary" and "superior_enterprise" or "investor_institution"
    a.approval = { by = by, needed_for = #a.exemptible > 0 and list("reduced", "exempt")
      or list "reduced" }
    return by
  end, when = function(_, a) return notice:place(a.treatments, "reduced") ~= nil end },
  { "same_event", "第三十七条", when = some "other_deductions", function(q, a)
    a.same_event = {}
    for _, item in ipairs(notice.types.pay_item.values) do
      if a[item] then a.same_event[item] = same_event_of(q, a, item) end
    end
    return or_null(a.same_event.performance and a.same_event.performance.highest_other)
  end },
  { "dissent", "第三十条", when = "dissent_recorded", function(_, a)
    a.may_be_excused = true
    return "dissent_recorded"
  end },
}

-- Requests

notice:record("pay_year", [[
  year*           count 0..9999
  full_year       bool
  performance     money
  term_incentive  money
  lti_gain        money
]])
notice:record("pay_months", "count* count >= 1\nperformance* money")
notice:record("pay", "years list of pay_year unique by year\nmonths pay_months")
notice:record("other_deduction", "basis* deduction_basis\nitem* pay_item\namount* money")
local facts = [[
  subject               subject = person   -- 对象
  responsibility        responsibility     -- 责任
  loss_tier             loss_tier = none   -- 损失等级
  serious_consequences  list of serious_consequence
  subsidiary_ground     subsidiary_ground  -- 子企业情形
  endangers_survival    bool               -- 危及企业生存发展
  especially_serious    bool               -- 其他特别严重不良后果
  procedure_followed    bool               -- 已履行规定程序
  cause                 cause = other      -- 原因
  first_form_ground     first_form_ground  -- 第一种形态
  reform_mistake        bool               -- 改革发展中的失误
  misconduct_traits     list of misconduct_trait
  aggravating           list of aggravating
  mitigating            list of mitigating
  dissent_recorded      bool               -- 表明异议并记载
  service               service = full     -- 当年任职
  left_year             count 1..9999 with service left
  pay                   pay
  other_deductions      list of other_deduction
]]
notice:record("facts", facts)

-- What fields can't tell of them, decided on a day: field, words.
local function check(q, day)
  local months = q.pay and q.pay.months
  if q.subject == "person" and not q.responsibility then
    return "responsibility", "responsibility is missing"
  end
  if q.service == "left" and q.left_year > day.year then
    return "left_year", "that year lies after the decision"
  end
  if months and months.count > p "sanction.max_months" then
    return "pay.months.count", "a year has fewer months"
  end
end

-- Where a cell was come to, its answer has all that there is to tell, also what is null; else only
-- what its rules gave.
local told = { "performance", "term_incentive", "lti", "office_ban", "treatments", "approval",
  "same_event", "missing_pay", "open_points" }
local function answer_of(a)
  local answer = { liable = a.liable, basis = a.basis, disposals = a.disposals,
    reorganise = a.reorganise }
  if not a.cell then
    answer.first_form = a.basis == "第三十二条" or nil
    return answer
  end
  for _, name in ipairs(told) do answer[name] = or_null(a[name]) end
  answer.defer_performance, answer.exemptible = a.term_range ~= nil, a.exemptible or {}
  for _, name in ipairs { "first_form", "tolerance", "may_be_excused" } do
    answer[name] = a[name] or false
  end
  return answer
end

notice:pure "sanction" {
  label = "责任追究处理", check = function(q) return check(q, q.decided_on) end,
  fields = { "decided_on* date\ndecider* decider", facts },
  given = function(q)
    local a, reasons = handling(q)
    return { verdict = a, reasons = reasons }
  end,
  rules = { n.in_force, n.decided_in_force,
    { "ground", "第二十七条", "ground_not_met", "that loss does not reach the superior's people",
      function(q, s)
        return not s.verdict.unmet, q.subsidiary_ground, nil, { cite = s.verdict.unmet }
      end, quiet = true } },
  answers = [[liable basis disposals[]?
    performance{year min_percent max_percent min_inclusive max_inclusive base_amount min_amount
      max_amount}?
    term_incentive{years[] min_percent max_percent min_inclusive max_inclusive base_amount
      min_amount max_amount}?
    defer_performance?
    lti{terminate_unexercised surrender_years[] surrender_amount
      new_plan_ban{indefinite min_years max_years}}?
    office_ban{min_years life_possible}? treatments[]? exemptible[]? approval{needed_for[] by}?
    same_event{performance{highest_other still_due_min still_due_max}?
      term_incentive{highest_other still_due_min still_due_max}?}?
    first_form? tolerance? may_be_excused? missing_pay[]? open_points[]? reorganise?]],
  act = function(_, s) return answer_of(s.verdict), s.reasons end,
}

n.handling, n.check_person = handling, check
