import { DrizzleQueryError } from 'drizzle-orm/errors';
import { sqlState } from './database.ts';

/** A query that failed for a reason no rule foresees. Says which query and why, never with what values. */
export class DatabaseFault extends Error {
  /** SQLSTATE, null when the database was not reached. */
  readonly sqlState: string | null;
  constructor(error: DrizzleQueryError) {
    const state = sqlState(error);
    const reason = state === null && error.cause ? `: ${error.cause.message}` : '';
    super(`database refused (${state ?? 'no answer'}${reason}): ${error.query}`);
    this.name = 'DatabaseFault';
    this.sqlState = state;
  }
}

/**
 * The same store with quiet errors. Drizzle's carry every parameter of the query, the driver's the values of the broken key: what customers
 * said, with names and phone numbers, which must not reach the log or `jobs.last_error`.
 */
export function discreet<S extends object>(store: S): S {
  const entries = Object.entries(store).map(([name, method]) => [
    name,
    (...args: unknown[]) => {
      const result: unknown = (method as (...args: unknown[]) => unknown)(...args);
      return result instanceof Promise ? result.catch(rethrow) : result;
    },
  ]);
  return Object.fromEntries(entries) as S;
}

function rethrow(error: unknown): never {
  throw error instanceof DrizzleQueryError ? new DatabaseFault(error) : error;
}
