import { describe, expect, it } from 'vitest';
import type { Closing } from '../../src/domain/closing.ts';
import type { Category } from '../../src/domain/complaint.ts';
import {
  closeRate,
  complaintRates,
  isClosedInTime,
  isGraveAndOurs,
  isJustified,
  paidIn,
  ratio,
} from '../../src/domain/kpi.ts';
import { type Figures, figures, mayBeCarriedIn, wasOpenAt } from '../../src/domain/kpi-figures.ts';
import { daysOf, quarterStart, weekOf } from '../../src/domain/kpi-period.ts';
import { coveredFrom, visitsOf } from '../../src/domain/visits.ts';
import { parseVisits } from '../../src/domain/visits-text.ts';
import {
  accept,
  approve,
  at,
  breach,
  caseOfStory,
  casesAt,
  claim,
  close,
  type Entry,
  eventsBetween,
  open,
  propose,
  raise,
  reopen,
  solve,
  TIMELINES,
  timelineOfStory,
  VISITS,
} from './digest-week.ts';

const ZONE = 'Asia/Shanghai';
const WEEK = weekOf('2026-11-22', 7, ZONE);
const SUNDAY = at('11-22 20:30');

function figuresAt(now: Date, period = daysOf(dateOf(now), dateOf(now), ZONE), orders = 0): Figures {
  const cases = casesAt(now);
  const carriedIn = cases.filter(
    (c) => mayBeCarriedIn(c, period) && wasOpenAt(TIMELINES.get(c.id) ?? [], period.start),
  );
  const events = eventsBetween(period.start, now);
  return figures({ cases, events, carriedIn: new Set(carriedIn.map((c) => c.id)), orders }, period, now);
}
const dateOf = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

describe('the week of the dealership', () => {
  const f = figuresAt(SUNDAY, WEEK, 3);

  it('has 14 new cases by their final severity, in ten categories', () => {
    expect(f.fresh).toBe(14);
    expect([...f.bySeverity]).toEqual([
      ['general', 8],
      ['serious', 3],
      ['major', 3],
    ]);
    expect(Object.fromEntries(f.byCategory)).toEqual({
      waiting_time: 2,
      repair_quality: 2,
      service_attitude: 2,
      product_quality: 2,
      warranty_claim: 1,
      parts_supply: 1,
      sales_promise: 1,
      privacy: 1,
      price_billing: 1,
      other: 1,
    });
  });

  it('closed 13 cases in 14 closings, for C3 was closed twice, and leaves 3 open, none overdue', () => {
    expect(f).toMatchObject({ closed: 13, closeEvents: 14, open: 3, overdue: 0 });
  });

  it('does not count a case as closed while it is open again, though it counts the closing', () => {
    expect(figuresAt(at('11-19 20:30'), WEEK)).toMatchObject({ closed: 4, closeEvents: 5 });
  });

  it('answered C5 too late, and B was late when the week began', () => {
    expect(f).toMatchObject({ breached: 1, breachedCarriedIn: 1 });
    expect([...f.missed]).toEqual([['claim', 1]]);
  });

  it('reopened C2 and C3, merged a duplicate, and counts approvals, rejections and refusals', () => {
    expect(f).toMatchObject({ reopened: 2, duplicates: 1, approvals: 11, rejections: 1, refused: 5 });
  });

  it('paid ¥13,030: refunds ¥5,520 and goodwill ¥7,510, not what was declined or rejected', () => {
    expect(f.paid).toMatchObject({ refundFen: 552_000, goodwillFen: 751_000 });
    expect([...f.paid.byPayer]).toEqual([['dealer', 1_303_000]]);
    expect(Object.fromEntries(f.paid.byKind)).toEqual({
      refund: 552_000,
      goodwill: 658_000,
      labour: 12_000,
      parts: 35_000,
      coupon: 46_000,
    });
  });

  it.each([
    ['11-16', { fresh: 3, closed: 0, open: 5, overdue: 1 }],
    ['11-17', { fresh: 3, closed: 3, open: 5, overdue: 2 }],
    ['11-18', { fresh: 1, closed: 2, open: 4, overdue: 1 }],
    ['11-19', { open: 9 }],
    ['11-20', { open: 6 }],
    ['11-21', { open: 4 }],
    ['11-22', { open: 3 }],
  ])('stood on the evening of %s as the script says', (day, expected) => {
    expect(figuresAt(at(`${day} 20:30`))).toMatchObject(expected);
  });

  it('had paid ¥200 on its first evening', () => {
    expect(figuresAt(at('11-16 20:30')).paid).toMatchObject({ refundFen: 0, goodwillFen: 20_000 });
  });
});

