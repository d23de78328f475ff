import type { Found } from '../domain/complaint.ts';
import { clausesOf } from './clauses.ts';
import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';

// What the customer wants done (solutions of domain.md §1.6), strongest wording first.
const WISHES: readonly RegExp[] = [
  /要求|必须|强烈要求|诉求/,
  /退一赔三|退车|换车|退换|退款|退钱|退还|退我|全退|赔(?:偿|我|钱|\d|一|两|三)|索赔/,
  /道歉|(?:给|要)(?:我|个|一个)?(?:说法|解释|交代|答复)|应该.{0,6}(?:出|赔|负责)|承担|免费(?:修|换)|补偿|兑现|删(?:除|掉|了)/,
  /希望|想要|麻烦(?:尽快|赶紧|快)|尽快|赶紧|马上(?:处理|解决|安排|撤|修|换)|坚持要|要换|要退|钱要退|退我就行|让.{0,8}(?:回电|回个电话)/,
  /\b(?:wants?|demands?|asks?|asking|requests?|refund|compensat\w*|apolog\w*|replace\w*)\b/,
];

const LONGEST = 40;

/** The clause; only from the wish on where the clause is long or is all that was said. */
function wishIn(plain: Plain, clause: Span, from: number): string {
  const all = quoteOf(plain, clause).trim();
  const start = all.length > LONGEST || all === plain.raw.trim() ? from : clause.start;
  return quoteOf(plain, { start, end: Math.min(clause.end, start + LONGEST) }).trim();
}

/** The clause that says what the customer wants, verbatim and at most 40 characters; null when none does. */
export function findDemand(plain: Plain): Found<string> | null {
  const clauses = clausesOf(plain.text);
  for (const wish of WISHES) {
    for (const clause of clauses) {
      const match = wish.exec(plain.text.slice(clause.start, clause.end));
      if (match === null) continue;
      const quote = wishIn(plain, clause, clause.start + match.index);
      if (quote !== '' && quote !== plain.raw.trim()) return { value: quote, quote, by: 'rule', sureness: 'inferred' };
    }
  }
  return null;
}
