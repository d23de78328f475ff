import { z } from 'zod';
import { accountChanged } from '../../flows/duty.ts';
import type { Desk } from '../desk.ts';
import { userRef } from '../refs.ts';

/** Of the many changes of a profile only one matters (https://docs.slack.dev/reference/events/user_change); the rest of a user may be missing. */
const changed = z.object({ user: z.object({ id: z.string(), deleted: z.boolean().optional() }) });

/** An account was deactivated or came back: whoever left gives over what they had. */
export async function accountOf(desk: Desk, event: unknown): Promise<void> {
  const parsed = changed.safeParse(event);
  if (!parsed.success)
    return desk.log.warn({ faults: parsed.error.issues }, 'an event of unknown shape was left aside');
  const { id, deleted } = parsed.data.user;
  if (deleted !== undefined) await accountChanged(desk.ports, userRef(id), !deleted);
}