describe('the one-week close rate', () => {
  const before = daysOf('2026-11-09', '2026-11-15', ZONE);

  it('is 4 of the 5 cases of the week before, exactly on the line', () => {
    const rate = closeRate(casesAt(SUNDAY), before, SUNDAY);
    expect(rate).toMatchObject({ closedInTime: 4, matured: 5, immature: 0 });
    expect(rate.rate).toBe(0.8);
  });

  it('leaves the 14 cases of the week itself out, 11 of them closed', () => {
    expect(closeRate(casesAt(SUNDAY), WEEK, SUNDAY)).toMatchObject({
      matured: 0,
      rate: null,
      immature: 14,
      immatureClosed: 11,
    });
  });

  it('counts 7 × 24 h to the minute, not days', () => {
    const life = (closedAt: string) =>
      caseOfStory(
        open('11-09 10:00', 'rescue'),
        claim('11-09 10:00'),
        solve('11-09 11:00', '11-09 12:00', 'p'),
        close(closedAt),
      );
    expect(isClosedInTime(life('11-16 10:00'))).toBe(true);
    expect(isClosedInTime(life('11-16 10:01'))).toBe(false);
  });

  it('takes an earlier close away with a reopening, and gives it back with a close in time, the clock running on', () => {
    const once = [
      open('11-09 10:00', 'rescue'),
      claim('11-09 10:00'),
      solve('11-09 11:00', '11-09 12:00', 'p'),
      close('11-10 10:00'),
    ];
    const again = [...once, reopen('11-12 10:00')];
    const solved = [...again, solve('11-12 11:00', '11-12 12:00', 'q')];
    expect(isClosedInTime(caseOfStory(...once))).toBe(true);
    expect(isClosedInTime(caseOfStory(...again))).toBe(false);
    expect(isClosedInTime(caseOfStory(...solved, close('11-16 09:00')))).toBe(true);
    expect(isClosedInTime(caseOfStory(...solved, close('11-17 09:00')))).toBe(false);
  });
});

