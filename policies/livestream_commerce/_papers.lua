-- SPDX-License-Identifier: MIT
-- The papers of each item, and what of the notice is prose.

local n = ...
local notice, award = n.notice, n.award

notice:prose [[
  正文        brings the rules
  第一条      the purpose, and the text it rests on
  第七条(四)  political guidance of hosts: membership of the party, honours by preference
  第二十四条  encouragement of events; their award stands in 第二十五条 to 第二十七条
]]

-- 第八、十三、十八、二十三、二十八条: the papers of each item, with the number of their paragraph.
notice:codes [[
  material  application_report 申请报告, host_form 附件1, id_card_copy 本人身份证复印件,
            credit_record 征信情况, proof_annual_sales 年直播销售额, proof_annual_units 年直播销售量,
            proof_followers 粉丝量, proof_complaints 年投诉量, responsibility_statement 责任声明,
            base_form 附件2, business_licence 营业执照, legal_rep_id_copy 法人身份证复印件,
            base_report 基地申请报告, base_proof 对应证明材料, incubation_form 附件3,
            proof_served_enterprises 服务区内企业, proof_live_sales 直播销售额, proof_faculty 师资力量,
            proof_fees 培训收费凭证, proof_enrolment 学员报名, proof_timetable 培训课程安排,
            proof_photos 培训现场照片, proof_exclusive_contracts 独家签约主播, supply_chain_form 附件4,
            proof_selection_service 选品服务, activity_form 附件5, activity_plan 活动方案,
            responsible_person_id_copy 负责人身份证复印件, activity_photos 活动现场照片,
            news_reports 新闻报道, guest_list 参会嘉宾, expense_breakdown 费用明细,
            invoice_copies 发票复印件
]]
award:papers {
  type = "material", cite = "第八条",
  cites = { host_talent = "第八条", new_base = "第十三条", operating_base = "第十三条",
    wholesale_market = "第十三条", platform_service = "第十八条", training = "第十八条",
    mcn = "第十八条", brand_centre = "第二十三条", local_producer = "第二十三条",
    activity = "第二十八条" },
  listed = [[
    host_talent       application_report 1, host_form 2, id_card_copy 3, credit_record 4,
                      proof_annual_sales 5, proof_annual_units 5, proof_followers 5,
                      proof_complaints 5, responsibility_statement 6
    new_base          base_form 1, business_licence 2, legal_rep_id_copy 2, credit_record 3,
                      responsibility_statement 4, base_report 5, base_proof 5
    operating_base    base_form 1, business_licence 2, legal_rep_id_copy 2, credit_record 3,
                      responsibility_statement 4, base_report 6, base_proof 6
    wholesale_market  base_form 1, business_licence 2, legal_rep_id_copy 2, credit_record 3,
                      responsibility_statement 4, base_report 7, base_proof 7
    platform_service  application_report 1, incubation_form 2, business_licence 3,
                      legal_rep_id_copy 3, credit_record 4, responsibility_statement 5,
                      proof_served_enterprises 6, proof_live_sales 6
    training          application_report 1, incubation_form 2, business_licence 3,
                      legal_rep_id_copy 3, credit_record 4, responsibility_statement 5,
                      proof_faculty 7, proof_fees 7, proof_enrolment 7, proof_timetable 7,
                      proof_photos 7
    mcn               application_report 1, incubation_form 2, business_licence 3,
                      legal_rep_id_copy 3, credit_record 4, responsibility_statement 5,
                      proof_exclusive_contracts 8, proof_live_sales 8
    brand_centre      application_report 1, supply_chain_form 2, business_licence 3,
                      legal_rep_id_copy 3, credit_record 4, responsibility_statement 5,
                      proof_selection_service 6
    local_producer    application_report 1, supply_chain_form 2, business_licence 3,
                      legal_rep_id_copy 3, credit_record 4, responsibility_statement 5,
                      proof_live_sales 7
    activity          application_report 1, activity_form 2, business_licence 3,
                      responsible_person_id_copy 3, activity_plan 4, activity_photos 4,
                      news_reports 4, guest_list 4, expense_breakdown 5, invoice_copies 5,
                      credit_record 6, responsibility_statement 7
  ]],
}
