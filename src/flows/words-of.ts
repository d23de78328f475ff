import type { MessageRef } from '../domain/ids.ts';
import type { Message } from '../domain/message.ts';
import type { Ports } from '../ports.ts';

/** What there is to read in a message, and the question it answers, if any. */
export interface Words {
  readonly text: string;
  /** The message that heads the thread, where the desk asked what it is and this one answers. */
  readonly answers: Message | null;
}

const ownWords = (message: Message): string => `${message.text}\n${message.outcome?.transcript ?? ''}`.trim();

const sameCases = (a: Message, b: Message): boolean =>
  (a.outcome?.caseIds ?? []).join() === (b.outcome?.caseIds ?? []).join();

/** The words of a message with those of its pictures; where it answers the desk's question about the head of its thread, both together. */
export async function wordsOf(ports: Pick<Ports, 'inbox'>, message: Message): Promise<Words> {
  const head = message.root === (message.ref as MessageRef) ? null : await ports.inbox.message(message.root);
  const asked = head?.outcome?.verdict === 'unsure' && !head.outcome.decidedBy;
  const open = head !== null && (head.outcome?.caseIds.length === 0 || sameCases(head, message));
  if (!head || !asked || !open || message.outcome?.note) return { text: ownWords(message), answers: null };
  return { text: `${ownWords(head)}\n${ownWords(message)}`, answers: head };
}
