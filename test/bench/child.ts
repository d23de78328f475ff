import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of its own that is measured from outside. */
export interface Measured {
  /** Asks it something and waits for the answer. */
  ask<T>(question: string): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a file of this folder; resolves with what it said first. */
export async function startChild<T>(
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Measured & { readonly said: T }> {
  const child: ChildProcess = spawn(process.execPath, [...flags, join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const hear = async <A>(): Promise<A> => {
    const heard = new AbortController();
    const gone = once(child, 'exit', heard).then(() => {
      throw new Error(`${file} ended`);
    });
    try {
      const [message] = await Promise.race([once(child, 'message'), gone]);
      return message as A;
    } finally {
      heard.abort();
      gone.catch(() => {});
    }
  };
  const said = await hear<T>();
  return {
    said,
    ask: async <A>(question: string) => {
      const answer = hear<A>();
      child.send(question);
      return answer;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
