import { formsEn } from './forms-en.ts';
import { marksEn, namesEn } from './names-en.ts';
import { noticesEn } from './notices-en.ts';
import { refusalsEn } from './refusals-en.ts';
import { screensEn } from './screens-en.ts';
import { timeEn } from './time-en.ts';
import { timelineEn } from './timeline-en.ts';
import type { Wording } from './wording.ts';

/** English. */
export const en: Wording = {
  language: 'en',
  name: namesEn,
  mark: marksEn,
  refusal: refusalsEn,
  notice: noticesEn,
  event: timelineEn,
  time: timeEn,
  form: formsEn,
  screen: screensEn,
};
