import type { CrisisStep, ImpactQuestion, Probability } from '../domain/crisis.ts';
import type { DraftRule } from '../domain/reply-draft.ts';
import type { Question } from './screens.ts';

/** Forms of the report to the manufacturer and of the crisis file. */
export type GraveFormName =
  | 'report'
  | 'crisisAssess'
  | 'crisisPhase'
  | 'crisisStep'
  | 'crisisMedia'
  | 'crisisStatement';

/** Their inputs. */
export type GraveInputName =
  | 'measures'
  | 'wanted'
  | 'impact'
  | 'probability'
  | 'phase'
  | 'phaseReason'
  | 'crisisStep'
  | 'stepOwner'
  | 'stepDone'
  | 'outlet'
  | 'mediaText'
  | 'statement';

/** The words of these forms; they stand among those of all forms. */
export interface GraveForms {
  readonly title: Readonly<Record<GraveFormName, string>>;
  readonly submit: Readonly<Record<GraveFormName, string>>;
  readonly label: Readonly<Record<GraveInputName, string>>;
  readonly placeholder: Readonly<Record<GraveInputName, string>>;
  readonly hint: Readonly<Partial<Record<GraveInputName, string>>>;
}

/** The card of a report to the manufacturer. `maker` is what the manufacturer is called. */
export interface ReportWording {
  readonly title: (maker: string) => string;
  readonly view: string;
  readonly version: (version: number) => string;
  readonly draft: string;
  readonly sent: (name: string, at: string) => string;
  readonly label: Readonly<
    Record<
      | 'number'
      | 'severity'
      | 'openedAt'
      | 'firstContactAt'
      | 'vehicle'
      | 'summary'
      | 'risks'
      | 'demand'
      | 'measures'
      | 'wanted',
      string
    >
  >;
  readonly none: string;
  readonly notYet: string;
  readonly unfinished: string;
  readonly send: string;
  readonly edit: string;
  readonly renew: string;
  readonly copy: (maker: string) => string;
  readonly masked: string;
  readonly confirm: (maker: string, version: number) => Question;
  readonly intro: (maker: string) => string;
}

/** The card of a crisis file. */
export interface CrisisWording {
  readonly title: string;
  readonly view: string;
  readonly watched: string;
  readonly button: Readonly<Record<'assess' | 'phase' | 'step' | 'media' | 'statement' | 'release', string>>;
  /** A whole question (domain.md §1.7). At most 75 characters. */
  readonly question: Readonly<Record<ImpactQuestion, string>>;
  readonly probability: Readonly<Record<Probability, string>>;
  readonly step: Readonly<Record<CrisisStep, string>>;
  readonly impact: (yes: number, probability: string) => string;
  readonly notAssessed: string;
  readonly team: string;
  readonly nobody: string;
  readonly steps: (done: number, all: number) => string;
  readonly noOwner: string;
  readonly log: string;
  readonly media: string;
  readonly statements: string;
  readonly statementDraft: (name: string, at: string) => string;
  readonly released: (name: string, at: string) => string;
  /** What is wrong with a draft, in words. */
  readonly fault: Readonly<Record<DraftRule, string>>;
  readonly faults: (which: string) => string;
  readonly earlier: (count: number) => string;
  readonly confirmRelease: Question;
  readonly done: string;
  readonly intro: Readonly<Record<'assess' | 'phase' | 'step' | 'media' | 'statement', string>>;
}

/** Reports and crises. */
export interface GraveWording {
  readonly report: ReportWording;
  readonly crisis: CrisisWording;
}
