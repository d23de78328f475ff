import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuditBreak, mendStates, verifyAudit } from '../../src/db/audit-verify.ts';
import type { Database } from '../../src/db/database.ts';
import { caseEvents, cases } from '../../src/db/schema.ts';
import { createStores } from '../../src/db/stores.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { pastItsTime } from '../../src/domain/erasure.ts';
import type { CaseId, StoreId } from '../../src/domain/ids.ts';
import { at, change, claimed, openCase, opened, stated } from '../contracts/samples.ts';
import { freshPglite, freshStoreId } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await freshPglite();
});
afterAll(() => database.close());

const NOTE = (text: string) => ({ type: 'noted' as const, message: null, text, instructions: [] });

/** Two cases of five entries each, the second linked over two commits. */
async function twoCases() {
  const storeId = freshStoreId();
  const stores = createStores(database, storeId);
  const ids: CaseId[] = [];
  for (const text of ['异响', '漏油']) {
    const id = await openCase(
      stores.cases,
      opened({ text: `客户张建国 13800138000 说${text}` }, { phone: stated('13800138000') }),
    );
    await stores.cases.commit({ cases: [change(id, 1, [claimed(), NOTE('甲'), NOTE('乙')], 5)] });
    await stores.cases.commit({ cases: [change(id, 4, [NOTE('丙')], 9)] });
    ids.push(id);
  }
  const [id] = ids as [CaseId, ...CaseId[]];
  const number = (await stores.cases.get(id))?.number ?? '';
  const row = (seq: number) => and(eq(caseEvents.storeId, storeId), eq(caseEvents.caseId, id), eq(caseEvents.seq, seq));
  return { storeId, stores, id, number, row };
}

const breaks = async (storeId: StoreId): Promise<readonly AuditBreak[]> =>
  (await verifyAudit(database.db, storeId)).breaks;
const broken = (number: string, seq: number, why: string) => [{ in: 'case', number, seq, why }];

describe('the chain of a timeline', () => {
  test('holds for what was written in the ordinary way', async () => {
    const { storeId } = await twoCases();
    const verdict = await verifyAudit(database.db, storeId);
    expect(verdict).toMatchObject({ cases: 2, events: 10, unlinked: 0, breaks: [] });
  });

  test('names the entry whose words were changed', async () => {
    const { storeId, number, row } = await twoCases();
    await database.db
      .update(caseEvents)
      .set({ body: NOTE('没这回事') })
      .where(row(3));
    expect(await breaks(storeId)).toEqual(broken(number, 3, 'changed'));
  });

  test('names the entry whose doer or time was changed', async () => {
    const { storeId, number, row } = await twoCases();
    await database.db
      .update(caseEvents)
      .set({ at: at(8) })
      .where(row(4));
    expect(await breaks(storeId)).toEqual(broken(number, 4, 'changed'));
    await database.db
      .update(caseEvents)
      .set({ at: at(5) })
      .where(row(4));
    await database.db.update(caseEvents).set({ by: null }).where(row(2));
    expect(await breaks(storeId)).toEqual(broken(number, 2, 'changed'));
  });

  test('names the place of an entry that was deleted, in the middle and at the end', async () => {
    const one = await twoCases();
    await database.db.delete(caseEvents).where(one.row(3));
    expect(await breaks(one.storeId)).toEqual(broken(one.number, 3, 'missing'));
    const other = await twoCases();
    await database.db.delete(caseEvents).where(other.row(5));
    expect(await breaks(other.storeId)).toEqual(broken(other.number, 5, 'cut'));
  });

  test('names the first of two entries that changed places', async () => {
    const { storeId, number, row } = await twoCases();
    for (const [from, to] of [
      [3, 99],
      [4, 3],
      [99, 4],
    ] as const)
      await database.db.update(caseEvents).set({ seq: to }).where(row(from));
    expect(await breaks(storeId)).toEqual(broken(number, 3, 'moved'));
  });

  test('names an entry that was put in, with hashes of its own or without', async () => {
    const { storeId, number, row, id } = await twoCases();
    const forged = {
      storeId,
      caseId: id,
      seq: 6,
      at: at(10),
      by: null,
      type: 'noted' as const,
      body: NOTE('客户说算了'),
    };
    await database.db.insert(caseEvents).values(forged);
    expect(await breaks(storeId)).toEqual(broken(number, 6, 'unlinked'));
    await database.db
      .update(caseEvents)
      .set({ contentHash: 'a'.repeat(64), chainHash: 'b'.repeat(64) })
      .where(row(6));
    expect(await breaks(storeId)).toEqual(broken(number, 6, 'moved'));
  });

  test('shows a case that says something else than its timeline, and writes it back when told to', async () => {
    const { storeId, number, id } = await twoCases();
    const row = and(eq(cases.storeId, storeId), eq(cases.id, id));
    const forge = () =>
      database.db
        .update(cases)
        .set({ state: sql`jsonb_set(${cases.state}, '{severity}', '"major"')` })
        .where(row);
    await forge();
    expect(await breaks(storeId)).toEqual(broken(number, 5, 'other_state'));
    expect(await mendStates(database, storeId)).toBe(1);
    expect(await breaks(storeId)).toEqual([]);
    // Nothing is written over from a timeline that was tampered with itself.
    await forge();
    await database.db
      .update(caseEvents)
      .set({ by: null })
      .where(and(eq(caseEvents.caseId, id), eq(caseEvents.seq, 2)));
    expect(await mendStates(database, storeId)).toBe(0);
  });

  test('is not mended by the next change of the case', async () => {
    const { storeId, stores, number, row, id } = await twoCases();
    await database.db
      .update(caseEvents)
      .set({ body: NOTE('没这回事') })
      .where(row(3));
    await database.db
      .update(cases)
      .set({ chain: null })
      .where(and(eq(cases.storeId, storeId), eq(cases.id, id)));
    await stores.cases.commit({ cases: [change(id, 5, [NOTE('丁')], 11)] });
    expect(await breaks(storeId)).toEqual(broken(number, 3, 'changed'));
  });
});

