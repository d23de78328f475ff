import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Logger } from '../log.ts';
import type { TraceConfig } from './otlp-config.ts';
import type { Span, SpanStart, Tracer } from './tracing.ts';

/*
 * Spans in OTLP's JSON over HTTP (opentelemetry.io/docs/specs/otlp/#otlphttp). The official packages for this (sdk-trace, exporter-trace-otlp-http)
 * are 28 MB in 18 packages, 160 ms and 28 MB of memory more at the start; what the desk would use of them is this file.
 */

/** Spans kept until they are sent; more are dropped, for a desk is not to fail because a collector did. */
const MOST_KEPT = 2_048;
const BATCH = 512;
const KINDS: Readonly<Record<SpanStart['kind'], number>> = { inside: 1, server: 2, client: 3, consumer: 5 };
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

interface Context {
  readonly traceId: string;
  readonly spanId: string;
  readonly kept: boolean;
}

type Value = { readonly stringValue: string } | { readonly intValue: string } | { readonly doubleValue: number };

const otlpValue = (value: string | number): Value =>
  typeof value === 'string'
    ? { stringValue: value }
    : Number.isInteger(value)
      ? { intValue: String(value) }
      : { doubleValue: value };

const attributesOf = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: otlpValue(value) }));

function contextOf(traceparent: string | null): Context | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  return traceId && spanId ? { traceId, spanId, kept: (Number.parseInt(flags ?? '0', 16) & 1) === 1 } : null;
}

/** The same traces are kept by every process: the share is taken of the id (sdk.md, TraceIdRatioBased). */
const isKept = (traceId: string, share: number): boolean => Number.parseInt(traceId.slice(-8), 16) < share * 2 ** 32;

const nanoseconds = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n);

/** What an error is, without what it says: messages may hold what a customer said. */
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');

/** Traces as the variables of OpenTelemetry say. A collector that does not answer is named in the log once, until it answers again. */
export function createOtlpTracer(config: TraceConfig, log: Logger): Tracer {
  const under = new AsyncLocalStorage<Context>();
  const outbox = createOutbox(config, log);
  return {
    current: () => {
      const at = under.getStore();
      return at ? `00-${at.traceId}-${at.spanId}-${at.kept ? '01' : '00'}` : null;
    },
    span: (start, work) => {
      const parent = (start.parent === undefined ? under.getStore() : contextOf(start.parent)) ?? null;
      const traceId = parent?.traceId ?? randomBytes(16).toString('hex');
      const kept = parent?.kept ?? isKept(traceId, config.share);
      const here: Context = { traceId, spanId: randomBytes(8).toString('hex'), kept };
      return under.run(here, () => recorded(start, here, parent, work, kept ? outbox.put : () => {}));
    },
    stop: outbox.stop,
  };
}

async function recorded<T>(
  start: SpanStart,
  { traceId, spanId }: Context,
  parent: Context | null,
  work: (span: Span) => Promise<T>,
  put: (span: object) => void,
): Promise<T> {
  const began = performance.timeOrigin + performance.now();
  const attributes: Record<string, string | number> = { ...start.attributes };
  let failure: string | null = null;
  const set: Span['set'] = (name, value) => {
    attributes[name] = value;
  };
  const fail: Span['fail'] = (why) => {
    failure = why;
  };
  try {
    return await work({ set, fail });
  } catch (error) {
    failure ??= kindOf(error);
    throw error;
  } finally {
    put({
      traceId,
      spanId,
      ...(parent ? { parentSpanId: parent.spanId } : {}),
      name: start.name,
      kind: KINDS[start.kind],
      startTimeUnixNano: nanoseconds(began),
      endTimeUnixNano: nanoseconds(performance.timeOrigin + performance.now()),
      attributes: attributesOf(failure === null ? attributes : { ...attributes, 'error.type': failure }),
      status: failure === null ? {} : { code: 2, message: failure },
    });
  }
}

interface Outbox {
  put(span: object): void;
  stop(): Promise<void>;
}

function createOutbox({ url, headers, timeoutMs, resource, everyMs }: TraceConfig, log: Logger): Outbox {
  let waiting: object[] = [];
  let sending: Promise<void> = Promise.resolve();
  let failing = false;
  const post = async (spans: readonly object[]) => {
    const scopeSpans = [{ scope: { name: 'kesu' }, spans }];
    const body = JSON.stringify({ resourceSpans: [{ resource: { attributes: attributesOf(resource) }, scopeSpans }] });
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = { ...headers, 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers: sent, body, signal });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`answered ${response.status}`);
  };
  const sendAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      try {
        await post(batch);
        failing = false;
      } catch (error) {
        if (!failing) log.warn({ err: error, spans: batch.length }, 'traces are not taken; they are dropped');
        failing = true;
      }
    }
  };
  const flush = (): Promise<void> => {
    sending = sending.then(sendAll);
    return sending;
  };
  const timer = setInterval(() => void flush(), everyMs).unref();
  return {
    put: (span) => {
      if (waiting.length < MOST_KEPT) waiting.push(span);
      if (waiting.length === BATCH) void flush();
    },
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}
