import { type Case, currentPause } from '../domain/case.ts';
import { isRunning, mayPause } from '../domain/case-clock.ts';
import { standInFor } from '../domain/duty.ts';
import type { CaseId, PersonId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import { maskedText } from '../domain/masked-text.ts';
import type { ReminderLine } from '../domain/notice.ts';
import type { Ports, Reminder } from '../ports.ts';
import { say } from './announce-case.ts';

type Needs = Pick<Ports, 'cases' | 'clocks' | 'policies' | 'clock' | 'people'>;

const MINUTE = 60_000;

/** What one person is to be told now. */
interface Window {
  readonly person: PersonId;
  /** Everything this settles. */
  readonly all: readonly Reminder[];
  /** Of each limit only how it stands last: after a standstill nobody reads through every step that passed. */
  readonly latest: readonly Reminder[];
}

type Known = ReadonlyMap<CaseId, Case>;

/**
 * Tells what is due to be told. One person gets one message for one window, whatever fell into it: a single reminder calls him in the case's
 * thread, several are one message to him and a quiet line in each thread. What was done in the meantime is not told. Returns how many were told.
 */
export async function tellReminders(ports: Needs): Promise<number> {
  const now = ports.clock.now();
  const pending = await ports.clocks.pending(now);
  if (pending.length === 0) return 0;
  const cases: Known = new Map(
    (await ports.cases.many([...new Set(pending.map((r) => r.caseId))])).map((c) => [c.id, c]),
  );
  const astray = await goneAstray(ports, pending, now);
  const runs = (r: Reminder) => stillRuns(cases.get(r.caseId), r) && !astray.has(r.recipient);
  const moot = pending.filter((r) => !runs(r));
  if (moot.length > 0) await ports.clocks.settle(moot, 'moot', [], now);
  await lookAgain(
    ports,
    moot.filter((r) => astray.has(r.recipient)),
    cases,
    now,
  );
  const windows: Window[] = [];
  for (const [person, all] of Map.groupBy(pending.filter(runs), (r) => r.recipient)) {
    if (await inWindow(ports, person, all, cases, now)) continue;
    windows.push({ person, all, latest: latestOf(all) });
  }
  const settled = windows.flatMap((w) => w.all);
  const jobs = [...threadNotices(windows, cases), ...windows.flatMap((w) => directNotice(w, cases))];
  return settled.length > 0 && (await ports.clocks.settle(settled, 'told', jobs, now)) ? settled.length : 0;
}

/** Recipients who left, or went away and have somebody to stand in, since it was found that they should hear of it. */
async function goneAstray(ports: Needs, pending: readonly Reminder[], now: Date): Promise<ReadonlySet<PersonId>> {
  const staff = new Map((await ports.people.staff()).map((p) => [p.id, p]));
  const policy = ports.policies.current();
  const gone = (id: PersonId) => {
    const person = staff.get(id);
    if (!person) return true;
    const standIn = standInFor(person, staff, now, policy);
    return !person.active || (standIn !== null && standIn.id !== id);
  };
  return new Set(pending.map((r) => r.recipient).filter(gone));
}

/** Whoever stands in now is found at the next look. */
async function lookAgain(ports: Needs, astray: readonly Reminder[], cases: Known, now: Date): Promise<void> {
  const looks = [...new Set(astray.map((r) => r.caseId))].flatMap((id) => {
    const c = cases.get(id);
    return c ? [{ caseId: id, version: c.version, events: [], nextCheckAt: now, reminders: [], jobs: [] }] : [];
  });
  if (looks.length > 0) await ports.clocks.checked(looks, now);
}

/** After one message the next waits until the window is over, unless a major case cannot. */
async function inWindow(
  ports: Needs,
  person: PersonId,
  live: readonly Reminder[],
  cases: Known,
  now: Date,
): Promise<boolean> {
  if (live.some((r) => cases.get(r.caseId)?.severity === 'major')) return false;
  const last = await ports.clocks.lastToldAt(person);
  return last !== null && now.getTime() - last.getTime() < ports.policies.current().reminders.mergeMinutes * MINUTE;
}

function latestOf(all: readonly Reminder[]): readonly Reminder[] {
  const latest = new Map<string, Reminder>();
  const byTime = [...all].sort((a, b) => a.deliverAt.getTime() - b.deliverAt.getTime() || a.step.localeCompare(b.step));
  for (const reminder of byTime) latest.set(`${reminder.caseId}|${reminder.timer}`, reminder);
  return [...latest.values()];
}

function stillRuns(c: Case | undefined, reminder: Reminder): boolean {
  if (!c) return false;
  const [key = ''] = reminder.timer.split('@');
  const [kind, id] = key.split(':');
  if (kind === 'promise') return c.promises.some((p) => p.id === id && p.keptAt === null);
  if (kind === 'approval') {
    return c.proposals.some((p) => p.id === id && p.state === 'pending' && key.endsWith(`:${p.signatures.length}`));
  }
  if (kind === 'execution') return c.proposals.some((p) => p.id === id && p.state === 'accepted');
  const clock = c.clocks.find((k) => k.key === key);
  if (!clock || !isRunning(clock) || clock.dueAt !== reminder.dueAt || clock.acknowledgedAt) return false;
  return !(mayPause(clock) && currentPause(c));
}

/** One line in each thread for all who are told of it; called by name is who has nothing else to be told. */
function threadNotices(windows: readonly Window[], cases: Known): readonly NewJob[] {
  const lines = new Map<string, { c: Case; line: ReminderLine; to: PersonId[]; mention: PersonId[] }>();
  for (const { person, latest } of windows) {
    for (const reminder of latest) {
      const c = cases.get(reminder.caseId);
      if (!c?.thread) continue;
      const key = `${c.id}|${reminder.timer}`;
      const line = lineOf(c, reminder);
      const found = lines.get(key) ?? { c, line, to: [], mention: [] };
      if (line.late) found.line = line;
      found.to.push(person);
      if (latest.length === 1) found.mention.push(person);
      lines.set(key, found);
    }
  }
  return [...lines.values()].flatMap(({ c, line, to, mention }) =>
    c.thread ? [say(c, { kind: 'reminder', ...line, to, mention }, { to: 'thread', message: c.thread })] : [],
  );
}

/** Before the due time the thread is enough; what is late, or several things at once, reach the person directly as well. */
function directNotice({ person, latest }: Window, cases: Known): readonly NewJob[] {
  const known = latest.flatMap((reminder) => {
    const c = cases.get(reminder.caseId);
    return c ? [{ c, line: lineOf(c, reminder) }] : [];
  });
  const enough = known.length === 1 && known.every(({ c, line }) => c.thread && !line.late);
  if (known.length === 0 || enough) return [];
  const notice = { kind: 'reminders' as const, lines: known.map(({ line }) => line) };
  return [{ payload: { kind: 'say', notice, addressee: { to: 'person', person } }, orderKey: `person:${person}` }];
}

function lineOf(c: Case, reminder: Reminder): ReminderLine {
  const [key = ''] = reminder.timer.split('@');
  const promise = c.promises.find((p) => key === `promise:${p.id}`);
  return {
    caseId: c.id,
    number: c.number,
    timer: reminder.kind,
    severity: c.severity,
    clock: c.clocks.some((clock) => clock.key === key) ? key : null,
    late: reminder.step !== 'before' && reminder.step !== 'warn' && reminder.kind !== 'approval',
    dueAt: reminder.dueAt,
    summary: maskedText(c, c.summary),
    what: promise ? maskedText(c, promise.text) : null,
    card: c.thread,
  };
}
