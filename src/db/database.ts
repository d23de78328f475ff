import { AsyncLocalStorage } from 'node:async_hooks';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Logger } from '../log.ts';

type Schema = Record<string, never>;
/** What a query runs on: the database itself, or a transaction in it. Both drivers fit. */
export type Db = PgDatabase<PgQueryResultHKT, Schema>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface Database {
  /** Throws inside `transaction`: on PGlite's single connection such a query would wait for ever for its own transaction to end. */
  readonly db: Db;
  readonly kind: 'pglite' | 'postgres';
  readonly log: Logger;
  /**
   * All of `work` or nothing. Runs again, up to three times in all, when Postgres gave it up as a deadlock or a serialization failure, so
   * `work` may have no effect outside the transaction.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Brings the tables up to this code; done by openDatabase already. Throws DatabaseTooNewError. */
  migrate(): Promise<void>;
  /** Housekeeping of the database itself, for every few minutes: PGlite checkpoints, syncs and vacuums; a server does so alone. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

/** One way of reaching Postgres; `openDatabase` picks it. */
export interface Driver {
  readonly kind: Database['kind'];
  readonly db: Db;
  migrate(): Promise<void>;
  maintain(): Promise<void>;
  close(): Promise<void>;
}

const TRIES = 3;
const IN_VAIN = new Set(['40P01', '40001']);

/** The SQLSTATE of a failed query (`23505` …), the same for both drivers; null for anything else. */
export function sqlState(error: unknown): string | null {
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if ('code' in e && typeof e.code === 'string' && /^[0-9A-Z]{5}$/.test(e.code)) return e.code;
  }
  return null;
}

/** SQLSTATE of a broken unique key. */
export const UNIQUE_VIOLATION = '23505';

/** A database over a driver, with the guard against queries beside one's own transaction. */
export function guarded(driver: Driver, log: Logger): Database {
  const inside = new AsyncLocalStorage<true>();
  const outside = (): Db => {
    if (inside.getStore()) {
      throw new Error(
        'a query on `db` inside a transaction would wait for itself for ever on PGlite: use the `tx` given',
      );
    }
    return driver.db;
  };
  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const db = outside();
    for (let tried = 1; ; tried++) {
      try {
        return await db.transaction((tx) => inside.run(true, () => work(tx)));
      } catch (error) {
        if (tried >= TRIES || !IN_VAIN.has(sqlState(error) ?? '')) throw error;
        log.debug({ tried, sqlState: sqlState(error) }, 'transaction runs again');
      }
    }
  }
  return {
    get db() {
      return outside();
    },
    kind: driver.kind,
    log,
    transaction,
    migrate: () => driver.migrate(),
    maintain: () => driver.maintain(),
    close: () => driver.close(),
  };
}
