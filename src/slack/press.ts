import type { Person } from '../domain/person.ts';
import { findPerson } from '../flows/find-person.ts';
import type { Asker } from './answer.ts';
import type { Desk } from './desk.ts';
import { answering } from './edge.ts';
import { type PressPayload, pressSchema, threadOf, type Where } from './payloads.ts';
import { userRef } from './refs.ts';

/** A button that was pressed, or an entry that was chosen. */
export interface Press {
  readonly asker: Asker;
  readonly by: Person;
  /** What the form is about whose input was changed; '' elsewhere. */
  readonly metadata: string;
  /** The button's value, or the chosen option's. */
  readonly value: string;
}
export type PressHandler = (desk: Desk, press: Press) => Promise<void>;

/** Does what the pressed button stands for; `expired` is for buttons that no version of today knows. */
export async function pressed(
  desk: Desk,
  handlers: Readonly<Record<string, PressHandler>>,
  expired: PressHandler,
  body: unknown,
): Promise<void> {
  const payload = pressSchema.parse(body);
  const [action] = payload.actions;
  // A button that only opens an address is reported too, and asks for nothing.
  if (!action || action.url) return;
  const asker = askerOf(payload);
  await answering(desk, asker, async () => {
    const handler = Object.hasOwn(handlers, action.action_id) ? handlers[action.action_id] : undefined;
    const by = await findPerson(desk.ports, userRef(payload.user.id));
    const value = action.value ?? action.selected_option?.value ?? '';
    await (handler ?? expired)(desk, { asker, by, value, metadata: payload.view?.private_metadata ?? '' });
  });
}

const askerOf = (payload: PressPayload): Asker => ({
  userId: payload.user.id,
  where: whereOf(payload),
  responseUrl: payload.response_url ?? null,
  triggerId: payload.trigger_id,
});

function whereOf({ view, channel, container, message }: PressPayload): Where {
  if (view) return view.type === 'home' ? { at: 'home' } : { at: 'modal', view: view.id };
  const id = channel?.id ?? container?.channel_id;
  if (!id) return { at: 'modal', view: null };
  const threadTs = threadOf(message) ?? container?.thread_ts ?? null;
  // An ephemeral message comes without its content (slack.md §1.6.8).
  return { at: 'channel', channel: id, threadTs, ephemeral: container?.is_ephemeral ?? !message };
}
