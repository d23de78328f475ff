import { describe, expect, it } from 'vitest';
import { gathered } from '../../src/db/gathered.ts';

interface Letter {
  readonly to: string;
  readonly words: string;
}

const to = (name: string, words = 'x'): Letter => ({ to: name, words });
const names = (letters: readonly Letter[]): string => letters.map((letter) => letter.to + letter.words).join(' ');

/** A writer whose writes end when they are let, and refuse a letter of the words `bad`. */
function writing({ most = 10, lines = 1 } = {}) {
  const written: string[] = [];
  const open: (() => void)[] = [];
  const write = async (letters: readonly Letter[]): Promise<readonly string[]> => {
    written.push(names(letters));
    await new Promise<void>((resolve) => open.push(resolve));
    if (letters.some(({ words }) => words === 'bad')) throw new Error(`refused ${names(letters)}`);
    return letters.map((letter) => letter.to.toUpperCase());
  };
  const send = gathered<Letter, string>({ write, keyOf: (letter) => letter.to, most, lines });
  const settle = async () => {
    for (let i = 0; i < 20; i++) {
      for (const end of open.splice(0)) end();
      await Promise.resolve();
    }
  };
  return { send, written, settle };
}

describe('what is written together', () => {
  it('is what came while the write before was under way; each gets its own answer', async () => {
    const { send, written, settle } = writing();
    const answers = Promise.all(['a', 'b', 'c'].map((name) => send(to(name))));
    expect(written).toEqual(['ax']);
    await settle();
    expect(await answers).toEqual(['A', 'B', 'C']);
    expect(written).toEqual(['ax', 'bx cx']);
  });

  it('is never two of one key: they go one after the other, whatever else goes on', async () => {
    const { send, written, settle } = writing({ lines: 2 });
    const answers = Promise.all([to('a', '1'), to('a', '2'), to('b', '3'), to('a', '4'), to('c', '5')].map(send));
    expect(written).toEqual(['a1', 'b3']);
    await settle();
    expect(await answers).toEqual(['A', 'A', 'B', 'A', 'C']);
    expect(written.join(' / ').match(/a\d/g)).toEqual(['a1', 'a2', 'a4']);
    expect(written.filter((write) => write.split('a').length > 2)).toEqual([]);
  });

  it('is so many at most', async () => {
    const { send, written, settle } = writing({ most: 2 });
    const answers = Promise.all(['a', 'b', 'c', 'd'].map((name) => send(to(name))));
    await settle();
    await answers;
    expect(written).toEqual(['ax', 'bx cx', 'dx']);
  });

  it('goes one by one when it was refused, so that only the one at fault fails', async () => {
    const { send, written, settle } = writing();
    const answers = Promise.allSettled([to('a'), to('b'), to('c', 'bad'), to('d')].map(send));
    await settle();
    expect((await answers).map((told) => (told.status === 'fulfilled' ? told.value : String(told.reason)))).toEqual([
      'A',
      'B',
      'Error: refused cbad',
      'D',
    ]);
    expect(written).toEqual(['ax', 'bx cbad dx', 'bx', 'cbad', 'dx']);
    const after = send(to('c'));
    await settle();
    expect(await after).toBe('C');
  });
});
