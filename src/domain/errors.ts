import type { LimitKind } from './authority-limit.ts';
import type { CaseAction } from './case-action.ts';
import type { CaseStatus } from './case-status.ts';
import type { Role } from './person.ts';
import type { Solution } from './solution.ts';

/** What a person types that has to be of a form. */
export type TypedFact = 'phone' | 'plate' | 'vin' | 'amount' | 'mileage' | 'date';

/** Every refusal a person can meet, with what its sentence needs. wording/ has one sentence for each; a missing one does not compile. */
export interface Refusals {
  /** The state has moved on, or never allowed it. */
  illegal_move: { status: CaseStatus };
  action_not_in_state: { action: CaseAction; status: CaseStatus };
  /** This person may not; these may. */
  role_may_not: { action: CaseAction; roles: readonly Role[] };
  no_role: { action: CaseAction };
  person_inactive: Record<never, never>;
  looking_needs_role: Record<never, never>;
  already_claimed: { by: string };
  /** The proposal was decided by somebody else a moment ago, or withdrawn. */
  already_decided: {
    by: string;
    decision: 'approved' | 'rejected' | 'returned' | 'withdrawn' | 'expired' | 'accepted' | 'declined' | 'executed';
  };
  own_proposal: Record<never, never>;
  /** The complaint is about this person: no owning, deciding, closing. */
  complained_about: Record<never, never>;
  assignee_complained_about: { name: string };
  signed_already: Record<never, never>;
  /** Several people sign; this role is next. */
  other_signs_first: { role: Role };
  /** Past a limit: per decision, or added up over the case, the car or the month; `kind` = this kind of money is not his at all. */
  above_authority: {
    amountFen: number;
    limit: LimitKind;
    limitFen: number;
    wouldBeFen: number;
    roles: readonly Role[];
  };
  consent_missing: { manufacturer: string };
  already_paid: Record<never, never>;
  already_paused: Record<never, never>;
  not_paused: Record<never, never>;
  time_not_understood: Record<never, never>;
  time_in_the_past: Record<never, never>;
  promise_not_found: Record<never, never>;
  nothing_to_acknowledge: Record<never, never>;
  deputy_invalid: { name: string };
  dates_invalid: Record<never, never>;
  shifts_invalid: Record<never, never>;
  visits_invalid: Record<never, never>;
  visits_not_allowed: Record<never, never>;
  crisis_not_open: Record<never, never>;
  statement_not_found: Record<never, never>;
  report_not_found: Record<never, never>;
  /** The report was sent already, or a newer version stands. */
  report_gone: Record<never, never>;
  /** The message was not taken for a case, or it was put right already. */
  nothing_to_detach: Record<never, never>;
  /** These solutions cost money, and no amount is given for them. */
  amount_required: { solutions: readonly Solution[] };
  /** The amount shown when the button was pressed is not the amount now. */
  amount_changed: { shownFen: number; nowFen: number };
  not_your_proposal: { by: string };
  lowering_needs_manager: { roles: readonly Role[] };
  same_severity: Record<never, never>;
  dismissing_major_needs_manager: { roles: readonly Role[] };
  reason_required: Record<never, never>;
  /** Carried out, but neither words nor files say so. */
  proof_required: Record<never, never>;
  nothing_to_change: Record<never, never>;
  /** Nothing on the card waits for a yes any more, or it changed since the card was drawn. */
  nothing_to_confirm: Record<never, never>;
  follow_up_missing: Record<never, never>;
  /** A case is closed with how it ended, the cause and the responsible party. */
  closing_required: Record<never, never>;
  same_case: Record<never, never>;
  merge_target_gone: { number: string; status: CaseStatus };
  case_not_found: { number: string };
  message_not_found: Record<never, never>;
  /** A card or an answer of the desk itself. */
  message_is_ours: Record<never, never>;
  /** The desk has to be invited into the channel first. */
  desk_not_in_place: Record<never, never>;
  person_not_found: { name: string };
  assignee_without_role: { name: string };
  already_assigned: { name: string };
  setup_people_not_allowed: Record<never, never>;
  /** Nobody would be left who may give roles. */
  last_administrator: { name: string };
  setup_places_not_allowed: Record<never, never>;
  /** `others` are wrong besides, where several were typed at once. */
  invalid_fact: { fact: TypedFact; others?: readonly TypedFact[] };
  csv_line: { line: number; problem: 'columns' | 'role' | 'department' | 'contact' | 'deputy' | 'shifts' };
  csv_empty: Record<never, never>;
  /** A complaint from a form or a direct message needs a marked complaint channel for its card. */
  no_complaints_place: Record<never, never>;
  already_registered: { numbers: readonly string[] };
}
export type RefusalCode = keyof Refusals;

/** A rule said no. The person sees the sentence for `code`, nobody else; nothing was changed. */
export class RuleError<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly params: Refusals[C];
  constructor(code: C, params: Refusals[C]) {
    super(code);
    this.name = 'RuleError';
    this.code = code;
    this.params = params;
  }
}

/** Somebody else changed the case between load and save; load again and decide again. */
export class ConflictError extends Error {
  constructor(what: string) {
    super(`changed meanwhile: ${what}`);
    this.name = 'ConflictError';
  }
}
