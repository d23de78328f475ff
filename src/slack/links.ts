import type { MessageRef } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { SlackIdentity } from './clients.ts';
import { parseMessageRef, slackId } from './refs.ts';

/** The address of a message, as "Copy link" in Slack gives it. */
export function messageLink(identity: Pick<SlackIdentity, 'teamUrl'>, ref: MessageRef): string | null {
  const message = parseMessageRef(ref);
  if (!message) return null;
  return `${identity.teamUrl.replace(/\/$/, '')}/archives/${message.channel}/p${message.ts.replace('.', '')}`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Calls a person by name so that Slack notifies them; somebody without an account is only named. */
export const mention = (person: Person): string =>
  person.chatUser === null ? escaped(person.name) : `<@${slackId(person.chatUser)}>`;
