import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Case } from '../domain/case.ts';
import { replay } from '../domain/case-fold.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import { anchorHash, anchorsOf, linksOn, removedLinks } from './audit-anchors.ts';
import { eventOf } from './case-reads.ts';
import { caseStateSchema } from './case-state.ts';
import { writeRows } from './case-writes.ts';
import { toJson } from './columns.ts';
import type { Database, Db } from './database.ts';
import { canonical, contentHash, genesis, headOf, link } from './event-chain.ts';
import { caseEvents, cases } from './schema.ts';

type EventRow = typeof caseEvents.$inferSelect;

/**
 * Where a chain does not hold. `missing`: an event is not there; `changed`: it does not say what it said; `moved`: it is not where it was, or was
 * put in; `cut`: the case and the end of its timeline disagree; `unlinked`: its hashes are gone; `no_case`: events without their case;
 * `other_state`: the chain holds, but the case as people see it is not what its timeline tells.
 */
export type BreakKind = 'missing' | 'changed' | 'moved' | 'cut' | 'unlinked' | 'no_case' | 'other_state';

/** The first broken link of a case, or (`day`) a day on which a case was taken away or put in whole. */
export type AuditBreak =
  | { readonly in: 'case'; readonly number: string; readonly seq: number; readonly why: BreakKind }
  | { readonly in: 'day'; readonly day: string };

/** What a walk over all chains found. */
export interface Verdict {
  readonly cases: number;
  readonly events: number;
  readonly days: number;
  /** Cases written before there were chains and not linked yet; no fault before the first anchor. */
  readonly unlinked: number;
  readonly breaks: readonly AuditBreak[];
  /** The last anchor: kept outside, it also shows when everything was reckoned anew. */
  readonly anchor: { readonly day: string; readonly hash: string } | null;
}

interface CaseRow {
  readonly id: CaseId;
  readonly number: string;
  readonly version: number;
  readonly chain: string | null;
  readonly state: unknown;
}

const erasedSchema = z.object({ events: z.array(z.object({ seq: z.int(), hash: z.string() })) });

/** What erasures say that events say now; the last one counts. */
function erasedHashes(events: readonly EventRow[]): ReadonlyMap<number, string> {
  const said = events.filter(({ type }) => type === 'erased').map(({ body }) => erasedSchema.safeParse(body));
  return new Map(said.flatMap(({ data }) => data?.events.map((e) => [e.seq, e.hash] as const) ?? []));
}

/** The first broken link of one case; null when its chain holds. Events by seq. */
export function brokenLink(
  storeId: StoreId,
  row: Omit<CaseRow, 'state'>,
  events: readonly EventRow[],
): { readonly seq: number; readonly why: BreakKind } | null {
  const erasures = erasedHashes(events);
  let last = genesis(storeId, row.id);
  for (const [i, event] of events.entries()) {
    const seq = i + 1;
    if (event.seq !== seq) return { seq, why: 'missing' };
    if (event.contentHash === null || event.chainHash === null) return { seq, why: 'unlinked' };
    last = link(last, event.contentHash);
    if (last !== event.chainHash) return { seq, why: 'moved' };
    const says = contentHash(event);
    if (says !== event.contentHash && says !== erasures.get(seq)) return { seq, why: 'changed' };
  }
  const head = headOf(storeId, row.id, row.chain);
  const whole = head.seq === events.length && row.version === events.length && head.hash === last;
  return whole ? null : { seq: Math.min(head.seq, events.length) + 1, why: 'cut' };
}

/** What the timeline tells, when the row says something else; null when they agree. A row that an older version wrote is folded anew whenever it is read. */
function otherState({ state }: CaseRow, events: readonly EventRow[]): Case | null {
  if (!caseStateSchema.safeParse(state).success) return null;
  const told = replay(events.map(eventOf));
  return told && canonical(JSON.parse(toJson(told))) !== canonical(state) ? told : null;
}

const PAGE = 200;

/** Cases in pages, each with its events. */
async function* casesOf(db: Db, storeId: StoreId) {
  for (let after = ''; ; ) {
    const rows: CaseRow[] = await db
      .select({ id: cases.id, number: cases.number, version: cases.version, chain: cases.chain, state: cases.state })
      .from(cases)
      .where(and(eq(cases.storeId, storeId), gt(cases.id, after as CaseId)))
      .orderBy(asc(cases.id))
      .limit(PAGE);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return;
    const events = await db
      .select()
      .from(caseEvents)
      .where(and(eq(caseEvents.storeId, storeId), inArray(caseEvents.caseId, ids)))
      .orderBy(asc(caseEvents.caseId), asc(caseEvents.seq));
    const of = Map.groupBy(events, ({ caseId }) => caseId);
    for (const row of rows) yield { row, events: of.get(row.id) ?? [] };
    after = ids.at(-1) ?? '';
  }
}

/** Events whose case is not there. */
async function orphans(db: Db, storeId: StoreId): Promise<readonly AuditBreak[]> {
  const rows = await db
    .selectDistinct({ id: caseEvents.caseId })
    .from(caseEvents)
    .where(
      and(
        eq(caseEvents.storeId, storeId),
        sql`not exists (select 1 from ${cases} c where c.store_id = ${caseEvents.storeId} and c.id = ${caseEvents.caseId})`,
      ),
    );
  return rows.map(({ id }) => ({ in: 'case', number: id, seq: 1, why: 'no_case' }));
}

/** Walks every chain of a store and its anchors, and compares every case with what its timeline tells. Changes nothing. */
export async function verifyAudit(db: Db, storeId: StoreId): Promise<Verdict> {
  const breaks: AuditBreak[] = [];
  const anchors = await anchorsOf(db, storeId);
  const count = { cases: 0, events: 0, unlinked: 0 };
  for await (const { row, events } of casesOf(db, storeId)) {
    count.cases++;
    count.events += events.length;
    if (row.chain === null && anchors.length === 0) {
      count.unlinked++;
      continue;
    }
    const broken = brokenLink(storeId, row, events);
    if (broken) breaks.push({ in: 'case', number: row.number, ...broken });
    else if (otherState(row, events))
      breaks.push({ in: 'case', number: row.number, seq: row.version, why: 'other_state' });
  }
  breaks.push(...(await orphans(db, storeId)));
  const removed = await removedLinks(db, storeId);
  let before: string | null = null;
  for (const { day, hash } of anchors) {
    const links = [...(await linksOn(db, storeId, day)), ...(removed.get(day) ?? [])];
    if (anchorHash(before, day, links) !== hash) breaks.push({ in: 'day', day });
    before = hash;
  }
  const { day, hash } = anchors.at(-1) ?? {};
  return { ...count, days: anchors.length, breaks, anchor: day && hash ? { day, hash } : null };
}

/** Writes cases whose row says something else than their unbroken timeline as the timeline tells them. How many there were. */
export async function mendStates(database: Database, storeId: StoreId): Promise<number> {
  let mended = 0;
  for await (const { row, events } of casesOf(database.db, storeId)) {
    const told = brokenLink(storeId, row, events) ? null : otherState(row, events);
    if (!told) continue;
    await database.transaction((tx) => writeRows(tx, storeId, [{ case: told, from: row.version, more: {} }]));
    mended++;
  }
  return mended;
}
