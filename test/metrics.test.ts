import { expect, it } from 'vitest';
import type { CountedCall } from '../src/domain/usage.ts';
import { createMetrics } from '../src/metrics.ts';
import { openRig } from './slack/rig.ts';

const CALL: CountedCall = {
  provider: 'glm',
  model: 'glm-5.3-flash',
  answered: true,
  usage: { input: 2_000, cached: 1_500, output: 300 },
  price: { currency: 'CNY', input: 0.8, cached: 0.2, output: 2.8, asOf: 'set' },
  ms: 1_900,
};
const NO_JOBS = { waiting: 0, dead: 0 };

it('counts calls, tokens, cost and seconds of each model, in the text Prometheus reads', () => {
  const metrics = createMetrics();
  metrics.onCall(CALL, 'answered');
  metrics.onCall({ ...CALL, ms: 70_000 }, 'answered');
  metrics.onCall({ ...CALL, answered: false, usage: null, ms: 400 }, 'rate_limited');
  const lines = metrics.text({ waiting: 3, dead: 1 }).split('\n');
  for (const line of [
    'kesu_model_calls_total{model="glm:glm-5.3-flash",outcome="answered"} 2',
    'kesu_model_calls_total{model="glm:glm-5.3-flash",outcome="rate_limited"} 1',
    'kesu_model_tokens_total{model="glm:glm-5.3-flash",kind="input"} 4000',
    'kesu_model_tokens_total{model="glm:glm-5.3-flash",kind="cached"} 3000',
    // 500 × 0.8 + 1500 × 0.2 + 300 × 2.8 millionths, twice.
    'kesu_model_cost_total{model="glm:glm-5.3-flash",currency="CNY"} 0.00308',
    'kesu_model_seconds_bucket{model="glm:glm-5.3-flash",le="0.5"} 1',
    'kesu_model_seconds_bucket{model="glm:glm-5.3-flash",le="2"} 2',
    'kesu_model_seconds_bucket{model="glm:glm-5.3-flash",le="60"} 2',
    'kesu_model_seconds_bucket{model="glm:glm-5.3-flash",le="+Inf"} 3',
    'kesu_model_seconds_sum{model="glm:glm-5.3-flash"} 72.3',
    'kesu_model_seconds_count{model="glm:glm-5.3-flash"} 3',
    'kesu_jobs_waiting 3',
    'kesu_jobs_dead 1',
  ])
    expect(lines).toContain(line);
  expect(lines.filter((line) => line.startsWith('# TYPE kesu_model_seconds'))).toEqual([
    '# TYPE kesu_model_seconds histogram',
  ]);
  expect(lines.at(-1)).toBe('');
});

it('keeps a name with quotes and line ends within its label', () => {
  const metrics = createMetrics();
  metrics.onCall({ ...CALL, model: 'a"b\\c\nd' }, 'answered');
  expect(metrics.text(NO_JOBS)).toContain('kesu_model_calls_total{model="glm:a\\"b\\\\c\\nd",outcome="answered"} 1');
});

it.each(['socket', 'http'] as const)('is served beside /healthz, over %s', async (transport) => {
  const rig = await openRig({ transport });
  const at = `http://127.0.0.1:${rig.slack.config.port}`;
  const response = await fetch(`${at}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await response.text()).toMatch(/^kesu_jobs_waiting \d+$/m);
  expect((await fetch(`${at}/healthz`)).status).toBe(200);
  expect((await fetch(`${at}/toString`)).status).toBe(404);
  await rig.stop();
});
