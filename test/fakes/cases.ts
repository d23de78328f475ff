import type { Case } from '../../src/domain/case.ts';
import type { CaseEvent } from '../../src/domain/case-event.ts';
import { apply, replay } from '../../src/domain/case-fold.ts';
import { ConflictError } from '../../src/domain/errors.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { CaseChange, CaseFilter, Cases, CustomerKeys, OutcomeChange, SameWords } from '../../src/ports.ts';
import { fingerprint } from '../../src/reading/fingerprint.ts';
import type { FakeJobs } from './jobs.ts';
import type { FakeMemory } from './stores.ts';

type Timelines = Map<CaseId, readonly CaseEvent[]>;

function refuseSecond(messages: FakeMemory['messages'], { message, words, since, known }: SameWords): void {
  const led = [...messages.values()].filter(
    (m) => fingerprint(m.text) === words && m.postedAt >= since.toISOString() && (m.outcome?.caseIds.length ?? 0) > 0,
  );
  if (led.some(({ ref }) => ref !== message && !known.includes(ref))) throw new ConflictError('the same words');
}

export function createFakeCases({ messages, timelines, nextCheckAt }: FakeMemory, jobs: FakeJobs): Cases {
  const counters = new Map<string, number>();
  const countUp = (name: string): number => {
    const last = (counters.get(name) ?? 0) + 1;
    counters.set(name, last);
    return last;
  };
  const all = (): Case[] => [...timelines.values()].map((events) => replay(events) as Case);
  const oldestFirst = (a: Case, b: Case) => a.openedAt.localeCompare(b.openedAt) || a.part - b.part;
  return {
    async commit({ sameWords, approvals, cases: changes = [], outcomes = [], jobs: added = [] }) {
      if (approvals !== undefined && approvals !== (counters.get('approvals') ?? 0)) throw new ConflictError('sums');
      if (sameWords) refuseSecond(messages, sameWords);
      for (const change of outcomes) refuseOtherOutcome(messages, change);
      const draft: Timelines = new Map(timelines);
      const after = changes.map((change) => append(draft, change));
      for (const [id, events] of draft) timelines.set(id, events);
      for (const { caseId, events, at } of changes) if (events.length > 0) nextCheckAt.set(caseId, at);
      for (const { message, outcome } of outcomes) {
        const stored = messages.get(message);
        if (stored) messages.set(message, { ...stored, outcome });
      }
      if (approvals !== undefined) countUp('approvals');
      jobs.put(added);
      return after;
    },
    approvals: async () => counters.get('approvals') ?? 0,
    get: async (id) => replay(timelines.get(id) ?? []),
    byNumber: async (number) => all().find((c) => c.number === number) ?? null,
    inThread: async (thread) =>
      all()
        .filter((c) => c.thread === thread)
        .sort(oldestFirst),
    fromMessage: async (source) =>
      all()
        .filter((c) => c.source === source)
        .sort(oldestFirst),
    list: async (filter) => all().filter(matches(filter)).sort(byDueTime).slice(0, filter.limit),
    async search(words, limit) {
      const asked = words.split(/\s+/).filter(Boolean);
      const found = asked.length === 0 ? [] : all().filter((c) => asked.every((word) => says(c, word)));
      return found.sort((a, b) => oldestFirst(b, a)).slice(0, limit);
    },
    timeline: async (id) => timelines.get(id) ?? [],
    timelines: async (ids) => new Map(ids.flatMap((id) => (timelines.has(id) ? [[id, timelines.get(id) ?? []]] : []))),
    eventsSince: async (types, since, until) =>
      [...timelines.values()]
        .flat()
        .filter((e) => types.includes(e.body.type) && e.at >= since.toISOString())
        .filter((e) => until === undefined || e.at < until.toISOString())
        .sort((a, b) => a.at.localeCompare(b.at)),
    async nextNumber(day, turnOf) {
      const compact = day.replaceAll('-', '');
      const number = `${compact}-${countUp(compact).toString().padStart(3, '0')}`;
      return { number, turn: turnOf === undefined ? 1 : countUp(`turn:${turnOf}`) };
    },
    nextTurn: async (name) => countUp(`turn:${name}`),
    ofCustomer: async (keys, since) =>
      all()
        .filter((c) => c.openedAt >= since.toISOString() && isOf(keys, c))
        .sort((a, b) => oldestFirst(b, a)),
    similar: async ({ category, carModel, not }, limit) =>
      all()
        .filter((c) => c.closedAt !== null && c.category.value === category && c.id !== not)
        .sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? ''))
        .sort((a, b) => Number(isModel(b, carModel)) - Number(isModel(a, carModel)))
        .slice(0, limit),
    many: async (ids) => [...new Set(ids)].flatMap((id) => replay(timelines.get(id) ?? []) ?? []),
  };
}

