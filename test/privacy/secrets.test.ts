import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/db/open-database.ts';
import { NO_LIMIT } from '../../src/llm/budget-config.ts';
import { modelConfig } from '../../src/llm/profiles-config.ts';
import { databaseFault } from '../../src/start-fault.ts';
import { freePort } from '../slack/rig.ts';
import { type FakeModel, startFakeModel } from '../support/fake-model.ts';
import { openTrial, type Trial } from '../support/trial.ts';

/** A log at its most talkative, kept in memory. */
function listen() {
  const lines: string[] = [];
  const into = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, log: pino({ level: 'debug' }, into) };
}

/** Everything a browser can ask the workspace for, as one text. */
async function everyPage(trial: Trial): Promise<string> {
  const { url } = trial.workspace;
  const as = trial.workspace.user('吴经理');
  const channel = trial.workspace.channel('客诉');
  const asked = [
    '/',
    `/_ui/state?as=${as}`,
    `/_ui/messages?as=${as}&channel=${channel}`,
    `/_ui/home?as=${as}`,
    '/_ui/trace',
  ];
  const texts = await Promise.all(asked.map(async (path) => (await fetch(`${url.replace(/\/$/, '')}${path}`)).text()));
  return texts.join('\n');
}

/** A morning in which everything that can go wrong does. */
async function badDay(trial: Trial, model: FakeModel): Promise<void> {
  const { workspace } = trial;
  model.say(
    { type: 'error', status: 401, code: 'invalid_api_key', message: `Incorrect API key provided: ${model.key}.` },
    { type: 'error', status: 500, code: null, message: 'oops' },
    { type: 'drop' },
    { type: 'raw', status: 200, contentType: 'text/html', body: `<html>${model.key}</html>` },
  );
  workspace.fault({ method: 'chat.postMessage', kind: '500', times: 1 });
  workspace.fault({ method: 'chat.postMessage', kind: 'drop_after_commit', times: 1 });
  workspace.fault({ method: 'chat.update', kind: 'error', times: 1, error: 'internal_error' });
  workspace.fault({ method: 'reactions.add', kind: '429', times: 1, retryAfter: 0 });
  workspace.fault({ method: 'chat.postMessage', kind: 'error', times: 1, error: 'invalid_auth' });
  const ts = await trial.post('小李', '客户王先生电话13912345678说刹车失灵，要找媒体曝光');
  await trial.post('小李', '客户说等了两个小时没人理', { threadTs: ts });
  await trial.command('吴经理', '我的');
  workspace.fault({ method: 'views.open', kind: 'error', times: 1, error: 'not_authed' });
  await trial.command('小李', '登记');
  trial.goTo('2026-11-16 20:31');
  await trial.desk.tick();
  await trial.settle();
}

let trial: Trial | undefined;
let model: FakeModel | undefined;
afterEach(async () => {
  await trial?.stop();
  await model?.close();
  trial = undefined;
});

describe.each(['socket', 'http'] as const)('secrets, over %s', (transport) => {
  test('stand in no log line even at debug, on no page and in no trace, whatever fails', async () => {
    model = await startFakeModel('deepseek');
    const setUp = modelConfig({ KESU_LLM: 'deepseek', KESU_LLM_KEY: model.key, KESU_LLM_URL: model.url });
    if (setUp.type !== 'configured') throw new Error('no model');
    const { lines, log } = listen();
    trial = await openTrial({ transport, log, model: { config: setUp.config, budget: NO_LIMIT } });
    await badDay(trial, model);
    const { botToken, appToken, signingSecret } = trial.workspace;
    expect(model.calls.length).toBeGreaterThan(0);
    expect(model.key.length).toBeGreaterThan(8);
    expect(lines.join('')).toContain('internal_error');
    const pages = await everyPage(trial);
    expect(pages).toContain('chat.postMessage');
    for (const secret of [botToken, appToken, signingSecret, model.key]) {
      const spilt = [...lines, pages].filter(
        (text) => text.includes(secret) || text.includes(encodeURIComponent(secret)),
      );
      expect(spilt.map((text) => text.slice(0, 300))).toEqual([]);
    }
  });
});

test('the password of a database that does not answer is in neither its error nor the log', async () => {
  const { lines, log } = listen();
  const url = `postgres://kesu:T0p-secret-word@127.0.0.1:${await freePort()}/kesu`;
  const error = await openDatabase({ url, log, now: () => new Date() }).catch((fault: unknown) => fault);
  const told = databaseFault(error, url);
  expect(told).toBeInstanceOf(Error);
  const said = [String(told), String(error), (error as Error).stack ?? '', ...lines].join('\n');
  expect(said).not.toContain('T0p-secret-word');
});
