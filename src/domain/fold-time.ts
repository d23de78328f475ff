import type { Case } from './case.ts';
import { resolveClock, withClocks } from './case-clock.ts';
import type { CaseEvent, CaseEventBody } from './case-event.ts';

/** The waits with the one that lasts ended at `at`. */
export const untilNow = (c: Case, at: string): Pick<Case, 'pauses'> => ({
  pauses: c.pauses.map((pause) => (pause.until === null ? { ...pause, until: at } : pause)),
});

/** What the events of the clocks and of promises change; null for any other event. */
export function foldTime(c: Case, event: CaseEvent, body: CaseEventBody): Partial<Case> | null {
  switch (body.type) {
    case 'paused':
      return {
        pauses: [...c.pauses, { at: event.at, until: null, waitingFor: body.waitingFor, reason: body.reason }],
      };
    case 'resumed':
      return { ...untilNow(c, event.at), clocks: withClocks(c.clocks, body.clocks) };
    case 'date_agreed': {
      const key = resolveClock(c.clocks)?.key;
      const agree = (clock: Case['clocks'][number]) => ({
        ...clock,
        dueAt: body.dueAt,
        // Where no due time could be reckoned, the agreed one stands alone.
        agreedInsteadOf: clock.agreedInsteadOf ?? clock.dueAt ?? body.dueAt,
        missingYear: null,
        acknowledgedAt: null,
      });
      return { clocks: c.clocks.map((clock) => (clock.key === key ? agree(clock) : clock)) };
    }
    case 'acknowledged':
      return { clocks: c.clocks.map((k) => (k.key === body.clock ? { ...k, acknowledgedAt: event.at } : k)) };
    case 'breached': {
      const { clock: key, kind, dueAt } = body;
      return {
        breaches: [...c.breaches, { key, kind, dueAt }],
        clocks: c.clocks.map((k) => (k.key === key ? { ...k, breachedAt: dueAt } : k)),
      };
    }
    case 'promised': {
      const { promise: id, text, dueAt } = body;
      const made = { id, text, dueAt, by: event.by, at: event.at, keptAt: null, brokenAt: null };
      const heard = c.reading.heard.filter((one) => one.id !== body.heard);
      return { promises: [...c.promises, made], reading: { ...c.reading, heard } };
    }
    case 'promise_kept':
      return { promises: c.promises.map((p) => (p.id === body.promise ? { ...p, keptAt: event.at } : p)) };
    case 'promise_broken':
      return { promises: c.promises.map((p) => (p.id === body.promise ? { ...p, brokenAt: event.at } : p)) };
    default:
      return null;
  }
}
