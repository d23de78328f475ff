import { pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { instant, storeId } from './columns.ts';

/*
 * The line to the chat; the same rules as in schema.ts.
 */

/** One row a store: until when its desk is known to have listened. */
export const lines = pgTable('lines', { storeId: storeId(), heardUntil: instant('heard_until').notNull() }, (t) => [
  primaryKey({ columns: [t.storeId] }),
]);
