import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { createPolicies } from '../db/policies.ts';
import { createStores, type Stores } from '../db/stores.ts';
import type { StoreId } from '../domain/ids.ts';
import { createLogger, type Logger } from '../log.ts';
import { readPolicyFile } from '../policy-file.ts';
import type { Clock, Ports } from '../ports.ts';
import { databaseFault } from '../start-fault.ts';

/** Something whoever runs the command can mend; shown as one sentence, exit code 2. */
export class CommandFault extends Error {}

/** Options and positionals of a command line; a CommandFault for what is not among them. */
export function argumentsOf<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
  positionals = 0,
) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: positionals > 0, strict: true });
    if (parsed.positionals.length > positionals) throw new Error(`one argument too many: ${parsed.positionals.at(-1)}`);
    return parsed;
  } catch (error) {
    throw new CommandFault(error instanceof Error ? error.message : String(error));
  }
}

/** A desk's data without its chat: what a command works on. */
export interface DeskData extends Stores {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly policies: Ports['policies'];
  readonly log: Logger;
}

/** Does `work` on the configured database, migrated, and closes it. The embedded one must not be in use by a running desk. */
export async function withDeskData<T>(work: (data: DeskData) => Promise<T>): Promise<T> {
  const config = readConfig();
  const log = createLogger('warn');
  const clock: Clock = { now: () => new Date(), newId: randomUUID };
  const where = config.databaseUrl ? { url: config.databaseUrl } : { dataDir: join(config.dataDir, 'database') };
  const database = await openDatabase({ ...where, log, now: () => clock.now() }).catch((error) => {
    const known = databaseFault(error, config.databaseUrl);
    throw new CommandFault(known instanceof Error ? known.message : String(known));
  });
  try {
    const storeId = config.storeId as StoreId;
    const { policy } = readPolicyFile(config.policyFile);
    const policies = await createPolicies(database, storeId, policy, config.admins, clock.now());
    return await work({ ...createStores(database, storeId), config, database, clock, policies, log });
  } finally {
    await database.close();
  }
}

/** A line for whoever runs the command. */
export const tell = (line: string): void => void process.stdout.write(`${line}\n`);
