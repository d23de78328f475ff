import type { ProposalState } from '../domain/case.ts';
import type { CaseAction } from '../domain/case-action.ts';
import type { PauseReason } from '../domain/case-clock.ts';
import type { ContactWay, FollowUpResult, MaskedFact } from '../domain/case-event.ts';
import type { CaseStatus } from '../domain/case-status.ts';
import type { CauseVerdict, Party, Resolution } from '../domain/closing.ts';
import type {
  AskableFact,
  Category,
  CustomerType,
  FactName,
  Found,
  ReadingReason,
  Severity,
  Subcategory,
  Trigger,
  Verdict,
} from '../domain/complaint.ts';
import type { CrisisPhase, ImpactQuestion } from '../domain/crisis.ts';
import type { RefusalCode, Refusals } from '../domain/errors.ts';
import type { Intake } from '../domain/message.ts';
import type { MoneyKind, Payer } from '../domain/money.ts';
import type { EXPIRY_REASONS } from '../domain/money-event.ts';
import type { MATCHES } from '../domain/notice.ts';
import type { Department, Role } from '../domain/person.ts';
import type { PlacePurpose } from '../domain/place.ts';
import type { Solution } from '../domain/solution.ts';
import type { TimerKind } from '../domain/timer.ts';

/** What is done to a case, when it is due and how it ends. */
export interface CourseNames {
  readonly action: Readonly<Record<CaseAction, string>>;
  /** What can be late: a clock, a promise, an execution, an approval. */
  readonly timer: Readonly<Record<TimerKind, string>>;
  readonly pauseReason: Readonly<Record<PauseReason, string>>;
  readonly resolution: Readonly<Record<Resolution, string>>;
  /** 不良 / 不满 / 客户过失. */
  readonly causeVerdict: Readonly<Record<CauseVerdict, string>>;
  readonly party: Readonly<Record<Party, string>>;
  readonly crisisPhase: Readonly<Record<CrisisPhase, string>>;
  /** The five impact questions in short; as they are asked they stand in forms-grave. */
  readonly impact: Readonly<Record<ImpactQuestion, string>>;
  /** Why an approval that was asked for no longer stands. */
  readonly expiry: Readonly<Record<(typeof EXPIRY_REASONS)[number], string>>;
  /** How a message was known to be about an earlier case. */
  readonly match: Readonly<Record<(typeof MATCHES)[number], string>>;
}

/** What the things of the domain are called on the shop floor. */
export interface Names extends CourseNames {
  readonly category: Readonly<Record<Category, string>>;
  readonly subcategory: Readonly<Record<Subcategory, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly trigger: Readonly<Record<Trigger, string>>;
  readonly status: Readonly<Record<CaseStatus, string>>;
  readonly proposalState: Readonly<Record<ProposalState, string>>;
  readonly role: Readonly<Record<Role, string>>;
  readonly department: Readonly<Record<Department, string>>;
  readonly solution: Readonly<Record<Solution, string>>;
  readonly payer: Readonly<Record<Payer, string>>;
  readonly money: Readonly<Record<MoneyKind, string>>;
  readonly customerType: Readonly<Record<CustomerType, string>>;
  readonly contactWay: Readonly<Record<ContactWay, string>>;
  readonly followUpResult: Readonly<Record<FollowUpResult, string>>;
  readonly fact: Readonly<Record<FactName, string>>;
  readonly maskedFact: Readonly<Record<MaskedFact, string>>;
  /** As it stands in "please add …". */
  readonly askable: Readonly<Record<AskableFact, string>>;
  readonly verdict: Readonly<Record<Verdict, string>>;
  /** A whole sentence: why a message did or did not become a case. */
  readonly reason: Readonly<Record<ReadingReason, string>>;
  readonly purpose: Readonly<Record<PlacePurpose, string>>;
  /** How a complaint reached the desk. */
  readonly intake: Readonly<Record<Intake, string>>;
  /** Who read a value from the text. */
  readonly readBy: Readonly<Record<Found<unknown>['by'], string>>;
  /** Why a file was not kept, as the end of a sentence. */
  readonly fileFault: Readonly<Record<'too_large' | 'gone' | 'unreadable' | 'not_as_named', string>>;
  readonly noRole: string;
  readonly noDepartment: string;
  readonly noPurpose: string;
  /** The desk itself, where it acted on its own. */
  readonly desk: string;
  /** Somebody whose name is not known. */
  readonly somebody: string;
  /** A customer whose name is not known. */
  readonly unknownCustomer: string;
}

/** One sentence for every way a rule can say no: what to do now, or who can. */
export type RefusalWording = { readonly [C in RefusalCode]: (params: Refusals[C]) => string };

/** Joins and marks, so that no view writes punctuation of its own. */
export interface Marks {
  /** A、B、C · A, B and C. */
  readonly list: (items: readonly string[]) => string;
  /** A、B 或 C · A, B or C. */
  readonly or: (items: readonly string[]) => string;
  readonly quote: (text: string) => string;
  /** `label：value` · `label: value`. */
  readonly pair: (label: string, value: string) => string;
  /** `text（note）` · `text (note)`. */
  readonly noted: (text: string, note: string) => string;
  readonly km: (km: number) => string;
}