const isOf = (keys: CustomerKeys, { facts }: Case): boolean =>
  (['phone', 'plate', 'vin'] as const).some((key) => keys[key] !== null && facts[key]?.value === keys[key]);

const modelKey = (model: string | undefined | null) => plain(model ?? '').replace(/\s/g, '');
const isModel = ({ facts }: Case, model: string | null): boolean =>
  modelKey(model) !== '' && modelKey(facts.model?.value) === modelKey(model);

function append(timelines: Timelines, { caseId, expectedVersion, at, events }: CaseChange): Case {
  const before = timelines.get(caseId) ?? [];
  if (before.length !== expectedVersion) throw new ConflictError(`case ${caseId}`);
  const added = events.map(
    ({ by, body }, i): CaseEvent => ({ caseId, seq: expectedVersion + 1 + i, at: at.toISOString(), by, body }),
  );
  const after = added.reduce<Case | null>((c, event) => apply(c, event), replay(before));
  if (!after) throw new Error(`a new case needs its first event (${caseId})`);
  const others = [...timelines].filter(([id]) => id !== caseId).map(([, timeline]) => replay(timeline) as Case);
  const sameSource = (c: Case) => after.source !== null && c.source === after.source && c.part === after.part;
  if (others.some((c) => c.number === after.number || sameSource(c))) throw new ConflictError(`case ${after.number}`);
  timelines.set(caseId, [...before, ...added]);
  return after;
}

const matches =
  (filter: CaseFilter) =>
  (c: Case): boolean =>
    (filter.anyOf?.some((one) => matches(one)(c)) ?? true) &&
    (filter.statuses?.includes(c.status) ?? true) &&
    (filter.assignee === undefined || c.assignee === filter.assignee) &&
    (filter.changedSince === undefined || c.updatedAt >= filter.changedSince.toISOString()) &&
    (filter.openedBetween === undefined ||
      (c.openedAt >= filter.openedBetween.from.toISOString() && c.openedAt < filter.openedBetween.to.toISOString()));

const LATEST = '9999';
const byDueTime = (a: Case, b: Case) =>
  (a.dueAt ?? LATEST).localeCompare(b.dueAt ?? LATEST) || a.openedAt.localeCompare(b.openedAt);

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
const closed = (text: string) => plain(text).replace(/[\s·•.-]+/g, '');

function says(c: Case, word: string): boolean {
  const { customerName, phone, plate, vin, model, demand } = c.facts;
  const facts = [customerName, phone, plate, vin, model, demand].map((fact) => fact?.value ?? '');
  return [c.number, c.text, c.summary, c.malformedVin ?? '', ...facts].some(
    (text) => plain(text).includes(plain(word)) || closed(text).includes(closed(word) || plain(word)),
  );
}

function refuseOtherOutcome(messages: FakeMemory['messages'], { message, before }: OutcomeChange): void {
  const stored = messages.get(message);
  const now = stored?.outcome ?? null;
  if (!stored || now?.at !== before?.at || now?.second !== before?.second)
    throw new ConflictError(`message ${message}`);
}
