import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categoryByWords, harmlessByWords } from '../../src/reading/word-weights.ts';
import { learn, ownPhrases, phrasesIn } from './train.ts';

describe('the vocabulary of the rules', () => {
  it('is what our own rows give, to the last weight', () => {
    const stored = JSON.parse(readFileSync('src/reading/word-weights.json', 'utf8'));
    expect(stored.pieces).toEqual(learn(ownPhrases()));
  });

  it('learns which words speak for a category and which are heard everywhere', () => {
    const weights = learn(
      phrasesIn(
        'rescue\t拖车等到半夜\nrescue\t拖车没来\nparts_supply\t配件没来\nparts_supply\t配件还没到\nnone\t今天开早会\n',
      ),
    );
    const best = (piece: string) => weights[piece]?.indexOf(Math.max(...(weights[piece] ?? [])));
    expect([best('拖车'), best('配件')]).toEqual([11, 5]);
    expect(Object.keys(weights)).not.toContain('半夜');
  });

  it('names the line of a file that is no phrase', () => {
    expect(() => phrasesIn('rescue\t拖车没来\nhelp me\n')).toThrow('line 2');
    expect(() => phrasesIn('towing\t拖车没来\n')).toThrow('line 1');
  });

  it('shares add up, and tell a plain grievance from a plain notice', () => {
    expect(categoryByWords('道路救援的拖车两个小时还没到').category).toBe('rescue');
    expect(harmlessByWords('明天九点全体开早会')).toBeGreaterThan(0.9);
    expect(harmlessByWords('右前大灯订了四十天还没到货')).toBeLessThan(0.1);
  });
});
