import type { CaseEventBody, CaseEventType } from '../domain/case-event.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Notice, NoticeKind } from '../domain/notice.ts';

/** How a chat names people: by mention in a notice, by plain name on a timeline. */
export interface Speakers {
  readonly name: (id: PersonId | null) => string;
  /** An instant, as people say it. */
  readonly at: (iso: string) => string;
}

export type NoticeOf<K extends NoticeKind> = Extract<Notice, { kind: K }>;
/** One short text for each thing the desk says; the chat adds links and buttons. */
export type NoticeWording = { readonly [K in NoticeKind]: (notice: NoticeOf<K>, who: Speakers) => string };

/** One short line for each thing that can happen to a case; `by` is who did it. */
export type TimelineWording = {
  readonly [T in CaseEventType]: (body: Extract<CaseEventBody, { type: T }>, by: string, who: Speakers) => string;
};
