import { randomUUID } from 'node:crypto';
import { actor, myChannel, myMessage, openChannel } from './act-places.ts';
import { Refusal, refuse } from './act-result.ts';
import { takeFiles } from './files.ts';
import { randomId } from './ids.ts';
import { changeMessage, postMessage, react, removeMessage } from './posting.ts';
import { type ChannelRecord, findMessage, nextTs } from './state.ts';
import { fromPerson, richText } from './text.ts';
import type { Act, ActResult } from './verbs.ts';
import type { World } from './world.ts';

type Of<V extends Act['verb']> = Extract<Act, { verb: V }>;

const mostFileBytes = 20_000_000;

function written(world: World, user: string, typed: string) {
  const known = world.state.channels.filter(
    (c) => c.kind === 'public' || (c.kind === 'private' && c.members.includes(user)),
  );
  const text = fromPerson(typed, world.state.users, known);
  return { text, ...(text === '' ? {} : { blocks: [richText(text, randomId('', 5))] }) };
}

function threadOf(world: World, channel: ChannelRecord, ts: string | undefined): { threadTs?: string } {
  if (ts === undefined) return {};
  const root = findMessage(world.state, channel.id, ts);
  if (!root || root.ephemeralTo !== undefined) throw new Refusal('message_not_found');
  return { threadTs: root.threadTs ?? root.ts };
}

/** A person writes, with or without files. */
export function writeMessage(world: World, act: Of<'message'>): ActResult {
  actor(world, act.as);
  const channel = openChannel(world, act.as, act.channel);
  const chosen = act.files ?? [];
  if (act.text.trim() === '' && chosen.length === 0) return refuse('no_text');
  if (chosen.some((file) => file.content.length * 0.75 > mostFileBytes)) return refuse('file_too_large');
  const thread = threadOf(world, channel, act.threadTs);
  const files = takeFiles(world, act.as, chosen);
  const message = postMessage(world, channel, {
    user: act.as,
    ...written(world, act.as, act.text),
    ...thread,
    clientMsgId: randomUUID(),
    ...(files.length > 0 ? { files, subtype: 'file_share' } : {}),
  });
  channel.lastRead[act.as] = message.ts;
  return { ok: true, ts: message.ts, channel: channel.id };
}

/** A person changes what they wrote. */
export function editMessage(world: World, act: Of<'edit'>): ActResult {
  const message = myMessage(world, act.as, myChannel(world, act.as, act.channel), act.ts);
  if (message.user !== act.as) return refuse('cannot_change');
  if (act.text.trim() === '') return refuse('no_text');
  const edited = { user: act.as, ts: nextTs(world.state, world.now()) };
  changeMessage(world, message, { ...written(world, act.as, act.text), edited });
  return { ok: true, ts: message.ts, channel: act.channel };
}

/** A person takes back what they wrote, or dismisses what only they could see. */
export function deleteMessage(world: World, act: Of<'delete'>): ActResult {
  const message = myMessage(world, act.as, myChannel(world, act.as, act.channel), act.ts);
  if (message.user !== act.as && message.ephemeralTo !== act.as) return refuse('cannot_change');
  removeMessage(world, message);
  return { ok: true, ts: act.ts, channel: act.channel };
}

/** A person adds or takes back a reaction. */
export function reactTo(world: World, act: Of<'react'>): ActResult {
  const message = myMessage(world, act.as, myChannel(world, act.as, act.channel), act.ts);
  const done = react(world, message, act.as, act.name.replaceAll(':', ''), act.remove ?? false);
  return done ? { ok: true, ts: act.ts, channel: act.channel } : refuse('nothing_to_do');
}

/** A person has read up to a message. */
export function markRead(world: World, act: Of<'read'>): ActResult {
  const channel = myChannel(world, act.as, act.channel);
  if ((channel.lastRead[act.as] ?? '') < act.ts) {
    channel.lastRead[act.as] = act.ts;
    world.changed();
  }
  return { ok: true };
}
