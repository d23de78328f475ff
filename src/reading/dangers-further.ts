import type { EventWords } from './trigger-words.ts';

const safety = (source: string, unless?: RegExp): EventWords => {
  const pattern = new RegExp(source, 'g');
  return unless === undefined ? { trigger: 'safety', pattern } : { trigger: 'safety', pattern, unless };
};

const ROAD =
  '(?:高速|快速路|高架|环路|国道|省道|山路|夜路|隧道|路上|路口|路中间|马路|匝道|行驶|行车|开着|开车|跑着|转弯|拐弯|超车|变道|红灯|绿灯|起步|下坡|上坡|坡上|对向|雨天|雨里)';
const CARRIES = '(?:悬挂|悬架|减震器?|避震器?|塔顶|弹簧|摆臂|气包|空悬|车身)';
const FELL = '(?:塌|断|垮|崩)(?:了|下|开|掉)(?!货)';
const APART = '[^。!?;\\n]';
/** What a car must not be driven without. */
const VITAL = '(?:刹车|制动|转向|方向机|气囊|安全带|油箱|燃油(?:泵|管)|轮毂|半轴|下摆臂|高压|动力电池)';
const WITHHELD =
  '(?:没货|没件|缺货|缺件|断货|等货|等件|等通知|排不上|排不到|约不上|不给(?:换|修|弄|做)|没(?:人)?(?:换|修|安排|做)|拖着|推迟|改期|跳票|不敢(?:开|上))';

/** Dangers of what holds, shows and carries: suspension, lights, wipers, seat, glass, a gear that does not engage, a control that comes off (domain.md §1.3). */
export const FURTHER_DANGERS: readonly EventWords[] = [
  safety(
    `${ROAD}${APART}{0,20}方向(?:盘|机)?(?:就|会|直|猛|突然|一下|总|老|自己|死命|使劲)*往[左右][边侧]?(?:拽|扯|抢)|(?:拽|扯)着方向|${ROAD}${APART}{0,8}方向${APART}{0,4}(?:卡|咬)(?:住)?了?一?下`,
    /方向盘(?:皮|套|标|按键)|线束|定位|轻微|有点/,
  ),
  safety(
    `(?:突然|一下(?:子)?|半路|${ROAD})${APART}{0,14}${CARRIES}${APART}{0,10}${FELL}|${CARRIES}${APART}{0,14}(?:突然|一下(?:子)?|半路|${ROAD})${APART}{0,8}${FELL}|${CARRIES}${APART}{0,6}(?:断|断裂)[^。!?\\n]{0,14}(?:方向|车身|路)|车身${APART}{0,6}(?:突然|一下(?:子)?)塌`,
    /停放|停一(?:夜|晚)|过夜|早上|早晨|熄火后|胶套|异响/,
  ),
  safety(
    '(?:起步|红灯|绿灯|等灯|停着|怠速|泊车|倒车|挪车)[^。!?;,\\n]{0,10}(?:突然|自己|猛地|一下(?:子)?|车就?|就)?(?:窜|蹿|冲|飙)(?:了)?(?:出去|上去|到|向|进)|脚(?:还|都|一直)?(?:在|踩着|踩在|放在|搭在)刹车(?:上|踏板)[^。]{0,12}(?:窜|蹿|冲|动|走|溜)|(?:窜|蹿|冲)(?:了)?出去[^。]{0,10}脚(?:还|都)?(?:在|踩着)刹车',
    /师傅|员工|代驾|试驾员|展厅有/,
  ),
  safety(
    `${ROAD}[^。!?\\n]{0,14}(?:雨刮器?|雨刷|大灯|近光|远光|车灯|尾灯|仪表盘?|前挡)${APART}{0,6}(?:全)?(?:停|不动|不走|灭|黑|失灵|罢工|起雾)|(?:雨刮器?|雨刷|大灯|车灯|(?:全车)?灯)(?:突然|一下|自己|全都?|都|就)+(?:停|灭|黑|失灵)${APART}{0,16}(?:看不[见清到]|一片黑|${ROAD})`,
    /保养|停车场里|车库里/,
  ),
  safety(
    `(?:换挡|挂挡|挡位|档位|d挡|变速箱)${APART}{0,8}(?:挂不(?:进|上)|脱挡|掉挡|跳(?:空|到n)|锁死|进不去)${APART}{0,14}${ROAD}|${ROAD}${APART}{0,10}(?:挂不(?:进|上)挡|脱挡|跳空挡|变速箱锁死)`,
  ),
  safety(
    `${ROAD}${APART}{0,14}(?:天窗|天幕|挡风玻璃|前挡|车窗|玻璃)${APART}{0,6}(?:炸|自爆|爆了|爆裂|爆开|崩)|(?:天窗|天幕|玻璃)${APART}{0,6}${ROAD}${APART}{0,4}(?:自己|突然)?(?:炸|自爆|爆了|爆裂|爆开)`,
  ),
  safety(
    `座椅${APART}{0,14}(?:${ROAD})${APART}{0,8}(?:滑|倒|松|后仰)|${ROAD}${APART}{0,8}座椅${APART}{0,8}(?:滑|倒下|松脱|后仰)`,
  ),
  safety(
    `${ROAD}${APART}{0,8}(?:电子)?手刹${APART}{0,6}(?:自己|突然|自动)?(?:拉(?:上|起)|抱死|锁死)|(?:电子)?手刹${APART}{0,8}${ROAD}${APART}{0,6}(?:自己|突然|自动)(?:拉|抱|锁)`,
  ),
  safety('(?:刹车|制动|油门)踏板[^。!?;,\\n]{0,4}(?:掉|断|脱|松脱|弯)(?:了|下|落)'),
  safety(
    '(?:刹车|制动|脚刹)[^。!?;\\n]{0,8}(?:踏板|板|脚)[^。!?;\\n]{0,4}(?:沉|陷|塌|掉|踩)(?:了)?(?:下去|到底|到地|贴(?:着|到)?地)|踏板[^。!?;\\n]{0,6}贴(?:着|到|住)(?:地毯|地板|底)',
  ),
  safety(
    '(?:充电(?:枪|口|桩|线)|插头|插座)[^。!?;\\n]{0,6}(?:打火|冒火花|放电|漏电|电弧)|(?:漏电|触电|被电(?:到|了|着|击))',
  ),
  {
    trigger: 'injury',
    pattern:
      /(?:手|手腕|手指|人|胳膊)[^。!?;,\n]{0,3}(?:被)?电(?:出|起|得|了|到|着|麻|伤)[^。!?;,\n]{0,4}|骨裂|崴(?:了|伤|到)?(?:了)?脚|脚踝?(?:扭|崴)(?:了|伤)/g,
    unless: /电话|电动|电脑|电梯|电源|没电|手机/,
  },
  safety(
    '\\b(?:steering|wheel|brakes?|throttle)\\b[^.\\n]{0,14}\\b(?:locked|jammed|seized|stuck|soft|spongy)\\b|\\b(?:lurch|surg|jump|shot|roll)(?:ed|es|s)? (?:forward|backward|ahead|away)s?\\b|\\bby itself into\\b',
    /wheel (?:lock )?nut/,
  ),
  // The maker says that it is dangerous, and it is driven on.
  safety(
    `${VITAL}${APART}{0,12}召回[^。!?\\n]{0,40}${WITHHELD}|召回${APART}{0,14}${VITAL}[^。!?\\n]{0,40}${WITHHELD}`,
    /库存|配件部|到货了|已经换|换好/,
  ),
];
