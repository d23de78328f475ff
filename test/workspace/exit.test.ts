import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('start-and-stop.ts', import.meta.url));

it.each(['app first', 'both at once'])('lets the process end when everything is stopped: %s', async (order) => {
  const child = spawn(process.execPath, [script, order], { stdio: 'ignore' });
  const started = performance.now();
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(0);
  // Bolt's own timer for a close handshake that nobody answered is 30 seconds.
  expect(performance.now() - started).toBeLessThan(8_000);
});
