-- SPDX-License-Identifier: MIT
-- 临兰政办字〔2021〕58号: the district's catalogue of major administrative decisions of 2021, as it was
-- adjusted on 3 December: two items removed, one added, six stay with a responsible unit each. What
-- the procedure of 临兰政发〔2021〕1号 is stands elsewhere; here it must only have been followed.

local notice = bylaw.notice {
  document = "临兰政办字〔2021〕58号",
  title = "临沂市兰山区人民政府办公室关于调整兰山区人民政府2021年度重大行政决策事项目录的通知",
  issuer = "临沂市兰山区人民政府办公室", issued = date "2021-12-03",
  basis = "临兰政发〔2021〕1号",
}

notice:prose [[
  正文第二款  names the annex
]]

notice:codes [[
  kind      document 文件, work 试点和项目
  reason    basis_not_issued 上级实施方案和政策文件等依据未制定出台, other 等原因
  progress  link 关联文件, complete 完成
  state     proposed 拟追加, listed 已列入, removed 已移除, completed 已完成, open 未到期, overdue 已逾期
  duty      complete_item 年内完成, publish_adjustment 公布调整
]]

local p = notice:parameters {
  { of = "catalogue.2021.v1", cite = "正文", { "published", date "2021-09-27" },
    { "number", type = "text", cite = "-" }, { "count", 7 } },
  { of = "catalogue.2021.v2", cite = "正文", { "published", date "2021-12-03" },
    { "number", "临兰政办字〔2021〕58号" }, { "count", 6 } },
  { "item.finish_month_day", "12-31", type = "month_day", label = "年内完成的最后一日", cite = "正文" },
}

-- 附件1–附件6 and, in 正文, what went and what came. The list of 27 September is not reprinted: it
-- is what stayed and what went, in an order that is not known.
local function item(id, kind, unit, unit_name, title)
  return { item = id, kind = kind, unit = unit, unit_name = unit_name, title = title }
end
local catalogue = notice:catalogue { seed = function() return {
  { volume = 2021, published = p "catalogue.2021.v1.published",
    number = p "catalogue.2021.v1.number", add = {
      item("safety_inspection", "document", "emergency_management", "区应急管理局",
        "《全区安全生产隐患大排查大整治行动工作方案》"),
      item("elevator_insurance", "work", "market_regulation", "区市场监管局",
        "兰山区住宅电梯“保险+服务”试点工作"),
      item("one_window", "document", "administrative_approval", "区行政审批服务局",
        "《兰山区关于推进基层便民服务“一窗受理·一次办好”服务模式的实施方案》"),
      item("construction_waste", "document", "urban_enforcement", "区综合行政执法局",
        "《兰山区全面加强建筑垃圾管理工作实施方案》"),
      item("blue_sky", "document", "ecology_branch", "兰山生态环境分局",
        "《兰山区2021年“保护蓝天”行动工作实施方案》"),
      item("sci_tech_reform", "document", "science_technology", "区科技局",
        "《兰山区人民政府关于深化科技体制改革创新驱动经济高质量发展的实施意见》"),
      item("urban_renewal", "document", "housing_construction", "区住建局",
        "《兰山区2021年度城市更新工作实施方案》") } },
  { volume = 2021, published = p "catalogue.2021.v2.published",
    number = p "catalogue.2021.v2.number",
    remove = { { item = "sci_tech_reform", reason = "basis_not_issued" },
      { item = "urban_renewal", reason = "basis_not_issued" } },
    add = { item("linxi6_zhangwangzhuang", "work", "housing_construction", "区住建局",
      "临西六路打通及张王庄旧居改造项目") } } }
end }
local documents = notice:documents "normative_documents"

-- 正文: what can't be finished within the year is removed, so the rest is to be finished in it.
local function last_day(year)
  return date(string.format("%04d-%s", year, p "item.finish_month_day"))
end

-- What is completed stays so, whatever becomes of the list.
local function state_of(entry) return entry.noted.completed and "completed" or entry.state end

