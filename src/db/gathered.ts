/*
 * A write costs a trip to the server and a commit on its disk, however little it writes. What arrives while one is under way is therefore
 * written together with the next, as Postgres itself does with commits.
 */

interface Asked<T, R> {
  readonly item: T;
  readonly resolve: (answer: R) => void;
  readonly reject: (error: unknown) => void;
}

/** How things are written together. */
export interface Together<T, R> {
  /** Writes all or none; answers in their order. */
  write(items: readonly T[]): Promise<readonly R[]>;
  /** Things with one of these in common go one after the other. */
  keyOf(item: T): string;
  /** In one write. */
  readonly most: number;
  /** Writes under way at once, so that one that waits for a lock does not hold up all. */
  readonly lines: number;
}

/** Takes one thing at a time, and writes together those that come while others are being written. */
export function gathered<T, R>({ write, keyOf, most, lines }: Together<T, R>): (item: T) => Promise<R> {
  let waiting: readonly Asked<T, R>[] = [];
  const busy = new Set<string>();
  let running = 0;

  /** The next to write, none of which has its key in use; taken off those that wait. */
  function next(): readonly Asked<T, R>[] {
    const now: Asked<T, R>[] = [];
    waiting = waiting.filter((asked) => {
      const key = keyOf(asked.item);
      if (now.length === most || busy.has(key)) return true;
      busy.add(key);
      now.push(asked);
      return false;
    });
    return now;
  }

  async function line(): Promise<void> {
    running++;
    for (let now = next(); now.length > 0; now = next()) {
      await answer(now, write);
      for (const { item } of now) busy.delete(keyOf(item));
    }
    running--;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { item, resolve, reject }];
      if (running < lines) void line();
    });
}

/** One that the database refuses does not take the others down: then each is written alone. */
async function answer<T, R>(asked: readonly Asked<T, R>[], write: Together<T, R>['write']): Promise<void> {
  try {
    const answers = await write(asked.map(({ item }) => item));
    asked.forEach(({ resolve }, i) => {
      resolve(answers[i] as R);
    });
  } catch (error) {
    if (asked.length > 1) for (const one of asked) await answer([one], write);
    else for (const { reject } of asked) reject(error);
  }
}
