import { WORDS_EN } from './words-en.ts';
import { WORDS_ZH } from './words-zh.ts';

/** A model's answer to the harmless message, as it is told. `cost` is in whole units of its currency. */
export interface ToldAnswer {
  readonly name: string;
  readonly mode: string;
  readonly seconds: string;
  readonly tokens: { readonly input: number; readonly cached: number; readonly output: number } | null;
  readonly cost: string | null;
}

/** What is wrong with the connection to a model. */
export interface ToldFailure {
  readonly name: string;
  readonly url: string;
  readonly seconds: string;
  readonly detail: string;
}

/** All the doctor says, in one language. Sentences about something wrong say how to mend it. */
export interface DoctorWords {
  readonly title: string;
  readonly verdict: (wrong: number) => string;
  readonly node: (version: string) => string;
  readonly oldNode: (version: string, needed: number) => string;
  readonly config: string;
  readonly configFault: (variable: string, problem: string, remedy: string) => string;
  readonly policy: (file: string | null) => string;
  readonly policyFault: (message: string) => string;
  readonly calendar: (year: string) => string;
  readonly calendarMissing: (year: string) => string;
  readonly prompts: (count: number) => string;
  readonly promptsFault: (message: string) => string;
  readonly database: (where: string, applied: number) => string;
  readonly databaseNew: (where: string) => string;
  readonly databasePending: (where: string, pending: number) => string;
  readonly databaseInUse: (where: string) => string;
  readonly databaseFault: (message: string) => string;
  readonly modelOff: string;
  readonly model: (answer: ToldAnswer) => string;
  readonly modelSlow: (seconds: string) => string;
  readonly modelNoUse: (name: string, detail: string) => string;
  readonly modelTimeout: (failure: ToldFailure) => string;
  readonly modelUnreachable: (failure: ToldFailure) => string;
  readonly modelUnauthorised: (failure: ToldFailure) => string;
  readonly modelNoMoney: (failure: ToldFailure) => string;
  readonly modelRateLimited: (failure: ToldFailure) => string;
  readonly modelBadRequest: (failure: ToldFailure) => string;
  readonly modelFault: (failure: ToldFailure) => string;
  readonly pictures: (model: string, seconds: string) => string;
  readonly picturesFail: (model: string, detail: string) => string;
  readonly picturesNotAllowed: string;
  readonly picturesNotSeen: string;
  readonly voice: (model: string) => string;
  readonly voiceNot: string;
}

export const doctorWords = (language: 'zh' | 'en'): DoctorWords => (language === 'en' ? WORDS_EN : WORDS_ZH);
