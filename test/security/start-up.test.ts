import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { freePort, manifest } from '../slack/rig.ts';

const BOT = 'xoxb-1234567890-1234567890-AbCdEfGhIjKlMnOpQrStUvWx';
const APP = 'xapp-1-A0123456789-1234567890123-0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const SIGNING = '8f742231b10e8888abcd99yyyzzz85a5';

const faultsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // The message names the variable and its remedy, never a secret.
    for (const value of [BOT, APP, SIGNING]) expect(error.message).not.toContain(value);
    return error.faults.map((fault) => fault.variable);
  }
};

describe('a placeholder in the place of a secret', () => {
  it.each([
    ['SLACK_BOT_TOKEN', 'xoxb-your-token'],
    ['SLACK_BOT_TOKEN', 'xoxb-...'],
    ['SLACK_BOT_TOKEN', 'xoxb-token-here'],
    ['SLACK_BOT_TOKEN', 'xoxb-<token>'],
    ['SLACK_APP_TOKEN', 'xapp-placeholder'],
    ['SLACK_APP_TOKEN', 'xapp-1-change-me'],
    ['SLACK_APP_TOKEN', 'xapp-xxxxxxxx'],
    ['SLACK_SIGNING_SECRET', 'your-signing-secret'],
    ['SLACK_SIGNING_SECRET', 'my-slack-signing-secret'],
    ['SLACK_SIGNING_SECRET', '00000000000000000000000000000000'],
    ['SLACK_SIGNING_SECRET', 'replace-this-by-the-secret'],
    ['DATABASE_URL', 'postgres://user:password@host:5432/database'],
    ['DATABASE_URL', 'postgres://kesu:changeme@db:5432/kesu'],
    ['DATABASE_URL', 'postgres://kesu:<password>@db:5432/kesu'],
    ['KESU_LLM_KEY', 'sk-your-key'],
  ])('keeps the desk from starting: %s=%s', (variable, value) => {
    const env = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, KESU_LLM: 'qwen', KESU_LLM_KEY: 'sk-0123456789abcdef' };
    expect(faultsOf({ ...env, [variable]: value })).toEqual([variable]);
  });

  it('is told from secrets as Slack gives them', () => {
    expect(faultsOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP })).toEqual([]);
    expect(faultsOf({ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SIGNING })).toEqual([]);
    expect(faultsOf({ DATABASE_URL: 'postgres://kesu:h4rd-To.guess@db.internal:5432/kesu' })).toEqual([]);
  });
});

describe('the local workspace', () => {
  let workspace: Workspace | undefined;
  afterEach(() => workspace?.stop());

  it('is chosen only where no secret of Slack is set at all', () => {
    const secrets = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_SIGNING_SECRET: SIGNING };
    const names = Object.keys(secrets) as (keyof typeof secrets)[];
    for (let set = 0; set < 8; set++) {
      const env = Object.fromEntries(names.filter((_, i) => set & (1 << i)).map((name) => [name, secrets[name]]));
      const chosen = faultsOf(env).length > 0 ? 'refused' : readConfig(env).slack.mode;
      expect([set, chosen === 'workspace']).toEqual([set, set === 0]);
    }
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((face) => face && !face.internal && face.family === 'IPv4')?.address;

  it.skipIf(outside === undefined)('listens on this machine only, its fault door too', async () => {
    workspace = await startWorkspace({ manifest, people: [], channels: [] });
    const port = Number(new URL(workspace.url).port);
    expect(await reached('127.0.0.1', port)).toBe(true);
    expect(await reached(outside as string, port)).toBe(false);
  });

  it('does not start beside tokens, even where Slack does not answer them, and no token is printed', async () => {
    const port = await freePort();
    const dead = `http://127.0.0.1:${await freePort()}/api/`;
    const env = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_API_URL: dead };
    let opened = false;
    const { code, printed } = await startsAndEnds({ ...env, KESU_WORKSPACE_PORT: String(port) }, async () => {
      opened ||= await reached('127.0.0.1', port);
    });
    expect([code, opened]).toEqual([1, false]);
    expect(printed).toContain('SLACK_API_URL');
    for (const token of [BOT, APP]) expect(printed).not.toContain(token);
  });
});

const reached = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });

/** Runs the desk as `npm start` does until it gives up by itself, looking in on it meanwhile. */
async function startsAndEnds(more: Record<string, string>, look: () => Promise<void>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'kesu-start-'));
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, KESU_DATA_DIR: dataDir, KESU_LOG_LEVEL: 'info', ...more };
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  const timer = setInterval(look, 100);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  rmSync(dataDir, { recursive: true, force: true });
  return { code, printed };
}
