import { describe, expect, it } from 'vitest';
import { type CustomerPromise, liveProposal } from '../../src/domain/case.ts';
import { standing } from '../../src/domain/digest.ts';
import { risksOf, type Waiting, wantedOf } from '../../src/domain/digest-risk.ts';
import { dueDigests } from '../../src/domain/digest-schedule.ts';
import { weekOf } from '../../src/domain/kpi-period.ts';
import { DEFAULT_POLICY, policySchema } from '../../src/domain/policy.ts';
import { caseId, person, personId } from '../support/cases.ts';
import { at, caseOfStory, casesAt, claim, type Entry, open, propose, raise, solve } from './digest-week.ts';

const ZONE = 'Asia/Shanghai';
const STAFF = [
  person('小赵', 'customer_care', { department: 'customer_relations' }),
  person('老钱', 'supervisor', { department: 'parts' }),
  person('吴', 'department_manager', { department: 'service' }),
  person('郑', 'department_manager', { department: 'sales' }),
  person('周', 'customer_relations_manager'),
  person('何', 'general_manager'),
];
const standingAt = (now: Date, date: string, horizonDays = 0) =>
  standing({ cases: casesAt(now), waiting: [], staff: STAFF, date, timeZone: ZONE, horizonDays }, now);

describe('where the store stands', () => {
  it('on Monday morning names what is late, with its owner and by how much', () => {
    const now = at('11-16 08:30');
    const { open: count, overdue } = standingAt(now, '2026-11-16');
    expect(count).toBe(2);
    expect(overdue.map((late) => [late.case.id, late.case.assignee, late.lateMs / 3_600_000])).toEqual([
      ['B', '吴', 132.5],
    ]);
  });

  it('on Wednesday evening lists what is major, and on Tuesday evening what may become so', () => {
    const ids = (now: Date, date: string) => standingAt(now, date).majorOrMayBe.map((c) => [c.id, c.severity]);
    expect(ids(at('11-17 20:30'), '2026-11-17')).toEqual([['C6', 'serious']]);
    expect(ids(at('11-18 20:30'), '2026-11-18')).toEqual([['C6', 'major']]);
    expect(ids(at('11-21 20:30'), '2026-11-21')).toEqual([
      ['C6', 'major'],
      ['C7', 'major'],
      ['C13', 'major'],
    ]);
  });

  it('tells what ends today and is not late yet', () => {
    const due = standingAt(at('11-16 15:00'), '2026-11-16').dueToday;
    expect(due.map((d) => [d.case.id, d.clocks.map((clock) => clock.kind)])).toEqual([
      ['C3', ['first_contact', 'resolve']],
    ]);
  });

  it('tells the promises that are not kept and due by the day it looks to', () => {
    const promise = (id: string, dueAt: string, keptAt: string | null = null): CustomerPromise => ({
      id,
      text: '回电话',
      dueAt: at(dueAt).toISOString(),
      by: personId('小赵'),
      at: at('11-16 09:00').toISOString(),
      keptAt,
      brokenAt: null,
    });
    const c = {
      ...caseOfStory(open('11-16 09:00', 'rescue')),
      promises: [
        promise('tomorrow', '11-17 15:00'),
        promise('today', '11-16 15:00'),
        promise('kept', '11-16 14:00', at('11-16 13:00').toISOString()),
        promise('later', '11-18 09:00'),
      ],
    };
    const told = (horizonDays: number) =>
      standing(
        { cases: [c], waiting: [], staff: [], date: '2026-11-16', timeZone: ZONE, horizonDays },
        at('11-16 08:30'),
      ).promises.map((p) => p.promise.id);
    expect(told(0)).toEqual(['today']);
    expect(told(1)).toEqual(['today', 'tomorrow']);
  });
});

