/** Where spans go and how, by OpenTelemetry's environment variables (opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables). */
export interface TraceConfig {
  /** Takes OTLP over HTTP in JSON: every collector's port 4318. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Attributes of the process, `service.name` among them. */
  readonly resource: Readonly<Record<string, string>>;
  /** Share of new traces that are kept, 0 to 1. */
  readonly share: number;
  readonly everyMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 10_000;
const EVERY_MS = 5_000;

/** `a=b,c=d` with escapes as in a web address; what is no pair is left out. */
function pairs(list: string | undefined): Record<string, string> {
  const found = (list ?? '').split(',').flatMap((entry) => {
    const at = entry.indexOf('=');
    const [name, value] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    return at > 0 && name !== '' ? [[name, unescaped(value)] as const] : [];
  });
  return Object.fromEntries(found);
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function shareOf({ OTEL_TRACES_SAMPLER: sampler = '', OTEL_TRACES_SAMPLER_ARG: share }: Environment): number {
  if (sampler.endsWith('always_off')) return 0;
  if (!sampler.endsWith('traceidratio')) return 1;
  const given = Number(share ?? '1');
  return given >= 0 && given <= 1 ? given : 1;
}

const count = (value: string | undefined, otherwise: number): number => (Number(value) > 0 ? Number(value) : otherwise);

function urlOf(env: Environment): string | null {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: exact, OTEL_EXPORTER_OTLP_ENDPOINT: base } = env;
  const url = exact || (base ? `${base.replace(/\/+$/, '')}/v1/traces` : null);
  return url !== null && URL.canParse(url) && /^https?:/.test(url) ? url : null;
}

/** Null: no traces are wanted, or only over gRPC, which this desk does not speak. */
export function traceConfig(env: Environment): TraceConfig | null {
  const url = urlOf(env);
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL;
  const off = env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none';
  if (url === null || off || protocol === 'grpc') return null;
  const { OTEL_EXPORTER_OTLP_TRACES_HEADERS: exact, OTEL_EXPORTER_OTLP_HEADERS: all } = env;
  const named = pairs(env.OTEL_RESOURCE_ATTRIBUTES);
  return {
    url,
    headers: pairs(exact || all),
    timeoutMs: count(env.OTEL_EXPORTER_OTLP_TRACES_TIMEOUT || env.OTEL_EXPORTER_OTLP_TIMEOUT, TIMEOUT_MS),
    resource: { ...named, 'service.name': env.OTEL_SERVICE_NAME || named['service.name'] || 'kesu' },
    share: shareOf(env),
    everyMs: count(env.OTEL_BSP_SCHEDULE_DELAY, EVERY_MS),
  };
}
