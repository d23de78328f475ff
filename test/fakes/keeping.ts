import type { Keeping } from '../../src/ports.ts';

const NOTHING = { cases: 0, removed: 0, events: 0, messages: 0, jobs: 0, files: 0 };

/** Nothing is ever old enough here: what is kept how long, only a real database can be asked (test/privacy/). */
export const createFakeKeeping = (): Keeping => ({
  toMask: async () => [],
  toRemove: async () => [],
  maskCase: async () => NOTHING,
  removeCase: async () => NOTHING,
  maskMessages: async () => 0,
  idleMessages: async () => [],
  maskJobs: async () => 0,
  dropDeadJobs: async () => 0,
  note: async () => {},
  mentioning: async () => ({ cases: [], messages: [] }),
  linkCases: async () => 0,
  anchorDays: async () => 0,
});
