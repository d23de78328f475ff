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
