import { localDate } from '../../domain/business-time.ts';
import { RuleError } from '../../domain/errors.ts';
import type { ChatUserRef, PersonId } from '../../domain/ids.ts';
import { isManager, maySetUpPeople, type Person } from '../../domain/person.ts';
import { parseShifts, type Shifts } from '../../domain/shifts.ts';
import { delegate, endDelegation, setShifts } from '../../flows/duty.ts';
import { findPerson } from '../../flows/find-person.ts';
import { checkMaySetUpPeople } from '../../flows/set-up.ts';
import { open, tell } from '../answer.ts';
import type { Command } from '../command.ts';
import type { Desk } from '../desk.ts';
import { FieldFault, sentence } from '../edge.ts';
import type { FormHandler } from '../form.ts';
import type { FormValues } from '../form-values.ts';
import { FIELD, FORM } from '../ids.ts';
import { delegateForm, LEAVES, leaveText, NO_DEPUTY, shiftsForm, shiftsText } from '../views/duty-forms.ts';
import { metadata } from './about.ts';

const todayOf = ({ ports }: Desk): string => localDate(ports.clock.now(), ports.policies.current().store.timeZone);

/** The leaves of a person that are not over, in words. */
async function leavesOf(desk: Desk, person: Person): Promise<readonly string[]> {
  const today = todayOf(desk);
  const leaves = person.absences.filter((leave) => leave.to >= today);
  const ids = [person.deputy, ...leaves.map((leave) => leave.deputy)].filter((id): id is PersonId => id !== null);
  const people = await desk.ports.people.many(ids);
  return leaves.map((leave) => leaveText(leave, person.deputy, people, today, desk.w));
}

/** `/kesu 代理`: who stands in for the asker; `结束` ends it. */
export async function answerDelegation(desk: Desk, { asker, by }: Command, rest: string): Promise<void> {
  if (/^(结束|取消|回来了?|end|back|stop)$/i.test(rest)) {
    await endDelegation(desk.ports, by);
    return tell(desk, asker, sentence(desk.w.duty.back));
  }
  // Whoever has no role has nothing to hand over.
  if (by.role === null && !by.isAdmin) throw new RuleError('looking_needs_role', {});
  const forOthers = maySetUpPeople(by) || isManager(by);
  const asked = { today: todayOf(desk), forOthers, known: await leavesOf(desk, by) };
  await open(desk, asker, delegateForm(metadata(desk, asker), asked, desk.w));
}

/** `/kesu 班次`: the form for shifts and standing deputies. */
export async function answerShifts(desk: Desk, { asker, by }: Command): Promise<void> {
  checkMaySetUpPeople(by);
  await open(desk, asker, shiftsForm(metadata(desk, asker), desk.w));
}

const delegated: FormHandler = async (desk, { asker, by, values }) => {
  const deputy = values.user(FIELD.deputy);
  if (!deputy) throw new RuleError('person_not_found', { name: '' });
  const [from, to] = [values.date(FIELD.from), values.date(FIELD.to)];
  if (from === '' || to === '') throw new RuleError('dates_invalid', {});
  const saved = await delegate(desk.ports, by, { person: values.user(FIELD.user), deputy, from, to });
  const leaves = await leavesOf(desk, saved);
  return () => tell(desk, asker, sentence(desk.w.duty.delegated(saved.name, leaves.slice(0, LEAVES).join(' · '))));
};

function shiftsIn(values: FormValues, person: Person): Shifts {
  const how = values.choice(FIELD.hours);
  if (how === 'store') return null;
  // Hours that somebody typed are meant, whether the choice above them was made or not.
  if (how !== 'own' && values.text(FIELD.shifts).trim() === '') return person.shifts;
  const parsed = parseShifts(values.text(FIELD.shifts));
  if (!parsed) throw new FieldFault(FIELD.shifts, new RuleError('shifts_invalid', {}));
  return parsed.shifts;
}

async function standingDeputy(desk: Desk, values: FormValues, person: Person): Promise<ChatUserRef | null> {
  if (values.choices(FIELD.noDeputy).includes(NO_DEPUTY)) return null;
  const chosen = values.user(FIELD.deputy);
  if (chosen || person.deputy === null) return chosen;
  return (await desk.ports.people.get(person.deputy))?.chatUser ?? null;
}

const shifts: FormHandler = async (desk, { asker, by, values }) => {
  checkMaySetUpPeople(by);
  const user = values.user(FIELD.user);
  if (!user) throw new RuleError('person_not_found', { name: '' });
  const person = await findPerson(desk.ports, user);
  const deputy = await standingDeputy(desk, values, person);
  const saved = await setShifts(desk.ports, by, user, { shifts: shiftsIn(values, person), deputy });
  const standing = saved.deputy ? await desk.ports.people.get(saved.deputy) : null;
  const said = desk.w.duty.saved(saved.name, shiftsText(saved.shifts, desk.w), standing?.name ?? null);
  return () => tell(desk, asker, sentence(said));
};

/** Forms about who is there. */
export const dutyForms: Readonly<Record<string, FormHandler>> = {
  [FORM.delegate]: delegated,
  [FORM.shifts]: shifts,
};
