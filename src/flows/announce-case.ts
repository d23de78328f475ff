import type { Case } from '../domain/case.ts';
import type { AskableFact } from '../domain/complaint.ts';
import type { CaseId, MessageRef } from '../domain/ids.ts';
import { type Addressee, type NewJob, orderOf } from '../domain/job.ts';
import { type KnownCustomer, maskedText } from '../domain/masked-text.ts';
import type { Notice } from '../domain/notice.ts';

/** A notice about a case, after everything said about it before; what people typed in it is masked (domain.md §9.3). */
export const say = (
  c: KnownCustomer & { readonly id: CaseId; readonly thread: MessageRef | null },
  notice: Notice,
  addressee: Addressee,
): NewJob => ({
  payload: { kind: 'say', notice: masked(c, notice), addressee },
  orderKey: orderOf(c),
});

function masked(c: KnownCustomer, notice: Notice): Notice {
  const mask = (text: string) => maskedText(c, text);
  switch (notice.kind) {
    case 'flash_report':
      return { ...notice, summary: mask(notice.summary), vehicle: mask(notice.vehicle), demand: mask(notice.demand) };
    case 'potentially_major':
      return { ...notice, summary: mask(notice.summary), quotes: notice.quotes.map(mask) };
    case 'severity_raised':
      return { ...notice, quotes: notice.quotes.map(mask) };
    case 'reminder':
      return { ...notice, summary: mask(notice.summary), what: notice.what && mask(notice.what) };
    case 'handed_to_you':
    case 'rejected':
    case 'returned':
    case 'reopened':
    case 'crisis':
      return { ...notice, reason: mask(notice.reason) };
    case 'file_not_kept':
      return { ...notice, name: mask(notice.name) };
    default:
      return notice;
  }
}

/** Asks the poster for what is missing. */
export const askFor = (
  c: Pick<Case, 'id' | 'number' | 'thread' | 'facts' | 'malformedVin'>,
  ask: readonly AskableFact[],
): readonly NewJob[] =>
  ask.length > 0 && c.thread
    ? [
        say(
          c,
          { kind: 'ask_facts', caseId: c.id, number: c.number, facts: [...ask.slice(0, 2)] },
          { to: 'thread', message: c.thread },
        ),
      ]
    : [];
