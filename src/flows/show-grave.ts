import type { Case } from '../domain/case.ts';
import type { CrisisCard, ReportCard } from '../domain/case-card.ts';
import type { CaseId, MessageRef, PersonId, PlaceRef } from '../domain/ids.ts';
import type { Ports, ShowAt, ShowOutcome } from '../ports.ts';
import { policyOf } from './change-case.ts';

type Needs = Pick<Ports, 'cases' | 'chat' | 'shown' | 'people' | 'places' | 'policies'>;

/** A report of a case as its card shows it; the last one where none is named. Null when there is none. */
export async function reportCardOf(
  ports: Pick<Ports, 'people' | 'policies'>,
  c: Case,
  id?: string,
): Promise<ReportCard | null> {
  const report = c.reports.findLast((r) => id === undefined || r.id === id);
  if (!report) return null;
  const policy = policyOf(ports, c);
  return {
    case: c,
    report,
    manufacturer: policy.manufacturer,
    people: await ports.people.many(report.sentBy ? [report.sentBy] : []),
    timeZone: policy.store.timeZone,
  };
}

/** The crisis file of a case as its card shows it; null when there is none. */
export async function crisisCardOf(ports: Pick<Ports, 'people' | 'policies'>, c: Case): Promise<CrisisCard | null> {
  const { crisis } = c;
  if (!crisis) return null;
  const named = [
    ...crisis.team,
    ...crisis.log.map((entry) => entry.by),
    ...crisis.steps.map((s) => s.owner),
    ...crisis.media.map((m) => m.by),
    ...crisis.statements.flatMap((s) => [s.draftedBy, s.releasedBy]),
  ].filter((p): p is PersonId => p !== null);
  return { case: c, crisis, people: await ports.people.many(named), timeZone: policyOf(ports, c).store.timeZone };
}

/** Shows the draft of the report to the manufacturer where the leaders are, or that it was sent, when and by whom. */
export async function showReport(ports: Needs, id: CaseId, report: string, jobId: string): Promise<ShowOutcome | null> {
  const c = await ports.cases.get(id);
  const card = c ? await reportCardOf(ports, c, report) : null;
  if (!c || !card) return null;
  return keep(ports, `report:${report}`, c, null, jobId, (at) => ports.chat.showReport(card, at));
}

/** Shows the crisis file: in its own room once there is one, else where the leaders are; a card that stands there already goes on being right. */
export async function showCrisis(ports: Needs, id: CaseId, jobId: string): Promise<ShowOutcome | null> {
  const c = await ports.cases.get(id);
  const card = c ? await crisisCardOf(ports, c) : null;
  if (!c || !card) return null;
  const { room } = card.crisis;
  const show = (at: ShowAt) => ports.chat.showCrisis(card, at);
  const amongLeaders = `crisis:${id}`;
  if (!room) return keep(ports, amongLeaders, c, null, jobId, show);
  if (await ports.shown.get(amongLeaders)) await keep(ports, amongLeaders, c, null, jobId, show);
  return keep(ports, `${amongLeaders}:room`, c, room, jobId, show);
}

/** Among the leaders, where a 重大 channel is marked; else in the case's own thread. */
async function keep(
  ports: Needs,
  key: string,
  c: Case,
  room: PlaceRef | null,
  jobId: string,
  show: (at: ShowAt) => Promise<ShowOutcome>,
): Promise<ShowOutcome> {
  const shown = await ports.shown.get(key);
  const [major] = room ? [room] : await ports.places.withPurpose('major');
  const near: MessageRef | null = major ? null : c.thread;
  const outcome = await show({ shown, near, place: major ?? c.place, jobId });
  if ((outcome.type === 'shown' || outcome.type === 'reposted') && outcome.ref !== shown)
    await ports.shown.set(key, outcome.ref);
  return outcome;
}
