import { describe, expect, test } from 'vitest';
import type { Stores } from '../../src/db/stores.ts';
import type { CaseId, MessageRef } from '../../src/domain/ids.ts';
import { type JobLane, type NewJob, readWithModel, showCase } from '../../src/domain/job.ts';
import type { Job, Jobs } from '../../src/ports.ts';
import { at, openCase } from './samples.ts';

const job = (name: string, more: Omit<NewJob, 'payload'> = {}): NewJob => ({
  payload: { kind: 'mark_seen', message: name as MessageRef },
  ...more,
});
const LEASE = 5;

/** Names of the jobs taken at a minute; leased for five. */
async function take(jobs: Jobs, minutes = 0, limit = 10): Promise<string[]> {
  return (await claim(jobs, minutes, limit)).map((taken) => taken.name);
}

async function claim(jobs: Jobs, minutes = 0, limit = 10) {
  const taken = await jobs.claim(at(minutes), at(minutes + LEASE), limit);
  return taken.map(({ id, attempt, payload }) => ({
    id,
    attempt,
    name: payload.kind === 'mark_seen' ? payload.message : payload.kind,
  }));
}

async function takeOne(jobs: Jobs, minutes = 0) {
  const [taken] = await claim(jobs, minutes, 1);
  if (!taken) throw new Error('nothing to take');
  return taken;
}

type Taken = Pick<Job, 'id' | 'attempt'>;
const done = (jobs: Jobs, { id, attempt }: Taken, minutes = 0) => jobs.done(id, attempt, at(minutes));
const fail = (jobs: Jobs, { id, attempt }: Taken, error: string, retryAt: Date | null) =>
  jobs.failed(id, attempt, at(1), error, retryAt);

