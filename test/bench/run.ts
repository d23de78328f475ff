/*
 * npm run bench [-- --json] [--posts N]
 * Starts the desk as `npm start` does, on a fresh data folder, and measures what a newcomer feels: seconds to "ready" (first and second start) and
 * milliseconds from a post to its card (warm, no model). Each figure stands beside its limit with the ratio.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMain } from '../support/started-desk.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, posts: { type: 'string', default: '20' } },
});
const POSTS = Math.max(5, Math.min(Number(values.posts) || 20, 500));
const PORT = 49_321;
const URL_ = `http://127.0.0.1:${PORT}`;

interface Figure {
  readonly figure: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: 's' | 'ms';
}

const ask = async (path: string, body?: unknown): Promise<unknown> => {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json', origin: URL_ }, body: JSON.stringify(body) };
  const response = await fetch(URL_ + path, init);
  return response.json();
};

/** Milliseconds from a post to its card in the thread. */
async function postToCard(as: string, channel: string, text: string): Promise<number> {
  const began = performance.now();
  const { ts } = (await ask('/_ui/act', { verb: 'message', as, channel, text })) as { ts: string };
  while (performance.now() - began < 10_000) {
    const thread = (await ask(`/_ui/messages?as=${as}&channel=${channel}&thread_ts=${ts}`)) as { blocks?: unknown[] }[];
    if (thread.some((message, i) => i > 0 && (message.blocks?.length ?? 0) > 0)) return performance.now() - began;
  }
  throw new Error('no card within 10 s');
}

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;

async function measure(dataDir: string): Promise<readonly Figure[]> {
  const first = await startMain(dataDir, PORT);
  await first.stop();
  const second = await startMain(dataDir, PORT);
  try {
    const times: number[] = [];
    for (let i = 0; i < POSTS + 3; i++) {
      const ms = await postToCard(
        'UXIAOLI',
        'CKESU',
        `第${i + 1}位客户保养说好一小时，等了两个多小时还没上工位，很生气`,
      );
      if (i >= 3) times.push(ms);
      // Slack lets about one message a second into a channel and the trial keeps that limit; a post draws a card and a question.
      await new Promise((resolve) => setTimeout(resolve, 2_300));
    }
    times.sort((a, b) => a - b);
    return [
      { figure: 'start to ready, empty data folder', measured: first.readyMs / 1000, limit: 5, unit: 's' },
      { figure: 'start to ready, existing data', measured: second.readyMs / 1000, limit: 5, unit: 's' },
      { figure: `post to first card, p50 of ${POSTS}`, measured: percentile(times, 0.5), limit: 1000, unit: 'ms' },
      { figure: `post to first card, p95 of ${POSTS}`, measured: percentile(times, 0.95), limit: 1000, unit: 'ms' },
    ];
  } finally {
    await second.stop();
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'kesu-bench-'));
try {
  const figures = await measure(dataDir);
  console.log(
    `\n${cpus().length} cores, Node ${process.version}\n\n| figure | measured | limit | ratio |\n|---|---|---|---|`,
  );
  for (const { figure, measured, limit, unit } of figures) {
    const shown = unit === 's' ? measured.toFixed(2) : measured.toFixed(0);
    console.log(`| ${figure} | ${shown} ${unit} | ${limit} ${unit} | ${(measured / limit).toFixed(2)} |`);
  }
  if (values.json) console.log(JSON.stringify({ figures }));
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
