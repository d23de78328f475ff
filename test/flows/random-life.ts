import { type Case, liveProposal, paidFen } from '../../src/domain/case.ts';
import type { CaseEvent } from '../../src/domain/case-event.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { SEVERITIES } from '../../src/domain/complaint.ts';
import { ConflictError, RuleError } from '../../src/domain/errors.ts';
import { tellings } from '../../src/domain/escalation.ts';
import type { ChatUserRef, MessageRef, PersonId, PlaceRef } from '../../src/domain/ids.ts';
import { MONEY_KINDS, PAYERS, totalFen } from '../../src/domain/money.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { stepsFor } from '../../src/domain/reminder.ts';
import { changeSeverity, logContact } from '../../src/flows/amend-case.ts';
import { claimCase, handOverCase, setAccused } from '../../src/flows/assign-case.ts';
import { acceptOffer, carryOut, declineOffer, payOut } from '../../src/flows/carry-out.ts';
import {
  acknowledgeClock,
  agreeDate,
  keepPromise,
  makePromise,
  pauseCase,
  resumeCase,
} from '../../src/flows/case-clocks.ts';
import { approveProposal, rejectProposal, returnProposal } from '../../src/flows/decide-approval.ts';
import { accountChanged, delegate } from '../../src/flows/duty.ts';
import { recordFollowUp, reopenCase } from '../../src/flows/follow-up.ts';
import { proposeSolution, withdrawProposal } from '../../src/flows/propose-solution.ts';
import { receiveMessage } from '../../src/flows/receive-message.ts';
import { claimJobs, runJob } from '../../src/flows/run-jobs.ts';
import { dismissCase, restoreCase } from '../../src/flows/set-aside-case.ts';
import { tick } from '../../src/flows/tick.ts';
import type { Ports, Reminder, ReminderKey } from '../../src/ports.ts';

/** Mulberry32: the same seed gives the same life. */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface World {
  /** New ports over the same stores: a process that starts again. */
  readonly open: () => Ports;
  clock: Date;
}

export interface Life {
  readonly steps: number;
  readonly refused: number;
  /** Every reminder found due, by key, with how often it was recorded as new and as told. */
  readonly found: ReadonlyMap<string, Reminder>;
  readonly told: ReadonlyMap<string, number>;
  readonly ports: Ports;
  readonly people: readonly Person[];
}

const ROLES: readonly (readonly [string, Role])[] = [
  ['小李', 'advisor'],
  ['小陈', 'advisor'],
  ['小赵', 'customer_care'],
  ['老钱', 'supervisor'],
  ['吴', 'department_manager'],
  ['郑', 'department_manager'],
  ['周', 'customer_relations_manager'],
  ['何', 'general_manager'],
];
const keyOf = (k: ReminderKey) => JSON.stringify([k.caseId, k.timer, k.step, k.recipient]);
const PLACE = 'place:complaints' as PlaceRef;
const CLOSING = { resolution: 'other', verdict: 'dissatisfied', parties: ['dealer'] } as const;

