import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { tellings } from '../../src/domain/escalation.ts';
import type { PersonId, ProposalId } from '../../src/domain/ids.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY as P } from '../../src/domain/policy.ts';
import { nextCheckAt, stepsFor } from '../../src/domain/reminder.ts';
import { person as anybody } from '../support/cases.ts';
import { fresh, inShanghai, next, shanghai } from '../support/timeline.ts';

const person = (name: string, role: Role, more: Partial<Person> = {}): Person =>
  anybody(name, role, { department: 'service', ...more });
const STAFF = [
  person('小陈', 'advisor'),
  person('老钱', 'supervisor', { department: 'parts' }),
  person('小赵', 'customer_care', { department: 'customer_relations' }),
  person('吴', 'department_manager'),
  person('郑', 'department_manager', { department: 'sales' }),
  person('周', 'customer_relations_manager', { department: 'customer_relations' }),
  person('何', 'general_manager', { department: 'management' }),
];
const claim = (c: Case, who: string, at: string) =>
  next(c, shanghai(at), { type: 'claimed', assignee: who as PersonId });
const contact = (c: Case, at: string) =>
  next(c, shanghai(at), { type: 'contacted', way: 'phone', text: 'x', plan: false });
const plan = (c: Case, kind: string) =>
  stepsFor(c, P)
    .filter((s) => s.kind === kind)
    .map((s) => `${s.step} ${inShanghai(s.at.toISOString())}`);

const whom = (c: Case, kind: string, step: string, staff: readonly Person[] = STAFF, now?: Date) => {
  const found = stepsFor(c, P).find((s) => s.kind === kind && s.step === step);
  if (!found) throw new Error(`no step ${kind} ${step}`);
  return tellings(found, c, staff, () => [], { now: now ?? found.at, since: new Date(c.updatedAt) }, P).map(
    (t) => `${t.person} ${inShanghai(t.deliverAt.toISOString())}`,
  );
};

describe('a general case that nobody touches', () => {
  const c = contact(
    claim(fresh(shanghai('2026-11-17 13:30'), 'general', { department: 'parts' }), '老钱', '2026-11-17 13:40'),
    '2026-11-17 14:00',
  );

  it('reminds its owner an hour before, then climbs at the due time and in open hours after it', () => {
    expect(plan(c, 'resolve')).toEqual([
      'before 2026-11-17 19:00',
      'due 2026-11-17 20:00',
      'after:120 2026-11-18 10:30',
      'after:240 2026-11-18 12:30',
    ]);
  });

  it('calls the owner, then the department manager (service stands in for a department without one), then up', () => {
    expect(whom(c, 'resolve', 'before')).toEqual(['老钱 2026-11-17 19:00']);
    // The due instant is store close, and the clock looks a few seconds later: that is still the same shift.
    expect(whom(c, 'resolve', 'due', STAFF, new Date(shanghai('2026-11-17 20:00').getTime() + 5_000))).toEqual([
      '吴 2026-11-17 20:00',
    ]);
    expect(whom(c, 'resolve', 'due', STAFF, shanghai('2026-11-17 21:00'))).toEqual(['吴 2026-11-18 08:30']);
    expect(whom(c, 'resolve', 'after:120')).toEqual(['周 2026-11-18 10:30']);
    expect(whom(c, 'resolve', 'after:240')).toEqual(['何 2026-11-18 12:30']);
  });

  it('rests once somebody acknowledged it, and is silent when it waits', () => {
    const acknowledged = next(c, shanghai('2026-11-18 09:00'), { type: 'acknowledged', clock: 'resolve:0' });
    expect(plan(acknowledged, 'resolve')).toEqual(['before 2026-11-17 19:00', 'due 2026-11-17 20:00']);
    const waiting = next(c, shanghai('2026-11-17 15:00'), { type: 'paused', waitingFor: 'parts', reason: 'x' });
    expect(plan(waiting, 'resolve')).toEqual([]);
    expect(plan(waiting, 'notice')).not.toEqual([]);
  });

  it('is looked at again at the next thing that happens to it', () => {
    expect(inShanghai(nextCheckAt(c, shanghai('2026-11-17 19:00'), P)?.toISOString())).toBe('2026-11-17 20:00');
    expect(inShanghai(nextCheckAt(c, shanghai('2026-11-17 20:00'), P)?.toISOString())).toBe('2026-11-18 10:30');
  });
});

