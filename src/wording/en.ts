import { adviceEn } from './advice-en.ts';
import { cardLinesEn } from './card-lines-en.ts';
import { dutyEn } from './forms-duty-en.ts';
import { formsEn } from './forms-en.ts';
import { graveEn } from './forms-grave-en.ts';
import { moneyEn } from './forms-money-en.ts';
import { timeFormEn } from './forms-time-en.ts';
import { marksEn, namesEn } from './names-en.ts';
import { noticesEn } from './notices-en.ts';
import { readingEn } from './reading-en.ts';
import { refusalsEn } from './refusals-en.ts';
import { remindersEn } from './reminders-en.ts';
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
  reminder: remindersEn,
  event: timelineEn,
  time: timeEn,
  form: formsEn,
  grave: graveEn,
  duty: dutyEn,
  money: moneyEn,
  screen: screensEn,
  advice: adviceEn,
  line: cardLinesEn,
  formTime: timeFormEn,
  reading: readingEn,
};
