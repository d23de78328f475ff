import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, readStartConfig } from '../src/config.ts';

const faultsOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('the environment', () => {
  it('needs nothing at all: the local workspace and the embedded database', () => {
    expect(readConfig({})).toMatchObject({
      slack: { mode: 'workspace', port: 4900, healthPort: null },
      databaseUrl: null,
      language: 'zh',
      admins: [],
    });
  });

  it('chooses Socket Mode with an app token and HTTP with a signing secret', () => {
    const bot = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc' };
    expect(readConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1-A-b' }).slack).toMatchObject({
      mode: 'socket',
      healthPort: null,
    });
    expect(readConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1-A-b', KESU_PORT: '8081' }).slack).toMatchObject({
      healthPort: 8081,
    });
    const http = readConfig({
      ...bot,
      SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
      KESU_PORT: '8080',
    }).slack;
    expect(http).toMatchObject({ mode: 'http', port: 8080 });
  });

  it('names every fault at once, each with how to mend it', () => {
    const faults = faultsOf({
      SLACK_BOT_TOKEN: 'nonsense',
      SLACK_API_URL: 'not a url',
      DATABASE_URL: 'mysql://x',
      KESU_PORT: '99999',
      KESU_LANGUAGE: 'fr',
      KESU_ADMINS: 'somebody',
      KESU_POLICY_FILE: '/no/such/file.yaml',
    });
    expect(faults.map((f) => f.variable).sort()).toEqual(
      [
        'DATABASE_URL',
        'KESU_ADMINS',
        'KESU_LANGUAGE',
        'KESU_POLICY_FILE',
        'KESU_PORT',
        'SLACK_API_URL',
        'SLACK_APP_TOKEN',
        'SLACK_BOT_TOKEN',
      ].sort(),
    );
    expect(faultsOf({ SLACK_BOT_TOKEN: 'nonsense' }).map((f) => f.variable)).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]);
    expect(faults.every((f) => f.problem !== '' && f.remedy.length > 5)).toBe(true);
  });

  it('reads the model, and names its faults together with those of the rest', () => {
    expect(readConfig({}).model).toEqual({ config: null, budget: { costMicro: null, currency: 'CNY', tokens: null } });
    const env = { KESU_LLM: 'deepseek', KESU_LLM_KEY: 'sk-123456', KESU_LLM_BUDGET: '20' };
    expect(readConfig(env).model).toMatchObject({
      config: { provider: 'deepseek' },
      budget: { costMicro: 20_000_000 },
    });
    const faults = faultsOf({ KESU_LLM: 'deepseek', KESU_LANGUAGE: 'fr' });
    expect(faults.map((f) => f.variable)).toEqual(['KESU_LANGUAGE', 'KESU_LLM_KEY']);
  });

  it('refuses half a pair of Slack secrets and placeholders', () => {
    expect(faultsOf({ SLACK_BOT_TOKEN: 'xoxb-1-2-abc' })[0]?.variable).toBe('SLACK_APP_TOKEN');
    expect(faultsOf({ SLACK_APP_TOKEN: 'xapp-1-A-b' })[0]?.variable).toBe('SLACK_BOT_TOKEN');
    expect(faultsOf({ SLACK_BOT_TOKEN: 'xoxb-your-token', SLACK_APP_TOKEN: 'xapp-1-A-b' })[0]?.problem).toContain(
      'placeholder',
    );
  });

  it('takes an empty variable for an unset one, and reads several administrators', () => {
    const config = readConfig({ DATABASE_URL: '', KESU_ADMINS: 'A@x.test，b@x.test; c@x.test' });
    expect(config.databaseUrl).toBeNull();
    expect(config.admins).toEqual(['a@x.test', 'b@x.test', 'c@x.test']);
  });

  it('opens the local workspace on a database server only when told to', () => {
    const env = { DATABASE_URL: 'postgres://kesu:h4rd-To.guess@db.internal:5432/kesu' };
    expect(() => readStartConfig(env)).toThrow(/SLACK_BOT_TOKEN.*KESU_WORKSPACE_PORT/s);
    expect(readStartConfig({ ...env, KESU_WORKSPACE_PORT: '4901' }).slack).toMatchObject({ mode: 'workspace' });
    expect(readConfig(env).databaseUrl).toContain('db.internal');
  });

  it('is the same set of variables as .env.example', () => {
    const own =
      readFileSync('src/config.ts', 'utf8').match(/^ {2}(SLACK|KESU|DATABASE)_\w+(?=: (?!\w*REMED|['`]))/gm) ?? [];
    const ofModel = readFileSync('src/llm/profiles-config.ts', 'utf8').match(/\bKESU_LLM\w*/g) ?? [];
    const code = [...own, ...ofModel];
    const example = readFileSync('.env.example', 'utf8').match(/^[A-Z_]+(?==)/gm) ?? [];
    expect([...new Set(example)].sort()).toEqual([...new Set(code.map((name) => name.trim()))].sort());
  });
});
