import { localDate } from '../domain/business-time.ts';
import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { openingClocks } from '../domain/clock.ts';
import { type ComplaintReading, higherSeverity, type Reading, severityFloor } from '../domain/complaint.ts';
import type { CaseId, MessageRef, PersonId, PlaceRef } from '../domain/ids.ts';
import { type NewJob, readWithModel, showCase } from '../domain/job.ts';
import type { ChatFile, Intake } from '../domain/message.ts';
import type { Person } from '../domain/person.ts';
import { departmentFor, routeTo } from '../domain/routing.ts';
import { vehicleReturnClaimed } from '../domain/vehicle-claim.ts';
import type { CaseChange, Ports } from '../ports.ts';
import { namesComplainedAbout } from '../reading/accused.ts';
import { isByPhone } from '../reading/by-phone.ts';
import { askFor } from './announce-case.ts';
import { foretold } from './change-case.ts';
import { graveEvents, tellGrave } from './grave.ts';
import { promisesHeard } from './learn.ts';
import { type Earlier, earlierCase, repeatNotice, withRepeat } from './repeat-customer.ts';
import { ownWordsRead, type SecondLook } from './second-reading.ts';

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

type Needs = Pick<Ports, 'cases' | 'clock' | 'policies' | 'people' | 'places' | 'models'>;

/** A reading by a model that opens cases: what it saw in each, and how many the message has already. */
export interface ByModel {
  readonly looks: readonly SecondLook[];
  readonly partsBefore: number;
}

/** What the caller has just looked up, and need not be asked for again. */
export interface LookedUp {
  readonly staff?: readonly Person[];
  /** The earlier case of the first complaint. */
  readonly earlier?: Earlier | null;
}

/**
 * One case for each complaint of a reading. Nothing is saved yet; numbers are taken from the day's counter. Where a model is set up and has not
 * read it (`byModel` null), it is asked next.
 */
export async function openCases(
  ports: Needs,
  reading: Reading,
  origin: Origin,
  byModel: ByModel | null = null,
  known: LookedUp = {},
): Promise<NewCases> {
  const at = ports.clock.now();
  const staff = known.staff ?? (await ports.people.staff());
  const changes: CaseChange[] = [];
  const jobs: NewJob[] = [];
  const awaitsModel = byModel === null && ports.models.set !== null;
  for (const [i, read] of reading.complaints.entries()) {
    const part = i + (byModel?.partsBefore ?? 0);
    const caseId = ports.clock.newId() as CaseId;
    const looked = i === 0 ? known.earlier : undefined;
    const earlier = looked === undefined ? await earlierCase(ports, read.facts, at) : looked;
    const complaint = withRepeat(read, earlier);
    const opened = await openedEvent(ports, { ...reading, complaint, part, awaitsModel }, origin, earlier, staff, at);
    const bare = foretold(null, caseId, at, [opened]);
    const { triggers, severity } = bare;
    const look = byModel?.looks[i];
    const follows = [
      ...(look ? [ownWordsRead(bare, look, origin.source)] : []),
      ...promisesHeard(bare, complaint, origin.source, ports.clock),
      ...graveEvents(bare, { triggers, severity }, staff, ports.clock.newId()),
    ];
    const notes = origin.earlier.map((message) => ({ by: message.author, body: asNote(message) }));
    const byDesk = follows.map((body) => ({ by: null, body }));
    changes.push({
      caseId,
      expectedVersion: 0,
      at,
      events: [{ by: origin.reporter, body: opened }, ...notes, ...byDesk],
    });
    const c = foretold(bare, caseId, at, follows);
    jobs.push(showCase(c), ...copies(c, part === 0 ? origin.files : []));
    if (awaitsModel) jobs.push(readWithModel(origin.source ? { message: origin.source } : { caseId }));
    if (origin.thread) jobs.push(...askFor(c, part === 0 ? reading.ask : []), ...(await newsOf(ports, c, earlier)));
  }
  return { changes, jobs };
}

/** What is told of a new case once it has its place in the chat. */
export async function newsOf(
  ports: Pick<Ports, 'people' | 'places' | 'cases'>,
  c: Case,
  earlier: Earlier | null,
): Promise<readonly NewJob[]> {
  const grave = await tellGrave(ports, c, { flash: c.severity === 'major', watched: c.crisis !== null });
  return [...grave, ...repeatNotice(c, earlier)];
}

type Part = Pick<Reading, 'reader' | 'instructions'> & {
  readonly complaint: ComplaintReading;
  readonly part: number;
  readonly awaitsModel: boolean;
};

async function openedEvent(
  ports: Needs,
  { complaint: { promises: _, ...complaint }, part, reader, instructions, awaitsModel }: Part,
  origin: Origin,
  earlier: Earlier | null,
  staff: readonly Person[],
  at: Date,
): Promise<CaseEventBody> {
  const policy = ports.policies.current();
  const severity = higherSeverity(complaint.severity, severityFloor(complaint.triggers.map((t) => t.trigger)));
  const department = departmentFor(complaint.category.value, isByPhone(complaint.text), policy);
  const accused = accusedIn(complaint.text, staff);
  const major = severity === 'major';
  const day = localDate(at, policy.store.timeZone);
  const { number, turn } = await ports.cases.nextNumber(day, major ? undefined : department);
  const owed = { triggers: complaint.triggers.map((t) => t.trigger), returnClaimed: vehicleReturnClaimed(complaint) };
  return {
    type: 'opened',
    number,
    part,
    intake: origin.intake,
    source: origin.source,
    thread: origin.thread,
    place: origin.place,
    reporter: origin.reporter,
    policyVersion: policy.version,
    reader,
    awaitsModel,
    instructions: [...instructions],
    department,
    accused,
    routedTo: routeTo({ department, major, accused, turn }, staff, at, policy),
    repeatOf: earlier ? { id: earlier.case.id, number: earlier.case.number } : null,
    clocks: openingClocks(at, severity, owed, policy),
    ...complaint,
    secondaryCategories: [...complaint.secondaryCategories],
    triggers: [...complaint.triggers],
    severity,
  };
}

/** Staff a text complains about. Somebody else may have the same name: then both are kept away from it. */
function accusedIn(text: string, staff: readonly Person[]): PersonId[] {
  const names = namesComplainedAbout(
    text,
    staff.map((p) => p.name),
  );
  return staff.filter((p) => names.includes(p.name)).map((p) => p.id);
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