notice:reads "catalogue" {
  label = "目录", fields = "year count 1..9999\nsince date",
  check = function(q, day)
    if q.since and q.since > day then return "since", "since is after the day asked for" end
  end,
  answers = [[year version number published count
    items[seq item title kind unit unit_name cite] pending{remove[] add[]}
    changes{removed[item reason detail published] added[item reason published]}?]],
  act = function(q)
    local list = catalogue:list(q.year or q.at:date().year, q.at)
    -- Two versions of 2021 are the text's own: the first in no known order, the second in 附件.
    local own = list.volume == 2021 and list.version or 0
    local count = (own == 1 or own == 2) and p("catalogue.2021.v" .. own .. ".count") or nil
    local items, reasons = {}, { { "正文", "version", list.version },
      { "正文", "count", #list.listed, count } }
    for seq, entry in ipairs(list.listed) do
      local told, cite = entry.facts, own == 2 and "附件" .. seq or "正文"
      items[seq] = { seq = own ~= 1 and seq or nil, item = entry.id, title = told.title,
        kind = told.kind, unit = told.unit, unit_name = told.unit_name, cite = cite }
      reasons[#reasons + 1] = { cite, "listed", entry.id }
    end
    return { year = list.volume, version = list.version, number = list.number,
      published = list.published, count = #items, items = items, pending = list:pending(),
      changes = q.since and list:changes(q.since) or nil }, reasons
  end,
}

notice:reads "item" {
  label = "事项", fields = "item* text 1..64", rules = { catalogue.known },
  given = function(q) return { entry = catalogue:find(q.item, q.at) } end,
  answers = [[item title kind unit unit_name year state
    history[event on version? reason? detail? doc? cite] doc doc_stage doc_standing completed]],
  act = function(q, s)
    local told, noted, history, reasons = s.entry.facts, s.entry.noted, {}, {}
    for i, past in ipairs(s.entry.history) do
      history[i] = { event = past.event, on = past.on, version = past.version, cite = "正文",
        reason = past.reason, detail = past.detail, doc = past.doc }
      reasons[i] = { "正文", past.event, past.on }
    end
    local doc = noted.linked and noted.linked.doc
    local document = doc and documents:find(doc, q.at) or {}
    return { item = q.item, title = told.title, kind = told.kind, unit = told.unit,
      unit_name = told.unit_name, year = s.entry.volume, state = state_of(s.entry),
      history = history, doc = doc, doc_stage = document.stage, doc_standing = document.standing,
      completed = noted.completed and noted.completed.on }, reasons
  end,
}

local function of_year(q) return { list = catalogue:list(q.year) } end

notice:record("removal", "item* text 1..64\nreason reason\ndetail text")
notice:record("addition", "item* text 1..64\ntitle* text\nkind* kind\nunit text 1..64\n"
  .. "unit_name, reason text")
notice:changes "adjust" {
  label = "调整", given = of_year,
  fields = "year* count 1..9999\nremove list of removal\nadd list of addition\nprocedure text",
  check = function(q)
    if #(q.remove or {}) + #(q.add or {}) == 0 then return "remove", "nothing is to change" end
  end,
  rules = { catalogue.in_order,
    { "procedure", "正文", "procedure_missing", "say by which procedure (已按规定程序)", function(q)
      return notice:says(q.procedure), q.procedure, nil, { field = "procedure" }
    end },
    -- 已移除, each for a reason; what is completed can't fail to be any more (年内不能完成).
    notice:each("removals", "正文", "remove", "item", {
      { "item_unknown", "-", "there is no such item",
        function(gone, q, s) return s.list:of(gone.item) or catalogue:find(gone.item, q.at) end },
      { "not_listed", "正文", "the item is not on the list", function(gone, _, s, before)
        local entry = s.list:of(gone.item)
        return entry and entry.state == "listed" and not entry.leaving and not before[gone.item]
      end },
      { "already_completed", "正文", "the item is completed",
        function(gone, _, s) return not s.list:of(gone.item).noted.completed end },
      { "reason_missing", "正文", "a removal needs its reason", function(gone)
        return gone.reason and (gone.reason ~= "other" or notice:says(gone.detail))
      end } }),
    -- 同时追加, each with its 承办单位.
    notice:each("additions", "正文", "add", "item", {
      { "item_exists", "-", "the id is used already",
        function(new, _, _, before) return not (before[new.item] or catalogue:find(new.item)) end },
      { "unit_missing", "正文", "an item needs its responsible unit",
        function(new) return new.unit ~= nil end } }) },
  answers = "year pending{remove[] add[]} warnings[code cite]",
  act = function(q)
    catalogue:decide(q.at, q.year, q.remove or {}, q.add or {}, { procedure = q.procedure })
    local late = q.at:date() > last_day(q.year)
    return { year = q.year, pending = catalogue:list(q.year):pending(),
      warnings = late and { { code = "after_year_end", cite = "正文" } } or {} }
  end,
}

notice:changes "publish" {
  label = "公布", given = of_year, fields = "year* count 1..9999\nnumber* text 1..200",
  rules = { catalogue.in_order,
    { "pending", "正文", "nothing_pending", "no adjustment waits to be published",
      function(_, s) return s.list.decided_at ~= nil end },
    { "number", "-", "number_taken", "another version has the number",
      function(q) return not catalogue:has_number(q.number), nil, nil, { field = "number" } end,
      quiet = true } },
  answers = "year version published number count removed[] added[]",
  act = function(q, s)
    catalogue:publish(q.at, q.year, q.number)
    local list, done = catalogue:list(q.year), s.list:pending()
    return { year = q.year, version = list.version, published = list.published,
      number = list.number, count = #list.listed, removed = done.remove, added = done.add }
  end,
}

notice:changes "progress" {
  label = "进展", fields = "item* text 1..64\nevent* progress\ndoc text 1..64 with event link",
  check = function(q)
    if q.doc and q.event ~= "link" then return "doc", "doc belongs to link" end
  end,
  given = function(q) return { entry = catalogue:find(q.item) } end,
  rules = { catalogue.in_order, catalogue.known,
    { "not_completed", "-", "already_completed", "the item is completed",
      function(_, s) return not s.entry.noted.completed end, quiet = true },
    { "listed", "正文", "not_listed", "the item is not on the list",
      function(_, s) return s.entry.state == "listed", s.entry.state end },
    { "document", "-", "not_a_document", "only a document ends in a paper", when = "event == link",
      function(_, s) return s.entry.facts.kind == "document" end, quiet = true },
    { "doc_known", "-", "doc_unknown", "there is no such document", when = "event == link",
      function(q) return documents:find(q.doc, q.at) ~= nil, q.doc, nil, { field = "doc" } end,
      quiet = true },
    { "doc_published", "正文", "doc_not_published", "the linked document is not published",
      function(q, s)
        local document = documents:find(s.entry.noted.linked.doc, q.at) or {}
        return document.stage == "published", document.stage
      end, when = function(q, s) return q.event == "complete" and s.entry.noted.linked end } },
  answers = "item state late?",
  act = function(q, s)
    if q.event == "link" then
      catalogue:note(q.at, s.entry, "linked", { doc = q.doc })
      return { item = q.item, state = "listed" }
    end
    catalogue:note(q.at, s.entry, "completed", {})
    local by = last_day(s.entry.volume)
    local late = q.at:date() > by
    return { item = q.item, state = "completed", late = late }, { { "正文", "in_year", late, by } }
  end,
}

notice:reads "due" {
  label = "待办", fields = "year count 1..9999\nunit text 1..64",
  answers = "items[duty item? year owner[] from by state days_left cite]",
  act = function(q)
    local duties = {}
    for _, year in ipairs(q.year and { q.year } or catalogue:volumes(q.at)) do
      local list = catalogue:list(year, q.at)
      for _, entry in ipairs(list.listed) do
        local unit = entry.facts.unit
        if not entry.noted.completed and (q.unit == nil or q.unit == unit) then
          duties[#duties + 1] = { duty = "complete_item", item = entry.id, year = year,
            owner = { unit }, from = entry.listed.on, by = last_day(year), cite = "正文" }
        end
      end
      if list.decided_at and not q.unit then
        duties[#duties + 1] = { duty = "publish_adjustment", year = year, cite = "正文",
          owner = { "district_office" }, from = list.decided_at:date() }
      end
    end
    local items, reasons = notice:due(q.at:date(), duties, { "item", "year" })
    return { items = items }, reasons
  end,
}

notice:schedule { { "duties", "every working day at 08:00", "due", {}, cite = "-" } }

notice:labels [[
  -       version 版次, number 文号, published 公布日期, count 事项数, seq 序号, item 事项, on 日期,
          title 重大行政决策事项, unit 承办单位编号, unit_name 承办单位, pending 待公布的调整, code 代码,
          remove 拟移除, add 拟追加, changes 变化, removed 移除, added 追加, detail 说明, history 经过,
          event 事件, doc 文件, doc_stage 文件阶段, doc_standing 文件效力, completed 完成日期,
          late 逾期, warnings 提示, owner 责任单位, from 起始日, by 截止日, listed 列入, in_year 年内完成,
          procedure 程序, removals 移除事项, additions 追加事项
  年      year 年度
  天      days_left 剩余
  kind    kind 类别
  reason  reason 原因
  state   state 状态
  duty    duty 义务, complete_item 年内完成, publish_adjustment 公布调整
]]
