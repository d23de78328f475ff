import type { ClockKind, ClockSet } from '../../src/domain/case-clock.ts';
import type { CaseEventBody, CaseEventOf } from '../../src/domain/case-event.ts';
import { openingClocks } from '../../src/domain/clock.ts';
import { type Facts, type Found, NO_FACTS } from '../../src/domain/complaint.ts';
import type { CaseId, ChatUserRef, MessageRef, PersonId, PlaceRef } from '../../src/domain/ids.ts';
import type { Message, MessageOutcome } from '../../src/domain/message.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import type { CaseChange, CaseLook, Cases, Clocks, Commit, Reminder } from '../../src/ports.ts';

/** A Monday morning in Shanghai, plus some minutes. */
export const at = (minutes = 0): Date => new Date(Date.UTC(2026, 10, 16, 1, minutes));
export const iso = (minutes = 0): string => at(minutes).toISOString();

let made = 0;
/** Unlike any other name of this run. */
export const unique = (kind: string): string => `${kind}-${++made}`;

export const li = 'person-li' as PersonId;
export const wang = 'person-wang' as PersonId;

export const stated = <T>(value: T): Found<T> => ({ value, quote: `${value}`, by: 'rule', sureness: 'stated' });

/** A clock that has run from the start and is due at a minute; null where the calendar knows nothing. */
export const clock = (kind: ClockKind, due: number | null, key = `${kind}:0`): ClockSet => ({
  key,
  kind,
  startedAt: iso(),
  from: iso(),
  dueAt: due === null ? null : iso(due),
  missingYear: due === null ? '2031' : null,
});

const NOTHING_OWED = { triggers: [], returnClaimed: false };

export function opened(change: Partial<CaseEventOf<'opened'>> = {}, facts: Partial<Facts> = {}): CaseEventBody {
  return {
    type: 'opened',
    number: unique('20261116'),
    intake: 'channel',
    source: unique('message') as MessageRef,
    part: 0,
    thread: null,
    place: 'channel' as PlaceRef,
    reporter: li,
    policyVersion: '1',
    reader: 'rules',
    awaitsModel: false,
    instructions: [],
    department: 'service',
    routedTo: null,
    accused: [],
    repeatOf: null,
    clocks: openingClocks(at(), change.severity ?? 'general', NOTHING_OWED, DEFAULT_POLICY),
    text: '客户说发动机异响，修了三次',
    summary: '发动机异响',
    category: { value: 'repair_quality', quote: '修了三次', by: 'rule', sureness: 'stated' },
    subcategory: null,
    secondaryCategories: [],
    severity: 'general',
    triggers: [],
    customerType: 'unknown',
    facts: { ...NO_FACTS, ...facts },
    vinCheckDigitOk: true,
    malformedVin: null,
    ...change,
  };
}

export const change = (
  caseId: CaseId,
  expectedVersion: number,
  bodies: readonly CaseEventBody[],
  minutes = 0,
): CaseChange => ({
  caseId,
  expectedVersion,
  at: at(minutes),
  events: bodies.map((body) => ({ by: li, body })),
});

/** Opens a case and gives its id; `minutes` after the start. */
export async function openCase(
  cases: Cases,
  body: CaseEventBody = opened(),
  minutes = 0,
  more: Omit<Commit, 'cases'> = {},
): Promise<CaseId> {
  const id = unique('case') as CaseId;
  await cases.commit({ cases: [change(id, 0, [body], minutes)], ...more });
  return id;
}

export const claimed = (assignee: PersonId = li): CaseEventBody => ({ type: 'claimed', assignee });

export const message = (values: Partial<Omit<Message, 'outcome' | 'editedAt' | 'deletedAt'>> = {}) => {
  const ref = values.ref ?? (unique('message') as MessageRef);
  return {
    ref,
    place: 'channel' as PlaceRef,
    root: ref,
    author: 'user' as ChatUserRef,
    text: '客户投诉异响',
    postedAt: iso(),
    files: [],
    intake: 'channel' as const,
    ...values,
  };
};

export const outcome = (values: Partial<MessageOutcome> = {}): MessageOutcome => ({
  verdict: 'complaint',
  reason: 'dissatisfaction',
  evidence: ['投诉'],
  instructions: [],
  reader: 'rules',
  caseIds: [],
  second: 'alone',
  answered: true,
  transcript: null,
  note: false,
  decidedBy: null,
  at: iso(),
  ...values,
});

/** Keeps a look at one case, or what of it is said; whether it was kept. */
export async function lookedAt(
  clocks: Clocks,
  caseId: CaseId,
  version: number,
  nextCheckAt: Date | null,
  reminders: readonly Reminder[],
  now: Date,
  more: Partial<Pick<CaseLook, 'events' | 'jobs'>> = {},
): Promise<boolean> {
  const look = { caseId, version, events: [], nextCheckAt, reminders, jobs: [], ...more };
  return (await clocks.checked([look], now)).has(caseId);
}
