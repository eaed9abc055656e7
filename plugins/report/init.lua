-- SPDX-License-Identifier: MIT
-- report: a rehearsal, a what-if, a plan or any answer as one page of HTML, with its charts in it;
-- no script, no font and no picture is fetched from elsewhere.

local plugin = ...
plugin.interface = 1
plugin.about = "a page of HTML with charts, for paper and phone 报告"

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

local function escape(value)
  local text, out = tostring(value), {}
  for i = 1, #text do
    local byte = string.sub(text, i, i)
    out[i] = escapes[byte] or byte
  end
  return table.concat(out)
end

-- 1234567.5 as 1,234,567.50; a whole number without decimals.
local function figure(value)
  local whole = value % 1 == 0
  local text = string.format(whole and "%.0f" or "%.2f", value)
  local first = value < 0 and 2 or 1
  local point = #text - (whole and 0 or 3)
  local out = { string.sub(text, 1, first - 1) }
  for i = first, point do
    if i > first and (point - i + 1) % 3 == 0 then out[#out + 1] = "," end
    out[#out + 1] = string.sub(text, i, i)
  end
  return table.concat(out) .. string.sub(text, point + 1)
end

local function shown(value)
  if value == nil then return "–" end
  if value == true then return "是 yes" end
  if value == false then return "否 no" end
  return type(value) == "number" and figure(value) or escape(value)
end

local style = [[
:root{--ink:#1c2430;--soft:#5d6b7c;--line:#d7dde5;--bar:#2f6f9f;--more:#c8792b;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa7b6;--line:#38424f;--bar:#69aedd;
--more:#e0a05a;--paper:#161b22}}
body{margin:0 auto;max-width:60rem;padding:1rem;color:var(--ink);background:var(--paper);
font:16px/1.5 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",SimSun,
system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.15rem;margin-top:2rem}
p.note{color:var(--soft);margin:.2rem 0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600}td.n,th.n{text-align:right;white-space:nowrap}
td table{font-size:.9rem}svg{width:100%;height:auto;display:block}svg text{fill:var(--ink)}
svg .soft{fill:var(--soft)}svg .bar{fill:var(--bar)}svg .more{fill:var(--more)}
.holds{color:#2e7d4f}.fails{color:#b3362b;font-weight:700}
@media print{:root{--ink:#000;--paper:#fff;--line:#999}body{max-width:none;padding:0}
h2{break-after:avoid}tr,svg{break-inside:avoid}}
]]

local function page(title, subtitle, parts)
  return table.concat({ '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    "<title>", escape(title), "</title><style>", style, "</style></head><body>\n",
    "<h1>", escape(title), '</h1><p class="note">', escape(subtitle), "</p>\n",
    table.concat(parts, "\n"), "\n</body></html>\n" })
end

local function section(title, ...)
  return "<h2>" .. escape(title) .. "</h2>\n" .. table.concat({ ... }, "\n")
end

-- Columns are { heading, function(row) -> value [, "html"] }; numbers stand at the right.
local function grid(columns, rows)
  local out = { '<div class="wide"><table><thead><tr>' }
  local function cell(tag, value, html)
    out[#out + 1] = string.format("<%s%s>%s</%s>", tag,
      type(value) == "number" and ' class="n"' or "", html and value or shown(value), tag)
  end
  for _, column in ipairs(columns) do
    local first = rows[1] and column[2](rows[1])
    out[#out + 1] = string.format("<th%s>%s</th>", type(first) == "number" and ' class="n"' or "",
      escape(column[1]))
  end
  out[#out + 1] = "</tr></thead><tbody>"
  for _, row in ipairs(rows) do
    out[#out + 1] = "<tr>"
    for _, column in ipairs(columns) do cell("td", column[2](row), column[3]) end
    out[#out + 1] = "</tr>"
  end
  out[#out + 1] = "</tbody></table></div>"
  return table.concat(out)
end

local function largest(rows, ...)
  local most = 0
  for _, row in ipairs(rows) do
    for _, value in ipairs { ... } do most = math.max(most, row[value] or 0) end
  end
  return most
end

-- Bars from left to right, a line for each { name, value [, other] }; the other is drawn beneath.
local function bars(rows, title)
  local most, height = largest(rows, 2, 3), 0
  local out = {}
  for _, row in ipairs(rows) do
    out[#out + 1] = string.format('<text x="0" y="%d" font-size="13">%s</text>', height + 14,
      escape(row[1]))
    for i = 2, row[3] and 3 or 2 do
      local width = most > 0 and row[i] / most * 380 or 0
      out[#out + 1] = string.format('<rect class="%s" x="250" y="%d" width="%.1f" height="12"/>'
        .. '<text x="%.1f" y="%d" font-size="12" class="soft">%s</text>',
        i == 2 and "bar" or "more", height + 4, width, 256 + width, height + 14, figure(row[i]))
      height = height + 18
    end
    height = height + 6
  end
  return string.format('<svg viewBox="0 0 760 %d" role="img" aria-label="%s">%s</svg>',
    height + 4, escape(title), table.concat(out))
end

-- Upright bars without names: what happened in one span of time after the other.
local function spans(values, title, first, last)
  local most, out = 0, {}
  for _, value in ipairs(values) do most = math.max(most, value) end
  local width = 740 / math.max(#values, 1)
  for i, value in ipairs(values) do
    local height = most > 0 and value / most * 110 or 0
    out[i] = string.format('<rect class="bar" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>',
      10 + (i - 1) * width, 125 - height, width * 0.85, height)
  end
  return string.format('<svg viewBox="0 0 760 150" role="img" aria-label="%s">%s'
    .. '<text x="10" y="12" font-size="12" class="soft">%s</text>'
    .. '<text x="10" y="144" font-size="12" class="soft">%s'
    .. '</text><text x="750" y="144" font-size="12" class="soft" text-anchor="end">%s</text></svg>',
    escape(title), table.concat(out), figure(most), escape(first), escape(last))
end

local function field(name) return function(row) return row[name] end end

local function mark(row)
  return row.holds and '<span class="holds">✓</span>' or '<span class="fails">✗</span>'
end

local function of_rounds(rounds)
  local exhausted = {}
  for _, round in ipairs(rounds) do
    for _, kind in ipairs(round.exhausted) do
      exhausted[#exhausted + 1] = { round = round.round, denomination = kind.denomination,
        at = kind.at or "未抢光 never" }
    end
  end
  local flow = {}
  for i, round in ipairs(rounds) do
    flow[i] = { "第" .. round.round .. "轮", round.claimed_value, round.redeemed_value }
  end
  return section("轮次 Rounds", grid({ { "轮", field "round" },
      { "计划 planned", field "planned_value" }, { "领取 claimed", field "claimed_value" },
      { "核销 redeemed", field "redeemed_value" },
      { "失效 expired", field "expired_value" }, { "结转 rolled over", field "rollover_in" },
      { "领取率 %", field "take_up_rate" }, { "核销率 %", field "use_rate" },
      { "消费额 consumption", field "consumption" }, { "杠杆 leverage", field "leverage" } }, rounds),
      '<p class="note">领取（蓝）与核销（橙），元</p>', bars(flow, "领取与核销")),
    section("抢光时刻 When stock ran out", grid({ { "轮", field "round" },
      { "面额", field "denomination" }, { "时刻", field "at" } }, exhausted))
end

local function of_minutes(rounds)
  local out = {}
  for _, round in ipairs(rounds) do
    out[#out + 1] = string.format('<p class="note">第%d轮：开抢后每分钟领取张数</p>', round.round)
      .. spans(round.claims_by_minute, "每分钟领取", "0′", #round.claims_by_minute .. "′")
    out[#out + 1] = string.format('<p class="note">第%d轮：每六小时核销张数</p>', round.round)
      .. spans(round.uses_by_six_hours, "每六小时核销", "第1天",
        "第" .. #round.uses_by_six_hours // 4 .. "天")
  end
  return section("领取与使用 Claims and use over time", table.concat(out, "\n"))
end

local function sorted(map)
  local out = {}
  for name, value in pairs(map) do out[#out + 1] = { name, value } end
  return out
end

local function of_rehearsal(report, parts)
  if report.rounds then
    parts[#parts + 1] = of_rounds(report.rounds)
    parts[#parts + 1] = of_minutes(report.rounds)
    parts[#parts + 1] = section("资金 Where the money is", bars(sorted(report.accounts), "资金"))
    parts[#parts + 1] = section("出资 Funders", grid({ { "出资人", field "name" },
      { "承担 committed", field "committed" }, { "支出 spent", field "spent" } }, report.funders))
    parts[#parts + 1] = section("守恒 Every yuan accounted for", grid({ { "", mark, "html" },
      { "law", field "law" }, { "左 left", field "left" }, { "右 right", field "right" } },
      report.laws))
  end
  parts[#parts + 1] = section("请求 Requests", grid({ { "function", field "function" },
    { "名称", field "label" }, { "提出 asked", field "asked" }, { "受理 accepted", field "accepted" },
    { "拒绝 refused", field "refused" } }, report.requests))
  parts[#parts + 1] = section("日程 What happened by itself", grid({ { "job", field "name" },
    { "时刻 due", field "due" }, { "state", field "state" } }, report.jobs))
  parts[#parts + 1] = section("核对 Audit", grid({ { "", mark, "html" },
    { "条目 entries", field "entries" }, { "head", field "head" } }, { report.log }))
end

-- Of one notice, or of several one after the other.
local function rehearsal(report)
  local all, parts = report[1] and report or { report }, {}
  local first = all[1].rehearsal
  for _, each in ipairs(all) do
    local what = each.rehearsal
    local title = (what.document or "") .. " " .. (what.title or what.policy or "")
    if #all > 1 then parts[#parts + 1] = "<h2>" .. escape(title) .. "</h2>" end
    of_rehearsal(each, parts)
    if #all == 1 then first.heading = title end
  end
  return page(first.heading or "排演 Rehearsal",
    string.format("%s – %s; seed %s", first.from, first["until"], tostring(first.seed)), parts)
end

local function whatif(report)
  local before, after = report.scenarios[1], report.scenarios[2]
  local items, flow = {}, {}
  for i, item in ipairs(before.by_item) do
    local now = after.by_item[i]
    items[i] = { item = item.item, qualified = item.qualified, then_qualified = now.qualified,
      amount = item.amount, then_amount = now.amount, change = now.amount - item.amount }
    flow[i] = { item.item, item.amount, now.amount }
  end
  local sums = {}
  for _, name in ipairs { "demand", "paid", "waiting", "ceiling" } do
    sums[#sums + 1] = { name = name, before = before[name], after = after[name] }
  end
  return page(report.notice .. "." .. report["function"], "现行与调整 baseline and reform", {
    section("参数 Parameters", grid({ { "parameter", field "name" }, { "名称", field "label" },
      { "条款", field "cite" }, { "现行 baseline", field "baseline" },
      { "调整 reform", field "reform" } }, report.parameters)),
    section("合计 Sums", grid({ { "", field "name" }, { "现行", field "before" },
      { "调整", field "after" } }, sums)),
    section("分项 By measure", grid({ { "measure", field "item" }, { "符合", field "qualified" },
      { "调整后符合", field "then_qualified" }, { "金额", field "amount" },
      { "调整后金额", field "then_amount" }, { "变化", field "change" } }, items),
      '<p class="note">现行（蓝）与调整（橙），元</p>', bars(flow, "分项金额")),
    section("受益与受损 Who gains and who loses", grid({ { "受益 winners", field "winners" },
      { "金额", field "won" }, { "受损 losers", field "losers" }, { "金额", field "lost" },
      { "不变 unchanged", field "unchanged" } }, { report.change })) })
end

local function share_of(item)
  if not item.share then return "" end
  local width = math.max(0, math.min(item.share, 100))
  return string.format('<svg viewBox="0 0 100 8" style="width:6rem"><rect class="bar" width="%.1f" '
    .. 'height="8"/></svg> %s %%', width, figure(item.share))
end

local function plan(report)
  local parts = {}
  for _, each in ipairs(report.plans) do
    parts[#parts + 1] = "<h2>" .. escape(each.document .. " " .. each.title) .. "</h2>"
    for _, group in ipairs(each.groups) do
      parts[#parts + 1] = "<h3>" .. escape(group.name) .. "</h3>"
        .. grid({ { "编号", field "id" }, { "指标", field "name" }, { "实际", field "actual" },
          { "目标", field "target" }, { "应达到", field "expected" }, { "进度", share_of, "html" },
          { "状态", field "state_name" }, { "条款", field "cite" } }, group.items)
    end
  end
  return page("规划进展 Progress of plans", report.on, parts)
end

-- Any JSON: objects as two columns, lists of objects as tables.
local any

local function keys_of(rows)
  local seen, out = {}, {}
  for _, row in ipairs(rows) do
    for name in pairs(row) do
      if not seen[name] then
        seen[name] = true
        out[#out + 1] = { name, function(of)
          local value = of[name]
          return type(value) == "number" and value or any(value)
        end, "html" }
      end
    end
  end
  return out
end

local function is_list(value) return value[1] ~= nil end

function any(value)
  if type(value) ~= "table" then return shown(value) end
  if is_list(value) and type(value[1]) == "table" and not is_list(value[1]) then
    return grid(keys_of(value), value)
  end
  local rows = {}
  if is_list(value) then
    for i, each in ipairs(value) do rows[i] = any(each) end
    return table.concat(rows, "、")
  end
  for name, each in pairs(value) do rows[#rows + 1] = { name = name, value = any(each) } end
  return grid({ { "", field "name" }, { "", field "value", "html" } }, rows)
end

local pages = { rehearsal = rehearsal, whatif = whatif, plan = plan }

plugin.outputs = {
  html = { summary = "one self-contained page", write = function(kind, report)
    local write = pages[kind]
    return write and write(report) or page("bylaw: " .. kind, "", { any(report) })
  end },
}
