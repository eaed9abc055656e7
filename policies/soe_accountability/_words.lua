-- SPDX-License-Identifier: MIT
-- What the text got wrong or leaves open, with how it is read here; and words for people.

local n = ...
local notice = n.notice

notice:drafting {
  { { "第六条", "第三十二条" }, "第八至第十八条所列情形", "第七条至第十七条" },
  { "第四十二条", "援引本条自身", "第四十一条" },
  { { "第十九条", "第三条" }, "前款所指的款不对", "第十九条指全条，第三条指第一款" },
  { { "第二十五条", "第二十六条", "第二十七条", "第三十三条", "第三十四条", "第四十一条",
      "第六十一条", "第六十七条" }, "财产损失，第六十二条也是", "资产损失" },
  { { "第三条", "第十七条", "第二十二条", "第二十四条" }, "其他严重后果", "其他严重不良后果，见第三十九条" },
  { "第二十四条", "在与其工作职责范围内", "在其工作职责范围内" },
  { "第七条(二)", "两项后果之间没有连词", "须同时具备" },
  { "第十四条(十)", "中止措施", "止损措施" },
  { "第二十七条", "(三)包含在(一)之内，严重不良后果重复四次，(二)包括较大损失",
    "较大损失只符合(二)，重大损失或者严重不良后果符合各项" },
  { "第三十二条", "句号截断了应当运用的主语", "前后为一句" },
  { "第三十三条(二)", "较大损失的领导责任人不上缴收益", "照原文，上缴年数为零" },
  { "第三十三条(三)", "不得参加新激励没有年数", "没有期限，自处理决定之日起" },
  { { "第三十三条", "第三十四条" }, "延期支付绩效年薪没有期限", "只说明应当延期" },
  { "第三十四条", "没有损失等级，也没有责任种类", "不分等级和责任" },
  { { "第三十六条", "第四十四条" }, "离开企业的人员两条都适用", "第四十四条优先，离职前一年度为上一公历年度",
    by = "reading.left_base_year" },
  { { "第四十条(八)", "第四十一条(七)" }, "其他应当处理后缺“的情形”", "其他此类情形" },
  { "第四十一条(三)", "未明确禁止仍可从轻，而第三条要求违反规定", "照原文" },
  { "第四十一条(六)", "主动检举其他造成财产损失相关人员", "检举造成损失的其他人员" },
  { "第四十三条", "作出处理决定的上一级企业缺“单位”",
    "作出决定的单位的上一级，没有的为履行出资人职责的机构" },
  { { "第四十七条(二)", "第四十九条(二)" }, "本级较大损失且后果严重的两条都写到",
    "由履行出资人职责的机构负责", by = "reading.own_larger_serious" },
  { { "第四十七条(二)", "第四十九条(二)" }, "子企业一般损失和后果不严重的较大损失没有写到",
    "由子企业自己负责，见第四十六条、第七十条" },
  { { "第四十七条(三)", "第四十九条(三)" }, "没有动词", "直接组织开展" },
  { "第二十九条", "同一失职第五十二条又写一次", "两条都适用" },
  { "第五十七条", "移交的下列问题包括自己发现的和企业报告的", "四项都受理" },
  { { "第五十九条", "第六十六条" }, "适当延长没有限度和批准人", "延长到所定日期" },
  { { "第七十条", "第七十一条" }, "复核单位没有写子企业的上一级企业", "在同样的期限内复核" },
  { "第七十八条", "责任追究工作写了两次", "一次" },
  { "第四条(三)", "履行出资人职责机构缺“的”", "同一机构" },
  { { "第二十四条", "第四十七条第二款" }, "企业负责人没有定义，区属企业负责人只为第四十七条定义",
    "主要负责人和分管负责人" },
  { "第八十二条", "此处写发布，另一办法写印发", "2021年9月28日" },
  { "第三十八条", "停职没有期限", "没有限制" },
  { "第四十九条(二)", "子企业负责人没有定义", "由提出请求的人说明" },
  { "第三十三条(一)", "50%以下、30%以下是否含本数", "含本数，第十九条的例外只管本条",
    by = "reading.upper_end" },
  { "第三十三条(一)", "没有下限", "必须大于零", by = "reading.lower_end" },
  { { "第三十三条", "第三十四条" }, "责任认定年度（含）前三年", "认定年度及之前两年，合计计算" },
  { "第三十六条", "任职不满全年", "当年到任或者离任，不是处理时当年未完" },
  { "第十九条", "追回的损失是否扣除", "不扣除，可以从轻，见第四十一条(五)" },
  { "第十九条", "虽未达上述标准", "须有损失，没有损失的适用第三十九条" },
  { "第三十九条", "有损失又有严重不良后果", "等级按金额，后果影响管辖和从重",
    by = "reading.consequences_with_loss" },
  { { "第二十七条", "第三十四条" }, "没有损失而后果严重时上级人员适用哪一条", "第三十四条",
    by = "reading.superior_without_loss" },
  { "第二十三条", "一人有几种责任", "按最重的一种" },
  { { "第四十条", "第四十一条" }, "从轻、减轻、从重、加重没有定义", "从轻从重在幅度内，减轻在下，加重在上" },
  { { "第四十条", "第四十一条" }, "从重和从轻情形都有", "都可以，列为待定",
    by = "reading.both_circumstances" },
  { { "第四十二条", "第三十一条(二)" }, "免除处理是否包括扣减薪酬", "包括，只限四种较轻的组织处理" },
  { { "第五十九条", "第六十六条" }, "期限从哪天起算", "受理之日、核查开始之日" },
  { "第三十八条", "限制从哪天起算", "处理决定之日，末日不顺延" },
  { "第三十八条", "纪律处分影响期更长时延长哪些限制", "提拔和高于原任职务",
    by = "reading.discipline_reach" },
  { "第六十四条", "临时措施与组织处理同名", "不是处理，没有第三十八条的限制" },
  { "第五十六条", "一般应当遵循", "必须遵循，只有听取意见可以说明理由而略过" },
  { { "第六十九条", "第七十一条" }, "可以申诉几次，复核能否延长", "一次，不能延长" },
  { "第七十三条", "收到处理决定", "区属企业收到之日起算，向履行出资人职责的机构报送" },
  { { "第三十一条(一)", "第三十三条" }, "处理方式列举后的“等”", "只限列明的" },
  { "第三十三条", "只写区属企业", "子企业人员适用同样的幅度" },
  { "第三十五条", "改组的条件", "重大损失且危及生存发展，或者后果特别严重" },
  { "第三十七条", "最高标准如何比较", "绩效年薪和任期激励收入分别比较" },
  { "第八十二条", "施行前的行为", "按处理决定的日期，终身问责" },
  { "第二十一条", "可以认定或有损失", "三项条件都具备的计入", by = "reading.contingent_loss" },
  { "第十六条", "境外没有定义", "包括港澳台，(四)的对外投资指境外投资" },
}

