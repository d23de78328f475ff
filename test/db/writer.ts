import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/db/open-database.ts';
import { createStores } from '../../src/db/stores.ts';
import type { StoreId } from '../../src/domain/ids.ts';
import { showCase } from '../../src/domain/job.ts';
import { change, opened } from '../contracts/samples.ts';
import { quiet, snapshot } from '../support/database.ts';

/*
 * A process of its own, to be killed: opens the data directory given and opens cases until it dies, printing the id of each one that was
 * acknowledged. Says `open` first.
 */
const [dataDir = '', name = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir, snapshot: await snapshot(), log: quiet, now: () => new Date() });
const { cases } = createStores(database, 'store' as StoreId);
writeSync(1, 'open\n');
for (let i = 0; ; i++) {
  const id = `${name}-${i}` as Parameters<typeof cases.get>[0];
  const number = `${name}:${i}`;
  await cases.commit({
    cases: [change(id, 0, [opened({ number, source: number as never }), { type: 'claimed', assignee: 'p' as never }])],
    jobs: [showCase({ id: id, thread: null })],
  });
  writeSync(1, `${id}\n`);
}