describe('the complaint rate', () => {
  it('is 14/632 for the week, and for the quarter 51/5,812, of them 7 重大有效客诉', () => {
    const cases = casesAt(SUNDAY);
    const week = visitsOf(WEEK.from, WEEK.to, VISITS);
    expect((ratio(14, week)?.rate ?? 0) * 100).toBeCloseTo(2.215, 3);
    const stretch = coveredFrom(quarterStart('2026-11-22'), VISITS);
    if (!stretch) throw new Error('the quarter is covered');
    const rates = complaintRates(cases, stretch, daysOf(stretch.from, stretch.to, ZONE));
    expect(rates).toMatchObject({
      from: '2026-10-01',
      to: '2026-11-22',
      all: { cases: 51, visits: 5812 },
      graveAndOurs: { cases: 7, visits: 5812 },
    });
    expect(rates?.all.rate.toFixed(5)).toBe('0.00877');
    expect(rates?.graveAndOurs.rate.toFixed(5)).toBe('0.00120');
  });

  it('is not there, least of all 0, where vehicle counts are missing, reach beyond the days, or are none', () => {
    expect(ratio(14, visitsOf(WEEK.from, WEEK.to, []))).toBeNull();
    expect(visitsOf(WEEK.from, WEEK.to, [{ from: '2026-11-16', to: '2026-11-21', count: 500 }])).toBeNull();
    expect(visitsOf(WEEK.from, WEEK.to, [{ from: '2026-11-01', to: '2026-11-22', count: 5000 }])).toBeNull();
    const straddling = [
      { from: '2026-11-09', to: '2026-11-17', count: 800 },
      { from: '2026-11-18', to: '2026-11-22', count: 500 },
    ];
    expect(visitsOf(WEEK.from, WEEK.to, straddling)).toBeNull();
    expect(ratio(0, 0)).toBeNull();
  });

  it('goes only as far as the quarter is covered without a gap', () => {
    const gap = [VISITS[0], { from: '2026-11-17', to: '2026-11-22', count: 600 }].filter((v) => v !== undefined);
    expect(coveredFrom('2026-10-01', gap)).toEqual({ from: '2026-10-01', to: '2026-11-15', count: 5180 });
    expect(coveredFrom('2026-10-01', VISITS.slice(1))).toBeNull();
  });

  it('begins after a count that reaches back into the quarter before, which nobody can split', () => {
    const weeks = [
      { from: '2026-09-28', to: '2026-10-04', count: 600 },
      { from: '2026-10-05', to: '2026-10-11', count: 610 },
    ];
    expect(coveredFrom('2026-10-01', weeks)).toEqual({ from: '2026-10-05', to: '2026-10-11', count: 610 });
  });
});

describe('重大有效客诉', () => {
  const solved = (category: Category, ...more: readonly (readonly Entry[])[]) =>
    caseOfStory(open('11-16 09:00', category), claim('11-16 09:00'), solve('11-16 09:10', '11-16 09:20', 'p'), ...more);

  it('is a complaint that came back or was raised, never one that went its way at once', () => {
    expect(isGraveAndOurs(solved('waiting_time'))).toBe(false);
    expect(isGraveAndOurs(solved('waiting_time', reopen('11-16 10:00')))).toBe(true);
    expect(isGraveAndOurs(solved('waiting_time', raise('11-16 10:00', 'general', 'serious')))).toBe(true);
    expect(isGraveAndOurs({ ...solved('waiting_time'), repeatOf: { id: 'c' as never, number: '1' } })).toBe(true);
  });

  it('asks whose doing it was: by category while open, by the main party once closed', () => {
    const raised = raise('11-16 10:00', 'general', 'serious');
    expect(isGraveAndOurs(solved('product_quality', raised))).toBe(false);
    expect(isGraveAndOurs(solved('parts_quality', raised))).toBe(false);
    const closed = (category: Category, closing: Closing) =>
      isGraveAndOurs({ ...solved(category, raised), status: 'closed', closing });
    const by = (...parties: ('dealer' | 'manufacturer')[]) =>
      ({ resolution: 'repaired', verdict: 'defect', parties }) as const;
    expect(closed('product_quality', by('dealer', 'manufacturer'))).toBe(true);
    expect(closed('waiting_time', by('manufacturer', 'dealer'))).toBe(false);
  });

  it('is neither merged nor dismissed, and not the customer’s own doing', () => {
    const raised = solved('waiting_time', raise('11-16 10:00', 'general', 'serious'));
    expect(isGraveAndOurs({ ...raised, status: 'merged' })).toBe(false);
    const closing: Closing = { resolution: 'explained', verdict: 'customer_fault', parties: ['dealer'] };
    expect(isGraveAndOurs({ ...raised, status: 'closed', closing })).toBe(false);
  });

  it('is justified until the closing says it was the customer, and nothing once it was merged or dismissed', () => {
    const done = (verdict: 'customer_fault' | 'defect', party: 'customer' | 'dealer') =>
      isJustified(solved('rescue', close('11-16 10:00', { verdict, parties: [party] })));
    expect(done('defect', 'dealer')).toBe(true);
    expect(done('customer_fault', 'dealer')).toBe(false);
    expect(done('defect', 'customer')).toBe(false);
    expect(isJustified({ ...solved('rescue'), status: 'merged' })).toBe(false);
  });
});

