import type { Case } from '../../src/domain/case.ts';
import type { CaseEvent } from '../../src/domain/case-event.ts';
import { replay } from '../../src/domain/case-fold.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { Clocks, Reminder, ReminderKey } from '../../src/ports.ts';
import type { FakeJobs } from './jobs.ts';
import type { FakeMemory } from './stores.ts';

interface Kept extends Reminder {
  settled: { readonly at: Date; readonly outcome: 'told' | 'moot' } | null;
}

const keyOf = ({ caseId, timer, step, recipient }: ReminderKey) => JSON.stringify([caseId, timer, step, recipient]);

export function createFakeClocks({ timelines, nextCheckAt }: FakeMemory, jobs: FakeJobs): Clocks {
  const reminders = new Map<string, Kept>();
  const occasions = new Set<string>();
  const version = (id: CaseId) => timelines.get(id)?.length ?? 0;
  const waiting = (now: Date) => [...reminders.values()].filter((r) => !r.settled && r.deliverAt <= now);
  const told = () =>
    [...reminders.values()].flatMap((r) => (r.settled?.outcome === 'told' ? [[r, r.settled.at] as const] : []));
  return {
    async toCheck(now, limit) {
      const due = [...nextCheckAt].flatMap(([id, at]) => (at !== null && at <= now ? [{ id, at }] : []));
      due.sort((a, b) => a.at.getTime() - b.at.getTime());
      return due.slice(0, limit).map(({ id }) => replay(timelines.get(id) ?? []) as Case);
    },
    async checked(looks, now) {
      const kept = looks.filter((look) => version(look.caseId) === look.version);
      for (const { caseId, events, nextCheckAt: next, reminders: found, jobs: added } of kept) {
        const seq = version(caseId) + 1;
        const told = events.map(
          (body, i): CaseEvent => ({ caseId, seq: seq + i, at: now.toISOString(), by: null, body }),
        );
        timelines.set(caseId, [...(timelines.get(caseId) ?? []), ...told]);
        nextCheckAt.set(caseId, next);
        for (const one of found) if (!reminders.has(keyOf(one))) reminders.set(keyOf(one), { ...one, settled: null });
        jobs.put(added);
      }
      return new Set(kept.map(({ caseId }) => caseId));
    },
    pending: async (now) =>
      waiting(now)
        .sort((a, b) => a.recipient.localeCompare(b.recipient) || a.deliverAt.getTime() - b.deliverAt.getTime())
        .map(({ settled: _, ...reminder }) => reminder),
    async lastToldAt(person) {
      const times = told().flatMap(([r, at]) => (r.recipient === person ? [at.getTime()] : []));
      return times.length === 0 ? null : new Date(Math.max(...times));
    },
    async settle(keys, outcome, added, now) {
      const asked = keys.map((key) => reminders.get(keyOf(key)));
      if (asked.some((r) => !r || r.settled)) return false;
      for (const r of asked) if (r) r.settled = { at: now, outcome };
      jobs.put(added);
      return true;
    },
    async punctuality(from, to) {
      const between = told().filter(([, at]) => at >= from && at < to);
      const lags = between.map(([r, at]) => at.getTime() - r.shouldAt.getTime());
      return { told: between.length, worstLagMs: Math.max(0, ...lags), waiting: waiting(to).length };
    },
    async once(key, added) {
      if (occasions.has(key)) return false;
      occasions.add(key);
      jobs.put(added);
      return true;
    },
  };
}
