import type { Severity } from '../domain/complaint.ts';
import type { PlacePurpose } from '../domain/place.ts';
import type { DutyFormName, DutyInputName } from './forms-duty.ts';
import type { GraveFormName, GraveInputName } from './forms-grave.ts';
import type { MoneyFormName, MoneyInputName } from './forms-money.ts';
import type { TimeFormName, TimeInputName } from './forms-time.ts';

/** The forms a person can fill in. */
export type FormName =
  | GraveFormName
  | DutyFormName
  | TimeFormName
  | MoneyFormName
  | 'newCase'
  | 'handOver'
  | 'severity'
  | 'amend'
  | 'contact'
  | 'propose'
  | 'reject'
  | 'accept'
  | 'decline'
  | 'carryOut'
  | 'followUp'
  | 'close'
  | 'reopen'
  | 'dismiss'
  | 'merge'
  | 'people'
  | 'peopleCsv'
  | 'place';

/** The inputs of all forms. One input may stand in several forms where the question is the same. */
export type InputName =
  | GraveInputName
  | DutyInputName
  | TimeInputName
  | MoneyInputName
  | 'text'
  | 'summary'
  | 'name'
  | 'phone'
  | 'plate'
  | 'vin'
  | 'model'
  | 'mileage'
  | 'amount'
  | 'date'
  | 'demand'
  | 'category'
  | 'customerType'
  | 'assignee'
  | 'handOverNote'
  | 'severity'
  | 'severityReason'
  | 'way'
  | 'contactText'
  | 'solutions'
  | 'refund'
  | 'goodwill'
  | 'payer'
  | 'proposeReason'
  | 'rejectReason'
  | 'acceptNote'
  | 'declineReason'
  | 'proof'
  | 'files'
  | 'result'
  | 'followUpNote'
  | 'closeNote'
  | 'reopenReason'
  | 'dismissReason'
  | 'number'
  | 'user'
  | 'role'
  | 'department'
  | 'csv'
  | 'purpose';

export interface FormWording {
  /** Titles and buttons have at most 24 characters (Slack). */
  readonly title: Readonly<Record<FormName, string>>;
  readonly submit: Readonly<Record<FormName, string>>;
  readonly cancel: string;
  readonly close: string;
  readonly label: Readonly<Record<InputName, string>>;
  /** Shown in the empty input; '' for none. */
  readonly placeholder: Readonly<Record<InputName, string>>;
  /** Shown under the input. */
  readonly hint: Readonly<Partial<Record<InputName, string>>>;
  /** A line at the head of the form. */
  readonly intro: {
    readonly newCase: string;
    readonly amend: string;
    /** What the severity is, and below which level the trigger words keep it without a manager's word. */
    readonly severity: (now: Severity, floor: Severity, triggers: string) => string;
    readonly lowering: string;
    readonly paidBefore: (amount: string) => string;
    readonly followUp: string;
    readonly reopen: string;
    readonly dismiss: string;
    readonly merge: (number: string) => string;
    readonly peopleCsv: string;
    /** What the desk can and cannot do in a channel it is in, and in one it is not. */
    readonly placeMember: string;
    readonly placeNotMember: string;
    readonly placeNotHere: string;
    readonly placeNow: (purpose: string) => string;
  };
  /** What the desk does in a place of this purpose. */
  readonly purposeMeans: Readonly<Record<PlacePurpose | 'none', string>>;
  readonly csvExample: string;
}
