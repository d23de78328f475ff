import type {
  Category,
  CustomerType,
  Emotion,
  Found,
  FoundPromise,
  FoundTrigger,
  Reading,
  ReadingReason,
  Severity,
  Sureness,
  Verdict,
} from '../domain/complaint.ts';

/** What is left of one complaint of an answer: only what the source supports. */
export interface CheckedComplaint {
  /** Where this customer's part begins in the folded text; null when the words were not found. */
  readonly startsAt: number | null;
  /** Null when it was empty or held figures that the source does not. */
  readonly summary: string | null;
  readonly category: Found<Category>;
  readonly secondaryCategories: readonly Category[];
  /** The quote is null when the source does not hold it: then it raises nothing. */
  readonly severity: Found<Severity>;
  readonly triggers: readonly FoundTrigger[];
  readonly customerType: Found<CustomerType>;
  readonly demand: Found<string> | null;
  readonly hiddenNeed: string | null;
  readonly emotion: Emotion;
  readonly model: Found<string> | null;
  readonly mileageKm: Found<number> | null;
  readonly amountFen: Found<number> | null;
  readonly occurredOn: Found<string> | null;
  readonly promises: readonly FoundPromise[];
  /** What the model looked for and says is not there, which is not the same as a find that did not hold. */
  readonly denied: readonly ('demand' | 'amountFen')[];
}

/** A part of an answer that the source does not bear out. */
export interface Dropped {
  /** Path in the answer: `complaints.0.demand`. */
  readonly field: string;
  readonly why: 'quote' | 'value' | 'order';
}

/** An answer after every quote, figure and placeholder was checked against the source. */
export interface CheckedAnswer {
  readonly verdict: Verdict;
  readonly sureness: Sureness;
  readonly reason: ReadingReason | null;
  readonly evidence: readonly string[];
  readonly relation: Reading['relation'];
  readonly complaints: readonly CheckedComplaint[];
  readonly injection: readonly string[];
  readonly dropped: readonly Dropped[];
  /** Quotes the answer gave; those that were not found are in `dropped` with why 'quote'. */
  readonly quotes: number;
}

/** Share of quotes that do not stand in the source; 0 when none was given. */
export const unsupportedShare = (checked: CheckedAnswer): number =>
  checked.quotes === 0 ? 0 : checked.dropped.filter((one) => one.why === 'quote').length / checked.quotes;
