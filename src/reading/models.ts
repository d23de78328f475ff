/**
 * Models on sale in China, by brand, from public brand sites and common speech (our own list). A name that is also an everyday word
 * (发现, 总裁, 元, 拿铁) stands here only together with its brand or series.
 */
export const MODELS_BY_BRAND: Readonly<Record<string, string>> = {
  大众: '朗逸 帕萨特 途观 途观l 途安 途岳 途昂 途铠 polo 桑塔纳 凌渡 威然 辉昂 迈腾 速腾 宝来 高尔夫 探岳 探歌 探影 揽境 揽巡 cc 捷达 蔚领 甲壳虫 途锐 夏朗 尚酷 迈特威 id.3 id.4 id.6 id3 id4 id6 id.4x id.6x 凌渡l 途观x 途昂x 揽巡',
  丰田: '凯美瑞 卡罗拉 雷凌 汉兰达 rav4 荣放 威驰 亚洲龙 亚洲狮 普拉多 兰德酷路泽 陆巡 奕泽 c-hr chr 皇冠陆放 皇冠 锐志 埃尔法 赛那 格瑞维亚 凌放 锋兰达 卡罗拉锐放 威兰达 致炫 致享 雅力士 逸致 普锐斯 fj酷路泽 红杉 坦途 塞纳 bz4x bz3 铂智3x 铂智4x 威尔法 花冠 柯斯达 海狮 考斯特',
  本田: '雅阁 思域 飞度 cr-v crv 缤智 xr-v xrv 皓影 奥德赛 艾力绅 冠道 ur-v urv 凌派 型格 享域 英诗派 锋范 竞瑞 致在 哥瑞 里程 思铂睿 杰德 歌诗图 来福酱 hr-v zr-v zrv e:ns1 e:np1 p7 s7 理念 时韵 思迪',
  日产: '轩逸 天籁 奇骏 逍客 骐达 劲客 蓝鸟 阳光 楼兰 颐达 骊威 途达 纳瓦拉 西玛 玛驰 途乐 贵士 聆风 艾睿雅 探陆 启辰 启辰d60 启辰t60 启辰t70 启辰星 帕拉丁 碧莲 n7 gt-r',
  马自达:
    '昂克赛拉 阿特兹 cx-5 cx-4 cx-30 cx-50 cx-8 cx5 cx4 cx30 cx50 马自达3 马自达6 马3 马6 睿翼 星骋 ez-6 ez-60 mx-5 mazda3 mazda6',
  三菱: '欧蓝德 帕杰罗 劲炫 奕歌 翼神 戈蓝 君阁 菱绅 祺智',
  铃木: '雨燕 天语 锋驭 启悦 维特拉 北斗星 吉姆尼 利亚纳 超级维特拉 凯泽西 骁途',
  斯巴鲁: '森林人 傲虎 力狮 翼豹 xv brz wrx 驰鹏',
  别克: '君威 君越 英朗 凯越 威朗 昂科威 昂科威s 昂科威plus 昂科拉 昂科旗 gl8 gl6 gl8陆尊 gl8艾维亚 gl8世纪 阅朗 微蓝 微蓝6 velite6 velite 5 昂扬 世纪 e5 林荫大道 荣御',
  雪佛兰:
    '科鲁兹 迈锐宝 迈锐宝xl 探界者 科沃兹 创界 创酷 沃兰多 赛欧 开拓者 科帕奇 景程 乐风 爱唯欧 乐驰 科迈罗 星迈罗 科鲁泽 畅巡 库罗德',
  凯迪拉克: 'ct4 ct5 ct6 xt4 xt5 xt6 xts atsl ats-l ats cts 锐歌 凯雷德 srx 傲歌 iq lyriq',
  福特: '福克斯 蒙迪欧 锐界 锐界l 探险者 锐际 翼虎 翼搏 嘉年华 金牛座 福睿斯 烈马 野马 mustang mach-e 领裕 领睿 途睿欧 全顺 新世代全顺 猛禽 f-150 f150 撼路者 征服者 s-max 麦柯斯 ranger 游骑侠 蒙迪欧运动',
  林肯: '冒险家 航海家 飞行家 领航员 mkz mkc mkx 大陆 林肯z 领航者',
  jeep: '自由光 自由侠 指南者 大指挥官 指挥官 牧马人 大切诺基 切诺基 角斗士',
  现代: '伊兰特 索纳塔 途胜 途胜l ix35 ix25 朗动 领动 名图 悦动 悦纳 瑞纳 胜达 全新胜达 昂希诺 菲斯塔 瑞奕 库斯途 帕里斯帝 雅科仕 劳恩斯 捷恩斯 沐飒 艾尼氪 雅绅特 ix45 飞思 伊兰特悦动',
  起亚: 'k2 k3 k4 k5 智跑 狮跑 kx3 kx5 kx7 kx cross 福瑞迪 索兰托 嘉华 赛拉图 赛图斯 凯酷 焕驰 奕跑 秀尔 ev5 ev6 ev9 狮铂拓界 傲跑 霸锐 凯绅 远舰',
  标致: '408 308 3008 4008 5008 2008 508 508l 301 307 206 207 408x 标致408 标致308 标致508 标致3008 标致4008 标致5008 标致2008',
  雪铁龙: '爱丽舍 世嘉 c5 c4l c6 c3-xr 天逸 云逸 凡尔赛 凡尔赛c5x c5x 富康 毕加索 凯旋 c2 c4世嘉 c5天逸 云逸c4',
  雷诺: '科雷傲 科雷嘉 卡缤 风朗 纬度 塔利斯曼 梅甘娜 拉古那',
  斯柯达: '明锐 速派 昊锐 昕锐 晶锐 野帝 柯迪亚克 柯珞克 柯米克 昕动 明锐pro',
  奔驰: 'c级 e级 s级 a级 b级 v级 g级 r级 c180 c180l c200 c200l c260 c260l c300 c300l e200 e200l e260 e260l e300 e300l e350 s320 s350 s400 s400l s450 s450l s480 s500 s500l s580 a180 a180l a200 a200l a220 b200 gla gla180 gla200 gla220 glb glb180 glb200 glb220 glc glc200 glc200l glc260 glc260l glc300 glc300l gle gle320 gle350 gle400 gle450 gle500 gls gls400 gls450 gls500 glk glk260 glk300 ml350 ml400 cla cla200 cla220 cla260 cls cls300 cls320 cls350 slk amg g500 g63 c63 eqa eqb eqc eqe eqs 威霆 唯雅诺 v260 v260l 迈巴赫 迈巴赫s480 r320 r350 r400 smart 精灵1号 smart精灵',
  宝马: '1系 2系 3系 4系 5系 6系 7系 8系 x1 x2 x3 x4 x5 x6 x7 z4 m2 m3 m4 m5 i3 i4 i5 i7 i8 ix ix1 ix3 xm 118i 120i 125i 316i 316li 318i 318li 320i 320li 325i 325li 328i 328li 330i 330li 335i 335li 420i 425i 430i 520i 520li 523li 525i 525li 528i 528li 530i 530li 535li 540li 630i 640i 725li 730li 735li 740li 745le 750li 760li 530le x1l x3l x5l',
  mini: 'mini cooper countryman clubman 迷你库伯 电动mini',
  奥迪: 'a3 a3l a4 a4l a5 a5l a6 a6l a7 a7l a8 a8l q2 q2l q3 q4 q5 q5l q6 q6l q7 q8 tt r8 rs3 rs4 rs5 rs6 rs7 s3 s4 s5 s6 s7 s8 e-tron etron q2l e-tron q4 e-tron q5 e-tron a4 allroad s4 avant e5 sportback',
  路虎: '揽胜 揽胜极光 揽胜运动版 揽胜运动 揽胜星脉 星脉 揽胜行政 极光 极光l 发现神行 神行者 神行者2 发现运动版 路虎发现 发现4 发现5 路虎卫士 卫士 卫士110 卫士90 第四代发现 运动版揽胜',
  捷豹: 'xe xel xf xfl xj xjl f-type f-pace e-pace i-pace ftype fpace',
  沃尔沃: 's40 s60 s60l s80l s90 v40 v60 v90 xc40 xc60 xc70 xc90 c30 c40 ex30 ex90 em90 s80',
  雷克萨斯:
    'es200 es240 es250 es260 es300h es350 nx200 nx200t nx260 nx300 nx300h nx350h nx400h rx270 rx300 rx350 rx350h rx450h rx500h ux200 ux260h ux300e ls350 ls500h lx570 lx600 gx460 gx550 lm300h lm350h lm500h rz450e is250 is300 ct200h es nx rx ux lm lx gx',
  英菲尼迪: 'q50 q50l q60 q70 q70l qx30 qx50 qx55 qx60 qx70 qx80 g25 g37 fx35 ex25',
  讴歌: 'cdx rdx tlx mdx tlx-l ilx',
  保时捷: '卡宴 cayenne macan 迈凯 panamera 帕拉梅拉 taycan 911 718 cayman boxster',
  玛莎拉蒂: 'ghibli levante grecale 吉博力 玛莎拉蒂总裁 格雷嘉 莱万特',
  宾利: '慕尚 添越 宾利飞驰 欧陆 欧陆gt',
  劳斯莱斯: '幻影 古思特 库里南 魅影 曜影 闪灵',
  兰博基尼: 'urus 盖拉多 aventador huracan 小牛',
  法拉利: '488 458 f8 roma portofino 296gtb sf90',
  阿尔法罗密欧: 'giulia stelvio',
  迈凯伦: '570s 720s',
  特斯拉: 'model 3 model y model s model x model3 modely models modelx cybertruck 毛豆3 毛豆y model 3p model yl',
  比亚迪:
    '秦plus 秦pro 秦l 秦ev 秦dm 秦新能源 秦100 比亚迪秦 汉ev 汉dm 汉dm-i 汉dm-p 汉l 比亚迪汉 唐ev 唐dm 唐dm-i 唐l 唐新能源 比亚迪唐 宋plus 宋pro 宋l 宋max 宋dm 宋ev 比亚迪宋 元plus 元pro 元up 元ev 比亚迪元 海豚 海豹 海豹05 海豹06 海豹07 海鸥 海狮05 海狮06 海狮07 驱逐舰05 护卫舰07 夏dm-i 比亚迪夏 f0 f3 f3r f6 g3 g5 g6 l3 s6 s7 s8 速锐 思锐 e1 e2 e3 e5 e6 仰望u8 仰望u9 仰望u7 u8 方程豹 豹5 豹8 豹3 钛3 钛7 腾势 腾势d9 腾势n7 腾势n8 腾势n9 腾势z9 腾势z9gt d9',
  吉利: '帝豪 帝豪gs 帝豪gl 帝豪s 帝豪l 远景 远景x3 远景x6 远景s1 博越 博越l 博越pro 博越cool 博瑞 博瑞ge 星瑞 星瑞l 星越 星越l 星越s 缤越 缤越cool 缤瑞 缤瑞cool 豪越 豪越l 嘉际 icon 熊猫mini 熊猫 金刚 自由舰 全球鹰 英伦 gx7 银河l6 银河l7 银河e8 银河e5 银河星舰7 银河星耀8 银河星愿 星愿 银河m9 几何a 几何c 几何e 几何m6 几何g6 几何 枫叶 曹操60 雷达rd6 牛仔 极氪 极氪001 极氪007 极氪009 极氪x 极氪mix 极氪7x 极氪9x 极氪007gt 领克 领克01 领克02 领克03 领克05 领克06 领克08 领克09 领克900 领克z10 领克z20 领克07 领克10 睿蓝7 睿蓝9 smart精灵1 路特斯 eletre emeya',
  长城: '哈弗h1 哈弗h2 哈弗h4 哈弗h5 哈弗h6 哈弗h7 哈弗h8 哈弗h9 哈弗f5 哈弗f7 哈弗m6 哈弗大狗 二代大狗 哈弗酷狗 哈弗赤兔 哈弗神兽 哈弗初恋 哈弗枭龙 枭龙 枭龙max 哈弗猛龙 猛龙 哈弗 h6 h6s h2s 大狗 魏牌 魏牌摩卡 摩卡dht 摩卡phev 摩卡dht-phev 摩卡车 wey摩卡 魏牌拿铁 拿铁dht wey拿铁 魏牌玛奇朵 玛奇朵dht 玛奇朵phev 魏牌蓝山 蓝山dht 魏牌高山 wey vv5 vv6 vv7 坦克300 坦克400 坦克500 坦克700 坦克800 欧拉 欧拉好猫 好猫 欧拉黑猫 欧拉白猫 白猫 芭蕾猫 闪电猫 欧拉iq 欧拉r1 长城炮 山海炮 商用炮 乘用炮 风骏 风骏5 风骏7 炫丽 酷熊 腾翼 c30 c50',
  奇瑞: '瑞虎 瑞虎3 瑞虎3x 瑞虎5 瑞虎5x 瑞虎7 瑞虎7plus 瑞虎8 瑞虎8plus 瑞虎8pro 瑞虎9 艾瑞泽 艾瑞泽3 艾瑞泽5 艾瑞泽7 艾瑞泽8 艾瑞泽gx 欧萌达 探索06 舒享家 风云a8 风云t9 风云t10 风云t6 风云a9 风云2 旗云 qq3 qq冰淇淋 冰淇淋 小蚂蚁 eq1 无界pro e3 e5 a3 a5 星途 星途tx 星途txl 星途lx 星途vx 揽月 凌云 追风 瑶光 星纪元es 星纪元et 捷途 捷途x70 捷途x70plus 捷途x90 捷途x95 捷途大圣 捷途旅行者 旅行者 山海l7 山海l9 山海t2 icar icar03 icarv23 凯翼 凯翼炫界 昆仑 东方之子 瑞麒 观致3 观致5 观致7',
  长安: '逸动 逸动plus 逸动dt 逸动et 逸动xt cs15 cs35 cs35plus cs55 cs55plus cs75 cs75plus cs85 cs85coupe cs95 cs75pro uni-t uni-k uni-v uni-z unit unik univ uniz 锐程cc 锐程plus 锐程 悦翔 奔奔 奔奔estar 糯玉米 lumin 欧诺 欧尚 欧尚x5 欧尚x7 欧尚x70a 欧尚a800 科赛 长行 睿骋 睿骋cc 凌轩 志翔 凯程 神骐 览拓者 猎手 长安之星 奥拓 羚羊 深蓝 深蓝sl03 深蓝s7 深蓝s05 深蓝s09 深蓝l07 深蓝g318 sl03 启源 启源a05 启源a07 启源q05 启源q07 启源e07 启源a06 阿维塔 阿维塔11 阿维塔12 阿维塔07 阿维塔06',
  上汽: '荣威rx3 荣威rx5 荣威rx8 荣威rx9 荣威i5 荣威i6 荣威i6max 荣威ei5 荣威erx5 荣威d5x 荣威d7 荣威550 荣威350 荣威360 荣威950 荣威750 荣威w5 荣威鲸 荣威imax8 imax8 rx5 rx5max rx8 rx3 i5 i6 ei5 ei6 erx5 科莱威 名爵 名爵3 名爵5 名爵6 名爵7 名爵zs 名爵hs 名爵gs 名爵gt mg3 mg4 mg5 mg6 mg7 mgzs mg one 名爵one 名爵4 mg领航 领航 智己 智己l7 智己ls6 智己ls7 智己l6 智己ls9 飞凡 飞凡r7 飞凡f7 飞凡er6 marvel r marvel x 大通g10 大通g20 大通g50 大通g90 大通d60 大通d90 大通t60 大通t70 大通v80 大通v90 大通mifa mifa9 mifa7 大家9 大家7 尚界h5',
  五菱: '五菱宏光 宏光 宏光s 宏光s1 宏光s3 宏光plus 宏光mini 宏光miniev 五菱之光 五菱荣光 荣光v 五菱缤果 缤果 缤果s 缤果plus 五菱星光 星光s 五菱星辰 五菱星驰 五菱凯捷 凯捷 五菱佳辰 佳辰 五菱征程 五菱nanoev nanoev 五菱晴空 五菱宏图 宝骏 宝骏310 宝骏310w 宝骏330 宝骏360 宝骏510 宝骏530 宝骏560 宝骏610 宝骏630 宝骏730 宝骏rs-3 宝骏rs-5 宝骏rs-7 宝骏rc-5 宝骏rc-6 宝骏rm-5 宝骏valli 宝骏e100 宝骏e200 宝骏悦也 悦也 宝骏云朵 云朵 宝骏云海 宝骏享境 宝骏kiwi',
  广汽: '传祺gs3 传祺gs4 传祺gs5 传祺gs7 传祺gs8 传祺ga3 传祺ga4 传祺ga5 传祺ga6 传祺ga8 传祺gm6 传祺gm8 传祺m6 传祺m8 传祺e8 传祺e9 传祺s7 传祺向往 gs3 gs4 gs4plus gs5 gs8 ga4 ga6 ga8 gm6 gm8 m6pro 影豹 影酷 埃安 埃安s 埃安splus aion aions aion s aiony aion y aionv aion v aionlx 埃安y 埃安v 埃安lx 埃安rt 埃安ut 昊铂gt 昊铂ht 昊铂hl 昊铂ssr 昊铂',
  一汽: '红旗h5 红旗h6 红旗h7 红旗h9 红旗hs3 红旗hs5 红旗hs7 红旗hq9 红旗e-qm5 红旗e-hs3 红旗e-hs9 红旗ehs9 红旗eh7 红旗国悦 红旗天工 hs5 hs7 h9 ehs9 e-hs9 e-qm5 奔腾b30 奔腾b50 奔腾b70 奔腾b90 奔腾t33 奔腾t55 奔腾t77 奔腾t90 奔腾t99 奔腾x40 奔腾x80 奔腾x4 奔腾小马 悦意03 森雅 夏利 威志 骏派 解放j6 解放j6p 解放j7 解放虎v 解放',
  东风: '风光580 风光580pro 风光330 风光360 风光370 风光ix5 风光ix7 风光e3 风光mini 风光500 风神ax3 风神ax4 风神ax5 风神ax7 风神a30 风神a60 风神h30 风神s30 风神e70 奕炫 奕炫gs 奕炫max 皓极 皓瀚 风神l7 岚图 岚图free 岚图梦想家 岚图追光 岚图知音 梦想家 追光 猛士917 猛士m817 景逸 景逸x3 景逸x5 景逸s50 菱智 菱智m5 菱智v3 风行t5 风行t5evo 风行游艇 风行星海 风行雷霆 纳米01 纳米06 ex1 小康 c35 东风天龙 天龙 东风天锦 多利卡 御风 锐骐 奕派007 奕派008 epi007',
  北汽: '北京x3 北京x5 北京x7 北京u5 北京u7 北京ex3 北京ex5 北京eu5 北京eu7 beijing-x7 beijing-x5 北京魔方 魔方 bj20 bj30 bj40 bj40l bj60 bj80 bj90 ex3 ex5 ex360 ec3 ec180 ec200 eu5 eu7 eu260 eu300 绅宝d50 绅宝d20 绅宝x25 绅宝x35 绅宝x55 绅宝 幻速s2 幻速s3 幻速h3 威旺m20 威旺m30 威旺m35 幻速 极狐 极狐s 极狐t 阿尔法s 阿尔法t 极狐考拉 极狐t5 极狐s5 极狐t1 考拉 享界s9 享界s9t',
  江淮: '瑞风s2 瑞风s3 瑞风s5 瑞风s7 瑞风m3 瑞风m4 瑞风m5 瑞风m6 瑞风r3 瑞风rf8 瑞风 和悦 同悦 悦悦 思皓 思皓x8 思皓qx 思皓e10x 思皓e50a 思皓花仙子 iev6e iev7s 帅铃 骏铃 钇为3 钇为花仙子 尊界s800 悍途',
  华为系:
    '问界 问界m5 问界m7 问界m8 问界m9 m5 m7 m9 智界s7 智界r7 智界 享界 尊界 尚界 赛力斯sf5 sf5 赛力斯3 赛力斯5 蓝电e5',
  蔚来: '蔚来es6 蔚来es7 蔚来es8 蔚来ec6 蔚来ec7 蔚来et5 蔚来et5t 蔚来et7 蔚来et9 蔚来 es6 es7 es8 ec6 ec7 et5 et5t et7 et9 乐道l60 乐道l90 乐道 萤火虫',
  小鹏: '小鹏p5 小鹏p7 小鹏p7i 小鹏p7+ 小鹏g3 小鹏g3i 小鹏g6 小鹏g7 小鹏g9 小鹏x9 小鹏mona m03 小鹏m03 小鹏 p7i p7+ g3i g9',
  理想: '理想one 理想l6 理想l7 理想l8 理想l9 理想mega 理想i8 理想i6 l6 l7 l8 l9',
  零跑: '零跑t03 零跑c01 零跑c10 零跑c11 零跑c16 零跑s01 零跑b10 零跑b01 零跑 t03 c01 c10 c11 c16',
  哪吒: '哪吒v 哪吒u 哪吒s 哪吒x 哪吒l 哪吒aya 哪吒gt 哪吒n01 哪吒 哪吒u-ii',
  威马: '威马ex5 威马ex6 威马w6 威马e.5 威马 w6',
  小米: '小米su7 小米su7ultra 小米yu7 su7 su7ultra yu7',
  其他新势力:
    '高合hiphi 高合 hiphi x 天际me7 爱驰u5 云度π1 创维et5 创维 极越01 极越07 极越 合创z03 合创 恒驰5 零跑 电咖 新特 朋克多多 朋克美美 凌宝 雷丁芒果 雷丁 御捷 宝沃bx7 宝沃bx5 宝沃 汉腾x7 汉腾 众泰t600 众泰t700 众泰z700 众泰sr9 众泰e200 众泰 大迈x5 君马 力帆x60 力帆650 力帆 海马s5 海马m3 海马7x 海马8s 海马 福美来 海福星 普力马 猎豹cs9 猎豹cs10 猎豹 陆风x7 陆风x5 陆风x8 陆风 华泰圣达菲 圣达菲 中华v3 中华v5 中华v7 中华h330 中华 骏捷 尊驰 阁瑞斯 金杯 海狮王 swm斯威x7 斯威x3 斯威x7 斯威 纳智捷 优6 大7 野马t70 比速t3 幻速 昌河q25 北斗星x5 知豆d2 知豆 江铃易至 易至ev3 羿驰 大乘 猎鹰',
  商用车:
    '豪沃 豪瀚 汕德卡 德龙 德龙x3000 欧曼 欧曼gtl 欧曼est 奥铃 奥铃速运 欧马可 时代领航 萨普 拓陆者 图雅诺 风景 蒙派克 祥菱 凯普特 凯锐 凯运 顺达 江铃域虎 域虎 宝典 江铃宝典 驭胜 驭胜s350 特顺 福顺 大道 五十铃 d-max mu-x 瑞迈 铃拓 庆铃 跃进 红岩杰狮 杰狮 乘龙h7 乘龙h5 乘龙 格尔发 依维柯 得意 欧胜 宇通 金龙 金旅 海格 中通 黄海n1 中兴威虎 威虎 领主',
};

/** Names of a letter-like brand that count only with one of these behind them (汉EV, 秦PLUS, 宋Pro). */
export const MODEL_TAIL =
  /^(?:\s?(?:plus|pro|max|dm-?[ip]|ev|phev|hev|dht|hi4-?t?|mini|gt|ultra|lite|coupe|avant|双擎e?\+?|锐混动|混动|纯电|旅行版|运动版|两厢|三厢|冠军版|荣耀版|智驾版|长续航版?|performance))+(?![a-z])/;
