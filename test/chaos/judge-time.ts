import { isRunning } from '../../src/domain/case-clock.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { messageRef } from '../../src/slack/refs.ts';
import { workingTime } from './clock.ts';
import type { KeptCase } from './database-view.ts';
import type { Find, Views } from './findings.ts';
import { isRecent } from './judge-chat.ts';

/*
 * What had to be told by a certain time, held against what was told and when.
 */

const MINUTE = 60_000;
/** One message for one window, and two minutes to tell it (a tick every few seconds, retries after a fault). */
const GRACE_MS = (DEFAULT_POLICY.reminders.mergeMinutes + 2) * MINUTE;

/** Every limit that ran out is known and was told of, in time. Returns the worst lateness of what was told, standstills taken off, in ms. */
export function judgeTime(views: Views, find: Find): number {
  const { database } = views;
  for (const kept of database.cases) judgeLimits(kept, views, find);
  judgeLateWords(views, find);
  const numbers = new Map(database.cases.map(({ case: c }) => [c.id, c.number]));
  return judgeReminders(views, numbers, find);
}

function judgeReminders({ database, clock }: Views, numbers: ReadonlyMap<string, string>, find: Find): number {
  let worst = 0;
  for (const { caseId, timer, step, shouldAt, deliverAt, settledAt, outcome } of database.reminders) {
    const name = `${numbers.get(caseId)} ${timer} ${step}`;
    const from = Math.max(shouldAt.getTime(), deliverAt.getTime());
    const until = settledAt?.getTime() ?? clock.now();
    const waited = workingTime(from, until, clock.standstills);
    if (outcome === null && waited > GRACE_MS) find('missed', `nobody was told: ${name}`);
    if (outcome !== 'told') continue;
    worst = Math.max(worst, waited);
    if (waited > GRACE_MS) find('late', `${name}, ${Math.round(waited / MINUTE)} minutes`);
  }
  return worst;
}

/** A limit that ran while the desks could work, and past its time, is in the timeline and was told of. */
function judgeLimits({ case: c, events }: KeptCase, { database, clock }: Views, find: Find): void {
  for (const limit of c.clocks) {
    const { key, dueAt } = limit;
    const until = isRunning(limit) ? clock.now() : Date.parse(limit.metAt ?? limit.endedAt ?? '');
    if (dueAt === null || workingTime(Date.parse(dueAt), until, clock.standstills) < GRACE_MS) continue;
    const breached = events.filter((e) => e.body.type === 'breached' && e.body.clock === key && e.body.dueAt === dueAt);
    if (breached.length === 0) find('missed', `${c.number}: nobody noticed that ${key} ran out`);
    if (breached.length > 1) find('doubled', `${c.number}: ${key} ran out ${breached.length} times`);
    const told = database.reminders.some((r) => r.caseId === c.id && r.timer === `${key}@${dueAt}` && isDue(r.step));
    // As long as nobody has taken a case, its people are asked to take it, not to call.
    if (!told && !(AFTER_CLAIM.has(limit.kind) && isUnclaimed(c)))
      find('missed', `${c.number}: nobody was to be told that ${key} ran out`);
  }
}

const AFTER_CLAIM: ReadonlySet<string> = new Set(['first_contact', 'plan']);
const isUnclaimed = ({ clocks }: KeptCase['case']): boolean => clocks.some((k) => k.kind === 'claim' && isRunning(k));

const isDue = (step: string): boolean => step.startsWith('due') || step === 'remind';

/** What was written while nobody listened is said to have come late. */
function judgeLateWords({ ledger, database, chat, clock }: Views, find: Find): void {
  const told = new Set(chat.messages.flatMap(({ job }) => job ?? []));
  for (const { about, channel, ts } of ledger.written.filter((one) => one.inTheDark && isRecent(one, clock.now()))) {
    const kept = database.cases.find(({ case: c }) => c.source === messageRef(channel, ts));
    const said = database.jobs.some(
      ({ id, payload }) =>
        payload.kind === 'say' &&
        payload.notice.kind === 'came_late' &&
        payload.notice.caseId === kept?.case.id &&
        told.has(id),
    );
    if (kept && !said) find('missed', `complaint ${about} came late and nobody said so`);
  }
}
