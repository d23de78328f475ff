import { type Config, readConfig } from '../config.ts';
import { readBackup } from '../db/backup-file.ts';
import { copyInto, refuseLater, rowsToLose } from '../db/copy-into.ts';
import { copySession } from '../db/copy-session.ts';
import { argumentsOf, CommandFault, tell } from './command.ts';
import { comparison, configuredPlace, inSentences, nameOf } from './copying.ts';

/** What may be written over: nothing, or exactly so many rows as whoever runs it has read and typed. */
export interface Replacing {
  readonly replace: boolean;
  readonly confirm: string | null;
}

/** Makes the database what a backup holds: all of it or, on any fault, nothing. Into an empty one, unless told to replace. */
export async function restore(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  path: string,
  replacing: Replacing,
): Promise<string> {
  const place = configuredPlace(config);
  return inSentences(place, async () => {
    const source = await readBackup(path);
    refuseLater(source.manifest);
    return copySession(place, 'write', async (session) => {
      const lost = await rowsToLose(session);
      if (lost > 0) allowed(lost, nameOf(place), replacing);
      const tables = await copyInto(session, source);
      const { kesu, madeAt } = source.manifest;
      return [
        comparison(tables),
        `✓ 已恢复 · restored: ${path} (Kesu ${kesu}, ${madeAt}) → ${nameOf(place)}`,
        ...(lost > 0 ? [`  替换了原有的 ${lost} 行 · replaced ${lost} rows`] : []),
      ].join('\n');
    });
  });
}

function allowed(rows: number, name: string, { replace, confirm }: Replacing): void {
  if (!replace)
    throw new CommandFault(
      `${name} 里已有 ${rows} 行数据，没有恢复。确实要替换，请加 --replace。\n${name} holds ${rows} rows already; nothing was restored. To replace them, add --replace.`,
    );
  if (confirm === String(rows)) return;
  throw new CommandFault(
    `警告：${name} 里现有的 ${rows} 行数据会全部删除，无法找回。先备份；确认后请加 --confirm ${rows}\nWarning: all ${rows} rows now in ${name} will be deleted for good. Back up first; then add --confirm ${rows}`,
  );
}

/** kesu restore FILE [--replace --confirm ROWS]. */
export async function run(args: readonly string[]): Promise<number> {
  const options = { replace: { type: 'boolean' }, confirm: { type: 'string' } } as const;
  const { values, positionals } = argumentsOf(args, options, 1);
  const [path] = positionals;
  if (!path) throw new CommandFault('从哪个文件恢复 · from which file? kesu restore kesu-2026-11-01.backup');
  tell(await restore(readConfig(), path, { replace: values.replace ?? false, confirm: values.confirm ?? null }));
  return 0;
}
