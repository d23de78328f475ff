import { type Identifier, identifiersIn } from './model-mask-find.ts';

/** A text without what tells who it is about, and the way back (llm.md B3.6, domain.md §9.3). */
export interface Masked {
  readonly masked: string;
  /** Words of the masked text become the verbatim words of the source; placeholders that were never given stay as they are. */
  readonly restore: (text: string) => string;
}

/** A run of the masked text and the run of the source it stands for. */
interface Piece {
  readonly words: string;
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly placeholder: boolean;
}

function namer(): (one: Identifier) => string {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return ({ kind, key }) => {
    const known = names.get(`${kind} ${key}`);
    if (known !== undefined) return known;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const name = `〔${kind}${number}〕`;
    names.set(`${kind} ${key}`, name);
    return name;
  };
}

function piecesOf(text: string, found: readonly Identifier[]): Piece[] {
  const nameOf = namer();
  const pieces: Piece[] = [];
  let from = 0;
  let at = 0;
  const push = (words: string, start: number, end: number, placeholder: boolean): void => {
    if (words !== '') pieces.push({ words, at, start, end, placeholder });
    at += words.length;
  };
  for (const one of found) {
    // An end before `from` lies wholly in what was replaced; a part of it may reach beyond.
    if (one.end <= from) continue;
    push(text.slice(from, one.start), from, Math.max(from, one.start), false);
    push(nameOf(one), Math.max(from, one.start), one.end, true);
    from = one.end;
  }
  push(text.slice(from), from, text.length, false);
  return pieces;
}

/** The place in the source of a place in the masked text; inside a placeholder it is the whole identifier. */
function sourceIndex(pieces: readonly Piece[], at: number, side: 'start' | 'end'): number {
  const piece = pieces.find((one) =>
    side === 'start' ? at < one.at + one.words.length : at <= one.at + one.words.length,
  );
  if (piece === undefined) return 0;
  if (piece.placeholder) return side === 'start' ? piece.start : piece.end;
  return piece.start + (at - piece.at);
}

/** Models like to turn the brackets into others. */
const PLACEHOLDER = /[〔【[(（]\s*(\p{sc=Han}{2,3})\s?(\d{1,3})\s*[〕】\])）]/gu;

/**
 * Replaces every identifier by a placeholder, the same value by the same one: 〔电话1〕, 〔车牌1〕, 〔客户1〕. Brackets of that shape in the source
 * become placeholders themselves, so that nobody can forge one.
 */
export function maskForModel(text: string, found: readonly Identifier[] = identifiersIn(text)): Masked {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces = piecesOf(text, sorted);
  const masked = pieces.map((one) => one.words).join('');
  const firstWords = new Map<string, string>();
  for (const one of pieces) {
    if (one.placeholder && !firstWords.has(one.words)) firstWords.set(one.words, text.slice(one.start, one.end));
  }
  const restore = (words: string): string => {
    if (firstWords.size === 0 || words === '') return words;
    const at = /[〔〕]/.test(words) ? masked.indexOf(words) : -1;
    if (at >= 0) return text.slice(sourceIndex(pieces, at, 'start'), sourceIndex(pieces, at + words.length, 'end'));
    return words.replace(PLACEHOLDER, (token, kind, number) => firstWords.get(`〔${kind}${number}〕`) ?? token);
  };
  return { masked, restore };
}
