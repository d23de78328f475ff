import { toFile } from 'openai';
import { z } from 'zod';
import type { TokenUsage } from '../domain/usage.ts';
import type { Media } from '../ports.ts';
import { clientOf, deadline, ended, type ModelSurroundings } from './client.ts';
import { type FailureKind, failureOf, scrub } from './client-failure.ts';
import type { ModelConfig } from './profiles-config.ts';

/** How hearing a recording went; nothing is ever thrown. */
export type Heard = { readonly usage: TokenUsage | null; readonly model: string; readonly ms: number } & (
  | { readonly type: 'heard'; readonly text: string }
  | { readonly type: 'failed'; readonly why: FailureKind; readonly detail: string; readonly waitMs: number | null }
);

const bodySchema = z.looseObject({
  text: z.string(),
  usage: z
    .looseObject({ input_tokens: z.number().optional(), output_tokens: z.number().optional() })
    .nullish()
    .catch(null),
});

function usageOf({ usage }: z.infer<typeof bodySchema>): TokenUsage | null {
  if (usage?.input_tokens === undefined) return null;
  return { input: usage.input_tokens, cached: 0, output: usage.output_tokens ?? 0 };
}

/**
 * What a recording says, by the provider's `/audio/transcriptions` (platform.openai.com/docs/api-reference/audio, docs.bigmodel.cn GLM-ASR).
 * Asked once: what failed is tried again by whoever asked. `deadlineMs` is over all.
 */
export async function transcribeVoice(
  config: ModelConfig & { readonly audioModel: string },
  recording: Media,
  deadlineMs: number,
  around: ModelSurroundings,
): Promise<Heard> {
  const model = config.audioModel;
  const started = around.now().getTime();
  const signal = deadline(deadlineMs);
  const rest = () => ({ model, ms: around.now().getTime() - started });
  const failed = (why: FailureKind, detail: string, waitMs: number | null = null): Heard => ({
    type: 'failed',
    why,
    detail: scrub(detail, config.key),
    waitMs,
    usage: null,
    ...rest(),
  });
  try {
    const file = await toFile(recording.content, recording.name, { type: recording.mimetype });
    const client = clientOf(config, around.fetch ?? globalThis.fetch);
    const body: unknown = await Promise.race([
      client.audio.transcriptions.create({ file, model }, { signal }),
      ended(signal),
    ]);
    const read = bodySchema.safeParse(body);
    if (!read.success) return failed('fault', 'the address does not answer like a model that hears');
    return { type: 'heard', text: read.data.text.trim(), usage: usageOf(read.data), ...rest() };
  } catch (error) {
    if (signal.aborted) return failed('timeout', 'no answer within the deadline');
    const { why, detail, waitMs } = failureOf(error, around.now());
    return failed(why, detail, waitMs);
  }
}
