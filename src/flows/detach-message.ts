import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { ConflictError } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { seen, showCase } from '../domain/job.ts';
import { type Message, outcomeOf } from '../domain/message.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { originOf } from './follow-reading.ts';
import { openCases } from './open-case.ts';
import { readForced } from './register-message.ts';
import { takenFor } from './repeat-customer.ts';
import { secondOf } from './second-reading.ts';

type Needs = Pick<Ports, 'inbox' | 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'chat' | 'models'>;

/** The new case of a message, and the one it was taken for. */
export interface Detached {
  readonly case: Case;
  readonly from: Case;
}

const TRIES = 5;

/**
 * A person says: another matter. A message that was taken for an earlier case becomes a case of its own; the earlier one keeps what it noted
 * and says where the message went. Whoever has a role may, or wrote it. RuleError `nothing_to_detach` when it was put right already, so two presses open one case.
 */
export async function detachMessage(ports: Needs, by: Person, ref: MessageRef): Promise<Detached> {
  for (let tried = 1; ; tried++) {
    const { message, case: from } = await takenFor(ports, by, ref);
    try {
      return { case: await openedAnew(ports, by, message, from), from };
    } catch (error) {
      if (!(error instanceof ConflictError) || tried >= TRIES) throw error;
    }
  }
}

async function openedAnew(ports: Needs, by: Person, message: Message, from: Case): Promise<Case> {
  const at = ports.clock.now();
  const reading = await readForced(ports, message.text, message.postedAt);
  const { changes, jobs } = await openCases(
    ports,
    reading,
    await originOf(ports, message, await repliesTo(ports, message)),
  );
  const [first] = changes;
  const opened = first?.events[0]?.body;
  if (!first || opened?.type !== 'opened') throw new Error('a message made no case');
  const body: CaseEventBody = { type: 'detached', message: message.ref, into: first.caseId, number: opened.number };
  const left = { caseId: from.id, expectedVersion: from.version, at, events: [{ by: by.id, body }] };
  const outcome = outcomeOf(reading, at, {
    caseIds: changes.map((c) => c.caseId),
    decidedBy: by.id,
    second: secondOf(ports),
  });
  const saved = await ports.cases.commit({
    cases: [left, ...changes],
    outcomes: [{ message: message.ref, before: message.outcome, outcome }],
    jobs: [seen(message.ref), showCase(from), ...jobs],
  });
  const made = saved.find((c) => c.id === first.caseId);
  if (!made) throw new ConflictError(from.number);
  return made;
}

/** What stands under the message and has not gone to a case. */
async function repliesTo(ports: Pick<Ports, 'inbox'>, { ref, root }: Message): Promise<readonly Message[]> {
  const thread = await ports.inbox.thread(root);
  return thread.filter((m) => m.ref !== ref && m.deletedAt === null && (m.outcome?.caseIds.length ?? 0) === 0);
}
