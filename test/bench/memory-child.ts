/*
 * Run by memory.ts with --expose-gc: a desk that takes cases in. Tells when it is ready, then for every question (how many more) its resident
 * megabytes after a collection.
 */
import { openDatabase } from '../../src/db/open-database.ts';
import { quiet } from '../support/database.ts';
import { benchDesk, work } from './bench-desk.ts';
import { perSecond } from './figure.ts';
import { takeIn } from './take-in.ts';

const [url = '', storeId = ''] = process.argv.slice(2);
const database = await openDatabase({ url, log: quiet, now: () => new Date() });
const desk = benchDesk(database, storeId, { now: () => new Date(), newId: () => crypto.randomUUID() });

process.on('message', async (count) => {
  await perSecond(Number(count), 8, () => takeIn(desk));
  await work(desk);
  for (let i = 0; i < 3; i++) {
    (globalThis as { gc?: () => void }).gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ heapMb: heapUsed / 1024 / 1024, rssMb: rss / 1024 / 1024 });
});
process.send?.('ready');
