/** Forms about who is there: absences, shifts, deputies. */
export type DutyFormName = 'delegate' | 'shifts';

/** Their inputs. */
export type DutyInputName =
  | 'deputy'
  | 'leaveFrom'
  | 'leaveTo'
  | 'leavePerson'
  | 'shiftsWho'
  | 'shiftsHow'
  | 'shiftsText'
  | 'standingDeputy'
  | 'noDeputy';

/** The words of these forms; they stand among those of all forms. */
export interface DutyForms {
  readonly title: Readonly<Record<DutyFormName, string>>;
  readonly submit: Readonly<Record<DutyFormName, string>>;
  readonly label: Readonly<Record<DutyInputName, string>>;
  readonly placeholder: Readonly<Record<DutyInputName, string>>;
  readonly hint: Readonly<Partial<Record<DutyInputName, string>>>;
}

/** What else is said of shifts, absences and deputies. Dates are store-local `MM-DD` or `YYYY-MM-DD`. */
export interface DutyWording {
  readonly delegateIntro: string;
  readonly now: (leave: string) => string;
  readonly away: (from: string, to: string, deputy: string | null) => string;
  readonly standsIn: (deputy: string) => string;
  readonly delegated: (person: string, leave: string) => string;
  readonly back: string;
  readonly shiftsIntro: string;
  readonly how: Readonly<Record<'keep' | 'store' | 'own', string>>;
  readonly noDeputy: string;
  readonly storeHours: string;
  /** Seven, Monday first. */
  readonly days: readonly string[];
  /** From one day to a later one. */
  readonly dayRange: (from: string, to: string) => string;
  readonly saved: (person: string, shifts: string, deputy: string | null) => string;
}
