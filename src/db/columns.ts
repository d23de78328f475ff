import { customType, timestamp } from 'drizzle-orm/pg-core';
import type { StoreId } from '../domain/ids.ts';

/**
 * The text as Postgres can hold it. NUL has no place in a Postgres string, and half an emoji (a text cut between two surrogates) is refused
 * by jsonb; either would fail a whole transaction, every time it is tried.
 */
export const storable = (value: string): string => value.toWellFormed().replaceAll('\0', '\uFFFD');

/** How JSON writes what is not `storable`. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** JSON that jsonb takes: every string is `storable`. */
export const toJson = (value: unknown): string => {
  const json = JSON.stringify(value);
  // Rarely so, and looking at each string on its way takes five times as long.
  if (!UNSTORABLE.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));
};

/** Text of any origin; see `storable`. */
export const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text', toDriver: storable });

/** A jsonb column. Comes out as `unknown`, so that every reader parses it. */
export const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: toJson,
  // PGlite hands out parsed values, postgres.js under drizzle the raw text. No column holds a bare JSON string.
  fromDriver: (value) => (typeof value === 'string' ? JSON.parse(value) : value),
});

/** A bytea column. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** An instant, to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** The dealership a row belongs to: what every key and index leads with. */
export const storeId = () => text('store_id').$type<StoreId>().notNull();
