-- SPDX-License-Identifier: MIT
-- How far a notice is as the Regulation wants it, by what is known of the notice: each rule holds,
-- is broken, or can't be decided for want of facts. What was issued when the Regulation was not in
-- force has not broken it.

local n = ...
local notice, p, level_of = n.notice, n.p, n.level_of

-- 第三条: the maker's category, by the end of its name.
local makers = { { "区人民政府办公室", "district_office" }, { "区人民政府", "district_government" },
  { "镇人民政府", "township" }, { "街道办事处", "subdistrict" },
  { "管委会", "dispatched_agency" }, { "管理委员会", "dispatched_agency" }, { "局", "department" } }
local function category_of(issuer)
  for _, maker in ipairs(makers) do
    if string.ends_with(issuer, maker[1]) then return maker[2] end
  end
end

-- Whether it is a normative document; nil, and the features that are not known, where that is open.
local function nature_of(q)
  local unknown = {}
  for _, feature in ipairs(n.features) do
    if q[feature] == nil then unknown[#unknown + 1] = feature end
    if q[feature] == false then return false, {} end
  end
  if #unknown > 0 and not q.excluded_kind then return nil, unknown end
  return n.classified(q).normative, {}
end

notice:codes [[
  dated    effective 施行日期, expires 有效期, number 登记号
  outcome  pass 符合, fail 不符合, undecided 无法判定, not_in_force 当时未施行
]]
notice:labels [[
  -        day 审查所依日期, rows 逐项结论, unknown 未知的要件, in_force_from 施行日期, in_force_to 有效期至, term 事项,
           needs 缺少的事实, nature 是否规范性文件
  outcome  outcome 结论
]]

notice:pure "judge" {
  label = "文件自查",
  fields = { [[
    title*          text
    issuer*         text
    maker_category  maker_category
    maker_listed    bool           -- 列入制定主体清单
    statutory       bool           -- 依照法定权限、程序
    public          bool           -- 公开发布
    affects_rights  bool           -- 涉及权利义务
    binding         bool           -- 普遍约束力
    repeatable      bool           -- 反复适用
    excluded_kind   excluded_kind
    unstated        set of dated   -- 文中未载明
  ]], n.told_of_making },
  answers = [[normative unknown[] level provisional day applies in_force_from in_force_to
    rows[code term cite outcome severity? value? needs[]?] ]],
  act = function(q)
    local told = {}
    for key, value in next, q do told[key] = value end
    told.maker_category = q.maker_category or category_of(q.issuer)
    for _, fact in ipairs(q.unstated or {}) do told[fact] = told[fact] or false end
    if told.effective == nil and q.effective_wording == "explicit_date" then
      told.effective_wording = nil
    end
    local x = n.examined(told, q.at:date(), true)
    local normative, unknown = nature_of(told)
    local applies = n.in_life(x.day)
    local reasons = { { normative == nil and "第二条" or "第五条", "nature", normative },
      { "第五十六条", "in_force", applies } }
    local rows = normative == false and {} or n.findings.judge(x)
    for _, row in ipairs(rows) do
      if row.outcome == "fail" and not applies then row.outcome = "not_in_force" end
      if row.outcome ~= "undecided" then
        reasons[#reasons + 1] = { row.cite, row.code, row.outcome }
      end
    end
    return { normative = normative, unknown = unknown, level = level_of(told.maker_category),
      provisional = x.provisional, day = x.day, applies = applies,
      in_force_from = p("regulation.effective_on", x.day),
      in_force_to = p("regulation.expires_on", x.day), rows = rows }, reasons
  end,
}