/** Lives so many random steps: acts of random people on random cases, jumps in time, crashes and restarts. */
export async function live(world: World, steps: number, seed: number): Promise<Life> {
  const roll = dice(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
  const found = new Map<string, Reminder>();
  const told = new Map<string, number>();
  let ports = watched(world.open(), found, told);
  for (const [name, role] of ROLES) await settleIn(ports, name, role);
  await ports.places.mark('place:major' as PlaceRef, 'major', world.clock);
  let refused = 0;
  let messages = 0;
  for (let i = 0; i < steps; i++) {
    const people = await ports.people.staff();
    const by = pick(people.filter((p) => p.active));
    const open = await ports.cases.list({ limit: 40 });
    const c = open.length > 0 ? pick(open) : null;
    const act = roll();
    try {
      if (act < 0.04 || !c) await arrive(ports, world, ++messages, pick(people));
      else if (act < 0.3) world.clock = new Date(world.clock.getTime() + Math.ceil(roll() ** 4 * 3 * 24 * 60) * 60_000);
      else if (act < 0.32) ports = watched(world.open(), found, told);
      else if (act < 0.33)
        await claimJobs(ports, 3); // Taken by a process that dies.
      else if (act < 0.34) await leave(ports, pick(people), roll);
      else await touch(ports, world, by, c, pick, people);
    } catch (error) {
      if (!(error instanceof RuleError) && !(error instanceof ConflictError)) throw error;
      refused += 1;
    }
    if (roll() < 0.3) await tick(ports);
    if (roll() < 0.2) await Promise.all([tick(ports), tick(watched(world.open(), found, told))]);
    await work(ports);
  }
  world.clock = new Date(world.clock.getTime() + 5 * 24 * 3_600_000);
  // Longer than the time within which reminders to one person are kept together.
  for (let i = 0; i < 3; i++) {
    world.clock = new Date(world.clock.getTime() + 20 * 60_000);
    await tick(ports);
    await work(ports);
  }
  return { steps, refused, found, told, ports, people: await ports.people.staff() };
}

/** Ports that write down what the clockwork found and told. */
function watched(ports: Ports, found: Map<string, Reminder>, told: Map<string, number>): Ports {
  const { clocks } = ports;
  return {
    ...ports,
    clocks: {
      ...clocks,
      checked: async (looks, now) => {
        const kept = await clocks.checked(looks, now);
        for (const look of looks) if (kept.has(look.caseId)) for (const r of look.reminders) found.set(keyOf(r), r);
        return kept;
      },
      settle: async (keys, outcome, jobs, now) => {
        const done = await clocks.settle(keys, outcome, jobs, now);
        if (done) for (const k of keys) told.set(keyOf(k), (told.get(keyOf(k)) ?? 0) + 1);
        return done;
      },
    },
  };
}

async function settleIn(ports: Ports, name: string, role: Role): Promise<void> {
  const id = `person-${name}` as PersonId;
  const department = role === 'supervisor' ? 'parts' : name === '郑' ? 'sales' : 'service';
  await ports.people.save(id, {
    name,
    role,
    department,
    isAdmin: false,
    chatUser: `user:${name}` as ChatUserRef,
    email: null,
  });
}

async function arrive(ports: Ports, world: World, n: number, author: Person): Promise<void> {
  const ref = `message:${n}` as MessageRef;
  const message = {
    ref,
    place: PLACE,
    root: ref,
    author: author.chatUser as ChatUserRef,
    text: `第 ${n} 位客户等了很久没有人接待，很生气，要求处理`,
    postedAt: world.clock.toISOString(),
    files: [],
    intake: 'channel' as const,
  };
  await receiveMessage(ports, { key: `event:${ref}`, at: world.clock, incoming: { type: 'posted', message } });
}

async function leave(ports: Ports, person: Person, roll: () => number): Promise<void> {
  if (person.role === 'general_manager') return;
  await accountChanged(ports, person.chatUser as ChatUserRef, !person.active || roll() < 0.5);
}

async function work(ports: Ports): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const jobs = await claimJobs(ports, 20);
    if (jobs.length === 0) return;
    for (const job of jobs) {
      const report = await runJob(ports, job);
      if (report.type !== 'done')
        throw new Error(`job ${job.payload.kind}: ${String(report.error)}`, { cause: report.error });
    }
  }
}

type Pick = <T>(list: readonly T[]) => T;

