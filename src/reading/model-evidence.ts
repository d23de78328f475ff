import type { Found, FoundPromise, FoundTrigger, Sureness, Trigger } from '../domain/complaint.ts';
import { dueAtOf } from './due-words.ts';
import { CAR_BACK } from './escalation-words.ts';
import { orderClauses } from './instructions.ts';
import { type ModelAnswer, type ModelComplaint, type ModelSureness, surenessOf } from './model-answer.ts';
import type { CheckedAnswer, CheckedComplaint, Dropped } from './model-evidence-checked.ts';
import { amountFrom, carFrom, dateFrom, type FactInput, mileageFrom } from './model-evidence-facts.ts';
import { figuresAgree } from './model-evidence-numbers.ts';
import { cutTo, type Located, locate, type Source, sourceOf } from './model-evidence-quotes.ts';
import { normalise } from './normalise.ts';

/** What an answer is checked against. */
export interface EvidenceInput extends FactInput {
  readonly text: string;
  /** Placeholders back to words, from `maskForModel`. */
  readonly restore: (text: string) => string;
}

const LONGEST = { summary: 120, demand: 60, hiddenNeed: 60, promise: 80 } as const;
/** More customers than this stand in no message. */
const MOST_COMPLAINTS = 12;
const LEFTOVER = /〔[^〕]{0,12}〕|\bnull\b/;
/** So much of an order is meant by words that are a part of it. */
const SHORTEST_ORDER = 4;

interface Bench {
  readonly input: EvidenceInput;
  readonly source: Source;
  readonly orders: readonly { readonly start: number; readonly end: number }[];
  readonly dropped: Dropped[];
  quotes: number;
}

/** The words of the source that a quote stands for; null, and noted, when there are none or they are part of an order to the desk. */
function hold(bench: Bench, field: string, quote: string | null): Located | null {
  if (quote === null || quote.trim() === '') return null;
  bench.quotes++;
  const found = locate(bench.source, bench.input.restore(quote));
  if (found === null) {
    bench.dropped.push({ field, why: 'quote' });
    return null;
  }
  if (!bench.orders.some((order) => found.start >= order.start && found.end <= order.end)) return found;
  bench.dropped.push({ field, why: 'order' });
  return null;
}

/** Free text of the model's own: placeholders resolved, cut, and only if its figures are those of the source. */
function ownWords(bench: Bench, field: string, text: string | null, most: number): string | null {
  if (text === null) return null;
  const words = bench.input.restore(text).replace(/\s+/g, ' ').trim();
  if (words === '') return null;
  if (figuresAgree(words, bench.input.text) && (!LEFTOVER.test(words) || bench.input.text.includes(words)))
    return cutTo(words, most);
  bench.dropped.push({ field, why: 'value' });
  return null;
}

/** A choice of the model: without its quote it is a guess. */
function choice<T>(
  bench: Bench,
  field: string,
  said: { value: T; quote: string | null; sureness: ModelSureness },
): Found<T> {
  const quote = hold(bench, field, said.quote);
  const sureness: Sureness = quote === null ? 'uncertain' : surenessOf(said.sureness);
  return { value: said.value, quote: quote?.words ?? null, by: 'model', sureness };
}

/** A fact of the model: without its quote, or with a value that its words do not give, there is none. */
function fact<S, T>(
  bench: Bench,
  field: string,
  said: { value: S; quote: string; sureness: ModelSureness } | null,
  resolve: (value: S, quote: Located) => { value: T; agrees: boolean } | null,
): Found<T> | null {
  if (said === null) return null;
  const quote = hold(bench, field, said.quote);
  if (quote === null) return null;
  const resolved = resolve(said.value, quote);
  if (resolved === null) {
    bench.dropped.push({ field, why: 'value' });
    return null;
  }
  const sureness = resolved.agrees ? surenessOf(said.sureness) : 'uncertain';
  return { value: resolved.value, quote: quote.words, by: 'model', sureness };
}

function demandOf(bench: Bench, field: string, said: ModelComplaint['demand']): Found<string> | null {
  if (said === null) return null;
  const quote = hold(bench, field, said.quote);
  if (quote === null) return null;
  const value = ownWords(bench, field, said.text, LONGEST.demand) ?? cutTo(quote.words, LONGEST.demand);
  return { value, quote: quote.words, by: 'model', sureness: surenessOf(said.sureness) };
}

/** Sums have rules of their own: only the wish to give the car back makes a large amount in words. */
const ofSums: ReadonlySet<Trigger> = new Set(['amount', 'large_amount']);

