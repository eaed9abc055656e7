-- SPDX-License-Identifier: MIT
-- labels: the Chinese words beside names and codes of answers, where people read them.
--
-- A line begins with how the values of its names are shown: `money` in yuan and fen, `-` as they
-- are, the name of a list of codes with their terms, any other word as a unit. Rules in reasons are
-- names like any other. A name as "cash.due_back" is for that one within "cash".
--
--   money   subsidy 补贴, tested_amount 计算门槛的金额
--   sector  main_sector 主营行业

-- Of any notice.
local common = [[
  -      at 时间, request_id 请求号, items 清单, name 名称, cite 条款, duty 职责
  actor  actor 责任单位
]]

-- What the functions of readings.lua and dealings.lua answer.
local names = [[
  -      document 文件, title 标题, starts_on 开始日期, ends_on 结束日期, rounds 各轮, vouchers 消费券,
         denominations 各面额, by_denomination 按面额, by_sector 按行业, may_still_claim 还可领取,
         accounts 资金账户, cash 结算账户, laws 核对, lines 商户明细, history 经过,
         failed 不符合的条件, code 代码, round 轮次, opens_at 开放时间, claim_closes_at 领取截止,
         valid_until 有效期至, claimed_at 领取时间, since 起始时间, voucher_id 券号,
         redemption_id 核销号, merchant_id 商户号, person_id 领取人, order_id 订单号, funder 出资方,
         final 已结转, holds 相符, usable 可用, allowed 允许, eligible 符合条件, may_return 可再纳入,
         subsidy_stands 补贴保留, left 左边, right 右边, leverage 拉动倍数, voucher 消费券,
         opened 已开放, in_window 领取时段, not_closed 未结转, over 已到期, closed 已结转,
         not_settled 未结算, owner 本人使用, order_of_time 时间顺序, validity 有效期,
         redemption 核销记录, known 商户记录, registered 在册, not_registered_now 未重复纳入
  money  total 合计, available 可用资金, tested_amount 门槛计算金额, threshold 使用门槛,
         shortfall 差额, pay 实付, subsidy 补贴, paid_by_consumer 消费者实付,
         refunded_total 累计退款, amount 金额, value 投放金额, floor 最低投放,
         expired_value 逾期金额, unclaimed_value 未领金额, rollover 结转金额, returned 退回资金池,
         redeemed_amount 核销金额, offset 抵扣欠款, payable 应付, withheld 暂扣, to_recover 应追回,
         due_back 尚欠, recovered 已追回, committed 出资额, spent 已支出, unclaimed 未领取,
         outstanding 已领未用, lapsed 逾期未结转, accounts.redeemed 已核销, forfeited 作废,
         settled 已结算, consumption 消费额, planned_value 投放金额, claimed_value 领取金额,
         redeemed_value 核销金额, forfeited_value 作废金额, outstanding_value 已领未用金额,
         rollover_in 上轮结转, settlement 结算, due 欠款, payment 付款, budget 预算,
         later_floor 后续轮次最低投放, campaign 总资金
  元     denomination 面额, best 最优面额
  张     planned 投放, claimed 已领, remaining 剩余, redeemed 已核销, expired 逾期, void 作废,
         restored_count 退回张数, per_person_per_round 每人每轮限领, per_order 每笔限用, stock 库存
  笔     redemptions 核销笔数
  %      take_up_rate 领取率, use_rate 核销率
  law    law 核对项
  sector sector 行业
  kind   kind 类别
  reason reason 移出原因, not_removed 未被清退
  finding finding 违规情形
  order  funders 出资方
  basis  stacking 优惠叠加
  state  state 状态, not_void 未作废, unused 未使用, standing 核销有效
  state  voucher_state 券状态
  event  event 事项
  why    why 原因, outcome 结果
]]

local codes = [[
  state  unplanned 未安排, planned 已安排, open 领取中, valid 使用中, over 已到期, closed 已结转,
         settled 已结算, active 在册, removed 已移出, claimed 未使用, redeemed 已核销,
         expired 已逾期, void 已作废, standing 有效, restored 已退回, ended 已失效
  event  claimed 领取, redeemed 核销, restored 退回, ended 失效, expired 逾期
  why    restored 退回, not_restored 不退回, partial 部分退款, late 已过有效期
  law    L1 资金, L2 轮次, L3 库存, L4 每人, L5 每券, L6 每单, L7 出资, L8 退款
]]

-- Everything that the notice and the library say, as { names = { name = { label, kind } },
-- codes = { list = { code = term } } }.
function kit.label_book(notice)
  local book = { names = {}, codes = {} }
  for _, parameter in ipairs(kit.parameter_list "") do
    book.names["params." .. parameter.name] = { parameter.label or "", "-" }
  end
  local function read(text)
    kit.entries("labels", text, function(kind, entries)
      for _, entry in ipairs(entries) do book.names[entry[1]] = { entry[2], kind } end
    end)
  end
  read(common)
  if notice.has_campaign then read(names) end
  for _, text in ipairs(notice.labels_given) do read(text) end
  kit.entries("codes", notice.has_campaign and codes or "", function(list, entries)
    book.codes[list] = {}
    for _, entry in ipairs(entries) do book.codes[list][entry[1]] = entry[2] end
  end)
  for list, its_codes in next, notice.types do
    book.codes[list] = {}
    for code, term in next, its_codes.labels or {} do book.codes[list][tostring(code)] = term end
  end
  return book
end
