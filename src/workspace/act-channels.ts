import { actor, answerOf, mustBeInteractive, myChannel, myMessage } from './act-places.ts';
import { Refusal, refuse } from './act-result.ts';
import { deliverInteraction } from './deliver.ts';
import { directMessage, findChannel, findUser } from './directory.ts';
import { emit } from './events.ts';
import { asObject } from './limit-check.ts';
import { joinChannel, leaveChannel } from './membership.ts';
import { globalShortcut, messageShortcut, slashCommand } from './payloads.ts';
import { answerInPlace } from './responses.ts';
import { nextTs } from './state.ts';
import { escapeText, fromPerson } from './text.ts';
import type { Act, ActResult } from './verbs.ts';
import { shownView } from './views.ts';
import type { World } from './world.ts';

type Of<V extends Act['verb']> = Extract<Act, { verb: V }>;

/** Someone types a slash command. */
export async function runCommand(world: World, act: Of<'command'>): Promise<ActResult> {
  actor(world, act.as);
  const channel = myChannel(world, act.as, act.channel);
  if (act.threadTs !== undefined) return refuse('command_in_thread');
  const known = world.manifest.commands.find((one) => one.command === act.command);
  if (!known) return refuse('unknown_command', act.command);
  const text = known.escapes
    ? fromPerson(
        act.text,
        world.state.users,
        world.state.channels.filter((c) => c.kind === 'public'),
      )
    : escapeText(act.text);
  const body = slashCommand(world, act.as, channel, act.command, text.trim());
  const reply = await deliverInteraction(world, { kind: 'slash_commands', body }, act.command);
  const answer = answerOf(world, reply);
  if (Object.keys(answer).length > 0) answerInPlace(world, { user: act.as, channel: channel.id }, answer);
  return { ok: true, channel: channel.id };
}

function mustKnowShortcut(world: World, type: 'message' | 'global', callbackId: string): void {
  mustBeInteractive(world);
  const known = world.manifest.shortcuts.some((s) => s.type === type && s.callbackId === callbackId);
  if (!known) throw new Refusal('shortcut_not_found', callbackId);
}

/** Someone picks a shortcut in a message's menu. */
export async function useMessageShortcut(world: World, act: Of<'message_shortcut'>): Promise<ActResult> {
  actor(world, act.as);
  mustKnowShortcut(world, 'message', act.callbackId);
  const channel = myChannel(world, act.as, act.channel);
  const message = myMessage(world, act.as, channel, act.ts);
  if (message.ephemeralTo !== undefined) return refuse('message_not_found');
  const body = messageShortcut(world, act.as, channel, message, act.callbackId);
  answerOf(world, await deliverInteraction(world, { kind: 'interactive', body }, `shortcut ${act.callbackId}`));
  return { ok: true, channel: channel.id };
}

/** Someone picks a shortcut from the plus menu. */
export async function useGlobalShortcut(world: World, act: Of<'global_shortcut'>): Promise<ActResult> {
  actor(world, act.as);
  mustKnowShortcut(world, 'global', act.callbackId);
  const body = globalShortcut(world, act.as, act.callbackId);
  answerOf(world, await deliverInteraction(world, { kind: 'interactive', body }, `shortcut ${act.callbackId}`));
  return { ok: true };
}

/** Someone opens the app's home tab. */
export function openHome(world: World, act: Of<'open_home'>): ActResult {
  actor(world, act.as);
  if (!world.manifest.hasHome) return refuse('home_disabled');
  const { state } = world;
  const channel = directMessage(state, [act.as, state.app.botUserId], world.now());
  const home = state.homes[act.as];
  emit(world, {
    type: 'app_home_opened',
    user: act.as,
    channel: channel.id,
    tab: 'home',
    ...(home ? { view: asObject(shownView(world, home)) } : {}),
    event_ts: nextTs(state, world.now()),
  });
  world.changed();
  return { ok: true, channel: channel.id };
}

/** Someone opens the conversation with another person or the bot. */
export function openDm(world: World, act: Of<'open_dm'>): ActResult {
  const { state } = world;
  actor(world, act.as);
  const other = findUser(state, act.user);
  if (!other) return refuse('user_not_found');
  if (other.isBot && !world.manifest.takesMessages) return refuse('messages_tab_disabled');
  const channel = directMessage(state, [act.as, other.id], world.now());
  if (other.isBot) {
    const event_ts = nextTs(state, world.now());
    emit(world, { type: 'app_home_opened', user: act.as, channel: channel.id, tab: 'messages', event_ts });
  }
  world.changed();
  return { ok: true, channel: channel.id };
}

/** Someone joins a channel, or brings another in. */
export function join(world: World, act: Of<'join'>): ActResult {
  actor(world, act.as);
  const channel = findChannel(world.state, act.channel);
  const mayEnter = channel?.kind === 'public' || channel?.members.includes(act.as);
  if (!channel || channel.kind === 'im' || !mayEnter) return refuse('channel_not_found');
  if (channel.archived) return refuse('is_archived');
  const user = findUser(world.state, act.user);
  if (!user) return refuse('user_not_found');
  if (user.deleted === true) return refuse('user_disabled');
  joinChannel(world, channel, act.user, act.as);
  return { ok: true, channel: channel.id };
}

/** Someone leaves a channel, or sends another out. */
export function leave(world: World, act: Of<'leave'>): ActResult {
  const channel = myChannel(world, act.as, act.channel);
  if (channel.kind === 'im') return refuse('channel_not_found');
  if (!channel.members.includes(act.user)) return refuse('nothing_to_do');
  leaveChannel(world, channel, act.user);
  return { ok: true, channel: channel.id };
}
