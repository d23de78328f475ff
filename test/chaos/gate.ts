import { setTimeout as pass } from 'node:timers/promises';

/** Lets people act, or has them hold still while the clock is moved. */
export interface Gate {
  /** Does one thing; waits while the gate is shut. */
  through<T>(act: () => Promise<T>): Promise<T>;
  /** Resolves when nobody is in the middle of something. */
  shut(): Promise<void>;
  open(): void;
}

/** An open gate. */
export function createGate(): Gate {
  let isShut = false;
  let inside = 0;
  return {
    async through(act) {
      while (isShut) await pass(20);
      inside += 1;
      try {
        return await act();
      } finally {
        inside -= 1;
      }
    },
    async shut() {
      isShut = true;
      while (inside > 0) await pass(20);
    },
    open: () => {
      isShut = false;
    },
  };
}
