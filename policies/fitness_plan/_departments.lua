-- SPDX-License-Identifier: MIT
-- Who must do what: the responsibility line of each section, in its order. Where a section
-- prints another name of a department, that stands behind the line.
local n = ...

-- code | name
n.departments = [[
education_sports | 区教育和体育局
development_reform | 区发展和改革委员会
civil_affairs | 区民政局
natural_resources | 区自然资源局
housing | 区住建局
urban_enforcement | 区综合行政执法局
agriculture | 区农业农村局
industry_it | 区工业和信息化局
publicity | 区委宣传部
trade_union | 区总工会
youth_league | 团区委
women | 区妇联
culture_tourism | 区文化和旅游局
federation_industry | 区工商联
science | 区科技局
health | 区卫生健康局
medical_insurance | 区医保局
party_organs | 区委区直机关工委
disabled | 区残联
veterans_cadres | 区委老干局
media_centre | 区融媒体中心
human_resources | 区人社局
market_regulation | 区市场监管局
commerce | 区商务局
police | 兰山公安分局
finance | 区财政局
tax | 区税务局
admin_approval | 区行政审批服务局
staffing | 区委编办
emergency | 区应急局
fire | 兰山区消防救援大队
units | 各镇街道、经开区
]]

-- section | title | departments | renamed | printed
n.matrix = [[
三(一) | 设施体系 | education_sports, development_reform, civil_affairs, natural_resources, housing,
  urban_enforcement, agriculture, industry_it, units | |
三(二) | 活动体系 | education_sports, publicity, trade_union, youth_league, women, culture_tourism,
  federation_industry, civil_affairs, agriculture, units | |
三(三) | 组织体系 | education_sports, publicity, civil_affairs, youth_league, agriculture, units | |
三(四) | 服务体系 | education_sports, science, health, medical_insurance, units | |
三(五) | 特定人群 | party_organs, trade_union, women, disabled, federation_industry, health,
  veterans_cadres, education_sports, units | |
三(六) | 健身文化 | publicity, culture_tourism, education_sports, media_centre, units | |
三(七)1 | 体教融合 | education_sports, human_resources, youth_league, units | |
三(七)2 | 体医融合 | health, medical_insurance, education_sports, units | |
三(七)3 | 体旅融合 | culture_tourism, education_sports, development_reform, natural_resources, units |
  development_reform | 区发展和改革局
三(七)4 | 产业融合 | education_sports, culture_tourism, development_reform, health, market_regulation,
  industry_it, commerce, units | development_reform | 区发展和改革局
四1 | 组织保障 | development_reform, education_sports, police, finance, natural_resources, housing,
  urban_enforcement, health, units | |
四2 | 经费保障 | development_reform, finance, education_sports, tax, units | |
四3 | 用地保障 | natural_resources, admin_approval, education_sports, units | |
四4 | 人才保障 | education_sports, human_resources, staffing, trade_union, youth_league, women, units
  | |
四5 | 安全保障 | education_sports, health, emergency, fire, police, units | |
四6 | 制度保障 | development_reform, education_sports, police, finance, natural_resources, housing,
  urban_enforcement, health, units | |
]]
