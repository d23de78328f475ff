import { describe, expect, it } from 'vitest';
import type { ClockworkState } from '../../src/clockwork.ts';
import type { MessageRef } from '../../src/domain/ids.ts';
import type { Queue } from '../../src/ports.ts';
import { createQueueAge, createReadiness } from '../../src/watching/readiness.ts';
import { createFakeStores } from '../fakes/stores.ts';

const START = Date.parse('2026-11-16T01:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);
const MINUTE = 60_000;

const clockwork = (more: Partial<ClockworkState> = {}): ClockworkState => ({
  startedAt: at(0).toISOString(),
  lastTickAt: null,
  elsewhereAt: null,
  lastTickMs: 0,
  lastError: null,
  told: 0,
  worstLagMs: 0,
  waiting: 0,
  ...more,
});

function openReadiness() {
  const { jobs } = createFakeStores();
  let now = at(0);
  let elapsed = 0;
  let looks = 0;
  let state = clockwork();
  const counted = {
    ...jobs,
    counts: () => {
      looks += 1;
      return jobs.counts();
    },
  };
  const ports = { jobs: counted, clock: { now: () => now, newId: () => '' } };
  const ready = createReadiness(
    ports,
    () => state,
    () => elapsed,
  );
  return {
    jobs,
    ready,
    looks: () => looks,
    pass: (minutes: number) => {
      now = new Date(now.getTime() + minutes * MINUTE);
      elapsed += minutes * MINUTE;
    },
    look: (more: Partial<ClockworkState>) => {
      state = clockwork(more);
    },
    now: () => now,
  };
}

const job = (name: string) => ({ payload: { kind: 'mark_seen', message: name as MessageRef } }) as const;

describe('readiness', () => {
  it('asks the database once a second however often it is asked', async () => {
    const desk = openReadiness();
    await Promise.all(Array.from({ length: 50 }, desk.ready));
    expect(desk.looks()).toBe(1);
    desk.pass(1 / 60);
    await desk.ready();
    expect(desk.looks()).toBe(2);
  });

  it('ends when a job has been due for five minutes and nobody takes it, and comes back when somebody does', async () => {
    const desk = openReadiness();
    desk.look({ lastTickAt: at(60).toISOString() });
    await desk.jobs.add([job('a')]);
    expect(await desk.ready()).toMatchObject({ ok: true, jobs: { waiting: 1, oldestMs: 0 } });
    desk.pass(4.9);
    expect((await desk.ready()).ok).toBe(true);
    desk.pass(0.2);
    expect(await desk.ready()).toMatchObject({ ok: false, jobs: { ok: false, oldestMs: 5.1 * MINUTE } });
    const [taken] = await desk.jobs.claim(desk.now(), at(60), 1);
    await desk.jobs.done(taken?.id ?? '', 1, desk.now());
    desk.pass(0.1);
    expect(await desk.ready()).toMatchObject({ ok: true, jobs: { waiting: 0, oldestMs: 0 } });
  });

  it('does not end for a job given up, which another process would do no better', async () => {
    const desk = openReadiness();
    await desk.jobs.add([job('a')]);
    const [taken] = await desk.jobs.claim(desk.now(), at(60), 1);
    await desk.jobs.failed(taken?.id ?? '', 1, desk.now(), 'gone', null);
    expect(await desk.ready()).toMatchObject({ ok: true, jobs: { dead: 1 } });
  });

  it('ends when nobody looked after the clocks for a minute, not when another process did', async () => {
    const desk = openReadiness();
    desk.pass(2);
    expect((await desk.ready()).ok).toBe(false);
    desk.look({ elsewhereAt: at(1.9).toISOString() });
    expect((await desk.ready()).ok).toBe(true);
    desk.look({ lastTickAt: at(0.5).toISOString() });
    expect((await desk.ready()).ok).toBe(false);
  });
});

describe('the age of the oldest due job', () => {
  const queue = (age: number | null, newest: number | null, runAt: Date | null = null): Queue => ({
    oldestDue: age === null ? null : { age, runAt },
    newest,
  });

  it('is that of the first look that saw a job as young, though the queue moves on', () => {
    const ageOf = createQueueAge();
    expect(ageOf(queue(1, 100), at(0))).toBe(0);
    expect(ageOf(queue(40, 160), at(1))).toBe(MINUTE);
    expect(ageOf(queue(100, 220), at(2))).toBe(2 * MINUTE);
    expect(ageOf(queue(101, 230), at(3))).toBe(2 * MINUTE);
    expect(ageOf(queue(null, 230), at(4))).toBe(0);
    expect(ageOf(queue(240, 240), at(5))).toBe(0);
  });

  it('of a job with a time of its own is counted from that time', () => {
    const ageOf = createQueueAge();
    expect(ageOf(queue(1, 1, at(7)), at(9))).toBe(2 * MINUTE);
  });
});
