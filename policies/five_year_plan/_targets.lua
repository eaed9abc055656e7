-- SPDX-License-Identifier: MIT
-- What the text of the plan wants reached beside 表1. A value is that to be reached, or whose it is.
local n = ...

-- id | target | en | judge | value | unit | when | strength | cite | base
n.targets = { [[
t01 | 地区生产总值增速高于全市平均水平 | GDP growth above the city average | above_city | city | percent | each
  year | | 第二章第四节 |
t02 | 财政收入增速高于全市平均水平 | fiscal revenue growth above the city average | above_city | city | percent
  | each year | | 第二章第四节 | b03: average 7.3
t03 | 城乡居民人均可支配收入增速高于全市平均水平 | resident income growth above the city average | above_city | city |
  percent | each year | | 第二章第四节 | b02: average 7.4
t04 | 产业西城占地 | West City area | scale | 176 | 平方公里 | no date | | 第二章第五节 | 第四章第一节: 约176
t05 | 产业西城集聚人口 | West City population | level | 80 | 万人 | no date | | 第二章第五节 |
t06 | 年均办展场次 | exhibitions a year | average | >= 60 | 场次/年 | period | 力争 | 第三章第一节五 |
t07 | 办展面积 (年均, R8) | exhibition area a year | average | >= 65 | 万平方米/年 | period | 力争 | 第三章第一节五 |
t08 | 会展公司UFI展会认证 | exhibition firms with UFI certification | sum | >= 5 | 家 | period | 力争 |
  第三章第一节五 |
t09 | 老城区物流搬迁升级全面完成 | old-town logistics moved out, completed | share | = 100 | percent | 2023 |
  力争 | 第三章第二节一 |
t10 | “六横六纵”快速路网: 六横 | east-west expressways | level | >= 6 | 条 | no date | | 第四章第三节 |
t11 | “六横六纵”快速路网: 六纵 | north-south expressways | level | >= 6 | 条 | no date | | 第四章第三节 |
t12 | 沿河高品质滨河大道 | riverside avenues | level | >= 2 | 条 | no date | | 第四章第三节 |
t13 | 300米见绿 | green within | distance | <= 300 | 米 | no date | 按照 | 第四章第四节 |
t14 | 500米见园 | a park within | distance | <= 500 | 米 | no date | 按照 | 第四章第四节 |
t15 | 楔形绿廊 (“十一廊”) | green wedges | level | >= 11 | 条 | no date | | 第四章第四节 |
]], [[
t16 | 木业总产值突破1000亿元 | wood industry gross output | level | > 1000 | 亿元 | 2025 | 力争 | 第五章第一节 | b07
t17 | 木业产业园区规划建设总占地 | wood park area | scale | 18.94 | 平方公里 | no date | | 第五章第一节一 | b07: 18.9
t18 | 木业龙头标杆企业 | leading wood firms | level | >= 50 | 家 | no date | 力争 | 第五章第一节二 | b07: 规上355
t19 | 食品产业工业总产值 | food industry gross output | level | >= 300 | 亿元 | 2025 | 力争 | 第五章第二节一 |
t20 | 每年承担国家级、省级新药研制重大专项项目 | major new-drug projects each year (number not given: 1) | each_year
  | >= 1 | 项 | each year | 争取 | 第五章第二节二 |
t21 | 机械制造业年产值 | machinery yearly output | level | >= 200 | 亿元 | 2025 | 力争 | 第五章第二节三 |
t22 | 文化产业增加值突破50亿元 | culture industry value added | level | > 50 | 亿元 | 2025 | 力争 | 第五章第三节二 |
t23 | 接待游客突破2500万人次 | visitors | level | > 2500 | 万人次 | 2025 | 力争 | 第五章第四节二 |
t24 | 旅游消费总额 | visitor spending | level | >= 280 | 亿元 | 2025 | 力争 | 第五章第四节二 |
t25 | 新增绿化 | new green area | sum | >= 800 | 万平方米 | period | | 第六章第一节一 | b14: 637 in 2016-2020
t26 | 行政区域全部纳入保洁范围 | area under street cleaning | share | = 100 | percent | no date | | 第六章第一节三 |
t27 | 城市精细化管理全覆盖 | fine-grained city management | share | = 100 | percent | no date | | 第六章第一节四 |
t28 | 道路提升改造 (x01-x08) | roads rebuilt | sum | about 100 | 公里 | no date | | 第六章第二节一 |
t29 | 全区5G移动网络全覆盖 | 5G coverage | share | = 100 | percent | 2025 | 力争 | 第六章第三节一 |
t30 | 电子政务网络IPv6部署完成 | IPv6 in the government network | share | = 100 | percent | 2025 | 力争 |
  第六章第三节一 |
t31 | 行政审批事项在线办理覆盖率 | approvals handled on line | level | > 95 | percent | 2025 | 力争 | 第六章第三节二 |
t32 | 农村地区移动宽带网络人口全覆盖 | rural mobile broadband, population | share | = 100 | percent | no date |
  | 第六章第三节四 |
]], [[
t33 | 公共电子政务网络全覆盖 | public e-government network | share | = 100 | percent | no date | | 专栏7 |
  c7-7
t34 | 饮用水水源地达标率保持100% | drinking-water sources up to standard | keep | = 100 | percent | each
  year | 确保 | 第六章第四节三 |
t35 | 粮食生产功能区 | grain production zone, not reduced | keep | >= 23 | 万亩 | each year | 确保 | 第七章第二节一
  |
t36 | 粮食产量稳定在15万吨左右 | grain output | keep | about 15 | 万吨 | each year | 确保 | 第七章第二节一 | b05: 17.4;
  R2
t37 | 半程镇高标准农田项目 | high-standard farmland, 半程镇 | sum | >= 1 | 万亩 | no date | | 第七章第二节一 |
t38 | 汪沟镇高标准农田项目 | high-standard farmland, 汪沟镇 | sum | >= 2 | 万亩 | no date | | 第七章第二节一 |
t39 | 初级农产品定量检测不低于400批次 | quantitative tests | each_year | >= 400 | 批次 | each year | | 第七章第二节二 |
t40 | 初级农产品快速检测2600批次以上 | rapid tests | each_year | >= 2600 | 批次 | each year | | 第七章第二节二 |
t41 | 主要农产品质量安全监测合格率稳定在98%以上 | farm products passing safety tests | keep | >= 98 | percent | each
  year | | 第七章第二节二 |
t42 | 村镇生活垃圾日产日清 | village waste cleared daily | keep | = 100 | percent | each year | | 第七章第三节一 |
t43 | 农村生活垃圾无害化处理率 | rural waste treated harmlessly | share | = 100 | percent | 2025 | | 第七章第三节一
  |
t44 | 畜禽粪污综合利用率 | manure used | level | >= 90 | percent | 2025 | 力争 | 第七章第三节二 |
t45 | 规模养殖场粪污处理设施装备配套率 | large farms with manure equipment | share | = 100 | percent | 2025 | 力争
  | 第七章第三节二 |
t46 | 秸秆禁烧零火情 | straw fires | each_year | = 0 | 起 | each year | | 第七章第三节二 |
t47 | 秸秆禁烧零黑斑 | burnt patches | each_year | = 0 | 处 | each year | | 第七章第三节二 |
t48 | 秸秆综合利用率 | straw used | level | >= 93 | percent | 2025 | 力争 | 第七章第三节二 |
t49 | 300户以上自然村公厕覆盖率 | natural villages of 300 households or more with a public toilet | level |
  >= 70 | percent | 2025 | 力争 | 第七章第三节三 |
t50 | 村庄整治率 | villages improved | share | = 100 | percent | 2025 | 力争 | 第七章第三节三 |
]], [[
t51 | 新建院士工作站 | new academician workstations | sum | >= 10 | 家 | period | 争取 | 第八章第一节三 | b19: 4
  exist
t52 | 新建省级以上技术创新中心、重点实验室 | new provincial or higher innovation centres and key laboratories | sum
  | >= 4 | 家 | period | 争取 | 第八章第一节三 | b19: 17 key laboratories, level not given
t53 | 新建新型研发机构 | new-type R&D bodies | sum | >= 3 | 家 | period | 争取 | 第八章第一节三 |
t54 | 新建众创空间、科技孵化器 | new maker spaces and incubators | sum | >= 5 | 家 | period | 争取 | 第八章第一节三 |
  b19: 12 and 5 exist
t55 | 新上工业项目一律在开发区落地 (原则上) | new industrial projects sited in the zone | each_year | = 100 |
  percent | each year | 原则上 | 第九章第一节一 |
t56 | 开发区占地面积 | development zone area | scale | 77.65 | 平方公里 | no date | | 第九章第一节一 | printed
  约77.65
t57 | 开发区专业园区 | parks of the zone | level | >= 6 | 个 | no date | | 第九章第一节一 |
t58 | “跑一次”为上限 | visits for one government service | distance | <= 1 | 次 | no date | | 第九章第三节一 |
t59 | “十分钟服务圈” | self-service points within | distance | <= 10 | 分钟 | no date | | 第九章第三节一 |
]], [[
t60 | 纳入重污染应急减排清单、不具备在线监控条件的工业企业全部安装用电监控 | listed firms with power-use monitoring | share | = 100
  | percent | no date | | 第十章第二节一 |
t61 | PM2.5完成上级下达任务 | PM2.5 | assigned | <= assigned | as assigned | each year | | 第十章第二节一 |
t62 | PM10完成上级下达任务 | PM10 | assigned | <= assigned | as assigned | each year | | 第十章第二节一 |
t63 | 二氧化硫完成上级下达任务 | sulphur dioxide | assigned | <= assigned | as assigned | each year | |
  第十章第二节一 |
t64 | 农村“千吨万人”饮用水水源地水污染治理完成 | treatment of rural sources serving 1 000 t/day or 10 000 people |
  share | = 100 | percent | no date | | 第十章第二节二 |
t65 | 城镇生活污水全部集中收集处理 | urban sewage collected and treated | share | = 100 | percent | 2025
  (十四五期间) | | 第十章第二节二 | b16: 6 plants, 10.8万吨/日
t66 | 有效解决生活污水无序排放的行政村 | administrative villages with orderly sewage | level | >= 70 | percent |
  2025 (十四五期间) | | 第十章第二节二 |
t67 | 镇街黑臭水体控制在5%以内 | black and smelly waters | ceiling | <= 5 | percent | 2025 (十四五期间) | |
  第十章第二节二 |
t68 | 农产品产地土壤环境质量监测全面完成 | soil monitoring of farm land | share | = 100 | percent | 2025 | 力争 |
  第十章第二节四 |
t69 | 轻中度污染耕地安全利用工作全面完成 | safe use of lightly and moderately polluted land | share | = 100 |
  percent | 2025 | 力争 | 第十章第二节四 |
t70 | 抽检农药合格率 | sampled pesticides that pass | level | >= 98 | percent | 2025 | 力争 | 第十章第二节四 |
t71 | 受污染耕地安全利用率 | polluted farmland used safely | level | >= 92 | percent | 2025 | 力争 | 第十章第二节四
  |
t72 | 西城“千亩绿化园” | thousand-mu green park | level | >= 1000 | 亩 | no date | | 第十章第三节一 | b13:
  1000亩森林城市 begun
]], [[
t73 | 举办非遗“传统文化过大年”活动 | heritage New Year event | each_year | >= 1 | 次 | each year | | 第十一章第一节一 |
t74 | “一村一年一场戏” | a play in every village every year | each_year | = 100 | percent of villages |
  each year | | 第十一章第一节二 |
t75 | 居民收入增长与经济增长同步 | income growth in step with growth | gdp | gdp | percent | period | |
  第十一章第二节一 |
t76 | 养老床位 | beds for the old | level | >= 1.2 | 万张 | 2025 (十四五末) | 力争 | 第十一章第二节三 |
t77 | 护理型床位占比 | nursing beds among them | level | >= 60 | percent | 2025 (十四五末) | 力争 | 第十一章第二节三 |
t78 | 智慧健康养老示范社区1-2家 | smart elderly-care model communities | range | 1-2 | 家 | no date | 争取 |
  第十一章第二节三 |
t79 | 社区养老服务设施“十五分钟生活圈” | elderly services within | distance | <= 15 | 分钟 | no date | | 第十一章第二节三
  |
t80 | 十八类困难群体全覆盖 | kinds of people in hardship covered by assistance | level | >= 18 | 类 | no
  date | | 第十一章第二节三 |
t81 | 引进建设民办职业学校一至两所 | private vocational schools | range | 1-2 | 所 | no date | 力争 | 第十一章第二节四 |
t82 | 李官镇高职院校一所 (新希望集团) | vocational college at 李官镇 | level | >= 1 | 所 | no date | | 第十一章第二节四 |
t83 | 筹建临沂商业职业学院、临沂中医药职业学院（职业陪护学院） | colleges to be founded | level | >= 2 | 所 | no date | |
  第十一章第二节四 | also 专栏12, c12-3
]], [[
t84 | 中小学数字校园全覆盖 | digital campuses | share | = 100 | percent | no date | | 专栏12 | c12-2
t85 | 学校宽带网络接入百兆及以上 | school broadband | share | = 100 | percent of schools with >= 100 Mbit/s |
  no date | | 专栏12 |
t86 | 信息网络直报全覆盖 | direct network reporting of health emergencies | share | = 100 | percent | no
  date | | 第十一章第二节五 |
t87 | 突发公共卫生事件规范处置率 | health emergencies handled to standard | keep | = 100 | percent | each year
  | | 第十一章第二节五 |
t88 | 医保电子凭证区内定点医药机构激活率 | e-insurance card activation | level | >= 40 | percent | no date | |
  第十一章第二节五 |
t89 | 区内一、二级公立医院病历、处方、检查检验等电子化 | public hospitals of grades 1 and 2 with electronic records |
  share | = 100 | percent | no date | | 第十一章第二节五 |
t90 | 脱贫攻坚过渡期 | transition period with steady support | scale | 5 | 年 | no date | | 第十一章第三节一 |
t91 | 符合条件的贫困人口全部纳入最低生活保障 | eligible poor in the minimum living allowance | share | = 100 |
  percent | no date | | 第十一章第三节一 |
t92 | 党风廉政建设工作会议 | yearly meeting on clean government | each_year | >= 1 | 次 | each year | |
  第十二章第二节 |
]] }
