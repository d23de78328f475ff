import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categoryByWords, harmlessByWords } from '../../src/reading/word-weights.ts';
import { learn, ownPhrases, phrasesIn } from './train.ts';
import { learnGraves, ownTold, toldIn } from './train-graves.ts';

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

describe('what makes a complaint grave', () => {
  it('is what our own rows give, to the last weight', () => {
    const { bias, pieces } = JSON.parse(readFileSync('src/reading/grave-weights.json', 'utf8'));
    expect({ bias, pieces }).toEqual(learnGraves(ownTold()));
  });

  it('learns which words tell of a danger, and not those that stand everywhere', () => {
    const told = (label: string, texts: readonly string[]) => texts.map((text) => `${label}\t${text}`).join('\n');
    const { pieces, bias } = learnGraves([
      ...toldIn(told('danger', ['刹不住了客户说', '刹不住差点撞', '下坡刹不住'])),
      ...toldIn(told('plain', ['客户说洗车慢', '客户说等太久', '今天客户说发票', '洗车慢了点'])),
    ]);
    expect(pieces.刹不住?.[0]).toBeGreaterThan(50);
    expect(pieces.客户说?.[0] ?? 0).toBeLessThan(pieces.刹不住?.[0] ?? 0);
    expect(bias).toHaveLength(2);
  });

  it('names the line of a file that is no row', () => {
    expect(() => toldIn('danger\t刹不住\nhelp me\n')).toThrow('line 2');
    expect(() => toldIn('peril\t刹不住\n')).toThrow('line 1');
  });
});
