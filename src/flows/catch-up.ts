import { OPEN_STATUSES } from '../domain/case-status.ts';
import type { MessageRef } from '../domain/ids.ts';
import { type JobPayload, type NewJob, orderOf } from '../domain/job.ts';
import type { Notice } from '../domain/notice.ts';
import type { Chat, Ports, Written, WrittenMessage } from '../ports.ts';
import { say } from './announce-case.ts';
import { receiveMessage } from './receive-message.ts';

/*
 * A message posted while the desk was down, or its line to the chat, is looked up and taken in when it is back. Keys are the messages' own, so
 * that what came by another way too is taken in once.
 */

type CatchUp = Extract<JobPayload, { kind: 'catch_up' }>;

/** After shorter absences direct messages and threads, of which there are many, are left to the chat's own redelivery. */
const SHORT_MS = 60_000;
/** What happened just before the line broke may not have arrived either. */
const OVERLAP_MS = 60_000;
/** A week: after that people have told us in another way. */
const LONGEST_MS = 7 * 24 * 3_600_000;
/** Threads of open cases that are looked through; the cases due first come first. */
const MOST_THREADS = 300;

const job = (where: CatchUp['where'], since: Date): NewJob => ({
  payload: { kind: 'catch_up', where, since: since.toISOString() },
  onceKey: `catch_up:${JSON.stringify(where)}`,
  // One after another: the chat lets histories be read slowly. New complaints do not wait for hundreds of threads, of an earlier absence perhaps.
  orderKey: where.in === 'thread' ? 'catch_up_threads' : 'catch_up',
});

/**
 * What to look through after an absence: the places, and after one that was not short also people and threads; nothing before the first start.
 * The chat gives a delivery up after its third try, however short the absence was.
 */
export async function planCatchUp(
  ports: Pick<Ports, 'cases' | 'people' | 'places' | 'clock'>,
  heardUntil: Date | null,
): Promise<readonly NewJob[]> {
  const now = ports.clock.now().getTime();
  if (heardUntil === null) return [];
  const since = new Date(Math.max(heardUntil.getTime() - OVERLAP_MS, now - LONGEST_MS));
  const places = (await ports.places.withPurpose('complaints')).map((place) => job({ in: 'place', place }, since));
  if (now - heardUntil.getTime() < SHORT_MS) return places;
  const people = (await ports.people.withRole()).flatMap(({ chatUser }) => (chatUser ? [chatUser] : []));
  const open = await ports.cases.list({ statuses: OPEN_STATUSES, limit: MOST_THREADS });
  const threads = new Set(open.flatMap(({ thread }) => (thread ? [thread] : [])));
  return [
    ...places,
    ...people.map((user) => job({ in: 'direct', user }, since)),
    ...[...threads].map((message) => job({ in: 'thread', message }, since)),
  ];
}

async function look(chat: Chat, where: CatchUp['where'], since: Date): Promise<Written> {
  if (where.in === 'thread') return chat.writtenUnder(where.message, since);
  const place = where.in === 'place' ? where.place : await chat.directPlace(where.user);
  return place ? chat.writtenIn(place, since) : { type: 'messages', messages: [] };
}

/** Takes in what was missed in one place. Returns when to try again where the chat asks to wait. */
export async function catchUp(
  ports: Pick<Ports, 'chat' | 'inbox' | 'places' | 'cases' | 'jobs' | 'clock'>,
  { where, since }: CatchUp,
): Promise<Extract<Written, { type: 'later' }> | null> {
  const written = await look(ports.chat, where, new Date(since));
  if (written.type === 'later') return written;
  if (written.type === 'gone') return null;
  for (const message of written.messages) await takeIn(ports, message);
  return null;
}

async function takeIn(
  ports: Pick<Ports, 'inbox' | 'places' | 'cases' | 'jobs' | 'clock'>,
  { posted, editedAt }: WrittenMessage,
): Promise<void> {
  const { ref, text } = posted;
  const at = ports.clock.now();
  const known = await ports.inbox.message(ref);
  if (known) {
    if (editedAt === null || known.text === text || (known.editedAt ?? '') >= editedAt) return;
    return receiveMessage(ports, {
      key: `missed_edit:${ref}:${editedAt}`,
      at,
      incoming: { type: 'edited', ref, text, at: editedAt },
    });
  }
  await receiveMessage(ports, { key: `missed:${ref}`, at, incoming: { type: 'posted', message: posted } });
}

/** In the thread of a case: the words it came from are older than it. */
export async function tellLate(ports: Pick<Ports, 'inbox' | 'cases' | 'jobs'>, ref: MessageRef): Promise<void> {
  const message = await ports.inbox.message(ref);
  const [id] = message?.outcome?.caseIds ?? [];
  const c = id ? await ports.cases.get(id) : null;
  if (!message || !c?.thread) return;
  const notice: Notice = { kind: 'came_late', caseId: c.id, number: c.number, postedAt: message.postedAt };
  await ports.jobs.add([
    { ...say(c, notice, { to: 'thread', message: c.thread }), onceKey: `came_late:${ref}`, orderKey: orderOf(c) },
  ]);
}
