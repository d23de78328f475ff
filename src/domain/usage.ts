import { localDate } from './business-time.ts';

export type Currency = 'CNY' | 'USD';

/** Per million tokens, which is also millionths of the currency per token. `cached` null = hits are billed like any input, as far as we know. */
export interface Price {
  readonly currency: Currency;
  readonly input: number;
  readonly cached: number | null;
  readonly output: number;
  /** When it was read, YYYY-MM. */
  readonly asOf: string;
}

/** Tokens of one question, all its tries together. `cached` is part of `input`. */
export interface TokenUsage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** One question as it is counted. */
export interface CountedCall {
  readonly provider: string;
  readonly model: string;
  readonly answered: boolean;
  readonly usage: TokenUsage | null;
  /** Null when nobody knows what the model costs. */
  readonly price: Price | null;
  readonly ms: number;
}

/** What one model was asked on one store-local day. All money of it is in one currency. */
export interface UsageDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly failed: number;
  readonly tokensIn: number;
  readonly tokensCached: number;
  readonly tokensOut: number;
  /** Null until a call with a known price came. */
  readonly currency: Currency | null;
  /** Millionths of the currency: micro-yuan or micro-dollar. */
  readonly costMicro: number;
  /** Calls of which the cost is not known: no price, or no count of tokens. */
  readonly unpriced: number;
  readonly worstMs: number;
}

/** What a day may cost and use; null = no limit. A limit in money only counts days in its currency. */
export interface UsageBudget {
  readonly costMicro: number | null;
  readonly currency: Currency;
  readonly tokens: number | null;
}

/** Both together; null only when neither is known. */
export function addTokens(a: TokenUsage | null, b: TokenUsage | null): TokenUsage | null {
  if (!a || !b) return a ?? b;
  return { input: a.input + b.input, cached: a.cached + b.cached, output: a.output + b.output };
}

/** Millionths of the price's currency, rounded up: a price per million tokens is millionths per token. */
export function costMicro(usage: TokenUsage, price: Price): number {
  const fresh = (usage.input - usage.cached) * price.input;
  const cost = fresh + usage.cached * (price.cached ?? price.input) + usage.output * price.output;
  // 0.1 + 0.2 must not cost a whole unit more.
  return Math.ceil(Number(cost.toFixed(6)));
}

/** A day on which nothing was asked of the call's model yet. */
export const noUsage = (day: string, call: CountedCall): UsageDay => ({
  day,
  provider: call.provider,
  model: call.model,
  calls: 0,
  failed: 0,
  tokensIn: 0,
  tokensCached: 0,
  tokensOut: 0,
  currency: null,
  costMicro: 0,
  unpriced: 0,
  worstMs: 0,
});

/** The day with one more call; money in another currency than the day's is not added up. The database counts the same way (db/usage.ts). */
export function counted(day: UsageDay, call: CountedCall): UsageDay {
  const { usage, price } = call;
  const cost = usage && price && price.currency === (day.currency ?? price.currency) ? costMicro(usage, price) : null;
  return {
    ...day,
    calls: day.calls + 1,
    failed: day.failed + (call.answered ? 0 : 1),
    tokensIn: day.tokensIn + (usage?.input ?? 0),
    tokensCached: day.tokensCached + (usage?.cached ?? 0),
    tokensOut: day.tokensOut + (usage?.output ?? 0),
    currency: cost === null ? day.currency : (day.currency ?? price?.currency ?? null),
    costMicro: day.costMicro + (cost ?? 0),
    unpriced: day.unpriced + (cost === null ? 1 : 0),
    worstMs: Math.max(day.worstMs, call.ms),
  };
}

/** The days with one more call counted on the store-local day of `at`. */
export function addCall(days: readonly UsageDay[], call: CountedCall, at: Date, timeZone: string): readonly UsageDay[] {
  const day = localDate(at, timeZone);
  const same = (d: UsageDay) => d.day === day && d.provider === call.provider && d.model === call.model;
  const known = days.find(same);
  if (!known) return [...days, counted(noUsage(day, call), call)];
  return days.map((d) => (d === known ? counted(d, call) : d));
}

/** What was used on one day, one entry a model. */
export const usageOn = (days: readonly UsageDay[], day: string): readonly UsageDay[] =>
  days.filter((d) => d.day === day);

/** The share of the input that came from the provider's cache, 0 to 1; null when nothing was sent. */
export function cachedShare(day: readonly UsageDay[]): number | null {
  const sum = (of: (d: UsageDay) => number) => day.reduce((total, d) => total + of(d), 0);
  const input = sum((d) => d.tokensIn);
  return input === 0 ? null : sum((d) => d.tokensCached) / input;
}

/** Whether another question may be asked today. Cost that nobody knows is not counted, so a limit in tokens guards models without a price. */
export function withinBudget(day: readonly UsageDay[], budget: UsageBudget): boolean {
  const spent = day.filter((d) => d.currency === budget.currency).reduce((total, d) => total + d.costMicro, 0);
  const tokens = day.reduce((total, d) => total + d.tokensIn + d.tokensOut, 0);
  return (budget.costMicro === null || spent < budget.costMicro) && (budget.tokens === null || tokens < budget.tokens);
}

/** What the models were asked in some days, all of them together. */
export interface ModelUse {
  readonly calls: number;
  readonly failed: number;
  /** One entry a currency, in millionths of it. */
  readonly costs: readonly { readonly currency: Currency; readonly micro: number }[];
  /** Calls of which the cost is not known. */
  readonly unpriced: number;
  /** 0 to 1; null when nothing was sent. */
  readonly cachedShare: number | null;
  /** The budget of the last day is used up. */
  readonly spent: boolean;
}

/** The sum of what is kept model by model; null when no model was asked and none is held back. */
export function modelUse(models: readonly UsageDay[], spent: boolean): ModelUse | null {
  const sum = (of: (d: UsageDay) => number) => models.reduce((total, d) => total + of(d), 0);
  const calls = sum((d) => d.calls);
  if (calls === 0 && !spent) return null;
  const currencies = [...new Set(models.flatMap((d) => d.currency ?? []))];
  return {
    calls,
    failed: sum((d) => d.failed),
    costs: currencies.map((currency) => ({
      currency,
      micro: sum((d) => (d.currency === currency ? d.costMicro : 0)),
    })),
    unpriced: sum((d) => d.unpriced),
    cachedShare: cachedShare(models),
    spent,
  };
}
