-- SPDX-License-Identifier: MIT
-- What the plan tells of the years before it, of places, and where it does not agree with itself.
local n = ...

-- id | text, all of 第一章第一节
n.facts = [[
b01 | 地区生产总值 (亿元): 849.24 (2015), 1081.25 (2018), 1187.88 (2020); 年均增长 6.2 %
b02 | 居民人均可支配收入 (元): 22336 (2015), 31915 (2020); 年均 7.4 %
b03 | 一般公共预算收入 over 100亿元, 年均 7.3 %, 全省县区前十
b04 | 三次产业结构 1.0:40.6:58.4 (2015), 0.9:33.2:65.9 (2020)
b05 | 水肥一体化 +2.1万亩; 粮食产量 17.4万吨
b06 | 规上工业企业 505 to 598 (+93); share of the city 12.46 % to 20.24 % (+7.78 points); 五大主导产业集群
  绿色食品、木业家具、装备制造、医药、金属加工
b07 | 木业: 4 parks; 18.9 km²; 2 小微企业众创园; over 1500 firms merged and upgraded; 355 规上企业, nearly 30
  % of output
b08 | 山东省民营企业品牌价值100强 3 (鲁南制药, 天元集团, 金锣文瑞); 高端品牌培育企业 7
b09 | 规上服务业企业 123 to 136 (+13); 营业收入 147.9亿元 (2020), +39.6 over 2015, 年均 4.9 % (R5)
b10 | 直播小镇 13; 电商产业园和专营区 23; 电商服务中心 75; 快手: 交易额 third, 活跃用户 second, 商家注册量 first in the country;
  日快递发单量 150万件以上
b11 | A级景区 14; 全域旅游集散中心 3; 省级旅游休闲购物示范点 8; 省级工（农）业旅游示范点 15; 大型专业文化市场 3; 文物保护单位 121
b12 | 新三板 4; 齐鲁股权交易中心 34, first in the city
b13 | 西城: 21 trunk roads; 10公里生态长廊; 1000亩森林城市; 六大产业 (绿色木业、国际商贸、现代物流、医养健康、科技教育、城市服务)
b14 | 棚改 8; 老旧小区 34; 4000户 moved; 新增绿化 637万 m²; 违法建设 254万 m²
b15 | 断头路 22; 拥堵路 48; 1-2 优美环线 in each town; 农村公路通达率 100 %; 行政村通客车率 100 %
b16 | 污水处理厂 6, 10.8万吨/日; 主次干道 22, 节点 over 50; 口袋公园 26, over 3万 m²
b17 | 省级美丽乡村示范村 8; 市级 15; 示范片区 3 (20村)
b18 | 空气质量综合指数改善 28.8 %
b19 | 高新技术企业 163; 科学技术奖 国家 1, 省级 3, 市级 117; 工程技术研究中心 37; 重点实验室 17; 院士工作站 4; 众创空间 12; 孵化器 5
b20 | 商标 6.38万件; 驰名商标 11; 地理标志商标 5; 专利申请量、授权量 7761件 (one number for both)
b21 | 审批标准 324; 告知承诺 149; 即来即办 66.8 %; within 5个工作日 95.8 %; “一业一证” 20 trades 100 %; 网络站点 镇街道 12,
  村社区 323; 政务服务事项 5516; 下放镇级 120; 个体工商注册 90 % and 食品经营许可 98 % in towns; 下沉村级 109; 市场主体 32万户
b22 | 海外商城、海外仓: 瓜达尔港, 金边, 中欧商贸合作物流园区, 内罗毕, 巴林, 吉达, 古晋
b23 | 化解大班额校建项目 over 90; 国家级卫生院 4; 社区卫生服务中心 2
b24 | 城镇新增就业 5.3万; 农村劳动力转移 2.1万; 技能培训 2.6万; 创业培训 5800; 失业率 within 3 %
b25 | 国家一级文化馆 1; 二级图书馆 1; 镇街道综合文化站 12; 社区综合性文化服务中心 306; 历史文化展示室 51; 群众文化队伍 over 400
]]

