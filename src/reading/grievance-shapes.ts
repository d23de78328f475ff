import type { GrievanceWords } from './grievance-words.ts';

const CLOCK = '(?:[一二两三四五六七八九十]+|\\d{1,2})点(?:半|多|钟|\\d+分?)?';
const SPAN =
  '(?:[\\d一二两三四五六七八九十几半俩仨好]+)(?:多|来)?(?:个)?(?:多|半)?(?:天|周|星期|礼拜|月|年|小时|钟头|工作日)';
const TIMES = '(?:[两二三四五六七八九十几]|[2-9]|\\d\\d|好几)(?:次|回|趟|遍)';

/** Shapes of a grievance that need no angry word: one's own thing asked for, a promised hour and a later one, a bitter question. */
export const GRIEVANCE_SHAPES: readonly GrievanceWords[] = [
  {
    weight: 3,
    pattern:
      /(?:^|[\s,。!?\n了])(?:我|俺|你(?:们)?家?|贵店|送|说好|答应|承诺|订|中)(?:的)?[^。,!?\n有在是很还吗想要]{1,14}呢(?=$|[\s,。!?])/,
  },
  {
    weight: 3,
    pattern: new RegExp(
      `(?:预?约|说好|讲好|通知|定|答应)(?:的)?(?:是)?[^。,!?\\n]{0,6}${CLOCK}[^。\\n]{0,16}(?:轮|才|都|到现在|现在|结果|拖|一直)[^。\\n]{0,8}(?:${CLOCK}|没|还)`,
    ),
  },
  {
    weight: 3,
    pattern: new RegExp(
      `(?:预约|来|跑|打|问|催|等|约)(?:了|过)?${TIMES}(?:了|都|还|,|全)|${TIMES}(?:到店|去|来|打电话)?都(?:说|讲|没|不)|下(?:回|次)我?(?:是不是)?(?:得|要|该)(?:带|扛|自|睡|搬)|没(?:有)?工位|第[二两三四五六七八九十\\d]+(?:个)?(?:周|星期|礼拜|月|天)了|(?:都|快|整整|足足|已经)${SPAN}了`,
    ),
  },
  {
    weight: 3,
    pattern:
      /图(?:个)?(?:啥|什么)|好意思|抢(?:银行|钱)|(?:当|拿)(?:我|俺|人)(?:是|当)?(?:傻|猴|冤|凯子|韭菜|练)|冤大头|几个意思|有意思吗|服了(?!务)|醉了|笑了|糊弄鬼|逗我|走着来|隐形人|当空气|像话|亏你们|丢人|没脸|抖搂|抖落|到处(?:说|讲|传)|气人|扯淡|闹呢|(?:啥|什么)(?:人|玩意儿?|东西|道理|规矩)|哪门子|你们(?:可)?真(?:行|能|会|够)|买(?:了)?(?:个)?寂寞/,
  },
  {
    weight: 3,
    pattern:
      /照(?:样)?(?:收|扣|要钱)|(?:啥|什么|半点|一点)(?:都|也)(?:没|不)|不(?:可|能)(?:叠加|使用|兑)|用不了|不让用|(?:感谢|谢谢|多谢)(?:啊|了|你们|贵店|贵司|你家)*[^。!?\n]{0,8}(?:让我|给我)(?:体验|见识|领教|明白|长|学|等|白|又|上)|压库|当新(?:的|车)卖|(?:三|两|四|几|好几|\d)年前的|被(?:动|拆|换|打开)过/,
  },
  {
    weight: 4,
    pattern:
      /(?:我|客户|他|她)?(?:只)?要(?:一)?个(?:说法|解释|交代|结果|道歉|答复|明白)|当(?:时|初)(?:跟|和|对|给)?(?:我|客户|他|她)?(?:说|讲|承诺)(?!明)/,
  },
  {
    weight: 3,
    pattern:
      /(?:刚|新|才|上(?:周|个?月|礼拜)|昨天|前天)?(?:换|修|补|喷|装|做|弄|洗|保养)(?:完|好|的|过|了)(?:的)?[^。!?\n]{0,20}(?:又|就(?!好|行|可以)|还(?:是|在|没|不)|照样|反而|更)[^。,!?\n]{0,8}(?:响|抖|漏|亮|坏|掉|裂|臭|热|不|没|卡|断|偏|松|叫|起|老样子|回来)/,
  },
  {
    weight: 3,
    pattern:
      /\b(?:replaced|repaired|fixed|serviced|changed|painted|installed)\b[^\n]{0,60}\b(?:again|already|still|same|back|not|no)\b|\b(?:already|still|again)\b[^.\n]{0,30}\b(?:blowing|leaking|broken|dead|hot|noise|rattling|waiting|failing|wrong|warm)\b|\b(?:nobody|no one|never) (?:called|came|replied|answered|told)\b/,
  },
  {
    weight: 3,
    pattern:
      /合着|敢情|闹了半天|到头来|(?:能不能|麻烦|请)?把我(?:的)?[^。,]{0,10}(?:拿掉|删|去掉|移除|注销)|除了你们(?:还)?(?:有)?谁|(?:一天|每天|天天)[^。,]{0,6}(?:十几|几|好几|\d+)(?:个|通|条)(?:电话|短信)|(?:退订|拒收)[^。]{0,16}又(?:收到|发|来)|差了?[\d一二三四五六七八九]+(?:百|千|块|元)?(?=$|[,。\n])|(?:价|钱)[^。,]{0,8}(?:差|对不上|不一样)/,
  },
  {
    weight: 4,
    pattern:
      /\b(?:unbearable|wide enough|too (?:wide|loud|noisy|rough|slow)|misalign\w*|uneven|would like (?:it|this|them) (?:\w+ )?(?:adjusted|fixed|redone|replaced|repaired|refunded|looked at)|wants? (?:it|this|a|his|her|their)[^.\n]{0,16}(?:fixed|redone|refund\w*|replaced|back)|not (?:happy|satisfied|acceptable)|missed (?:his|her|their|my|the))\b/,
  },
];
