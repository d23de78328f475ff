import type { Desk } from './desk.ts';
import { isGone } from './failures.ts';

/** What the desk is in a channel: a member hears and speaks there; a direct message is no channel at all. */
export type Membership = 'member' | 'not_member' | 'direct';

/** Asks Slack. A private channel the desk is not in looks to it as if there were none. */
export async function membershipIn(desk: Desk, channel: string): Promise<Membership> {
  if (channel.startsWith('D')) return 'direct';
  try {
    const answer = await desk.slack.clients.interactive.conversations.info({ channel });
    return answer.channel?.is_member ? 'member' : 'not_member';
  } catch (error) {
    if (isGone(error)) return 'not_member';
    throw error;
  }
}
