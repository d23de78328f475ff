import type { Trigger } from '../domain/complaint.ts';

/** A kind of words that set off a trigger by what happened (not by who was called in). */
export interface EventWords {
  readonly trigger: Trigger;
  readonly pattern: RegExp;
  /** Not when the clause also says this. */
  readonly unless?: RegExp;
  /** Not when the words right before say this; the general negations apply as well. */
  readonly notAfter?: RegExp;
}

const DRIVING =
  '(?:高速|行驶|路上|半路|途中|开着|跑着|开到|行车|快速路|高架|隧道|路口|红灯|环路|国道|山路|上坡|超车|变道|时速|车流|马路|驾驶中|转弯|十字路|匝道|开车)';

/**
 * Safety words: brake, steering, airbag, wheel, fuel leak, door opening, power loss or stall while driving, unintended movement
 * (domain.md §1.3, §10; art. 23 of SAMR order 43; Audi's list there adds the seat belt). Noise of a brake alone is not safety.
 */
const SAFETY: readonly EventWords[] = [
  {
    trigger: 'safety',
    pattern:
      /(?:刹车|制动)(?:踏板)?[^。!?;,\n]{0,8}(?:软|硬|空|飘|肉|沉底|下沉|没底|到底)(?!件|盘|管|包|币|是|要|说)|踏板[^。!?;,\n]{0,4}(?:到底|沉底|空)|(?:abs|esp|eps|epb)(?:灯|故障|报|亮|失)|制动力|(?:车门|尾门|后备箱)[^。!?;,\n]{0,8}(?:崩|弹|甩|荡|震)开|抢(?:了)?方向|油门(?:踏板)?[^。!?;\n]{0,8}(?:不回(?:弹|位)|卡|粘|弹不|踩下去不)|(?:车|车子)(?:自己|自动|突然)(?:就)?(?:倒|往|向|滑|跑|走|动|开|蹿|退|窜|冲)(?!不)|(?:螺母|螺栓|螺丝|轴头)[^。,]{0,4}(?:脱|掉|飞|断|松)(?!漆)|(?:前轮|后轮|轮子|车轮)[^。,]{0,4}(?:歪|斜|掉|卡|脱)|(?:车|直|一)(?:直)?往前冲|(?:智驾|辅助驾驶|自动驾驶|领航|巡航|车道保持)[^。!?;\n]{0,20}(?:往|向|朝)[^。!?;,\n]{0,8}(?:打|偏|冲|撞|拐)|踩油门(?:都|也)?(?:没用|没反应|不走|没动力|没劲)|跛行|龟速|限扭|车速(?:一下|突然)?(?:子)?(?:掉|降)到|轮毂[^。,]{0,4}(?:开裂|裂|断)|(?:困|锁|关)在(?:了)?车(?:里|内)|(?:转向|刹车|制动)(?:系统)?(?:失去|丧失)|挂(?:着)?p(?:挡|档)?[^。,]{0,6}(?:溜|走|动)|(?:前|后|向前|向后)溜(?!达)|掉(?:挡|档)[^。,]{0,8}(?:高速|路)/g,
    unless: /多少钱|刹车片(?:到底|薄)/,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:刹车|制动|脚刹|刹|abs|brakes?|braking)[^。!?;\n]{0,10}?(?:失灵|失效|失控|失去|没反应|无反应|没有反应|没感觉|没得反应|没用|不管用|不灵|不住|不下来|踩不动|踩不下|踩空|踩到底|变硬|发硬|很硬|硬得|硬邦邦|变软|发软|很软|软绵绵|软得|偏软|疲软|没劲|没力|无力|没了|不回位|卡死|抱死|漏油|油管|掉了|断了|全无|不工作|故障|距离(?:变|太|明显)?长|时有时无|失败|迟钝|延迟|没刹|不停|不了|fail|stopped working|did(?:n't| not) (?:work|respond)|not (?:work|respond)|no response|gone|soft|spongy|went)/g,
    unless: /刹车(?:片|盘|灯|油)(?:磨损|该换|多少钱|到期|更换周期)|刹车灯(?:不亮|故障)|质保|多少钱/,
  },
  {
    trigger: 'safety',
    pattern:
      /刹不住|刹不了|没刹住|刹不停|停不住车|停不下来|踩(?:了|下)?(?:刹车)?没(?:有)?(?:反应|刹车)|没有?刹车了|没刹车|刹车踩.{0,4}(?:没|空|硬|软)|刹车.{0,6}往前(?:窜|冲)/g,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:no|lost|losing|loss of) brakes?|brakes? (?:failed|failure|fail|gave out)|(?:could|can)(?:n't|not)(?: even)? (?:stop|brake)/g,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:方向(?:盘|机)?|转向(?:助力|机|系统|柱)?|steering)(?!灯)[^。!?;,\n]{0,8}?(?:失灵|失效|失控|卡死|卡住|卡滞|锁死|锁住|锁了|抱死|打不动|打不了|转不动|掰不动|拧不动|不回位|不回正|突然(?:变)?(?:重|沉|硬)|变沉|变重|发沉|没助力|没了助力|失去助力|助力(?:没了|消失|失效|故障|断)|没反应|脱落|断裂|断了|掉了|故障|自己(?:动|转|打|往)|自动(?:打|转|偏)|lock|fail|stuck|froze|heavy|seiz)/g,
  },
  {
    trigger: 'safety',
    pattern:
      /助力(?:突然)?(?:没了|消失|失效|时有时无)|(?:打|转|掰|拧)不动方向|方向(?:盘)?[^。,]{0,6}(?:突然|一下)?(?:变重|变沉|很重|特别重|发沉)|(?:转向|横)拉杆(?:断|脱|松)|球头(?:脱|断)|断轴|(?:半轴|摆臂|悬架|悬挂|羊角|控制臂|转向节|传动轴)[^。,\n]{0,4}(?:断|脱落)|(?:高速|时速)[^。\n]{0,12}(?:跑偏|自己往[左右]偏)|严重跑偏/g,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:安全)?气囊[^。!?\n]{0,12}(?:弹|爆|灯|报警|故障|没开|没出|失效|打开|接错|没装|拆|假|缺|不工作|未)|(?:没|未|一个都没|都没)(?:有)?弹(?:出|开)?[^。\n]{0,6}气囊|气囊(?:没|未)|airbags?[^.\n]{0,40}(?:light|deploy|fail|warning|fault|open|did)|srs/g,
  },
  {
    trigger: 'safety',
    pattern:
      /安全带[^。,\n]{0,6}(?:失灵|失效|锁不住|扣不上|扣不住|不锁|断|松脱|拉不出|不回)|seat ?belts?[^.\n]{0,20}(?:fail|stuck|broke|not lock)/g,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:车轮|轮子|轮胎|轱辘|轮毂|前轮|后轮|左前轮|右前轮|左后轮|右后轮|胎)[^。!?;,\n]{0,10}?(?:飞(?:了|出)|掉了|掉下来|脱落|脱出|甩(?:了|出)|跑(?:了|出去)了?|卡死|抱死|锁死|要掉|快掉|爆了|炸了|爆胎)|爆胎|(?:轮胎|轮毂|轮子|车轮|轱辘)?(?:螺丝|螺栓|螺母|螺帽)[^。!?;\n]{0,8}(?:没(?:有)?(?:拧|上|打|紧)|未(?:拧|紧|打|锁)|松(?:了|动|的|脱)|只(?:拧|上|装|剩)|少(?:装|了|拧|上)|掉了|漏(?:拧|装)|没装|断)|wheels?[^.\n]{0,16}(?:came off|fell off|fall off|loose|detached)|(?:lug|wheel) nuts?[^.\n]{0,20}(?:loose|not tight|missing)|tyre burst|tire (?:burst|blew)|blow-?out/g,
    unless: /内饰|车牌|发动机护板|中控|座椅/,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:漏|滴|渗|飙|喷|冒)(?:了)?(?:出来)?(?:好多|一地|的)?(?:是|都是)?(?:汽油|柴油|燃油)|(?:汽油|柴油|燃油)(?:管|箱|泵|滤)?[^。!?;,\n]{0,6}(?:泄漏|渗漏|泄露|漏|滴|渗)|油箱[^。!?;,\n]{0,6}(?:漏|滴|渗)|汽油味(?!混|[^。!?]{0,4}机油)|柴油味|fuel (?:leak|smell)|leak(?:ing|s)? (?:fuel|petrol|gas)|(?:smell|smells) (?:of|like) (?:petrol|gasoline|fuel)/g,
  },
  {
    trigger: 'safety',
    pattern: new RegExp(
      `${DRIVING}[^。!?;\\n]{0,14}?(?:车门|后备箱|后尾门|尾门|引擎盖|机盖|机舱盖|发动机盖|前盖|天窗)[^。!?;,\\n]{0,6}(?:弹开|自己开|自动开|打开了|开了|掀|弹起|翻起|飞)|(?:车门|引擎盖|机盖|机舱盖|发动机盖)[^。!?;,\\n]{0,6}(?:弹开|自己(?:就)?(?:弹|打)?开|自动(?:弹|打)?开|弹起|掀(?:起|开|了|翻)|翻(?:起|上)来)|车门锁不(?:住|上)|车门关不(?:住|上)|(?:hood|bonnet|door)s?[^.\\n]{0,20}(?:flew open|popped open|opened (?:by itself|while))`,
      'g',
    ),
  },
  {
    trigger: 'safety',
    pattern: new RegExp(
      `${DRIVING}[^。!?;\\n]{0,24}?(?:熄(?:了)?火|失去动力|没(?:了|有)?动力|动力(?:中断|丢失|消失|没了|全无|突然)|失速|断电|掉电|断油|趴窝|油门(?:没反应|失灵|踩不动|没用)|黑屏(?:失控|断)|全车(?:没电|断电|黑)|停机|自己停|突然停|不走了|停在(?:了)?(?:路|高速|中间|快车道))`,
      'g',
    ),
    unless: /没油(?:了|熄)|怠速熄火|原地|自动启停/,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:突然|无故|莫名(?:其妙)?|自己|反复|频繁|多次|总是?|老是?|一踩|直接)(?:就)?(?:失去动力|没(?:了|有)动力|动力中断|失速|熄火|断电)[^。!?\n]{0,12}(?:路|高速|后车|追尾|差点|险)|动力(?:系统)?(?:突然)?(?:中断|丢失)|失去动力|失速|(?:stall(?:ed|s|ing)?|lost power|loss of power|lose power|power loss|shut (?:off|down)|cut out|died)[^.\n]{0,40}(?:highway|motorway|freeway|road|driving|traffic|expressway|junction)|(?:highway|motorway|freeway|road|driving|traffic|expressway|junction|km\/h)[^.\n]{0,40}(?:stall|lost power|lose power|shut (?:off|down)|cut out|died)/g,
    unless: /怠速|启停/,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:突然|自己|自动|莫名(?:其妙)?|无故)(?:就|地|的|会|往前|向前|往后|向后|猛地?|踩)?(?:加速|窜(?:出去|了)?|往前(?:窜|冲|跑|走)|冲出|急刹|刹停|刹死|急减速|变道|打方向|倒车|溜|起步|前进|后退)|(?:往前|向前)(?:猛)?(?:窜|蹿)|幽灵(?:刹车|加速)|失控|溜(?:车|坡)|巡航[^。!?\n]{0,10}(?:退不出|关不掉|取消不了|解除不了|失灵)|油门(?:卡住|卡死|不回|踏板卡|回不来|失控)|unintended|accelerat\w+ (?:by|on) (?:itself|its own)|(?:rolled|roll) (?:away|back|forward)|(?:lunged|surged|jerked) forward|phantom brak/g,
    unless: /情绪失控|失控(?:骂|大|摔)|场面/,
  },
  {
    trigger: 'safety',
    pattern:
      /(?:智驾|辅助驾驶|自动驾驶|noa|acc|aeb|autopilot|领航)[^。!?;\n]{0,16}(?:误判|没识别|未识别|撞|不刹|没刹|急刹|乱打|突然退出|失灵|没反应|猛打|crash)/g,
  },
];

