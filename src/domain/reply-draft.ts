import { maskText } from './privacy.ts';
import type { Solution } from './solution.ts';

/** What no reply to a customer may hold (domain.md §7); the same rules for our template and for a model's draft. */
export const DRAFT_RULES = [
  'liability',
  'amount',
  'promise',
  'legal_conclusion',
  'blame',
  'argument',
  'threat',
  'delay',
  'personal_data',
] as const;
export type DraftRule = (typeof DRAFT_RULES)[number];

/** A rule that was broken, and the words that broke it (personal data masked). */
export interface DraftFault {
  readonly rule: DraftRule;
  readonly quote: string;
}

const US = '(?:我们|我方|本店|我店|店里|店方|公司|咱们)';
const YOU = '(?:您|你)(?:自己)?';
const STAFF =
  '(?:技师|师傅|维修工|同事|前台|顾问|销售|员工|工作人员|技术人员|服务人员|接待|学徒|小(?!时|心|区|问题|事)[\\u4e00-\\u9fff])';
const GIVE = '(?:退|赔|换|补偿|解决|修好|免|送|返还|满足|处理好|弄好|搞定)';

interface Ban {
  readonly rule: Exclude<DraftRule, 'amount' | 'personal_data'>;
  readonly words: RegExp;
}
const ban = (rule: Ban['rule'], ...words: readonly string[]): Ban => ({
  rule,
  words: new RegExp(words.join('|'), 'giu'),
});

