import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of files: in a folder beside the state file, or in memory when the workspace has none. */
export interface FileStore {
  put(id: string, bytes: Buffer): void;
  get(id: string): Buffer | undefined;
  remove(id: string): void;
}

/** Bytes that live as long as the process. */
export function memoryFiles(): FileStore {
  const held = new Map<string, Buffer>();
  return {
    put: (id, bytes) => void held.set(id, bytes),
    get: (id) => held.get(id),
    remove: (id) => void held.delete(id),
  };
}

/** Bytes in one folder, a file each. Ids are made by the workspace, never by a caller. */
export function folderFiles(folder: string): FileStore {
  return {
    put(id, bytes) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, id), bytes);
    },
    get(id) {
      try {
        return readFileSync(join(folder, id));
      } catch {
        return undefined;
      }
    },
    remove: (id) => rmSync(join(folder, id), { force: true }),
  };
}
