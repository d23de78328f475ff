import type { KnownBlock } from '@slack/types';
import { type Person, ROLES } from '../../domain/person.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut, esc, LIMIT, mrkdwn, plain, typed } from '../limits.ts';
import type { Said } from './case-card.ts';
import { type People, rawName } from './case-text.ts';
import { leaveText, shiftsText } from './duty-forms.ts';

/** Leaves and shifts that are told of one person; more would hide the others. */
const LEAVES = 2;

function dutyNotes(person: Person, people: People, today: string, w: Wording): readonly string[] {
  const leaves = person.absences.filter((leave) => leave.to >= today).slice(0, LEAVES);
  return [
    ...(person.shifts ? [shiftsText(person.shifts, w)] : []),
    ...(person.deputy ? [w.duty.standsIn(rawName(person.deputy, people, w))] : []),
    ...leaves.map((leave) => leaveText(leave, person.deputy, people, today, w)),
  ];
}

function personText(person: Person, people: People, today: string | null, w: Wording): string {
  const duty = today === null ? [] : dutyNotes(person, people, today, w);
  const notes = [
    ...(person.department ? [w.name.department[person.department]] : []),
    ...(person.isAdmin ? [w.screen.people.admin] : []),
    ...(duty.length > 0 ? [typed(duty.join(' · '), 200)] : []),
  ];
  const name = typed(person.name, 40);
  return notes.length > 0 ? w.mark.noted(name, notes.join(' · ')) : name;
}

const PER_ROLE = 40;

/** Who is who: one block a role, from the general manager down; with `today` (store-local) also who is away and who stands in. */
export function peopleList(people: readonly Person[], w: Wording, today: string | null = null): Said {
  const byId: People = new Map(people.map((p) => [p.id, p]));
  const active = people.filter((p) => p.active && (p.role !== null || p.isAdmin));
  const title = w.screen.people.title(active.length);
  const groups = [...[...ROLES].reverse(), null].flatMap((role): KnownBlock[] => {
    const group = active.filter((p) => p.role === role);
    if (group.length === 0) return [];
    const names = group.slice(0, PER_ROLE).map((p) => personText(p, byId, today, w));
    const all = group.length > names.length ? [...names, `+${group.length - names.length}`] : names;
    const heading = role === null ? w.name.noRole : w.name.role[role];
    // 40 names of 40 characters with their notes stay below Slack's 3,000; the cut is a last resort.
    return [{ type: 'section', text: mrkdwn(fitted(`*${heading}*\n${all.join(' · ')}`)) }];
  });
  const empty: KnownBlock[] = [{ type: 'section', text: mrkdwn(w.screen.people.none) }];
  return {
    text: esc(active.length > 0 ? title : w.screen.people.none),
    blocks: [{ type: 'header', text: plain(cut(title, LIMIT.header)) }, ...(groups.length > 0 ? groups : empty)],
  };
}

/** Names are escaped already, so the cut goes between two of them. */
function fitted(text: string): string {
  if ([...text].length <= LIMIT.text) return text;
  const kept = [...text].slice(0, LIMIT.text - 2).join('');
  return `${kept.slice(0, kept.lastIndexOf(' · '))} …`;
}