-- key | text | cite
n.layout = { [[
west_city | 以义堂镇为中心，南接兰山经济开发区，东接商城，北跨沭河，囊括枣园、方城部分区域; about 176 km², 800 000 people; south
  高端工业聚集区, east 现代商贸物流区, middle 宜居宜业生活区, north 滨水商务总部经济区 | 第二章第五节; 第四章第一节
west_city_groups | 12: 鲁南制药科研组团, 西部产业组团, 酉金湖片区, 木业总部组团, 义堂宜居居住组团, 酉金湖东片区, 商谷片区, 国际陆港组团, 经开区组团,
  方城新桥组团, 枣园镇驻地北部组团, 鲁班精装小镇组团 | 第四章第二节
west_city_clusters | 6: 木业, 物流, 商贸服务业, 大健康, 教育, 城市服务 (产业集群) | 第四章第二节
west_city_green | 两带 (汭河, 涑河), 十一廊; 300米见绿, 500米见园; 六横六纵; two riverside avenues; “千亩绿化园”: 涑河
  axis, 森林公园 south, 水木园 north (第十章第三节一) | 第四章第三节; 第四章第四节
district | 三大组团: 西城, 北城, 中心城区; 三轴: 京沪产业发展轴, 汴河 (printed 沂河 the first time) 创新引领轴, 沂河城乡融合生态轴;
  组团共振、多轴集聚、镇域互补 | 第三章第三节一
wood_park | 18.94 km²; 4 zones: 木业产业转型升级示范区, 综合配套区, 木业机械集中区, 高端板材生产区 | 第五章第一节一
zone | 兰山经济开发区, six parks, about 77.65 km² | 第九章第一节一; 专栏10
]], [[
zone.core | E 京沪高速公路, W 马厂湖界, N 兖石铁路, S 解放路; 机械制造、地产品加工 | 专栏10
zone.jinluo | E 蒙山北路, W 汪沟村界, N 文泗公路, S 雄安路; 食品加工、储存、运输 | 专栏10
zone.wood | E 大官庄, W 费县界, N 李家寨村, S 规划路; 木业 | 专栏10
zone.port | E 京沪高速公路, W 戈九路, N 创业路, S 充石铁路 (sic); 现代物流 | 专栏10
zone.lunan | 南园: E 王庄路, W 宏大路, N 红旗北路, S 启阳路; 北园: E 规划四路, W 西外环, N 规划一路, S 规划三路;
  中药、化学药品、生物制品科研、生产、销售 | 专栏10
zone.meter | E 小安子村, W 余粮村, N 文泗公路, S 凤仪官庄村; 智能仪表 | 专栏10
water | 三片三网; 五大森林系统 (沿路、沿河、沿水库、城郊、山岭) | 第六章第四节一; 第十章第三节一
rural | 西: 义堂镇 with 经开区, 方城, 汪沟, 枣园, “东贸西工中生活、南部物流北科教”; 北: 白沙埠镇 with 半程, 李官; belts: 汭河左岸
  生态农业休闲体验带 (屠苏岛), 沂河右岸 休闲文化创意产业带, 玉平连接线 north 生态走廊, south 高铁生态农业长廊 | 第七章第一节
finance | 4 金融产业集聚区: 临沂现代金融核心集聚区, 北京路国际金融圈, 商谷金融服务圈, 人民广场金融商圈 | 第五章第四节一
tourism | 6 旅游板块: 老城历史文化, 商城休闲购物, 水城观光娱乐, 镇山生态养生, 城郊乡村旅游, 夜间文旅体验 | 第五章第四节二
]], [[
positioning | 5: 新时代社会主义现代化先行引领区, 山东省经济高质量发展示范城区, 临沂城市建设品质升级先行区, 临沂市对接长三角合作的重要承载地,
  临沂市治理体系和治理能力现代化示范城区 | 第二章第三节
goals | 走在前列、争先进位; 发挥优势、强区富区 (木业之都, 物流之都, 市场名城, 文化名城, 江北水城, 创新之城); 以城带乡、精新并举 (四精四新: 精致新城市, 精美新乡村,
  精细新环境, 精彩新生活) | 第二章第四节
actions | 西城崛起, 产业升级, 城市更新, 振兴乡村 | 第二章第五节
markets | 5: 新建一批, 关停一批, 搬迁一批, 升级一批, 保留一批 | 第三章第一节一
poverty_alert | 3 levels: 红色, 橙色, 黄色; 网格排查、关联预警、精准确核、帮扶增收; 5-year transition | 第十一章第三节
employment_subsidies | 就业两项 (社保补贴, 岗位补贴), 创业两项 (一次性创业补贴, 创业岗位开发补贴), 培训两项 (职业技能培训补贴, 创业培训补贴) |
  第十一章第二节二
]] }

