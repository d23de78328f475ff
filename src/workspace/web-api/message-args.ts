import { withIds } from '../elements.ts';
import { asObject } from '../limit-check.ts';
import { surfaceLimits } from '../limit-numbers.ts';
import { checkBlocks } from '../limits.ts';
import { faulty, SlackError } from '../slack-error.ts';
import type { Json } from '../state.ts';
import type { Args } from './call.ts';

/** What a message says. */
export interface Content {
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Json;
}

/** The content of a message from a call's arguments, checked as Slack checks it. */
export function contentArgs(args: Args): Content {
  const text = cut(args.text('text') ?? '');
  const blocks = blocksArg(args.json('blocks', 'invalid_blocks_format'));
  const attachments = attachmentsArg(args.json('attachments', 'invalid_attachments'));
  const metadata = metadataArg(args.json('metadata', 'invalid_metadata_format'));
  return {
    text,
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

/** Refuses a message that says nothing. */
export function mustSaySomething(content: Content): void {
  const empty = content.text === '' && !content.blocks?.length && !content.attachments?.length;
  if (empty) throw new SlackError('no_text');
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length > surfaceLimits.message_text ? letters.slice(0, surfaceLimits.message_text).join('') : text;
}

/** Blocks of a message, or Slack's `invalid_blocks` with the list of faults. */
export function blocksArg(raw: unknown): Json[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!Array.isArray(raw)) throw new SlackError('invalid_blocks_format');
  const faults = checkBlocks(raw, 'message');
  if (faults.length > 0) throw faulty('invalid_blocks', faults);
  return withIds(raw.map(asObject));
}

function attachmentsArg(raw: unknown): Json[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!Array.isArray(raw)) throw new SlackError('invalid_attachments');
  const faults = raw.flatMap((one, i) => {
    const { blocks } = asObject(one);
    return blocks === undefined ? [] : checkBlocks(blocks, 'message', `/attachments/${i}/blocks`);
  });
  if (faults.length > 0) throw faulty('invalid_attachments', faults);
  return raw.map((one, i) => {
    const attachment = asObject(one);
    const { blocks } = attachment;
    const inside = Array.isArray(blocks) ? { blocks: withIds(blocks.map(asObject)) } : {};
    return { id: i + 1, ...attachment, ...inside };
  });
}

function metadataArg(raw: unknown): Json | undefined {
  if (raw === undefined || raw === null) return undefined;
  const { event_type, event_payload } = asObject(raw);
  if (typeof event_type !== 'string' || typeof event_payload !== 'object')
    throw new SlackError('invalid_metadata_format');
  return { event_type, event_payload };
}
