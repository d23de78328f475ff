import type { Currency, Price, UsageBudget } from '../domain/usage.ts';

/** A day without limits. */
export const NO_LIMIT: UsageBudget = { costMicro: null, currency: 'CNY', tokens: null };

/** What KESU_LLM_BUDGET says, or what is wrong with it. */
export type BudgetRead =
  | { readonly ok: true; readonly budget: UsageBudget }
  | { readonly ok: false; readonly problem: string };

const MONEY = /^(?:(CNY|USD)\s+)?(\d+(?:\.\d+)?)(?:\s+(CNY|USD))?$/i;
const TOKENS = /^(\d+)\s+tokens$/i;

/** Said of anything else. */
export const NO_BUDGET = 'is neither a sum of money nor a number of tokens';

const partsOf = (text: string): readonly string[] =>
  text
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Whether it reads as one, whatever the model costs. */
export const isBudget = (text: string): boolean => partsOf(text).every((part) => MONEY.test(part) || TOKENS.test(part));

const wrong = (problem: string): BudgetRead => ({ ok: false, problem });

/** A limit that could never be reached is a fault: somebody relies on it. */
function against(price: Price | null, currency: string | undefined): string | null {
  if (!price) return 'is in money, but nobody knows what this model costs: set KESU_LLM_PRICE, or limit the tokens';
  if (currency && currency !== price.currency)
    return `is in ${currency}, but this model is paid for in ${price.currency}`;
  return null;
}

/** `CNY 20`, `20` (in the currency the model is paid in), `2000000 tokens`, or money and tokens with a comma between; empty = no limit. Each is per day. */
export function readBudget(text: string, price: Price | null): BudgetRead {
  let budget: UsageBudget = { ...NO_LIMIT, currency: price?.currency ?? 'CNY' };
  for (const part of partsOf(text)) {
    const tokens = TOKENS.exec(part);
    const [money, before, sum, after] = MONEY.exec(part) ?? [];
    if (tokens) budget = { ...budget, tokens: Number(tokens[1]) };
    else if (money === undefined) return wrong(NO_BUDGET);
    else {
      const currency = (before ?? after)?.toUpperCase() as Currency | undefined;
      const problem = against(price, currency);
      if (problem) return wrong(problem);
      budget = { ...budget, costMicro: Math.round(Number(sum) * 1_000_000) };
    }
  }
  return { ok: true, budget };
}
