import { addDays, instantOf, localDate } from '../domain/business-time.ts';
import { type CountedCall, type TokenUsage, type UsageBudget, withinBudget } from '../domain/usage.ts';
import type { Logger } from '../log.ts';
import type { Asked, Usage } from '../ports.ts';
import type { FailureKind } from './client-failure.ts';
import { createRest, type Trouble } from './models-rest.ts';
import { type ModelConfig, priceOf } from './profiles-config.ts';

/** What keeps count of the calls, and says when there may be another. */
export interface LineParts {
  readonly budget: UsageBudget;
  readonly usage: Usage;
  readonly now: () => Date;
  readonly timeZone: string;
  readonly log: Logger;
  /** Told of every call, for metrics. `outcome`: `answered`, or why not. */
  readonly onCall?: ((call: CountedCall, outcome: string) => void) | undefined;
}

/** One call as it went; `about` and `mode` are for the log. */
export interface CallReport {
  readonly about: string;
  readonly mode: string;
  readonly model: string;
  readonly outcome: 'answered' | FailureKind;
  /** Without keys and customers' words. */
  readonly detail: string | null;
  readonly usage: TokenUsage | null;
  readonly ms: number;
}

/** The way to a provider: watched over by the day's budget and by the rest after failures. */
export interface ModelLine {
  /** Counts and logs one call. Never throws. */
  report(call: CallReport): Promise<void>;
  /** Does the work when the budget and the rest leave it to; what it throws is an `unavailable`. */
  through<T>(work: () => Promise<Asked<T> | Down>): Promise<Asked<T>>;
  isSpent(day: string): Promise<boolean>;
}

/** The work did not get an answer out of the provider. */
export interface Down extends Trouble {
  readonly type: 'down';
}

/** When our own part fails (the count cannot be read), ask again after so long. */
const OWN_FAULT_MS = 30_000;

const unavailable = (why: string, until: Date): Asked<never> => ({ type: 'unavailable', why, until });

function counter({ usage, now, timeZone, log, onCall }: LineParts, config: ModelConfig): ModelLine['report'] {
  return async ({ about, mode, model, outcome, detail, usage: tokens, ms }) => {
    const { input = null, cached = null, output = null } = tokens ?? {};
    log.info(
      {
        mod: 'llm',
        prompt: about,
        model,
        mode,
        in: input,
        cached,
        out: output,
        ms,
        outcome,
        ...(detail ? { detail } : {}),
      },
      'asked the model',
    );
    const price = priceOf(config, model);
    const call: CountedCall = {
      provider: config.provider,
      model,
      answered: outcome === 'answered',
      usage: tokens,
      price,
      ms,
    };
    onCall?.(call, outcome);
    await usage
      .add(call, localDate(now(), timeZone))
      .catch((error) => log.error({ mod: 'llm', err: error }, 'a call to the model could not be counted'));
  };
}

/** Opens the way. Several that go through it at once may overrun the budget by what they use. */
export function createModelLine(parts: LineParts, config: ModelConfig): ModelLine {
  const { budget, usage, now, timeZone, log } = parts;
  let toldOn: string | null = null;
  const rest = createRest(now, (began) => {
    if (began) log.warn({ mod: 'llm', ...began }, 'the model is left alone for a while; the rules read');
    else log.info({ mod: 'llm' }, 'the model answers again');
  });
  const limited = budget.costMicro !== null || budget.tokens !== null;
  const isSpent = async (day: string) => limited && !withinBudget(await usage.on(day), budget);
  const spentUntil = async (): Promise<Date | null> => {
    const day = localDate(now(), timeZone);
    if (!(await isSpent(day))) return null;
    const until = instantOf(addDays(day, 1), '00:00', timeZone);
    if (toldOn !== day)
      log.warn({ mod: 'llm', day, until }, 'the budget of the day is spent (KESU_LLM_BUDGET); the rules read');
    toldOn = day;
    return until;
  };
  const through: ModelLine['through'] = async (work) => {
    try {
      const spent = await spentUntil();
      if (spent) return unavailable('budget', spent);
      const leave = rest.enter();
      if (leave.type === 'resting') return unavailable(leave.why, leave.until);
      const went = await work().catch((error): Down => {
        log.error({ mod: 'llm', err: error }, 'asking the model failed');
        return { type: 'down', why: 'fault', waitMs: null };
      });
      const until = leave.done(went.type === 'down' ? went : null);
      return went.type === 'down' ? unavailable(went.why, until ?? now()) : went;
    } catch (error) {
      log.error({ mod: 'llm', err: error }, 'the use of the model could not be looked up');
      return unavailable('fault', new Date(now().getTime() + OWN_FAULT_MS));
    }
  };
  return { report: counter(parts, config), through, isSpent };
}
