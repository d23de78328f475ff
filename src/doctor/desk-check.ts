import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/open-database.ts';
import { createStores } from '../db/stores.ts';
import type { StoreId } from '../domain/ids.ts';
import type { Logger } from '../log.ts';
import { checkJobs, checkPeople } from './data-check.ts';
import { type Finding, note } from './finding.ts';
import { checkChannels, checkSlack, scopesOf, slackConfigOf } from './slack-check.ts';
import type { SlackWords } from './slack-words.ts';

const MANIFEST = join(import.meta.dirname, '..', '..', 'manifest.json');

/** Slack, and what the desk's data say of people, channels and jobs. `isOpen`: the database was seen to open, with nothing to migrate. */
export async function checkDesk(
  config: Config,
  isOpen: boolean,
  w: SlackWords,
  log: Logger,
): Promise<readonly Finding[]> {
  const slack = slackConfigOf(config);
  const tokens = slack ? await checkSlack(slack, scopesOf(MANIFEST), w, log) : [note(w.local)];
  return [...tokens, ...(isOpen ? await checkData(config, w, log) : [note(w.notLooked)])];
}

async function checkData(config: Config, w: SlackWords, log: Logger): Promise<readonly Finding[]> {
  const where = config.databaseUrl ? { url: config.databaseUrl } : { dataDir: join(config.dataDir, 'database') };
  const database = await openDatabase({ ...where, log, now: () => new Date() });
  try {
    const { people, places, jobs } = createStores(database, config.storeId as StoreId);
    const slack = slackConfigOf(config);
    const channels = slack ? await checkChannels(places, slack, w, log) : [];
    return [...channels, await checkPeople(people, w), await checkJobs(jobs, w)];
  } finally {
    await database.close();
  }
}
