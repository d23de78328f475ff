import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes down when what was done to a run, for whoever looks into it afterwards (`--keep`). */
export type Journal = (line: string) => void;

/** A journal in `driver.log`; times are real seconds since the start. */
export function openJournal(dir: string): Journal {
  const began = performance.now();
  return (line) =>
    appendFileSync(join(dir, 'driver.log'), `${((performance.now() - began) / 1000).toFixed(1)} ${line}\n`);
}
