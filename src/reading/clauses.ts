import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

function cut(text: string, isEnd: (char: string, index: number) => boolean): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isEnd(text.charAt(i), i)) continue;
    if (i > start) found.push({ start, end: i });
    start = i + 1;
  }
  return found;
}

/** Clauses of a folded text: between commas, stops and line ends; a comma between digits (1,200) does not cut. */
export const clausesOf = (text: string): Span[] =>
  cut(text, (char, i) => {
    if (char === ',') return !(isDigit(text[i - 1]) && isDigit(text[i + 1]) && isDigit(text[i + 3]));
    return '。!?;\n…~、'.includes(char);
  });

/** Sentences of a folded text: between full stops, question and exclamation marks, semicolons and line ends. */
export const sentencesOf = (text: string): Span[] =>
  cut(
    text,
    (char, i) =>
      '。!?;\n'.includes(char) ||
      (char === '.' && /[a-z)"']\s|^.$/.test(text.slice(i - 1, i) + text.slice(i + 1, i + 2))),
  );

/** The range that holds an index; ranges are sorted. */
export function spanAt(spans: readonly Span[], index: number): Span | null {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    const span = spans[mid];
    if (span === undefined) return null;
    if (index < span.start) high = mid - 1;
    else if (index >= span.end) low = mid + 1;
    else return span;
  }
  return null;
}

/** All places where a pattern (with the g flag) matches. Not by matchAll, which makes a new RegExp each time: four times as slow. */
export function findAll(text: string, pattern: RegExp): Span[] {
  const found: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++;
    else found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The verbatim words of the first match of a pattern, or null. */
export function firstQuote(plain: Plain, pattern: RegExp): string | null {
  const match = pattern.exec(plain.text);
  if (match === null || match[0] === '') return null;
  return quoteOf(plain, { start: match.index, end: match.index + match[0].length });
}
