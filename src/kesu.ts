import { CommandFault } from './commands/command.ts';
import { ConfigError } from './config.ts';

/*
 * kesu COMMAND …: what is done to a desk from outside its chat. Each command is a file in commands/ with `run(args)`, which gives the exit code.
 */

interface Entry {
  readonly usage: string;
  readonly what: string;
  load(): Promise<{ readonly run: (args: readonly string[]) => Promise<number> }>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  doctor: {
    usage: '',
    what: '逐项检查能不能用，哪里要修 · what works and what to mend',
    load: () => import('./commands/doctor.ts'),
  },
  corrections: {
    usage: '[--since YYYY-MM-DD] [--out FILE]',
    what: '把人工更正导出成评测用例（已打码） · corrections as masked eval cases',
    load: () => import('./commands/corrections.ts'),
  },
  backup: {
    usage: 'FILE',
    what: '整库备份成一个文件（服务器数据库可边用边备；内置的要先停） · the whole database in one file',
    load: () => import('./commands/backup.ts'),
  },
  restore: {
    usage: 'FILE [--replace --confirm ROWS]',
    what: '从备份恢复到空的数据库 · a backup into an empty database',
    load: () => import('./commands/restore.ts'),
  },
  move: {
    usage: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE',
    what: '从内置数据库搬到 Postgres 服务器，逐表核对 · from the embedded database to a server, every table compared',
    load: () => import('./commands/move.ts'),
  },
  jobs: {
    usage: '[--dead] [--retry ID|all] [--drop ID]',
    what: '待办、进行中和搁置的任务；重发或丢弃搁置的 · work waiting, running and set aside; send again or drop',
    load: () => import('./commands/jobs.ts'),
  },
  person: {
    usage: 'export PHONE [--out FILE] [--files DIR] | erase PHONE [--yes]',
    what: "导出或删除一位客户的个人信息（个保法45、47条） · hand over or erase a customer's data",
    load: () => import('./commands/person.ts'),
  },
  audit: {
    usage: 'export [--from DAY] [--to DAY] [--out FILE.csv|FILE.jsonl] | verify [--mend]',
    what: '谁在何时做了什么（已打码）；有没有被改过 · who did what when, masked; whether it was tampered with',
    load: () => import('./commands/audit.ts'),
  },
};

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { usage, what }]) => `  kesu ${name} ${usage}\n      ${what}`);
  return ['用法 · usage:', ...lines, ''].join('\n');
}

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) {
    const asked = ['', 'help', '--help', '-h', '帮助'].includes(name);
    (asked ? process.stdout : process.stderr).write(asked ? help() : `没有命令 · no command "${name}"\n\n${help()}`);
    return asked ? 0 : 2;
  }
  const { run } = await entry.load();
  return run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Whoever runs a command sees one sentence; a stack trace is for faults nobody foresaw.
  const known = error instanceof CommandFault || error instanceof ConfigError;
  process.stderr.write(
    `${known || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.stack}\n`,
  );
  process.exitCode = 2;
}
