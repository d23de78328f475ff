import { findChannel } from './directory.ts';
import { asObject } from './limit-check.ts';
import { changeMessage, postMessage, removeMessage } from './posting.ts';
import type { ResponseGrant } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import { findMessage, type Json, type MessageRecord } from './state.ts';
import { Args } from './web-api/call.ts';
import { contentArgs, mustSaySomething } from './web-api/message-args.ts';
import type { World } from './world.ts';

type Origin = Pick<ResponseGrant, 'user' | 'channel'> & Partial<Pick<ResponseGrant, 'origin' | 'threadTs'>>;

function originMessage(world: World, origin: Origin): MessageRecord {
  const found = origin.origin === undefined ? undefined : findMessage(world.state, origin.channel, origin.origin);
  const mine = found && (found.botId === world.state.app.botId || found.ephemeralTo === origin.user);
  if (!found || !mine) throw new SlackError('message_not_found');
  return found;
}

/** Does what the app asks in answer to a command or through a response_url: post, replace or delete. */
export function answerInPlace(world: World, origin: Origin, answer: Json): void {
  const args = new Args(answer);
  if (args.flag('delete_original')) {
    removeMessage(world, originMessage(world, origin));
    return;
  }
  const content = contentArgs(args);
  mustSaySomething(content);
  if (args.flag('replace_original')) {
    changeMessage(world, originMessage(world, origin), content);
    return;
  }
  const channel = findChannel(world.state, origin.channel);
  if (!channel) throw new SlackError('channel_not_found');
  if (channel.archived) throw new SlackError('is_archived');
  const { app } = world.state;
  const threadTs = args.text('thread_ts') ?? origin.threadTs;
  const wide = args.text('response_type') === 'in_channel';
  postMessage(world, channel, {
    user: app.botUserId,
    botId: app.botId,
    ...content,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(wide ? {} : { ephemeralTo: origin.user }),
  });
}

/** Answers a POST to a response_url: HTTP status and body. */
export function useResponseUrl(world: World, path: string, raw: string): { status: number; body: Json } {
  const grant = world.responseUrls.take(path);
  const started = performance.now();
  const done = grantedUse(world, grant, raw);
  world.lastTraffic = performance.now();
  world.trace.add({
    kind: 'call',
    name: 'response_url',
    ok: done.body.ok === true,
    ms: Math.round(performance.now() - started),
    note: done.body.ok === true ? '' : String(done.body.error),
    request: raw,
    response: done.body,
  });
  return done;
}

function grantedUse(
  world: World,
  grant: ReturnType<World['responseUrls']['take']>,
  raw: string,
): { status: number; body: Json } {
  if (typeof grant === 'string') return { status: 404, body: { ok: false, error: grant } };
  try {
    answerInPlace(world, grant, asObject(JSON.parse(raw)));
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (error instanceof SlackError) return { status: 200, body: { ok: false, error: error.code, ...error.extra } };
    if (error instanceof SyntaxError) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
    throw error;
  }
}
