import { type Case, liveProposal } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { isOpen } from '../domain/case-status.ts';
import { owedClocks, reopenClocks, severityClocks } from '../domain/clock.ts';
import {
  type ComplaintReading,
  type FactName,
  type Facts,
  type FoundTrigger,
  higherSeverity,
  NO_FACTS,
  type Reading,
  type Severity,
  severityFloor,
} from '../domain/complaint.ts';
import { type NewJob, showApproval } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { foretold, policyOf } from './change-case.ts';
import { graveEvents, tellGrave } from './grave.ts';

type NewsNeeds = Pick<Ports, 'policies' | 'clock'>;

/** What is known while a reading is taken in. */
export interface Taking {
  readonly at: Date;
  readonly staff: readonly Person[];
  /** A new complaint about the same: a case that was done with is opened again. */
  readonly again: boolean;
}

/** What a reading adds to a case: facts that were missing, a higher severity, and life, where the case was done with. */
export function learned(ports: NewsNeeds, c: Case, reading: Reading, taking: Taking): CaseEventBody[] {
  const complaint = reading.complaints[0];
  if (!complaint) return [];
  const fresh = complaint.triggers.filter((t) => !c.triggers.some((known) => known.trigger === t.trigger));
  const to = higherSeverity(c.severity, severityFloor(fresh.map((t) => t.trigger)));
  const done = c.status === 'resolved' || c.status === 'closed';
  const again = done && (taking.again || to !== c.severity);
  if (!isOpen(c.status) && !again) return [];
  const policy = policyOf(ports, c);
  const reason = fresh.map((t) => t.quote).join(' ') || complaint.summary.slice(0, 80);
  const reopened: CaseEventBody[] = again
    ? [{ type: 'reopened', reason, clocks: reopenClocks(c, to, taking.at, policy) }]
    : [];
  const news = triggerEvents(c, { fresh, to, at: taking.at, again }, policy);
  const events = [...reopened, ...missingFacts(c, complaint), ...news];
  const after = foretold(c, c.id, taking.at, events);
  return [
    ...events,
    ...graveEvents(after, { triggers: fresh, severity: to }, taking.staff, ports.clock.newId()),
    ...expired(c, to),
  ];
}

interface News {
  readonly fresh: readonly FoundTrigger[];
  readonly to: Severity;
  readonly at: Date;
  /** The clocks were set by a reopening already. */
  readonly again: boolean;
}

function triggerEvents(c: Case, { fresh, to, at, again }: News, policy: Policy): CaseEventBody[] {
  if (fresh.length === 0) return [];
  const triggers = [...fresh];
  const owed = owedClocks(c, at, { triggers: fresh.map((t) => t.trigger), returnClaimed: false }, policy);
  if (to === c.severity) return [{ type: 'triggers_found', triggers, clocks: owed }];
  const own = again ? [] : severityClocks(c, to, true, at, policy);
  return [{ type: 'severity_changed', from: c.severity, to, reason: '', triggers, clocks: [...own, ...owed] }];
}

/** An approval that was asked for another severity no longer stands (the card says so). */
export function expired(c: Case, to: Severity): CaseEventBody[] {
  const live = liveProposal(c);
  return live?.state === 'pending' && to !== c.severity
    ? [{ type: 'expired', proposal: live.id, why: 'severity' }]
    : [];
}

/** What a case takes over from one that is merged into it: facts it lacks, and the higher severity with its triggers. */
export function takeOver(ports: NewsNeeds, into: Case, from: Case, taking: Taking): CaseEventBody[] {
  const facts = missingFacts(into, from);
  const to = higherSeverity(into.severity, from.severity);
  const fresh = from.triggers.filter((t) => !into.triggers.some((known) => known.trigger === t.trigger));
  const events = [
    ...facts,
    ...(to === into.severity && fresh.length === 0
      ? []
      : raisedBy(into, { fresh, to, at: taking.at, again: false }, from.number, policyOf(ports, into))),
  ];
  const after = foretold(into, into.id, taking.at, events);
  const grave = graveEvents(after, { triggers: fresh, severity: to }, taking.staff, ports.clock.newId());
  return [...events, ...grave, ...expired(into, to)];
}

function raisedBy(into: Case, news: News, reason: string, policy: Policy): CaseEventBody[] {
  if (news.to === into.severity) return triggerEvents(into, news, policy);
  const clocks = severityClocks(into, news.to, true, news.at, policy);
  return [{ type: 'severity_changed', from: into.severity, to: news.to, reason, triggers: [...news.fresh], clocks }];
}

function missingFacts(c: Case, complaint: Pick<ComplaintReading, 'facts'>): CaseEventBody[] {
  const names = (Object.keys(NO_FACTS) as FactName[]).filter(
    (name) => c.facts[name] === null && complaint.facts[name] !== null,
  );
  if (names.length === 0) return [];
  const facts = Object.fromEntries(names.map((name) => [name, complaint.facts[name]])) as Partial<Facts>;
  return [{ type: 'amended', category: null, summary: null, facts } as CaseEventBody];
}

/** What is told when words raised a severity, set off a crisis or voided an approval. */
export async function raised(
  ports: Pick<Ports, 'people' | 'places'>,
  c: Case,
  events: readonly CaseEventBody[],
  at: Date,
): Promise<readonly NewJob[]> {
  if (!c.thread || events.length === 0) return [];
  const after = foretold(c, c.id, at, events);
  const change = events.find((e) => e.type === 'severity_changed');
  const more = events.some((e) => e.type === 'triggers_found');
  const flash = after.severity === 'major' && (change !== undefined || more);
  const watched = after.crisis !== null && (c.crisis === null || events.some((e) => e.type === 'crisis_opened'));
  return [
    ...reopenNotice(c, events),
    ...severityNotice(c, change),
    ...(await tellGrave(ports, after, { flash, watched })),
    ...expiryNotice(c, events),
  ];
}

/** In its own thread, wherever the words came from: whoever had it has it again. */
function reopenNotice(c: Case, events: readonly CaseEventBody[]): readonly NewJob[] {
  const again = events.find((e) => e.type === 'reopened');
  if (again?.type !== 'reopened' || !c.thread) return [];
  const { reason } = again;
  const notice = { kind: 'reopened', caseId: c.id, number: c.number, mention: c.assignee, by: null, reason } as const;
  return [say(c, notice, { to: 'thread', message: c.thread })];
}

function severityNotice(c: Case, change: CaseEventBody | undefined): readonly NewJob[] {
  if (change?.type !== 'severity_changed' || !c.thread) return [];
  const { from, to } = change;
  const quotes = change.triggers.map((t) => t.quote).filter((quote) => quote !== '');
  const notice = { kind: 'severity_raised', caseId: c.id, number: c.number, from, to, quotes } as const;
  return [say(c, { ...notice, quotes: [...quotes] }, { to: 'thread', message: c.thread })];
}

/** Tells whoever proposed that the approval is void, and draws its card. */
export function expiryNotice(c: Case, events: readonly CaseEventBody[]): readonly NewJob[] {
  const gone = events.find((e) => e.type === 'expired');
  if (gone?.type !== 'expired') return [];
  const by = c.proposals.find((p) => p.id === gone.proposal)?.proposedBy;
  if (!by || !c.thread) return [showApproval(c, gone.proposal)];
  const notice = { kind: 'approval_expired', caseId: c.id, number: c.number, mention: by, why: gone.why } as const;
  return [showApproval(c, gone.proposal), say(c, notice, { to: 'thread', message: c.thread })];
}
