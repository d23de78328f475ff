import { adviceZh } from './advice-zh.ts';
import { cardLinesZh } from './card-lines-zh.ts';
import { dutyZh } from './forms-duty-zh.ts';
import { graveZh } from './forms-grave-zh.ts';
import { moneyZh } from './forms-money-zh.ts';
import { timeFormZh } from './forms-time-zh.ts';
import { formsZh } from './forms-zh.ts';
import { marksZh, namesZh } from './names-zh.ts';
import { noticesZh } from './notices-zh.ts';
import { readingZh } from './reading-zh.ts';
import { refusalsZh } from './refusals-zh.ts';
import { remindersZh } from './reminders-zh.ts';
import { screensZh } from './screens-zh.ts';
import { timeZh } from './time-zh.ts';
import { timelineZh } from './timeline-zh.ts';
import type { Wording } from './wording.ts';

/** Chinese. */
export const zh: Wording = {
  language: 'zh',
  name: namesZh,
  mark: marksZh,
  refusal: refusalsZh,
  notice: noticesZh,
  reminder: remindersZh,
  event: timelineZh,
  time: timeZh,
  form: formsZh,
  grave: graveZh,
  duty: dutyZh,
  money: moneyZh,
  screen: screensZh,
  advice: adviceZh,
  line: cardLinesZh,
  formTime: timeFormZh,
  reading: readingZh,
};
