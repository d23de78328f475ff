import { z } from 'zod';
import { join, leave, openDm, openHome, runCommand, useGlobalShortcut, useMessageShortcut } from './act-channels.ts';
import { suggest, useElement } from './act-elements.ts';
import { deleteMessage, editMessage, markRead, reactTo, writeMessage } from './act-messages.ts';
import { deactivatePerson, reactivatePerson } from './act-people.ts';
import { Refusal, refuse } from './act-result.ts';
import { closeView, submitView } from './act-views.ts';
import { findUser } from './directory.ts';
import { SlackError } from './slack-error.ts';
import type { Act, ActResult } from './verbs.ts';
import type { World } from './world.ts';

const file = z.object({ name: z.string().min(1).max(255), mimetype: z.string(), content: z.base64() });
const value = z.union([z.string(), z.number(), z.null(), z.array(z.string()), z.array(file)]);
const values = z.record(z.string(), z.record(z.string(), value));
const place = z.union([
  z.object({ message: z.object({ channel: z.string(), ts: z.string() }), values: values.optional() }),
  z.object({ view: z.string(), values: values.optional() }),
]);
const as = z.string();
const channel = z.string();
const ts = z.string();
const text = z.string();
const callbackId = z.string();
const element = { as, in: place, blockId: z.string(), actionId: z.string() };

const shape = z.discriminatedUnion('verb', [
  z.object({
    verb: z.literal('message'),
    as,
    channel,
    text,
    threadTs: ts.optional(),
    files: z.array(file).max(10).optional(),
  }),
  z.object({ verb: z.literal('edit'), as, channel, ts, text }),
  z.object({ verb: z.literal('delete'), as, channel, ts }),
  z.object({ verb: z.literal('react'), as, channel, ts, name: z.string().min(1), remove: z.boolean().optional() }),
  z.object({ verb: z.literal('command'), as, channel, command: text, text, threadTs: ts.optional() }),
  z.object({ verb: z.literal('message_shortcut'), as, channel, ts, callbackId }),
  z.object({ verb: z.literal('global_shortcut'), as, callbackId }),
  z.object({ verb: z.literal('action'), ...element, value: value.optional() }),
  z.object({ verb: z.literal('submit'), as, viewId: z.string(), values }),
  z.object({ verb: z.literal('close'), as, viewId: z.string() }),
  z.object({ verb: z.literal('suggest'), ...element, query: text }),
  z.object({ verb: z.literal('open_home'), as }),
  z.object({ verb: z.literal('open_dm'), as, user: z.string() }),
  z.object({ verb: z.literal('read'), as, channel, ts }),
  z.object({ verb: z.literal('join'), as, channel, user: z.string() }),
  z.object({ verb: z.literal('leave'), as, channel, user: z.string() }),
  z.object({ verb: z.literal('deactivate_person'), as, user: z.string() }),
  z.object({ verb: z.literal('reactivate_person'), as, user: z.string() }),
]);

/** Reads an act that came over HTTP; undefined when it is none. */
export function readAct(raw: unknown): Act | undefined {
  const parsed = shape.safeParse(raw);
  // exactOptionalPropertyTypes: zod's optional fields may hold undefined, which JSON cannot.
  return parsed.success ? (parsed.data as Act) : undefined;
}

/** Does one thing as a person. A mistake of the person or the app comes back as a result, never as a throw. */
export async function performAct(world: World, act: Act): Promise<ActResult> {
  try {
    if (findUser(world.state, act.as)?.deleted === true) return refuse('account_inactive');
    return await perform(world, act);
  } catch (error) {
    if (error instanceof Refusal) return error.result;
    if (error instanceof SlackError) return refuse(error.code);
    throw error;
  }
}

function perform(world: World, act: Act): ActResult | Promise<ActResult> {
  switch (act.verb) {
    case 'message':
      return writeMessage(world, act);
    case 'edit':
      return editMessage(world, act);
    case 'delete':
      return deleteMessage(world, act);
    case 'react':
      return reactTo(world, act);
    case 'command':
      return runCommand(world, act);
    case 'message_shortcut':
      return useMessageShortcut(world, act);
    case 'global_shortcut':
      return useGlobalShortcut(world, act);
    case 'action':
      return useElement(world, act);
    case 'submit':
      return submitView(world, act);
    case 'close':
      return closeView(world, act);
    case 'suggest':
      return suggest(world, act);
    case 'open_home':
      return openHome(world, act);
    case 'open_dm':
      return openDm(world, act);
    case 'read':
      return markRead(world, act);
    case 'join':
      return join(world, act);
    case 'leave':
      return leave(world, act);
    case 'deactivate_person':
      return deactivatePerson(world, act);
    case 'reactivate_person':
      return reactivatePerson(world, act);
  }
}
