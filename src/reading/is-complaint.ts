import type { FoundTrigger, ReadingReason, Verdict } from '../domain/complaint.ts';
import { firstQuote } from './clauses.ts';
import { PART } from './fault-words.ts';
import { GRIEVANCE_SHAPES } from './grievance-shapes.ts';
import { GRIEVANCE_WORDS, SARCASM } from './grievance-words.ts';
import { HARMLESS_ACTS } from './harmless-acts.ts';
import { HARMLESS } from './harmless-words.ts';
import { BLANK, type Plain } from './normalise.ts';
import { harmlessByWords } from './word-weights.ts';

/** Whether a message is a complaint, why, and on which words that rests. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: ReadingReason;
  readonly evidence: readonly string[];
}

interface Weighed {
  readonly points: number;
  readonly evidence: readonly string[];
}

interface Harm {
  readonly points: number;
  readonly reason: ReadingReason | null;
  readonly evidence: readonly string[];
}

function grievance(plain: Plain): Weighed {
  let points = 0;
  const evidence: string[] = [];
  for (const { weight, pattern } of [...GRIEVANCE_WORDS, ...GRIEVANCE_SHAPES]) {
    pattern.lastIndex = 0;
    const quote = firstQuote(plain, pattern);
    pattern.lastIndex = 0;
    if (quote === null) continue;
    points += weight;
    evidence.push(quote);
  }
  return { points, evidence };
}

/** A danger or an injury outweighs whatever is said around it; only a story that has ended well, a report or an advertisement is spared. */
const ENDED_WELL =
  /锦旗|感谢信|(?:特意|专门|特地)[^。,]{0,10}(?:谢|夸)|(?<!不)满意|误会|虚惊|(?:修|处理|解决|弄|搞)好了(?!又|没)|已(?:经)?(?:解决|排除|修复)|恢复正常|没(?:有)?再/;
const SPARED: ReadonlySet<ReadingReason> = new Set(['report', 'spam']);
const DANGERS: ReadonlySet<string> = new Set(['safety', 'fire', 'injury']);

function harmless(plain: Plain, danger: boolean): Harm {
  let points = 0;
  let top = 0;
  let reason: ReadingReason | null = null;
  const evidence: string[] = [];
  for (const one of [...HARMLESS, ...HARMLESS_ACTS]) {
    if (danger && !SPARED.has(one.reason)) continue;
    const quote = firstQuote(plain, one.pattern);
    if (quote === null) continue;
    points += one.weight;
    evidence.push(quote);
    if (one.weight > top) {
      top = one.weight;
      reason = one.reason;
    }
  }
  return { points, reason, evidence };
}

// Somebody complains, but about what? (week.md 41: "有人投诉")
const BARE_COMPLAINT =
  /^[^\u4e00-\u9fffa-z]*(?:刚(?:才|刚)?|又|今天|这边|前台|店里|楼下|休息区|展厅|电话里|外面)?(?:有|来了?|接到|收到|是)?(?:个|一个|位|一位|名|一起|起|人|客户|车主|顾客)?(?:人|客户|车主|顾客)?(?:要|来|在|打电话|又来|过来|打来)?(?:投诉|客诉|闹|发火|不满意?|抱怨)(?:了|我们|咱们|电话|的|,)?[^\u4e00-\u9fffa-z]*(?:谁|怎么|麻烦|处理|看)?[^。]{0,8}$|^(?:a |there is a |we have a |got a )?(?:customer )?complaint\.?$/;

const HARD_TRIGGERS: ReadonlySet<string> = new Set([
  'safety',
  'injury',
  'fire',
  'lawyer',
  'government',
  'consumer_association',
  'police',
  'group',
  'privacy_leak',
  'media',
]);

const SOFT_TRIGGERS: ReadonlySet<string> = new Set(['threat', 'manufacturer', 'platform', 'large_amount']);

/** Words of a report weigh this much: then "投诉" is a figure, not a cry. */
const REPORT_WEIGHT = 5;
const COMPLAINT_WEIGHT = 3;

/** So much about cars is told in this channel for a reason. */
const LONG_ENOUGH = 8;
const SOMETHING_AMISS =
  /没|不|才|只|还|又|却|但|被|旧|坏|错|少|慢|贵|硬|无|难|未|漏|掉|断|裂|歪|湿|脏|臭|吵|冷|抖|响|假|[?!]|\b(?:no|not|never|still|because|only|but|without)\b|n't/;

