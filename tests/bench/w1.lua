-- SPDX-License-Identifier: MIT
-- Five groups of subsidy rules over enterprises, as a notice writes them: what tests/bench/w1.c
-- runs over a million rows beside a loop written by hand.

local notice = bylaw.notice {
  document = "-", title = "五组奖补规则", issuer = "-", issued = date "2021-11-30",
}

notice:codes [[
  sector       manufacturing 制造业, other_industry 其他工业, non_industry 非工业, park 园区
  recognition  none 无, unicorn 独角兽, little_giant 小巨人, national 国家级, provincial 省级
  green        none 无, national 国家级, provincial 省级, municipal 市级
  grade        a A, b B, c C, d D
]]

local p = notice:parameters {
  { "upgrade.least", yuan(10000000), cite = "二(一)2" },
  { "upgrade.rate", percent(5), cite = "二(一)2" },
  { "upgrade.most", yuan(10000000), cite = "二(一)2" },
}

local upgrade = notice:rule "upgrade" {
  label = "设备更新补贴", cite = "二(一)2", results = "amount money",
  fields = [[
    sector*                sector       -- 行业
    equipment_investment*  money >= 0   -- 设备投资额
    takes_loan_discount*   bool         -- 享受贷款贴息
  ]],
  function(firm)
    if firm.sector == "manufacturing" and firm.equipment_investment >= p "upgrade.least"
        and not firm.takes_loan_discount then
      return at_most(firm.equipment_investment:times(p "upgrade.rate", "down"), p "upgrade.most")
    end
    return yuan(0)
  end,
}

local tiers = {
  { yuan "10,000,000,000", yuan "1,000,000" }, { yuan "5,000,000,000", yuan "500,000" },
  { yuan "3,000,000,000", yuan "300,000" }, { yuan "1,000,000,000", yuan "200,000" },
  { yuan "500,000,000", yuan "100,000" },
}

local milestone = notice:rule "milestone" {
  label = "营业收入首次突破", cite = "二(二)2", results = "amount money",
  fields = [[
    prior_max_revenue*  money >= 0   -- 以往最高营业收入
    revenue*            money >= 0   -- 年营业收入
  ]],
  function(firm)
    for _, tier in ipairs(tiers) do
      if firm.revenue > tier[1] and firm.prior_max_revenue <= tier[1] then return tier[2] end
    end
    return yuan(0)
  end,
}

local recognised = { unicorn = yuan "1,000,000", little_giant = yuan "500,000",
  national = yuan "500,000", provincial = yuan "200,000" }
local green = { national = yuan "500,000", provincial = yuan "200,000", municipal = yuan "50,000" }

local innovation = notice:rule "innovation" {
  label = "创新型企业", cite = "二(四)", results = "amount money",
  fields = "recognition* recognition -- 认定",
  function(firm) return recognised[firm.recognition] or yuan(0) end,
}

local site = notice:rule "green_site" {
  label = "绿色园区、绿色工厂", cite = "二(五)", results = "amount money",
  fields = "green_level* green -- 绿色等级",
  function(firm) return green[firm.green_level] or yuan(0) end,
}

local recognition = notice:rule "recognition" {
  label = "从高不重复", cite = "末段", results = "amount money",
  fields = [[
    recognition*  recognition   -- 认定
    green_level*  green         -- 绿色等级
  ]],
  function(firm) return at_least(innovation(firm), site(firm)) end,
}

local yield_rating = notice:rule "yield_rating" {
  label = "亩产效益评价", cite = "二(六)", results = "amount money",
  fields = "mu_grade* grade -- 评价等级",
  function(firm) return firm.mu_grade == "a" and yuan "30,000" or yuan(0) end,
}

notice:pure "total" {
  label = "合计", answers = "amount",
  fields = [[
    sector*                sector
    equipment_investment*  money >= 0
    takes_loan_discount*   bool
    prior_max_revenue*     money >= 0
    revenue*               money >= 0
    recognition*           recognition
    green_level*           green
    mu_grade*              grade
  ]],
  act = function(firm)
    local sum = yuan(0)
    for _, rule in ipairs { upgrade, milestone, recognition, yield_rating } do
      sum = sum + rule(firm)
    end
    return { amount = sum }, { { "末段", "total", sum } }
  end,
}