describe('the top risks', () => {
  const now = at('11-20 20:30');
  const story = (id: string, ...entries: readonly (readonly Entry[])[]) => ({
    ...caseOfStory(...entries),
    id: caseId(id),
  });
  const watched = (when: string): readonly Entry[] => [[when, { type: 'crisis_watched', reason: '发抖音' }]];

  it('put major first, then the longest overdue, then what may become major, five at most', () => {
    const cases = [
      story('quiet', open('11-20 20:05', 'rescue')),
      story('may be', open('11-20 18:00', 'rescue', 'serious'), watched('11-20 18:00')),
      story('late', open('11-19 09:00', 'rescue')),
      story('later still', open('11-17 09:00', 'rescue')),
      story('major', open('11-20 09:00', 'rescue', 'major')),
    ];
    expect(risksOf(cases, [], STAFF, now).map((r) => [r.case.id, r.why])).toEqual([
      ['major', 'major'],
      ['later still', 'overdue'],
      ['late', 'overdue'],
      ['may be', 'potentially_major'],
    ]);
    const many = Array.from({ length: 9 }, (_, i) => story(`m${i}`, open('11-20 09:00', 'rescue', 'major')));
    expect(risksOf(many, [], STAFF, now)).toHaveLength(5);
  });

  const wanted = (c: ReturnType<typeof caseOfStory>, waiting: Waiting | null = null) => {
    const { action, amountFen, from } = wantedOf(c, waiting, STAFF, now);
    return [action, amountFen, ...from];
  };

  it('want money decided by whoever is asked for it', () => {
    const c = caseOfStory(
      open('11-18 15:20', 'sales_promise'),
      claim('11-18 15:30'),
      propose('11-19 09:30', 'p', ['refund', 5000]),
    );
    const proposal = liveProposal(c);
    if (!proposal) throw new Error('it waits');
    expect(wanted(c, { case: c, proposal, asked: [personId('何')] })).toEqual(['approve', 500_000, '何']);
  });

  it('want an owner from the manager of the department, not from one who is complained about', () => {
    const unclaimed = caseOfStory(open('11-20 09:00', 'sales_promise', 'major', { department: 'sales' }));
    expect(wanted(unclaimed)).toEqual(['claim', null, '郑']);
    expect(wanted({ ...unclaimed, accused: [personId('郑')] })).toEqual(['claim', null, '周']);
  });

  it('want a crisis weighed by the general manager, and only once', () => {
    const c = caseOfStory(open('11-20 19:00', 'rescue', 'serious'), claim('11-20 19:05'), watched('11-20 19:00'));
    expect(wanted(c)).toEqual(['assess_impact', null, '何']);
    const weighed = caseOfStory(
      open('11-20 19:00', 'rescue', 'serious'),
      claim('11-20 19:05'),
      watched('11-20 19:00'),
      [['11-20 19:10', { type: 'impact_assessed', yes: [], probability: 'low' }]],
    );
    expect(wanted(weighed)).toEqual(['propose', null, '小赵']);
  });

  it('want a new date from the owner of what is late, and a call-back once it is solved', () => {
    const late = [open('11-19 09:00', 'rescue'), claim('11-19 09:10', '老钱')];
    expect(wanted(caseOfStory(...late))).toEqual(['agree_date', null, '老钱']);
    const solved = [
      open('11-20 09:00', 'rescue', 'major'),
      claim('11-20 09:10'),
      solve('11-20 10:00', '11-20 11:00', 'p'),
    ];
    expect(wanted(caseOfStory(...solved))).toEqual(['follow_up', null, '小赵']);
  });

  it('are over with the crisis', () => {
    const c = caseOfStory(open('11-20 19:00', 'rescue', 'serious'), watched('11-20 19:00'));
    expect(risksOf([c], [], STAFF, now)).toHaveLength(1);
    const over = caseOfStory(open('11-20 19:00', 'rescue', 'serious'), watched('11-20 19:00'), [
      ['11-20 19:30', { type: 'crisis_phase_changed', phase: 'over', reason: '平息' }],
    ]);
    expect(risksOf([over], [], STAFF, now)).toEqual([]);
    expect(
      risksOf([caseOfStory(open('11-20 19:00', 'rescue'), raise('11-20 19:10', 'general', 'serious'))], [], STAFF, now),
    ).toEqual([]);
  });
});

describe('the times of the digests', () => {
  const due = (local: string) => dueDigests(at(local), DEFAULT_POLICY).map((d) => `${d.kind} ${d.date}`);

  it('are 08:30 and 20:30 in the store, and on Sunday the week follows the day', () => {
    expect(due('11-17 08:29')).toEqual([]);
    expect(due('11-17 08:30')).toEqual(['morning 2026-11-17']);
    expect(due('11-17 20:29')).toEqual([]);
    expect(due('11-17 20:30')).toEqual(['daily 2026-11-17']);
    expect(due('11-22 20:30')).toEqual(['daily 2026-11-22', 'weekly 2026-11-22']);
  });

  it('are made up for within six hours, past midnight too, and not later', () => {
    expect(due('11-17 14:30')).toEqual(['morning 2026-11-17']);
    expect(due('11-17 14:31')).toEqual([]);
    expect(due('11-18 02:30')).toEqual(['daily 2026-11-17']);
    expect(due('11-18 02:31')).toEqual([]);
  });

  it('stay at the store’s wall clock when the clocks are changed', () => {
    const policy = policySchema.parse({ store: { timeZone: 'Europe/Berlin' } });
    const kinds = (iso: string) => dueDigests(new Date(iso), policy).map((d) => d.kind);
    // 08:30 is 07:30 UTC in winter; from 29 March 2026 on it is 06:30 UTC.
    expect(kinds('2026-03-28T07:29:00Z')).toEqual([]);
    expect(kinds('2026-03-29T06:30:00Z')).toEqual(['morning']);
  });

  it('know the week that ends on the day the policy says', () => {
    expect(weekOf('2026-11-22', 7, ZONE)).toMatchObject({ from: '2026-11-16', to: '2026-11-22' });
    expect(weekOf('2026-11-16', 7, ZONE)).toMatchObject({ from: '2026-11-16', to: '2026-11-22' });
    expect(weekOf('2026-11-20', 5, ZONE)).toMatchObject({ from: '2026-11-14', to: '2026-11-20' });
    expect(weekOf('2026-11-21', 5, ZONE)).toMatchObject({ from: '2026-11-21', to: '2026-11-27' });
  });
});
