import { type ChildProcess, spawn } from 'node:child_process';

/** The desk as `npm start` runs it, in a process of its own. */
export interface StartedDesk {
  readonly url: string;
  readonly child: ChildProcess;
  /** Milliseconds from spawn to the printed address. */
  readonly readyMs: number;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

const OWN = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL', 'DATABASE_URL'];

/** Starts `src/main.ts` with the local workspace on `port`; rejects with what it printed when it ends instead. */
export async function startMain(
  dataDir: string,
  port: number,
  more: Record<string, string> = {},
): Promise<StartedDesk> {
  const began = performance.now();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    KESU_DATA_DIR: dataDir,
    KESU_WORKSPACE_PORT: String(port),
    KESU_LOG_LEVEL: 'error',
    ...more,
  };
  const inherited = Object.keys(env).filter((name) => name.startsWith('KESU_LLM') && !(name in more));
  for (const name of [...OWN, ...inherited]) delete (env as Record<string, string | undefined>)[name];
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const note = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(url)) resolve();
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    void exited.then((code) => reject(new Error(`ended with code ${code}: ${printed}`)));
  });
  const readyMs = performance.now() - began;
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  return { url, child, readyMs, stop };
}
