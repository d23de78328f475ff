import { expect, test } from 'vitest';
import type { MessageRef } from '../../src/domain/ids.ts';
import type { NewJob } from '../../src/domain/job.ts';
import type { Ports } from '../../src/ports.ts';
import { at } from './samples.ts';

const job = (name: string, more: Partial<NewJob> = {}): NewJob => ({
  payload: { kind: 'mark_seen', message: name as MessageRef },
  ...more,
});

/** What a watchdog is told of the jobs. */
export function queueContract(open: () => Pick<Ports, 'jobs'>): void {
  test('the queue tells the oldest job that is due and could be claimed, and how young the youngest is', async () => {
    const { jobs } = open();
    expect(await jobs.queue(at())).toEqual({ oldestDue: null, newest: null });
    await jobs.add([job('later', { runAt: at(60) }), job('a', { orderKey: 'x' }), job('b', { orderKey: 'x' })]);
    const first = await jobs.queue(at());
    expect(first.oldestDue?.runAt).toBeNull();
    expect(first.newest).toBeGreaterThan(first.oldestDue?.age ?? Number.NaN);
    const [taken] = await jobs.claim(at(), at(5), 1);
    // `b` waits for `a`, which runs; the other waits for its time.
    expect(await jobs.queue(at())).toEqual({ oldestDue: null, newest: first.newest });
    await jobs.done(taken?.id ?? '', 1, at());
    expect((await jobs.queue(at())).oldestDue?.age).toBe(first.newest);
    expect((await jobs.queue(at(60))).oldestDue?.runAt).toEqual(at(60));
  });

  test('a job whose lease ran out is due again', async () => {
    const { jobs } = open();
    await jobs.add([job('a')]);
    const { newest } = await jobs.queue(at());
    await jobs.claim(at(), at(5), 1);
    expect((await jobs.queue(at(4))).oldestDue).toBeNull();
    expect((await jobs.queue(at(5))).oldestDue?.age).toBe(newest);
  });

  test('a job keeps the trace of its cause beside its payload, and has none without', async () => {
    const { jobs } = open();
    const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await jobs.add([job('a', { trace }), job('b')]);
    const [a, b] = await jobs.claim(at(), at(5), 2);
    expect([a?.trace ?? null, b?.trace ?? null]).toEqual([trace, null]);
    expect(a?.payload).toEqual({ kind: 'mark_seen', message: 'a' });
  });
}
