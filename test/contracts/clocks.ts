import { describe, expect, test } from 'vitest';
import type { Stores } from '../../src/db/stores.ts';
import type { CaseEventBody } from '../../src/domain/case-event.ts';
import type { CaseId, MessageRef, PersonId } from '../../src/domain/ids.ts';
import type { NewJob } from '../../src/domain/job.ts';
import type { Clocks, Reminder } from '../../src/ports.ts';
import { at, change, claimed, iso, li, lookedAt, openCase, wang } from './samples.ts';

const job = (name: string): NewJob => ({ payload: { kind: 'mark_seen', message: name as MessageRef } });

/** A step of the answer's clock, for one person. */
export const reminder = (caseId: CaseId, more: Partial<Reminder> = {}): Reminder => ({
  caseId,
  timer: 'resolve:0',
  step: 'due',
  recipient: li,
  kind: 'resolve',
  dueAt: iso(60),
  deliverAt: at(60),
  shouldAt: at(60),
  ...more,
});

/** The answer's limit of a minute was not kept. */
const ranOut = (minute: number): CaseEventBody => ({
  ...{ type: 'breached', clock: 'resolve:0', kind: 'resolve', dueAt: iso(minute) },
});

const due = async (clocks: Clocks, minutes: number, limit = 10) =>
  (await clocks.toCheck(at(minutes), limit)).map((c) => c.id);

/** What every implementation of Clocks promises. */
export function clocksContract(open: () => Stores): void {
  describe('a case', () => {
    test('is due to be looked at from when it changed, the longest waiting first, no more than asked', async () => {
      const { cases, clocks } = open();
      const [second, first] = [await openCase(cases, undefined, 2), await openCase(cases, undefined, 1)];
      expect(await due(clocks, 0)).toEqual([]);
      expect(await due(clocks, 2)).toEqual([first, second]);
      expect(await due(clocks, 9, 1)).toEqual([first]);
      expect(await clocks.toCheck(at(1), 10)).toEqual([await cases.get(first)]);
    });

    test('that was looked at is due again at the time set, or not until it changes', async () => {
      const { cases, clocks } = open();
      const [later, never] = [await openCase(cases), await openCase(cases)];
      expect(await lookedAt(clocks, later, 1, at(30), [], at(1))).toBe(true);
      expect(await lookedAt(clocks, never, 1, null, [], at(1))).toBe(true);
      expect(await due(clocks, 29)).toEqual([]);
      expect(await due(clocks, 30)).toEqual([later]);
      await cases.commit({ cases: [change(never, 1, [claimed()], 10), change(later, 1, [claimed()], 5)] });
      expect(await due(clocks, 4)).toEqual([]);
      expect(await due(clocks, 10)).toEqual([later, never]);
    });

    test('that changed while it was looked at is not taken for looked at, and nothing is kept', async () => {
      const { cases, clocks } = open();
      const id = await openCase(cases);
      await cases.commit({ cases: [change(id, 1, [claimed()], 1)] });
      expect(await lookedAt(clocks, id, 1, null, [reminder(id)], at(2))).toBe(false);
      expect(await due(clocks, 2)).toEqual([id]);
      expect(await clocks.pending(at(999))).toEqual([]);
      expect(await lookedAt(clocks, 'nowhere' as CaseId, 1, null, [], at(2))).toBe(false);
    });

    test('that ran out has it on its timeline, with its reminders, its next look and what is to be shown', async () => {
      const { cases, clocks, jobs } = open();
      const id = await openCase(cases);
      const events = [ranOut(60)];
      const more = { events, jobs: [job('card')] };
      expect(await lookedAt(clocks, id, 1, at(90), [reminder(id)], at(61), more)).toBe(true);
      const c = await cases.get(id);
      expect(c?.breaches).toMatchObject([{ key: 'resolve:0', dueAt: iso(60) }]);
      expect(await cases.timeline(id)).toMatchObject([{}, { seq: 2, at: iso(61), by: null, body: events[0] }]);
      expect(await clocks.pending(at(61))).toEqual([reminder(id)]);
      expect([await due(clocks, 89), await due(clocks, 90)]).toEqual([[], [id]]);
      expect((await jobs.claim(at(61), at(62), 9)).map((claimed) => claimed.payload)).toEqual([job('card').payload]);
      expect(await lookedAt(clocks, id, 1, at(90), [], at(62), more)).toBe(false);
      expect((await jobs.counts()).waiting).toBe(1);
    });

    test('that changed is left out of the looks that are kept together, whatever they found', async () => {
      const { cases, clocks, jobs } = open();
      const ids = [await openCase(cases), await openCase(cases), await openCase(cases), await openCase(cases)];
      const [quiet, quietChanged, told, toldChanged] = ids as [CaseId, CaseId, CaseId, CaseId];
      await cases.commit({ cases: [quietChanged, toldChanged].map((id) => change(id, 1, [claimed()], 1)) });
      const looks = ids.map((caseId) => ({
        ...{ caseId, version: 1, nextCheckAt: at(90), reminders: [reminder(caseId)], jobs: [job(caseId)] },
        events: caseId === told || caseId === toldChanged ? [ranOut(60)] : [],
      }));
      expect(await clocks.checked(looks, at(61))).toEqual(new Set([told, quiet]));
      expect((await clocks.pending(at(61))).map((r) => r.caseId)).toEqual([quiet, told].sort());
      expect(await due(clocks, 61)).toEqual([quietChanged, toldChanged]);
      expect((await cases.many(ids)).map((c) => [c.version, c.breaches.length])).toEqual([
        ...[[1, 0] as const, [2, 0] as const, [2, 1] as const, [2, 0] as const],
      ]);
      const payloads = new Set((await jobs.claim(at(61), at(62), 9)).map((claimed) => claimed.payload));
      expect(payloads).toEqual(new Set([job(told).payload, job(quiet).payload]));
    });
  });
  reminders(open);
  settling(open);
  once(open);
}

