import { expect, it } from 'vitest';
import { COMPLAINT, openWatchedDesk, PRIVATE } from './watched-desk.ts';

const within = (text: string, line: RegExp): number => Number(line.exec(text)?.[1] ?? Number.NaN);

it('/metrics counts what came, what was read, the jobs and the calls of Slack, refusals by their word, and names nobody', async () => {
  const watched = await openWatchedDesk();
  watched.workspace.fault({ method: 'chat.postMessage', kind: '429', times: 1, retryAfter: 1 });
  await watched.post('小李', COMPLAINT);
  await watched.desk.tick();
  const { workspace } = watched;
  const channel = workspace.channel('客诉');
  await workspace.act({ verb: 'command', as: workspace.user('小李'), channel, command: '/kesu', text: '帮助' });
  await watched.settle();
  const { body } = await watched.get('/metrics');
  expect(within(body, /^kesu_events_total\{kind="message",result="acknowledged"\} (\d+)$/m)).toBeGreaterThan(0);
  expect(within(body, /^kesu_events_total\{kind="command",result="acknowledged"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_ack_seconds_count\{kind="message"\} (\d+)$/m)).toBeGreaterThan(0);
  expect(within(body, /^kesu_readings_total\{verdict="complaint",reader="rules[^"]*"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_jobs_total\{kind="read_message",outcome="done"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_jobs_total\{kind="\w+",outcome="retry"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_slack_calls_total\{method="chat.postMessage",result="ratelimited"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_slack_calls_total\{method="reactions.add",result="ok"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_slack_call_seconds_bucket\{method="reactions.add",le="\+Inf"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_clockwork_ticks_total\{result="ok"\} (\d+)$/m)).toBe(1);
  expect(within(body, /^kesu_jobs_waiting (\d+)$/m)).toBeGreaterThan(0);
  expect(within(body, /^kesu_lines_up (\d+)$/m)).toBe(2);
  expect(within(body, /^process_resident_memory_bytes (\d+)$/m)).toBeGreaterThan(10_000_000);
  expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds [\d.]+$/m);
  for (const word of PRIVATE) expect(body).not.toContain(word);
  await watched.stop();
});

it('/healthz is ready with the database, the lines, the jobs and the clockwork, and names nobody', async () => {
  const watched = await openWatchedDesk();
  await watched.post('小李', COMPLAINT);
  const { status, body } = await watched.get('/healthz');
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({
    ok: true,
    up: 2,
    database: { ok: true },
    jobs: { ok: true, dead: 0 },
    clockwork: { lastError: null },
  });
  for (const word of PRIVATE) expect(body).not.toContain(word);
  expect((await watched.get('/readyz')).status).toBe(200);
  await watched.stop();
});

it('without its database the process is live but not ready', async () => {
  let down = false;
  const watched = await openWatchedDesk({
    wrap: (database) =>
      new Proxy(database, {
        get: (target, key) => {
          if (down && key === 'db') throw new Error('connection refused to postgres://kesu:hunter2@db');
          return Reflect.get(target, key);
        },
      }),
  });
  down = true;
  const { status, body } = await watched.get('/healthz');
  expect([status, JSON.parse(body)]).toMatchObject([503, { ok: false, database: { ok: false }, jobs: null }]);
  expect(body).not.toContain('hunter2');
  expect(await watched.get('/livez')).toEqual({ status: 200, body: '{"ok":true}' });
  expect((await watched.get('/healthz?live')).status).toBe(200);
  const { body: metrics } = await watched.get('/metrics');
  expect(metrics).toContain('kesu_lines_up 2');
  expect(metrics).not.toContain('kesu_jobs_waiting');
  down = false;
  await watched.stop();
});
