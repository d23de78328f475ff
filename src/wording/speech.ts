import type { ClockKind, ClockSet } from '../domain/case-clock.ts';
import type { CaseEventBody, CaseEventType } from '../domain/case-event.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Notice, NoticeKind, ReminderLine } from '../domain/notice.ts';

/** How a chat names people: by mention in a notice, by plain name on a timeline. */
export interface Speakers {
  readonly name: (id: PersonId | null) => string;
  /** An instant, as people say it. */
  readonly at: (iso: string) => string;
}

export type NoticeOf<K extends NoticeKind> = Extract<Notice, { kind: K }>;
/** One short text for each thing the desk says; the chat adds links and buttons. */
export type NoticeWording = { readonly [K in NoticeKind]: (notice: NoticeOf<K>, who: Speakers) => string };

/** Time limits as reminders name them; `at` is the due time as people say it. */
export interface ReminderWording {
  /** In the thread of the case, after whom it calls. */
  readonly sentence: (line: ReminderLine, at: string) => string;
  /** In somebody's list of several. */
  readonly line: (line: ReminderLine, at: string) => string;
  readonly more: (count: number) => string;
}

/** On a timeline, also what was promised. */
export interface Narrator extends Speakers {
  readonly promise: (id: string) => string;
}

/** One short line for each thing that can happen to a case; `by` is who did it. */
export type TimelineWording = {
  readonly [T in CaseEventType]: (body: Extract<CaseEventBody, { type: T }>, by: string, who: Narrator) => string;
};

/** The due time of the answer among clocks that were set, which is what a customer waits for. */
export const answerDueAt = (clocks: readonly ClockSet[]): string | null =>
  clocks.find((clock) => clock.kind === 'resolve')?.dueAt ?? null;

/** The kind of a clock from its key, `<kind>:<round>`. */
export const clockKind = (key: string): ClockKind => key.split(':')[0] as ClockKind;
