import { replay } from '../../src/domain/case-fold.ts';
import type { Inbox, Incoming, PostedMessage } from '../../src/ports.ts';
import { fingerprint } from '../../src/reading/fingerprint.ts';
import type { FakeJobs } from './jobs.ts';
import type { FakeMemory } from './stores.ts';

export function createFakeInbox(memory: FakeMemory, jobs: FakeJobs): Inbox {
  const { messages } = memory;
  const keys = new Set<string>();
  let heard: Date | null = null;
  return {
    heardUntil: async () => heard,
    setHeardUntil: async (at) => {
      heard = at;
    },
    async receive(event) {
      if (keys.has(event.key)) return false;
      if (event.onlyWhereHeard && event.incoming.type === 'posted' && !isHeard(memory, event.incoming.message))
        return false;
      keys.add(event.key);
      takeIn(messages, event.incoming);
      jobs.put(event.jobs);
      return true;
    },
    message: async (ref) => messages.get(ref) ?? null,
    thread: async (root) =>
      [...messages.values()]
        .filter((m) => m.root === root)
        .sort((a, b) => a.postedAt.localeCompare(b.postedAt) || (a.ref < b.ref ? -1 : 1)),
    sameWords: async (words, since) =>
      [...messages.values()]
        .filter((m) => fingerprint(m.text) === words && m.postedAt >= since.toISOString())
        .filter((m) => (m.outcome?.caseIds.length ?? 0) > 0)
        .sort((a, b) => b.postedAt.localeCompare(a.postedAt) || (b.ref < a.ref ? -1 : 1)),
    instructionsBetween: async (from, to) =>
      [...messages.values()]
        .filter((m) => m.postedAt >= from.toISOString() && m.postedAt < to.toISOString())
        .filter((m) => (m.outcome?.instructions.length ?? 0) > 0).length,
  };
}

const isHeard = ({ marks, timelines }: FakeMemory, { place, ref, root }: PostedMessage): boolean =>
  marks.get(place)?.purpose === 'complaints' ||
  (root !== ref && [...timelines.values()].some((events) => replay(events)?.thread === root));

function takeIn(messages: FakeMemory['messages'], incoming: Incoming): void {
  if (incoming.type === 'posted') {
    const { message } = incoming;
    const stored = messages.get(message.ref);
    if (!stored) messages.set(message.ref, { ...message, editedAt: null, deletedAt: null, outcome: null });
    else if (stored.intake === 'channel' && (message.intake === 'mention' || message.intake === 'shortcut')) {
      messages.set(message.ref, { ...stored, intake: message.intake });
    }
    return;
  }
  const stored = messages.get(incoming.ref);
  if (!stored) return;
  if (incoming.type === 'deleted') {
    messages.set(incoming.ref, { ...stored, deletedAt: stored.deletedAt ?? incoming.at });
  } else if (stored.editedAt === null || stored.editedAt <= incoming.at) {
    messages.set(incoming.ref, { ...stored, text: incoming.text, editedAt: incoming.at });
  }
}
