import { formsZh } from './forms-zh.ts';
import { marksZh, namesZh } from './names-zh.ts';
import { noticesZh } from './notices-zh.ts';
import { refusalsZh } from './refusals-zh.ts';
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
  event: timelineZh,
  time: timeZh,
  form: formsZh,
  screen: screensZh,
};
