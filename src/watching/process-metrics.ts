import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gauge } from './metric-family.ts';

/** How this process is. */
export interface ProcessMetrics {
  /** In Prometheus' usual names; the delays are those since the last asking. */
  lines(): string[];
  stop(): void;
}

/** Every so often it is seen how late a timer fires, in ms. */
const RESOLUTION_MS = 20;

const seconds = (nanoseconds: number): number => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);

export function watchProcess(): ProcessMetrics {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const late = (nanoseconds: number): number => Math.max(0, seconds(nanoseconds) - RESOLUTION_MS / 1000);
  return {
    lines: () => {
      const { user, system } = process.cpuUsage();
      const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map(late);
      delay.reset();
      return [
        ...gauge('process_cpu_seconds_total', 'CPU used.', (user + system) / 1e6, 'counter'),
        ...gauge('process_resident_memory_bytes', 'Memory held.', process.memoryUsage.rss()),
        ...gauge('nodejs_heap_size_used_bytes', 'Memory of objects.', process.memoryUsage().heapUsed),
        ...gauge('nodejs_eventloop_lag_p50_seconds', 'Median lateness of a timer.', p50 ?? 0),
        ...gauge('nodejs_eventloop_lag_p99_seconds', 'Lateness of the worst timer in a hundred.', p99 ?? 0),
        ...gauge('nodejs_eventloop_lag_max_seconds', 'Lateness of the worst timer.', max ?? 0),
      ];
    },
    stop: () => void delay.disable(),
  };
}
