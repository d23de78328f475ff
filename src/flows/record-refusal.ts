import type { Case } from '../domain/case.ts';
import type { CaseAction } from '../domain/case-action.ts';
import { ConflictError, type RefusalCode, RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { showApproval } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';

/** Refusals that say "you may not", as against "not now": the digest counts them, and an auditor wants to see them. */
const ON_RECORD: ReadonlySet<RefusalCode> = new Set([
  'own_proposal',
  'above_authority',
  'complained_about',
  'role_may_not',
  'no_role',
  'lowering_needs_manager',
  'other_signs_first',
  'consent_missing',
]);

/** Does it, and keeps on the case's timeline that somebody tried what he may not. The refusal is thrown on as it was. */
export async function recordingRefusal<T>(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  action: CaseAction,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RuleError && ON_RECORD.has(error.code)) await record(ports, by, id, action, error.code);
    throw error;
  }
}

async function record(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  action: CaseAction,
  code: RefusalCode,
): Promise<void> {
  for (let tried = 0; tried < 5; tried++) {
    const c = await ports.cases.get(id);
    if (!c) return;
    const events = [{ by: by.id, body: { type: 'refused', action, code } as const }];
    // Whoever pressed was asked by the card; the sums of a month may have moved on to another signer since it was drawn.
    const jobs = action === 'approve' ? pendingOf(c).map((proposal) => showApproval(c, proposal)) : [];
    try {
      await ports.cases.commit({
        cases: [{ caseId: id, expectedVersion: c.version, at: ports.clock.now(), events }],
        jobs,
      });
      return;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

const pendingOf = ({ proposals }: Case) => proposals.flatMap(({ id, state }) => (state === 'pending' ? [id] : []));