const BANS: readonly Ban[] = [
  ban(
    'liability',
    '承认.{0,6}(?:责任|过错|过失|错误|问题)',
    `(?:是|属于|都是|确实是|的确是)${US}(?:的|这边的?)?(?:错|责任|过错|过失|失误|问题|疏忽|工作失误)`,
    `${US}(?:这边)?(?:确实|的确|真的|是)?(?:有(?:过错|过失|责任)|做错了?|搞错了?|弄错了?|修错了?|失误了?|理亏|错了|失职)`,
    `${US}.{0,6}(?:负全责|负(?:全部|主要|一切)责任|承担(?:全部|一切|主要|相应)?的?(?:法律|赔偿)?责任)`,
    '(?:负|承担)(?:全责|全部责任|一切责任|赔偿责任)',
    '(?:质量|产品|车辆)?(?:问题|缺陷|故障)(?:确实)?(?:属实|成立|确实存在)',
    '(?:确实|的确)(?:存在|有|是).{0,6}(?:缺陷|质量问题|设计问题)',
    "\\b(?:our|the dealership's) (?:fault|mistake|error|liability|negligence)\\b",
    '\\bwe (?:are|were) (?:at fault|liable|to blame|responsible|wrong|negligent)\\b',
    '\\bwe (?:admit|accept (?:full )?(?:responsibility|liability)|made a mistake)\\b',
    '\\bdefect (?:is|was|has been) confirmed\\b',
    `(?:由于|因为?|缘于)${US}(?:这边)?的?(?:原因|缘故|疏忽|失误)`,
    `${US}(?:这边)?(?:确实)?(?:没有?|未能?)(?:安排|做|处理|沟通|解释|说明|告知|通知|检查)(?:好|到位|清楚|及时)`,
    `${US}(?:的|在)?(?:服务|工作|安排|管理|沟通|操作|处理)(?:上|中|方面)?(?:确实)?(?:存在|有)?.{0,2}(?:不到位|不周|不当|失误|疏忽|疏漏|欠妥|不足)`,
  ),
  ban(
    'promise',
    '(?<!质量|资金|本金)保证(?!期|金)',
    `(?:一定|肯定|绝对|必定|必须|百分之百|100%|包您|包你|务必).{0,6}${GIVE}`,
    `(?:承诺|答应|同意)(?:给|为|帮|会|将)?(?:您|你)?.{0,4}${GIVE}`,
    '免费(?:更?换|维修|修|返修|送|赠|提供|做|保养|检测|检查|处理|升级)',
    '(?:免|减免|免除|免收|抹掉)(?:您的?|本次|全部)?(?:工时|费用|维修费)|打[一二三四五六七八九\\d.]+折|半价|免单',
    '(?:全额|全款|足额|双倍|三倍|十倍|加倍|多倍)(?:退|赔|返|偿)',
    '退一赔[一二三四十\\d]',
    `(?:给|为|帮)(?:您|你)(?:办理)?(?:退(?:款|车|钱|货)|赔偿|赔钱|换(?:一[台辆]|新)?车|换新|免单)`,
    '(?:会|将)(?:给|为|向)?(?:您|你)?(?:退款|退车|退钱|赔偿|赔付|换新?车|换一[台辆])',
    `(?:给|为|帮|替|向)${YOU}.{0,4}(?:安排|提供|准备|送上|赠送|办理|争取|申请|发放).{0,8}(?:代步车|备用车|礼品|礼物|代金券|抵用券|优惠券|保养券|折扣|补偿|赔偿|退款|退还)`,
    `(?:给|为|帮|替)${YOU}.{0,4}(?:退还|返还|减免|报销|补偿)`,
    '(?:承担|报销|垫付).{0,8}(?:费|费用|钱|损失)|费用由(?:我们|本店|我店)|(?:不收|不再收|不会收|免收)取?(?:您的?|任何)?费',
    `(?:给|让)${YOU}.{0,6}满意`,
    '\\bguarantee[ds]?\\b',
    '\\bwe promise\\b',
    '\\b(?:will|shall|definitely|certainly|going to) (?:\\w+ )?(?:refund|compensate|reimburse|replace|waive)\\b',
    '\\bwe (?:will|can) (?:\\w+ ){0,3}(?:loan car|courtesy car|voucher|discount|compensation|gift)\\b',
    '\\b(?:free of charge|for free|at no cost|full refund|on the house)\\b',
  ),
  ban(
    'legal_conclusion',
    '违法|违规|违约|侵权|欺诈|(?:不|没有?)?违反.{0,12}(?:法|规定|条例|办法|合同)',
    '(?:依法|按法律|根据.{0,16}(?:法|条例|规定|办法)).{0,10}(?:应当|应该|必须|有权|无权|不用|不需|需要|可以)',
    `${YOU}?(?:有权|无权)(?:要求)?`,
    '(?:不)?(?:符合|满足|达到).{0,6}(?:退|换|三包|赔|索赔).{0,6}(?:条件|标准|规定)',
    '(?:不|不在|超出了?|属于|不属于)(?:三包|质保|保修|索赔|赔偿)(?:期|范围)?',
    '法律责任|法院会?|判决|胜诉|败诉|打官司',
    '\\b(?:unlawful|illegal|breach of (?:contract|law)|fraud|legally|entitled to|liable under|court)\\b',
    '\\b(?:not )?covered by (?:the )?(?:warranty|law)\\b',
  ),
  ban(
    'blame',
    `(?:都?怪|都是|是|因为|由于)${US}?的?(?:那个|这位|那位)?${STAFF}.{0,8}(?:错|不好|不对|粗心|没|不|疏忽|马虎|失误|弄|搞)`,
    `${STAFF}(?:水平|技术|态度)(?:差|不行|不好|太)`,
    `(?:都怪|怪|都是|就是)${YOU}|是${YOU}的?(?:错|问题|责任|原因)`,
    `${YOU}(?:的)?(?:操作|使用|驾驶|保养|开车)(?:习惯|方法|方式)?(?:不当|不对|有问题|有误|不规范)`,
    `${YOU}(?:没有?|未)(?:按|及时|好好|注意|看清|认真)`,
    '(?:厂家|供应商|保险公司)(?:的)?(?:错|责任|问题)',
    '\\b(?:your|customer.s) (?:own )?(?:fault|mistake|misuse)\\b',
    '\\byou (?:should have|failed to|did not follow|misused)\\b',
    '\\bour (?:technician|colleague|advisor|staff)\\w* (?:was|were|made|did|failed)\\b',
  ),
  ban(
    'argument',
    `${YOU}(?:误会|误解|理解错|搞错|弄错|记错|说错|想多|太敏感|夸张)`,
    `${YOU}(?:说的|讲的|反映的)?.{0,4}(?:不是事实|不属实|没有道理|不合理|无理)`,
    '(?:恕我直言|话不能这么说|没有的事|不可能的事|这很正常|属于正常现象|都是这样的?)',
    '\\byou (?:misunderstood|are (?:wrong|mistaken|exaggerating|unreasonable))\\b',
  ),
  ban(
    'threat',
    '(?:否则|不然|如果再|再(?:这样|闹|发|投诉)).{0,16}(?:报警|起诉|追究|后果|拉黑|停止|取消|不予|不再)',
    '后果自负|律师函|诽谤|敲诈|恶意投诉|黑名单|追究(?:您|你)',
    `(?:起诉|状告)${YOU}|报警处理|保留.{0,8}(?:追究|权利)`,
    '\\b(?:sue you|legal action|defamation|at your own risk|or else|blacklist\\w*)\\b',
  ),
  ban(
    'delay',
    '(?:回去|在家|回家|耐心)?等(?:通知|消息|电话)(?:吧|就行|即可)?',
    '过(?:几天|段时间|阵子|一阵)再(?:说|看|联系|来)',
    '(?:有空|有时间|忙完)(?:了)?再',
    '\\b(?:wait for our call|we will see|some day|when we have time)\\b',
  ),
];

