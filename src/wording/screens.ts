import type { DigestWording } from './digest.ts';

/** A question before something is done. Title ≤ 100, text ≤ 300, buttons ≤ 30 characters (Slack). */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

export interface CardWording {
  readonly label: Readonly<
    Record<
      'category' | 'customer' | 'vehicle' | 'demand' | 'amount' | 'assignee' | 'due' | 'reporter' | 'proposal',
      string
    >
  >;
  readonly unclaimed: string;
  readonly noDue: string;
  /** Behind a value nobody has confirmed. */
  readonly uncertain: string;
  readonly alsoAbout: (categories: string) => string;
  readonly missing: (what: string) => string;
  readonly missingPhone: string;
  readonly missingVehicle: string;
  readonly vinCheck: string;
  readonly malformedVin: (end: string, length: number) => string;
  readonly missingYear: (year: string) => string;
  readonly sourceEdited: string;
  readonly sourceDeleted: string;
  readonly instruction: string;
  readonly attachments: (names: readonly string[], more: number) => string;
  readonly paidBy: (payer: string) => string;
  readonly reopened: (times: number) => string;
  readonly mergedInto: (number: string) => string;
  readonly satisfied: string;
  readonly more: string;
  readonly timeline: string;
  readonly why: string;
  readonly withdraw: Question;
  readonly restore: Question;
  readonly seeCard: string;
}

export interface ApprovalWording {
  readonly waiting: string;
  readonly about: string;
  readonly solutions: string;
  readonly proposedBy: (name: string, at: string) => string;
  readonly reason: string;
  readonly paidBefore: (amount: string) => string;
  readonly ask: (mentions: string) => string;
  readonly nobody: string;
  readonly noMoney: string;
  readonly approved: (name: string, at: string) => string;
  readonly rejected: (name: string, at: string) => string;
  /** `amount` may tell the kinds apart; `total` fits on a button. */
  readonly confirm: (number: string, amount: string, total: string) => Question;
}

export interface ListWording {
  readonly title: Readonly<Record<'mine' | 'all' | 'grave' | 'search', string>>;
  /** `total` null where it is not known. */
  readonly range: (first: number, last: number, total: number | null) => string;
  readonly next: string;
  readonly previous: string;
  /** On the Home tab, to the whole list. */
  readonly whole: string;
  readonly none: string;
  readonly more: (count: number) => string;
  readonly open: string;
  readonly earlier: (count: number) => string;
  readonly onlyYou: string;
}

export interface HomeWording {
  readonly hello: (name: string) => string;
  readonly noRole: string;
  readonly mine: (count: number) => string;
  readonly noneMine: string;
  readonly unclaimed: (count: number) => string;
  readonly noneUnclaimed: string;
  readonly toApprove: (count: number) => string;
  readonly newCase: string;
}

export interface WhyWording {
  readonly title: string;
  readonly verdict: (verdict: string) => string;
  readonly evidence: string;
  readonly instructions: string;
  readonly decidedBy: (name: string) => string;
  readonly reader: (reader: string) => string;
  readonly note: string;
  readonly severity: (severity: string, triggers: string) => string;
  readonly noTriggers: string;
  readonly category: (category: string, how: string) => string;
  readonly unread: string;
}

/** Everything else a person reads on a screen. */
export interface Screens {
  readonly card: CardWording;
  readonly approval: ApprovalWording;
  readonly list: ListWording;
  readonly home: HomeWording;
  readonly digest: DigestWording;
  readonly why: WhyWording;
  readonly timeline: { readonly title: string };
  readonly ask: Readonly<Record<'register' | 'notComplaint' | 'anotherMatter', string>> & {
    readonly mergeInto: (number: string) => string;
  };
  readonly people: { readonly title: (count: number) => string; readonly none: string; readonly admin: string };
  /** The kept files of a case. */
  readonly files: {
    readonly menu: (count: number) => string;
    readonly none: (number: string) => string;
    /** Beside the files in the direct message. */
    readonly here: (number: string) => string;
    readonly sent: (number: string, count: number) => string;
  };
  readonly revealed: { readonly title: (number: string) => string; readonly audit: string; readonly empty: string };
  readonly help: {
    readonly title: string;
    readonly intro: string;
    readonly commands: readonly { readonly words: string; readonly does: string }[];
    readonly hints: readonly string[];
  };
  readonly error: {
    readonly title: string;
    /** Something broke; the token stands in the log. */
    readonly broken: (token: string) => string;
    readonly expired: string;
    readonly busy: string;
    /** The form could not be opened within the seconds Slack allows. */
    readonly tooSlow: string;
    readonly unknownCommand: (typed: string) => string;
  };
  readonly done: {
    readonly registered: string;
    /** What became of an approval that was decided away from its card. */
    readonly decided: (number: string, amount: string, state: string) => string;
    /** `what` is the time limit somebody is on. */
    readonly acknowledged: (number: string, what: string) => string;
    readonly detached: (number: string, from: string) => string;
    readonly merged: (number: string, into: string) => string;
    readonly people: (count: number) => string;
    readonly place: (purpose: string) => string;
  };
}
