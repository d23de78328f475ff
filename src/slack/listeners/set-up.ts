import { RuleError } from '../../domain/errors.ts';
import { departmentSchema, roleSchema } from '../../domain/person.ts';
import { PLACE_PURPOSES } from '../../domain/place.ts';
import { importPeople, markPlace, savePerson } from '../../flows/set-up.ts';
import { tell } from '../answer.ts';
import { sentence } from '../edge.ts';
import type { FormHandler } from '../form.ts';
import { FIELD, FORM } from '../ids.ts';
import { placeRef } from '../refs.ts';

const people: FormHandler = async (desk, { asker, by, values }) => {
  const user = values.user(FIELD.user);
  if (!user) throw new RuleError('person_not_found', { name: '' });
  // NONE, the option for nothing, is no role and no department either; a department left empty stays as it is.
  const role = roleSchema.safeParse(values.choice(FIELD.role));
  const chosen = values.choice(FIELD.department);
  const department = chosen === null ? undefined : (departmentSchema.safeParse(chosen).data ?? null);
  await savePerson(desk.ports, by, { user, role: role.data ?? null, department });
  return () => tell(desk, asker, sentence(desk.w.screen.done.people(1)));
};

const peopleCsv: FormHandler = async (desk, { asker, by, values }) => {
  const { saved } = await importPeople(desk.ports, by, values.text(FIELD.csv));
  return () => tell(desk, asker, sentence(desk.w.screen.done.people(saved.length)));
};

const place: FormHandler = async (desk, { asker, by, values }) => {
  if (asker.where.at !== 'channel') throw new Error('the form for a channel was opened outside of one');
  const purpose = PLACE_PURPOSES.find((known) => known === values.choice(FIELD.purpose)) ?? null;
  await markPlace(desk.ports, by, placeRef(asker.where.channel), purpose);
  const { w } = desk;
  return () => tell(desk, asker, sentence(w.screen.done.place(purpose ? w.name.purpose[purpose] : w.name.noPurpose)));
};

/** Forms of the administrators. */
export const setUpForms: Readonly<Record<string, FormHandler>> = {
  [FORM.people]: people,
  [FORM.peopleCsv]: peopleCsv,
  [FORM.place]: place,
};
