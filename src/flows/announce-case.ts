import type { AskableFact, ComplaintReading, Facts, Severity } from '../domain/complaint.ts';
import type { CaseId, MessageRef } from '../domain/ids.ts';
import { type Addressee, type NewJob, orderOf } from '../domain/job.ts';
import { type KnownCustomer, maskedText } from '../domain/masked-text.ts';
import type { Intake } from '../domain/message.ts';
import type { Notice } from '../domain/notice.ts';
import type { Ports } from '../ports.ts';

/** What an announcement needs to know of a case. */
export interface Announced {
  readonly id: CaseId;
  readonly number: string;
  readonly thread: MessageRef | null;
  readonly severity: Severity;
  readonly intake: Intake;
  readonly source: MessageRef | null;
  readonly complaint: Pick<ComplaintReading, 'triggers' | 'summary'>;
  readonly facts: Facts;
  readonly malformedVin: string | null;
}

/** A notice about a case, after everything said about it before; what people typed in it is masked (domain.md §9.3). */
export const say = (
  c: KnownCustomer & { readonly id: CaseId; readonly thread: MessageRef | null },
  notice: Notice,
  addressee: Addressee,
): NewJob => ({
  payload: { kind: 'say', notice: masked(c, notice), addressee },
  orderKey: orderOf(c),
});

function masked(c: KnownCustomer, notice: Notice): Notice {
  const mask = (text: string) => maskedText(c, text);
  switch (notice.kind) {
    case 'major_case':
      return { ...notice, summary: mask(notice.summary) };
    case 'severity_raised':
      return { ...notice, quotes: notice.quotes.map(mask) };
    case 'handed_to_you':
    case 'rejected':
    case 'reopened':
      return { ...notice, reason: mask(notice.reason) };
    case 'file_not_kept':
      return { ...notice, name: mask(notice.name) };
    default:
      return notice;
  }
}

/** What is said when a case has its place in the chat: missing facts are asked for, a major one is told to those who must know. */
export async function announcements(
  ports: Pick<Ports, 'people' | 'places'>,
  c: Announced,
  ask: readonly AskableFact[],
): Promise<readonly NewJob[]> {
  const ref = { caseId: c.id, number: c.number };
  const jobs: NewJob[] = [];
  if (ask.length > 0 && c.thread) {
    jobs.push(say(c, { kind: 'ask_facts', ...ref, facts: [...ask.slice(0, 2)] }, { to: 'thread', message: c.thread }));
  }
  if (c.severity === 'major') jobs.push(...(await tellMajor(ports, c)));
  return jobs;
}

/** A major case goes to the 重大 channel at once, with the general and the customer-relations manager called by name (domain.md §2, S0c). */
export async function tellMajor(ports: Pick<Ports, 'people' | 'places'>, c: Announced): Promise<readonly NewJob[]> {
  const places = await ports.places.withPurpose('major');
  const people = await ports.people.withRole();
  const mention = people
    .filter((p) => p.active && (p.role === 'general_manager' || p.role === 'customer_relations_manager'))
    .map((p) => p.id);
  const triggers = [...new Set(c.complaint.triggers.map((t) => t.trigger))];
  const notice: Notice = {
    kind: 'major_case',
    caseId: c.id,
    number: c.number,
    triggers,
    summary: c.complaint.summary,
    card: c.thread,
    mention,
  };
  if (places.length > 0) return places.map((place) => say(c, notice, { to: 'place', place }));
  return mention.map((person) => say(c, notice, { to: 'person', person }));
}
