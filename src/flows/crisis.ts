import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { type Crisis, type CrisisPhase, type CrisisStep, type Impact, isCrisis } from '../domain/crisis.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId, ChatUserRef, PersonId } from '../domain/ids.ts';
import { type NewJob, showCrisis } from '../domain/job.ts';
import type { Notice } from '../domain/notice.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase, foretold } from './change-case.ts';
import { findPerson } from './find-person.ts';
import { leadersOf, roomFor, toLeaders } from './grave.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'people' | 'places'>;

/*
 * The crisis file (domain.md §1.7). It records, informs and asks; it never acts: a statement is written and released by people, a phase is
 * changed by a person.
 */

/** The five impact questions and the probability. Three yes open the file (ours). */
export function assessImpact(ports: Needs, by: Person, id: CaseId, impact: Impact): Promise<Case> {
  return changeCase(ports, by, id, async (c, at) => {
    checkMayAct(by, c, 'assess_impact');
    const assessed: CaseEventBody = { type: 'impact_assessed', yes: [...impact.yes], probability: impact.probability };
    if (!isCrisis(impact) || c.crisis?.openedAt) return { events: [assessed], jobs: [showCrisis(c)] };
    const staff = await ports.people.staff();
    const team = leadersOf(c, staff).map((p) => p.id);
    const reason = `${impact.yes.length}/5`;
    const events: CaseEventBody[] = [assessed, { type: 'crisis_opened', reason, team }];
    const after = foretold(c, id, at, events);
    return { events, jobs: [showCrisis(c), roomFor(c), ...(await tellPhase(ports, after, by, staff))] };
  });
}

/** Moves the file to another phase, with a reason; the team is told. */
export function changePhase(ports: Needs, by: Person, id: CaseId, phase: CrisisPhase, reason: string): Promise<Case> {
  return changeCase(ports, by, id, async (c, at) => {
    checkMayAct(by, c, 'crisis');
    const file = fileOf(c);
    if (file.phase === phase) throw new RuleError('nothing_to_change', {});
    const events: CaseEventBody[] = [{ type: 'crisis_phase_changed', phase, reason: needReason(reason) }];
    const after = foretold(c, id, at, events);
    return { events, jobs: [showCrisis(c), ...(await tellPhase(ports, after, by, await ports.people.staff()))] };
  });
}

async function tellPhase(ports: Needs, c: Case, by: Person, staff: readonly Person[]): Promise<readonly NewJob[]> {
  const file = fileOf(c);
  const { phase } = file;
  const reason = file.log.at(-1)?.reason ?? '';
  const mention = file.team.filter((p) => p !== by.id);
  const notice: Notice = { kind: 'crisis', caseId: c.id, number: c.number, phase, reason, mention, card: c.thread };
  const inThread = c.thread
    ? [say(c, { ...notice, card: null, mention: [] }, { to: 'thread', message: c.thread })]
    : [];
  return [...inThread, ...(await toLeaders(ports, c, staff, notice))];
}

/** One of the six steps. What is left empty stays: who does it, and, where somebody is named, that it is done; nothing at all takes the tick back. */
export async function setCrisisStep(
  ports: Needs & Pick<Ports, 'chat' | 'policies'>,
  by: Person,
  id: CaseId,
  input: { readonly step: CrisisStep; readonly owner: ChatUserRef | null; readonly done: boolean },
): Promise<Case> {
  const owner: PersonId | null = input.owner ? (await findPerson(ports, input.owner)).id : null;
  return inFile(ports, by, id, ({ steps }) => {
    const now = steps.find((s) => s.step === input.step);
    const done = input.done || (owner !== null && now?.doneAt != null);
    return { type: 'crisis_step_set', step: input.step, owner: owner ?? now?.owner ?? null, done };
  });
}

/** The press called, came, wrote. */
export const logMedia = (
  ports: Needs,
  by: Person,
  id: CaseId,
  input: { readonly outlet: string; readonly text: string },
): Promise<Case> =>
  inFile(ports, by, id, () => ({
    type: 'media_contacted',
    outlet: needReason(input.outlet),
    text: needReason(input.text),
  }));

/** A draft of what is said to the public. It goes nowhere until a named person releases it. */
export function draftStatement(ports: Needs, by: Person, id: CaseId, text: string): Promise<Case> {
  const statement = ports.clock.newId();
  return inFile(ports, by, id, () => ({ type: 'statement_drafted', statement, text: needReason(text) }));
}

/** Releases a statement: the general manager by his own press. The desk publishes nothing; who released which words when is on record. */
export function releaseStatement(ports: Needs, by: Person, id: CaseId, statement: string): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'release_statement');
    const draft = fileOf(c).statements.find((s) => s.id === statement && s.releasedAt === null);
    if (!draft) throw new RuleError('statement_not_found', {});
    return { events: [{ type: 'statement_released', statement }], jobs: [showCrisis(c)] };
  });
}

function inFile(ports: Needs, by: Person, id: CaseId, event: (file: Crisis) => CaseEventBody): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'crisis');
    return { events: [event(fileOf(c))], jobs: [showCrisis(c)] };
  });
}

function fileOf(c: Case): Crisis {
  if (!c.crisis) throw new RuleError('crisis_not_open', {});
  return c.crisis;
}

/** Opens the private place of a crisis with its team in it. A chat that has none, or refuses, leaves the file without a room. */
export async function openCrisisRoom(
  ports: Pick<Ports, 'cases' | 'clock' | 'people' | 'chat'>,
  id: CaseId,
): Promise<void> {
  const c = await ports.cases.get(id);
  if (!c?.crisis?.openedAt || c.crisis.room) return;
  const team = [...(await ports.people.many(c.crisis.team)).values()].filter((p) => p.active);
  const room = await ports.chat.openRoom(`crisis-${c.number}`, c.number, team);
  if (!room) return;
  await changeCase(ports, null, id, (now) => ({
    events: now.crisis?.room ? [] : [{ type: 'crisis_room_opened', room }],
    jobs: [showCrisis(now)],
  }));
}
