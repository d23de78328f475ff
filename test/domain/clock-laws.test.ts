import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, currentPause } from '../../src/domain/case.ts';
import { isRunning } from '../../src/domain/case-clock.ts';
import { type CaseEvent, type CaseEventBody, caseEventBodySchema } from '../../src/domain/case-event.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { reopenClocks, resumeClocks, severityClocks } from '../../src/domain/clock.ts';
import { isHigherSeverity, SEVERITIES, type Severity } from '../../src/domain/complaint.ts';
import type { PersonId, ProposalId } from '../../src/domain/ids.ts';
import { openBetween } from '../../src/domain/open-hours.ts';
import { policySchema } from '../../src/domain/policy.ts';
import { fresh, next, opened } from '../support/timeline.ts';

const LUNCH = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
] as const;
const policy = policySchema.parse({
  store: { openingHours: [LUNCH, LUNCH, LUNCH, LUNCH, LUNCH, [['10:00', '16:00']], []] },
});
const START = new Date('2026-09-28T01:00:00Z');
const MINUTE = 60_000;

type Act = {
  readonly kind: 'pause' | 'resume' | 'severity' | 'assign' | 'reopen';
  readonly to: Severity;
  readonly wait: number;
};
const acts = fc.array(
  fc.record({
    kind: fc.constantFrom('pause', 'resume', 'severity', 'assign', 'reopen'),
    to: fc.constantFrom(...SEVERITIES),
    // Up to about three days at a time, over a National Day week with make-up Saturdays.
    wait: fc.integer({ min: 1, max: 4_000 }),
  }),
  { maxLength: 14 },
) as fc.Arbitrary<readonly Act[]>;

/** The events that an act leads to in a state; none when it makes no sense there. */
function eventsOf(c: Case, act: Act, at: Date): readonly CaseEventBody[] {
  switch (act.kind) {
    case 'pause':
      return currentPause(c) ? [] : [{ type: 'paused', waitingFor: 'manufacturer', reason: 'x' }];
    case 'resume':
      return currentPause(c) ? [{ type: 'resumed', clocks: resumeClocks(c, at, policy) }] : [];
    case 'severity': {
      if (act.to === c.severity) return [];
      const up = isHigherSeverity(act.to, c.severity);
      const clocks = severityClocks(c, act.to, up, at, policy);
      return [{ type: 'severity_changed', from: c.severity, to: act.to, reason: 'x', triggers: [], clocks }];
    }
    case 'assign':
      return [{ type: 'handed_over', from: c.assignee, to: `p${act.wait}` as PersonId, reason: '' }];
    case 'reopen': {
      const proposal = `pr${c.version}` as ProposalId;
      const solved: CaseEventBody[] = [
        ...(c.status === 'new' ? [{ type: 'claimed', assignee: 'p' as PersonId } as const] : []),
        { type: 'proposed', proposal, solutions: ['apology'], lines: [], reason: 'x' },
        { type: 'accepted', proposal, text: '', responsible: null, executeBy: null },
        { type: 'carried_out', proposal, proof: 'x', attachments: [], clocks: [] },
      ];
      return [...solved, { type: 'reopened', reason: 'x', clocks: reopenClocks(c, c.severity, at, policy) }];
    }
  }
}

function live(severity: Severity, todo: readonly Act[]): { readonly c: Case; readonly events: readonly CaseEvent[] } {
  let at = START;
  let c = fresh(at, severity, {}, policy);
  const events: CaseEvent[] = [
    { caseId: c.id, seq: 1, at: at.toISOString(), by: null, body: opened(at, severity, {}, policy) },
  ];
  for (const act of todo) {
    at = new Date(at.getTime() + act.wait * MINUTE);
    for (const body of eventsOf(c, act, at)) {
      c = next(c, at, body, null);
      events.push({ caseId: c.id, seq: c.version, at: at.toISOString(), by: null, body });
    }
  }
  return { c, events };
}

/** Minutes of opening time that the table allows. */
const allowed = (kind: string, severity: Severity): number =>
  kind === 'claim' ? policy.clocks.claimMinutes[severity] : policy.clocks.firstContactMinutes[severity];

describe('whatever the order of waits, severities, hands and reopenings', () => {
  const lives = [fc.constantFrom(...SEVERITIES), acts] as const;

  it('replaying the stored timeline gives the same case with the same due times', () => {
    fc.assert(
      fc.property(...lives, (severity, todo) => {
        const { c, events } = live(severity, todo);
        const stored = events.map((e) => ({
          ...e,
          body: caseEventBodySchema.parse(JSON.parse(JSON.stringify(e.body))),
        }));
        expect(replay(stored)?.clocks).toEqual(c.clocks);
        expect(replay(stored)?.dueAt).toBe(c.dueAt);
      }),
      { numRuns: 300 },
    );
  });

  it('a limit in minutes is exactly its opening time plus the opening time it stood still', () => {
    fc.assert(
      fc.property(...lives, (severity, todo) => {
        const { c } = live(severity, todo);
        for (const clock of c.clocks.filter(
          (k) => isRunning(k) && (k.kind === 'claim' || k.kind === 'first_contact'),
        )) {
          const waited = c.pauses.reduce((sum, pause) => {
            if (pause.until === null) return sum;
            const from = pause.at.localeCompare(clock.from) > 0 ? pause.at : clock.from;
            return sum + openBetween(new Date(from), new Date(pause.until), policy.store);
          }, 0);
          const whole = openBetween(new Date(clock.from), new Date(clock.dueAt ?? ''), policy.store);
          expect(whole).toBe(allowed(clock.kind, c.severity) * MINUTE + waited);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no clock starts later than it did, none is forgotten, and what is owed outside never moves', () => {
    fc.assert(
      fc.property(...lives, (severity, todo) => {
        const { c } = live(severity, todo);
        const first = fresh(START, severity, {}, policy);
        for (const before of first.clocks) {
          const now = c.clocks.find((k) => k.key === before.key);
          expect(now?.startedAt).toBe(before.startedAt);
          if (before.kind === 'notice') expect(now?.dueAt).toBe(before.dueAt);
        }
      }),
      { numRuns: 200 },
    );
  });
});
