import { askedFirst, signersFor } from '../domain/authority.ts';
import { type Case, liveProposal } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { isBreached } from '../domain/clock.ts';
import { ConflictError } from '../domain/errors.ts';
import { type Look, tellings } from '../domain/escalation.ts';
import type { CaseId } from '../domain/ids.ts';
import { showCase } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import { newlyBroken, nextCheckAt, type Step, stepsFor } from '../domain/reminder.ts';
import type { Ports, Reminder } from '../ports.ts';
import { foretold, policyOf } from './change-case.ts';
import { loadLedger, requestOf } from './load-ledger.ts';

type Needs = Pick<Ports, 'cases' | 'clocks' | 'people' | 'policies' | 'clock'>;

/** Cases looked at in one go; a tick goes on until nothing is due. */
const BATCH = 200;
/** Looked at side by side: each waits mostly for its own transaction. */
const AT_ONCE = 8;

/** A case that could not be looked at waits so long, so that it holds up no other. */
const FAULTY_AGAIN_MS = 5 * 60_000;

/** What a look at the clocks did; `faults` are cases that could not be looked at, each with its error. */
export interface Watched {
  readonly looked: number;
  readonly faults: readonly { readonly caseId: CaseId; readonly error: unknown }[];
}

/**
 * Looks at every case whose time has come: limits that ran out go on its timeline, reminders that fall due are kept for their people. Doing it
 * twice, or in two processes at once, does it once. One case that cannot be looked at is set aside for a while; the others are looked at.
 */
export async function watchClocks(ports: Needs): Promise<Watched> {
  let staff: readonly Person[] | null = null;
  const faults: { readonly caseId: CaseId; readonly error: unknown }[] = [];
  let looked = 0;
  // A case that is changed under our eyes comes up again at the next tick.
  const seen = new Set<CaseId>();
  for (;;) {
    const now = ports.clock.now();
    const due = (await ports.clocks.toCheck(now, BATCH)).filter((c) => !seen.has(c.id));
    if (due.length === 0) return { looked, faults };
    // Most looks find nothing, and ask for nobody.
    const people: readonly Person[] = staff ?? (await ports.people.staff());
    staff = people;
    for (let from = 0; from < due.length; from += AT_ONCE) {
      const some = due.slice(from, from + AT_ONCE);
      for (const c of some) seen.add(c.id);
      const results = await Promise.all(some.map((c) => lookSafely(ports, c, people, now)));
      for (const result of results) {
        if (result.fault) faults.push(result.fault);
        else if (result.looked) looked += 1;
      }
    }
  }
}

interface Looked {
  readonly looked: boolean;
  readonly fault: Watched['faults'][number] | null;
}

/** A case that cannot be looked at is no reason not to look at the others. */
async function lookSafely(ports: Needs, c: Case, staff: readonly Person[], now: Date): Promise<Looked> {
  try {
    return { looked: await look(ports, c, staff, now), fault: null };
  } catch (error) {
    if (error instanceof ConflictError) return { looked: false, fault: null };
    await ports.clocks.checked(c.id, c.version, new Date(now.getTime() + FAULTY_AGAIN_MS), [], now);
    return { looked: false, fault: { caseId: c.id, error } };
  }
}

async function look(ports: Needs, found: Case, staff: readonly Person[], now: Date): Promise<boolean> {
  const c = await keepBreaches(ports, found, now);
  const policy = policyOf(ports, c);
  const steps = stepsFor(c, policy).filter((step) => step.at <= now && !isStale(found, step));
  const since = new Date(found.updatedAt);
  const reminders = await remindersOf(ports, c, steps, staff, { now, since });
  return ports.clocks.checked(c.id, c.version, nextCheckAt(c, now, policy), reminders, now);
}

/** "Soon" about a limit that is known to have run out: whoever has the case by now would read it as a limit to come. */
const isStale = (found: Case, { step, timer }: Step): boolean =>
  step === 'before' && found.breaches.some((breach) => `${breach.key}@${breach.dueAt}` === timer);

/** What ran out goes on the timeline, so that it stays known whatever happens to the limit later. */
async function keepBreaches(ports: Needs, c: Case, now: Date): Promise<Case> {
  const { clocks, promises } = newlyBroken(c, now, (clock) => isBreached(c, clock, now));
  const events: CaseEventBody[] = [
    ...clocks.map(
      ({ key, kind, dueAt }): CaseEventBody => ({ type: 'breached', clock: key, kind, dueAt: dueAt as string }),
    ),
    ...promises.map((p): CaseEventBody => ({ type: 'promise_broken', promise: p.id })),
  ];
  if (events.length === 0) return c;
  const stamped = events.map((body) => ({ by: null, body }));
  const change = { caseId: c.id, expectedVersion: c.version, at: now, events: stamped };
  const [kept] = await ports.cases.commit({ cases: [change], jobs: [showCase(c)] });
  return kept ?? foretold(c, c.id, now, events);
}

async function remindersOf(
  ports: Needs,
  c: Case,
  steps: readonly Step[],
  staff: readonly Person[],
  { now, since }: Look,
): Promise<readonly Reminder[]> {
  if (steps.length === 0) return [];
  const policy = policyOf(ports, c);
  const signers = steps.some((step) => step.told.to === 'signers') ? await signersOf(ports, c, staff, now) : () => [];
  return steps.flatMap((step) =>
    tellings(step, c, staff, signers, { now, since }, policy).map(({ person, deliverAt, shouldAt }) => ({
      caseId: c.id,
      timer: step.timer,
      step: step.step,
      recipient: person,
      kind: step.kind,
      dueAt: step.dueAt,
      deliverAt,
      shouldAt,
    })),
  );
}

async function signersOf(ports: Needs, c: Case, staff: readonly Person[], now: Date) {
  const live = liveProposal(c);
  if (live?.state !== 'pending') return () => [];
  const policy = policyOf(ports, c);
  const ledger = await loadLedger(ports, c, now, policy);
  const able = signersFor(requestOf(c, live), ledger, staff, now, policy);
  return (level: number) => askedFirst(able, c.department, level);
}
