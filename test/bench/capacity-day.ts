import type { Costs } from './capacity-costs.ts';
import { dice } from './dice.ts';

/** A Postgres, and what is asked of it. */
export interface Setting {
  readonly cores: number;
  readonly connections: number;
  readonly diskGb: number;
  /** Each store has a desk of its own, in so many processes. */
  readonly replicas: number;
  readonly connectionsPerProcess: number;
  readonly casesPerStore: number;
  /** Cases are kept for so many years. */
  readonly years: number;
}

/** What a day of so many stores asks of one Postgres. */
export interface Day {
  readonly stores: number;
  readonly cases: number;
  /** Of the busiest hour, 0 to 1 and above. */
  readonly cpu: number;
  readonly commitsPerSecond: number;
  /** How long a transaction waited for a core in the busiest hour, 95 in 100, ms. */
  readonly waitMs: number;
  readonly connections: number;
  readonly diskGb: number;
}

/** Of a day's complaints, what falls into its busiest hour; ten opening hours would give 0.1 if all were alike. */
export const BUSIEST = 0.2;
/** Above this a queue in front of the cores grows long. */
export const FULL_CPU = 0.6;
const HOUR_S = 3_600;
const IDLE_EVERY_S = 5;
/** CPU of the server per ms of the app's, where the server's own was not to be seen. */
const SERVER_PER_APP = 0.5;

const serverMs = ({ serverMs: ms, appMs }: Costs['life' | 'idle']): number => ms ?? appMs * SERVER_PER_APP;

/** One day in figures; the wait comes of a queue that is played through. */
export function dayOf(stores: number, { life, idle }: Costs, s: Setting): Day {
  const cases = stores * s.casesPerStore;
  const livesPerSecond = (cases * BUSIEST) / HOUR_S;
  const desks = stores * s.replicas;
  // The clocks are watched by one process of a store, jobs are looked for by all; counted as if all did both.
  const looksPerSecond = desks / IDLE_EVERY_S;
  const busyMs = livesPerSecond * serverMs(life) + looksPerSecond * serverMs(idle);
  const commitsPerSecond = livesPerSecond * life.commits + looksPerSecond * idle.commits;
  return {
    stores,
    cases,
    cpu: busyMs / 1000 / s.cores,
    commitsPerSecond,
    waitMs: waitOf(commitsPerSecond, busyMs / commitsPerSecond, s.cores),
    connections: desks * s.connectionsPerProcess,
    diskGb: (cases * 365 * s.years * life.tableBytes) / 2 ** 30,
  };
}

/** Transactions that come at random, each holding a core for its time: the wait of 95 in 100. Null time, no end: more than can be done. */
function waitOf(perSecond: number, ms: number, cores: number): number {
  if ((perSecond * ms) / 1000 >= cores) return Number.POSITIVE_INFINITY;
  const roll = dice(20_261_116);
  const free = new Array<number>(cores).fill(0);
  const waits: number[] = [];
  let at = 0;
  for (let i = 0; i < 50_000; i++) {
    at += (-Math.log(1 - roll()) * 1000) / perSecond;
    const first = free.indexOf(Math.min(...free));
    const start = Math.max(at, free[first] ?? 0);
    // Short ones and long ones: exponential about the mean, which is worse than what was measured.
    free[first] = start - Math.log(1 - roll()) * ms;
    waits.push(start - at);
  }
  return waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.95)] ?? Number.NaN;
}

/** What ends first, and how many stores fit before it. */
export interface Wall {
  readonly what: 'connections' | 'cpu' | 'disk';
  readonly stores: number;
}

/** The walls of a setting, the nearest first. */
export function wallsOf(costs: Costs, s: Setting): readonly Wall[] {
  const one = dayOf(1_000, costs, s);
  const storesIn = (limit: number, used: number) => Math.floor((limit / used) * 1_000);
  const walls: Wall[] = [
    { what: 'connections', stores: storesIn(s.connections, one.connections) },
    { what: 'cpu', stores: storesIn(FULL_CPU, one.cpu) },
    { what: 'disk', stores: storesIn(s.diskGb, one.diskGb) },
  ];
  return walls.sort((a, b) => a.stores - b.stores);
}
