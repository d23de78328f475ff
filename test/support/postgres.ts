import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';

/** A real Postgres for tests. */
export interface TestServer {
  /** The URL of a new, empty database. */
  newDatabase(): Promise<string>;
  /** Drops the databases made and stops the server if this started it; nothing else. */
  stop(): Promise<void>;
  /** Ends the server as a crash would and starts it again after so many ms; null for one that this did not start. */
  readonly crash: ((downMs: number) => Promise<void>) | null;
}

const LEFT_OUT =
  'Real Postgres left out: set KESU_TEST_DATABASE_URL=postgres://… or install the Debian package postgresql.\n';

/** True when `startPostgres` will find one; otherwise says so in one line. */
export function hasPostgres(): boolean {
  const found = Boolean(process.env.KESU_TEST_DATABASE_URL) || binaries() !== null;
  if (!found) process.stderr.write(LEFT_OUT);
  return found;
}

/**
 * The server of KESU_TEST_DATABASE_URL, or a throw-away one of this machine's binaries (half a second). What a throw-away one commits reaches
 * the disk only when it is `durable`, which is for measuring.
 */
export async function startPostgres({ durable = false } = {}): Promise<TestServer> {
  const given = process.env.KESU_TEST_DATABASE_URL;
  const bin = binaries();
  if (given) return databasesOf(given, async () => {}, null);
  if (!bin) throw new Error(LEFT_OUT);
  const { url, stop, crash } = await throwAway(bin, durable);
  return databasesOf(url, stop, crash);
}

function databasesOf(server: string, stop: () => Promise<void>, crash: TestServer['crash']): TestServer {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  const made: string[] = [];
  return {
    crash,
    async newDatabase() {
      const name = `kesu_test_${process.pid}_${made.length + 1}_${Math.random().toString(36).slice(2, 8)}`;
      await admin.unsafe(`create database ${name} template template0 encoding 'UTF8'`);
      made.push(name);
      const url = new URL(server);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      for (const name of made) await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
      await stop();
    },
  };
}

/** Debian's newest server, or one on the PATH's usual Homebrew places is left to KESU_TEST_DATABASE_URL. */
function binaries(): string | null {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const newest = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return newest.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null;
}

const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** Memory and log of a small server; everything else as it comes. */
const DURABLE = ['shared_buffers=1GB', 'max_wal_size=8GB'];

interface ThrowAway {
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly crash: (downMs: number) => Promise<void>;
}

async function throwAway(bin: string, durable: boolean): Promise<ThrowAway> {
  const home = mkdtempSync(join(tmpdir(), 'kesu-postgres-'));
  const as = becoming(home);
  const data = join(home, 'data');
  const initdb = [join(bin, 'initdb'), '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync'];
  const [first = '', ...rest] = [...as, ...initdb, '--locale=C.UTF-8'];
  execFileSync(first, rest, { cwd: home, stdio: 'pipe' });
  const port = await freePort();
  const chosen = [...(durable ? DURABLE : FAST), 'listen_addresses=127.0.0.1'];
  const settings = chosen.flatMap((setting) => ['-c', setting]);
  const start = [join(bin, 'postgres'), '-D', data, '-p', `${port}`, '-k', home, ...settings];
  // Dies with the test process, even when that is killed.
  const [command = '', ...args] = existsSync('/usr/bin/setpriv')
    ? [...(as.length > 0 ? as.slice(0, -1) : ['setpriv']), '--pdeathsig', 'INT', '--', ...start]
    : start;
  const begin = () => spawn(command, args, { cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
  let server = begin();
  await ready(server);
  const end = async (signal: NodeJS.Signals) => {
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await end('SIGINT'); // fast shutdown
      rmSync(home, { recursive: true, force: true });
    },
    async crash(downMs) {
      await end('SIGQUIT'); // immediate shutdown: as a crash
      await new Promise((resolve) => setTimeout(resolve, downMs));
      server = begin();
      await ready(server);
    },
  };
}

/** Postgres refuses to run as root: the words that make a command run as somebody else, who is given `home`. */
function becoming(home: string): string[] {
  if (process.getuid?.() !== 0) return [];
  const id = (flag: string, user: string) => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }).toString());
  let user = 'postgres';
  try {
    id('-u', user);
  } catch {
    user = 'nobody';
  }
  const [uid, gid] = [id('-u', user), id('-g', user)];
  chownSync(home, uid, gid);
  chmodSync(home, 0o700);
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
}

async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  if (!server.stderr) throw new Error('no standard error to read');
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes('ready to accept connections')) {
      server.stderr.resume(); // or the pipe fills up
      return;
    }
  }
  throw new Error(`Postgres did not start:\n${said.join('\n')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
