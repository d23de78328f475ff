import { describe, expect, it } from 'vitest';
import { hasPostgres } from '../support/postgres.ts';
import { workingTime } from './clock.ts';
import { FINDING_KINDS } from './findings.ts';
import { optionsOf } from './options.ts';
import { playChaos } from './play.ts';

/** Three minutes on an idle machine of two cores, most of them waiting; what else runs there makes it longer. */
const LONG_MS = 600_000;

const NOTHING = Object.fromEntries(FINDING_KINDS.map((kind) => [kind, []]));

async function outcomeOf(...args: readonly string[]) {
  const outcome = await playChaos(optionsOf(['--cases', '15', '--kills', '3', ...args]), () => {});
  // Or nothing was tried.
  expect(outcome.done).toMatchObject({ kills: 3, blackouts: 1 });
  expect(Object.keys(outcome.faults).length).toBeGreaterThan(3);
  expect(outcome.cases).toBe(15);
  return outcome;
}

describe.concurrent('a desk that is killed while Slack fails', () => {
  it(
    'loses nothing, doubles nothing and tells all in time and in order, on its embedded database',
    async () => {
      const { findings } = await outcomeOf('--seed', '11');
      expect(findings).toEqual(NOTHING);
    },
    LONG_MS,
  );

  it.runIf(hasPostgres())(
    'does so as two processes too, while the server of their database crashes',
    async () => {
      const { findings, done } = await outcomeOf('--seed', '12', '--replicas', '2');
      expect(done.databaseCrashes).toBeGreaterThan(0);
      expect(findings).toEqual(NOTHING);
    },
    LONG_MS,
  );
});

describe('a run', () => {
  it('takes two processes for a server, and refuses them for the embedded database', () => {
    expect(optionsOf(['--replicas', '2'])).toMatchObject({ database: 'postgres', replicas: 2 });
    expect(() => optionsOf(['--replicas', '2', '--database', 'pglite'])).toThrow('--database postgres');
    expect(() => optionsOf(['--cases', 'many'])).toThrow('--cases');
  });

  it('reckons lateness without the time in which nobody could work, however the standstills overlap', () => {
    const standstills = [
      { from: 40, to: 60 },
      { from: 10, to: 20 },
      { from: 50, to: 70 },
      { from: 190, to: 300 },
    ];
    expect(workingTime(0, 100, standstills)).toBe(60);
    expect(workingTime(55, 65, standstills)).toBe(0);
    expect(workingTime(180, 250, standstills)).toBe(10);
    expect(workingTime(400, 500, standstills)).toBe(100);
  });
});
