import type { ModalView } from '@slack/types';
import type { PersonId } from '../../domain/ids.ts';
import type { Absence, Person } from '../../domain/person.ts';
import { shiftSpans } from '../../domain/shifts.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { typed } from '../limits.ts';
import { type People, rawName } from './case-text.ts';
import { checksInput, choice, dateInput, formView, lead, radioInput, textInput, userInput } from './form-parts.ts';

/** What becomes of somebody's shifts. */
export const SHIFT_CHOICES = ['keep', 'store', 'own'] as const;
/** The value of the one box that takes a standing deputy away. */
export const NO_DEPUTY = 'none';

/** Leaves that are told at once. */
export const LEAVES = 5;

/** 11-18, with the year where it is not that of `today`. */
const day = (date: string, today: string): string => (date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date);

/** `11-18 至 11-20 不在，周经理代理`, as plain text; `today` is store-local. */
export function leaveText(leave: Absence, deputy: PersonId | null, people: People, today: string, w: Wording): string {
  const who = leave.deputy ?? deputy;
  return w.duty.away(day(leave.from, today), day(leave.to, today), who === null ? null : rawName(who, people, w));
}

/** A week in few words: `周一至周五 08:30-17:30 · 周六 09:00-12:00`. */
export function shiftsText(shifts: Person['shifts'], w: Wording): string {
  if (shifts === null) return w.duty.storeHours;
  const name = (index: number) => w.duty.days[index] ?? '';
  const spans = shiftSpans(shifts).map(({ from, to, ranges }) => {
    const days = from === to ? name(from) : w.duty.dayRange(name(from), name(to));
    return `${days} ${w.mark.list(ranges.map(([a, b]) => `${a}-${b}`))}`;
  });
  return spans.join(' · ');
}

/** Who stands in from when to when; `forOthers`: also for somebody else. `known` are the leaves of the asker that are not over. */
export function delegateForm(
  metadata: string,
  asked: { readonly today: string; readonly forOthers: boolean; readonly known: readonly string[] },
  w: Wording,
): ModalView {
  const { today, forOthers, known } = asked;
  const blocks = [
    ...lead(w.duty.delegateIntro),
    ...lead(known.length > 0 ? typed(w.duty.now(known.slice(0, LEAVES).join(' · ')), 1000) : ''),
    ...(forOthers ? [userInput({ field: FIELD.user, as: 'leavePerson', optional: true }, w)] : []),
    userInput({ field: FIELD.deputy, as: 'deputy' }, w),
    dateInput({ field: FIELD.from, as: 'leaveFrom', initial: today }, w),
    dateInput({ field: FIELD.to, as: 'leaveTo', initial: today }, w),
  ];
  return formView('delegate', metadata, blocks, w);
}

/** Somebody's shifts, and who stands in whenever they are away. What is not chosen stays as it is. */
export function shiftsForm(metadata: string, w: Wording): ModalView {
  const choices = SHIFT_CHOICES.map((how) => choice(how, w.duty.how[how]));
  const blocks = [
    ...lead(w.duty.shiftsIntro),
    userInput({ field: FIELD.user, as: 'shiftsWho' }, w),
    radioInput({ field: FIELD.hours, as: 'shiftsHow', options: choices, initial: 'keep' }, w),
    textInput({ field: FIELD.shifts, as: 'shiftsText', optional: true, max: 300 }, w),
    userInput({ field: FIELD.deputy, as: 'standingDeputy', optional: true }, w),
    checksInput({ field: FIELD.noDeputy, as: 'noDeputy', options: [choice(NO_DEPUTY, w.duty.noDeputy)] }, w),
  ];
  return formView('shifts', metadata, blocks, w);
}
