import type { Logger } from '../log.ts';
import type { Respond } from './receivers.ts';

/**
 * What is served beside Slack's events, by path: `/livez` and `/healthz?live` (the process answers), `/healthz` and `/readyz` (it can do its
 * work: 200, or 503), `/metrics`. None tells names, words or secrets.
 */
export function besideSlack(
  health: () => Promise<{ readonly ok: boolean }>,
  metrics: (() => Promise<string>) | undefined,
  log: Logger,
): Readonly<Record<string, Respond>> {
  const live: Respond = (response) => json(response, 200, { ok: true });
  const ready: Respond = (response) =>
    void health().then(
      (now) => json(response, now.ok ? 200 : 503, now),
      (error) => {
        log.error({ mod: 'slack', err: error }, 'the health could not be told');
        json(response, 503, { ok: false });
      },
    );
  const healthz: Respond = (response, query) =>
    new URLSearchParams(query).has('live') ? live(response, query) : ready(response, query);
  const probes = { '/livez': live, '/readyz': ready, '/healthz': healthz };
  return metrics ? { ...probes, '/metrics': textOf(metrics, log) } : probes;
}

function json(response: Parameters<Respond>[0], status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

const textOf =
  (metrics: () => Promise<string>, log: Logger): Respond =>
  (response) =>
    void metrics().then(
      (text) => {
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
        response.end(text);
      },
      (error) => {
        log.error({ mod: 'slack', err: error }, 'the metrics could not be read');
        response.writeHead(500, {});
        response.end('');
      },
    );
