import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { apply } from '../domain/case-fold.ts';
import { ConflictError, RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { type NewJob, showCase } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { Ports } from '../ports.ts';

/** What a rule decided: the events to append and the jobs that follow, besides showing the card again. */
export interface Decision {
  readonly events: readonly CaseEventBody[];
  readonly jobs?: readonly NewJob[];
  /** Where it approves money: how many approvals it was decided on. */
  readonly approvals?: number;
}

/** The policy a case opened with: an edit of the rules moves nothing that runs. */
export const policyOf = (ports: Pick<Ports, 'policies'>, c: Case): Policy => ports.policies.of(c.policyVersion);

/** The case as it will be after these events; for what is told about them in the same step. */
export const foretold = (c: Case | null, id: CaseId, at: Date, events: readonly CaseEventBody[]): Case => {
  const version = c?.version ?? 0;
  const after = events.reduce<Case | null>(
    (now, body, i) => apply(now, { caseId: id, seq: version + 1 + i, at: at.toISOString(), by: null, body }),
    c,
  );
  if (!after) throw new Error('nothing happened to a case that is not there');
  return after;
};

const TRIES = 8;

/** The case, or RuleError `case_not_found`. */
export async function loadCase(ports: Pick<Ports, 'cases'>, id: CaseId): Promise<Case> {
  const found = await ports.cases.get(id);
  if (!found) throw new RuleError('case_not_found', { number: id });
  return found;
}

/**
 * Load → decide → save in one transaction. When somebody else changed the case in between, it is loaded and decided again, so that two
 * people pressing at once get one change, and the second of them an answer that fits what the first did. `by` null = the desk itself.
 */
export async function changeCase(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person | null,
  id: CaseId,
  decide: (c: Case, now: Date) => Decision | Promise<Decision>,
): Promise<Case> {
  for (let tried = 1; ; tried++) {
    const c = await loadCase(ports, id);
    const at = ports.clock.now();
    const { events, jobs = [], approvals } = await decide(c, at);
    if (events.length === 0) return c;
    const stamped = events.map((body) => ({ by: by?.id ?? null, body }));
    const change = { caseId: id, expectedVersion: c.version, at, events: stamped };
    try {
      const whole = { cases: [change], jobs: [showCase(c), ...jobs] };
      const [changed] = await ports.cases.commit(approvals === undefined ? whole : { ...whole, approvals });
      return changed ?? c;
    } catch (error) {
      if (!(error instanceof ConflictError) || tried >= TRIES) throw error;
    }
  }
}