/** Fire and smoke (domain.md §1.3: 起火, 自燃). White or blue smoke from the exhaust is wear, not fire. */
const FIRE: readonly EventWords[] = [
  {
    trigger: 'fire',
    pattern:
      /起火|起(?:了)?明火|火花(?!塞)|焦味|烧焦味|自燃|(?<![打点])着火|着了火|(?:自己|自个儿?|突然|整个|车子?|就|又|那台|都)着(?:了|起来)|火灾|冒火|失火|冒烟|(?:冒|有|好多|大量|一股|全是)(?:出)?(?:了)?(?:浓|黑|白|青)?烟(?!囱|灰|味|草)|浓烟|冒了?(?:一阵|一股|好大|很多)?烟|烧(?:毁|成(?:架|灰|空|废)|没了|起来|焦|糊了|穿|光|得只剩)|烧着|热失控|焦糊味|糊味|caught fire|on fire|burn(?:ed|t) (?:out|down)|smoke|smoking(?= (?:from|under|car|engine))|flames?/g,
    unless:
      /排气(?:管|筒)?[^,。]{0,8}烟|蓝烟|尾气|抽烟|吸烟|香烟|烟味|烟头|打不着|烟酒|no smoking|离合[^,。]{0,4}糊|火了|发火|上火|恼火/,
  },
];

