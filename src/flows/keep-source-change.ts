import type { CaseEventBody } from '../domain/case-event.ts';
import type { MessageRef } from '../domain/ids.ts';
import { readMessage as readMessageJob, showCase } from '../domain/job.ts';
import type { Ports } from '../ports.ts';

/**
 * The message of a case was edited or deleted: the timeline keeps both texts. An edited message that had not become a case is read again,
 * for the edit may be the very facts that were missing.
 */
export async function keepSourceChange(
  ports: Pick<Ports, 'inbox' | 'cases' | 'clock'>,
  change: { readonly message: MessageRef; readonly before: string; readonly after: string | null },
): Promise<void> {
  const message = await ports.inbox.message(change.message);
  if (!message) return;
  const ids = message.outcome?.caseIds ?? [];
  if (ids.length === 0) {
    if (change.after === null || message.outcome?.decidedBy) return;
    await ports.cases.commit({
      outcomes: [{ message: change.message, outcome: null }],
      jobs: [readMessageJob(change.message)],
    });
    return;
  }
  const at = ports.clock.now();
  const { message: ref, before, after } = change;
  const body: CaseEventBody =
    after === null
      ? { type: 'source_deleted', message: ref, before }
      : { type: 'source_edited', message: ref, before, after };
  const found = (await Promise.all(ids.map((id) => ports.cases.get(id)))).filter((c) => c !== null);
  const cases = found.map((c) => ({ caseId: c.id, expectedVersion: c.version, at, events: [{ by: null, body }] }));
  await ports.cases.commit({ cases, jobs: found.map((c) => showCase(c)) });
}
