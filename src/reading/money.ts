import type { Found } from '../domain/complaint.ts';
import { MAX_AMOUNT_FEN } from '../domain/money.ts';
import { clausesOf, spanAt } from './clauses.ts';
import { isNoSum } from './no-sum.ts';
import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { NUMERAL_CHARS, numberOf } from './numerals.ts';

/** A sum of money in a text. */
export interface Sum {
  readonly yuan: number;
  readonly span: Span;
  /** True when a unit or a currency sign says that it is money; false when only the words around do. */
  readonly explicit: boolean;
}

const ASCII = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const CHINESE = `[${NUMERAL_CHARS}]{1,14}`;
const VAGUE = '(?:来|多|几|余|出头|左右)?';
// What a number counts when it is not money.
const NOT_MONEY =
  '(?!\\s*(?:多|来|余|几|出头)?\\s*(?:公里|千米|km|迈|码|粉|播放|点赞|赞|阅读|浏览|评论|转发|次|台|辆|人|个|位|名|天|日|号|月|年|岁|小时|个?钟|分钟?|点|里程?|米|升|毫升|l\\b|寸|页|条|张|把|遍|回|趟|项|度|级|周|礼拜|星期|秒|%|折|成|倍|桶|瓶|只|颗|根|片|套|层|期|楼|栋|店|公分|厘米|mm|cm|kw|rpm|转|v\\b|安|粉丝|步|世|宝路|份|件|家|款|座|门|缸|速|挡|档|系|万|千|百|年级|miles?\\b|days?\\b|times?\\b|hours?\\b|minutes?\\b|weeks?\\b|months?\\b|years?\\b|views?\\b|followers?\\b))';

interface Shape {
  readonly pattern: RegExp;
  readonly scale: number;
  readonly explicit: boolean;
}

const SHAPES: readonly Shape[] = [
  // 3.5万, 16万8, 5w, 十几万 is too vague and stays out
  {
    pattern: new RegExp(
      `(?<![\\d.a-z]|\\d,(?=\\d{3}(?!\\d)))(?:¥|￥|rmb|cny)?\\s*(${ASCII})\\s*(?:万|w(?![a-z0-9]))\\s*(\\d)?(?!\\d)${VAGUE}(?:元|块钱?|人民币|rmb)?${NOT_MONEY}`,
      'g',
    ),
    scale: 10_000,
    explicit: true,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.a-z]|\\d,(?=\\d{3}(?!\\d)))(?:¥|￥|rmb|cny)?\\s*(${ASCII})\\s*(?:千|k(?![a-z0-9]))${VAGUE}(?:元|块钱?)?${NOT_MONEY}`,
      'g',
    ),
    scale: 1000,
    explicit: true,
  },
  {
    pattern: /(?<![第\d.])([一二两三四五六七八九十百]+万[一二三四五六七八九]?)(?=一(?:分|毛|厘|块))/g,
    scale: 1,
    explicit: true,
  },
  { pattern: new RegExp(`(?:¥|￥|rmb|cny)\\s*(${ASCII})(?![\\d.]*\\s*[万千wk])`, 'g'), scale: 1, explicit: true },
  {
    pattern: new RegExp(
      `(?<![\\d.a-z]|\\d,(?=\\d{3}(?!\\d)))(${ASCII})\\s*${VAGUE}\\s*(?:元|圆|块(?!腐)|人民币|rmb|yuan\\b|大洋)`,
      'g',
    ),
    scale: 1,
    explicit: true,
  },
  {
    pattern: new RegExp(
      `(?<![第${NUMERAL_CHARS}\\d.])(${CHINESE})${VAGUE}(?:元|圆(?!形)|块钱|块(?![一二三四五六七八九板铁玻漆皮肉砖表屏布地])|大洋)`,
      'g',
    ),
    scale: 1,
    explicit: true,
  },
  {
    pattern: new RegExp(`(?<![第${NUMERAL_CHARS}\\d.])(${CHINESE})(?![${NUMERAL_CHARS}\\d])${NOT_MONEY}`, 'g'),
    scale: 1,
    explicit: false,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.a-z:/-]|(?<!x)\\d,(?=\\d{3}(?!\\d)))(${ASCII})(?![\\d.,a-z:/-]*[\\da-z])(?![-:/])${NOT_MONEY}`,
      'g',
    ),
    scale: 1,
    explicit: false,
  },
];

