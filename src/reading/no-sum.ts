import type { Span } from './normalise.ts';

/** 跑了6万8, 表显三万, 154****3312: an odometer or what is left of a masked number. */
const COUNTS_KM = /(?:跑|行驶|里程|表显|公里数)(?:了|才|刚|大概|快|有|到|已|将近|约|是|:)*\s*$/;
const MASKED = /[*＊x]{2,}\s*$/;
const MASKED_AFTER = /^[*＊]{2,}/;

/** 消费满3000才有, 一块二一度: a threshold, and what one of many costs. */
const THRESHOLD = /(?:消费|充值|充|买|订单)满$/;
const EACH = /^[^。,!?]{0,2}(?:一|每|1)(?:度|公里|升|分钟)/;

/** 十点五十, 一百一的速度, 播放四十一万, 99抵600: a time, a speed, an audience, what a coupon stands for. */
const COUNTED_BEFORE =
  /(?:[\d一二两三四五六七八九十]点|(?:播放(?:量)?|点赞|转发|浏览|阅读|时速|码表)(?:了|到|已|有|都)?|\d抵)$/;
const SPEED = /^[^。,!?]{0,1}(?:速度|码|迈)/;

/** True when a number, whatever its unit, cannot be money where it stands. */
export function isNoSum(text: string, span: Span): boolean {
  const before = text.slice(Math.max(0, span.start - 8), span.start);
  const words = text.slice(span.start, span.end);
  if (MASKED.test(before) || MASKED_AFTER.test(text.slice(span.end, span.end + 3))) return true;
  if (COUNTED_BEFORE.test(before) || SPEED.test(text.slice(span.end, span.end + 5))) return true;
  if (THRESHOLD.test(before) || EACH.test(text.slice(span.end, span.end + 6))) return true;
  return COUNTS_KM.test(before) && !/[元块钱¥]/.test(words + text.slice(span.end, span.end + 2));
}
