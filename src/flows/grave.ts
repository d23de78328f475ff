import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import type { FoundTrigger, Severity } from '../domain/complaint.ts';
import { crisisCalledFor } from '../domain/crisis.ts';
import { climb } from '../domain/escalation.ts';
import type { PersonId } from '../domain/ids.ts';
import { type NewJob, showCrisis, showReport } from '../domain/job.ts';
import { reportFields, vehicleText } from '../domain/manufacturer-report.ts';
import type { Notice } from '../domain/notice.ts';
import type { Person } from '../domain/person.ts';
import { maskName, maskPlate } from '../domain/privacy.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';

/*
 * What follows when a case is, or may become, major (domain.md §1.3, §1.7, §5): leaders are told, a crisis is watched or opened, the report to
 * the manufacturer is drafted. Nothing is sent outside.
 */

/** General manager, customer-relations manager and the manager of the department: the team of a crisis, and those who are told. */
export const leadersOf = (c: Case, staff: readonly Person[]): readonly Person[] => {
  const roles = ['general_manager', 'customer_relations_manager', 'department_manager'] as const;
  return [...new Map(roles.flatMap((role) => climb(role, c, staff)).map((p) => [p.id, p])).values()];
};

const called = (c: Case, staff: readonly Person[]): PersonId[] =>
  leadersOf(c, staff)
    .filter((p) => p.role === 'general_manager' || p.role === 'customer_relations_manager')
    .map((p) => p.id);

/** Events that new words and a new severity bring along: the crisis file, the first draft of the report. `id` is for the report. */
export function graveEvents(
  c: Case,
  news: { readonly triggers: readonly FoundTrigger[]; readonly severity: Severity },
  staff: readonly Person[],
  id: string,
): readonly CaseEventBody[] {
  const events: CaseEventBody[] = [];
  const call = crisisCalledFor(news.triggers);
  if (call?.how === 'open' && !c.crisis?.openedAt) {
    events.push({ type: 'crisis_opened', reason: call.quote, team: leadersOf(c, staff).map((p) => p.id) });
  } else if (call && !c.crisis) events.push({ type: 'crisis_watched', reason: call.quote });
  if (news.severity === 'major' && c.reports.length === 0) {
    events.push({ type: 'report_drafted', report: id, version: 1, fields: reportFields(c, '', '') });
  }
  return events;
}

/** Tells what is new about a grave case as it stands after the change: `flash` a flash report, `watched` a threat. */
export async function tellGrave(
  ports: Pick<Ports, 'people' | 'places'>,
  c: Case,
  news: { readonly flash: boolean; readonly watched: boolean; readonly by?: PersonId },
): Promise<readonly NewJob[]> {
  const jobs: NewJob[] = [];
  // Nobody is called about his own act.
  const staff = news.flash || news.watched ? (await ports.people.staff()).filter((p) => p.id !== news.by) : [];
  if (news.flash) jobs.push(...(await toLeaders(ports, c, staff, flashReport(c, staff))));
  else if (news.watched) jobs.push(...(await toLeaders(ports, c, staff, potentiallyMajor(c, staff))));
  const draft = c.reports.find((r) => r.sentAt === null);
  if (news.flash && draft) jobs.push(showReport(c, draft.id));
  if (c.crisis) jobs.push(showCrisis(c));
  if (c.crisis?.openedAt && !c.crisis.room) jobs.push(roomFor(c));
  return jobs;
}

/** Opens the channel of a crisis; once, whoever asks. */
export const roomFor = (c: Case): NewJob => ({
  payload: { kind: 'open_crisis_room', caseId: c.id },
  onceKey: `open_crisis_room:${c.id}`,
});

/** To the 重大 channel with the leaders called by name; where none is marked, to each of them. */
export async function toLeaders(
  ports: Pick<Ports, 'places'>,
  c: Case,
  staff: readonly Person[],
  notice: Notice,
): Promise<readonly NewJob[]> {
  const places = await ports.places.withPurpose('major');
  if (places.length > 0) return places.map((place) => say(c, notice, { to: 'place', place }));
  return called(c, staff).map((person) => say(c, notice, { to: 'person', person }));
}

function flashReport(c: Case, staff: readonly Person[]): Notice {
  const due = (kind: 'plan' | 'resolve') => c.clocks.findLast((clock) => clock.kind === kind)?.dueAt ?? null;
  return {
    kind: 'flash_report',
    caseId: c.id,
    number: c.number,
    version: Math.max(1, c.flashes),
    status: c.status,
    triggers: [...new Set(c.triggers.map((t) => t.trigger))],
    customer: c.facts.customerName ? maskName(c.facts.customerName.value) : '',
    summary: c.summary,
    vehicle: [...(c.facts.plate ? [maskPlate(c.facts.plate.value)] : []), vehicleText(c)]
      .filter((part) => part)
      .join(' · '),
    demand: c.facts.demand?.value ?? '',
    owner: c.assignee,
    planDueAt: due('plan'),
    resolveDueAt: due('resolve'),
    card: c.thread,
    mention: called(c, staff),
  };
}

const potentiallyMajor = (c: Case, staff: readonly Person[]): Notice => ({
  kind: 'potentially_major',
  caseId: c.id,
  number: c.number,
  quotes: c.triggers.filter((t) => t.trigger === 'threat').map((t) => t.quote),
  summary: c.summary,
  card: c.thread,
  mention: called(c, staff),
});
