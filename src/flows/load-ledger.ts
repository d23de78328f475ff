import type { LedgerEntry, Request } from '../domain/authority.ts';
import { instantOf, localDate } from '../domain/business-time.ts';
import type { Case, Proposal } from '../domain/case.ts';
import type { CaseId, PersonId } from '../domain/ids.ts';
import { totalFen } from '../domain/money.ts';
import type { Policy } from '../domain/policy.ts';
import type { Ports } from '../ports.ts';

const STANDS: ReadonlySet<Proposal['state']> = new Set(['offered', 'accepted', 'executed']);
const DAY = 24 * 3_600_000;

/** Money that was approved and still stands on this case, on the same car, and in this store-local month by anyone. */
export const loadLedger = (
  ports: Pick<Ports, 'cases'>,
  c: Case,
  now: Date,
  policy: Policy,
): Promise<readonly LedgerEntry[]> => ledgersAt(ports, now)(c, policy);

/** The ledgers of several cases as of one instant; what was approved in the month is read once for all. */
export function ledgersAt(
  ports: Pick<Ports, 'cases'>,
  now: Date,
): (c: Case, policy: Policy) => Promise<readonly LedgerEntry[]> {
  const months = new Map<string, Promise<readonly Case[]>>();
  return async (c, policy) => {
    const { timeZone } = policy.store;
    const monthStart = instantOf(`${localDate(now, timeZone).slice(0, 7)}-01`, '00:00', timeZone);
    const month = months.get(timeZone) ?? approvedSince(ports, monthStart);
    months.set(timeZone, month);
    const carSince = new Date(now.getTime() - policy.authority.vehicleDays * DAY);
    // Together: a month that fails while the car is looked up would fail with nobody waiting for it, which ends the process.
    const [ofCar, monthly] = await Promise.all([sameCar(ports, c, carSince), month]);
    return entriesOf(c, ofCar, monthly, monthStart);
  };
}

async function approvedSince(ports: Pick<Ports, 'cases'>, since: Date): Promise<readonly Case[]> {
  const events = await ports.cases.eventsSince(['approved'], since);
  return ports.cases.many([...new Set(events.map((e) => e.caseId))]);
}

async function sameCar(ports: Pick<Ports, 'cases'>, { facts }: Case, since: Date): Promise<readonly Case[]> {
  const keys = { phone: null, plate: facts.plate?.value ?? null, vin: facts.vin?.value ?? null };
  return keys.plate || keys.vin ? ports.cases.ofCustomer(keys, since) : [];
}

function entriesOf(
  c: Case,
  ofCar: readonly Case[],
  monthly: readonly Case[],
  monthStart: Date,
): readonly LedgerEntry[] {
  const vehicle = new Set<CaseId>(ofCar.map((one) => one.id));
  const all = new Map([...ofCar, ...monthly, c].map((one) => [one.id, one]));
  return [...all.values()].flatMap((one) =>
    one.proposals
      .filter((p) => STANDS.has(p.state) && p.decidedBy !== null && totalFen(p.lines) > 0)
      .map((p) => ({
        caseId: one.id,
        approvedBy: p.decidedBy as PersonId,
        lines: p.lines,
        sameVehicle: vehicle.has(one.id),
        thisMonth: p.decidedAt !== null && Date.parse(p.decidedAt) >= monthStart.getTime(),
      })),
  );
}

/** What is to be signed, as authority.ts wants it. */
export const requestOf = (
  c: Case,
  p: Pick<Proposal, 'lines' | 'solutions' | 'signatures' | 'consent'> & { readonly proposedBy: PersonId },
): Request => ({
  caseId: c.id,
  proposedBy: p.proposedBy,
  lines: p.lines,
  solutions: p.solutions,
  accused: c.accused,
  signedBy: p.signatures,
  hasConsent: p.consent !== null,
});
