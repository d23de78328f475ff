import { setTimeout as pass } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import type { Faults } from './faults.ts';
import type { Ground } from './ground.ts';
import type { Stage } from './stage.ts';

/*
 * What is done to the desks, the database and the clock, and when: at random points of the way, so that a run of any size gets all of it.
 */

/** What was done. */
export interface Done {
  kills: number;
  blackouts: number;
  databaseCrashes: number;
  jumps: number;
}

type Deed = 'kill' | 'blackout' | 'database' | 'jump';

/** A deed, and at which share of the way it is done. */
interface Planned {
  readonly deed: Deed;
  readonly at: number;
}

/** What a deed needs. */
export interface Hand {
  readonly ground: Ground;
  readonly stage: Stage;
  readonly faults: Faults;
  readonly dice: Dice;
  /** Posts complaints nobody hears, and has them lived through once somebody does. */
  postInTheDark(): Promise<void>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Over the time to claim, over the ladder, to the next morning. */
const JUMPS = [40 * MINUTE, 150 * MINUTE, DAY - 3 * 60 * MINUTE] as const;
/** Longer than Slack tries again (at once, after one and after five minutes), in steps at which it does, and so long that it is to be said. */
const OUT_OF_TRIES = [61_000, 301_000, 400_000] as const;

/** The deeds of a run, each with the share of the way at which it is done. */
export function planHarm(kills: number, cases: number, hasServer: boolean, dice: Dice): readonly Planned[] {
  const at = () => 0.04 + dice.roll() * 0.88;
  const blackouts = Math.min(kills, Math.ceil(kills / 5));
  const many = (n: number, deed: Deed): Planned[] => Array.from({ length: n }, () => ({ deed, at: at() }));
  const jumps = Math.max(2, Math.round(cases / 10));
  return [
    ...many(kills - blackouts, 'kill'),
    ...many(blackouts, 'blackout'),
    ...many(hasServer ? Math.max(1, Math.round(kills / 4)) : 0, 'database'),
    // Evenly, so that neither end of a case's life is spared.
    ...many(jumps, 'jump').map(({ deed }, i) => ({ deed, at: (i + 0.6) / (jumps + 0.4) })),
  ].sort((a, b) => a.at - b.at);
}

/** Everybody holds still, nothing is under way: as when a machine that slept wakes up, but between two calls. */
async function jump({ ground, stage, faults }: Hand, ms: number): Promise<void> {
  faults.hold(true);
  await stage.gate.shut();
  await ground.workspace.quiet(500, 20_000);
  ground.clock.jump(ms);
  await ground.workspace.tick();
  // Until what fell due was told.
  await pass(2_500);
  await ground.workspace.quiet(500, 30_000);
  stage.gate.open();
  faults.hold(false);
}

async function kill({ ground: { desks }, dice }: Hand): Promise<void> {
  const which = dice.pick(desks.all);
  await desks.kill(which);
  await pass(dice.between(100, 2_000));
  await desks.start(which);
}

/** All desks are dead for longer than Slack tries again, and people go on writing. */
async function blackout(hand: Hand): Promise<void> {
  const { ground, stage } = hand;
  await stage.gate.shut();
  await Promise.all(ground.desks.all.map((which) => ground.desks.kill(which)));
  await hand.postInTheDark();
  await pass(300);
  for (const ms of OUT_OF_TRIES) {
    ground.clock.jump(ms);
    await ground.workspace.tick();
    await pass(100);
  }
  stage.gate.open();
  await Promise.all(ground.desks.all.map((which) => ground.desks.start(which)));
}

async function databaseCrash({ ground: { server, clock }, dice }: Hand): Promise<void> {
  const from = clock.now();
  await server?.crash?.(dice.between(300, 2_500));
  clock.standstill(from, clock.now());
}

/** Does what is planned as the way (0 to 1) goes on; resolves when all of it is done, or nothing moves any more. */
export async function dealHarm(
  hand: Hand,
  plan: readonly Planned[],
  way: () => number,
  over: () => boolean,
): Promise<Done> {
  const done: Done = { kills: 0, blackouts: 0, databaseCrashes: 0, jumps: 0 };
  for (const { deed, at } of plan) {
    while (way() < at && !over()) await pass(60);
    hand.ground.journal(`${deed} at ${Math.round(way() * 100)} %`);
    if (deed === 'jump') {
      await jump(hand, JUMPS[done.jumps % JUMPS.length] ?? MINUTE);
      done.jumps += 1;
    } else if (deed === 'database') {
      await databaseCrash(hand);
      done.databaseCrashes += 1;
    } else {
      await (deed === 'kill' ? kill(hand) : blackout(hand));
      done.kills += 1;
      done.blackouts += deed === 'blackout' ? 1 : 0;
    }
  }
  return done;
}
