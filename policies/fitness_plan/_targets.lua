-- SPDX-License-Identifier: MIT
-- What the plan wants reached: section 二, and the numbers within 三. The section after the citation
-- is the one whose departments answer for a target of 二, which names none itself.
local n = ...

-- id | target | en | kind | value | unit | due | cite | links
n.targets = { [[
f01 | 经常参加体育锻炼人数比例（占全区总人口） | regular exercisers | level | >= 45 | percent | by_2025 | 二 |
f02 | 行政村健身设施覆盖率（全覆盖） | administrative villages with facilities | level | >= 100 | percent |
  by_2025 | 二 | 三(一)
f03 | 300人以上自然村健身设施覆盖率（全覆盖） | natural villages of 300 or more | level | >= 100 | percent |
  by_2025 | 二 | 三(一)
f04 | 每万人拥有足球场地数量 | football pitches for each 10 000 people | level | >= 0.9 | 块/万人 | by_2025 | 二
  | 三(一)
f05 | 每千人公益社会体育指导员数 | volunteer sports instructors for each 1 000 people | level | >= 3 | 个/千人 |
  by_2025 | 二 | 三(三)
f06 | 人均体育场地面积 | sports ground area a person | level | >= 3.2 | m² | by_2025 | 二 | 三(一)
f07 | 全民健身活动中心 | fitness centre | per_unit | >= 1 | 个 | before_2025 | 三(一)2 |
f08 | 灯光篮球场 | floodlit basketball court | per_unit | >= 1 | 个 | before_2025 | 三(一)2 |
f09 | 多功能运动场 | multi-purpose ground | per_unit | >= 1 | 个 | before_2025 | 三(一)2 |
f10 | 社会足球场 | public football pitch | per_unit | >= 1 | 个 | before_2025 | 三(一)2 |
f11 | 行政村健身设施更新 | administrative villages renewed | cumulative | >= 253 | 个 | before_2025 | 三(一)2
  |
f12 | 自然村健身设施新建 | natural villages newly equipped | cumulative | >= 114 | 个 | before_2025 | 三(一)2
  |
f13 | 智慧体育公园（至少1个） | smart sports park | cumulative | >= 1 | 个 | by_2025 | 三(一)4 |
f14 | 智能室外健身路径（至少一条） | smart outdoor fitness path | per_unit | >= 1 | 条 | by_2025 | 三(一)4 |
]], [[
f15 | 社区运动会（每年不少于100场次） | community games | annual | >= 100 | 场次 | each year 2021-2025 | 三(二)1 |
f16 | 体育总会（“1+2+N”的1） | general sports federation | cumulative | >= 1 | 个 | | 三(三)1 |
f17 | 老年体协（“2”之一） | sports association for the old | cumulative | >= 1 | 个 | | 三(三)1 |
f18 | 社会体育指导员协会（“2”之一） | instructors' association | cumulative | >= 1 | 个 | | 三(三)1 |
f19 | 单项体育协会（N个） | single-sport associations | text | N | 个 | | 三(三)1 |
f20 | 群众体质和健康水平指标：全市前列、全省先进水平 | physique and health level | text | | | by_2025 | 二 | 三(四)
f21 | 社区“15分钟健身圈”不断优化 | 15-minute fitness circle | text | 15 | 分钟 | by_2025 | 二 | 三(一)
]] }
