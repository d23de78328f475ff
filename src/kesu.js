#!/usr/bin/env node
// `npx kesu …` on whatever Node a machine has: the project's own Node 24 runs the TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const own = join(import.meta.dirname, '..', 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const environment = existsSync('.env') ? ['--env-file=.env'] : [];
const args = [...environment, join(import.meta.dirname, 'kesu.ts'), ...process.argv.slice(2)];
const { status } = spawnSync(existsSync(own) ? own : process.execPath, args, { stdio: 'inherit' });
process.exit(status ?? 1);
