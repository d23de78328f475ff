import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/case-event.ts';
import { peopleIn } from '../../domain/event-people.ts';
import type { PersonId } from '../../domain/ids.ts';

/** Everybody a case and its timeline name. */
export const peopleOf = (c: Case, events: readonly CaseEvent[]): readonly PersonId[] => [
  ...new Set([c.reporter, c.assignee, ...peopleIn(events)].filter((id) => id !== null)),
];
