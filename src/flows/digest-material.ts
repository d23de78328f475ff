import { askedNow, signersFor } from '../domain/authority.ts';
import { addDays, instantOf, localDate } from '../domain/business-time.ts';
import { type Case, liveProposal } from '../domain/case.ts';
import { isOpen, OPEN_STATUSES } from '../domain/case-status.ts';
import type { Rates } from '../domain/digest.ts';
import type { Waiting } from '../domain/digest-risk.ts';
import type { CaseId } from '../domain/ids.ts';
import { closeRate, complaintRates, isCounted, ratio } from '../domain/kpi.ts';
import { FIGURE_EVENTS, type Material, mayBeCarriedIn, wasOpenAt } from '../domain/kpi-figures.ts';
import { daysOf, earliest, lies, monthStart, type Period, quarterStart } from '../domain/kpi-period.ts';
import type { Person } from '../domain/person.ts';
import { coveredFrom, visitsOf } from '../domain/visits.ts';
import type { Ports } from '../ports.ts';
import { policyOf } from './change-case.ts';
import { ledgersAt, requestOf } from './load-ledger.ts';

const cohortOf = (period: Period, timeZone: string): Period =>
  daysOf(addDays(period.from, -7), addDays(period.from, -1), timeZone);

/** Since when cases have to be known for the rates: the week before, the month, the quarter. */
export function openedFrom(period: Period, date: string, timeZone: string): Date {
  return instantOf(earliest(addDays(period.from, -7), monthStart(date), quarterStart(date)), '00:00', timeZone);
}

/** Everything open, changed in the period, or opened at or after `since`, with what happened in the period. */
export async function loadMaterial(
  ports: Pick<Ports, 'cases' | 'inbox'>,
  period: Period,
  since: Date,
  now: Date,
): Promise<Material> {
  const { start, end } = period;
  const opened = since < start ? [{ openedBetween: { from: since, to: end } }] : [];
  const cases = await ports.cases.list({ anyOf: [{ statuses: OPEN_STATUSES }, { changedSince: start }, ...opened] });
  return {
    cases,
    events: await ports.cases.eventsSince(FIGURE_EVENTS, start, end),
    carriedIn: await carriedIn(ports, cases, period),
    orders: await ports.inbox.instructionsBetween(start, now < end ? now : end),
  };
}

/** Timelines read in one go; a digest over thousands of late cases would otherwise ask for each. */
const TIMELINES = 500;

async function carriedIn(
  ports: Pick<Ports, 'cases'>,
  cases: readonly Case[],
  period: Period,
): Promise<ReadonlySet<CaseId>> {
  const late = cases.filter((one) => mayBeCarriedIn(one, period));
  // What nothing has changed since stood then as it stands now; of the others the timeline knows.
  const isAsThen = (c: Case) => Date.parse(c.updatedAt) < period.start.getTime();
  const found = new Set(late.filter((c) => isAsThen(c) && isOpen(c.status)).map((c) => c.id));
  const asked = late.filter((c) => !isAsThen(c)).map((c) => c.id);
  for (let from = 0; from < asked.length; from += TIMELINES) {
    const timelines = await ports.cases.timelines(asked.slice(from, from + TIMELINES));
    for (const [id, timeline] of timelines) if (wasOpenAt(timeline, period.start)) found.add(id);
  }
  return found;
}

/** The proposals that wait for a decision, with who is asked for each. */
export async function loadWaiting(
  ports: Pick<Ports, 'cases' | 'policies'>,
  open: readonly Case[],
  staff: readonly Person[],
  now: Date,
): Promise<readonly Waiting[]> {
  const ledgerOf = ledgersAt(ports, now);
  const waitingOn = async (c: Case): Promise<Waiting | null> => {
    const proposal = liveProposal(c);
    if (!proposal) return null;
    const policy = policyOf(ports, c);
    const ledger = await ledgerOf(c, policy);
    const signers = signersFor(requestOf(c, proposal), ledger, staff, now, policy);
    return { case: c, proposal, asked: askedNow(signers, c.department, staff, now, policy).map((p) => p.id) };
  };
  const waiting = await Promise.all(open.filter((one) => one.status === 'awaiting_approval').map(waitingOn));
  return waiting.filter((one) => one !== null);
}

/** The rates of a week and of the month and quarter it ends in. */
export async function rates(
  ports: Pick<Ports, 'visits' | 'policies'>,
  cases: readonly Case[],
  period: Period,
  date: string,
  now: Date,
): Promise<Rates> {
  const { digest, store } = ports.policies.current();
  const { timeZone } = store;
  const fresh = cases.filter((c) => isCounted(c) && lies(c.openedAt, period));
  const counts = await ports.visits.within(earliest(quarterStart(date), period.from), period.to);
  const until = earliest(localDate(now, timeZone), period.to);
  const stretch = coveredFrom(quarterStart(date), counts);
  return {
    close: closeRate(cases, cohortOf(period, timeZone), now),
    closeOfMonth: closeRate(cases, daysOf(monthStart(date), date, timeZone), now),
    young: closeRate(cases, period, now),
    closeTarget: digest.weekCloseRate,
    complaintsOfWeek: ratio(fresh.length, visitsOf(period.from, until, counts)),
    complaintsOfQuarter: stretch && complaintRates(cases, stretch, daysOf(stretch.from, stretch.to, timeZone)),
    complaintTarget: digest.complaintRate,
  };
}
