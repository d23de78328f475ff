import type { ModalView } from '@slack/types';
import { DEPARTMENTS, ROLES } from '../../domain/person.ts';
import { PLACE_PURPOSES, type PlacePurpose } from '../../domain/place.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD, NONE } from '../ids.ts';
import { mrkdwn } from '../limits.ts';
import { choice, formView, lead, longInput, radioInput, selectInput, userInput } from './form-parts.ts';

/** One colleague's role and department. `NONE` stands for none. */
export function peopleForm(metadata: string, w: Wording): ModalView {
  const roles = [...ROLES.map((r) => choice(r, w.name.role[r])), choice(NONE, w.name.noRole)];
  const departments = [...DEPARTMENTS.map((d) => choice(d, w.name.department[d])), choice(NONE, w.name.noDepartment)];
  const blocks = [
    userInput({ field: FIELD.user, as: 'user' }, w),
    selectInput({ field: FIELD.role, as: 'role', options: roles }, w),
    selectInput({ field: FIELD.department, as: 'department', options: departments, optional: true }, w),
  ];
  return formView('people', metadata, blocks, w);
}

/** Many colleagues at once, one a line. */
export function peopleCsvForm(metadata: string, w: Wording): ModalView {
  const blocks = [
    { type: 'section' as const, text: mrkdwn(`${w.form.intro.peopleCsv}\n\`\`\`${w.form.csvExample}\`\`\``) },
    longInput({ field: FIELD.csv, as: 'csv' }, w),
  ];
  return formView('peopleCsv', metadata, blocks, w);
}

/** What a channel is for, and what the desk does there. */
export function placeForm(metadata: string, now: PlacePurpose | null, isMember: boolean, w: Wording): ModalView {
  const options = [
    ...PLACE_PURPOSES.map((p) => choice(p, w.name.purpose[p], w.form.purposeMeans[p])),
    choice(NONE, w.name.noPurpose, w.form.purposeMeans.none),
  ];
  const blocks = [
    ...lead(isMember ? w.form.intro.placeMember : w.form.intro.placeNotMember),
    ...lead(w.form.intro.placeNow(now ? w.name.purpose[now] : w.name.noPurpose)),
    radioInput({ field: FIELD.purpose, as: 'purpose', options, initial: now ?? NONE }, w),
  ];
  return formView('place', metadata, blocks, w);
}
