import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { isOpen } from '../domain/case-status.ts';
import { dueAt } from '../domain/clock.ts';
import {
  type ComplaintReading,
  type FactName,
  type Facts,
  type FoundTrigger,
  higherSeverity,
  NO_FACTS,
  type Reading,
  severityFloor,
} from '../domain/complaint.ts';
import { type NewJob, seen, showCase } from '../domain/job.ts';
import { type Message, outcomeOf } from '../domain/message.ts';
import type { CaseChange, Ports } from '../ports.ts';
import { say, tellMajor } from './announce-case.ts';
import { findPerson } from './find-person.ts';
import { copies } from './open-case.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'people' | 'places' | 'policies' | 'chat'>;

/**
 * A message in the thread of known cases becomes a note on each it may mean; facts that were missing are filled in, and new triggers raise
 * the severity (domain.md §1.3: text can raise it, never lower it). Closed cases only take the note.
 */
export async function addToCases(
  ports: Needs,
  message: Message,
  reading: Reading,
  known: readonly Case[],
): Promise<void> {
  const at = ports.clock.now();
  const author = await findPerson(ports, message.author);
  const targets = meant(message, reading, known);
  const changes: CaseChange[] = [];
  const jobs: NewJob[] = [];
  for (const [i, c] of targets.entries()) {
    const follows = learned(ports, c, reading, at).map((body) => ({ by: null, body }));
    const events = [{ by: author.id, body: note(message, reading) }, ...follows];
    changes.push({ caseId: c.id, expectedVersion: c.version, at, events });
    jobs.push(
      showCase(c),
      ...(i === 0 ? copies(c, message.files) : []),
      ...(await raised(
        ports,
        c,
        follows.map((e) => e.body),
      )),
    );
  }
  const elsewhere = message.root !== targets[0]?.thread;
  if (elsewhere && targets[0]) {
    const notice = { kind: 'added_to_case', caseId: targets[0].id, number: targets[0].number } as const;
    jobs.push(seen(message.ref), say(targets[0], notice, { to: 'thread', message: message.root }));
  }
  const outcome = outcomeOf(reading, at, { note: true, caseIds: targets.map((c) => c.id) });
  await ports.cases.commit({ cases: changes, outcomes: [{ message: message.ref, outcome }], jobs });
}

/** Of several cases in one thread, those whose car, phone or customer the message names; all of them when it names none. */
function meant(message: Message, reading: Reading, known: readonly Case[]): readonly Case[] {
  const said = reading.complaints[0]?.facts;
  const named = known.filter((c) =>
    (['plate', 'phone', 'vin', 'customerName'] as const).some((name) => {
      const value = c.facts[name]?.value;
      return value !== undefined && (message.text.includes(value) || said?.[name]?.value === value);
    }),
  );
  return named.length > 0 ? named : known;
}

const note = (message: Message, reading: Reading): CaseEventBody => ({
  type: 'noted',
  message: message.ref,
  text: message.text,
  instructions: [...reading.instructions],
});

/** What a reading adds to a case: facts that were missing, a higher severity, and life, where the case was done with. */
export function learned(ports: Pick<Ports, 'policies'>, c: Case, reading: Reading, at: Date): CaseEventBody[] {
  const complaint = reading.complaints[0];
  if (!complaint) return [];
  const raised = raise(ports, c, complaint.triggers, at);
  const again =
    raised.length > 0 && (c.status === 'resolved' || c.status === 'closed') ? reopened(ports, c, complaint, at) : [];
  if (!isOpen(c.status) && again.length === 0) return [];
  return [...again, ...missingFacts(c, complaint), ...raised];
}

/** New and graver words about a case that was done with make it live again (design: a new complaint reopens). */
function reopened(ports: Pick<Ports, 'policies'>, c: Case, complaint: ComplaintReading, at: Date): CaseEventBody[] {
  const reason = complaint.triggers.map((t) => t.quote).join(' ');
  return [{ type: 'reopened', reason, ...dueAt(at, c.severity, ports.policies.current()) }];
}

/** What a case takes over from one that is merged into it: facts it lacks, and the higher severity with its triggers. */
export function takeOver(ports: Pick<Ports, 'policies'>, into: Case, from: Case, at: Date): CaseEventBody[] {
  const facts = missingFacts(into, from);
  const to = higherSeverity(into.severity, from.severity);
  if (to === into.severity) return facts;
  const fresh = from.triggers.filter((t) => !into.triggers.some((known) => known.trigger === t.trigger));
  const due = dueAt(at, to, ports.policies.current());
  return [
    ...facts,
    { type: 'severity_changed', from: into.severity, to, reason: from.number, triggers: [...fresh], ...due },
  ];
}

function missingFacts(c: Case, complaint: Pick<ComplaintReading, 'facts'>): CaseEventBody[] {
  const names = (Object.keys(NO_FACTS) as FactName[]).filter(
    (name) => c.facts[name] === null && complaint.facts[name] !== null,
  );
  if (names.length === 0) return [];
  const facts = Object.fromEntries(names.map((name) => [name, complaint.facts[name]])) as Partial<Facts>;
  return [{ type: 'amended', category: null, summary: null, facts } as CaseEventBody];
}

function raise(ports: Pick<Ports, 'policies'>, c: Case, triggers: readonly FoundTrigger[], at: Date): CaseEventBody[] {
  const fresh = triggers.filter((t) => !c.triggers.some((known) => known.trigger === t.trigger));
  const to = higherSeverity(c.severity, severityFloor(fresh.map((t) => t.trigger)));
  if (fresh.length === 0 || to === c.severity) return [];
  const due = dueAt(at, to, ports.policies.current());
  return [{ type: 'severity_changed', from: c.severity, to, reason: '', triggers: [...fresh], ...due }];
}

/** What is told when words raised a severity. */
export async function raised(
  ports: Pick<Ports, 'people' | 'places'>,
  c: Case,
  events: readonly CaseEventBody[],
): Promise<readonly NewJob[]> {
  const change = events.find((e) => e.type === 'severity_changed');
  if (change?.type !== 'severity_changed' || !c.thread) return [];
  const quotes = change.triggers.map((t) => t.quote);
  const notice = {
    kind: 'severity_raised',
    caseId: c.id,
    number: c.number,
    from: change.from,
    to: change.to,
    quotes,
  } as const;
  const inThread = say(c, { ...notice, quotes: [...quotes] }, { to: 'thread', message: c.thread });
  if (change.to !== 'major') return [inThread];
  const complaint = { triggers: change.triggers, summary: c.summary };
  return [inThread, ...(await tellMajor(ports, { ...c, complaint }))];
}
