import type { Doubt, DoubtField, GiveUp } from '../domain/case-reading.ts';
import type { Emotion, Found, Sureness } from '../domain/complaint.ts';
import type { ReadField } from '../domain/read-value.ts';

/** How a case was read: who read what, how sure, what differs, and what a person is asked to confirm. */
export interface ReadingWording {
  readonly emotion: Readonly<Record<Emotion, string>>;
  readonly field: Readonly<Record<DoubtField | ReadField, string>>;
  readonly sureness: Readonly<Record<Sureness, string>>;
  /** Who says something, in brackets behind a value. */
  readonly who: Readonly<Record<Found<unknown>['by'], string>>;
  /** On a card that no model has read yet. */
  readonly awaited: string;
  readonly gaveUp: (why: string) => string;
  readonly gaveUpWhy: Readonly<Record<GiveUp, string>>;
  readonly hiddenNeed: string;
  /** `confirm` and `amend` are the names of the button and of the menu entry. */
  readonly toConfirm: (fields: string, confirm: string, amend: string) => string;
  readonly differ: string;
  /** A value that is not there. */
  readonly none: string;
  /** Behind the value a case has, what another reading says of it. */
  readonly versus: (held: string, said: string, by: Doubt['by']) => string;
  readonly mayBeNone: (who: string) => string;
  readonly mayBeUnsure: (who: string) => string;
  readonly moreCustomers: string;
  readonly oneCustomer: string;
  /** What was promised, and when it is due in the words of the text or as people say a time. */
  readonly heard: (text: string, due: string | null) => string;
  readonly heardLabel: string;
  readonly notePromise: string;
  readonly noPromise: string;
  /** The form that notes a promise which was heard. */
  readonly heardIntro: string;
  /** Above the words of pictures and voice notes. */
  readonly transcript: string;
  /** The view of where every value comes from, and the entry of the menu that opens it. */
  readonly basis: {
    readonly title: string;
    readonly menu: string;
    readonly nothing: string;
    readonly earlier: (values: readonly string[]) => string;
    readonly confirmedBy: (name: string, at: string) => string;
    readonly confirmed: (name: string) => string;
  };
}
