import { visibleChannel } from '../directory.ts';
import type { MethodName } from '../rate-limits.ts';
import { faulty, SlackError } from '../slack-error.ts';
import { type ChannelRecord, findMessage, type Json, type MessageRecord } from '../state.ts';
import type { World } from '../world.ts';

/** The arguments of one call: form fields are text, with nested values as JSON; a JSON body holds them as they are. */
export class Args {
  private readonly fields: Json;

  constructor(fields: Json) {
    this.fields = fields;
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== '';
  }

  text(name: string): string | undefined {
    const value = this.fields[name];
    return value === undefined || value === null
      ? undefined
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  }

  need(name: string, code = 'invalid_arguments'): string {
    const value = this.text(name);
    if (value !== undefined && value !== '') return value;
    if (code !== 'invalid_arguments') throw new SlackError(code);
    throw faulty(code, [`missing required field: ${name} [json-pointer:/${name}]`]);
  }

  flag(name: string): boolean {
    return ['true', '1', 'True'].includes(this.text(name) ?? '');
  }

  number(name: string, otherwise: number): number {
    const value = Number(this.text(name) ?? otherwise);
    return Number.isFinite(value) ? value : otherwise;
  }

  json(name: string, code = 'invalid_arguments'): unknown {
    const value = this.fields[name];
    if (typeof value !== 'string' || value === '') return value === '' ? undefined : value;
    try {
      return JSON.parse(value);
    } catch {
      throw new SlackError(code);
    }
  }

  /** A comma-separated list, or a JSON array. */
  list(name: string): string[] {
    const value = this.fields[name];
    if (Array.isArray(value)) return value.map(String);
    const text = this.text(name) ?? '';
    if (text.startsWith('[')) return (this.json(name) as unknown[]).map(String);
    return text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }
}

/** One authorised call of a method. */
export interface Call {
  world: World;
  args: Args;
  /** The user the token acts as. */
  bot: string;
}

/** Answers a call, without the `ok`. */
export type Method = (call: Call) => Json;

/** Some of the methods, by name. */
export type Methods = Partial<Record<MethodName, Method>>;

/** The channel an argument names, if the bot may see it. */
export function channelArg({ world, args, bot }: Call, name = 'channel'): ChannelRecord {
  return visibleChannel(world.state, args.need(name, 'channel_not_found'), bot);
}

/** The same, and the bot must be inside. */
export function memberChannelArg(call: Call, name = 'channel'): ChannelRecord {
  const channel = channelArg(call, name);
  if (!channel.members.includes(call.bot)) throw new SlackError('not_in_channel');
  return channel;
}

/** A message others can see too, or Slack's `message_not_found`. */
export function messageArg(call: Call, channel: ChannelRecord, name: string): MessageRecord {
  const message = findMessage(call.world.state, channel.id, call.args.need(name, 'message_not_found'));
  if (!message || message.ephemeralTo !== undefined) throw new SlackError('message_not_found');
  return message;
}

/** A page of a list and the cursor of the next. */
export function pageOf<T>(
  { args }: Call,
  items: readonly T[],
  standard: number,
  most: number,
): { page: T[]; response_metadata: Json } {
  const cursor = args.text('cursor') ?? '';
  const decoded = cursor === '' ? 'at:0' : Buffer.from(cursor, 'base64').toString();
  const start = /^at:(\d+)$/.exec(decoded);
  if (!start) throw new SlackError('invalid_cursor');
  const from = Number(start[1]);
  const limit = args.number('limit', standard);
  if (limit < 1) throw new SlackError('invalid_limit');
  const to = from + Math.min(limit, most);
  const next = to < items.length ? Buffer.from(`at:${to}`).toString('base64') : '';
  return { page: items.slice(from, to), response_metadata: { next_cursor: next } };
}
