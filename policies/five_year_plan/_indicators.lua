-- SPDX-License-Identifier: MIT
-- 表1: the headline indicators. The three cells are those of the table, which marks what it does not
-- tell with "-".
local n = ...

-- id | name | en | unit | 2020 | 2025 | growth | attribute | judge | value
n.indicators = [[
h01 | 地区生产总值增长速度 | GDP growth | % | 3.6 | - | 6左右 | expected | growth | about 6
h02 | 常住人口城镇化率 | urbanisation of residents | % | - | 70.72 | - | expected | level | >= 70.72
h03 | 全员劳动生产率增速 | labour productivity growth | % | - | - | 与全市保持一致 | expected | city | city
h04 | “四新”经济增加值占比 | share of "four new" economy | % | - | - | 与全市保持一致 | expected | city | city
h05 | 研发经费投入增长 | R&D spending growth | % | - | - | 与全市保持一致 | expected | city | city
h06 | 每万人口高价值发明专利拥有量 | high-value invention patents for 10 000 people | 个 | 2.6 | - | - |
  expected | none |
h07 | 数字经济核心产业增加值占地区生产总值比重 | core digital economy in GDP | % | - | 与全市保持一致 | - | expected | city
  | city
h08 | 居民人均可支配收入增长速度 | income growth | % | 4.6 | - | 与地区生产总值增速同步 | expected | gdp | gdp
h09 | 城镇登记失业率 | registered urban unemployment | % | 1.75 | - | < 3.5 | expected | ceiling | < 3.5
h10 | 劳动年龄人口平均受教育年限 | mean years of schooling of working age | 年 | - | - | 与全市保持一致 | binding |
  city | city
h11 | 每千人拥有职业医生数 | doctors for 1 000 people | 人 | 4.53 | 7.5 | - | expected | level | >= 7.5
h12 | 基本养老保险参保率 | basic pension coverage | % | 94 | 95 | [1左右] | expected | level | >= 95
h13 | 每千人口拥有3岁以下婴幼儿托位数 | nursery places for 1 000 people | 个 | - | 4.5 | - | expected | level |
  >= 4.5
h14 | 人均预期寿命 | life expectancy | 岁 | 77.24 | 78.3 | - | expected | level | >= 78.3
h15 | 单位地区生产总值能耗下降 | energy intensity, fall | % | 1.2 | 完成上级分解任务 | - | binding | assigned | >=
  assigned
h16 | 单位地区生产总值二氧化碳排放降低 | carbon intensity, fall | % | - | 完成上级分解任务 | - | binding | assigned | >=
  assigned
h17 | 空气质量良好以上天数比例 | days with good air | % | 61.75 | 完成上级分解任务 | - | binding | assigned | >=
  assigned
h18 | 地表水达到或好于III类水体比例 | surface water of class III or better | % | - | 完成上级分解任务 | - | binding |
  assigned | >= assigned
h19 | 森林覆盖率 | forest cover | % | 11.69 | 12.1 | - | binding | level | >= 12.1
h20 | 粮食综合生产能力 | grain production capacity | 万吨 | 17.4 | 保持稳定 | - | binding | keep | >= 17.4
h21 | 能源综合生产能力 | energy production capacity | 万吨标准煤 | - | 完成上级分解任务 | - | binding | assigned | >=
  assigned
]]
