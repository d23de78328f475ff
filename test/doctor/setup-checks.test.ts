import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { lockDirectory } from '../../src/db/directory-lock.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { checkDatabase } from '../../src/doctor/database-check.ts';
import { lineOf } from '../../src/doctor/finding.ts';
import { checkCalendar, checkConfig, checkNode, checkPolicy, checkPrompts } from '../../src/doctor/setup-checks.ts';
import { doctorWords } from '../../src/doctor/words.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { quiet } from '../support/database.ts';
import { hasPostgres, startPostgres } from '../support/postgres.ts';

const w = doctorWords('en');
const folder = () => mkdtempSync(join(tmpdir(), 'kesu-doctor-'));

describe('the setting', () => {
  it('an old Node is told with what brings the right one', () => {
    expect(lineOf(checkNode('24.1.0', w))).toBe('✓ Node 24.1.0');
    expect(lineOf(checkNode('20.20.2', w))).toMatch(/^✗ .*24.*npm ci/);
  });

  it('every fault of the environment is a line with its remedy', () => {
    const read = () => readConfig({ KESU_LANGUAGE: 'fr', KESU_LLM: 'deepseek' });
    const { config, findings } = checkConfig(w, read);
    expect(config).toBeNull();
    expect(findings.map(lineOf)).toEqual([
      '✗ KESU_LANGUAGE is not a language of the interface → zh or en',
      '✗ KESU_LLM_KEY is missing: deepseek asks for one → the API key as the provider shows it',
    ]);
  });

  it('a policy file at fault is told with the place in it', () => {
    const file = join(folder(), 'policy.yaml');
    writeFileSync(file, 'store:\n  timeZone: 7\n');
    const { policy, findings } = checkPolicy(file, w);
    expect(policy).toBeNull();
    expect(lineOf(findings[0]!)).toMatch(/^✗ .*store\.timeZone/);
  });

  it('a lacking calendar is a fault for this year, and for the next only when that is near', () => {
    const { store } = DEFAULT_POLICY;
    const marks = (today: string) => checkCalendar(today, store, w).map(({ mark }) => mark);
    expect(marks('2025-06-01')).toEqual(['ok', 'ok']);
    expect(marks('2098-11-30')).toEqual(['wrong', 'note']);
    expect(marks('2098-12-01')).toEqual(['wrong', 'wrong']);
    const calendar = { '2098': { work: [], off: [] }, '2099': { work: [], off: [] } };
    expect(checkCalendar('2098-12-01', { ...store, calendar }, w).map(({ mark }) => mark)).toEqual(['ok', 'ok']);
  });

  it('prompts at fault are named', () => {
    expect(checkPrompts('prompts', w).mark).toBe('ok');
    expect(lineOf(checkPrompts(folder(), w))).toMatch(/^✗ .*read-complaint\.md: cannot be read/);
  });
});

describe('the database', () => {
  it('is looked at and left as it is: not there, there, held by a running desk', async () => {
    const dataDir = folder();
    const at = { databaseUrl: null, dataDir };
    expect(await checkDatabase(at, w)).toMatchObject({ mark: 'note', text: expect.stringContaining('not there yet') });
    const options = { dataDir: join(dataDir, 'database'), log: quiet, now: () => new Date('2026-11-20T02:00:00Z') };
    await (await openDatabase(options)).close();
    expect(await checkDatabase(at, w)).toMatchObject({ mark: 'ok', text: expect.stringMatching(/all \d+ migrations/) });
    const unlock = lockDirectory(options.dataDir);
    expect(await checkDatabase(at, w)).toMatchObject({ mark: 'note', text: expect.stringContaining('in use') });
    unlock();
  });

  it.skipIf(!hasPostgres())('on a server is looked at without being brought further', async () => {
    const server = await startPostgres();
    const at = { databaseUrl: await server.newDatabase(), dataDir: '' };
    const behind = { mark: 'note', text: expect.stringMatching(/the next start applies \d+ migrations/) };
    expect(await checkDatabase(at, w)).toMatchObject(behind);
    expect(await checkDatabase(at, w)).toMatchObject(behind);
    await (await openDatabase({ url: at.databaseUrl, log: quiet, now: () => new Date(0) })).close();
    expect(await checkDatabase(at, w)).toMatchObject({ mark: 'ok' });
    await server.stop();
  });

  it('that does not answer is told without its password', async () => {
    const databaseUrl = 'postgres://kesu:s3cret@127.0.0.1:1/kesu';
    const finding = await checkDatabase({ databaseUrl, dataDir: '' }, w);
    expect(finding).toMatchObject({ mark: 'wrong', text: expect.stringContaining('DATABASE_URL') });
    expect(finding.text).not.toContain('s3cret');
  });
});

it('`npm run doctor` ends with 1 when something is wrong, and with 0 when nothing is', () => {
  const run = (env: Record<string, string>) => {
    const { PATH = '' } = process.env;
    return spawnSync(process.execPath, ['src/kesu.ts', 'doctor'], {
      env: { PATH, KESU_DATA_DIR: folder(), ...env },
      encoding: 'utf8',
    });
  };
  // Whatever year it is when this runs.
  const year = new Date().getUTCFullYear();
  const KESU_POLICY_FILE = join(folder(), 'policy.yaml');
  const years = [year, year + 1].map((one) => `    '${one}': { work: [], off: [] }`);
  writeFileSync(KESU_POLICY_FILE, `store:\n  calendar:\n${years.join('\n')}\n`);
  const well = run({ KESU_POLICY_FILE });
  expect(well.stdout).toContain('没有配置模型');
  expect(well.stdout).toContain('没有发现问题');
  expect(well.status).toBe(0);
  const ill = run({ KESU_LANGUAGE: 'en', KESU_PORT: 'x' });
  expect(ill.stdout).toContain('✗ KESU_PORT');
  expect(ill.status).toBe(1);
});
