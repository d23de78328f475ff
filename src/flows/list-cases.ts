import { signersFor } from '../domain/authority.ts';
import { localDate } from '../domain/business-time.ts';
import { type Case, liveProposal, type Proposal } from '../domain/case.ts';
import { type CaseLine, isGrave } from '../domain/case-card.ts';
import { OPEN_STATUSES } from '../domain/case-status.ts';
import { isOverdue } from '../domain/clock.ts';
import { RuleError } from '../domain/errors.ts';
import { checkMayLook } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { ledgersAt, requestOf } from './load-ledger.ts';

/** A list has no more; whoever has so many open cases searches. */
export const MOST = 200;
type Needs = Pick<Ports, 'cases' | 'people' | 'clock'>;

/** Lines for a list, with the assignees' names. */
export async function linesOf(ports: Needs, asked: Promise<readonly Case[]>): Promise<readonly CaseLine[]> {
  const now = ports.clock.now();
  // Together: nearly every name is one of the staff, and a second way to the database takes as long as the first.
  const [cases, staff] = await Promise.all([asked, ports.people.staff()]);
  const people = new Map(staff.map((person) => [person.id, person]));
  const others = cases.flatMap((c) => (c.assignee && !people.has(c.assignee) ? [c.assignee] : []));
  for (const [id, person] of await ports.people.many(others)) people.set(id, person);
  return cases.map((c) => ({
    case: c,
    assigneeName: c.assignee ? (people.get(c.assignee)?.name ?? null) : null,
    overdue: isOverdue(c, now),
  }));
}

/** My open cases, the most urgent first. */
export const myCases = async (ports: Needs, by: Person): Promise<readonly CaseLine[]> =>
  linesOf(ports, ports.cases.list({ statuses: OPEN_STATUSES, assignee: by.id, limit: MOST }));

/** All open cases, major ones first, then by due time. */
export async function allCases(ports: Needs, by: Person): Promise<readonly CaseLine[]> {
  checkMayLook(by);
  return majorFirst(await linesOf(ports, ports.cases.list({ statuses: OPEN_STATUSES, limit: MOST })));
}

/** Major cases stand before all others, so that a long list never cuts them off; within, the order stays. */
const majorFirst = (lines: readonly CaseLine[]): readonly CaseLine[] => [
  ...lines.filter((line) => line.case.severity === 'major'),
  ...lines.filter((line) => line.case.severity !== 'major'),
];

/** Open cases that are major or may become so (存量盘点, S0a): major ones first, then by due time. */
export const graveCases = async (ports: Needs, by: Person): Promise<readonly CaseLine[]> =>
  (await allCases(ports, by)).filter((line) => isGrave(line.case));

/** The newest cases in which all the words occur, newest first. */
export async function searchCases(
  ports: Needs,
  by: Person,
  words: string,
  limit: number,
): Promise<readonly CaseLine[]> {
  checkMayLook(by);
  return linesOf(ports, ports.cases.search(words, limit));
}

/** A case by its whole number (20261116-001), without the year (1116-001), or the running number of today (1, 001). */
export async function caseByNumber(ports: Pick<Ports, 'cases' | 'clock' | 'policies'>, typed: string): Promise<Case> {
  const today = localDate(ports.clock.now(), ports.policies.current().store.timeZone).replaceAll('-', '');
  const [, day = '', running = ''] = /^#?(?:(\d{4}|\d{8})-)?(\d{1,4})$/.exec(typed.normalize('NFKC').trim()) ?? [];
  const number = `${day.length === 4 ? today.slice(0, 4) + day : day || today}-${running.padStart(3, '0')}`;
  const found = running === '' ? null : await ports.cases.byNumber(number);
  if (!found) throw new RuleError('case_not_found', { number: typed.trim() });
  return found;
}

/** What waits for somebody: his cases, cases nobody has taken, and approvals he may sign. */
export interface Home {
  readonly mine: readonly CaseLine[];
  readonly unclaimed: readonly CaseLine[];
  readonly toApprove: readonly { readonly case: Case; readonly proposal: Proposal }[];
}

/** The start page of one person. */
export async function homeOf(ports: Needs & Pick<Ports, 'policies'>, by: Person): Promise<Home> {
  const lines = await linesOf(ports, ports.cases.list({ statuses: OPEN_STATUSES, limit: MOST }));
  const open = lines.map((line) => line.case);
  const toApprove = by.role === null ? [] : await waitingFor(ports, by, open);
  return {
    // Whoever carries a solution out has work with it, too.
    mine: lines.filter((line) => [line.case.assignee, liveProposal(line.case)?.responsible].includes(by.id)),
    unclaimed: by.role === null ? [] : majorFirst(lines.filter((line) => line.case.status === 'new')),
    toApprove,
  };
}

/** Approvals this person may sign now. */
export async function waitingFor(
  ports: Needs & Pick<Ports, 'policies'>,
  by: Person,
  open: readonly Case[],
): Promise<Home['toApprove']> {
  const now = ports.clock.now();
  const staff = await ports.people.staff();
  const found: { readonly case: Case; readonly proposal: Proposal }[] = [];
  const ledgerOf = ledgersAt(ports, now);
  for (const c of open) {
    const proposal = c.status === 'awaiting_approval' ? liveProposal(c) : null;
    if (!proposal) continue;
    const policy = ports.policies.of(c.policyVersion);
    const ledger = await ledgerOf(c, policy);
    const mine = signersFor(requestOf(c, proposal), ledger, staff, now, policy).some((s) => s.person.id === by.id);
    if (mine) found.push({ case: c, proposal });
  }
  return found;
}
