import type { Case } from '../domain/case.ts';
import type { CaseEvent, CaseEventBody } from '../domain/case-event.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Narrator } from '../wording/speech.ts';
import { moment } from '../wording/time.ts';
import type { Wording } from '../wording/wording.ts';

/** One thing that happened, in words; nothing in it is masked. */
export function eventText(
  c: Pick<Case, 'promises'>,
  event: CaseEvent,
  {
    people,
    timeZone,
    w,
  }: { readonly people: ReadonlyMap<PersonId, Person>; readonly timeZone: string; readonly w: Wording },
): string {
  const who: Narrator = {
    name: (id) => (id === null ? w.name.desk : (people.get(id)?.name ?? w.name.somebody)),
    at: (iso) => moment(iso, null, timeZone, w.time),
    promise: (id) => c.promises.find((p) => p.id === id)?.text ?? '',
  };
  const line = w.event[event.body.type] as (body: CaseEventBody, by: string, who: Narrator) => string;
  return line(event.body, who.name(event.by), who);
}
