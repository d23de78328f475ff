import { type Config, readConfig } from '../config.ts';
import { writeBackup } from '../db/backup-file.ts';
import { rowsFrom } from '../db/copy-from.ts';
import { copySession } from '../db/copy-session.ts';
import { argumentsOf, CommandFault, tell } from './command.ts';
import { configuredPlace, inSentences, kesuVersion, nameOf } from './copying.ts';

/** Writes the whole database to a file as it stands at one instant. A server's may be in use meanwhile, an embedded one's not. */
export async function backUp(config: Pick<Config, 'databaseUrl' | 'dataDir'>, path: string): Promise<string> {
  const place = configuredPlace(config);
  return inSentences(place, () =>
    copySession(place, 'read', async (session) => {
      const source = await rowsFrom(session, kesuVersion(), new Date());
      const size = await writeBackup(path, source);
      const { tables } = source.manifest;
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      return [
        `✓ 已备份 · backed up: ${nameOf(place)} → ${path}`,
        `  ${tables.length} 张表 · tables, ${rows} 行 · rows, ${(size / 1e6).toFixed(1)} MB`,
        '  内有客户资料，请妥善保管；不含 .env 和政策、人员文件 · holds customers’ data, keep it safe; .env and the policy and people files are not in it',
      ].join('\n');
    }),
  );
}

/** kesu backup FILE. */
export async function run(args: readonly string[]): Promise<number> {
  const [path] = argumentsOf(args, {}, 1).positionals;
  if (!path) throw new CommandFault('备份到哪个文件 · which file? kesu backup kesu-2026-11-01.backup');
  tell(await backUp(readConfig(), path));
  return 0;
}
