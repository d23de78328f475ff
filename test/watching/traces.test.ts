import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { createOtlpTracer } from '../../src/watching/otlp.ts';
import { type TraceConfig, traceConfig } from '../../src/watching/otlp-config.ts';
import { COMPLAINT, openWatchedDesk, PRIVATE } from './watched-desk.ts';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number; readonly message?: string };
}

interface Collector {
  readonly spans: SentSpan[];
  readonly bodies: string[];
  readonly headers: Record<string, unknown>[];
  readonly paths: string[];
  /** What it answers from now on. */
  status: number;
  readonly env: Record<string, string>;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What a collector takes on its port 4318. */
async function openCollector(): Promise<Collector> {
  const [spans, bodies, headers, paths] = [
    [] as SentSpan[],
    [] as string[],
    [] as Record<string, unknown>[],
    [] as string[],
  ];
  const collector = { spans, bodies, headers, paths, status: 200, env: {} as Record<string, string> };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    bodies.push(body);
    headers.push(request.headers);
    paths.push(request.url ?? '');
    for (const { scopeSpans } of JSON.parse(body).resourceSpans)
      for (const scope of scopeSpans) spans.push(...scope.spans);
    response.writeHead(collector.status, { 'content-type': 'application/json' }).end('{}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  collector.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return collector;
}

const configOf = (env: Record<string, string>): TraceConfig => {
  const config = traceConfig(env);
  if (!config) throw new Error('no traces are wanted');
  return config;
};

it('a message is one trace, from the event by what it stored and the jobs that followed to the calls of Slack', async () => {
  const collector = await openCollector();
  const env = {
    ...collector.env,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%3Db',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment=east',
  };
  const tracer = createOtlpTracer(configOf({ ...env, OTEL_SERVICE_NAME: 'desk-1' }), pino({ level: 'silent' }));
  const watched = await openWatchedDesk({ tracer });
  await watched.post('小李', COMPLAINT);
  await watched.stop();
  await tracer.stop();
  const root = collector.spans.find(({ name }) => name === 'event message');
  const trace = collector.spans.filter(({ traceId }) => traceId === root?.traceId);
  const parentOf = (span: SentSpan) => trace.find(({ spanId }) => spanId === span.parentSpanId)?.name;
  const links = trace.map((span) => `${parentOf(span)} > ${span.name}`);
  expect(root?.parentSpanId).toBeUndefined();
  expect(links).toEqual(
    expect.arrayContaining([
      'event message > store inbox.receive',
      'store inbox.receive > job read_message',
      'job read_message > store cases.commit',
      'store cases.commit > job show_case',
      'job show_case > slack chat.postMessage',
    ]),
  );
  for (const span of trace) expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
  expect(collector.paths[0]).toBe('/v1/traces');
  expect(collector.headers[0]).toMatchObject({ 'api-key': 'a=b', 'content-type': 'application/json' });
  expect(collector.bodies[0]).toContain('{"key":"service.name","value":{"stringValue":"desk-1"}}');
  expect(collector.bodies[0]).toContain('{"key":"deployment","value":{"stringValue":"east"}}');
  for (const word of PRIVATE) expect(collector.bodies.join()).not.toContain(word);
});

it('what Slack refused is told by its word, and what was thrown by its kind, never by what it says', async () => {
  const collector = await openCollector();
  const tracer = createOtlpTracer(configOf(collector.env), pino({ level: 'silent' }));
  const watched = await openWatchedDesk({ tracer });
  watched.workspace.fault({ method: 'reactions.add', kind: 'error', times: 1, error: 'fatal_error' });
  await watched.post('小李', COMPLAINT);
  await watched.stop();
  await expect(
    tracer.span({ name: 'own', kind: 'inside' }, () => Promise.reject(new RangeError('孙女士 15400001234'))),
  ).rejects.toThrow();
  await tracer.stop();
  const named = (name: string) => collector.spans.find((span) => span.name === name && span.status.code === 2);
  expect(named('slack reactions.add')?.status.message).toBe('fatal_error');
  expect(named('own')?.status).toEqual({ code: 2, message: 'RangeError' });
  expect(collector.bodies.join()).not.toContain('15400001234');
});

it('a collector that is down costs nothing but its traces, and is named once', async () => {
  const collector = await openCollector();
  collector.status = 500;
  const logged: string[] = [];
  const tracer = createOtlpTracer(
    configOf(collector.env),
    pino({}, { write: (line: string) => void logged.push(line) }),
  );
  for (let i = 0; i < 1_100; i++) await tracer.span({ name: 'a', kind: 'inside' }, async () => 1);
  await tracer.stop();
  expect(collector.bodies.length).toBeGreaterThan(1);
  expect(logged.filter((line) => line.includes('traces are not taken'))).toHaveLength(1);
});

it('the share that is kept is the same for all spans of a trace', async () => {
  const collector = await openCollector();
  const half = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5' };
  const tracer = createOtlpTracer(configOf({ ...collector.env, ...half }), pino({ level: 'silent' }));
  for (let i = 0; i < 200; i++) {
    const parent = await tracer.span({ name: 'cause', kind: 'inside' }, async () => tracer.current());
    await tracer.span({ name: 'effect', kind: 'inside', parent }, async () => 1);
  }
  await tracer.stop();
  const of = (name: string) => collector.spans.filter((span) => span.name === name).map(({ traceId }) => traceId);
  expect(of('effect')).toEqual(of('cause'));
  expect(of('cause').length).toBeGreaterThan(50);
  expect(of('cause').length).toBeLessThan(150);
});

it('traces are wanted only where the variables say so', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  expect(traceConfig({})).toBeNull();
  expect(traceConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' })).toBeNull();
  expect(traceConfig({ ...endpoint, OTEL_SDK_DISABLED: 'true' })).toBeNull();
  expect(traceConfig({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBeNull();
  expect(traceConfig({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toBeNull();
  expect(traceConfig(endpoint)).toMatchObject({ url: 'http://collector:4318/v1/traces', share: 1, timeoutMs: 10_000 });
  const exact = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://a.example/otlp', OTEL_TRACES_SAMPLER: 'always_off' };
  expect(traceConfig({ ...endpoint, ...exact })).toMatchObject({ url: 'https://a.example/otlp', share: 0 });
});
