import type { CaseEvent, CaseEventBody } from './case-event.ts';
import type { PersonId } from './ids.ts';

/** Everybody an entry of a timeline names, besides who did it. */
function namedIn(body: CaseEventBody): readonly (PersonId | null)[] {
  switch (body.type) {
    case 'opened':
      return [body.routedTo];
    case 'claimed':
      return [body.assignee];
    case 'handed_over':
      return [body.from, body.to];
    case 'accused':
      return body.people;
    case 'signed':
    case 'approved':
    case 'rejected':
    case 'returned':
      return [body.onBehalfOf];
    case 'accepted':
      return [body.responsible];
    case 'crisis_opened':
      return body.team;
    case 'crisis_step_set':
      return [body.owner];
    default:
      return [];
  }
}

/** Everybody these events name, whoever did them included. */
export const peopleIn = (events: readonly CaseEvent[]): readonly PersonId[] =>
  events.flatMap(({ by, body }) => [by, ...namedIn(body)]).filter((id) => id !== null);
