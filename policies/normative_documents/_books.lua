-- SPDX-License-Identifier: MIT
-- Lists: the register book, what was filed in a quarter, what is in force, what was cleaned up.

local n = ...
local notice, p, chronicle, numbers, documents = n.notice, n.p, n.chronicle, n.numbers, n.documents

notice:codes [[
  book  register 登记簿, filed 备案目录, in_force 有效文件目录, cleanup 清理结果
]]

local books = {}
-- 第三十九条: a row for each number, with what was registered or published under it.
function books.register(add, q, lives)
  for _, first in ipairs(chronicle:firsts("number", q.at)) do
    local parts = q.year and numbers.read(first.id, first.at:date())
    local d = lives[first.facts.doc]
    if not q.year or parts and parts.year == q.year then
      local all = table.move(d.issues, 1, #d.issues, 1, {})
      all[#all + 1] = d.pending
      for _, issue in ipairs(all) do
        if issue.number == first.id then
          add(first.id, first.facts.doc, d, { number = first.id, registered = issue.registered,
            published = issue.published, effective = issue.effective, expires = issue.expires,
            standing = documents.standing(d, q.at:date()) })
        end
      end
    end
  end
end
-- 第四十三条: what was recorded in a quarter.
function books.filed(add, q, lives)
  for id, d in next, lives do
    for _, issue in ipairs(d.issues) do
      local on = issue.filing.recorded
      if on and on.year == q.year
        and (on.month - 1) // p("catalogue.months", on) + 1 == q.quarter then
        add(tostring(on) .. id, id, d, { number = issue.number, recorded = on })
      end
    end
  end
end
function books.in_force(add, q, lives)
  for id, d in next, lives do
    if documents.standing(d, q.at:date()) == "in_force" then
      local issue = n.issue_of(d)
      add(id, id, d, { number = issue.number, published = issue.published,
        effective = issue.effective, expires = issue.expires })
    end
  end
end
-- 第五十三条: the last decision on each of the district's documents.
function books.cleanup(add, _, lives)
  for id, d in next, lives do
    if d.cleanup and n.district(d) then
      add(id, id, d, { decision = d.cleanup.decision, grounds = d.cleanup.grounds,
        decided = d.cleanup.on })
    end
  end
end
local cites = { register = "第三十九条", filed = "第四十三条", in_force = "第四十六条",
  cleanup = "第五十三条" }

notice:reads "list" {
  label = "清单",
  fields = [[
    book*     book
    year*     count 1..9999 for book filed
    year      count 0..9999 for book register|in_force|cleanup
    quarter*  count 1..12 for book filed
    quarter   count 1..12 for book register|in_force|cleanup
    maker     text 1..64
  ]],
  answers = "count rows[doc number? title maker registered? published? effective? expires? "
    .. "recorded? standing? decision? grounds[]? decided?]",
  act = function(q)
    local rows, sorted = {}, {}
    books[q.book](function(key, id, d, row)
      if q.maker and q.maker ~= d.maker then return end
      row.doc, row.title, row.maker = id, d.title, d.maker
      sorted[#sorted + 1] = { key = key, row = row }
    end, q, n.lives_at(q.at))
    table.sort(sorted, function(a, b) return a.key < b.key end)
    for i, one in ipairs(sorted) do rows[i] = one.row end
    return { count = #rows, rows = rows }, { { cites[q.book], q.book, #rows } }
  end,
}

notice:labels [[
  -           unit 单位, doc 文件, title 标题, drafter 起草单位, paused 缓办中, usable 可作依据,
              number 登记号, published 公布日期, registered 登记日期, effective 施行日期,
              expires 有效期至, open_triggers 评估情形, interpretations 解释次数, next 下一步,
              replaced_by 替代文件, owner 责任单位, blocked_by 受阻于, gaps 欠缺,
              return_grounds 可退回理由, days 日数, counted_workdays 计入工作日, late 逾期,
              days_late 逾期日数, file_by 备案截止, review_by 审查截止, correct_by 补正截止,
              by 截止日, from 起始日, year 年度, quarter 季度, count 份数, rows 清单,
              recorded 登记备案日期, grounds 理由, decided 决定日期, decide_by 处理截止
  天          days_left 剩余
  stage       stage 阶段
  standing    standing 效力
  event       event 事项
  duty        duty 义务
  duty_state  state 状态
  timing      timing 报送时间
  decision    decision 清理决定
]]
