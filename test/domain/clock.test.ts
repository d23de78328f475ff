import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import {
  callAgain,
  followUpClocks,
  isBreached,
  isOverdue,
  openingClocks,
  owedClocks,
  reopenClocks,
  restoreClocks,
  resumeClocks,
  severityClocks,
} from '../../src/domain/clock.ts';
import type { PersonId, ProposalId } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY, policySchema } from '../../src/domain/policy.ts';
import { fresh, inShanghai, next, shanghai } from '../support/timeline.ts';

const NOTHING_OWED = { triggers: [], returnClaimed: false } as const;
const P = DEFAULT_POLICY;
const due = (c: Case, kind: string) => inShanghai(c.clocks.findLast((clock) => clock.kind === kind)?.dueAt);
const clock = (c: Case, key: string) => c.clocks.find((k) => k.key === key);

describe('the clocks a complaint starts with', () => {
  const dues = (time: string, severity: Case['severity'], owed: Parameters<typeof openingClocks>[2] = NOTHING_OWED) =>
    Object.fromEntries(openingClocks(shanghai(time), severity, owed, P).map((k) => [k.kind, inShanghai(k.dueAt)]));

  it('are those of the table in domain.md §2 for a general one', () => {
    expect(dues('2026-11-16 09:05', 'general')).toEqual({
      claim: '2026-11-16 09:35',
      first_contact: '2026-11-16 11:05',
      resolve: '2026-11-16 20:00',
      notice: '2026-11-25 20:00',
    });
  });

  it('are tighter for a serious one, with a plan within a working day', () => {
    expect(dues('2026-11-16 10:20', 'serious')).toMatchObject({
      claim: '2026-11-16 10:35',
      first_contact: '2026-11-16 11:20',
      plan: '2026-11-17 20:00',
      resolve: '2026-11-19 20:00',
    });
  });

  it('give a major one three working days to a plan and five to an answer', () => {
    expect(dues('2026-11-18 09:00', 'major')).toMatchObject({
      claim: '2026-11-18 09:10',
      first_contact: '2026-11-18 09:30',
      plan: '2026-11-23 20:00',
      resolve: '2026-11-25 20:00',
    });
  });

  it('wait for the opening when the complaint comes at night, and "the same day" is then the next one', () => {
    expect(dues('2026-11-16 23:30', 'general')).toMatchObject({
      claim: '2026-11-17 09:00',
      resolve: '2026-11-17 20:00',
    });
  });

  it('count ten working days on the 12315 platform and ten and twenty for a 三包 claim', () => {
    expect(dues('2026-11-20 09:00', 'major', { triggers: ['government'], returnClaimed: false }).odr).toBe(
      '2026-12-04 20:00',
    );
    const claim = dues('2026-11-21 10:15', 'major', { triggers: ['large_amount'], returnClaimed: true });
    expect([claim.warranty_answer, claim.warranty_finish]).toEqual(['2026-12-04 20:00', '2026-12-18 20:00']);
  });

  it('name the year whose calendar is missing instead of guessing', () => {
    const c = fresh(new Date('2031-01-06T02:00:00Z'), 'major');
    expect(c.missingYear).toBe('2031');
    expect(c.dueAt).toBeNull();
    const calendar = { '2031': { off: ['2031-01-07'], work: [] } };
    const known = policySchema.parse({ store: { calendar } });
    // Mon 6 + 5 working days, with Tue 7 off.
    expect(inShanghai(fresh(new Date('2031-01-06T02:00:00Z'), 'major', {}, known).dueAt)).toBe('2031-01-14 20:00');
  });
});

describe('a clock is met', () => {
  const c = fresh(shanghai('2026-11-16 09:05'), 'serious');
  it('by what it waits for, and by nothing else', () => {
    const claimed = next(c, shanghai('2026-11-16 09:12'), { type: 'claimed', assignee: 'p' as PersonId });
    expect(clock(claimed, 'claim:0')?.metAt).toBe('2026-11-16T01:12:00.000Z');
    expect(clock(claimed, 'first_contact:0')?.metAt).toBeNull();
    const spoken = next(claimed, shanghai('2026-11-16 10:00'), {
      type: 'contacted',
      way: 'phone',
      text: 'x',
      plan: false,
    });
    expect(clock(spoken, 'first_contact:0')?.metAt).not.toBeNull();
    expect(clock(spoken, 'plan:0')?.metAt).toBeNull();
    const told = next(spoken, shanghai('2026-11-16 10:05'), { type: 'contacted', way: 'phone', text: 'x', plan: true });
    expect(clock(told, 'plan:0')?.metAt).not.toBeNull();
    expect(clock(told, 'notice:0')?.metAt).not.toBeNull();
    expect(clock(told, 'resolve:0')?.metAt).toBeNull();
  });

  it('late once its due instant has come, not before', () => {
    const clockOf = clock(c, 'claim:0');
    if (!clockOf) throw new Error('no claim clock');
    expect(isBreached(c, clockOf, new Date(Date.parse(clockOf.dueAt ?? '') - 1))).toBe(false);
    expect(isBreached(c, clockOf, new Date(clockOf.dueAt ?? ''))).toBe(true);
  });
});

