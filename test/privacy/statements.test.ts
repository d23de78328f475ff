import { expect, test } from 'vitest';
import { auditedEvents, erasuresNoted } from '../../src/db/audit-rows.ts';
import { verifyAudit } from '../../src/db/audit-verify.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { customerFile } from '../../src/flows/customer-file.ts';
import { erasePerson } from '../../src/flows/erase-person.ts';
import { retain } from '../../src/flows/retain.ts';
import { keyFault } from '../db/statement-keys.ts';
import { quiet, snapshot } from '../support/database.ts';
import { close, complain, daysAgo, HER, HIM, NOW, openStore, post } from './held.ts';

const TABLES = ['cases', 'case_events', 'messages', 'jobs', 'reminders', 'shown', 'attachments', 'attachment_contents'];
const OWN = ['audit_anchors', 'erasures', 'removed_cases'];

test('whatever masks, removes, anchors and verifies names the store of every table it touches', async () => {
  const said = new Set<string>();
  const onQuery = (statement: string) => void said.add(statement);
  const database = await openDatabase({
    dataDir: 'memory',
    snapshot: await snapshot(),
    log: quiet,
    now: () => NOW,
    onQuery,
  });
  const store = openStore(database);
  for (const days of [2_400, 300, 20]) await close(store, await complain(store, HIM, daysAgo(days)), daysAgo(days - 5));
  await complain(store, HER, daysAgo(3));
  await post(store, '路过', daysAgo(200));
  said.clear();
  await retain(store);
  await erasePerson(store, await customerFile(store, HIM.phone), 'test');
  await verifyAudit(database.db, store.storeId);
  await auditedEvents(database.db, store.storeId, daysAgo(9), NOW);
  await erasuresNoted(database.db, store.storeId, daysAgo(9), NOW);
  await database.close();
  const tables = new Set([...TABLES, ...OWN]);
  const touching = [...said].filter((statement) => [...tables].some((table) => statement.includes(`"${table}"`)));
  for (const table of tables)
    expect(
      touching.filter((s) => s.includes(`"${table}"`)),
      table,
    ).not.toEqual([]);
  const faults = touching.flatMap((statement) => {
    const fault = keyFault(statement, tables);
    return fault === null ? [] : [`${fault}: ${statement}`];
  });
  expect(faults).toEqual([]);
});