/** One random act. Most of what makes no sense in the state is refused; that is part of the life. */
async function touch(
  ports: Ports,
  world: World,
  by: Person,
  c: Case,
  pick: Pick,
  people: readonly Person[],
): Promise<unknown> {
  const later = (hours: number) => new Date(world.clock.getTime() + hours * 3_600_000);
  const user = pick(people).chatUser as ChatUserRef;
  const pending = c.proposals.at(-1);
  const pressed = pending ? { proposal: pending.id, shownFen: totalFen(pending.lines) } : null;
  const lines = [
    {
      kind: pick(MONEY_KINDS),
      payer: pick(PAYERS),
      amountFen: pick([100, 40_000, 60_000, 100_000, 250_000, 900_000, 2_500_000]),
    },
  ];
  const acts: readonly (() => Promise<unknown> | undefined)[] = [
    () => claimCase(ports, by, c.id),
    () => handOverCase(ports, by, c.id, { to: user, reason: 'x' }),
    () => logContact(ports, by, c.id, { way: 'phone', text: 'x', plan: pick([true, false]) }),
    () => changeSeverity(ports, by, c.id, { severity: pick(SEVERITIES), reason: 'x' }),
    () => pauseCase(ports, by, c.id, { waitingFor: 'parts', reason: 'x' }),
    () => resumeCase(ports, by, c.id),
    () => agreeDate(ports, by, c.id, { dueAt: later(pick([3, 30, 90])), text: 'x' }),
    () => makePromise(ports, by, c.id, { dueAt: later(pick([1, 5, 30])), text: 'x' }),
    () => keepPromise(ports, by, c.id, c.promises.at(-1)?.id ?? '', 'x'),
    () => acknowledgeClock(ports, by, c.id, pick(c.clocks)?.key ?? ''),
    () => setAccused(ports, by, c.id, [user]),
    () =>
      proposeSolution(ports, by, c.id, {
        solutions: ['compensation', 'refund'],
        lines: [...lines, { ...lines[0], kind: 'refund' } as never],
        reason: 'x',
      }),
    () => proposeSolution(ports, by, c.id, { solutions: ['apology'], lines: [], reason: 'x' }),
    () => (pressed ? approveProposal(ports, by, c.id, pressed) : undefined),
    () => (pressed ? approveProposal(ports, by, c.id, pressed) : undefined),
    () => (pressed ? rejectProposal(ports, by, c.id, pressed, 'x') : undefined),
    () => (pressed ? returnProposal(ports, by, c.id, pressed, 'x') : undefined),
    () => withdrawProposal(ports, by, c.id),
    () => acceptOffer(ports, by, c.id, { text: '', executeBy: pick([null, later(20)]) }),
    () => declineOffer(ports, by, c.id, 'x'),
    () => payOut(ports, by, c.id, 'x'),
    () => carryOut(ports, by, c.id, { proof: 'x', files: [] }),
    () =>
      recordFollowUp(ports, by, c.id, {
        result: pick(['satisfied', 'unhappy', 'unreachable'] as const),
        text: 'x',
        closing: CLOSING,
      }),
    () => reopenCase(ports, by, c.id, 'x'),
    () => dismissCase(ports, by, c.id, 'x'),
    () => restoreCase(ports, by, c.id),
    () =>
      delegate(ports, by, { person: null, deputy: user, from: '2026-11-01', to: pick(['2026-11-20', '2027-06-30']) }),
  ];
  return pick(acts)();
}

/** What is wrong with a life, in sentences; empty when every promise was kept. */
export async function faultsOf(life: Life, now: Date): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [key, times] of life.told) if (times > 1) faults.push(`settled ${times} times: ${key}`);
  for (const [key, r] of life.found) {
    const waits = r.deliverAt.getTime() > now.getTime();
    if (!life.told.has(key) && !waits) faults.push(`never told: ${key}`);
  }
  for (const c of await life.ports.cases.list({})) {
    const timeline = await life.ports.cases.timeline(c.id);
    faults.push(...ofCase(c, timeline), ...missing(c, life, now));
  }
  return faults;
}

function ofCase(c: Case, timeline: readonly CaseEvent[]): string[] {
  const again =
    JSON.stringify(replay(timeline)) === JSON.stringify(c) ? [] : [`${c.number}: its timeline tells another case`];
  const breaches = timeline.flatMap((e) => (e.body.type === 'breached' ? [`${e.body.clock}@${e.body.dueAt}`] : []));
  const twice = new Set(breaches).size === breaches.length ? [] : [`${c.number}: a limit ran out twice`];
  return [...again, ...twice, ...money(c, timeline), ...decisions(c, timeline)];
}