function triggersOf(bench: Bench, field: string, said: ModelComplaint['triggers']): FoundTrigger[] {
  const found: FoundTrigger[] = [];
  for (const { trigger, quote } of said) {
    if (found.some((one) => one.trigger === trigger)) continue;
    const held = hold(bench, `${field}.${trigger}`, quote);
    if (held === null) continue;
    const words = bench.source.plain.text.slice(held.start, held.end);
    if (ofSums.has(trigger) && !(trigger === 'large_amount' && words.search(CAR_BACK) >= 0)) continue;
    found.push({ trigger, quote: held.words });
  }
  return found;
}

function promisesOf(bench: Bench, field: string, said: ModelComplaint['promises']): FoundPromise[] {
  return said.flatMap((one, i) => {
    const quote = hold(bench, `${field}.${i}`, one.quote);
    if (quote === null) return [];
    const text = ownWords(bench, `${field}.${i}`, one.text, LONGEST.promise) ?? cutTo(quote.words, LONGEST.promise);
    const due = hold(bench, `${field}.${i}.dueText`, one.dueText);
    const dueAt = due && dueAtOf(normalise(due.words).text, bench.input.postedAt, bench.input.timeZone);
    return [{ text, dueText: due?.words ?? null, dueAt, quote: quote.words }];
  });
}

function complaintOf(bench: Bench, said: ModelComplaint, i: number): CheckedComplaint {
  const at = `complaints.${i}`;
  const { input, source } = bench;
  const category = choice(bench, `${at}.category`, said.category);
  return {
    startsAt: locate(source, input.restore(said.opening))?.start ?? null,
    summary: ownWords(bench, `${at}.summary`, said.summary, LONGEST.summary),
    category,
    secondaryCategories: [...new Set(said.secondaryCategories)].filter((one) => one !== category.value).slice(0, 3),
    severity: choice(bench, `${at}.severity`, said.severity),
    triggers: triggersOf(bench, `${at}.triggers`, said.triggers),
    customerType: choice(bench, `${at}.customerType`, said.customerType),
    demand: demandOf(bench, `${at}.demand`, said.demand),
    hiddenNeed: ownWords(bench, `${at}.hiddenNeed`, said.hiddenNeed, LONGEST.hiddenNeed),
    emotion: said.emotion,
    model: fact(bench, `${at}.model`, said.model, (value) => carFrom(input.restore(value), source)),
    mileageKm: fact(bench, `${at}.mileageKm`, said.mileageKm, (value, quote) => mileageFrom(value, quote, source)),
    amountFen: fact(bench, `${at}.amountYuan`, said.amountYuan, (value, quote) => amountFrom(value, quote, source)),
    occurredOn: fact(bench, `${at}.occurredOn`, said.occurredOn, (value, quote) => dateFrom(value, quote, input)),
    promises: promisesOf(bench, `${at}.promises`, said.promises),
    denied: [
      ...(said.demand === null ? ['demand' as const] : []),
      ...(said.amountYuan === null ? ['amountFen' as const] : []),
    ],
  };
}

/** What the model itself points out as an order; a whole message is none, or one word of the model would silence it. */
function ordersIn(source: Source, injection: readonly Located[]): { start: number; end: number }[] {
  const long = injection.filter((one) => one.words.trim().length >= SHORTEST_ORDER);
  const most = source.plain.text.length * 0.8;
  return [...orderClauses(source.plain), ...long.filter((one) => one.end - one.start < most)];
}

/** Checks an answer against the message it is about: what the source does not bear out is dropped and listed. */
export function checkEvidence(answer: ModelAnswer, input: EvidenceInput): CheckedAnswer {
  const source = sourceOf(input.text);
  const open: Bench = { input, source, orders: [], dropped: [], quotes: 0 };
  const injection = answer.injection.flatMap((one) => hold(open, 'injection', one) ?? []);
  const bench: Bench = { ...open, orders: ordersIn(source, injection) };
  const evidence = answer.evidence.flatMap((one) => hold(bench, 'evidence', one)?.words ?? []);
  const complaints = answer.complaints.slice(0, MOST_COMPLAINTS).map((one, i) => complaintOf(bench, one, i));
  return {
    verdict: answer.verdict,
    sureness: surenessOf(answer.verdictSureness),
    reason: answer.reason,
    evidence: [...new Set(evidence)].slice(0, 4),
    relation: answer.relation,
    complaints,
    injection: [...new Set(injection.map((one) => one.words))],
    dropped: bench.dropped,
    quotes: bench.quotes,
  };
}
