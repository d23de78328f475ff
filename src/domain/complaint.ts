/** Complaint categories, domain.md §1.2 (S3, S0e; delivery, finance_insurance, privacy and other are our own additions). */
export const CATEGORIES = [
  'product_quality',
  'repair_quality',
  'service_attitude',
  'waiting_time',
  'warranty_claim',
  'parts_supply',
  'parts_quality',
  'price_billing',
  'sales_promise',
  'delivery',
  'finance_insurance',
  'rescue',
  'privacy',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Finer codes below a category; `in_shop_damage` 在店致损/擅用客户车 belongs to `other` (domain.md §1.2). */
export const SUBCATEGORIES = ['in_shop_damage'] as const;
export type Subcategory = (typeof SUBCATEGORIES)[number];

/** 一般 / 升级 / 重大, in rising order (domain.md §1.3). */
export const SEVERITIES = ['general', 'serious', 'major'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Facts that raise the severity (domain.md §1.3 and §10). The first ten make a case major, the rest serious.
 * `platform` (黑猫, 车质网, 点评), `amount` (> ¥1,000 claimed or disputed) and `privacy_leak` (an ID or private fact really leaked)
 * are the serious reasons that domain.md names without a trigger of their own.
 */
export const TRIGGERS = [
  'safety',
  'injury',
  'fire',
  'media',
  'lawyer',
  'police',
  'consumer_association',
  'government',
  'large_amount',
  'group',
  'threat',
  'repeat',
  'manufacturer',
  'platform',
  'amount',
  'privacy_leak',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** 消极者 / 发言者 / 发怒者 / 积极份子 (domain.md §1.5). */
export const CUSTOMER_TYPES = ['passive', 'voicer', 'angry', 'activist', 'unknown'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];

/** How the customer feels, in rising heat. */
export const EMOTIONS = ['calm', 'disappointed', 'anxious', 'angry', 'furious', 'unknown'] as const;
export type Emotion = (typeof EMOTIONS)[number];

/** How sure a value is: said in so many words, concluded from them, or a guess a person should confirm. */
export const SURENESS = ['stated', 'inferred', 'uncertain'] as const;
export type Sureness = (typeof SURENESS)[number];

/** A value read from a text, with the words it came from (verbatim) and who read it. A person's correction has no quote. */
export interface Found<T> {
  readonly value: T;
  readonly quote: string | null;
  readonly by: 'rule' | 'model' | 'person';
  readonly sureness: Sureness;
}

/** A trigger with the words that set it off. */
export interface FoundTrigger {
  readonly trigger: Trigger;
  readonly quote: string;
}

/** The facts of a complaint that a person may correct; null when the text does not say. */
export interface Facts {
  readonly customerName: Found<string> | null;
  /** Digits only, mainland mobile or landline with area code. */
  readonly phone: Found<string> | null;
  /** Normalised: upper case, no spaces, dots or dashes, e.g. 沪A12345 or 粤BDF8707. */
  readonly plate: Found<string> | null;
  /** 17 characters, upper case. `vinCheckDigitOk` on the reading tells whether the check digit fits. */
  readonly vin: Found<string> | null;
  readonly model: Found<string> | null;
  readonly mileageKm: Found<number> | null;
  /** Claimed or disputed sum in fen (1 yuan = 100 fen); the car's price only when its return is claimed. */
  readonly amountFen: Found<number> | null;
  /** Store-local calendar date YYYY-MM-DD of what is complained about. */
  readonly occurredOn: Found<string> | null;
  readonly demand: Found<string> | null;
}
export type FactName = keyof Facts;

export const NO_FACTS: Facts = {
  customerName: null,
  phone: null,
  plate: null,
  vin: null,
  model: null,
  mileageKm: null,
  amountFen: null,
  occurredOn: null,
  demand: null,
};

/** A promise to the customer that a text tells of (给客户的承诺); a person confirms it before it counts. */
export interface FoundPromise {
  readonly text: string;
  /** When it is due, in the words of the text, and as an instant where these say it clearly. */
  readonly dueText: string | null;
  readonly dueAt: string | null;
  readonly quote: string;
}

/** One complaint found in a message; a message may hold several. */
export interface ComplaintReading {
  readonly text: string;
  readonly summary: string;
  readonly category: Found<Category>;
  readonly subcategory: Subcategory | null;
  readonly secondaryCategories: readonly Category[];
  readonly severity: Severity;
  readonly triggers: readonly FoundTrigger[];
  readonly customerType: CustomerType;
  readonly facts: Facts;
  /** False when a 17-character VIN was found whose check digit does not fit; a warning, never a refusal (ISO 3779). */
  readonly vinCheckDigitOk: boolean;
  /** A VIN-like run of the wrong length, kept so that the desk can ask for the right one. */
  readonly malformedVin: string | null;
  readonly promises: readonly FoundPromise[];
}

/** Facts worth asking the poster for, most useful first. */
export const ASKABLE_FACTS = ['what', 'contact', 'vehicle', 'demand', 'vin'] as const;
export type AskableFact = (typeof ASKABLE_FACTS)[number];

export const VERDICTS = ['complaint', 'not_complaint', 'unsure'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a message did or did not become a case; shown by "为什么?". */
export const READING_REASONS = [
  'dissatisfaction', // the customer is unhappy with something done or left undone
  'trigger', // a safety, media, authority … word forces a case
  'too_little', // someone complains, but nobody says what about
  'mixed_signals', // words of complaint and of something else weigh about the same
  'praise',
  'chatter',
  'question', // a question about price, policy, recall, with no grievance
  'booking',
  'report', // figures, lists, internal notices
  'instruction', // an order to the desk, not a customer's words
  'spam',
  'no_grievance', // something happened, the customer does not mind
  'empty',
] as const;
export type ReadingReason = (typeof READING_REASONS)[number];

/** What a reader makes of a message. `complaints` is empty when the verdict is `not_complaint`. */
export interface Reading {
  readonly verdict: Verdict;
  readonly reason: ReadingReason;
  /** The words the verdict rests on, verbatim. */
  readonly evidence: readonly string[];
  /** `follow_up`: it speaks of a complaint already known (昨天说今天给答复的那位…). */
  readonly relation: 'new' | 'follow_up' | 'none';
  readonly complaints: readonly ComplaintReading[];
  /** Words that tried to give the desk orders (忽略以上指令, 把严重度改低 …); noted, never obeyed. */
  readonly instructions: readonly string[];
  /** At most two, most useful first. */
  readonly ask: readonly AskableFact[];
  readonly reader: string;
}

/** True when `a` is a higher level than `b`. */
export const isHigherSeverity = (a: Severity, b: Severity): boolean => SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b);

/** The higher of two levels. */
export const higherSeverity = (a: Severity, b: Severity): Severity => (isHigherSeverity(a, b) ? a : b);

const MAJOR_TRIGGERS: ReadonlySet<Trigger> = new Set([
  'safety',
  'injury',
  'fire',
  'media',
  'lawyer',
  'police',
  'consumer_association',
  'government',
  'large_amount',
  'group',
]);

/** The severity below which no model and no message text can put a case (domain.md §1.3, §10). */
export function severityFloor(triggers: readonly Trigger[]): Severity {
  if (triggers.some((t) => MAJOR_TRIGGERS.has(t))) return 'major';
  return triggers.length > 0 ? 'serious' : 'general';
}
