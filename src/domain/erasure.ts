import type { Case } from './case.ts';
import { maskedText } from './masked-text.ts';
import { maskName, maskPhone, maskPlate, maskText, maskVin } from './privacy.ts';

/** What is done to the words of a stored thing. `keepsFacts`: name, phone, plate and VIN stay where they stand as facts (三包 art. 17: a record has them). */
export interface Erasing {
  readonly mask: (text: string) => string;
  readonly keepsFacts: boolean;
}

/** What replaces a text that nothing asks to be kept. */
export const CLEARED = '〔已清除〕';

/** Strings that are no words: ids, references and instants. All others are masked, so that a field added later is masked and not forgotten. */
const REFERENCES: ReadonlySet<string> = new Set([
  ...['type', 'kind', 'number', 'id', 'key', 'ref', 'seq', 'hash', 'version', 'policyVersion', 'reader', 'mimetype'],
  ...['source', 'thread', 'place', 'room', 'message', 'messages', 'root', 'card', 'user', 'place', 'file'],
  ...[
    'reporter',
    'routedTo',
    'accused',
    'assignee',
    'from',
    'to',
    'people',
    'team',
    'owner',
    'onBehalfOf',
    'responsible',
  ],
  ...['person', 'mention', 'by', 'decidedBy', 'caseId', 'caseIds', 'into', 'proposal', 'promise', 'heard', 'statement'],
  ...['report', 'attachment', 'attachments', 'clock', 'timer', 'step', 'code', 'missingYear', 'digest', 'date'],
  ...['at', 'dueAt', 'startedAt', 'executeBy', 'openedAt', 'firstContactAt', 'postedAt', 'since', 'occurredOn'],
]);

/** The same thing with its words masked; its structure, numbers and references stay. */
export function erased(value: unknown, erasing: Erasing, key = ''): unknown {
  if (typeof value === 'string') return REFERENCES.has(key) ? value : erasing.mask(value);
  if (Array.isArray(value)) return value.map((part) => erased(part, erasing, key));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, part]) => {
    if (erasing.keepsFacts && name === 'malformedVin') return [name, part] as const;
    if (erasing.keepsFacts && name === 'facts' && isRecord(part)) return [name, factsKept(part, erasing)] as const;
    return [name, erased(part, erasing, name)] as const;
  });
  return Object.fromEntries(entries);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const RECORD_FACTS: ReadonlySet<string> = new Set(['customerName', 'phone', 'plate', 'vin']);

/** Facts whose values stay, the words they were read from masked. */
const factsKept = (facts: Readonly<Record<string, unknown>>, erasing: Erasing): unknown =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      const rest = erased(fact, erasing, name);
      const stays = RECORD_FACTS.has(name) && isRecord(fact) && isRecord(rest);
      return [name, stays ? { ...rest, value: fact.value } : rest];
    }),
  );

/** Once the policy's days are over: free text of an ended case, masked by what the case knows. */
export const pastItsTime = (c: Pick<Case, 'facts' | 'malformedVin'>): Erasing => ({
  mask: (text) => maskedText(c, text),
  keepsFacts: true,
});

/** What tells a customer, as far as the desk knows: phones and VINs as Facts have them. */
export interface Identity {
  readonly phones: readonly string[];
  readonly plates: readonly string[];
  readonly vins: readonly string[];
  readonly names: readonly string[];
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const WIDE = 0xfee0;
/** A letter or digit in half and full width. */
const eitherWidth = (character: string): string =>
  /[0-9A-Za-z]/.test(character)
    ? `[${character}${String.fromCharCode(character.charCodeAt(0) + WIDE)}]`
    : escapePattern(character);

/** The value in a text however it was spaced, and not as part of a longer number or word. */
function spaced(value: string): RegExp {
  const letters = [...value].map(eitherWidth).join('[\\s·•・.\\-‐‑–—_]*');
  return new RegExp(`(?<![0-9A-Za-z０-９])${letters}(?![0-9A-Za-z０-９])`, 'giu');
}

/** A name with only its first character left; one that is no more than a surname and a title, or in another script, goes whole. */
const hiddenName = (name: string): string =>
  /^\p{Script=Han}/u.test(name) && maskName(name) !== name ? maskName(name) : '客户';

/** Every mention of somebody, and nothing else. */
export function mentionsOnly({ phones, plates, vins, names }: Identity): Erasing {
  const known: readonly (readonly [RegExp, string])[] = [
    ...vins.map((vin) => [spaced(vin), maskVin(vin)] as const),
    ...phones.map((phone) => [spaced(phone), maskPhone(phone)] as const),
    ...plates.map((plate) => [spaced(plate), maskPlate(plate)] as const),
  ];
  const called = names.filter((name) => [...name].length > 1).sort((a, b) => b.length - a.length);
  const mask = (text: string): string => {
    const hidden = known.reduce((out, [pattern, stars]) => out.replace(pattern, () => stars), text);
    return called.reduce((out, name) => out.replaceAll(name, () => hiddenName(name)), hidden);
  };
  return { mask, keepsFacts: false };
}

/** When a customer asks, in what is about him: every mention, and whatever else looks like a phone, plate, VIN or id number. */
export const onRequest = (who: Identity): Erasing => {
  const { mask } = mentionsOnly(who);
  return { mask: (text) => maskText(mask(text)), keepsFacts: false };
};

/** Whether any of these is mentioned: phones, plates and VINs however they are spaced. Names alone prove nobody. */
export function mentions({ phones, plates, vins }: Omit<Identity, 'names'>, text: string): boolean {
  return [...phones, ...plates, ...vins].some((value) => spaced(value).test(text));
}

/** Everything of a message that became nothing goes. */
export const cleared: Erasing = { mask: (text) => (text === '' ? '' : CLEARED), keepsFacts: false };

/** A value a fact or key column can be compared by; null for what was masked. */
export const comparable = (value: string | null): string | null => (value?.includes('*') ? null : value);