-- id | text | cites | reading
n.conflicts = { [[
R1 | 专栏2 is missing; 13 is the last number, 12 columns are printed | 专栏1, 专栏3, 专栏13 | Numbers
  kept; column 2 refused
R2 | 粮食: table h20 综合生产能力 17.4万吨 保持稳定 (binding), text t36 产量稳定在15万吨左右, while 第一章 gives 17.4 as 产量
  | 表1(20), 第七章第二节一, 第一章第一节 | Two targets: capacity >= 17.4 (binding), output about 15. A year
  with output 15-17.4 meets t36 and says nothing of h20
R5 | b09: 147.9 and +39.6 mean 6.4 % a year, the text says 4.9 %; b01: 849.24 to 1187.88 is 6.9 %
  nominal, the text says 6.2 % (real growth perhaps) | 第一章第一节 | Printed figures returned; no
  correction
C1 | 木业园 18.9 (b07) and 18.94 km² (第五章第一节一) | 第一章第一节, 第五章第一节一 | 18.94; the other is rounded
C2 | 柳青河第二污水处理厂 built (第一章) and to be completed (第十章第二节二) | 第一章第一节, 第十章第二节二 | Both kept: x20 may
  be an extension
C3 | 国家级体育产业示范基地: 全力创建 here, 成功创建 in 临兰政字〔2021〕102号 三(七)4, a week earlier | 第五章第二节五 | m22 open
  until recorded
C4 | 振兴乡村 (第二章第五节, 第七章 heading) / 乡村振兴 (contents); 第十二章第四节 依法治国 (heading) / 依法治区 (contents) |
  第二章第五节, 第七章, 第十二章第四节 | Headings in the body are cited
]], [[
C5 | 茶芽山 / 茶牙山; 酉金湖 / 西金湖; 妇幼保健院 / 妇女保健院; 商贸物流科技产业研究院 / 产业技术研究院; 木业产业技术研究院 / 现代木业产业技术研究院;
  亲和家源临沂健康养老中心 / 临沂亲和家源健康养老中心 | 第五章第三节一, 第五章第四节二, 第四章第二节, 第十一章第二节五, 专栏1, 专栏4, 专栏9, 专栏13, 第八章第一节三,
  第十一章第二节三 | One thing each; names kept as printed
C6 | River names 沭河, 汭河, 汴河, 沂河 for the West City's inner river (scanning, perhaps 祊河); 充石铁路 /
  兖石铁路; 金铎集团 / 金锣集团 | 第二章第五节, 第三章第三节一, 第四章第四节, 专栏10, 第一章第一节 | As printed, marked sic
C7 | 第一章 unemployment within 3 %, table h09 < 3.5, 2020 1.75 | 第一章第一节, 表1(9) | h09 is a ceiling;
  the 2020 value is already below it
C8 | 六大产业 (b13) and 六大产业集群 (layout) have different names | 第一章第一节, 第四章第二节 | Both kept
C9 | 拉哈尔 (第三章第一节三) / 瓜达尔港 (第一章): 巴基斯坦 | 第三章第一节三, 第一章第一节 | Both kept
C10 | h04, h10 stand in the growth column though they are levels | 表1(4), 表1(10) | Judged by what
  the indicator is
C11 | 职业医生 in h11 (执业 is meant) | 表1(11) | As printed
]] }