/** Somebody is hurt (domain.md §1.3: 人身伤害). */
const INJURY: readonly EventWords[] = [
  {
    trigger: 'injury',
    pattern:
      /受(?:了)?(?:轻|重|点)?伤|骨折|住(?:了)?院|进(?:了)?(?:医院|icu|急诊)|送(?:去|到|往)?(?:了)?(?:医院|医|急诊)|去(?:了)?(?:医院|急诊)|急诊|救护车|120(?:拉|来|送)|缝(?:了)?(?:[一二两三四五六七八九十\d]+)?针|流(?:了)?(?:好多|一地|鼻|满脸)?血|出血|烫伤|烧伤|烫(?:了|到|出)|起(?:了)?(?:个)?(?:水)?泡(?:了)?.{0,4}(?:手|腿)|划伤(?:了)?(?:手|脸|腿|胳膊|孩子|人)|夹(?:伤|到|了)(?:了)?(?:手|脚|头|孩子|小孩|人|指)|砸(?:伤|到|了)(?:了)?(?:手|脚|头|孩子|小孩|人)|摔(?:伤|了|倒|断|破|一跤|跤)|滑倒|磕(?:破|伤|到|了)(?:了)?(?:头|脸|腿|孩子|膝|额|牙)|撞(?:伤|到)了?(?:头|人|孩子|脸|额)|擦伤|扭伤|脑震荡|昏迷|死亡|去世|身亡|遇难|没命了?|中毒|脱臼|软组织|挫伤|韧带|injur\w+|hospital|ambulance|stitches|broken (?:arm|leg|rib|wrist)|bleeding|whiplash|concussion/g,
    unless:
      /(?:漆|车门|保险杠|轮毂|划痕|车身|车漆|前杠|后杠|内饰|屏|玻璃|座椅)[^,。]{0,4}(?:划伤|擦伤|磕|受伤|摔)|受伤的心|防止|以免|险些|差点(?:就)?(?:受伤|撞|摔|夹|进医院)|摔(?:门|东西|杯|手机|电话|单|钥匙|车钥匙|坏|碎)|(?:手机|平板|钥匙|东西|杯子|零件|件)[^,。]{0,3}摔|孩子在医院|我在医院|医院上班|医院的车|人没受伤|没人受伤|无人受伤|人(?:员)?没(?:有)?(?:事|受伤)|nobody|no one|not injured/,
  },
];