describe('a wait', () => {
  const start = fresh(shanghai('2026-11-16 09:05'), 'general');
  const paused = next(start, shanghai('2026-11-16 15:00'), {
    type: 'paused',
    waitingFor: 'manufacturer',
    reason: '等鉴定',
  });

  it('stops our own clocks and never what is owed outside', () => {
    expect(isOverdue(paused, shanghai('2026-11-17 12:00'))).toBe(false);
    const at = shanghai('2026-11-17 10:00');
    const resumed = next(paused, at, { type: 'resumed', clocks: resumeClocks(paused, at, P) });
    // 5 h of the first day and 1 h 30 of the second stood still.
    expect(due(resumed, 'resolve')).toBe('2026-11-17 15:00');
    expect(due(resumed, 'notice')).toBe(due(start, 'notice'));
  });

  it('of no opening time moves nothing', () => {
    const night = next(start, shanghai('2026-11-16 20:30'), { type: 'paused', waitingFor: 'other', reason: 'x' });
    const at = shanghai('2026-11-17 07:00');
    expect(due(next(night, at, { type: 'resumed', clocks: resumeClocks(night, at, P) }), 'resolve')).toBe(
      '2026-11-16 20:00',
    );
  });

  it('does not move a date the customer agreed to', () => {
    const agreed = next(start, shanghai('2026-11-16 12:00'), {
      type: 'date_agreed',
      dueAt: shanghai('2026-11-21 16:00').toISOString(),
      text: '周六来喷漆',
    });
    expect(clock(agreed, 'resolve:0')?.agreedInsteadOf).toBe(start.dueAt);
    const waiting = next(agreed, shanghai('2026-11-17 09:00'), { type: 'paused', waitingFor: 'parts', reason: 'x' });
    const at = shanghai('2026-11-18 09:00');
    const after = next(waiting, at, { type: 'resumed', clocks: resumeClocks(waiting, at, P) });
    expect(due(after, 'resolve')).toBe('2026-11-21 16:00');
  });
});

describe('another severity', () => {
  const start = fresh(shanghai('2026-11-18 15:20'), 'serious');
  const change = (c: Case, to: Case['severity'], time: string, up: boolean) =>
    next(c, shanghai(time), {
      type: 'severity_changed',
      from: c.severity,
      to,
      reason: 'x',
      triggers: [],
      clocks: severityClocks(c, to, up, shanghai(time), P),
    });

  it('counts from the moment it became graver', () => {
    const c = change(start, 'major', '2026-11-20 09:00', true);
    expect([due(c, 'plan'), due(c, 'resolve')]).toEqual(['2026-11-25 20:00', '2026-11-27 20:00']);
    expect(clock(c, 'resolve:0')?.startedAt).toBe(start.openedAt);
  });

  it('lowered counts from the start again, with what it waited', () => {
    const major = change(start, 'major', '2026-11-19 09:00', true);
    const paused = next(major, shanghai('2026-11-19 10:00'), { type: 'paused', waitingFor: 'other', reason: 'x' });
    const at = shanghai('2026-11-19 12:00');
    const resumed = next(paused, at, { type: 'resumed', clocks: resumeClocks(paused, at, P) });
    const lowered = change(resumed, 'serious', '2026-11-19 13:00', false);
    // Wed 18 + 3 working days is Mon 23 at 20:00, and the two hours of the wait go on top: Tue 24 at 10:30.
    expect(due(lowered, 'resolve')).toBe('2026-11-24 10:30');
  });

  it('leaves alone what was met, and keeps on record what was missed', () => {
    const late = next(start, shanghai('2026-11-18 16:30'), {
      type: 'breached',
      clock: 'claim:0',
      kind: 'claim',
      dueAt: shanghai('2026-11-18 15:35').toISOString(),
    });
    const claimed = next(late, shanghai('2026-11-18 16:40'), { type: 'claimed', assignee: 'p' as PersonId });
    const c = change(claimed, 'major', '2026-11-20 09:00', true);
    expect(clock(c, 'claim:0')?.metAt).toBe(shanghai('2026-11-18 16:40').toISOString());
    expect(c.breaches.map((b) => b.kind)).toEqual(['claim']);
  });

  it('learns of the 12315 clock when the authority comes in', () => {
    const at = shanghai('2026-11-20 09:00');
    const owed = owedClocks(start, at, { triggers: ['government'], returnClaimed: false }, P);
    const c = next(start, at, {
      type: 'triggers_found',
      triggers: [{ trigger: 'government', quote: '12315' }],
      clocks: owed,
    });
    expect(due(c, 'odr')).toBe('2026-12-04 20:00');
    expect(owedClocks(c, at, { triggers: ['government'], returnClaimed: false }, P)).toEqual([]);
  });
});