/** The desk's channel is for grievances: a message about cars, customers or the house that is nothing harmless leans that way. */
const OUR_TRADE =
  /车|服务|热线|小伙子|续航|先生|女士|客户|顾客|合格证|全款|车牌|上牌|店|销售|前台|接待|师傅|技师|顾问|你们|保养|维修|修|质保|保险|贷款|定金|订金|发动机|变速箱|轮胎|电瓶|机油|漆|油|合同|发票|公里|预约|优惠券|检测费|月供|工位|结账|结算|开单|经理|会员卡|救援|配件|质保|过期|洗车|取车|收银|滤芯|打胶|找零|项目|员工|额度|优惠|顶配|提回|提车|灯泡|喷漆|\b(?:car|vehicle|service|workshop|dealer|salesman|repair|my|compressor|engine|gearbox|brakes?|battery|tyres?|plate)\b/;

/** Somebody's car or number stands in the text (blanked out by now). */
const IDENTIFIED = new RegExp(`${BLANK}{6,}`);

const NAMED_PART = new RegExp(PART);

/** How likely a text is harmless by its vocabulary: below the first a grievance is told without any angry word, below the second it may be. */
const TOLD_PLAINLY = 0.08;
const MAY_BE_TOLD = 0.25;
const AS_GOOD_AS_HARMLESS = 0.9;
/** A text this long that names neither car nor shop still tells something. */
const A_STORY = 12;

/** "左后门玻璃等了一个月": no word of grievance, but nobody says so who is content. */
function impliedBy(text: string, against: number): Judgement | null {
  const harmless = harmlessByWords(text);
  const plainly = harmless <= TOLD_PLAINLY;
  if (!plainly && (harmless > MAY_BE_TOLD || against >= COMPLAINT_WEIGHT)) return null;
  if (plainly && against < COMPLAINT_WEIGHT) return { verdict: 'complaint', reason: 'dissatisfaction', evidence: [] };
  return { verdict: 'unsure', reason: 'mixed_signals', evidence: [] };
}

/** Weighs words of grievance against words of praise, booking, question, report and chatter. */
export function judge(plain: Plain, triggers: readonly FoundTrigger[], ordersOnly: boolean): Judgement {
  const bare = plain.text.replace(/[\s\p{Co}\p{P}\p{S}]/gu, '');
  if (bare === '') return { verdict: 'not_complaint', reason: ordersOnly ? 'instruction' : 'empty', evidence: [] };
  const hurt = triggers.some((one) => DANGERS.has(one.trigger)) && !ENDED_WELL.test(plain.text);
  const good = harmless(plain, hurt);
  if (BARE_COMPLAINT.test(plain.text.trim()) && bare.length <= 14 && good.points < REPORT_WEIGHT) {
    return {
      verdict: 'unsure',
      reason: 'too_little',
      evidence: [plain.raw.trim()].filter((quote) => quote.length <= 40),
    };
  }
  const bad = grievance(plain);
  const hard = triggers.filter((one) => HARD_TRIGGERS.has(one.trigger));
  const sarcastic = SARCASM.test(plain.text) && bad.points >= 2;
  const against = sarcastic ? 0 : good.points;
  const threat = triggers.some((one) => SOFT_TRIGGERS.has(one.trigger)) ? 3 : 0;
  const ours = OUR_TRADE.test(plain.text) || NAMED_PART.test(plain.text) || IDENTIFIED.test(plain.text);
  const told =
    against === 0 &&
    !ordersOnly &&
    bare.length >= 8 &&
    ours &&
    (bare.length >= LONG_ENOUGH || SOMETHING_AMISS.test(plain.text))
      ? 2
      : 0;
  const points = bad.points + hard.length * 4 + threat + told;
  if (points < 2 || points <= against) {
    const implied = (ours || bare.length >= A_STORY) && good.reason !== 'spam' ? impliedBy(plain.text, against) : null;
    if (implied) return implied;
    const reason = ordersOnly && bad.points === 0 ? 'instruction' : (good.reason ?? 'chatter');
    return { verdict: 'not_complaint', reason, evidence: good.evidence.slice(0, 3) };
  }
  const evidence = [...hard.map((one) => one.quote), ...bad.evidence].slice(0, 4);
  if (hard.length > 0 && bad.points < COMPLAINT_WEIGHT) return { verdict: 'complaint', reason: 'trigger', evidence };
  if (bad.points < 2 || (against > 0 && points - against < COMPLAINT_WEIGHT)) {
    if (hard.length === 0 && threat === 0 && harmlessByWords(plain.text) > AS_GOOD_AS_HARMLESS)
      return { verdict: 'not_complaint', reason: good.reason ?? 'no_grievance', evidence: good.evidence.slice(0, 3) };
    return { verdict: 'unsure', reason: 'mixed_signals', evidence };
  }
  return { verdict: 'complaint', reason: 'dissatisfaction', evidence };
}
