import type { Case } from './case.ts';
import type { Category, Trigger } from './complaint.ts';

/** Rules a complaint may touch (domain.md §9.2, §9.3); wording/ has their names. */
export const LAWS = [
  'auto_sales',
  'three_guarantees',
  'consumer_law',
  'consumer_penalties',
  'civil_code',
  'road_transport',
  'recall',
  'personal_data',
  'odr',
] as const;
export type Law = (typeof LAWS)[number];

export const LEGAL_FACTS = [
  'odr_answer',
  'privacy_leak_duty',
  'deposit_double',
  'prepayment',
  'triple_exposure',
  'repair_deception',
  'delay_15_days',
  'stop_sale',
  'repair_warranty',
  'serviced_elsewhere',
  'no_tying',
  'posted_price',
  'parts_label',
  'burden_six_months',
  'notice',
] as const;
export type LegalFactKey = (typeof LEGAL_FACTS)[number];

/** A rule that fits the case, to be read with its article; never a conclusion. */
export interface LegalFact {
  readonly key: LegalFactKey;
  readonly law: Law;
  /** As the rule counts its articles; empty where there is none to name. */
  readonly article: string;
  /** The limit it sets in working days, and the clock of the case that runs for it. */
  readonly dueWorkingDays?: number;
  readonly clock?: 'notice' | 'odr';
  /** Fen at stake at most, for managers. */
  readonly exposureFen?: number;
}

/** What the rules are picked by. `boughtWithinSixMonths` null: not known. */
export interface LegalQuestion
  extends Pick<Case, 'category' | 'subcategory' | 'secondaryCategories' | 'triggers' | 'text' | 'facts'> {
  readonly boughtWithinSixMonths: boolean | null;
  readonly forManager: boolean;
  readonly noticeWorkingDays: number;
  readonly odrWorkingDays: number;
}

/** At most so many facts are shown; the dealer's own duty to answer always is. */
export const MAX_LEGAL_FACTS = 5;

const MIN_TRIPLE_FEN = 50_000;

/** Three times the price, at least ¥500 (消法 55), in fen: what is at stake if deception were found. Only a flag for managers. */
export const tripleExposureFen = (amountFen: number): number => Math.max(3 * amountFen, MIN_TRIPLE_FEN);

const WORDS = {
  odr: /12315|odr/i,
  deposit: /定金|订金|deposit/i,
  prepaid: /订金|预付|预存|充值|储值|意向金|prepa/i,
  refused:
    /不(?:给|肯|予|让|愿|能|想)?(?:我|他|她|客户)?(?:退|修|换|赔|保修|质保)|拒(?:绝|保|赔)|推诿|推来推去|一直(?:没|不)|拖(?:着|了|延)|refus|won.t (?:refund|repair)|not refund/i,
  money: /退(?:款|钱|还|订金|定金|我|费)|返还|refund/i,
  deception:
    /欺诈|欺骗|被骗|骗(?:我|人|了|客户)|忽悠|退[一1]赔[三3]|假一赔三|隐瞒|翻新|调表|泡水|事故车|库存车|试驾车|冒充|fraud|deceiv|cheat/i,
  falseWork: /(?:没|未|根本没)(?:有)?换.{0,8}(?:收|算|写)|小病大修|过度维修|换了?旧件|偷换|虚报|多报工时|没做.{0,6}收/,
  elsewhere:
    /(?:外面|外边|别家|别的店|其他店|路边|途虎|没在(?:你们|我们|4s|店)).{0,8}(?:保养|修|换)|serviced elsewhere|outside (?:shop|garage)/i,
  tying:
    /(?:强制|必须|捆绑|非要|只能|不买).{0,8}(?:保险|上牌|装潢|贷款)|(?:上牌|代办|手续|金融服务)费|forced|compulsory insurance/i,
  price: /加价|标价|价目|明码|乱收|多收|overcharg/i,
  parts: /副厂|拆车件|翻新件|非原厂|假(?:件|货|配件)|再制造|aftermarket|counterfeit/i,
} as const;

const QUALITY: readonly Category[] = ['product_quality', 'parts_quality', 'warranty_claim'];
const OWED: readonly Category[] = [
  ...QUALITY,
  'repair_quality',
  'price_billing',
  'sales_promise',
  'delivery',
  'finance_insurance',
  'parts_supply',
];

interface Rule extends Pick<LegalFact, 'key' | 'law' | 'article' | 'clock'> {
  readonly managersOnly?: true;
  readonly fits: (q: LegalQuestion) => boolean;
}

