import type { ModalView } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import { PAUSE_REASONS } from '../../domain/case-clock.ts';
import type { HeardPromise } from '../../domain/case-reading.ts';
import { maskedText } from '../../domain/masked-text.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { LIMIT, typedPlain } from '../limits.ts';
import { aboutCase } from './about-case.ts';
import { choice, formView, instantInput, lead, longInput, selectInput, textInput, usersInput } from './form-parts.ts';

const SHORT = 500;

/** When a form is filled in, and where. */
export interface Here {
  readonly now: Date;
  readonly timeZone: string;
}

/** Another date for the answer, with the customer's words. */
export function agreeDateForm(metadata: string, c: Case, { now, timeZone }: Here, w: Wording): ModalView {
  const due = c.dueAt === null ? w.formTime.noDateYet : moment(c.dueAt, now, timeZone, w.time);
  const later = c.dueAt !== null && Date.parse(c.dueAt) > now.getTime() ? new Date(c.dueAt) : null;
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.formTime.agreeDateIntro(due)),
    instantInput({ field: FIELD.dueAt, as: 'agreedAt', initial: later }, w),
    longInput({ field: FIELD.text, as: 'agreedWords', max: SHORT }, w),
  ];
  return formView('agreeDate', metadata, blocks, w);
}

/** A promise that was heard in a message, to be checked; a time that has passed is left for the person to choose. */
export interface Heard {
  readonly heard: HeardPromise;
  readonly now: Date;
}

const PROMISE_TEXT = 200;

/** Something promised to the customer. */
export function promiseForm(metadata: string, c: Case, w: Wording, first: Heard | null = null): ModalView {
  const text = first ? typedPlain(maskedText(c, first.heard.text), PROMISE_TEXT) : '';
  const due = first?.heard.dueAt ? new Date(first.heard.dueAt) : null;
  const initial = first && due && due > first.now ? due : null;
  const blocks = [
    ...aboutCase(c, w),
    ...lead(first ? w.reading.heardIntro : w.formTime.promiseIntro),
    textInput({ field: FIELD.text, as: 'promiseText', max: PROMISE_TEXT, initial: text }, w),
    instantInput({ field: FIELD.dueAt, as: 'promisedAt', initial }, w),
  ];
  return formView('promise', metadata, blocks, w);
}

/** Which of the open promises was kept; the option's value is its id. Only for a case that has one. */
export function keepPromiseForm(metadata: string, c: Case, { now, timeZone }: Here, w: Wording): ModalView {
  const options = c.promises
    .filter((p) => p.keptAt === null)
    .slice(0, LIMIT.options)
    .map((p) => {
      const text = w.formTime.promiseOption(maskedText(c, p.text), moment(p.dueAt, now, timeZone, w.time));
      return choice(p.id, typedPlain(text, LIMIT.optionText));
    });
  const blocks = [
    ...aboutCase(c, w),
    selectInput({ field: FIELD.promise, as: 'whichPromise', options, initial: options[0]?.value ?? null }, w),
    longInput({ field: FIELD.text, as: 'keptNote', optional: true, max: SHORT }, w),
  ];
  return formView('keepPromise', metadata, blocks, w);
}

/** What the case waits for while its clocks stand still. */
export function pauseForm(metadata: string, c: Case, w: Wording): ModalView {
  const options = PAUSE_REASONS.map((reason) => choice(reason, w.name.pauseReason[reason]));
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.formTime.pauseIntro),
    selectInput({ field: FIELD.waitingFor, as: 'waitingFor', options }, w),
    longInput({ field: FIELD.reason, as: 'pauseReason', max: SHORT }, w),
  ];
  return formView('pause', metadata, blocks, w);
}

/** Whom the customer complains about; `users` are the Slack ids of those known now. */
export function accuseForm(metadata: string, c: Case, users: readonly string[], w: Wording): ModalView {
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.formTime.accuseIntro),
    usersInput({ field: FIELD.accused, as: 'accused', optional: true, initial: users }, w),
  ];
  return formView('accuse', metadata, blocks, w);
}
