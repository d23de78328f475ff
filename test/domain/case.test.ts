import { describe, expect, it } from 'vitest';
import { liveProposal, paidFen } from '../../src/domain/case.ts';
import { type CaseEventBody, caseEventBodySchema } from '../../src/domain/case-event.ts';
import { apply, replay } from '../../src/domain/case-fold.ts';
import { CASE_STATUSES, MOVES, target } from '../../src/domain/case-status.ts';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import { RuleError } from '../../src/domain/errors.ts';
import { caseId, caseOf, opened, personId, proposalId, timeline } from '../support/cases.ts';

const claimed: CaseEventBody = { type: 'claimed', assignee: personId('小赵') };
const proposed = (amountFen: number): CaseEventBody => ({
  type: 'proposed',
  proposal: proposalId('p1'),
  solutions: ['apology'],
  lines: amountFen > 0 ? [{ kind: 'goodwill', payer: 'dealer', amountFen }] : [],
  reason: '等待过久',
});
const approved: CaseEventBody = { type: 'approved', proposal: proposalId('p1'), amountFen: 12_000, onBehalfOf: null };
const accepted: CaseEventBody = {
  type: 'accepted',
  proposal: proposalId('p1'),
  text: '',
  responsible: null,
  executeBy: null,
};
const done: CaseEventBody = {
  type: 'carried_out',
  proposal: proposalId('p1'),
  proof: '已减免',
  attachments: [],
  clocks: [],
};
const satisfied: CaseEventBody = { type: 'followed_up', result: 'satisfied', text: '', clocks: [] };
const closed: CaseEventBody = {
  type: 'closed',
  text: '',
  resolution: 'apologised',
  verdict: 'dissatisfied',
  parties: ['dealer'],
};
const whole = [opened(), claimed, proposed(12_000), approved, accepted, done, satisfied, closed];

describe('the life of a case', () => {
  it('walks from the first message to closed', () => {
    const states = whole.map((_, i) => caseOf(...whole.slice(0, i + 1)).status);
    expect(states).toEqual([
      'new',
      'claimed',
      'awaiting_approval',
      'offering',
      'executing',
      'resolved',
      'resolved',
      'closed',
    ]);
  });

  it('counts money as paid only once it was carried out', () => {
    expect(paidFen(caseOf(...whole.slice(0, 5)))).toBe(0);
    expect(paidFen(caseOf(...whole.slice(0, 6)))).toBe(12_000);
  });

  it('sends a solution without money straight to the customer', () => {
    expect(caseOf(opened(), claimed, proposed(0)).status).toBe('offering');
  });

  it('goes back to work after a rejection or a refusal, with no live proposal left', () => {
    const rejected: CaseEventBody = {
      type: 'rejected',
      proposal: proposalId('p1'),
      amountFen: 12_000,
      onBehalfOf: null,
      reason: '太高',
    };
    const declined: CaseEventBody = { type: 'declined', proposal: proposalId('p1'), text: '要一千' };
    for (const back of [
      caseOf(opened(), claimed, proposed(12_000), rejected),
      caseOf(...whole.slice(0, 4), declined),
    ]) {
      expect(back.status).toBe('claimed');
      expect(liveProposal(back)).toBeNull();
      expect(paidFen(back)).toBe(0);
    }
  });

  it('reopens with a new due time and without its closing marks', () => {
    const at = '2026-11-18T08:30:00.000Z';
    const answer = { key: 'resolve:1', kind: 'resolve', startedAt: at, from: at, missingYear: null } as const;
    const again = caseOf(...whole, {
      type: 'reopened',
      reason: '还是响',
      clocks: [{ ...answer, dueAt: '2026-11-23T12:00:00.000Z' }],
    });
    expect(again).toMatchObject({
      status: 'claimed',
      reopenCount: 1,
      closedAt: null,
      resolvedAt: null,
      satisfied: false,
    });
    expect(again.dueAt).toBe('2026-11-23T12:00:00.000Z');
  });

  it('keeps the assignee and the first contact through later steps', () => {
    const c = caseOf(
      opened(),
      claimed,
      { type: 'contacted', way: 'phone', text: '已致歉', plan: false },
      { type: 'contacted', way: 'phone', text: '再次', plan: false },
    );
    expect(c.assignee).toBe('小赵');
    expect(c.firstContactAt).toBe('2026-11-16T01:02:00.000Z');
  });

  it('takes a correction by hand over what was read, and forgets a malformed VIN once the right one is in', () => {
    const fix = { value: 'LHGKGE9F4PA983400', quote: null, by: 'person', sureness: 'stated' } as const;
    const amended: CaseEventBody = {
      type: 'amended',
      category: 'delivery',
      customerType: null,
      summary: null,
      facts: { vin: fix },
    };
    const c = caseOf(opened({ malformedVin: 'LHG5M6Z4XNC35268' }), amended);
    expect(c.facts).toEqual({ ...NO_FACTS, vin: fix });
    expect(c.category).toMatchObject({ value: 'delivery', by: 'person' });
    expect(c.malformedVin).toBeNull();
  });
});