describe('after the solution', () => {
  const proposal = 'pr' as ProposalId;
  const start = fresh(shanghai('2026-11-16 09:05'), 'major');
  const solved = () => {
    let c = next(start, shanghai('2026-11-16 09:10'), { type: 'claimed', assignee: 'p' as PersonId });
    c = next(c, shanghai('2026-11-16 10:00'), {
      type: 'proposed',
      proposal,
      solutions: ['apology'],
      lines: [],
      reason: 'x',
    });
    c = next(c, shanghai('2026-11-16 10:10'), {
      type: 'accepted',
      proposal,
      text: '',
      responsible: null,
      executeBy: null,
    });
    const at = shanghai('2026-11-16 11:30');
    return next(c, at, {
      type: 'carried_out',
      proposal,
      proof: 'x',
      attachments: [],
      clocks: followUpClocks(c, at, P),
    });
  };

  it('call-backs are due after one, seven and thirty days, and the answer is kept', () => {
    const c = solved();
    expect(c.clocks.filter((k) => k.kind === 'follow_up').map((k) => inShanghai(k.dueAt))).toEqual([
      '2026-11-17 20:00',
      '2026-11-23 20:00',
      '2026-12-16 20:00',
    ]);
    expect(clock(c, 'resolve:0')?.metAt).not.toBeNull();
    expect(isOverdue(c, shanghai('2026-12-30 10:00'))).toBe(false);
  });

  it('nobody reached: the call is due the next day; reached: the next one waits', () => {
    const at = shanghai('2026-11-17 17:00');
    const missed = next(solved(), at, {
      type: 'followed_up',
      result: 'unreachable',
      text: 'x',
      clocks: callAgain(solved(), at, P),
    });
    expect(inShanghai(clock(missed, 'follow_up:0.1')?.dueAt)).toBe('2026-11-18 20:00');
    const pleased = next(missed, shanghai('2026-11-18 10:00'), {
      type: 'followed_up',
      result: 'satisfied',
      text: '',
      clocks: [],
    });
    expect(clock(pleased, 'follow_up:0.1')?.metAt).not.toBeNull();
    expect(clock(pleased, 'follow_up:0.2')?.metAt).toBeNull();
  });

  it('reopening starts a new round and ends the calls of the old one', () => {
    const c = solved();
    const at = shanghai('2026-11-18 16:30');
    const again = next(c, at, { type: 'reopened', reason: 'x', clocks: reopenClocks(c, 'serious', at, P) });
    expect(inShanghai(again.dueAt)).toBe('2026-11-23 20:00');
    expect(again.clocks.filter((k) => k.kind === 'follow_up').every((k) => k.endedAt !== null)).toBe(true);
    expect(clock(again, 'resolve:1')?.metAt).toBeNull();
  });

  it('a dismissal stops everything, and undoing it starts as if it came in now', () => {
    const gone = next(start, shanghai('2026-11-16 10:00'), { type: 'dismissed', reason: 'x' });
    expect(gone.clocks.every((k) => k.endedAt !== null || k.metAt !== null)).toBe(true);
    const at = shanghai('2026-11-17 10:00');
    const back = next(gone, at, { type: 'restored', clocks: restoreClocks(gone, at, P) });
    expect(inShanghai(clock(back, 'claim:0')?.dueAt)).toBe('2026-11-17 10:10');
    expect(clock(back, 'claim:0')?.endedAt).toBeNull();
  });
});
