import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PGlite, types } from '@electric-sql/pglite';

/** 'memory' or a directory; `snapshot` (a tar as dumpDataDir makes) fills an empty one. */
export interface PgliteOptions {
  readonly dataDir: string;
  readonly snapshot?: Blob;
}

const HARDENED = [
  // '-F' switches off fsync. Emscripten has none anyway, but without it the O_SYNC below would be ignored.
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  // Opens the write-ahead log O_SYNC: the one way by which a commit here really reaches the disk before it is acknowledged.
  ...['-c', 'wal_sync_method=open_datasync'],
  // An Emscripten timer that would keep node alive after a crash recovery.
  ...['-c', 'log_startup_progress_interval=0'],
  // 128 MB by default; 32 MB cost nothing measurable and save 130 MB of memory.
  ...['-c', 'shared_buffers=32MB'],
];

/** What drizzle makes instants of itself. */
const LEFT_AS_TEXT = [types.DATE, types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL];

/**
 * PGlite that syncs its log and lets the event loop live (database.md §1.3, §1.4, §1.6). `onTurn` is called after each transaction or lone
 * query. The caller holds the directory lock.
 */
export async function hardenedPglite(options: PgliteOptions, onTurn: () => void = () => {}): Promise<PGlite> {
  const { dataDir, snapshot } = options;
  const filled = dataDir !== 'memory' && existsSync(join(dataDir, 'PG_VERSION'));
  const pglite = await PGlite.create({
    ...(dataDir === 'memory' ? {} : { dataDir }),
    ...(snapshot && !filled ? { loadDataDir: snapshot } : {}),
    startParams: HARDENED,
    // PGlite's own go byte by byte through strings: a second for a 10 MB photo, with the event loop standing still. Bytes that are left as
    // they are (its type says string) go out in binary.
    serializers: { [types.BYTEA]: ((value: Uint8Array) => value) as never },
    parsers: {
      ...Object.fromEntries(LEFT_AS_TEXT.map((type) => [type, (value: string) => value])),
      [types.BYTEA]: (value: string) => Buffer.from(value.slice(2), 'hex'),
    },
  });
  // All of PGlite's awaits are microtasks: a chain of queries would starve timers and sockets for as long as it lasts.
  const exclusive = pglite._runExclusiveTransaction.bind(pglite);
  pglite._runExclusiveTransaction = async (work) => {
    const result = await exclusive(async () => {
      await setImmediate();
      return work();
    });
    onTurn();
    return result;
  };
  return pglite;
}
