import { expect, it } from 'vitest';
import { modelConfig } from '../../src/llm/profiles-config.ts';

const DEEPSEEK = { KESU_LLM: 'deepseek', KESU_LLM_KEY: 'sk-123456' };
const budget = (text: string, env: Record<string, string> = DEEPSEEK) => {
  const setUp = modelConfig({ ...env, KESU_LLM_BUDGET: text });
  return setUp.type === 'configured' ? setUp.budget : setUp;
};
const YUAN_20 = { costMicro: 20_000_000, currency: 'CNY', tokens: null };

it.each([
  ['', { costMicro: null, currency: 'CNY', tokens: null }],
  ['CNY 20', YUAN_20],
  ['20 cny', YUAN_20],
  ['20', YUAN_20],
  ['0.5', { ...YUAN_20, costMicro: 500_000 }],
  ['2000000 tokens', { costMicro: null, currency: 'CNY', tokens: 2_000_000 }],
  ['CNY 20，2000000 tokens', { ...YUAN_20, tokens: 2_000_000 }],
])('a budget of "%s" is read as it is meant', (text, expected) => {
  expect(budget(text)).toEqual(expected);
});

it('a bare number is in the currency the model is paid in', () => {
  expect(budget('3', { KESU_LLM: 'openai', KESU_LLM_KEY: 'sk-123456' })).toMatchObject({ currency: 'USD' });
});

it.each([
  ['twenty', DEEPSEEK, 'neither'],
  ['-5', DEEPSEEK, 'neither'],
  // It would never be reached, and somebody relies on it.
  ['USD 3', DEEPSEEK, 'paid for in CNY'],
  ['CNY 20', { ...DEEPSEEK, KESU_LLM_MODEL: 'another' }, 'KESU_LLM_PRICE'],
])('a budget of "%s" that cannot hold is a fault at the start', (text, env, words) => {
  const read = budget(text, env);
  expect(read).toMatchObject({ type: 'faulty', faults: [{ variable: 'KESU_LLM_BUDGET' }] });
  expect(JSON.stringify(read)).toContain(words);
});

it('a budget at fault is named together with the rest', () => {
  const setUp = modelConfig({ KESU_LLM: 'azure', KESU_LLM_BUDGET: 'much' });
  const variables = setUp.type === 'faulty' ? setUp.faults.map((fault) => fault.variable) : [];
  expect(variables).toContain('KESU_LLM_BUDGET');
  expect(variables).toContain('KESU_LLM_URL');
});