/** What the timeline says was paid, reckoned without the fold. */
function money(c: Case, timeline: readonly CaseEvent[]): string[] {
  const sums = new Map<string, number>();
  const paid = new Set<string>();
  for (const { body } of timeline) {
    if (body.type === 'proposed') sums.set(body.proposal, totalFen(body.lines));
    if (body.type === 'paid' && paid.has(body.proposal)) return [`${c.number}: paid twice`];
    if (body.type === 'paid' || body.type === 'carried_out') paid.add(body.proposal);
  }
  const total = [...paid].reduce((sum, id) => sum + (sums.get(id) ?? 0), 0);
  return total === paidFen(c) ? [] : [`${c.number}: paid ${paidFen(c)}, the timeline says ${total}`];
}

const LIMITS: Partial<Record<Role, number>> = { department_manager: 100_000, customer_relations_manager: 300_000 };

/** Each approval against the amounts of domain.md §3, written down here anew. */
function decisions(c: Case, timeline: readonly CaseEvent[]): string[] {
  const faults: string[] = [];
  const proposals = new Map<string, { readonly by: PersonId | null; readonly fen: number }>();
  const standing = new Map<string, number>();
  let accused: readonly PersonId[] = [];
  for (const { body, by } of timeline) {
    if (body.type === 'opened') accused = body.accused;
    if (body.type === 'accused') accused = body.people;
    if (body.type === 'proposed') proposals.set(body.proposal, { by, fen: totalFen(body.lines) });
    if (body.type === 'declined' || body.type === 'withdrawn') standing.delete(body.proposal);
    if (body.type !== 'approved') continue;
    const asked = proposals.get(body.proposal);
    const before = [...standing.values()].reduce((sum, fen) => sum + fen, 0);
    const role = ROLES.find(([name]) => `person-${name}` === (body.onBehalfOf ?? by))?.[1] ?? 'advisor';
    const own = ROLES.find(([name]) => `person-${name}` === by)?.[1] ?? 'advisor';
    const limit = role === 'general_manager' ? 2_000_000 : (LIMITS[role] ?? 0);
    if (!asked || asked.by === by) faults.push(`${c.number}: approved by the proposer`);
    if (own === 'advisor') faults.push(`${c.number}: approved by an advisor`);
    if (by && accused.includes(by)) faults.push(`${c.number}: approved by the one complained about`);
    if (asked && asked.fen !== body.amountFen) faults.push(`${c.number}: another amount than was shown`);
    if (asked && asked.fen > limit) faults.push(`${c.number}: ${role} approved ${asked.fen}`);
    if (asked && role !== 'general_manager' && asked.fen + before > limit)
      faults.push(`${c.number}: split past the limit`);
    if (asked) standing.set(body.proposal, asked.fen);
  }
  return faults;
}

/** Steps whose time has come, that somebody could have been told of, and that nobody ever found. */
function missing(c: Case, life: Life, now: Date): string[] {
  if (liveProposal(c)?.state === 'pending') return [];
  // "Soon" is not said of a limit that ran out before anybody could be told.
  const stale = new Set(c.breaches.map((b) => `${b.key}@${b.dueAt}`));
  const due = stepsFor(c, DEFAULT_POLICY).filter((s) => s.at <= now && !(s.step === 'before' && stale.has(s.timer)));
  return due.flatMap((s) => {
    const any = tellings(s, c, life.people, () => [], { now, since: now }, DEFAULT_POLICY).length > 0;
    const known = [...life.found.values()].some((r) => r.caseId === c.id && r.timer === s.timer && r.step === s.step);
    return any && !known ? [`${c.number}: ${s.timer} ${s.step} was never found due`] : [];
  });
}
