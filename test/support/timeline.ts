import type { Case } from '../../src/domain/case.ts';
import type { CaseEventBody } from '../../src/domain/case-event.ts';
import { apply } from '../../src/domain/case-fold.ts';
import { openingClocks } from '../../src/domain/clock.ts';
import type { Severity } from '../../src/domain/complaint.ts';
import type { CaseId, PersonId } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts';
import { opened as openedAtNine } from './cases.ts';

/** Shanghai time `2026-11-16 09:05`. */
export const shanghai = (time: string): Date => new Date(`${time.replace(' ', 'T')}:00+08:00`);
/** The same, of an instant; `null` stays null. */
export const inShanghai = (iso: string | null | undefined): string | null =>
  iso ? new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : null;

export const SOMEBODY = 'person-小赵' as PersonId;

type Opened = Extract<CaseEventBody, { type: 'opened' }>;

/** An opened event with the clocks its severity asks for at that instant. */
export const opened = (
  at: Date,
  severity: Severity = 'general',
  more: Partial<Opened> = {},
  policy: Policy = DEFAULT_POLICY,
): Opened => {
  const triggers = (more.triggers ?? []).map((t) => t.trigger);
  const clocks = openingClocks(at, severity, { triggers, returnClaimed: false }, policy);
  return openedAtNine({ severity, policyVersion: policy.version, clocks, ...more });
};

/** One more event on a case. */
export const next = (c: Case | null, at: Date, body: CaseEventBody, by: PersonId | null = SOMEBODY): Case =>
  apply(c, { caseId: (c?.id ?? 'case-1') as CaseId, seq: (c?.version ?? 0) + 1, at: at.toISOString(), by, body });

/** A fresh case. */
export const fresh = (
  at: Date,
  severity: Severity = 'general',
  more: Partial<Opened> = {},
  policy: Policy = DEFAULT_POLICY,
): Case => next(null, at, opened(at, severity, more, policy));
