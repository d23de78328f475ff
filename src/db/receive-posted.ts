import { sql } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import type { PostedMessage } from '../ports.ts';
import { fingerprint } from '../reading/fingerprint.ts';
import { storable, toJson } from './columns.ts';
import type { Db } from './database.ts';
import { jobRows } from './jobs.ts';
import { kept } from './plain-statement.ts';
import { cases, inboxEvents, jobs, messages, places } from './schema.ts';

/*
 * A new message is what comes most often and what Slack waits for. One statement, its text made once, instead of a look and a transaction of
 * four takes a quarter of the CPU and one trip to the server, for all that come at once; it is as much all or nothing.
 */

/** What is stored of a posted message under the chat's key for it. */
export interface Posted {
  readonly key: string;
  readonly at: Date;
  readonly message: PostedMessage;
  readonly jobs: readonly NewJob[];
  readonly onlyWhereHeard: boolean;
}

/** Letters and digits of a text; null when too few to tell one message from another. */
export const fingerprintOf = (text: string): string | null => fingerprint(text) || null;

/** Stores messages with their jobs, each of another ref. True for each that is new: its key was not known and it was for the desk. */
export async function receivePosted(db: Db, storeId: StoreId, posted: readonly Posted[]): Promise<readonly boolean[]> {
  const fresh = await statement(db).execute({ storeId, posted: toJson(posted.map(rowOf)) });
  const keys = new Set(fresh.map(({ key }) => key));
  return posted.map(({ key }) => keys.has(storable(key)));
}

const rowOf = ({ key, at, message, jobs: added, onlyWhereHeard }: Posted) => ({
  ...message,
  key,
  at,
  fingerprint: fingerprintOf(message.text),
  jobs: jobRows(added),
  anywhere: !onlyWhereHeard,
});

const store = sql`${sql.placeholder('storeId')}::text`;

const posted = sql`
  select * from jsonb_to_recordset(${sql.placeholder('posted')}::text::jsonb) as p(key text, at timestamptz, anywhere boolean, ref text, place text,
    root text, author text, "text" text, "postedAt" timestamptz, files jsonb, intake text, fingerprint text, jobs jsonb)`;

/** Anywhere, in a place marked for complaints, or in answer to what has become a case. */
const heard = sql`p.anywhere
  or exists (select 1 from ${places}
    where ${places.storeId} = ${store} and ${places.place} = p.place and ${places.purpose} = 'complaints')
  or p.root <> p.ref and exists (select 1 from ${cases} where ${cases.storeId} = ${store} and ${cases.threadRef} = p.root)`;

const event = sql`
  insert into ${inboxEvents} (store_id, event_key, received_at)
  select ${store}, p.key, p.at from posted p where ${heard}
  -- In one order everywhere: two processes that are sent the same wait for one another, not both for each other.
  order by p.key
  on conflict do nothing
  returning event_key`;

const message = sql`
  insert into ${messages} (store_id, ref, place, root, author, text, posted_at, files, intake, fingerprint)
  select ${store}, p.ref, p.place, p.root, p.author, p."text", p."postedAt", p.files, p.intake, p.fingerprint
  from posted p join fresh on fresh.event_key = p.key
  order by p.key
  -- Mentioned or picked by hand after it was seen in the channel; never the other way round.
  on conflict (store_id, ref) do update set intake = excluded.intake
  where messages.intake = 'channel' and excluded.intake in ('mention', 'shortcut')`;

const work = sql`
  insert into ${jobs} (store_id, id, kind, lane, payload, once_key, order_key, run_at, state, attempt)
  select ${store}, j.id, j.kind, j.lane, j.payload, j."onceKey", j."orderKey", j."runAt", 'waiting', 0
  from posted p join fresh on fresh.event_key = p.key, jsonb_to_recordset(p.jobs)
    as j(id text, kind text, lane text, payload jsonb, "onceKey" text, "orderKey" text, "runAt" timestamptz)
  order by p.key
  -- As in insertJobs: what waits already is held until this is committed.
  on conflict (store_id, once_key) where state = 'waiting' do update set once_key = excluded.once_key`;

const statement = kept((db) => {
  const given = db.$with('posted', { key: sql<string>`key`.as('key') }).as(posted);
  const fresh = db.$with('fresh', { key: sql<string>`event_key`.as('event_key') }).as(event);
  const all = [given, fresh, db.$with('stored', {}).as(message), db.$with('follows', {}).as(work)];
  return db
    .with(...all)
    .select({ key: fresh.key })
    .from(fresh)
    .prepare('receive_posted');
});
