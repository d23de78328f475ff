import type { CaseStatus } from '../../src/domain/case-status.ts';
import { ACTION } from '../../src/slack/ids.ts';
import type { UiMessage } from '../../src/workspace/verbs.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { pressables, textOf } from '../support/trial-messages.ts';

/*
 * What somebody sees of a case under the words it came from.
 */

/** Where a complaint was posted, and by whom. */
export interface Spot {
  readonly channel: string;
  readonly ts: string;
}

const actionsOf = (message: UiMessage): readonly string[] => pressables(message).map((p) => p.element.action_id);
const isCard = (message: UiMessage): boolean => actionsOf(message).includes(ACTION.more);

/** The buttons that tell a state, the telling ones first. */
const TELLS: readonly (readonly [string, CaseStatus])[] = [
  [ACTION.case('claim'), 'new'],
  [ACTION.case('accept'), 'offering'],
  [ACTION.case('carry_out'), 'executing'],
  [ACTION.case('withdraw'), 'awaiting_approval'],
  [ACTION.case('close'), 'resolved'],
  [ACTION.case('reopen'), 'closed'],
  [ACTION.case('propose'), 'claimed'],
];

/** A card with the state that its buttons tell. */
export interface SeenCard {
  readonly spot: Spot;
  readonly message: UiMessage;
  readonly status: CaseStatus | null;
}

/** The card under a post, once there is one. Of the same words posted twice it stands under whichever was heard first. */
export function cardUnder(workspace: Workspace, as: string, posts: readonly Spot[]): SeenCard | null {
  for (const spot of posts) {
    const message = workspace.messages(as, spot.channel, spot.ts).find((m) => !m.ephemeral && isCard(m));
    if (!message) continue;
    const shown = actionsOf(message);
    return { message, spot, status: TELLS.find(([action]) => shown.includes(action))?.[1] ?? null };
  }
  return null;
}

/** The approval that waits under a post, and the accounts it calls. */
export function approvalUnder(workspace: Workspace, as: string, { channel, ts }: Spot) {
  const message = workspace
    .messages(as, channel, ts)
    .findLast((m) => !m.ephemeral && actionsOf(m).includes(ACTION.approve));
  if (!message) return null;
  return { message, called: [...textOf(message).matchAll(/<@(U\w+)>/g)].map(([, id]) => id ?? '') };
}
