import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What a run is asked to do. */
export interface ChaosOptions {
  readonly cases: number;
  readonly kills: number;
  readonly replicas: number;
  readonly database: 'pglite' | 'postgres';
  readonly seed: number;
  readonly json: boolean;
  /** How many times as fast as the real clock the workspace's and the desks' run: Slack's limits are per minute of theirs. */
  readonly speed: number;
  /** Where the desks' logs and the embedded database stand; a folder that is taken away afterwards when absent. */
  readonly keep: string | null;
}

/** At three times the speed a Socket Mode client takes every line for dead: it looks for a pong every 1.7 s, and waits 5 s for it. */
const FASTEST = 2.5;

const count = z.coerce.number().int().min(0).max(100_000);

const shape = z.object({
  cases: count.min(1).default(15),
  kills: count.default(3),
  replicas: count.min(1).max(8).optional(),
  database: z.enum(['pglite', 'postgres']).optional(),
  seed: z.coerce.number().int().optional(),
  speed: z.coerce.number().min(1).max(FASTEST).default(FASTEST),
  keep: z.string().optional(),
  json: z.boolean().default(false),
});

const text = { type: 'string' } as const;
const ARGS = {
  ...{ cases: text, kills: text, replicas: text, database: text, seed: text, speed: text, keep: text },
  json: { type: 'boolean' },
} as const;

/** Throws an Error in one line for what cannot be run. */
export function optionsOf(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({ args: [...args], options: ARGS });
  const parsed = shape.safeParse(values);
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`).join('; '));
  const { replicas: asked, database: wanted, seed = Date.now() % 1_000_000, keep = null, ...rest } = parsed.data;
  const replicas = asked ?? 1;
  const database = wanted ?? (replicas > 1 ? 'postgres' : 'pglite');
  if (database === 'pglite' && replicas > 1)
    throw new Error('the embedded database takes one process: --replicas needs --database postgres');
  return { ...rest, replicas, database, seed, keep };
}
