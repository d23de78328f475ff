import type { Category } from '../domain/complaint.ts';
import { PART } from './fault-words.ts';

/** Words that speak for a category, with their weight. Each pattern counts at most twice. */
export interface CategoryWords {
  readonly category: Category;
  readonly weight: number;
  readonly pattern: RegExp;
}

/** A pattern that finds every occurrence. */
export const g = (source: string): RegExp => new RegExp(source, 'g');
/** One line of a word list. */
export const words = (category: Category, weight: number, pattern: RegExp): CategoryWords => ({
  category,
  weight,
  pattern,
});

/** Duration as people write it. */
export const SPAN =
  '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十半几好多大整俩仨个]{1,4})\\s*(?:多|来)?(?:个)?(?:多|半|把)?';
/** A duration in hours or minutes. */
export const HOURS = `${SPAN}(?:小时|钟头|钟|分钟|点钟|下午|上午|早上|半天)`;
/** A duration in days or more. */
export const DAYS = `${SPAN}(?:天|周|星期|礼拜|月|年|工作日)`;
/** A part that can be waited for. */
export const COMPONENT = PART.replace('|车子|整车|新车|车)', '|配件|零件|件|料|货)');