function reminders(open: () => Stores): void {
  describe('a reminder', () => {
    test('waits for its time, comes by recipient and then oldest first, and as it was kept', async () => {
      const { cases, clocks } = open();
      const id = await openCase(cases);
      const early = reminder(id, { step: 'before', deliverAt: at(45) });
      const late = reminder(id, { deliverAt: at(60) });
      const other = reminder(id, { recipient: wang, kind: 'approval', deliverAt: at(50) });
      await lookedAt(clocks, id, 1, null, [late, other, early], at(40));
      expect(await clocks.pending(at(44))).toEqual([]);
      expect(await clocks.pending(at(45))).toEqual([early]);
      expect(await clocks.pending(at(60))).toEqual([early, late, other]);
    });

    test('found again is told once, and stays as it was first found', async () => {
      const { cases, clocks } = open();
      const id = await openCase(cases);
      const first = reminder(id);
      await lookedAt(clocks, id, 1, at(70), [first, first], at(60));
      await lookedAt(clocks, id, 1, at(80), [{ ...first, deliverAt: at(61) }], at(70));
      expect(await clocks.pending(at(99))).toEqual([first]);
      expect(await clocks.settle([first], 'told', [], at(71))).toBe(true);
      await lookedAt(clocks, id, 1, at(90), [first], at(80));
      expect(await clocks.pending(at(99))).toEqual([]);
    });

    test('is another one for another person, another step and a limit reckoned anew', async () => {
      const { cases, clocks } = open();
      const [id, second] = [await openCase(cases), await openCase(cases)];
      const all = [
        reminder(id),
        reminder(id, { recipient: wang }),
        reminder(id, { step: 'after:120' }),
        reminder(id, { timer: 'resolve:0@later' }),
      ];
      await lookedAt(clocks, id, 1, null, all, at(60));
      await lookedAt(clocks, second, 1, null, [reminder(second)], at(60));
      expect(await clocks.pending(at(60))).toHaveLength(5);
    });
  });

  test('a person was last told when the latest reminder to that person was told; what was dropped does not count', async () => {
    const { cases, clocks } = open();
    const id = await openCase(cases);
    const [a, b, c] = [reminder(id), reminder(id, { step: 'after:120' }), reminder(id, { step: 'day:1' })];
    await lookedAt(clocks, id, 1, null, [a, b, c], at(60));
    expect(await clocks.lastToldAt(li)).toBeNull();
    await clocks.settle([a], 'told', [], at(61));
    await clocks.settle([b], 'told', [], at(63));
    await clocks.settle([c], 'moot', [], at(65));
    expect(await clocks.lastToldAt(li)).toEqual(at(63));
    expect(await clocks.lastToldAt(wang)).toBeNull();
  });

  test('punctuality: how many were told, the longest lag, and what still waits', async () => {
    const { cases, clocks } = open();
    const id = await openCase(cases);
    const steps = ['a', 'b', 'c', 'd', 'e'].map((step, i) =>
      reminder(id, { step, deliverAt: at(10 * i), shouldAt: at(10 * i) }),
    );
    const [a, b, c] = steps as [Reminder, Reminder, Reminder];
    await lookedAt(clocks, id, 1, null, steps, at());
    expect(await clocks.punctuality(at(0), at(5))).toEqual({ told: 0, worstLagMs: 0, waiting: 1 });
    await clocks.settle([a], 'told', [], at(3));
    await clocks.settle([b], 'told', [], new Date(at(11).getTime() + 250));
    await clocks.settle([c], 'moot', [], at(29));
    expect(await clocks.punctuality(at(0), at(35))).toEqual({ told: 2, worstLagMs: 180_000, waiting: 1 });
    expect(await clocks.punctuality(at(4), at(35))).toMatchObject({ told: 1, worstLagMs: 60_250 });
    expect(await clocks.punctuality(at(0), at(3))).toMatchObject({ told: 0, worstLagMs: 0 });
  });
}

