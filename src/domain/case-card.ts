import type { Case, Proposal } from './case.ts';
import { actionsIn, type CaseAction } from './case-action.ts';
import type { CaseEvent, CaseEventType } from './case-event.ts';
import type { PersonId } from './ids.ts';
import type { Person } from './person.ts';

/** What a card shows of a case, ready for any chat. Names are looked up once, so that a view needs no database. */
export interface CaseCard {
  readonly case: Case;
  readonly people: ReadonlyMap<PersonId, Person>;
  /** The last three things that happened, oldest first. */
  readonly recent: readonly CaseEvent[];
  /** Only what this state allows. */
  readonly actions: readonly CaseAction[];
  readonly overdue: boolean;
  readonly timeZone: string;
}

/** An approval to decide, or one that was decided. */
export interface ApprovalCard {
  readonly case: Case;
  readonly proposal: Proposal;
  readonly people: ReadonlyMap<PersonId, Person>;
  /** Who is asked to sign it: of those who may, the lowest level. Empty once it is decided. */
  readonly approvers: readonly Person[];
  /** Fen already paid on this case. */
  readonly paidFen: number;
  readonly timeZone: string;
}

/** A line in somebody's list. */
export interface CaseLine {
  readonly case: Case;
  readonly assigneeName: string | null;
  readonly overdue: boolean;
}

const QUIET: ReadonlySet<CaseEventType> = new Set(['threaded', 'revealed', 'attachment_failed']);

/** The last few events worth a line on the card. */
export const recentEvents = (timeline: readonly CaseEvent[], count = 3): readonly CaseEvent[] =>
  timeline.filter((e) => !QUIET.has(e.body.type)).slice(-count);

export const cardActions = (c: Case): readonly CaseAction[] =>
  actionsIn(c.status).filter((action) => action !== 'close' || c.satisfied);
