import { type Case, currentPause, liveProposal } from './case.ts';
import { actionsIn, type CaseAction } from './case-action.ts';
import { type CaseClock, nextFollowUp } from './case-clock.ts';
import type { CaseEvent, CaseEventType } from './case-event.ts';
import { isOpen } from './case-status.ts';
import { isBreached, runningClocks } from './clock.ts';
import type { Crisis } from './crisis.ts';
import type { PersonId } from './ids.ts';
import type { ExpiryReason } from './money-event.ts';
import type { Person, Role } from './person.ts';
import { toConfirm } from './to-confirm.ts';

/** A running time limit as a card shows it. */
export interface ClockLine {
  readonly clock: CaseClock;
  readonly breached: boolean;
}

/** What a card shows of a case, ready for any chat. Names are looked up once, so that a view needs no database. */
export interface CaseCard {
  readonly case: Case;
  readonly people: ReadonlyMap<PersonId, Person>;
  /** The last three things that happened, oldest first. */
  readonly recent: readonly CaseEvent[];
  /** Only what this state allows. */
  readonly actions: readonly CaseAction[];
  readonly overdue: boolean;
  /** What runs now, the most urgent first. */
  readonly clocks: readonly ClockLine[];
  readonly timeZone: string;
}

/** An approval to decide, or one that was decided. */
export interface ApprovalCard {
  readonly case: Case;
  readonly proposal: ApprovalCardProposal;
  readonly people: ReadonlyMap<PersonId, Person>;
  /** Who is asked to sign it: of those who may, the lowest level. Empty once it is decided. */
  readonly approvers: readonly Person[];
  /** Fen already paid on this case, and on other cases of the same car within the policy's days. */
  readonly paidFen: number;
  readonly paidOnCarFen: number;
  /** The roles that sign one after another; empty where one signature does. */
  readonly chain: readonly Role[];
  /** Who signed or decided with the authority of an absent manager, and whose it was. */
  readonly onBehalfOf: ReadonlyMap<PersonId, PersonId>;
  /** Why it no longer stands, where nobody took it back. */
  readonly expiredWhy: ExpiryReason | null;
  /** The manufacturer has to agree in writing, and has not yet. */
  readonly consentMissing: boolean;
  readonly manufacturer: string;
  readonly timeZone: string;
}
type ApprovalCardProposal = Case['proposals'][number];

/** Who has to sign a sum, before it is sent. */
export interface SignersPreview {
  /** Asked first: of those who may, the lowest level. */
  readonly asked: readonly Person[];
  readonly roles: readonly Role[];
  /** Several sign one after another. */
  readonly chain: readonly Role[];
  readonly consentNeeded: boolean;
  readonly manufacturer: string;
}

/** A report to the manufacturer: a draft to send, or what was sent, when and by whom. */
export interface ReportCard {
  readonly case: Case;
  readonly report: Case['reports'][number];
  readonly manufacturer: string;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly timeZone: string;
}

/** The crisis file of a case. */
export interface CrisisCard {
  readonly case: Case;
  readonly crisis: Crisis;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly timeZone: string;
}

/** A line in somebody's list. */
export interface CaseLine {
  readonly case: Case;
  readonly assigneeName: string | null;
  readonly overdue: boolean;
}

const QUIET: ReadonlySet<CaseEventType> = new Set([
  'threaded',
  'revealed',
  'attachment_failed',
  'refused',
  'breached',
  // The card shows these in lines of their own.
  'model_gave_up',
  'promise_heard',
]);

/** The last few events worth a line on the card. */
export const recentEvents = (timeline: readonly CaseEvent[], count = 3): readonly CaseEvent[] =>
  timeline.filter((e) => !QUIET.has(e.body.type)).slice(-count);

export const clockLines = (c: Case, now: Date): readonly ClockLine[] =>
  runningClocks(c).map((clock) => ({ clock, breached: isBreached(c, clock, now) }));

/** Whether an action that the state allows makes sense for this case now. */
function fits(c: Case, action: CaseAction): boolean {
  const live = liveProposal(c);
  switch (action) {
    case 'close':
      return c.satisfied;
    case 'pause':
      return !currentPause(c);
    case 'resume':
      return currentPause(c) !== null;
    case 'pay':
      return live !== null && live.paidAt === null && live.lines.length > 0;
    case 'decline':
      return live?.paidAt === null;
    case 'add_consent':
      return live !== null && live.lines.length > 0 && live.consent === null;
    case 'confirm_reading':
      return toConfirm(c).length > 0;
    case 'keep_promise':
      return c.promises.some((p) => p.keptAt === null);
    case 'follow_up':
      return c.status === 'resolved' || nextFollowUp(c.clocks) !== null;
    // Pressed on the notice that reminds.
    case 'acknowledge':
      return false;
    case 'crisis':
    case 'release_statement':
      return c.crisis !== null;
    case 'assess_impact':
      return c.severity === 'major' || c.crisis !== null;
    case 'draft_report':
    case 'send_report':
      return c.severity === 'major' || c.crisis !== null || c.triggers.some((t) => t.trigger === 'manufacturer');
    default:
      return true;
  }
}

/** What a card offers: what the state allows and the case calls for. */
export const cardActions = (c: Case): readonly CaseAction[] => actionsIn(c.status).filter((action) => fits(c, action));

/** A case that is major, or may become so (潜在重大, domain.md §1.3). */
export const isGrave = (c: Case): boolean => isOpen(c.status) && (c.severity === 'major' || c.crisis !== null);
