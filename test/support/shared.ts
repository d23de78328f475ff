import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Where reference material beside the project lies (`../shared/<name>`), or null with a printed line saying what is left out: the project
 * stands alone, and a test that is skipped says why.
 */
export function sharedFile(name: string, leftOut: string): string | null {
  const path = fileURLToPath(new URL(`../../../shared/${name}`, import.meta.url));
  if (existsSync(path)) return path;
  process.stdout.write(`skipped, for ../shared/${name} is not here: ${leftOut}\n`);
  return null;
}