describe('an unclaimed case', () => {
  it('climbs by its claim limit, and does not say the same again for the first contact', () => {
    const c = fresh(shanghai('2026-11-16 09:05'), 'general');
    expect(plan(c, 'claim')).toEqual([
      'due 2026-11-16 09:35',
      'after:120 2026-11-16 11:35',
      'after:240 2026-11-16 13:35',
    ]);
    expect(plan(c, 'first_contact')).toEqual([]);
  });
});

describe('a major case', () => {
  const c = contact(claim(fresh(shanghai('2026-11-18 09:00'), 'major'), '何', '2026-11-18 09:08'), '2026-11-18 09:25');
  it('warns the general manager a day ahead, calls him at the due time and every day after', () => {
    expect(plan(c, 'resolve').slice(0, 5)).toEqual([
      'before 2026-11-25 19:00',
      'due 2026-11-25 20:00',
      'warn 2026-11-24 20:00',
      'day:1 2026-11-26 20:00',
      'day:2 2026-11-27 20:00',
    ]);
  });
  it('does not wait for anybody’s shift', () => {
    expect(whom(c, 'resolve', 'due', STAFF, shanghai('2026-11-25 23:00'))).toEqual(['何 2026-11-25 23:00']);
  });
});

describe('who hears of it', () => {
  const c = claim(fresh(shanghai('2026-11-16 09:05'), 'general'), '小陈', '2026-11-16 09:10');

  it('nobody outside his shift: it waits for the next one', () => {
    const shifts = Array.from({ length: 7 }, () => [['13:00', '18:00'] as const]).map((day) =>
      day.map(([a, b]): [string, string] => [a, b]),
    );
    const staff = STAFF.map((p) => (p.name === '小陈' ? { ...p, shifts } : p));
    expect(whom(c, 'first_contact', 'before', staff)).toEqual(['小陈 2026-11-16 13:00']);
  });

  it('the deputy while somebody is away, and his deputy while that one is', () => {
    const away = (deputy: string) => [{ from: '2026-11-16', to: '2026-11-20', deputy: deputy as PersonId }];
    const staff = STAFF.map((p) =>
      p.name === '吴' ? { ...p, absences: away('小赵') } : p.name === '小赵' ? { ...p, absences: away('老钱') } : p,
    );
    expect(whom(c, 'first_contact', 'due', staff)).toEqual(['老钱 2026-11-16 11:05']);
  });

  it('the next one up when the manager left and nobody stands in', () => {
    const staff = STAFF.map((p) => (p.name === '吴' || p.name === '郑' ? { ...p, active: false } : p));
    expect(whom(c, 'first_contact', 'due', staff)).toEqual(['周 2026-11-16 11:05']);
  });

  it('never the one complained about', () => {
    const about = next(c, shanghai('2026-11-16 09:20'), { type: 'accused', people: ['吴' as PersonId] });
    expect(whom(about, 'first_contact', 'due')).toEqual(['郑 2026-11-16 11:05']);
  });
});

describe('promises, the carrying out and decisions', () => {
  const base = claim(fresh(shanghai('2026-11-16 09:05'), 'general'), '小陈', '2026-11-16 09:10');
  it('a promise is reminded half an hour ahead, and when it is broken', () => {
    const c = next(base, shanghai('2026-11-16 10:00'), {
      type: 'promised',
      promise: 'p1',
      text: '三点回电',
      dueAt: shanghai('2026-11-16 15:00').toISOString(),
      heard: null,
    });
    expect(plan(c, 'promise')).toEqual([
      'before 2026-11-16 14:30',
      'due 2026-11-16 15:00',
      'due:department_manager 2026-11-16 15:00',
    ]);
    const kept = next(c, shanghai('2026-11-16 14:00'), { type: 'promise_kept', promise: 'p1', text: '' });
    expect(plan(kept, 'promise')).toEqual([]);
  });

  it('an approval is reminded after half an hour of opening time and goes a level up after two hours', () => {
    const lines = [{ kind: 'goodwill', payer: 'dealer', amountFen: 60_000 } as const];
    const c = next(base, shanghai('2026-11-16 19:45'), {
      type: 'proposed',
      proposal: 'pr' as ProposalId,
      solutions: ['compensation'],
      lines: [...lines],
      reason: 'x',
    });
    expect(plan(c, 'approval')).toEqual(['remind 2026-11-17 08:45', 'fallback 2026-11-17 10:15']);
  });
});