const NUMERAL = '[零〇一二两三四五六七八九十百千万]';
/** A round number of ten thousands is money unless it counts something else. */
const NOT_A_SUM = '(?!\\s*(?:多|余)?\\s*(?:公里|千米|km|次|辆|台|人|里|字|播放|粉|元|块))';
const SUM = new RegExp(
  [
    '(?:[¥￥]|rmb|cny)\\s*(\\d[\\d,]*(?:\\.\\d+)?)\\s*(万|千|w|k)?',
    '(\\d[\\d,]*(?:\\.\\d+)?)\\s*(万|千|w|k)?\\s*(?:多|余)?(?:元|块|人民币|rmb|yuan|cny)',
    `(\\d[\\d,]*(?:\\.\\d+)?)\\s*(万)${NOT_A_SUM}`,
    `${NUMERAL}+(?:多|余)?(?:元|块钱|块)`,
  ].join('|'),
  'giu',
);
const SCALE: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 千: 1000, k: 1000 };

/** Fen of a sum in figures; null for one in words, which cannot be compared and is not let through. */
function fenOf(match: RegExpMatchArray): number | null {
  const figures = match[1] ?? match[3] ?? match[5];
  if (figures === undefined) return null;
  const unit = (match[2] ?? match[4] ?? match[6] ?? '').toLowerCase();
  return Math.round(Number(figures.replace(/,/g, '')) * (SCALE[unit] ?? 1) * 100);
}

const amounts = (text: string, approvedFen: readonly number[]): readonly DraftFault[] =>
  [...text.matchAll(SUM)]
    .filter((match) => {
      const fen = fenOf(match);
      return fen === null || !approvedFen.includes(fen);
    })
    .map(([quote]) => ({ rule: 'amount', quote: quote.trim() }));

/** Phones, plates, VINs and id numbers never stand in a reply, not even the customer's own. */
function personalData(text: string): readonly DraftFault[] {
  const masked = maskText(text);
  if (masked === text) return [];
  const at = [...masked].findIndex((char, i) => char !== [...text][i]);
  return [{ rule: 'personal_data', quote: [...masked].slice(Math.max(0, at - 3), at + 8).join('') }];
}

/** What of the promising words an approved solution covers. */
const COVERS: Readonly<Partial<Record<Solution, RegExp>>> = {
  refund: /退(?!车)|返还|refund|reimburse/i,
  compensation: /补偿|compensat/i,
  free_service: /免费|赠|送|free|no cost/i,
  labour_discount: /免(?!费)|减|折|半价|waive|discount/i,
  replacement: /换|replace/i,
  loan_car: /代步|备用车|(?:loan|courtesy) car/i,
  gift: /赠|送|礼|券|gift|voucher/i,
  vehicle_return: /退/,
  vehicle_replacement: /换|replace/i,
};
/** No approval covers words as strong as these. */
const TOO_STRONG =
  /保证|一定|肯定|绝对|必定|必须|百分之百|100%|包[您你]|务必|[全足]额|全款|倍|退一赔|guarantee|promise|full refund/i;

const covered = ({ rule, quote }: DraftFault, solutions: readonly Solution[]): boolean =>
  rule === 'promise' && !TOO_STRONG.test(quote) && solutions.some((solution) => COVERS[solution]?.test(quote));

/** What a reply may tell because it was approved. */
export interface Approved {
  /** The amounts a manager has approved for this case, and their sum. */
  readonly approvedFen: readonly number[];
  /** Solutions that were approved, or need no approval; none when left out. */
  readonly solutions?: readonly Solution[];
}

/** What is wrong with a draft; empty when it may be shown. */
export function checkDraft(text: string, { approvedFen, solutions = [] }: Approved): readonly DraftFault[] {
  const plain = text.normalize('NFKC');
  const banned = BANS.flatMap(({ rule, words }) => [...plain.matchAll(words)].map(([quote]) => ({ rule, quote })));
  return [
    ...banned.filter((fault) => !covered(fault, solutions)),
    ...amounts(plain, approvedFen),
    ...personalData(plain),
  ];
}
