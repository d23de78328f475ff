import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/case-event.ts';
import type { PersonId } from '../../domain/ids.ts';

/** Everybody a case and its timeline name. */
export function peopleOf(c: Case, events: readonly CaseEvent[]): readonly PersonId[] {
  const named = events.flatMap(({ by, body }) => {
    if (body.type === 'handed_over') return [by, body.from, body.to];
    return body.type === 'claimed' ? [by, body.assignee] : [by];
  });
  return [...new Set([c.reporter, c.assignee, ...named].filter((id) => id !== null))];
}
