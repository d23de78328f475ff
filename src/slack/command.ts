import type { Person } from '../domain/person.ts';
import { findPerson } from '../flows/find-person.ts';
import { type Asker, tell } from './answer.ts';
import type { Desk } from './desk.ts';
import { answering, sentence } from './edge.ts';
import { commandSchema } from './payloads.ts';
import { userRef } from './refs.ts';

/** A slash command somebody typed. */
export interface Command {
  readonly asker: Asker;
  readonly by: Person;
  /** What stands behind the command's name. */
  readonly text: string;
  readonly channel: string;
}
export type CommandHandler = (desk: Desk, command: Command) => Promise<void>;

/** Answers a slash command; every answer is for the asker alone. */
export async function commanded(
  desk: Desk,
  handlers: Readonly<Record<string, CommandHandler>>,
  body: unknown,
): Promise<void> {
  const payload = commandSchema.parse(body);
  const asker: Asker = {
    userId: payload.user_id,
    where: { at: 'channel', channel: payload.channel_id, threadTs: payload.thread_ts ?? null, ephemeral: false },
    responseUrl: payload.response_url,
    triggerId: payload.trigger_id,
  };
  await answering(desk, asker, async () => {
    const handler = Object.hasOwn(handlers, payload.command) ? handlers[payload.command] : undefined;
    if (!handler) return tell(desk, asker, sentence(desk.w.screen.error.expired));
    const by = await findPerson(desk.ports, userRef(payload.user_id));
    await handler(desk, { asker, by, text: payload.text, channel: payload.channel_id });
  });
}
