import { type SQL, sql } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import type { Incoming } from '../ports.ts';
import { fingerprint } from '../reading/fingerprint.ts';
import { storable, toJson } from './columns.ts';
import type { Db } from './database.ts';
import { jobRows } from './jobs.ts';
import { inboxEvents, jobs, messages } from './schema.ts';

/*
 * A new message is what comes most often and what Slack waits for. One statement instead of a transaction of four takes a third of the CPU and
 * one trip to the server; it is as much all or nothing.
 */

/** What is stored of a posted message under the chat's key for it. */
export interface Posted {
  readonly key: string;
  readonly at: Date;
  readonly message: Extract<Incoming, { type: 'posted' }>['message'];
  readonly jobs: readonly NewJob[];
}

/** Letters and digits of a text; null when too few to tell one message from another. */
export const fingerprintOf = (text: string): string | null => fingerprint(text) || null;

const asText = (value: string | null): SQL => sql`${value === null ? null : storable(value)}::text`;
const asInstant = (value: string): SQL => sql`${value}::text::timestamptz`;
const asJson = (value: unknown): SQL => sql`${toJson(value)}::text::jsonb`;

/** Stores a message with its jobs; false, and nothing changed, when the key is known. */
export async function receivePosted(db: Db, storeId: StoreId, { key, at, message: m, jobs: added }: Posted) {
  const store = asText(storeId);
  const answer = (await db.execute(sql`
    with fresh as (
      insert into ${inboxEvents} (store_id, event_key, received_at)
      values (${store}, ${asText(key)}, ${asInstant(at.toISOString())})
      on conflict do nothing
      returning 1
    ), kept as (
      insert into ${messages} (store_id, ref, place, root, author, text, posted_at, files, intake, fingerprint)
      select ${store}, ${asText(m.ref)}, ${asText(m.place)}, ${asText(m.root)}, ${asText(m.author)}, ${asText(m.text)},
        ${asInstant(m.postedAt)}, ${asJson(m.files)}, ${asText(m.intake)}, ${asText(fingerprintOf(m.text))}
      from fresh
      -- Mentioned or picked by hand after it was seen in the channel; never the other way round.
      on conflict (store_id, ref) do update set intake = excluded.intake
      where messages.intake = 'channel' and excluded.intake in ('mention', 'shortcut')
    ), follows as (
      insert into ${jobs} (store_id, id, kind, lane, payload, once_key, order_key, run_at, state, attempt)
      select ${store}, j.id, j.kind, j.lane, j.payload, j."onceKey", j."orderKey", j."runAt", 'waiting', 0
      from fresh, jsonb_to_recordset(${asJson(jobRows(added))})
        as j(id text, kind text, lane text, payload jsonb, "onceKey" text, "orderKey" text, "runAt" timestamptz)
      -- As in insertJobs: what waits already is held until this is committed.
      on conflict (store_id, once_key) where state = 'waiting' do update set once_key = excluded.once_key
    )
    select count(*)::int as n from fresh`)) as unknown as readonly Count[] | { readonly rows: readonly Count[] };
  // PGlite wraps its rows, postgres.js does not.
  const [row] = 'rows' in answer ? answer.rows : answer;
  return row?.n === 1;
}

interface Count {
  readonly n: number;
}
