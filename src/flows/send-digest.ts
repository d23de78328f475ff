import { instantOf, localDate } from '../domain/business-time.ts';
import type { Proposal } from '../domain/case.ts';
import { OPEN_STATUSES } from '../domain/case-status.ts';
import { type Digest, digest } from '../domain/digest.ts';
import type { CaseId, PersonId } from '../domain/ids.ts';
import { checkMayLook } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';

type Standing = { readonly digest: Digest; readonly people: ReadonlyMap<PersonId, Person> };

/** The digest on demand, for people with a role. */
export function seeDigest(
  ports: Pick<Ports, 'cases' | 'people' | 'clock' | 'policies'>,
  by: Person,
): Promise<Standing> {
  checkMayLook(by);
  return digestNow(ports);
}

/** Where the store stands today, with the people it names. */
export async function digestNow(ports: Pick<Ports, 'cases' | 'people' | 'clock' | 'policies'>): Promise<Standing> {
  const now = ports.clock.now();
  const { timeZone } = ports.policies.current().store;
  const dayStart = instantOf(localDate(now, timeZone), '00:00', timeZone);
  const open = await ports.cases.list({ statuses: OPEN_STATUSES });
  const touched = await ports.cases.list({ changedSince: dayStart });
  const cases = [...new Map([...open, ...touched].map((c) => [c.id, c])).values()];
  const events = await ports.cases.eventsSince(['carried_out', 'reopened'], dayStart);
  const byId = new Map<CaseId, (typeof cases)[number]>(cases.map((c) => [c.id, c]));
  const executedToday = events.flatMap((e): Proposal[] => {
    const { body } = e;
    return body.type === 'carried_out'
      ? (byId.get(e.caseId)?.proposals.filter((p) => p.id === body.proposal) ?? [])
      : [];
  });
  const reopenedToday = new Set(events.filter((e) => e.body.type === 'reopened').map((e) => e.caseId)).size;
  const named = cases.flatMap((c) => [c.assignee, ...c.proposals.map((p) => p.proposedBy)]).filter((id) => id !== null);
  return {
    digest: digest({ cases, executedToday, reopenedToday }, now, timeZone),
    people: await ports.people.many(named),
  };
}
