import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import type { MessageRef } from '../domain/ids.ts';
import { type NewJob, showCase } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import type { CaseChange, Ports } from '../ports.ts';
import { applyToLaterWords, applyToOwnWords, type Changed } from './apply-second-look.ts';
import type { ReadTogether } from './ask-model.ts';
import { type Awaited, casesOf, keepOutcome } from './awaited.ts';
import { originOf } from './follow-reading.ts';
import { openCases } from './open-case.ts';
import { looksOf, type SecondLook } from './second-reading.ts';

type Needs = Pick<Ports, 'inbox' | 'cases' | 'people' | 'places' | 'policies' | 'clock' | 'chat' | 'models'>;
type Together = Extract<ReadTogether, { type: 'read' }>;

const shares = (c: Case, { complaint }: SecondLook): boolean =>
  (['phone', 'plate', 'vin', 'customerName'] as const).some(
    (fact) => c.facts[fact] !== null && c.facts[fact].value === complaint.facts[fact]?.value,
  );
const overlaps = (c: Case, { complaint }: SecondLook): boolean =>
  c.text.includes(complaint.text) || complaint.text.includes(c.text);

/** Which complaint of the second reading each case is; what is left over are complaints the rules had not told apart. */
function pairUp(cases: readonly Case[], looks: readonly SecondLook[]) {
  const inOrder = [...cases].sort((a, b) => a.part - b.part);
  if (looks.length === cases.length) {
    return { pairs: inOrder.map((c, i) => ({ c, look: looks[i] ?? null })), left: [] };
  }
  const left = [...looks];
  const pairs = inOrder.map((c) => {
    const same = left.findIndex((look) => shares(c, look));
    const at = same >= 0 ? same : left.findIndex((look) => overlaps(c, look));
    return { c, look: at < 0 ? null : (left.splice(at, 1)[0] ?? null) };
  });
  return { pairs, left: looks.length > cases.length ? left : [] };
}

/** Puts a second reading to the cases its message opened or was added to. */
export async function applyToCases(ports: Needs, message: Awaited, asked: Together): Promise<void> {
  const { merged, reader } = asked;
  const looks = looksOf(merged, reader, asked.unsupported);
  const cases = await casesOf(ports, message.outcome.caseIds);
  const staff = await ports.people.staff();
  const instructions = [...new Set([...message.outcome.instructions, ...merged.reading.instructions])];
  if (message.outcome.note) {
    const [look] = looks;
    const changed = look
      ? await Promise.all(cases.map((c) => applyToLaterWords(ports, c, look, message.ref, staff, asked.complaint)))
      : [];
    return keepOutcome(ports, message, { second: 'read', reader, instructions }, ...parted(changed));
  }
  const { pairs, left } = pairUp(cases, looks);
  const own = await Promise.all(
    pairs.map(({ c, look }) => applyOrDoubt(ports, c, look, message.ref, looks.length, staff)),
  );
  const opened = await openLeft(ports, message, merged.reading, left, cases);
  const caseIds = [...message.outcome.caseIds, ...opened.changes.map((c) => c.caseId)];
  const [changes, jobs] = parted(own);
  return keepOutcome(
    ports,
    message,
    { second: 'read', reader, instructions, caseIds },
    [...changes, ...opened.changes],
    [...jobs, ...opened.jobs],
  );
}

const parted = (changed: readonly Changed[]): [CaseChange[], NewJob[]] => [
  changed.map(({ change }) => change),
  changed.flatMap(({ jobs }) => jobs),
];

/** A case the second reading does not see as one of its own stays as it is, and says so. */
function applyOrDoubt(
  ports: Needs,
  c: Case,
  look: SecondLook | null,
  message: MessageRef,
  seen: number,
  staff: readonly Person[],
): Promise<Changed> {
  if (look) return applyToOwnWords(ports, c, look, message, staff);
  const body: CaseEventBody = {
    type: 'contradicted',
    message,
    doubts: [{ field: 'split', held: null, said: String(seen), by: 'model' }],
  };
  const change = { caseId: c.id, expectedVersion: c.version, at: ports.clock.now(), events: [{ by: null, body }] };
  return Promise.resolve({ change, jobs: [showCase(c)] });
}

/** Complaints of other customers in the same message, which the rules had taken for one. */
async function openLeft(
  ports: Needs,
  message: Awaited,
  reading: Together['merged']['reading'],
  left: readonly SecondLook[],
  cases: readonly Case[],
) {
  if (left.length === 0) return { changes: [], jobs: [] };
  const complaints = left.map((look) => look.complaint);
  const partsBefore = Math.max(-1, ...cases.map((c) => c.part)) + 1;
  const origin = { ...(await originOf(ports, message)), files: [] };
  return openCases(ports, { ...reading, complaints, ask: [] }, origin, { looks: left, partsBefore });
}