/** Several owners together, banners, a blocked gate (domain.md §10: group). */
const GROUP: readonly EventWords[] = [
  {
    trigger: 'group',
    pattern:
      /拉(?:了|着|起|起了)?(?:个|条|了)?(?:白|红|两条)?(?:色)?横幅|举(?:着|了)?(?:个)?(?:牌子|横幅)|挂(?:了|着)?横幅|打(?:着|了)?横幅|横幅(?:都)?(?:拉|挂|摆|举)|联名(?:信|投诉|签名|上)|集体(?:投诉|维权|来|到|退|上门|诉|签|要|找|抗议|信|讨)|群体(?:性)?(?:事件|投诉|维权)|(?:多名|多位|十几[个位名]|几十[个位名]|二十多[个位名]|三十多[个位名]|[三四五六七八九十\d]{1,3}(?:多|余|几)?[个位名])(?:同款|同批|被坑|受害)?(?:的)?(?:车主|车友|业主)(?:.{0,6})(?:一起|集体|联合|联名|都来|来店|到店|堵|围|聚|签|维权|坐在|在(?:展厅|店|门口))|(?:车主|客户)们?(?:已)?(?:一起)?(?:把|在)?[^,。]{0,8}(?:堵|围)(?:了|住|着)(?:我们|咱们|店|展厅|大门|门)|(?:大门|店门|门口|展厅|进出口|出入口)[^,。]{0,6}(?:被)?(?:堵(?:了|住|死|着|上)|围(?:了|住))|堵(?:了|着|住)(?:我们|咱们|你们)?(?:店|展厅|大)?门|聚集|静坐|维权群|banner|protest|other owners (?:are|have)|group of owners|owners together/g,
    unless: /排水|堵车|下水道|(?:开业|活动|促销|宣传|欢迎|店庆|车展|厂家)[^,。]{0,6}横幅|横幅(?:广告|设计|做好)/,
  },
];

/** Events that raise the severity to major by themselves. */
export const EVENT_WORDS: readonly EventWords[] = [...SAFETY, ...FIRE, ...INJURY, ...GROUP];

/** Right before the words: it did not happen. */
export const NEGATED =
  /(?:没有?|未|并未|无|不是|并非|不会|没发生|没出现|未见|未发生|排除|不存在|没见|没发现|未发现|no|not|without|never|didn't)\s*(?:出现|发生|发现|造成|导致|引起|人|人员|任何|过|有|明显)?\s*$/;
/** In the clause: it is feared, asked, prevented or told of others, it did not happen. */
export const HYPOTHETICAL =
  /会不会|万一|假如|要是[^,]{0,6}(?:怎么办|谁负责)|如果[^,]{0,8}(?:怎么办|谁负责)|以免|避免|防止|预防|新闻(?:里|上)?说|网上说|听说别|看到(?:新闻|网上)|别的品牌|别人家|怕(?:以后|哪天|万一|会|自燃|起火|刹|出)|担心(?:以后|会|哪天|自燃|起火)|演练|灭火器|课件|案例|培训/;
