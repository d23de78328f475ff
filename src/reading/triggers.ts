import type { FoundTrigger, Trigger } from '../domain/complaint.ts';
import { clausesOf, findAll, sentencesOf, spanAt } from './clauses.ts';
import {
  AGAIN,
  CAR_BACK,
  LEAKED,
  NOT_AGAIN,
  NOT_CAR_BACK,
  NOT_LEAKED,
  SMALL_GOODS,
  THE_CAR_ITSELF,
  TREBLE,
} from './escalation-words.ts';
import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { ANNOUNCED, DONE, JOKE, OUTRIGHT, OUTSIDE_BODIES, type OutsideBody, THREAT_ACTS } from './outside-bodies.ts';
import { EVENT_WORDS, type EventWords, HYPOTHETICAL, NEGATED, WORKS } from './trigger-words.ts';

interface Scene {
  readonly plain: Plain;
  readonly clauses: readonly Span[];
  readonly sentences: readonly Span[];
}

const wordsOf = (scene: Scene, span: Span): string => scene.plain.text.slice(span.start, span.end);
const clauseAt = (scene: Scene, index: number): Span =>
  spanAt(scene.clauses, index) ?? { start: index, end: index + 1 };

/** At most this much of a clause is looked at on each side; voice input has clauses without end. */
const REACH = 28;

function around(scene: Scene, hit: Span): string {
  const clause = clauseAt(scene, hit.start);
  const last = clauseAt(scene, hit.end - 1);
  return scene.plain.text.slice(
    Math.max(clause.start, hit.start - REACH),
    Math.min(Math.max(last.end, hit.end), hit.end + REACH),
  );
}

function before(scene: Scene, hit: Span): string {
  const clause = clauseAt(scene, hit.start);
  return scene.plain.text.slice(Math.max(clause.start, hit.start - REACH), hit.start);
}

/** A banner that is only announced is a threat, not a group at the gate. */
const PLANNED = /准备|打算|扬言|威胁|要|会|不然|否则|再不|就(?:去|来)?$|will|going to|threaten/;

function eventHappened(scene: Scene, words: EventWords, hit: Span): boolean {
  const clause = around(scene, hit);
  if (words.unless?.test(clause)) return false;
  if (NEGATED.test(before(scene, hit)) || WORKS.test(scene.plain.text.slice(hit.end, hit.end + 12))) return false;
  if (words.trigger === 'group' && PLANNED.test(before(scene, hit))) return false;
  return !HYPOTHETICAL.test(clause);
}

function events(scene: Scene): FoundTrigger[] {
  const found: FoundTrigger[] = [];
  for (const words of EVENT_WORDS) {
    if (found.some((one) => one.trigger === words.trigger)) continue;
    const hit = findAll(scene.plain.text, words.pattern).find((one) => eventHappened(scene, words, one));
    if (hit !== undefined) found.push({ trigger: words.trigger, quote: quoteOf(scene.plain, hit) });
  }
  return found;
}

/** Whether a body is called in, only announced, or neither (asked about, another meaning). */
function involvement(scene: Scene, body: OutsideBody, hit: Span): 'actual' | 'announced' | 'none' {
  const clause = around(scene, hit);
  if (body.unless?.test(clause)) return 'none';
  if (JOKE.test(scene.plain.text)) return 'none';
  const sentence = spanAt(scene.sentences, hit.start) ?? hit;
  const wide = scene.plain.text.slice(
    Math.max(sentence.start, hit.start - REACH * 2),
    Math.min(sentence.end, hit.end + REACH),
  );
  if (
    /(?:没有?|不|未|别|无需|不想|不会|不用)(?:去|找|打|想|再|打算|必要|要|走|惊动|联系)?(?:过)?$/.test(
      before(scene, hit),
    )
  )
    return 'none';
  if (/电话(?:是)?多少|怎么(?:打|找|投诉)|在哪/.test(clause)) return 'announced';
  const announced = announcedBefore(scene, hit, clause);
  const done = DONE.test(clause);
  if (body.needs !== undefined && !body.needs.test(body.trigger === 'media' ? wide : clause))
    return announced ? 'announced' : 'none';
  if (announced && !(done && isWeak(clause))) return 'announced';
  return 'actual';
}

// 说要, 明天, 下午 and the like are outweighed by a body that has already acted (记者说下午要来 is involvement).
const isWeak = (clause: string): boolean =>
  !/不然|否则|再(?:不|没|拖|叫|找|请|喊|让)|准备|打算|考虑|扬言|威胁|放话|如果|要是|会去|要去|说去|[要想](?:投诉|举报|起诉|告|找|打|向|联系|反映|请|走|上(?!门|班|午|次))|就去|就找|就打|就发|就上|就报|等着|or else|otherwise|unless|will|going to|threaten/.test(
    clause,
  );

function announcedBefore(scene: Scene, hit: Span, clause: string): boolean {
  if (ANNOUNCED.test(clause)) return true;
  const at = scene.clauses.findIndex((one) => hit.start >= one.start && hit.start < one.end);
  const previous = scene.clauses[at - 1];
  if (previous === undefined) return false;
  const words = wordsOf(scene, previous);
  return /(?:不然|否则|如果|要是|再不|再没|再拖|若)/.test(words) && !/已|了$/.test(clause);
}

