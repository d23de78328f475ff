import { join } from 'node:path';
import type { Config } from '../config.ts';
import { DatabaseLockedError } from '../db/directory-lock.ts';
import { lookAtDatabase } from '../db/look-at-database.ts';
import { databaseFault, placeOf } from '../start-fault.ts';
import { type Finding, messageOf, note, ok, wrong } from './finding.ts';
import type { DoctorWords } from './words.ts';

/** Looks at the database without changing it. One that a running desk holds is left alone, and is no fault. */
export async function checkDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  w: DoctorWords,
): Promise<Finding> {
  const directory = join(dataDir, 'database');
  const where = databaseUrl === null ? directory : placeOf(databaseUrl);
  try {
    const look = await lookAtDatabase(databaseUrl === null ? { dataDir: directory } : { url: databaseUrl });
    if (look === null) return note(w.databaseNew(where));
    return look.pending > 0 ? note(w.databasePending(where, look.pending)) : ok(w.database(where, look.applied));
  } catch (error) {
    if (error instanceof DatabaseLockedError) return note(w.databaseInUse(where));
    return wrong(w.databaseFault(messageOf(databaseFault(error, databaseUrl))));
  }
}