// Words next to a bare number that make it money.
const MONEY_BEFORE =
  /(?:价格?|费用?|钱|款|收了?|收我们?|收他|收她|花了?|交了?|付了?|退我?还?|赔我?|补|报了?|报价|要了?|订金|定金|押金|账单?|单子|合计|总共|一共|共计?|共|损失|优惠|便宜|贵了?|多收|少了?|差价?|实际|变成?|成了|涨到|花掉|掏了?|垫付?了?|卡里|礼包|索赔|主张|扣了?|涨了?|结账|结算|买单|预付|首付|转了?|打了?|抵|抹|标的(?:额|金额)?|冒出来?|多出来?|减|给我?|办了?|开票|发票|罚款|现金|收伊|收咱|开口|张口|另加|加|外加|付给|\bpaid|\bpay|\bcharged?|\brefund|\bcost|\bfor|\bdeposit(?: of)?|\bof|\bextra)(?:me|us|人家|客户|我|他|她|们|是|了|的|:|['"’”」』])?\s*$/;
const MONEY_AFTER =
  /^\s*(?:多|来|左右)?\s*(?:(?:你们|店里|谁|我们)(?:来)?(?:补|给|出|认|赔|退|承担)|退|赔|买的?|贴的?|换的|装的|修的|办的|的?套餐|的?订金|的?定金|的?押金|的?差价|的?费|的?工时|的?保养|不退|没退|还没|我付|白花|打水漂|到账|没到|的卡|的券|充|全款|首付|落地|提的|变|上牌|贷款|保险|油|deposit)/;

const MONEY_AROUND =
  /钱|费|价|收(?!到)|退|赔|花(?!屏)|付|交(?!车)|押|订金|定金|补|降|买|卖|扣|贵|便宜|款|刷|优惠|券|充值|账|单|套餐|工时|每遍|每次|要求|换|要|pay|paid|charge|refund|bill/;
const NOT_A_SUM =
  /(?:点赞|播放|转发|浏览|评论|粉丝|阅读|续航|标称|时速|速度|转速|版本|型号|代码|故障码|排量|国道|省道|高速|车牌|工号|房|楼|路|第|满电|能跑|只跑|表显|里程|跑了|开了|尾号|单号|编号|电话|热线|巡航|定速|到|月|年|前|p|打)\s*$/;
/** Hotlines (110, 12315, 12345, 400 …) are not sums. */
const SERVICE_NUMBER = /^(?:1[12]0|119|122|400|800|315|12[13]\d\d|123\d\d)$/;
/** 三千五, 一万二, 六万: said in full, it is money unless a unit follows. */
const SPOKEN_SUM = /[万千百].*[一二三四五六七八九十]|[一二两三四五六七八九十]万/;

function yuanIn(match: RegExpMatchArray, scale: number): number | null {
  const base = numberOf(match[1] ?? '');
  if (base === null) return null;
  const tenth = match[2] === undefined ? 0 : (Number(match[2]) * scale) / 10;
  return Math.round((base * scale + tenth) * 100) / 100;
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

function bareIsMoney(text: string, span: Span, yuan: number, raw: string): boolean {
  if (
    yuan < 20 ||
    SERVICE_NUMBER.test(raw) ||
    (/^20[0-3]\d$/.test(raw) && !MONEY_BEFORE.test(text.slice(Math.max(0, span.start - 12), span.start)))
  )
    return false;
  if (/^[零〇一二三四五六七八九]{2,}$/.test(raw)) return false;
  const before = text.slice(Math.max(0, span.start - 12), span.start);
  const after = text.slice(span.end, span.end + 8);
  if (/(?:第|型号|编号|单号|周号|周期|批号|工单|尾号|后\d?位|周|星期|up|no\.?|#)\s*$/.test(before)) return false;
  if (/^[十百千万拾佰仟]+$/.test(raw) || NOT_A_SUM.test(before)) return false;
  if (MONEY_BEFORE.test(before) || MONEY_AFTER.test(after)) return true;
  const around = text.slice(Math.max(0, span.start - 22), span.end + 14);
  return yuan >= 100 && MONEY_AROUND.test(around);
}

/** Every sum of money in a folded text, in the order of the text. */
export function findSums(text: string): Sum[] {
  const found: Sum[] = [];
  for (const shape of SHAPES) {
    for (const match of text.matchAll(shape.pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const yuan = yuanIn(match, shape.scale);
      if (yuan === null || yuan < 1 || found.some((one) => overlaps(one.span, span))) continue;
      if (isNoSum(text, span)) continue;
      const words = match[1] ?? '';
      const explicit = shape.explicit || SPOKEN_SUM.test(words);
      if (yuan < 10 && /^[^\d]*[块元]$/.test(match[0])) continue;
      if (!explicit && !bareIsMoney(text, span, yuan, words)) continue;
      found.push({ yuan, span, explicit });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

// What stands around a sum says whether it is the one at issue (domain.md §10: "sum claimed or disputed").
const CLAIMED =
  /赔|要求|索赔|退(?!休)|补偿|补我|损失|承担|减免|主张|不然|讨|要回|返还|还我|合计|总共|一共|差价|标的|(?:你们|店里|谁)(?:来)?(?:补|给|出|认)|refund|compensat|claim|want/;
const DISPUTED =
  /收|花|扣|多|变|实际|却|竟|居然|要价|结账|账单|付|交|垫|自费|定金|订金|押金|费|乱|坑|贵|充|卡|charged?|paid|pay|deposit|bill/;
const ELSEWHERE =
  /原价|市场价|市价|网上|外面|别家|别的店|隔壁|路边|淘宝|京东|途虎|其他店|人家才|人家只|便宜|车管所|(?:我|他|她)?(?:同事|朋友|邻居|自己)(?:自己)?(?:去|办|买|跑)/;
const FIRST_SAID =
  /原来|本来|之前报|当初报|开始报|一开始|定损|最高|能到|加一起|报价|说好|讲好|估价|预估|大概|只要|才要|正常/;
const OFFER =
  /我们(?:只|就|最多|愿意|可以|答应|提出|这边)?(?:给|赔|补|出|送)|店里(?:只|就|最多)?(?:愿意|肯|给|赔|补|送)|(?:只|才|最多)(?:肯|愿|给|赔|补|退)|代金券|抵用券|offered/;
/** What a policy covers and what an old car is worth are no sums at issue. */
const INSURED =
  /三者|保额|车损险|限额|座位险|(?:电话|当时|网上|平台)?(?:估|评估|估价|估值)(?:的|了|是|价|说|讲|能|给|收|到)*$|^(?:的)?(?:三者|保额|保险额度)/;
const CAR_PRICE =
  /车价|落地|裸车|全款|车款|购车(?!人|者|时)|万的车|万买的|提的车|买的车|的新车|总价|指导价|花了?\d.{0,6}买|car price/;
const RETURN_WISH =
  /退车|退一赔三|退(?:还)?全款|全款(?:给我|全|都)?退|退返?(?:还)?(?:我)?钱|退款|换车|全退|[退返]还?购?车款|三倍|refund/;

function weightOf(text: string, clause: Span, sum: Sum, wantsReturn: boolean): number {
  const before = text.slice(Math.max(clause.start, sum.span.start - 14), sum.span.start);
  const after = text.slice(sum.span.end, Math.min(clause.end, sum.span.end + 8));
  const near = before + after;
  let weight = sum.explicit ? 2 : 0;
  if (CLAIMED.test(near)) weight += 6;
  if (DISPUTED.test(near)) weight += 3;
  if (ELSEWHERE.test(before)) weight -= CLAIMED.test(before) ? 2 : 9;
  if (FIRST_SAID.test(before)) weight -= 4;
  if (/[订定]|交了|付了/.test(before) && !/退|扣|还|不给|要回|拿回/.test(text)) weight -= 9;
  if (INSURED.test(near) && !CLAIMED.test(before)) weight -= 12;
  if (OFFER.test(text.slice(Math.max(clause.start, sum.span.start - 20), sum.span.end + 3))) weight -= 9;
  if (
    (CAR_PRICE.test(near) && !/加(?:价|了)?$/.test(before)) ||
    (sum.yuan >= 60_000 && /^(?:多|来)?(?:块|元)?(?:买|提|的车|落地|的$)/.test(after))
  ) {
    weight += wantsReturn ? 4 : -12;
  }
  return weight;
}

/** The sum claimed or disputed (domain.md §10), null when none is; the car's price only when its return is wanted. */
export function findAmount(plain: Plain): Found<number> | null {
  const clauses = clausesOf(plain.text);
  const wantsReturn = RETURN_WISH.test(plain.text);
  let best: { sum: Sum; weight: number } | null = null;
  for (const sum of findSums(plain.text)) {
    const clause = spanAt(clauses, sum.span.start) ?? sum.span;
    const weight = weightOf(plain.text, clause, sum, wantsReturn);
    if (weight <= -5) continue;
    if (best === null || weight > best.weight || (weight === best.weight && sum.yuan > best.sum.yuan))
      best = { sum, weight };
  }
  if (best === null) return null;
  const fen = Math.round(best.sum.yuan * 100);
  if (fen <= 0 || fen > MAX_AMOUNT_FEN * 10) return null;
  return {
    value: fen,
    quote: quoteOf(plain, best.sum.span),
    by: 'rule',
    sureness: best.weight >= 5 ? 'stated' : 'inferred',
  };
}
