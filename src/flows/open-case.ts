import { localDate } from '../domain/business-time.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { dueAt } from '../domain/clock.ts';
import { higherSeverity, type Reading, severityFloor } from '../domain/complaint.ts';
import type { CaseId, MessageRef, PersonId, PlaceRef } from '../domain/ids.ts';
import { type NewJob, showCase } from '../domain/job.ts';
import type { ChatFile, Intake } from '../domain/message.ts';
import type { CaseChange, Ports } from '../ports.ts';
import { announcements } from './announce-case.ts';

/** Where a complaint came from and where its case will be talked about. */
export interface Origin {
  readonly intake: Intake;
  readonly source: MessageRef | null;
  readonly thread: MessageRef | null;
  readonly place: PlaceRef;
  readonly reporter: PersonId;
  readonly files: readonly ChatFile[];
  /** Other messages of the thread that were there first; they become notes. */
  readonly earlier: readonly { readonly ref: MessageRef; readonly text: string; readonly author: PersonId }[];
}

/** New cases, ready for one transaction with whatever caused them. */
export interface NewCases {
  readonly changes: readonly CaseChange[];
  readonly jobs: readonly NewJob[];
}

/** One case for each complaint of a reading. Nothing is saved yet; numbers are taken from the day's counter. */
export async function openCases(
  ports: Pick<Ports, 'cases' | 'clock' | 'policies' | 'people' | 'places'>,
  reading: Reading,
  origin: Origin,
): Promise<NewCases> {
  const at = ports.clock.now();
  const policy = ports.policies.current();
  const day = localDate(at, policy.store.timeZone).replaceAll('-', '');
  const changes: CaseChange[] = [];
  const jobs: NewJob[] = [];
  for (const [part, complaint] of reading.complaints.entries()) {
    const caseId = ports.clock.newId() as CaseId;
    const severity = higherSeverity(complaint.severity, severityFloor(complaint.triggers.map((t) => t.trigger)));
    const number = await ports.cases.nextNumber(day);
    const opened: CaseEventBody = {
      type: 'opened',
      number,
      part,
      intake: origin.intake,
      source: origin.source,
      thread: origin.thread,
      place: origin.place,
      reporter: origin.reporter,
      policyVersion: policy.version,
      reader: reading.reader,
      instructions: [...reading.instructions],
      ...dueAt(at, severity, policy),
      ...complaint,
      secondaryCategories: [...complaint.secondaryCategories],
      triggers: [...complaint.triggers],
      severity,
    };
    const notes = origin.earlier.map((message) => ({ by: message.author, body: asNote(message) }));
    changes.push({ caseId, expectedVersion: 0, at, events: [{ by: origin.reporter, body: opened }, ...notes] });
    const shown = { id: caseId, thread: origin.thread };
    jobs.push(showCase(shown), ...copies(shown, part === 0 ? origin.files : []));
    const known = {
      id: caseId,
      number,
      thread: origin.thread,
      severity,
      complaint,
      facts: complaint.facts,
      malformedVin: complaint.malformedVin,
      intake: origin.intake,
      source: origin.source,
    };
    if (origin.thread) jobs.push(...(await announcements(ports, known, part === 0 ? reading.ask : [])));
  }
  return { changes, jobs };
}

const asNote = (message: { readonly ref: MessageRef; readonly text: string }): CaseEventBody => ({
  type: 'noted',
  message: message.ref,
  text: message.text,
  instructions: [],
});

/** A job for each file, so that one that cannot be had holds up nothing else. */
export const copies = (
  c: { readonly id: CaseId; readonly thread: MessageRef | null },
  files: readonly ChatFile[],
): readonly NewJob[] =>
  files.map((file) => ({
    payload: { kind: 'copy_file', caseId: c.id, file: { ...file } },
    onceKey: `copy_file:${c.id}:${file.ref}`,
    // Beside the cards, not among them: a large file holds nothing up.
    orderKey: `files:${c.id}`,
  }));
