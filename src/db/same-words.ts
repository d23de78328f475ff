import { and, asc, eq, gte } from 'drizzle-orm';
import { ConflictError } from '../domain/errors.ts';
import type { StoreId } from '../domain/ids.ts';
import { messageOutcomeSchema } from '../domain/message.ts';
import type { SameWords } from '../ports.ts';
import type { Db } from './database.ts';
import { messages } from './schema.ts';

/**
 * Two people who post the same within a moment are read side by side, and neither reading sees the other's case. So whoever opens one holds every
 * message of these words until his transaction ends, in one order for all; the second then finds the first one's case and throws ConflictError.
 */
export async function holdSameWords(tx: Db, storeId: StoreId, { message, words, since, known }: SameWords) {
  const held = await tx
    .select({ ref: messages.ref, outcome: messages.outcome })
    .from(messages)
    .where(and(eq(messages.storeId, storeId), eq(messages.fingerprint, words), gte(messages.postedAt, since)))
    .orderBy(asc(messages.ref))
    .for('update');
  for (const { ref, outcome } of held) {
    if (ref === message || known.includes(ref)) continue;
    const led = (messageOutcomeSchema.nullable().parse(outcome)?.caseIds ?? []).length > 0;
    if (led) throw new ConflictError(`the same words as message ${ref}`);
  }
}