notice:labels [[
  -       matched 情形, text 内容, not_counted 未计入的或有损失, basis 依据, types 责任,
          by_analogy 比照, may_be_excused 可免除, dissent 表明异议,
          liable 应当追究, reorganise 改组, first_form 第一种形态,
          no_consequence 无损失和严重不良后果, collective 集体责任, superior 上级企业人员,
          base_year 责任认定年度, above 下限除外, endless 无期限,
          performance 绩效年薪, term_incentive 任期激励收入, defer_performance 延期支付绩效年薪,
          lti 其他中长期激励, office_ban 禁入限制,
          approval 批准, same_event 同一事项, tolerance 容错, missing_pay 缺少的薪酬数据,
          open_points 待定事项, years 年度, min_inclusive 含下限, max_inclusive 含上限,
          terminate_unexercised 终止未行权, surrender_years 上缴收益年度,
          new_plan_ban 不得参加新激励, indefinite 无期限, life_possible 可至终身,
          restrictions 限制, until 至, active 有效, discipline 纪律处分影响期,
          ban 禁入限制, plan_ban 不得参加新激励, case 案件, person 责任人, deadlines 期限,
          due_on 截止日, from_on 起始日, late 逾期, interest 利害关系, extended 延长至,
          competent 追究职责, pay 暂停支付, hearing 听取意见, reports 报告, percents 扣减比例,
          in_force 执行, pay_suspended 暂停支付薪酬, decisions 处理决定, served_on 送达日期,
          interim_measures 临时措施, preliminary 初步核实期限, investigation 核查期限,
          rectification 整改期限, on 日期, no_interest 无利害关系, undecided 尚未处理,
          ground 情形, not_yet_served 尚未送达,
          served 已送达, first_appeal 首次申诉, in_time 按期, complete 材料完整, appealed 已申诉,
          accepted 已受理, approved_by_superior 上级已批准, ban_for_life 终身禁入,
          plan_ban_years 不得参加新激励年数, known 已知案件, new 新案件,
          decided_in_force 处理时施行, decided 已处理, calendar_complete 日历完整
  money   loss 资产损失, base_amount 基数, min_amount 最低金额, max_amount 最高金额,
          surrender_amount 上缴金额, highest_other 其他最高扣减, still_due_min 尚应扣减下限,
          still_due_max 尚应扣减上限
  %       min_percent 下限, max_percent 上限, performance_percent 绩效年薪扣减比例,
          term_percent 任期激励扣减比例, performance_min 绩效年薪下限,
          performance_max 绩效年薪上限, term_min 任期激励下限, term_max 任期激励上限
  年      year 年度, min_years 最短年数, max_years 最长年数, ban_years 禁入年数,
          plan_ban_min 新激励禁入最短年数, plan_ban_max 新激励禁入最长年数
  cell                 cell 处理幅度
  cell_article         article 条款
  applies              applies 适用, event_class 事件类别, person_class 人员类别, own_rules 另有规定,
                       participated 参股企业, by_reference 参照执行, enterprise 区属企业,
                       subsidiary 所属子企业, former 原任职人员, other_persons 其他有关人员,
                       manager 经营管理人员
  category             category 方面
  situation            situation 情形, situations 责任追究情形
  loss_tier            tier 等级, going_concern 无法持续经营
  responsibility       type 种类, heaviest 最重责任, decisive 起决定性直接作用,
                       direct_ground 负责人直接责任情形, in_charge 主管责任, principal 领导责任,
                       concealed 瞒报重大损失, not_organised 未组织追究
  decider              lead 追究单位, decider 处理单位
  consent              consent 需经同意, consent_of 需经同意
  transfer_to          transfer 移送, transfer_to 移送
  appeal_body          appeal_to 申诉受理单位, who 责任单位, by 批准单位, body 受理单位
  disposal             disposals 处理方式, disposal 处理方式, exemptible 可免除的处理,
                       exempt_from 免除的处理
  cause                no_fault 已履行程序
  subsidiary_ground    subsidiary_ground 子企业情形
  serious_consequence  serious_consequences 严重不良后果
  treatment            treatments 可用幅度, treatment 幅度, needed_for 须经批准的
  aggravating          aggravating 从重情形
  mitigating           mitigating 从轻情形
  effect               effect 限制
  phase                phase 阶段
  source               source 线索来源
  route                route 分类处置
  measure              measure 临时措施
  heard                heard 听取意见
  review_outcome       outcome 结果
  appeal_state         appeal 申诉
  status               status 状态
  step                 step 步骤
]]
