import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Nothing is mocked and nothing global is changed, so files may share a worker; saves a quarter of the time.
    isolate: false,
    // The long ones mostly wait: for a clock, for Slack's limits, for processes that start.
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'artifacts/test-report.json' }]],
  },
});