const about = (q: LegalQuestion, categories: readonly Category[]): boolean =>
  [q.category.value, ...q.secondaryCategories].some((category) => categories.includes(category));
const set = (q: LegalQuestion, ...triggers: readonly Trigger[]): boolean =>
  q.triggers.some(({ trigger }) => triggers.includes(trigger));
const says = (q: LegalQuestion, words: keyof typeof WORDS): boolean =>
  WORDS[words].test(`${q.text}\n${q.facts.demand?.value ?? ''}`);

/** Most useful first. */
const RULES: readonly Rule[] = [
  {
    key: 'odr_answer',
    law: 'odr',
    article: '',
    clock: 'odr',
    fits: (q) =>
      q.triggers.some(({ trigger, quote }) => trigger === 'government' && (WORDS.odr.test(quote) || says(q, 'odr'))),
  },
  {
    key: 'privacy_leak_duty',
    law: 'personal_data',
    article: '57',
    fits: (q) => about(q, ['privacy']) || set(q, 'privacy_leak'),
  },
  { key: 'deposit_double', law: 'civil_code', article: '586–587', fits: (q) => says(q, 'deposit') },
  { key: 'prepayment', law: 'consumer_law', article: '53', fits: (q) => says(q, 'prepaid') },
  {
    key: 'triple_exposure',
    law: 'consumer_law',
    article: '55',
    managersOnly: true,
    fits: (q) => says(q, 'deception') || says(q, 'falseWork'),
  },
  {
    key: 'repair_deception',
    law: 'consumer_penalties',
    article: '13, 16',
    managersOnly: true,
    fits: (q) => says(q, 'falseWork'),
  },
  {
    key: 'delay_15_days',
    law: 'consumer_penalties',
    article: '8, 10',
    fits: (q) => about(q, OWED) && (says(q, 'refused') || says(q, 'money')),
  },
  {
    key: 'stop_sale',
    law: 'recall',
    article: '11',
    fits: (q) => set(q, 'safety', 'fire', 'injury') && about(q, ['product_quality', 'parts_quality']),
  },
  { key: 'repair_warranty', law: 'road_transport', article: '44', fits: (q) => about(q, ['repair_quality']) },
  {
    key: 'serviced_elsewhere',
    law: 'three_guarantees',
    article: '32',
    fits: (q) => about(q, ['warranty_claim']) || (about(q, OWED) && says(q, 'elsewhere')),
  },
  {
    key: 'no_tying',
    law: 'auto_sales',
    article: '14',
    fits: (q) => about(q, ['finance_insurance']) || (about(q, ['sales_promise', 'delivery']) && says(q, 'tying')),
  },
  {
    key: 'posted_price',
    law: 'auto_sales',
    article: '10',
    fits: (q) => about(q, ['price_billing']) || (about(q, OWED) && says(q, 'price')),
  },
  {
    key: 'parts_label',
    law: 'auto_sales',
    article: '17',
    fits: (q) => about(q, ['parts_quality']) || says(q, 'parts'),
  },
  {
    key: 'burden_six_months',
    law: 'consumer_law',
    article: '23',
    fits: (q) => q.boughtWithinSixMonths === true && about(q, [...QUALITY, 'delivery']),
  },
  { key: 'notice', law: 'auto_sales', article: '18', clock: 'notice', fits: () => true },
];

function factOf(rule: Rule, q: LegalQuestion): LegalFact {
  const { key, law, article, clock } = rule;
  const days = clock === 'odr' ? q.odrWorkingDays : q.noticeWorkingDays;
  const amountFen = q.facts.amountFen?.value;
  return {
    key,
    law,
    article,
    ...(clock ? { clock, dueWorkingDays: days } : {}),
    ...(key === 'triple_exposure' && amountFen ? { exposureFen: tripleExposureFen(amountFen) } : {}),
  };
}

/** The rules that fit a complaint, most useful first, at most MAX_LEGAL_FACTS; the dealer's own 7-working-day duty stands last and is always there. */
export function legalFacts(q: LegalQuestion): readonly LegalFact[] {
  const fitting = RULES.filter((rule) => rule.fits(q) && (q.forManager || !rule.managersOnly));
  const own = fitting.filter((rule) => rule.key === 'notice');
  const others = fitting.filter((rule) => rule.key !== 'notice').slice(0, MAX_LEGAL_FACTS - own.length);
  return [...others, ...own].map((rule) => factOf(rule, q));
}
