import type { Case } from '../domain/case.ts';
import { storable } from './columns.ts';

/*
 * Most Chinese words have two characters, where pg_trgm finds nothing. So the app cuts text into pairs of neighbouring characters, a GIN
 * index on those finds the candidates, and a LIKE on the text decides. No extension, the same everywhere (database.md §1.8).
 * Pairs of digits are in every other case, so letters and digits in a row are cut into fours as well.
 */

/** One spelling of each character: full width becomes half width, capitals small; what Postgres cannot hold is as it is stored. */
const plain = (text: string): string => storable(text).normalize('NFKC').toLowerCase();

/** A car model as cases are compared by it: `Model Y` and `MODELY` are one. Null for none. */
export const carModelKey = (model: string | null): string | null => plain(model ?? '').replace(/\s+/gu, '') || null;

/** Without what people put inside a plate or a phone number: 沪A·123-45 → 沪a12345. */
const closed = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])[\s·•・.\-‐‑–—_]+(?=[\p{L}\p{N}])/gu, '');

/** All that is searched of a case, and the pieces it is found by. */
export function searchColumns(c: Case): { searchText: string; searchGrams: string[] } {
  const { customerName, phone, plate, vin, model, demand } = c.facts;
  const facts = [customerName, phone, plate, vin, model, demand].flatMap((fact) => (fact ? [fact.value] : []));
  const said = plain([c.text, c.summary, ...facts, c.malformedVin ?? ''].join('\n'));
  const lines = [plain(c.number), said, ...said.split('\n').map(closed)];
  const searchText = [...new Set(lines.flatMap((line) => line.split('\n')))].filter(Boolean).join('\n');
  return { searchText, searchGrams: [...pairs(searchText), ...fours(searchText)] };
}

/** Neighbouring characters, none across a space; each pair once. */
function pairs(text: string): string[] {
  const found = new Set<string>();
  for (const run of text.split(/\s+/)) {
    const characters = Array.from(run);
    for (let i = 1; i < characters.length; i++) found.add(`${characters[i - 1]}${characters[i]}`);
  }
  return [...found];
}

/** What phones, plates, VINs and case numbers are made of. Migration 0006 cut the rows of before by the same rule. */
const CODE = /[a-z0-9]{4,}/g;

/** Four neighbouring characters of each code; each once. */
function fours(text: string): string[] {
  const found = new Set<string>();
  for (const code of text.match(CODE) ?? []) for (let i = 4; i <= code.length; i++) found.add(code.slice(i - 4, i));
  return [...found];
}

/** What the text of a word is cut into, without the pairs that its fours hold. */
const asked = (word: string): string[] => [
  ...fours(word),
  ...pairs(word.replace(CODE, (code) => `${code[0]} ${code.at(-1)}`)),
];

/** One word of a search: what its text must contain, in a LIKE pattern, and its pieces (none for a single character). */
export interface SearchWord {
  readonly pattern: string;
  readonly grams: readonly string[];
}

/** The words of a search, each with the spellings that count as found. Empty when nothing was asked. */
export const searchWords = (words: string): readonly (readonly SearchWord[])[] =>
  plain(words)
    .split(/[\s,，、;；]+/u)
    .filter(Boolean)
    .map((word) =>
      [...new Set([word, closed(word)])].map((spelling) => ({ pattern: like(spelling), grams: asked(spelling) })),
    );

const like = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
