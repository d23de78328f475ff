import type { Ports } from '../ports.ts';
import { type Finding, ok, wrong } from './finding.ts';
import type { SlackWords } from './slack-words.ts';

/** Names that are told; of the others only how many. */
const NAMED = 5;

/** Who has a role but no account, so that no reminder reaches them. */
export async function checkPeople(people: Pick<Ports['people'], 'withRole'>, w: SlackWords): Promise<Finding> {
  const staff = await people.withRole();
  if (staff.length === 0) return wrong(w.nobody);
  const without = staff.filter(({ chatUser }) => chatUser === null).map(({ name }) => name);
  if (without.length === 0) return ok(w.people(staff.length));
  return wrong(w.noAccount(without.slice(0, NAMED), Math.max(0, without.length - NAMED)));
}

export async function checkJobs(jobs: Pick<Ports['jobs'], 'counts'>, w: SlackWords): Promise<Finding> {
  const { waiting, dead } = await jobs.counts();
  return dead > 0 ? wrong(w.jobsDead(dead)) : ok(w.jobs(waiting));
}