describe('a day’s anchor', () => {
  test('shows that a whole case was taken away, and whoever rewrote a chain from its first entry', async () => {
    const { storeId, stores, id } = await twoCases();
    expect(await stores.keeping.anchorDays(at(2 * 24 * 60), 10)).toBe(1);
    expect(await breaks(storeId)).toEqual([]);
    await database.db.delete(caseEvents).where(and(eq(caseEvents.storeId, storeId), eq(caseEvents.caseId, id)));
    await database.db.delete(cases).where(and(eq(cases.storeId, storeId), eq(cases.id, id)));
    expect(await breaks(storeId)).toEqual([{ in: 'day', day: '2026-11-16' }]);
  });

  test('still holds after a case was removed because its time was over', async () => {
    const { storeId, stores, id } = await twoCases();
    await stores.keeping.anchorDays(at(2 * 24 * 60), 10);
    expect(await stores.keeping.removeCase(id, at(60))).toMatchObject({ removed: 1, events: 5 });
    expect(await breaks(storeId)).toEqual([]);
    expect(await stores.cases.get(id)).toBeNull();
  });
});

describe('cases written before there were chains', () => {
  test('are linked in passing, by the upkeep or by their next change, and are a fault only once days are anchored', async () => {
    const { storeId, stores, id } = await twoCases();
    const all = eq(caseEvents.storeId, storeId);
    await database.db.update(caseEvents).set({ contentHash: null, chainHash: null }).where(all);
    await database.db.update(cases).set({ chain: null }).where(eq(cases.storeId, storeId));
    expect(await verifyAudit(database.db, storeId)).toMatchObject({ unlinked: 2, breaks: [] });
    expect(await stores.keeping.anchorDays(at(2 * 24 * 60), 10)).toBe(0);
    await stores.cases.commit({ cases: [change(id, 5, [NOTE('丁')], 11)] });
    expect(await stores.keeping.linkCases(10)).toBe(1);
    expect(await verifyAudit(database.db, storeId)).toMatchObject({ unlinked: 0, breaks: [], events: 11 });
    await stores.keeping.anchorDays(at(2 * 24 * 60), 10);
    await database.db.update(cases).set({ chain: null }).where(eq(cases.storeId, storeId));
    expect(await breaks(storeId)).toHaveLength(2);
  });
});

describe('an erasure', () => {
  test('is no tampering; a change that only says it was one is', async () => {
    const { storeId, stores, number, row, id } = await twoCases();
    const done = await stores.keeping.maskCase(id, pastItsTime, 'retention', at(30));
    expect(done).toMatchObject({ cases: 1, events: 1 });
    expect(await breaks(storeId)).toEqual([]);
    await database.db
      .update(caseEvents)
      .set({ body: NOTE('没这回事') })
      .where(row(3));
    expect(await breaks(storeId)).toEqual(broken(number, 3, 'changed'));
    const claim = { type: 'erased' as const, why: 'retention' as const, events: [{ seq: 3, hash: 'c'.repeat(64) }] };
    await database.db.update(caseEvents).set({ body: claim }).where(row(6));
    expect((await breaks(storeId)).map((b) => b.in === 'case' && b.seq)).toEqual([1]);
  });

  test('leaves the stored case what its timeline tells, moves it into no list of what changed, and masks nothing twice', async () => {
    const { storeId, stores, id } = await twoCases();
    const before = await stores.cases.get(id);
    await stores.keeping.maskCase(id, pastItsTime, 'retention', at(30));
    const after = await stores.cases.get(id);
    expect(after).toEqual(replay(await stores.cases.timeline(id)));
    expect(after).toMatchObject({ updatedAt: before?.updatedAt, version: 6 });
    expect(after?.text).toBe('客户张建国 138****8000 说异响');
    expect(after?.facts.phone).toMatchObject({ value: '13800138000', quote: '138****8000' });
    expect(await stores.keeping.maskCase(id, pastItsTime, 'retention', at(31))).toMatchObject({ events: 0 });
    const [row] = await database.db
      .select({ text: sql<string>`search_text` })
      .from(cases)
      .where(and(eq(cases.storeId, storeId), eq(cases.id, id)));
    expect(row?.text).not.toContain('建国 13800138000');
  });
});
