import { type DeskParts, type RunningDesk, startDesk } from '../../src/app.ts';
import type { Database, Db } from '../../src/db/database.ts';
import type { Policy } from '../../src/domain/policy.ts';

/** A desk that can be stopped or killed, and started again on the same database. */
export interface MortalDesk {
  /** The one that runs, or the last one that ran. */
  current(): RunningDesk;
  readonly isUp: boolean;
  /** As at SIGTERM: what is under way is finished. */
  stop(): Promise<void>;
  /** As near to SIGKILL as one process allows: from now on nothing it asks the database is answered, and its lines hang up. */
  kill(): Promise<void>;
  /** `policy`: the policy file was edited meanwhile. */
  start(policy?: Policy): Promise<void>;
}

/** Starts a desk that may die. */
export async function startMortalDesk(parts: DeskParts, isConnected: () => boolean): Promise<MortalDesk> {
  let life = { alive: true, log: parts.log.child({}) };
  let { policy } = parts;
  const begin = () => startDesk({ ...parts, policy, log: life.log, database: mortal(parts.database, life) });
  let desk = await begin();
  let up = true;
  return {
    current: () => desk,
    get isUp() {
      return up;
    },
    stop: async () => {
      if (!up) return;
      up = false;
      await desk.stop();
    },
    kill: async () => {
      if (!up) return;
      up = false;
      life.alive = false;
      life.log.level = 'silent';
      // It waits for answers that never come; what counts is that its lines are down.
      desk.stop().catch(() => {});
      for (let i = 0; i < 2_000 && isConnected(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    start: async (edited = policy) => {
      if (up) return;
      policy = edited;
      life = { alive: true, log: parts.log.child({}) };
      desk = await begin();
      up = true;
    },
  };
}

const never = <T>(): Promise<T> => new Promise(() => {});

/** Answers every call with itself and never resolves. */
const silence: Db = new Proxy((() => {}) as unknown as Db, {
  get: (_, key) => (key === 'then' ? () => {} : silence),
  apply: () => silence,
});

/** The database of a process that may die: what was under way then still ends, nothing new begins. */
function mortal(database: Database, life: { readonly alive: boolean }): Database {
  return {
    get db() {
      return life.alive ? database.db : silence;
    },
    kind: database.kind,
    log: database.log,
    transaction: (work) => (life.alive ? database.transaction(work) : never()),
    migrate: () => database.migrate(),
    maintain: () => database.maintain(),
    close: () => database.close(),
  };
}
