import { z } from 'zod';
import type { TokenUsage } from '../domain/usage.ts';
import type { FailureKind } from './client-failure.ts';

const count = z.number().nonnegative().catch(0);
const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).partial().nullish().catch(null),
  // DeepSeek's and Kimi's words for the same.
  prompt_cache_hit_tokens: count.optional(),
  cached_tokens: count.optional(),
});
const part = z.looseObject({ text: z.string().optional() });
const bodySchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      finish_reason: z.string().nullish(),
      message: z.looseObject({
        content: z.union([z.string(), z.array(part)]).nullish(),
        refusal: z.string().nullish(),
      }),
    }),
  ),
  usage: usageSchema.nullish().catch(null),
});

/** What came back, before its text is looked into. `again` = the same question may well be answered the next time. */
export type ReadAnswer =
  | { readonly type: 'text'; readonly text: string; readonly usage: TokenUsage | null }
  | {
      readonly type: 'nothing';
      readonly why: FailureKind;
      readonly detail: string;
      readonly usage: TokenUsage | null;
      readonly again: boolean;
    };

function usageOf(usage: z.infer<typeof usageSchema> | null | undefined): TokenUsage | null {
  if (!usage) return null;
  const cached =
    usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? usage.cached_tokens ?? 0;
  return { input: usage.prompt_tokens, cached: Math.min(cached, usage.prompt_tokens), output: usage.completion_tokens };
}

/** Ways to stop that are not an answer, in the words of the providers (GLM: sensitive, network_error; DeepSeek: insufficient_system_resource). */
const STOPS: Readonly<Record<string, { readonly why: FailureKind; readonly again: boolean }>> = {
  length: { why: 'truncated', again: false },
  model_context_window_exceeded: { why: 'truncated', again: false },
  content_filter: { why: 'content_filter', again: false },
  sensitive: { why: 'content_filter', again: false },
  network_error: { why: 'fault', again: true },
  insufficient_system_resource: { why: 'fault', again: true },
};

const nothing = (why: FailureKind, detail: string, usage: TokenUsage | null, again: boolean): ReadAnswer => ({
  type: 'nothing',
  why,
  detail,
  usage,
  again,
});

/** JSON under a wrong content type comes as a string. */
function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Reads the body of a 200. Never throws, whatever it holds. */
export function readAnswer(body: unknown): ReadAnswer {
  const { success, data } = bodySchema.safeParse(parsed(body));
  if (!success)
    return nothing('fault', 'the address does not answer like a model; is KESU_LLM_URL right?', null, false);
  const usage = usageOf(data.usage);
  const [choice] = data.choices;
  if (!choice) return nothing('empty', 'no choices', usage, true);
  const { content, refusal } = choice.message;
  if (refusal) return nothing('refused', 'the model declined', usage, false);
  const stop = STOPS[choice.finish_reason ?? ''];
  if (stop) return nothing(stop.why, `finish_reason ${choice.finish_reason}`, usage, stop.again);
  const text = typeof content === 'string' ? content : (content ?? []).map((p) => p.text ?? '').join('');
  return text.trim() === '' ? nothing('empty', 'no content', usage, true) : { type: 'text', text, usage };
}
