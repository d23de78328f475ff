import { addDays, localDate, weekday } from '../domain/business-time.ts';
import { RuleError } from '../domain/errors.ts';
import { quarterStart } from '../domain/kpi-period.ts';
import { isManager, type Person } from '../domain/person.ts';
import { coveredFrom, type VisitsKnown } from '../domain/visits.ts';
import { parseVisits } from '../domain/visits-text.ts';
import type { Ports } from '../ports.ts';

/** Takes down how many vehicles were in the workshop, for managers and administrators. Throws `visits_invalid` for what is not understood. */
export async function setVisits(
  ports: Pick<Ports, 'visits' | 'policies' | 'clock'>,
  by: Person,
  text: string,
): Promise<VisitsKnown> {
  if (!by.active) throw new RuleError('person_inactive', {});
  if (!by.isAdmin && !isManager(by)) throw new RuleError('visits_not_allowed', {});
  const now = ports.clock.now();
  const today = localDate(now, ports.policies.current().store.timeZone);
  const thisWeek = await ports.visits.within(addDays(today, -weekday(today)), today);
  const added = parseVisits(text, today, thisWeek);
  if (!added) throw new RuleError('visits_invalid', {});
  for (const count of added) await ports.visits.set(count, by.id, now);
  const quarterFrom = quarterStart(today);
  const quarter = coveredFrom(quarterFrom, await ports.visits.within(quarterFrom, today));
  return { added, quarter, quarterFrom, today };
}
