import type { Person } from '../domain/person.ts';
import { findPerson } from '../flows/find-person.ts';
import type { Asker } from './answer.ts';
import type { Desk } from './desk.ts';
import { answering } from './edge.ts';
import { type ShortcutPayload, shortcutSchema, threadOf } from './payloads.ts';
import { userRef } from './refs.ts';

/** A shortcut somebody chose. */
export interface Taken {
  readonly asker: Asker;
  readonly by: Person;
  readonly payload: ShortcutPayload;
}
export type ShortcutHandler = (desk: Desk, taken: Taken) => Promise<void>;

/** Does what the shortcut stands for; `expired` is for those no version of today knows. */
export async function shortcutTaken(
  desk: Desk,
  handlers: Readonly<Record<string, ShortcutHandler>>,
  expired: ShortcutHandler,
  body: unknown,
): Promise<void> {
  const payload = shortcutSchema.parse(body);
  const asker: Asker = {
    userId: payload.user.id,
    where: payload.channel
      ? { at: 'channel', channel: payload.channel.id, threadTs: threadOf(payload.message), ephemeral: false }
      : { at: 'modal', view: null },
    responseUrl: payload.response_url ?? null,
    triggerId: payload.trigger_id,
  };
  await answering(desk, asker, async () => {
    const handler = Object.hasOwn(handlers, payload.callback_id) ? handlers[payload.callback_id] : undefined;
    const by = await findPerson(desk.ports, userRef(payload.user.id));
    await (handler ?? expired)(desk, { asker, by, payload });
  });
}
