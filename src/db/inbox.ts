import { and, asc, count, desc, eq, gte, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ConflictError } from '../domain/errors.ts';
import type { FileRef, StoreId } from '../domain/ids.ts';
import { type ChatFile, type Message, messageOutcomeSchema } from '../domain/message.ts';
import type { Inbox, Incoming, OutcomeChange } from '../ports.ts';
import type { Database, Db } from './database.ts';
import { gathered } from './gathered.ts';
import { insertJobs } from './jobs.ts';
import { lines } from './line-tables.ts';
import { given, kept } from './plain-statement.ts';
import { fingerprintOf, type Posted, receivePosted } from './receive-posted.ts';
import { gaveOrders, inboxEvents, messages } from './schema.ts';
import type { WakeUp } from './wake-up.ts';

type Row = typeof messages.$inferSelect;
type Received = Parameters<Inbox['receive']>[0];

const filesSchema = z.array(
  z.object({
    ref: z.string().transform((ref) => ref as FileRef),
    name: z.string(),
    mimetype: z.string(),
    size: z.number(),
  }),
) satisfies z.ZodType<ChatFile[]>;

const messageOf = ({ storeId: _, fingerprint: __, maskedAt: ___, ...row }: Row): Message => ({
  ...row,
  postedAt: row.postedAt.toISOString(),
  editedAt: row.editedAt?.toISOString() ?? null,
  deletedAt: row.deletedAt?.toISOString() ?? null,
  files: filesSchema.parse(row.files),
  outcome: messageOutcomeSchema.nullable().parse(row.outcome),
});

/** The messages of one store. */
export function createInbox(database: Database, storeId: StoreId, wakeUp: WakeUp): Inbox {
  const posted = gathered<Posted, boolean>({
    write: (items) => receivePosted(database.db, storeId, items),
    keyOf: ({ message }) => message.ref,
    most: 50,
    lines: 2,
  });
  const store = async ({ key, at, incoming, jobs, onlyWhereHeard = false }: Received): Promise<boolean> =>
    incoming.type === 'posted'
      ? posted({ key, at, message: incoming.message, jobs, onlyWhereHeard })
      : database.transaction(async (tx) => {
          const [added] = await tx
            .insert(inboxEvents)
            .values({ storeId, eventKey: key, receivedAt: at })
            .onConflictDoNothing()
            .returning({ key: inboxEvents.eventKey });
          if (!added) return false;
          await change(tx, storeId, incoming);
          await insertJobs(tx, storeId, jobs);
          return true;
        });
  return {
    async receive(event) {
      const fresh = await store(event);
      if (fresh) wakeUp.committed(event.jobs);
      return fresh;
    },
    async message(ref) {
      const [row] = await byRef(database.db).execute({ storeId, ref });
      return row ? messageOf(row) : null;
    },
    async thread(root) {
      const rows = await database.db
        .select()
        .from(messages)
        .where(and(eq(messages.storeId, storeId), eq(messages.root, root)))
        .orderBy(asc(messages.postedAt), asc(messages.ref));
      return rows.map(messageOf);
    },
    async sameWords(words, since) {
      const rows = await ofTheseWords(database.db).execute({ storeId, words, since });
      return rows.map(messageOf);
    },
    async heardUntil() {
      const [row] = await database.db.select({ at: lines.heardUntil }).from(lines).where(eq(lines.storeId, storeId));
      return row?.at ?? null;
    },
    async setHeardUntil(at) {
      const set = { heardUntil: at };
      await database.db
        .insert(lines)
        .values({ storeId, ...set })
        .onConflictDoUpdate({ target: [lines.storeId], set });
    },
    async instructionsBetween(from, to) {
      const between = and(gte(messages.postedAt, from), lt(messages.postedAt, to));
      const [row] = await database.db
        .select({ n: count() })
        .from(messages)
        .where(and(eq(messages.storeId, storeId), between, gaveOrders));
      return row?.n ?? 0;
    },
  };
}

const ofStore = eq(messages.storeId, given('storeId', messages.storeId));
const byRef = kept((db) =>
  db
    .select()
    .from(messages)
    .where(and(ofStore, eq(messages.ref, given('ref', messages.ref))))
    .prepare('message'),
);

const ledToCase = sql`${messages.outcome} -> 'caseIds' <> '[]'::jsonb`;
const ofTheseWords = kept((db) => {
  const sameWords = eq(messages.fingerprint, given('words', messages.fingerprint));
  return db
    .select()
    .from(messages)
    .where(and(ofStore, sameWords, gte(messages.postedAt, given('since', messages.postedAt)), ledToCase))
    .orderBy(desc(messages.postedAt), desc(messages.ref))
    .prepare('same_words');
});

/** An edit or deletion of a message that was never stored changes no row. */
async function change(tx: Db, storeId: StoreId, incoming: Exclude<Incoming, { type: 'posted' }>): Promise<void> {
  switch (incoming.type) {
    case 'edited': {
      const at = new Date(incoming.at);
      // Events may overtake each other; the latest edit stays.
      const older = or(isNull(messages.editedAt), lte(messages.editedAt, at));
      await tx
        .update(messages)
        .set({ text: incoming.text, fingerprint: fingerprintOf(incoming.text), editedAt: at, maskedAt: null })
        .where(and(eq(messages.storeId, storeId), eq(messages.ref, incoming.ref), older));
      return;
    }
    case 'deleted':
      // The text stays: the timeline needs it.
      await tx
        .update(messages)
        .set({ deletedAt: new Date(incoming.at) })
        .where(and(eq(messages.storeId, storeId), eq(messages.ref, incoming.ref), isNull(messages.deletedAt)));
  }
}

/** What became of a message (null: taken back). Throws ConflictError when it is not what it was when that was decided. */
export async function writeOutcome(tx: Db, storeId: StoreId, { message, before, outcome }: OutcomeChange) {
  const second = sql`coalesce(${messages.outcome}->>'second', 'alone')`;
  const asDecidedOn = before
    ? and(sql`${messages.outcome}->>'at' = ${before.at}`, sql`${second} = ${before.second}`)
    : isNull(messages.outcome);
  const written = await tx
    .update(messages)
    .set({ outcome })
    .where(and(eq(messages.storeId, storeId), eq(messages.ref, message), asDecidedOn))
    .returning({ ref: messages.ref });
  if (written.length === 0) throw new ConflictError(`message ${message}`);
}
