import type { Category } from '../domain/complaint.ts';
import { sentencesOf } from './clauses.ts';
import { type Frame, framesOf } from './frames.ts';
import { SALES_TOPICS } from './topics-sales.ts';
import { SERVICE_TOPICS } from './topics-service.ts';
import { WORKSHOP_TOPICS } from './topics-workshop.ts';

/**
 * What a text is about by its things, its process and its verb: each line is a family of words (or several that must all stand in the same
 * passage) with its points; unlike frames, whose strongest counts, the points of a category's lines are added up.
 */
export type Topics = Partial<Record<Category, Parameters<typeof framesOf>[1]>>;

const TOPICS: readonly (readonly [Category, readonly Frame[]])[] = [
  ...Object.entries(WORKSHOP_TOPICS),
  ...Object.entries(SALES_TOPICS),
  ...Object.entries(SERVICE_TOPICS),
].map(([category, lines]) => [category as Category, framesOf(category as Category, lines)]);

/** Words further apart than this do not speak of the same thing. */
const PASSAGE = 150;
/** So many points settle a topic; more words of it do not make it truer. */
const MOST = 13;

/** Neighbouring sentences of up to a passage's length, from every sentence on. */
function passagesOf(text: string): string[] {
  if (text.length <= PASSAGE) return [text];
  const sentences = sentencesOf(text);
  return sentences.map(({ start }, i) => {
    const last = sentences.findLast(({ end }, at) => at >= i && (at === i || end - start <= PASSAGE));
    return text.slice(start, last?.end).slice(0, PASSAGE * 2);
  });
}

function holds(passage: string, { all, none }: Frame): boolean {
  const found = (pattern: RegExp): boolean => passage.search(pattern) >= 0;
  return all.every(found) && !(none !== null && found(none));
}

/** How much each category's words are spoken in the passage that speaks most of it. */
export function topicsOf(text: string): Map<Category, number> {
  const points = new Map<Category, number>();
  for (const passage of passagesOf(text)) {
    for (const [category, lines] of TOPICS) {
      const sum = lines.filter((line) => holds(passage, line)).reduce((all, one) => all + one.weight, 0);
      if (sum > (points.get(category) ?? 0)) points.set(category, Math.min(sum, MOST));
    }
  }
  return points;
}
