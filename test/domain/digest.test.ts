import { expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { digest } from '../../src/domain/digest.ts';
import { caseId, caseOf, opened, proposalId } from '../support/cases.ts';

const now = new Date('2026-11-16T12:30:00Z');
const day = (more: Partial<Case>): Case => ({ ...caseOf(opened()), openedAt: '2026-11-16T02:00:00Z', ...more });

it('counts the store-local day: new, closed, open, overdue, waiting, and money by kind', () => {
  const executed = {
    id: proposalId('p1'),
    solutions: ['refund' as const],
    lines: [
      { kind: 'refund' as const, payer: 'dealer' as const, amountFen: 52_000 },
      { kind: 'goodwill' as const, payer: 'dealer' as const, amountFen: 20_000 },
    ],
    reason: '',
    proposedBy: caseOf(opened()).reporter,
    proposedAt: '2026-11-16T02:00:00Z',
    state: 'executed' as const,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  };
  const pending = { ...executed, state: 'pending' as const };
  const cases = [
    day({ id: caseId('a'), dueAt: '2026-11-16T12:00:00.000Z' }),
    day({
      id: caseId('b'),
      severity: 'major',
      dueAt: '2026-11-23T12:00:00.000Z',
      status: 'awaiting_approval',
      proposals: [pending],
    }),
    day({ id: caseId('c'), status: 'closed', closedAt: '2026-11-16T11:00:00Z', openedAt: '2026-11-13T02:00:00Z' }),
    day({ id: caseId('d'), status: 'resolved', dueAt: '2026-11-16T12:00:00.000Z' }),
    day({ id: caseId('e'), status: 'dismissed', updatedAt: '2026-11-16T03:00:00Z' }),
    day({ id: caseId('f'), status: 'merged' }),
    day({ id: caseId('g'), status: 'claimed', openedAt: '2026-11-15T15:59:00Z', dueAt: null }),
  ];
  const d = digest({ cases, executedToday: [executed], reopenedToday: 2 }, now, 'Asia/Shanghai');
  expect(d).toMatchObject({
    date: '2026-11-16',
    newCount: 3,
    closedCount: 1,
    openCount: 4,
    dismissedCount: 1,
    reopenedCount: 2,
    paidRefundFen: 52_000,
    paidGoodwillFen: 20_000,
  });
  expect(d.overdue.map((c) => c.id)).toEqual(['a']);
  expect(d.openMajor.map((c) => c.id)).toEqual(['b']);
  expect(d.awaitingApproval.map((w) => w.case.id)).toEqual(['b']);
  expect(d.newBySeverity.get('major')).toBe(1);
  expect(d.newBySeverity.get('general')).toBe(2);
});
