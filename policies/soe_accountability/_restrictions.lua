-- SPDX-License-Identifier: MIT
-- 第三十八条, 第三十一条(三), 第三十三条: until when somebody may not be promoted, appointed or join a plan.

local n = ...
local notice, p = n.notice, n.p

local periods = notice:periods {
  { "admonition", "第三十八条", "latest", "restrict.admonition_months", months = 1 },
  { "transfer_from_post", "第三十八条", "latest", "restrict.transfer_years", months = 12 },
  { "demotion", "第三十八条", "latest", "restrict.demotion_years", months = 12 },
  { "no_post", "第三十八条", "latest", "restrict.removal_no_post_years", months = 12 },
  { "no_higher_post", "第三十八条", "latest", "restrict.removal_no_higher_years", months = 12 },
}

-- Which bars a disposal has, with the period of each.
local removed = { { "no_post", "no_post" }, { "no_higher_post", "no_higher_post" } }
local bars = {
  { "admonition", { { "no_promotion", "admonition" }, { "no_important_use", "admonition" } } },
  { "transfer_from_post", { { "no_promotion", "transfer_from_post" } } },
  { "demotion", { { "no_promotion", "demotion" } } },
  { "ordered_resignation", removed }, { "removal", removed },
}
local extended = { promotion_and_higher_post = { "no_promotion", "no_higher_post" },
  all_bars = { "no_promotion", "no_important_use", "no_post", "no_higher_post" } }

local function has(disposal)
  return function(q) return notice:place(q.disposals, disposal) ~= nil end
end
-- Of several bars of one effect the longest stands.
local function bar(a, effect, last, cite)
  local before = a.bars[effect]
  if not before or before.last < last then a.bars[effect] = { last = last, cite = cite } end
end

local rules = { { "bars", "第三十八条", function(_, a) a.bars = {} end } }
for _, entry in ipairs(bars) do
  rules[#rules + 1] = { "disposal", "第三十八条", when = has(entry[1]), function(q, a)
    for _, one in ipairs(entry[2]) do
      bar(a, one[1], periods[one[2]]({ from = q.decided_on }, "decided_on").date, "第三十八条")
    end
    return entry[1]
  end }
end
rules[#rules + 1] = { "discipline", "第三十八条", when = "discipline_until", function(q, a)
  for _, effect in ipairs(extended[p "reading.discipline_reach"]) do
    if a.bars[effect] then bar(a, effect, q.discipline_until, "第三十八条") end
  end
  return "discipline:" .. tostring(q.discipline_until)
end }
rules[#rules + 1] = { "ban", "第三十一条(三)", when = has "office_ban", function(q, a)
  a.bars.office_ban = { cite = "第三十一条(三)",
    last = q.ban_years and q.decided_on:add_months(12 * q.ban_years) }
  return q.ban_years or "life"
end }
rules[#rules + 1] = { "plan_ban", "第三十三条(二)", function(q, a)
  a.bars.no_new_plan = { cite = q.basis,
    last = q.plan_ban_years and q.decided_on:add_months(12 * q.plan_ban_years) }
  return q.plan_ban_years or "indefinite", q.basis
end, when = function(q) return q.plan_ban_years or q.plan_ban_indefinite end }
local barred = notice:course(rules)

-- No bar of a notice reaches past the days that there are.
local LAST_YEAR = 8999
local function check(q)
  local banned = has "office_ban"(q)
  if banned and (q.ban_years ~= nil) == (q.ban_for_life or false) then
    return "ban_years", "office_ban needs ban_years, or ban_for_life"
  end
  if not banned and (q.ban_years or q.ban_for_life) then
    return q.ban_years and "ban_years" or "ban_for_life", "only office_ban has it"
  end
  if q.ban_years and q.ban_years < p "ban.office_min_years" then
    return "ban_years", "the article has no shorter ban"
  end
  if q.plan_ban_years and q.plan_ban_indefinite then
    return "plan_ban_indefinite", "the ban has its years, or no end"
  end
  for _, name in ipairs { "ban_years", "plan_ban_years" } do
    if q[name] and q.decided_on.year + q[name] > LAST_YEAR then
      return name, "it ends after the years that there are"
    end
  end
end

notice:pure "restrictions" {
  label = "任职限制", check = check, rules = { n.in_force, n.decided_in_force },
  fields = [[
    decided_on*          date              -- 处理决定日期
    disposals*           list of disposal
    discipline_until     date              -- 纪律处分影响期至
    ban_years            count 0..9999     -- 禁入年数
    ban_for_life         bool              -- 终身禁入
    plan_ban_years       count 0..9999     -- 不得参加新激励年数
    plan_ban_indefinite  bool              -- 不得参加新激励，无期限
    basis                text 1..64 = 第三十三条(二)
    on                   date              -- 查询日期
  ]],
  answers = "restrictions[effect until cite active?]",
  act = function(q)
    local a, reasons = barred(q)
    local restrictions = {}
    for _, effect in ipairs(notice.types.effect.values) do
      local one = a.bars[effect]
      if one then
        local ends = { effect = effect, ["until"] = one.last, cite = one.cite }
        if q.on then ends.active = q.decided_on <= q.on and (not one.last or q.on <= one.last) end
        restrictions[#restrictions + 1] = ends
      end
    end
    return { restrictions = restrictions }, reasons
  end,
}
