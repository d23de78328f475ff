import type { VisitCount } from '../../src/domain/visits.ts';
import type { Visits } from '../../src/ports.ts';

export function createFakeVisits(): Visits {
  let spans: readonly VisitCount[] = [];
  const overlaps = (from: string, to: string) => (span: VisitCount) => span.from <= to && span.to >= from;
  return {
    within: async (from, to) => spans.filter(overlaps(from, to)),
    async set(visits) {
      const others = spans.filter((span) => !overlaps(visits.from, visits.to)(span));
      spans = [...others, visits].sort((a, b) => a.from.localeCompare(b.from));
    },
  };
}
