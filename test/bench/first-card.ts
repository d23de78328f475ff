import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startMain } from '../support/started-desk.ts';
import { type Figure, percentile, plainly, within } from './figure.ts';
import type { Ground } from './ground.ts';

const PORT = 49_321;
const URL_ = `http://127.0.0.1:${PORT}`;
const WARM_UP = 3;
/** Slack lets about one message a second into a channel and the trial keeps that limit; a post draws a card and a question. */
const PACE_MS = 2_300;

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
    await pause(3);
  }
  throw new Error('no card within 10 s');
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

/** What a newcomer feels: the desk as `npm start` runs it, on a data folder of its own. */
export async function newcomerFigures({ sizes }: Ground): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kesu-bench-'));
  try {
    const first = await startMain(dataDir, PORT);
    await first.stop();
    const starts: number[] = [];
    for (let i = 0; i < Math.min(2, sizes.turns); i++) {
      const again = await startMain(dataDir, PORT);
      starts.push(again.readyMs);
      await again.stop();
    }
    const desk = await startMain(dataDir, PORT);
    starts.push(desk.readyMs);
    try {
      await pause(2_000);
      const rest = residentMb(desk.child.pid ?? 0);
      const times: number[] = [];
      for (let i = 0; i < sizes.posts + WARM_UP; i++) {
        const text = `第${i + 1}位客户保养说好一小时，等了两个多小时还没上工位，很生气`;
        const ms = await postToCard('UXIAOLI', 'CKESU', text);
        if (i >= WARM_UP) times.push(ms);
        await pause(PACE_MS);
      }
      return [
        plainly(`post to first card, p50 of ${sizes.posts}`, percentile(times, 0.5), 'ms'),
        within(`post to first card, p95 of ${sizes.posts}`, percentile(times, 0.95), 'ms', 300),
        plainly('start to ready, empty data folder', first.readyMs / 1000, 's'),
        within('start to ready, existing data', percentile(starts, 0.5) / 1000, 's', 2),
        within('memory at rest, local workspace and PGlite in it', rest, 'MB', 250),
      ];
    } finally {
      await desk.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
