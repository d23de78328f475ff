import type {
  BlockAction,
  BlockSuggestion,
  GlobalShortcut,
  MessageShortcut,
  SlashCommand,
  ViewClosedAction,
  ViewSubmitAction,
} from '@slack/bolt';
import { blocksOf } from './elements.ts';
import { stateValues } from './input-values.ts';
import { messageJson } from './message-shapes.ts';
import { userName } from './shapes.ts';
import { type ChannelRecord, type Json, type MessageRecord, nextTs, type ViewRecord } from './state.ts';
import type { InputValues } from './verbs.ts';
import { shownView } from './views.ts';
import type { World } from './world.ts';

/** What every interaction says first. */
function opening(world: World, user: string) {
  const { team, app, secrets } = world.state;
  return {
    user: { id: user, username: userName(world, user), name: userName(world, user), team_id: team.id },
    api_app_id: app.id,
    token: secrets.verificationToken,
    team: { id: team.id, domain: team.domain },
    is_enterprise_install: false,
  };
}

/** Slack writes `enterprise: null`, which Bolt's types do not know. */
function sealed(body: object): Json {
  return { ...body, enterprise: null };
}

function channelWord(channel: ChannelRecord): { id: string; name: string } {
  const name = channel.kind === 'im' ? 'directmessage' : channel.kind === 'private' ? 'privategroup' : channel.name;
  return { id: channel.id, name };
}

function messageWord(world: World, message: MessageRecord) {
  return messageJson(world, message) as Json & { type: 'message'; ts: string };
}

/** A response_url of a reply answers in its thread; one of a root answers in the channel. */
function replyPlace({ ts, threadTs }: MessageRecord): { threadTs?: string } {
  return threadTs === undefined || threadTs === ts ? {} : { threadTs };
}

/** A slash command; every value goes over the wire as text. */
export function slashCommand(world: World, user: string, channel: ChannelRecord, command: string, text: string): Json {
  const { team, app, secrets } = world.state;
  const path = world.responseUrls.give('commands', team.id, { user, channel: channel.id });
  return {
    token: secrets.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelWord(channel).name,
    user_id: user,
    user_name: userName(world, user),
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: world.url + path,
    trigger_id: world.triggers.give(user),
  } satisfies SlashCommand;
}

/** A message shortcut, with the message it was used on. */
export function messageShortcut(
  world: World,
  user: string,
  channel: ChannelRecord,
  message: MessageRecord,
  callbackId: string,
): Json {
  const { team } = world.state;
  const place = { user, channel: channel.id, ...replyPlace(message) };
  return sealed({
    type: 'message_action',
    ...opening(world, user),
    action_ts: nextTs(world.state, world.now()),
    channel: channelWord(channel),
    callback_id: callbackId,
    trigger_id: world.triggers.give(user),
    response_url: world.url + world.responseUrls.give('app', team.id, place),
    message_ts: message.ts,
    message: messageWord(world, message),
  } satisfies MessageShortcut);
}

/** A global shortcut; it has no channel and no response_url. */
export function globalShortcut(world: World, user: string, callbackId: string): Json {
  return sealed({
    type: 'shortcut',
    ...opening(world, user),
    action_ts: nextTs(world.state, world.now()),
    callback_id: callbackId,
    trigger_id: world.triggers.give(user),
  } satisfies GlobalShortcut);
}

/** One element used in a message. An ephemeral message is not sent along: only the response_url can change it. */
export function messageAction(
  world: World,
  user: string,
  channel: ChannelRecord,
  message: MessageRecord,
  action: BlockAction['actions'][number],
  values: InputValues,
): Json {
  const { team } = world.state;
  const ephemeral = message.ephemeralTo !== undefined;
  const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  const grant = { user, channel: channel.id, origin: message.ts, ...replyPlace(message) };
  return sealed({
    type: 'block_actions',
    ...opening(world, user),
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread },
    trigger_id: world.triggers.give(user),
    channel: channelWord(channel),
    ...(ephemeral ? {} : { message: messageWord(world, message) }),
    state: { values: stateValues(world, blocksOf(message), values) as never },
    response_url: world.url + world.responseUrls.give('actions', team.id, grant),
    actions: [action],
  } satisfies BlockAction);
}

/** One element used in a modal or on the home tab; these have no response_url. */
export function viewAction(world: World, user: string, view: ViewRecord, action: BlockAction['actions'][number]): Json {
  const shown = shownView(world, view);
  return sealed({
    type: 'block_actions',
    ...opening(world, user),
    container: { type: 'view', view_id: view.id },
    trigger_id: world.triggers.give(user, view.id),
    view: shown,
    state: shown.state,
    actions: [action],
  } satisfies Omit<BlockAction, 'response_url'>);
}

/** A modal sent in. */
export function viewSubmission(
  world: World,
  user: string,
  view: ViewRecord,
  responseUrls: ViewSubmitAction['response_urls'],
): Json {
  return sealed({
    type: 'view_submission',
    ...opening(world, user),
    trigger_id: world.triggers.give(user, view.id),
    view: shownView(world, view),
    response_urls: responseUrls ?? [],
  } satisfies ViewSubmitAction);
}

/** A modal closed by hand or cleared away; sent when the view asked for it. */
export function viewClosed(world: World, user: string, view: ViewRecord, cleared: boolean): Json {
  return sealed({
    type: 'view_closed',
    ...opening(world, user),
    view: shownView(world, view),
    is_cleared: cleared,
  } satisfies ViewClosedAction);
}

/** What someone typed into an external select. */
export function blockSuggestion(
  world: World,
  user: string,
  place: { channel: ChannelRecord; message: MessageRecord } | { view: ViewRecord },
  ask: { blockId: string; actionId: string; query: string },
): Json {
  const where =
    'view' in place
      ? { container: { type: 'view', view_id: place.view.id }, view: shownView(world, place.view) }
      : {
          container: {
            type: 'message',
            message_ts: place.message.ts,
            channel_id: place.channel.id,
            is_ephemeral: false,
          },
          channel: channelWord(place.channel),
          message: messageWord(world, place.message),
        };
  return sealed({
    type: 'block_suggestion',
    ...opening(world, user),
    ...where,
    block_id: ask.blockId,
    action_id: ask.actionId,
    value: ask.query,
  } satisfies BlockSuggestion);
}
