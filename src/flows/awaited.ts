import type { Case } from '../domain/case.ts';
import { ConflictError } from '../domain/errors.ts';
import type { CaseId, MessageRef } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import type { Message, MessageOutcome } from '../domain/message.ts';
import type { CaseChange, Ports } from '../ports.ts';

/** A message whose second reading is awaited. */
export type Awaited = Message & { readonly outcome: MessageOutcome };

const TRIES = 5;

/** The message as it is now; null when nobody waits for its second reading any more. */
export async function awaited(ports: Pick<Ports, 'inbox'>, ref: MessageRef): Promise<Awaited | null> {
  const message = await ports.inbox.message(ref);
  return message?.outcome?.second === 'awaited' ? { ...message, outcome: message.outcome } : null;
}

/** Somebody changed the case meanwhile: what the model said is put to it as it is now. */
export async function untilItFits(apply: () => Promise<unknown>): Promise<null> {
  for (let tried = 1; ; tried++) {
    try {
      await apply();
      return null;
    } catch (error) {
      if (!(error instanceof ConflictError) || tried >= TRIES) throw error;
    }
  }
}

/** The cases of a message that are still there by themselves. */
export async function casesOf(ports: Pick<Ports, 'cases'>, ids: readonly CaseId[]): Promise<readonly Case[]> {
  const found = await Promise.all(ids.map((id) => ports.cases.get(id)));
  return found.flatMap((c) => (c && c.status !== 'merged' && c.status !== 'dismissed' ? [c] : []));
}

/** Keeps what changed of a message's outcome, with the cases and jobs that follow. */
export async function keepOutcome(
  ports: Pick<Ports, 'cases'>,
  message: Awaited,
  outcome: Partial<MessageOutcome>,
  cases: readonly CaseChange[] = [],
  jobs: readonly NewJob[] = [],
): Promise<void> {
  await ports.cases.commit({
    cases,
    outcomes: [{ message: message.ref, before: message.outcome, outcome: { ...message.outcome, ...outcome } }],
    jobs,
  });
}
