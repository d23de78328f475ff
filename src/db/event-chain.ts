import { hash } from 'node:crypto';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { CaseId, PersonId, StoreId } from '../domain/ids.ts';
import type { Db } from './database.ts';
import { caseEvents } from './schema.ts';

/*
 * What makes a change of the timeline show. Each event keeps a hash of its content and a link: the hash of the link before and of its content.
 * A chain runs through one case, so that cases never wait for each other; a day's anchor (audit-anchors.ts) ties the chains together. Nothing
 * secret is in it: whoever rewrites the whole database can reckon it anew, but not the anchors somebody has kept in an export.
 */

const sha256 = (text: string): string => hash('sha256', text);

/** JSON with the keys in one order: jsonb does not keep the order they were written in. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.keys(value).sort();
  const of = value as Readonly<Record<string, unknown>>;
  return `{${parts.map((key) => `${JSON.stringify(key)}:${canonical(of[key])}`).join()}}`;
};

/** An event as its row has it; `body` as stored, before anything is read into it. */
export interface EventContent {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly at: Date;
  readonly by: PersonId | null;
  readonly type: string;
  readonly body: unknown;
}

/** Hash of all that an event says. */
export const contentHash = ({ caseId, seq, at, by, type, body }: EventContent): string =>
  sha256(canonical([caseId, seq, at.toISOString(), by, type, body]));

/** Where the chain of a case begins. */
export const genesis = (storeId: StoreId, id: CaseId): string => sha256(canonical([storeId, id]));

/** The next link. */
export const link = (before: string, content: string): string => sha256(`${before}${content}`);

/** How far the chain of a case has come. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** As `cases.chain` keeps it. */
export const headText = ({ seq, hash: last }: ChainHead): string => `${seq}:${last}`;

export function headOf(storeId: StoreId, id: CaseId, text: string | null): ChainHead {
  const [seq = '', last] = (text ?? '').split(':');
  return last ? { seq: Number(seq), hash: last } : { seq: 0, hash: genesis(storeId, id) };
}

/** Events with their hashes, and the head after them. */
export function linked<E extends EventContent>(
  head: ChainHead,
  events: readonly E[],
): { readonly rows: readonly (E & { contentHash: string; chainHash: string })[]; readonly head: ChainHead } {
  let { seq, hash: last } = head;
  const rows = events.map((event) => {
    const content = contentHash(event);
    seq = event.seq;
    last = link(last, content);
    return { ...event, contentHash: content, chainHash: last };
  });
  return { rows, head: { seq, hash: last } };
}

/**
 * The head of a case of this version, whose row is held. What was written before there were chains, or by a process that knew none, is
 * linked now.
 */
export async function headUpTo(
  tx: Db,
  storeId: StoreId,
  id: CaseId,
  text: string | null,
  version: number,
): Promise<ChainHead> {
  const head = headOf(storeId, id, text);
  if (head.seq === version) return head;
  const ofCase = and(eq(caseEvents.storeId, storeId), eq(caseEvents.caseId, id));
  const missing = await tx
    .select()
    .from(caseEvents)
    .where(and(ofCase, gt(caseEvents.seq, head.seq)))
    .orderBy(asc(caseEvents.seq));
  let next = head;
  for (const row of missing) {
    // A hash that stands is never reckoned anew: that would make a changed event look sound.
    if (row.chainHash !== null) {
      next = { seq: row.seq, hash: row.chainHash };
      continue;
    }
    const { rows, head: after } = linked(next, [row]);
    next = after;
    await tx
      .update(caseEvents)
      .set({ contentHash: rows[0]?.contentHash, chainHash: after.hash })
      .where(and(ofCase, eq(caseEvents.seq, row.seq)));
  }
  return next;
}
