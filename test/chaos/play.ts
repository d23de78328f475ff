import { setTimeout as pass } from 'node:timers/promises';
import { liveThrough } from './actors.ts';
import { type ChatView, readChat } from './chat-view.ts';
import { complaintOf } from './complaints.ts';
import { type DatabaseView, readDatabase } from './database-view.ts';
import { createDice } from './dice.ts';
import { startFaults } from './faults.ts';
import type { Findings } from './findings.ts';
import { createGate } from './gate.ts';
import { type Ground, jobsLeft, openGround } from './ground.ts';
import { createHands } from './hands.ts';
import { type Done, dealHarm, planHarm } from './harm.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { ChaosOptions } from './options.ts';
import { postComplaint } from './posting.ts';
import { type Matter, STAFF, type Stage } from './stage.ts';
import { verdictOf } from './verdict.ts';

/** What came of a run. */
export interface Outcome {
  readonly options: ChaosOptions;
  readonly findings: Findings;
  readonly done: Done;
  readonly faults: Readonly<Record<string, number>>;
  readonly restarts: number;
  readonly crashes: readonly string[];
  readonly ledger: Ledger;
  /** Real minutes from the first post to the last closing. */
  readonly minutes: number;
  /** Of the clock that desks and workspace run by. */
  readonly hours: number;
  readonly cases: number;
  readonly worstLagMs: number;
}

/** People who work at the same time. */
const AT_ONCE = 12;
/** Steps of a case's life that count as going forward: posted, a card, and six states to the end. */
const STEPS = 8;
const IN_THE_DARK = 2;

/** Plays a whole run and judges it. */
export async function playChaos(options: ChaosOptions, tell: (line: string) => void): Promise<Outcome> {
  const ground = await openGround(options);
  try {
    return await played(options, ground, tell);
  } finally {
    await ground.close();
  }
}

async function played(options: ChaosOptions, ground: Ground, tell: (line: string) => void): Promise<Outcome> {
  const dice = createDice(options.seed);
  const ledger = openLedger();
  let steps = 0;
  const { workspace, channels, clock } = ground;
  const progress = () => {
    steps += 1;
  };
  const shared = { workspace, channels, ledger, dice, progress };
  const stage: Stage = { ...shared, hands: createHands(workspace), gate: createGate() };
  const faults = startFaults(workspace, dice);
  const began = performance.now();
  const start = clock.now();
  const people = createCrowd(stage, options.cases);
  const plan = planHarm(options.kills, options.cases, ground.server?.crash !== undefined, dice);
  const hand = { ground, stage, faults, dice, postInTheDark: () => people.postInTheDark() };
  const way = () => steps / (options.cases * STEPS);
  const stopWatching = watchLine(ground);
  const telling = setInterval(() => {
    tell(`${people.finished()} of ${options.cases} done, ${Math.round(way() * 100)} %`);
  }, 15_000);
  const [done] = await Promise.all([dealHarm(hand, plan, way, people.over), people.run()]);
  const minutes = (performance.now() - began) / 60_000;
  clearInterval(telling);
  stopWatching();
  await faults.stop();
  await settle(ground);
  const hours = (clock.now() - start) / 3_600_000;
  const drained = await ground.desks.stop();
  const [chat, database]: [ChatView, DatabaseView] = [await readChat(ground), await readDatabase(ground)];
  const { findings, worstLagMs } = await verdictOf({ ledger, chat, database, clock, drained });
  const { starts, crashes } = ground.desks;
  const cases = database.cases.length;
  const figures = { minutes, hours, cases, worstLagMs, restarts: starts(), crashes, faults: faults.dealt };
  return { options, findings, done, ledger, ...figures };
}

/** Notes in the journal when no desk is connected. */
function watchLine({ workspace, journal }: Ground): () => void {
  let was = true;
  const timer = setInterval(() => {
    const is = workspace.state('').appConnected;
    if (is !== was) journal(is ? 'a desk is connected again' : 'no desk is connected');
    was = is;
  }, 100);
  return () => clearInterval(timer);
}

/** Everybody who brings in a complaint and works it, so many at a time. */
function createCrowd(stage: Stage, cases: number) {
  const { dice, channels } = stage;
  let n = 0;
  let finished = 0;
  const dark: Promise<void>[] = [];
  const matter = (): Matter => {
    n += 1;
    return { n, complaint: complaintOf(n, dice), reporter: dice.pick(STAFF), channel: dice.pick(channels) };
  };
  const lived = async (one: Promise<void>) => {
    await one;
    finished += 1;
  };
  const worker = async () => {
    while (n < cases) {
      const mine = matter();
      await lived(liveThrough(stage, mine));
    }
  };
  return {
    finished: () => finished,
    over: () => finished >= cases,
    async postInTheDark() {
      const many = Math.min(IN_THE_DARK, cases - n);
      for (let i = 0; i < many; i++) {
        const mine = matter();
        const posts = await postComplaint(stage, mine, true);
        dark.push(lived(liveThrough(stage, mine, posts)));
      }
    },
    async run() {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, cases) }, worker));
      await Promise.all(dark);
    },
  };
}

const MINUTE = 60_000;
/** Leases of the dead, then retries that wait, then reminders that wait for their window. */
const LAST_JUMPS = [1.1, 5, 11, 11, 35, 11].map((minutes) => minutes * MINUTE);
/** Then on, a lease at a time, until nothing waits. */
const MORE_JUMPS = 200;

/** Waits until everything is quiet, and moves the clock past whatever waits for its time. */
async function settle(ground: Ground): Promise<void> {
  const { workspace, clock } = ground;
  await workspace.quiet(1_500, 60_000);
  const jump = async (ms: number) => {
    clock.jump(ms);
    await workspace.tick();
    await pass(2_600);
    await workspace.quiet(1_200, 30_000);
  };
  for (const ms of LAST_JUMPS) await jump(ms);
  for (let i = 0; i < MORE_JUMPS && (await jobsLeft(ground)) !== 0; i++) await jump(1.1 * MINUTE);
}