function bodies(scene: Scene): { actual: FoundTrigger[]; announced: string | null } {
  const actual: FoundTrigger[] = [];
  let announced: string | null = null;
  for (const body of OUTSIDE_BODIES) {
    for (const hit of findAll(scene.plain.text, body.pattern)) {
      const how = involvement(scene, body, hit);
      if (how === 'announced') announced ??= quoteOf(scene.plain, hit);
      if (how !== 'actual') continue;
      actual.push({ trigger: body.trigger, quote: quoteOf(scene.plain, hit) });
      break;
    }
  }
  return { actual, announced };
}

/** A clause that announces going public or to law, without naming a body. */
function threatInWords(scene: Scene): string | null {
  if (JOKE.test(scene.plain.text)) return null;
  const outright = OUTRIGHT.exec(scene.plain.text);
  if (outright !== null)
    return quoteOf(scene.plain, { start: outright.index, end: outright.index + outright[0].length });
  for (const clause of scene.clauses) {
    const words = wordsOf(scene, { start: clause.start, end: Math.min(clause.end, clause.start + 120) });
    const act = THREAT_ACTS.exec(words);
    if (act === null) continue;
    const lead = words.slice(0, act.index + act[0].length);
    if (/(?:不|没|别|不会|不想|懒得|没有)(?:去|再|要|打算|想过?|准备|说要?)?$/.test(words.slice(0, act.index)))
      continue;
    const tail = words.slice(act.index + act[0].length);
    if (/^(?:了|过|电话|单|率|量|件|起|渠道|流程|处理|客户|的客户)/.test(tail)) continue;
    if (!ANNOUNCED.test(lead) && !/(?:要|会|去|就)$/.test(words.slice(0, act.index)) && !afterCondition(scene, clause))
      continue;
    return quoteOf(scene.plain, { start: clause.start + act.index, end: clause.start + act.index + act[0].length });
  }
  return null;
}

function afterCondition(scene: Scene, clause: Span): boolean {
  const at = scene.clauses.indexOf(clause);
  const previous = scene.clauses[at - 1];
  return (
    previous !== undefined &&
    /不然|否则|再不|再没|再拖|如果|要是|不(?:给|解决|处理|退|赔|换|道歉)|三天|限/.test(wordsOf(scene, previous))
  );
}

function carBack(scene: Scene): FoundTrigger | null {
  for (const hit of findAll(scene.plain.text, CAR_BACK)) {
    if (NOT_CAR_BACK.test(around(scene, hit))) continue;
    const { text } = scene.plain;
    if (TREBLE.test(text.slice(hit.start, hit.end)) && SMALL_GOODS.test(text) && !THE_CAR_ITSELF.test(text)) continue;
    return { trigger: 'large_amount', quote: quoteOf(scene.plain, hit) };
  }
  return null;
}

function repeated(scene: Scene): FoundTrigger | null {
  for (const hit of findAll(scene.plain.text, AGAIN)) {
    if (NOT_AGAIN.test(scene.plain.text.slice(Math.max(0, hit.start - 4), hit.end + 6))) continue;
    return { trigger: 'repeat', quote: quoteOf(scene.plain, hit) };
  }
  return null;
}

function leaked(scene: Scene): FoundTrigger | null {
  for (const hit of findAll(scene.plain.text, LEAKED)) {
    if (NOT_LEAKED.test(around(scene, hit)) || NEGATED.test(before(scene, hit))) continue;
    return { trigger: 'privacy_leak', quote: quoteOf(scene.plain, hit) };
  }
  return null;
}

/** From here a sum makes a case major, and above the other one serious (domain.md §1.3, §10). */
export const LARGE_AMOUNT_FEN = 5_000_000;
export const SERIOUS_AMOUNT_FEN = 100_000;

/** Everything in a text that raises the severity, each with its words (domain.md §1.3, §10). `amount` is the sum at issue, if one was found. */
export function findTriggers(
  plain: Plain,
  amount: { readonly value: number; readonly quote: string | null } | null,
): FoundTrigger[] {
  const scene: Scene = { plain, clauses: clausesOf(plain.text), sentences: sentencesOf(plain.text) };
  const found = events(scene);
  const fire = found.find((one) => one.trigger === 'fire');
  if (fire !== undefined && !found.some((one) => one.trigger === 'safety'))
    found.push({ trigger: 'safety', quote: fire.quote });
  const { actual, announced } = bodies(scene);
  for (const one of actual) if (!found.some((known) => known.trigger === one.trigger)) found.push(one);
  const threat = announced ?? threatInWords(scene);
  if (threat !== null) found.push({ trigger: 'threat', quote: threat });
  const large = carBack(scene) ?? sumTrigger('large_amount', amount, LARGE_AMOUNT_FEN);
  if (large !== null) found.push(large);
  else pushIf(found, sumTrigger('amount', amount, SERIOUS_AMOUNT_FEN + 1));
  pushIf(found, repeated(scene));
  pushIf(found, leaked(scene));
  return found;
}

function pushIf(list: FoundTrigger[], one: FoundTrigger | null): void {
  if (one !== null) list.push(one);
}

function sumTrigger(
  trigger: Trigger,
  amount: { readonly value: number; readonly quote: string | null } | null,
  from: number,
): FoundTrigger | null {
  return amount !== null && amount.quote !== null && amount.value >= from ? { trigger, quote: amount.quote } : null;
}
