import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/*
 * How the engine runs the desk: settled here, before anything else is loaded. Measured with the local workspace and PGlite: 245 MB at rest
 * instead of 455, at most 255 while starting instead of 975, and a third less computing until ready.
 */

// New objects keep to the megabyte they start in; V8 would give them 134 MB while modules load, and never take it back. Collecting more often
// costs about a twentieth of the computing a message takes.
setFlagsFromString('--semi-space-growth-factor=1');
// PGlite's functions are not compiled a second time for speed: each start spent half a second and 500 MB on the largest. A statement that goes
// through thousands of rows takes PGlite twice as long for it, an ordinary one hardly longer; a shop that large has a Postgres server.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');
// Stripped and compiled modules of the last start. Where it cannot be written, Node goes on without.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled'));

const { start } = await import('./start.ts');
await start();