describe('the message a case came from', () => {
  it('is said to be edited or deleted only when it was that one, not a reply below it', () => {
    const edited = (message: string): CaseEventBody => ({
      type: 'source_edited',
      message: message as never,
      before: 'a',
      after: 'b',
    });
    expect(caseOf(opened(), edited('slack:C1:9.9')).sourceState).toBe('as_posted');
    expect(caseOf(opened(), edited('slack:C1:1.1')).sourceState).toBe('edited');
  });
});

describe('the timeline', () => {
  it('replays into the same case, also after a trip through JSON', () => {
    const events = timeline(whole);
    const stepwise = events.reduce<ReturnType<typeof apply> | null>((c, e) => apply(c, e), null);
    const stored = events.map((e) => ({ ...e, body: caseEventBodySchema.parse(JSON.parse(JSON.stringify(e.body))) }));
    expect(replay(stored)).toEqual(stepwise);
  });

  it('starts with "opened", once', () => {
    expect(() => replay(timeline([claimed]))).toThrow('opened');
    expect(() => replay(timeline([opened(), opened()]))).toThrow('opened once');
  });
});

describe('illegal moves', () => {
  it('are refused by a rule with the state in its sentence', () => {
    for (const [before, step] of [
      [[opened()], approved],
      [[opened(), claimed], claimed],
      [[opened(), claimed], accepted],
      [whole, done],
      [whole, { type: 'dismissed', reason: '' } as CaseEventBody],
    ] as const) {
      expect(() => caseOf(...before, step)).toThrow(RuleError);
    }
  });

  it('leave every state reachable and every side exit undoable', () => {
    const reached = new Set(['new']);
    for (let grew = true; grew; ) {
      const before = reached.size;
      for (const status of CASE_STATUSES) {
        if (!reached.has(status)) continue;
        for (const move of MOVES) reached.add(target(status, move) ?? status);
      }
      grew = reached.size > before;
    }
    expect([...reached].sort()).toEqual([...CASE_STATUSES].sort());
    expect(target('dismissed', 'restore')).toBe('new');
    expect(target('merged', 'restore')).toBe('new');
  });
});

describe('a timeline of an earlier version', () => {
  it('still tells its case: the one due time it knew is the limit of the answer', () => {
    const { clocks: _, department: __, routedTo: ___, accused: ____, repeatOf: _____, ...old } = opened();
    const body = caseEventBodySchema.parse({ ...old, dueAt: '2026-11-16T12:00:00.000Z', missingYear: null });
    const c = replay([{ caseId: caseId('c'), seq: 1, at: '2026-11-16T01:05:00.000Z', by: null, body }]);
    expect(c).toMatchObject({ dueAt: '2026-11-16T12:00:00.000Z', accused: [], department: 'service' });
    expect(caseEventBodySchema.parse({ type: 'closed', text: '' })).toMatchObject({ resolution: 'other' });
  });
});
