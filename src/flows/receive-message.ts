import type { MessageRef } from '../domain/ids.ts';
import { type NewJob, readMessage } from '../domain/job.ts';
import type { Incoming, Ports } from '../ports.ts';

/** Something that happened to a message in the chat, under the key the chat gives it so that a repeat is known. */
export interface IncomingEvent {
  readonly key: string;
  readonly at: Date;
  readonly incoming: Incoming;
}

/**
 * Stores what happened to a message, together with the work that follows from it. Returns once it is safe to tell the chat "received".
 * A repeat under the same key changes nothing.
 */
export async function receiveMessage(ports: Pick<Ports, 'inbox'>, event: IncomingEvent): Promise<void> {
  const incoming = await overtaken(ports, event.incoming);
  const jobs = await work(ports, incoming);
  if (jobs === null) return;
  await ports.inbox.receive({ ...event, incoming, jobs, onlyWhereHeard: isOverheard(incoming) });
}

/** A chat that is not heard tries again for about six minutes. */
const UNDER_WAY_MS = 10 * 60_000;

/** An edit that came before the post it is of, which is still under way, is taken for the post; what comes then is known. */
async function overtaken(ports: Pick<Ports, 'inbox'>, incoming: Incoming): Promise<Incoming> {
  if (incoming.type !== 'edited' || !incoming.whole) return incoming;
  const age = Date.parse(incoming.at) - Date.parse(incoming.whole.postedAt);
  if (age > UNDER_WAY_MS || (await ports.inbox.message(incoming.ref))) return incoming;
  return { type: 'posted', message: incoming.whole };
}

/** Said in a channel, not to the desk: its business only where people bring complaints, or under one of its cards. */
const isOverheard = (incoming: Incoming): boolean =>
  incoming.type === 'posted' && incoming.message.intake === 'channel';

/** The jobs that follow; null when nothing changed of what the desk keeps. */
async function work(ports: Pick<Ports, 'inbox'>, incoming: Incoming): Promise<NewJob[] | null> {
  if (incoming.type !== 'posted')
    return changeOfKnown(ports, incoming.ref, incoming.type === 'edited' ? incoming.text : null);
  const { intake, ref } = incoming.message;
  return intake === 'shortcut' ? [] : [readMessage(ref)];
}

async function changeOfKnown(
  ports: Pick<Ports, 'inbox'>,
  ref: MessageRef,
  after: string | null,
): Promise<NewJob[] | null> {
  const known = await ports.inbox.message(ref);
  if (!known || known.text === after) return null;
  const payload = { kind: 'keep_source_change', message: ref, before: known.text, after } as const;
  return [{ payload, orderKey: `message:${ref}` }];
}
