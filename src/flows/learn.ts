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
import { contradictions } from '../domain/contradiction.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { Ports } from '../ports.ts';
import { foretold, policyOf } from './change-case.ts';
import { graveEvents } from './grave.ts';

type NewsNeeds = Pick<Ports, 'policies' | 'clock'>;

/** What is known while a reading is taken in. */
export interface Taking {
  readonly at: Date;
  readonly staff: readonly Person[];
  /** A new complaint about the same: a case that was done with is opened again. */
  readonly again: boolean;
  /** The message that was read. */
  readonly message?: MessageRef;
}

const MOST_PROMISES = 3;

/**
 * What a reading adds to a case: facts that were missing, promises, a higher severity, and life, where the case was done with; what it says
 * otherwise than the case is kept as a doubt.
 */
export function learned(ports: NewsNeeds, c: Case, reading: Reading, taking: Taking): CaseEventBody[] {
  const complaint = reading.complaints[0];
  if (!complaint) return [];
  const fresh = freshTriggers(c, complaint);
  const to = higherSeverity(c.severity, severityFloor(fresh.map((t) => t.trigger)));
  const { message = null } = taking;
  const doubts = contradictions(c, complaint);
  const facts: CaseEventBody[] = [
    ...missingFacts(c, complaint),
    ...(doubts.length > 0 ? [{ type: 'contradicted' as const, message, doubts }] : []),
    ...promisesHeard(c, complaint, message, ports.clock),
  ];
  return withNews(ports, c, facts, { fresh, to, reason: complaint.summary.slice(0, 80) }, taking);
}

/** Triggers a case does not have yet. */
export const freshTriggers = (c: Case, { triggers }: Pick<ComplaintReading, 'triggers'>): readonly FoundTrigger[] =>
  triggers.filter((t) => !c.triggers.some((known) => known.trigger === t.trigger));

/** Promises to the customer that a text tells of and the case has not heard yet. */
export const promisesHeard = (
  c: Case,
  { promises }: Pick<ComplaintReading, 'promises'>,
  message: MessageRef | null,
  clock: Pick<Ports['clock'], 'newId'>,
): CaseEventBody[] =>
  promises
    .filter((p) => !c.reading.heardQuotes.some((known) => known.includes(p.quote) || p.quote.includes(known)))
    .slice(0, MOST_PROMISES)
    .map((p) => ({ type: 'promise_heard', message, heard: { ...p, id: clock.newId() } }));

/** How grave the words are: triggers that are new, and the severity they lead to. `reason` stands where no trigger does. */
export interface Gravity {
  readonly fresh: readonly FoundTrigger[];
  readonly to: Severity;
  readonly reason: string;
}

/** Events of a reading with what follows from how grave it is: the case lives again, its severity rises, an approval no longer stands. */
export function withNews(
  ports: NewsNeeds,
  c: Case,
  facts: readonly CaseEventBody[],
  { fresh, to, reason }: Gravity,
  taking: Taking,
): CaseEventBody[] {
  const done = c.status === 'resolved' || c.status === 'closed';
  const again = done && (taking.again || to !== c.severity);
  if (!isOpen(c.status) && !again) return [];
  const policy = policyOf(ports, c);
  const words = fresh.map((t) => t.quote).join(' ') || reason;
  const reopened: CaseEventBody[] = again
    ? [{ type: 'reopened', reason: words, clocks: reopenClocks(c, to, taking.at, policy) }]
    : [];
  const news = triggerEvents(c, { fresh, to, at: taking.at, again, reason: fresh.length > 0 ? '' : reason }, policy);
  const events = [...reopened, ...facts, ...news];
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
  /** Why, where no trigger says it. */
  readonly reason: string;
}

function triggerEvents(c: Case, { fresh, to, at, again, reason }: News, policy: Policy): CaseEventBody[] {
  if (fresh.length === 0 && to === c.severity) return [];
  const triggers = [...fresh];
  const owed = owedClocks(c, at, { triggers: fresh.map((t) => t.trigger), returnClaimed: false }, policy);
  if (to === c.severity) return [{ type: 'triggers_found', triggers, clocks: owed }];
  const own = again ? [] : severityClocks(c, to, true, at, policy);
  return [{ type: 'severity_changed', from: c.severity, to, reason, triggers, clocks: [...own, ...owed] }];
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
      : raisedBy(into, { fresh, to, at: taking.at, again: false, reason: from.number }, policyOf(ports, into))),
  ];
  const after = foretold(into, into.id, taking.at, events);
  const grave = graveEvents(after, { triggers: fresh, severity: to }, taking.staff, ports.clock.newId());
  return [...events, ...grave, ...expired(into, to)];
}

function raisedBy(into: Case, news: News, policy: Policy): CaseEventBody[] {
  if (news.to === into.severity) return triggerEvents(into, news, policy);
  const clocks = severityClocks(into, news.to, true, news.at, policy);
  return [
    {
      type: 'severity_changed',
      from: into.severity,
      to: news.to,
      reason: news.reason,
      triggers: [...news.fresh],
      clocks,
    },
  ];
}

function missingFacts(c: Case, complaint: Pick<ComplaintReading, 'facts'>): CaseEventBody[] {
  const names = (Object.keys(NO_FACTS) as FactName[]).filter(
    (name) => c.facts[name] === null && complaint.facts[name] !== null,
  );
  if (names.length === 0) return [];
  const facts = Object.fromEntries(names.map((name) => [name, complaint.facts[name]])) as Partial<Facts>;
  return [{ type: 'amended', category: null, customerType: null, summary: null, facts } as CaseEventBody];
}
