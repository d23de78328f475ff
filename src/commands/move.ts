import { type Config, readConfig } from '../config.ts';
import { rowsFrom } from '../db/copy-from.ts';
import { copyInto, refuseLater, rowsToLose } from '../db/copy-into.ts';
import { copySession } from '../db/copy-session.ts';
import { argumentsOf, CommandFault, tell } from './command.ts';
import { comparison, configuredPlace, inSentences, kesuVersion, nameOf } from './copying.ts';

/** Copies the embedded database to an empty one on a server, compares every table, and leaves the embedded one as it was. */
export async function move(config: Pick<Config, 'dataDir'>, url: string): Promise<string> {
  const [from, to] = [configuredPlace({ databaseUrl: null, dataDir: config.dataDir }), { url }];
  const tables = await inSentences(to, () =>
    copySession(from, 'read', async (old) => {
      const source = await rowsFrom(old, kesuVersion(), new Date());
      refuseLater(source.manifest);
      return copySession(to, 'write', async (session) => {
        const rows = await rowsToLose(session);
        if (rows > 0)
          throw new CommandFault(
            `${nameOf(to)} 里已有 ${rows} 行数据，请换一个空的数据库。\n${nameOf(to)} holds ${rows} rows already; take an empty database.`,
          );
        return copyInto(session, source);
      });
    }),
  );
  return [
    comparison(tables),
    `✓ 已搬到 · moved to ${nameOf(to)}: ${tables.length} 张表全部一致 · tables, all the same`,
    `  接下来 · next: 在 .env 里写 DATABASE_URL=（上面的 postgres:// 地址），再启动 · set DATABASE_URL to that address in .env, then start`,
    `  ${nameOf(from)} 没有改动，确认无误后再删 · is untouched; delete it once you are content`,
  ].join('\n');
}

/** kesu move postgres://… */
export async function run(args: readonly string[]): Promise<number> {
  const [url = ''] = argumentsOf(args, {}, 1).positionals;
  if (!/^postgres(ql)?:\/\/\S+$/.test(url))
    throw new CommandFault('搬到哪里 · where to? kesu move postgres://user:password@host:5432/database');
  const config = readConfig();
  if (config.databaseUrl)
    throw new CommandFault(
      `DATABASE_URL 已指向 ${nameOf({ url: config.databaseUrl })}；move 只搬内置数据库，请先去掉 DATABASE_URL。\nDATABASE_URL names ${nameOf({ url: config.databaseUrl })} already; move takes the embedded database, unset DATABASE_URL first.`,
    );
  tell(await move(config, url));
  return 0;
}
