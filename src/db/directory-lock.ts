import { mkdirSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the data directory open. Two at once would silently lose what both acknowledged. */
export class DatabaseLockedError extends Error {
  readonly directory: string;
  constructor(directory: string) {
    super(
      `The data directory ${directory} is in use by another running Kesu. Stop that one first, or give this one a data directory of its own.`,
    );
    this.name = 'DatabaseLockedError';
    this.directory = directory;
  }
}

/**
 * Holds `<directory>.lock` until released or until the process dies, however it dies: SQLite locks with fcntl, which the kernel undoes.
 * PGlite has no lock of its own (its postmaster.pid always says -42). Throws DatabaseLockedError.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  // The real path, so that a symbolic link is no second way in.
  const path = realpathSync(directory);
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      throw new DatabaseLockedError(path);
    throw error;
  }
  return () => lock.close();
}

const SQLITE_BUSY = 5;
