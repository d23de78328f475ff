import { askedFirst, signersFor } from '../domain/authority.ts';
import { type Case, liveProposal } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { isBreached } from '../domain/clock.ts';
import { type Look, tellings } from '../domain/escalation.ts';
import type { CaseId } from '../domain/ids.ts';
import { showCase } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import { newlyBroken, nextCheckAt, type Step, stepsFor } from '../domain/reminder.ts';
import type { CaseLook, Ports, Reminder } from '../ports.ts';
import { foretold, policyOf } from './change-case.ts';
import { loadLedger, requestOf } from './load-ledger.ts';

type Needs = Pick<Ports, 'cases' | 'clocks' | 'people' | 'policies' | 'clock'>;

/** Cases looked at in one go; a tick goes on until nothing is due. */
const BATCH = 200;
/** Looks kept in one transaction: one commit for all of them, and their cases are held no longer than a press can wait. */
const TOGETHER = 25;

/** A case that could not be looked at waits so long, so that it holds up no other. */
const FAULTY_AGAIN_MS = 5 * 60_000;

interface Fault {
  readonly caseId: CaseId;
  readonly error: unknown;
}

/** What a look at the clocks did; `faults` are cases that could not be looked at, each with its error. */
export interface Watched {
  readonly looked: number;
  readonly faults: readonly Fault[];
}

/**
 * Looks at every case whose time has come: limits that ran out go on its timeline, reminders that fall due are kept for their people. Doing it
 * twice, or in two processes at once, does it once. One case that cannot be looked at is set aside for a while; the others are looked at.
 */
export async function watchClocks(ports: Needs): Promise<Watched> {
  let staff: readonly Person[] | null = null;
  const done: Watched[] = [];
  // A case that is changed under our eyes comes up again at the next tick.
  const seen = new Set<CaseId>();
  for (;;) {
    const now = ports.clock.now();
    const due = (await ports.clocks.toCheck(now, BATCH)).filter((c) => !seen.has(c.id));
    if (due.length === 0) return sum(done);
    // Most looks find nothing, and ask for nobody.
    const people: readonly Person[] = staff ?? (await ports.people.staff());
    staff = people;
    for (let from = 0; from < due.length; from += TOGETHER) {
      const some = due.slice(from, from + TOGETHER);
      for (const c of some) seen.add(c.id);
      done.push(await keep(ports, await Promise.all(some.map((c) => lookSafely(ports, c, people, now))), now));
    }
  }
}

const sum = (parts: readonly Watched[]): Watched => ({
  looked: parts.reduce((n, part) => n + part.looked, 0),
  faults: parts.flatMap((part) => part.faults),
});

/** A look, or that the case is to wait because of a fault. */
interface Tried {
  readonly look: CaseLook;
  readonly fault: Fault | null;
}

async function lookSafely(ports: Needs, c: Case, staff: readonly Person[], now: Date): Promise<Tried> {
  try {
    return { look: await look(ports, c, staff, now), fault: null };
  } catch (error) {
    return setAside({ caseId: c.id, version: c.version }, error, now);
  }
}

const setAside = ({ caseId, version }: Pick<CaseLook, 'caseId' | 'version'>, error: unknown, now: Date): Tried => ({
  look: {
    ...{ caseId, version, events: [], reminders: [], jobs: [] },
    nextCheckAt: new Date(now.getTime() + FAULTY_AGAIN_MS),
  },
  fault: { caseId, error },
});

/** Together; when the database refuses that, each alone, and one that it refuses alone is set aside. */
async function keep(ports: Needs, tried: readonly Tried[], now: Date): Promise<Watched> {
  const looks = tried.map((one) => one.look);
  try {
    const kept = await ports.clocks.checked(looks, now);
    const looked = tried.filter(({ look: { caseId }, fault }) => !fault && kept.has(caseId)).length;
    return { looked, faults: tried.flatMap(({ fault }) => fault ?? []) };
  } catch (error) {
    const [only] = tried;
    if (!only || (tried.length === 1 && only.fault)) throw error;
    if (tried.length === 1) return keep(ports, [setAside(only.look, error, now)], now);
    const each: Watched[] = [];
    for (const one of tried) each.push(await keep(ports, [one], now));
    return sum(each);
  }
}

async function look(ports: Needs, found: Case, staff: readonly Person[], now: Date): Promise<CaseLook> {
  const { id: caseId, version } = found;
  const events = brokenIn(found, now);
  const c = events.length === 0 ? found : foretold(found, caseId, now, events);
  const policy = policyOf(ports, c);
  const steps = stepsFor(c, policy).filter((step) => step.at <= now && !isStale(found, step));
  const since = new Date(found.updatedAt);
  const reminders = await remindersOf(ports, c, steps, staff, { now, since });
  const jobs = events.length === 0 ? [] : [showCase(c)];
  return { caseId, version, events, nextCheckAt: nextCheckAt(c, now, policy), reminders, jobs };
}

/** "Soon" about a limit that is known to have run out: whoever has the case by now would read it as a limit to come. */
const isStale = (found: Case, { step, timer }: Step): boolean =>
  step === 'before' && found.breaches.some((breach) => `${breach.key}@${breach.dueAt}` === timer);

/** What ran out goes on the timeline, so that it stays known whatever happens to the limit later. */
function brokenIn(c: Case, now: Date): readonly CaseEventBody[] {
  const { clocks, promises } = newlyBroken(c, now, (clock) => isBreached(c, clock, now));
  return [
    ...clocks.map(
      ({ key, kind, dueAt }): CaseEventBody => ({ type: 'breached', clock: key, kind, dueAt: dueAt as string }),
    ),
    ...promises.map((p): CaseEventBody => ({ type: 'promise_broken', promise: p.id })),
  ];
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
