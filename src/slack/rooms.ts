import type { webApi } from '@slack/bolt';
import type { PlaceRef } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Slack } from './clients.ts';
import { isGone, slackWord } from './failures.ts';
import { cut } from './limits.ts';
import { placeRef, slackId } from './refs.ts';

/*
 * Private channels that the desk opens. Codes: the error tables of https://docs.slack.dev/reference/methods/conversations.create,
 * conversations.invite and conversations.setTopic.
 */

/** Slack's limits: a channel's name has at most 80 characters, a topic 250. */
const NAME_MAX = 80;
const TOPIC_MAX = 250;
/** Pages of the list of channels that are looked through, of 200 each. */
const PAGES = 20;

/** The desk may not do this here, today or tomorrow: its scopes or the workspace's rules say so. */
const NOT_LET = new Set([
  'missing_scope',
  'restricted_action',
  'no_permission',
  'access_denied',
  'team_access_not_granted',
  'ekm_access_denied',
  'not_allowed_token_type',
  'method_not_supported_for_channel_type',
]);

/** This one person is there already or cannot come; the others can. */
const NOT_INVITED = new Set([
  'already_in_channel',
  'cant_invite',
  'cant_invite_self',
  'org_user_not_in_team',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'ura_max_channels',
]);

const isNotLet = (error: unknown): boolean => NOT_LET.has(slackWord(error) ?? '');

/** A channel name Slack takes: small letters, digits, - and _, at most 80. The same words always give the same name. */
export function roomName(words: string): string {
  const legal = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{N}_-]+/gu, '-');
  const name = [...legal.replace(/^[-_]+/, '')]
    .slice(0, NAME_MAX)
    .join('')
    .replace(/[-_]+$/, '');
  return name === '' ? 'room' : name;
}

/**
 * A private channel of this name with these people in it; asked again, the same one. Null where the desk may not make one, or where the name
 * belongs to a channel it is not in. What a retry may mend is thrown.
 */
export async function openRoom(
  { clients: { background } }: Pick<Slack, 'clients'>,
  name: string,
  topic: string,
  people: readonly Person[],
): Promise<PlaceRef | null> {
  const channel = await madeOrFound(background, roomName(name));
  if (channel === null) return null;
  for (const person of people) await letIn(background, channel, person);
  await nameTopic(background, channel, topic);
  return placeRef(channel);
}

async function madeOrFound(client: webApi.WebClient, name: string): Promise<string | null> {
  try {
    const { channel } = await client.conversations.create({ name, is_private: true });
    if (channel?.id === undefined) throw new Error('conversations.create answered without a channel');
    return channel.id;
  } catch (error) {
    // An earlier try may have made it although its answer was lost.
    if (slackWord(error) === 'name_taken') return ours(client, name);
    if (isNotLet(error)) return null;
    throw error;
  }
}

/** The private channel of that name that the desk is in, if it is. */
async function ours(client: webApi.WebClient, name: string): Promise<string | null> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const answer = await client.conversations.list({
      types: 'private_channel',
      exclude_archived: true,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    const found = answer.channels?.find((c) => c.name === name && c.is_member !== false);
    if (found?.id !== undefined) return found.id;
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) return null;
  }
  return null;
}

/** One by one: Slack refuses a whole invitation for one who is inside already. */
async function letIn(client: webApi.WebClient, channel: string, person: Person): Promise<void> {
  if (!person.active || person.chatUser === null) return;
  try {
    await client.conversations.invite({ channel, users: slackId(person.chatUser) });
  } catch (error) {
    if (!NOT_INVITED.has(slackWord(error) ?? '') && !isGone(error) && !isNotLet(error)) throw error;
  }
}

async function nameTopic(client: webApi.WebClient, channel: string, topic: string): Promise<void> {
  try {
    await client.conversations.setTopic({ channel, topic: cut(topic, TOPIC_MAX) });
  } catch (error) {
    if (!isNotLet(error) && !isGone(error)) throw error;
  }
}