describe('what was paid', () => {
  it('is counted on the day it went out, also before the rest is carried out', () => {
    const paid = caseOfStory(
      open('11-16 09:00', 'rescue'),
      claim('11-16 09:00'),
      propose('11-16 09:10', 'p', ['refund', 100]),
      approve('11-16 09:20', 'p', 100),
      accept('11-16 09:30', 'p'),
      [['11-17 09:00', { type: 'paid', proposal: 'p' as never, proof: '' }]],
    );
    expect(paidIn([paid], daysOf('2026-11-16', '2026-11-16', ZONE)).refundFen).toBe(0);
    expect(paidIn([paid], daysOf('2026-11-17', '2026-11-17', ZONE)).refundFen).toBe(10_000);
  });
});

describe('a breach that was carried in', () => {
  it('belongs to a case that was open when the period began, not to one that was closed and came back', () => {
    const late = [
      open('11-02 09:00', 'rescue'),
      claim('11-02 09:00'),
      breach('11-02 20:00'),
      solve('11-03 09:00', '11-03 10:00', 'p'),
    ];
    expect(wasOpenAt(timelineOfStory(...late), WEEK.start)).toBe(true);
    expect(wasOpenAt(timelineOfStory(...late, close('11-04 09:00'), reopen('11-17 09:00')), WEEK.start)).toBe(false);
  });
});

describe('vehicle counts as they are typed', () => {
  const TODAY = '2026-11-22';
  const read = (text: string, known = VISITS.slice(0, 1)) => parseVisits(text, TODAY, known);

  it('a bare number is about the days since the last count, at most since Monday', () => {
    expect(read('632')).toEqual([{ from: '2026-11-16', to: TODAY, count: 632 }]);
    const upToThursday = { from: '2026-11-16', to: '2026-11-19', count: 300 };
    expect(read(' 332 台次', [upToThursday])).toEqual([{ from: '2026-11-20', to: TODAY, count: 332 }]);
    expect(read('640', VISITS)).toEqual([{ from: '2026-11-16', to: TODAY, count: 640 }]);
  });

  it('a bare number never wipes out a count that reaches back before this week', () => {
    expect(read('632', [{ from: '2026-10-01', to: TODAY, count: 5812 }])).toBeNull();
  });

  it.each([
    ['2026-11-16 90', '2026-11-16', '2026-11-16', 90],
    ['2026-11-16~2026-11-22 632', '2026-11-16', TODAY, 632],
    ['2026-11-16 ～ 2026-11-22 632台次', '2026-11-16', TODAY, 632],
    ['2026-11-16到2026-11-22：632', '2026-11-16', TODAY, 632],
    ['2026年11月16日至2026年11月22日 632', '2026-11-16', TODAY, 632],
    ['2026/10/1–2026/11/15 5,180', '2026-10-01', '2026-11-15', 5180],
    ['2026-11-16,2026-11-22,632', '2026-11-16', TODAY, 632],
  ])('reads %s', (text, from, to, count) => {
    expect(read(text)).toEqual([{ from, to, count }]);
  });

  it('reads pasted lines with a heading', () => {
    const pasted = '开始,结束,台次\n"2026-10-01","2026-11-15","5,180"\r\n\n2026-11-16\t2026-11-22\t632\n';
    expect(read(pasted)).toEqual(VISITS);
  });

  it.each([
    ['nothing', ''],
    ['words', '六百多'],
    ['a day that is not there', '2026-02-30 5'],
    ['an end before its beginning', '2026-11-22~2026-11-16 632'],
    ['a day to come', '2026-11-23 5'],
    ['days counted twice', '2026-11-16~2026-11-20 500\n2026-11-20 90'],
    ['a line that is none', '2026-11-16 500\n大概五百'],
    ['minus', '-5'],
    ['parts of a car', '63.2'],
  ])('does not guess at %s', (_, text) => {
    expect(read(text)).toBeNull();
  });
});
