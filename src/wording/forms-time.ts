/** Forms about time, promises, people complained about, and the end of a case. */
export type TimeFormName = 'agreeDate' | 'promise' | 'keepPromise' | 'pause' | 'accuse';

/** Their inputs. */
export type TimeInputName =
  | 'agreedAt'
  | 'agreedWords'
  | 'promisedAt'
  | 'promiseText'
  | 'whichPromise'
  | 'keptNote'
  | 'waitingFor'
  | 'pauseReason'
  | 'accused'
  | 'planTold'
  | 'resolution'
  | 'verdict'
  | 'party'
  | 'parties';

/** The words of these forms; they stand among those of all forms. */
export interface TimeForms {
  readonly title: Readonly<Record<TimeFormName, string>>;
  readonly submit: Readonly<Record<TimeFormName, string>>;
  readonly label: Readonly<Record<TimeInputName, string>>;
  readonly placeholder: Readonly<Record<TimeInputName, string>>;
  readonly hint: Readonly<Partial<Record<TimeInputName, string>>>;
}

/** What else stands in them. */
export interface TimeFormWording {
  /** Beside the box that is ticked. */
  readonly planTold: string;
  readonly agreeDateIntro: (now: string) => string;
  readonly noDateYet: string;
  readonly promiseIntro: string;
  readonly pauseIntro: string;
  readonly accuseIntro: string;
  readonly closingIntro: string;
  /** What a promise is called in a list: its words and its time. */
  readonly promiseOption: (text: string, at: string) => string;
}
