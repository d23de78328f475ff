import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditLines, breakText } from '../../src/commands/audit.ts';
import type { DeskData } from '../../src/commands/command.ts';
import { csvCell, csvLine } from '../../src/commands/csv.ts';
import type { Database } from '../../src/db/database.ts';
import type { ChatUserRef } from '../../src/domain/ids.ts';
import { retain } from '../../src/flows/retain.ts';
import { claimed, li } from '../contracts/samples.ts';
import { freshPglite } from '../support/database.ts';
import { close, complain, daysAgo, HIM, openStore } from './held.ts';

let database: Database;
beforeAll(async () => {
  database = await freshPglite();
});
afterAll(() => database.close());

async function linesOf(data: DeskData, from?: string, to?: string) {
  const lines = [];
  for await (const line of auditLines(data, from, to)) lines.push(line);
  return lines;
}

describe('the audit export', () => {
  test('says who did what, when, on which case and from which account, masked, with its links', async () => {
    const store = openStore(database);
    const chatUser = 'slack:U0LI' as ChatUserRef;
    const named = {
      name: '=李顾问',
      role: 'advisor' as const,
      department: 'service' as const,
      isAdmin: false,
      email: null,
    };
    await store.people.save(li, { ...named, chatUser });
    const id = await complain(store, HIM, daysAgo(2));
    const data = { ...store, database, config: { storeId: store.storeId } } as unknown as DeskData;
    const lines = await linesOf(data);
    const c = await store.cases.get(id);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatchObject({
      ...{ at: '2026-11-14 12:00:00', case: c?.number, seq: 2, what: claimed().type, who: '=李顾问', chat: chatUser },
      ...{ role: '顾问', place: c?.thread, chainHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const said = JSON.stringify(lines);
    for (const word of [HIM.name, HIM.phone, HIM.plate]) expect(said).not.toContain(word);
    expect(said).toContain('139****5678');
    expect(await linesOf(data, '2026-11-15', '2026-11-16')).toEqual([]);
    expect(await linesOf(data, '2026-11-14', '2026-11-14')).toHaveLength(5);
  });

  test('tells of erasures too', async () => {
    const store = openStore(database);
    await close(store, await complain(store, HIM, daysAgo(300)), daysAgo(200));
    await retain(store);
    const data = { ...store, database, config: { storeId: store.storeId } } as unknown as DeskData;
    const lines = await linesOf(data, '2026-11-16', '2026-11-16');
    expect(lines.map(({ what, who }) => [what, who])).toEqual([
      ['erased', '客诉台'],
      ['erasure:retention', 'kesu'],
    ]);
  });
});

test('a cell that a spreadsheet would run is only text, and marks inside a cell do not end it', () => {
  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])
    expect(csvCell(formula).replace(/^"/, '').startsWith("'")).toBe(true);
  expect(csvLine(['王"总"', 'a,b', '两\n行', -3, null])).toBe('"王""总""","a,b","两\n行",-3,\r\n');
});

test('a broken link is named by case and entry', () => {
  expect(breakText({ in: 'case', number: '20261116-001', seq: 3, why: 'changed' })).toContain('20261116-001 第 3 条');
});
