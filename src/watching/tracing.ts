/** What happened inside a span, filled in while it runs. Values are names of kinds, never words of a customer. */
export interface Span {
  set(name: string, value: string | number): void;
  /** A failure that was not thrown. */
  fail(why: string): void;
}

export interface SpanStart {
  readonly name: string;
  readonly kind: 'inside' | 'server' | 'client' | 'consumer';
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** A `traceparent` (w3.org/TR/trace-context) to go on from; null begins a trace. Absent: the span under way. */
  readonly parent?: string | null;
}

/** Records what led to what, with times. */
export interface Tracer {
  /** Does the work as a span; what it throws is noted by its kind and thrown on. */
  span<T>(start: SpanStart, work: (span: Span) => Promise<T>): Promise<T>;
  /** `traceparent` of the span under way; null outside one. */
  current(): string | null;
  /** Sends what is left. */
  stop(): Promise<void>;
}

const NO_SPAN: Span = { set: () => {}, fail: () => {} };

/** Nothing is recorded. */
export const NO_TRACES: Tracer = {
  span: (_, work) => work(NO_SPAN),
  current: () => null,
  stop: async () => {},
};