function settling(open: () => Stores): void {
  describe('settling', () => {
    test('writes the jobs that tell them and wakes whoever runs jobs, once', async () => {
      const { cases, clocks, jobs } = open();
      const id = await openCase(cases);
      await lookedAt(clocks, id, 1, null, [reminder(id), reminder(id, { step: 'before' })], at(60));
      let woken = 0;
      jobs.onAdded(() => woken++);
      const told = [reminder(id), reminder(id, { step: 'before' }), reminder(id)];
      expect(await clocks.settle(told, 'told', [job('digest')], at(61))).toBe(true);
      expect(await clocks.pending(at(99))).toEqual([]);
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
      expect(woken).toBe(1);
    });

    test.each([
      ['somebody settled one of them first', (id: CaseId) => reminder(id, { step: 'settled' })],
      ['one of them was never found', (id: CaseId) => reminder(id, { step: 'unknown' })],
    ])('changes nothing at all when %s', async (_, lost) => {
      const { cases, clocks, jobs } = open();
      const id = await openCase(cases);
      await lookedAt(clocks, id, 1, null, [reminder(id), reminder(id, { step: 'settled' })], at(60));
      await clocks.settle([reminder(id, { step: 'settled' })], 'told', [], at(61));
      let woken = 0;
      jobs.onAdded(() => woken++);
      expect(await clocks.settle([reminder(id), lost(id)], 'told', [job('again')], at(62))).toBe(false);
      expect(await clocks.pending(at(99))).toEqual([reminder(id)]);
      expect(await clocks.lastToldAt(li)).toEqual(at(61));
      expect(await jobs.counts()).toEqual({ waiting: 0, dead: 0 });
      expect(woken).toBe(0);
    });

    test('settles twenty thousand in one go, with as many jobs: so many may wait after a long standstill', async () => {
      const { cases, clocks, jobs } = open();
      const id = await openCase(cases);
      const many = Array.from({ length: 20_000 }, (_, i) => reminder(id, { step: `day:${i}` }));
      for (let from = 0; from < many.length; from += 2_000)
        expect(await lookedAt(clocks, id, 1, null, many.slice(from, from + 2_000), at(60))).toBe(true);
      const news = many.slice(0, 7_000).map((r) => job(r.step));
      expect(await clocks.settle(many, 'told', news, at(61))).toBe(true);
      expect(await clocks.pending(at(99))).toEqual([]);
      expect((await jobs.counts()).waiting).toBe(7_000);
    });

    test('nothing settles nothing else', async () => {
      const { cases, clocks } = open();
      const id = await openCase(cases);
      await lookedAt(clocks, id, 1, null, [reminder(id)], at(60));
      expect(await clocks.settle([], 'moot', [], at(61))).toBe(true);
      expect(await clocks.pending(at(61))).toHaveLength(1);
    });
  });
}

function once(open: () => Stores): void {
  test('what happens once happens for the first who asks, with its jobs', async () => {
    const { clocks, jobs } = open();
    expect(await clocks.once('daily:2026-11-16', [job('digest')], at())).toBe(true);
    expect(await clocks.once('daily:2026-11-16', [job('digest')], at(1))).toBe(false);
    expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
    expect(await clocks.once('daily:2026-11-17', [], at(1))).toBe(true);
  });
}

/** What every implementation of Visits promises. */
export function visitsContract(open: () => Stores): void {
  test('vehicles in the workshop are kept by spans, and a new span replaces those it overlaps', async () => {
    const { visits } = open();
    const set = (from: string, to: string, count: number) => visits.set({ from, to, count }, 'p' as PersonId, at());
    await set('2026-11-01', '2026-11-07', 700);
    await set('2026-10-01', '2026-10-31', 3_000);
    await set('2026-11-08', '2026-11-14', 650);
    const all = () => visits.within('2026-01-01', '2026-12-31');
    expect((await all()).map((v) => v.count)).toEqual([3_000, 700, 650]);
    expect(await visits.within('2026-11-07', '2026-11-07')).toEqual([
      { from: '2026-11-01', to: '2026-11-07', count: 700 },
    ]);
    expect(await visits.within('2026-11-15', '2026-11-20')).toEqual([]);
    await set('2026-11-07', '2026-11-10', 400);
    expect((await all()).map((v) => v.count)).toEqual([3_000, 400]);
    await set('2026-11-07', '2026-11-10', 410);
    expect((await all()).map((v) => v.count)).toEqual([3_000, 410]);
    await set('2026-11-05', '2026-11-07', 300);
    await set('2026-10-31', '2026-11-04', 500);
    expect((await all()).map((v) => v.count)).toEqual([500, 300]);
  });
}