/** What every implementation of Jobs promises. */
export function jobsContract(open: () => Stores): void {
  describe('jobs', () => {
    test('are taken oldest first, no more than asked, and once', async () => {
      const { jobs } = open();
      await jobs.add([job('a'), job('b')]);
      await jobs.add([job('c')]);
      expect(await take(jobs, 0, 2)).toEqual(['a', 'b']);
      expect(await take(jobs)).toEqual(['c']);
      expect(await take(jobs)).toEqual([]);
      expect(await jobs.counts()).toEqual({ waiting: 3, dead: 0 });
    });

    test('wait for their time', async () => {
      const { jobs } = open();
      await jobs.add([job('later', { runAt: at(10) }), job('now')]);
      expect(await take(jobs, 9)).toEqual(['now']);
      expect(await take(jobs, 10)).toEqual(['later']);
    });

    test('are finished when done', async () => {
      const { jobs } = open();
      await jobs.add([job('a')]);
      await done(jobs, await takeOne(jobs), 1);
      expect(await take(jobs, 60)).toEqual([]);
      expect(await jobs.counts()).toEqual({ waiting: 0, dead: 0 });
    });

    test('come back with the next attempt when whoever took them died, not before their lease ran out', async () => {
      const { jobs } = open();
      await jobs.add([job('a')]);
      expect(await takeOne(jobs, 0)).toMatchObject({ attempt: 1 });
      expect(await take(jobs, LEASE - 1)).toEqual([]);
      expect(await takeOne(jobs, LEASE)).toMatchObject({ name: 'a', attempt: 2 });
    });

    test('that failed are tried again at the time given', async () => {
      const { jobs } = open();
      await jobs.add([job('a')]);
      await fail(jobs, await takeOne(jobs), 'no answer', at(20));
      expect(await take(jobs, 19)).toEqual([]);
      expect(await takeOne(jobs, 20)).toMatchObject({ name: 'a', attempt: 2 });
    });

    test('that were asked to wait come back then, and only what failed is counted as a failure', async () => {
      const { jobs } = open();
      await jobs.add([job('a')]);
      const taken = await takeOne(jobs);
      await jobs.postponed(taken.id, taken.attempt, 'rate limited', at(20));
      expect(await take(jobs, 19)).toEqual([]);
      const [again] = await jobs.claim(at(20), at(25), 1);
      expect(again).toMatchObject({ attempt: 2, faults: 0 });
      await jobs.failed(taken.id, 2, at(20), 'no answer', at(30));
      expect(await jobs.claim(at(30), at(35), 1)).toMatchObject([{ attempt: 3, faults: 1 }]);
      await jobs.postponed(taken.id, 2, 'of a try that is over', at(90));
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
    });

    test('taken over after a lease ran out are settled by whoever has them now, not by the one who was slow', async () => {
      const { jobs } = open();
      await jobs.add([job('a')]);
      const slow = await takeOne(jobs);
      const quick = await takeOne(jobs, LEASE);
      await done(jobs, slow, LEASE + 1);
      await fail(jobs, slow, 'too slow', null);
      await fail(jobs, slow, 'too slow', at(LEASE + 1));
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
      expect(await take(jobs, 2 * LEASE - 1)).toEqual([]);
      await done(jobs, quick, LEASE + 2);
      expect(await jobs.counts()).toEqual({ waiting: 0, dead: 0 });
    });

    test('tried again are not settled by the try before', async () => {
      const { jobs } = open();
      await jobs.add([job('a')]);
      const first = await takeOne(jobs);
      await fail(jobs, first, 'no answer', at(1));
      const second = await takeOne(jobs, 1);
      await done(jobs, first, 2);
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
      await done(jobs, second, 2);
      expect(await jobs.counts()).toEqual({ waiting: 0, dead: 0 });
    });
  });

  describe('jobs of two lanes', () => {
    const kinds = async (jobs: Jobs, lane?: JobLane, minutes = 0) =>
      (await jobs.claim(at(minutes), at(minutes + LEASE), 10, lane)).map((taken) => taken.payload.kind);

    async function both(): Promise<Jobs> {
      const { jobs } = open();
      await jobs.add([readWithModel({ message: 'm' as MessageRef }), job('a')]);
      return jobs;
    }

    test('wait for their own: the desk does not take what waits for a model', async () => {
      const jobs = await both();
      expect(await kinds(jobs, 'desk')).toEqual(['mark_seen']);
      expect(await kinds(jobs, 'desk')).toEqual([]);
      expect(await jobs.counts()).toEqual({ waiting: 2, dead: 0 });
      expect(await kinds(jobs, 'model')).toEqual(['read_with_model']);
    });

    test('wait for their own: whoever asks the model does not take what the desk has to do', async () => {
      const jobs = await both();
      expect(await kinds(jobs, 'model')).toEqual(['read_with_model']);
      expect(await kinds(jobs, 'model')).toEqual([]);
      expect(await kinds(jobs, 'desk')).toEqual(['mark_seen']);
    });

    test('stay in their lane when a lease ran out', async () => {
      const jobs = await both();
      expect(await kinds(jobs)).toHaveLength(2);
      expect(await kinds(jobs, 'model', LEASE)).toEqual(['read_with_model']);
      expect(await kinds(jobs, 'desk', LEASE)).toEqual(['mark_seen']);
    });

    test('are all taken by whoever names no lane, oldest first', async () => {
      expect(await kinds(await both())).toEqual(['read_with_model', 'mark_seen']);
    });
  });

  describe('jobs of one order key', () => {
    const first = job('first', { orderKey: 'case' });
    const second = job('second', { orderKey: 'case' });

    test('run one after another, past others', async () => {
      const { jobs } = open();
      await jobs.add([first, second, job('other', { orderKey: 'another case' })]);
      const [taken, other] = await claim(jobs);
      expect([taken?.name, other?.name]).toEqual(['first', 'other']);
      expect(await take(jobs)).toEqual([]);
      await jobs.done(taken?.id ?? '', 1, at());
      expect(await take(jobs)).toEqual(['second']);
    });

    test('wait for an older one that is to be tried again', async () => {
      const { jobs } = open();
      await jobs.add([first, second]);
      await fail(jobs, await takeOne(jobs), 'rate limit', at(20));
      expect(await take(jobs, 19)).toEqual([]);
      expect(await take(jobs, 20)).toEqual(['first']);
    });

    test('stay in order when a lease runs out', async () => {
      const { jobs } = open();
      await jobs.add([first, second]);
      expect(await take(jobs)).toEqual(['first']);
      expect(await take(jobs, LEASE)).toEqual(['first']);
    });

    test('do not wait for a dead one', async () => {
      const { jobs } = open();
      await jobs.add([first, second]);
      await fail(jobs, await takeOne(jobs), 'gone', null);
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 1 });
      expect(await take(jobs)).toEqual(['second']);
    });
  });

  describe('jobs of one once key', () => {
    const draw = showCase({ id: 'c' as CaseId, thread: null });

    test('wait once, however often they are added', async () => {
      const { jobs } = open();
      await jobs.add([draw, draw]);
      await jobs.add([draw]);
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
    });

    test('queue one more while one is running', async () => {
      const { jobs } = open();
      await jobs.add([draw]);
      const running = await takeOne(jobs);
      await jobs.add([draw, draw]);
      expect(await jobs.counts()).toEqual({ waiting: 2, dead: 0 });
      expect(await take(jobs)).toEqual([]);
      await done(jobs, running);
      expect(await take(jobs)).toEqual(['show_case']);
    });

    test('fold into the one that waits to be tried again', async () => {
      const { jobs } = open();
      await jobs.add([draw]);
      await fail(jobs, await takeOne(jobs), 'rate limit', at(20));
      await jobs.add([draw]);
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
    });

    test('both stay, in order, when one fails after the next was queued', async () => {
      const { jobs } = open();
      await jobs.add([draw]);
      const running = await takeOne(jobs);
      await jobs.add([draw]);
      await fail(jobs, running, 'no answer', at(20));
      expect(await jobs.counts()).toEqual({ waiting: 2, dead: 0 });
      expect(await claim(jobs, 20)).toMatchObject([{ id: running.id, attempt: 2 }]);
    });

    test('can be added again after done and after dead', async () => {
      const { jobs } = open();
      await jobs.add([draw]);
      await done(jobs, await takeOne(jobs));
      await jobs.add([draw]);
      await fail(jobs, await takeOne(jobs), 'gone', null);
      await jobs.add([draw]);
      expect(await jobs.counts()).toEqual({ waiting: 1, dead: 1 });
    });
  });

  test('whoever listens is called once a commit, when the jobs can be taken, and not for a commit without jobs', async () => {
    const { cases, jobs } = open();
    let seen: Promise<string[]>[] = [];
    jobs.onAdded(() => seen.push(take(jobs)));
    const taken = async () => {
      const all = await Promise.all(seen);
      seen = [];
      return all;
    };
    await openCase(cases);
    expect(await taken()).toEqual([]);
    await openCase(cases, undefined, 0, { jobs: [job('a'), job('b')] });
    expect(await taken()).toEqual([['a', 'b']]);
    await jobs.add([]);
    await jobs.add([job('c')]);
    expect(await taken()).toEqual([['c']]);
  });
}
