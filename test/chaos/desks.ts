import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import { CLOCK_FILE } from './moved-clock.ts';

/*
 * The desks, each a process of its own as `npm start` runs it, with a supervisor that starts again what ended by itself.
 */

/** The processes of a run. */
export interface Desks {
  readonly all: readonly number[];
  /** Starts it and resolves when it says that it is ready. */
  start(which: number): Promise<void>;
  /** SIGKILL. */
  kill(which: number): Promise<void>;
  /** SIGTERM to all; resolves when they are gone. False when one had to be killed. */
  stop(): Promise<boolean>;
  /** How many were started after the first time, and what those said that ended by themselves. */
  readonly starts: () => number;
  readonly crashes: readonly string[];
}

interface Life {
  child: ChildProcess | null;
  ready: boolean;
  /** Wanted alive: one that ends nevertheless crashed. */
  wanted: boolean;
}

const AGAIN_AFTER_MS = 400;
const STOP_WITHIN_MS = 20_000;
/** A child dies with the driver, however that ends. */
const LEASH = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];

/** Prepares a desk for each of these environments; logs go to `dir`. */
export function prepareDesks(
  envs: readonly Record<string, string>[],
  clock: Clock,
  dir: string,
  journal: Journal,
): Desks {
  const lives: Life[] = envs.map(() => ({ child: null, ready: false, wanted: false }));
  const crashes: string[] = [];
  let starts = 0;
  let darkSince: number | null = clock.now();
  const note = () => {
    const lit = lives.some((life) => life.ready);
    if (!lit) darkSince ??= clock.now();
    else if (darkSince !== null) {
      clock.standstill(darkSince, clock.now());
      darkSince = null;
    }
  };
  const lifeOf = (which: number) => lives[which] as Life;
  process.once('exit', () => lives.forEach(({ child }) => void child?.kill('SIGKILL')));

  async function start(which: number): Promise<void> {
    const life = lifeOf(which);
    life.wanted = true;
    const { child, ready, said } = spawnDesk(
      { ...envs[which], [CLOCK_FILE]: clock.file },
      join(dir, `desk-${which + 1}.log`),
    );
    life.child = child;
    child.once('exit', () => {
      life.ready = false;
      note();
      if (!life.wanted || life.child !== child) return;
      journal(`desk ${which + 1} ended by itself`);
      crashes.push(said().slice(-400));
      void pass(AGAIN_AFTER_MS).then(async () => {
        if (life.wanted && life.child === child) await start(which);
      });
    });
    starts += 1;
    journal(`desk ${which + 1} is started`);
    await Promise.race([ready, new Promise((ended) => child.once('exit', ended))]);
    life.ready = child.exitCode === null && child.signalCode === null;
    journal(`desk ${which + 1} is ${life.ready ? 'ready' : 'gone before it was ready'}`);
    note();
  }

  return {
    all: lives.map((_, i) => i),
    start,
    async kill(which) {
      const life = lifeOf(which);
      life.wanted = false;
      journal(`desk ${which + 1} is killed`);
      await ended(life.child, 'SIGKILL');
    },
    async stop() {
      const gone = lives.map(async (life) => {
        life.wanted = false;
        const late = setTimeout(() => life.child?.kill('SIGKILL'), STOP_WITHIN_MS);
        await ended(life.child, 'SIGTERM');
        clearTimeout(late);
        return life.child?.signalCode !== 'SIGKILL';
      });
      return (await Promise.all(gone)).every(Boolean);
    },
    starts: () => starts - envs.length,
    crashes,
  };
}

async function ended(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

function spawnDesk(env: Record<string, string>, logFile: string) {
  const main = [process.execPath, '--import', './test/chaos/moved-clock.ts', 'src/main.ts'];
  const [command = '', ...args] = [...LEASH, ...main];
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(logFile, { flags: 'a' });
  let said = '';
  const ready = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer) => {
      log.write(chunk);
      said = `${said}${chunk.toString()}`.slice(-4_000);
      if (said.includes('Kesu ready')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  child.once('close', () => log.end());
  return { child, ready, said: () => said };
}
