import { localDate } from '../domain/business-time.ts';
import type { Case } from '../domain/case.ts';
import { OPEN_STATUSES } from '../domain/case-status.ts';
import { standInFor } from '../domain/duty.ts';
import { ConflictError, RuleError } from '../domain/errors.ts';
import { climb } from '../domain/escalation.ts';
import type { ChatUserRef, PersonId } from '../domain/ids.ts';
import { type NewJob, showApproval, showCase } from '../domain/job.ts';
import { checkMayLook } from '../domain/permission.ts';
import { isManager, maySetUpPeople, type Person, ROLES, type TimeRange } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { findPerson } from './find-person.ts';

type Needs = Pick<Ports, 'people' | 'chat' | 'clock' | 'policies' | 'cases'>;

/** Away from–to (store-local dates, both included) with somebody to stand in. */
export interface Leave {
  /** Whose absence; the asker's own when left out. */
  readonly person: ChatUserRef | null;
  readonly deputy: ChatUserRef;
  readonly from: string;
  readonly to: string;
}

/** Names a deputy for some days: reminders go to him, and where the absent one is a manager, his authority too (domain.md §3: an absent head must delegate). */
export async function delegate(ports: Needs, by: Person, leave: Leave): Promise<Person> {
  const person = leave.person ? await findPerson(ports, leave.person) : by;
  checkMayDelegate(by, person);
  const deputy = await findPerson(ports, leave.deputy);
  if (deputy.id === person.id || !deputy.active || deputy.role === null) {
    throw new RuleError('deputy_invalid', { name: deputy.name });
  }
  const today = localDate(ports.clock.now(), ports.policies.current().store.timeZone);
  if (leave.to < leave.from || leave.to < today) throw new RuleError('dates_invalid', {});
  const kept = person.absences.filter((a) => a.to >= today && (a.to < leave.from || a.from > leave.to));
  const absences = [...kept, { from: leave.from, to: leave.to, deputy: deputy.id }];
  const saved = await ports.people.setDuty(person.id, { deputy: person.deputy, shifts: person.shifts, absences });
  await redrawApprovals(ports);
  return saved ?? person;
}

/** For himself anyone with a role; a manager also for people up to his own level, since whoever stands in has the absent one's authority. */
function checkMayDelegate(by: Person, person: Person): void {
  if (maySetUpPeople(by)) return;
  checkMayLook(by);
  if (person.id === by.id) return;
  const above = levelOf(person) > levelOf(by);
  if (above || !isManager(by)) throw new RuleError('setup_people_not_allowed', {});
}

/** From the shop floor up; nobody's role stands below. */
const levelOf = ({ role }: Person): number => (role === null ? -1 : ROLES.indexOf(role));

/** Back again: the absences that are not over end. */
export async function endDelegation(ports: Needs, by: Person): Promise<Person> {
  const saved = await ports.people.setDuty(by.id, { deputy: by.deputy, shifts: by.shifts, absences: [] });
  await redrawApprovals(ports);
  return saved ?? by;
}

/** A person's shifts, seven days from Monday, and who stands in whenever he is away; null shifts = the store's hours. */
export async function setShifts(
  ports: Needs,
  by: Person,
  user: ChatUserRef,
  input: { readonly shifts: readonly (readonly TimeRange[])[] | null; readonly deputy: ChatUserRef | null },
): Promise<Person> {
  if (!maySetUpPeople(by)) throw new RuleError('setup_people_not_allowed', {});
  const person = await findPerson(ports, user);
  const deputy = input.deputy ? await findPerson(ports, input.deputy) : null;
  if (deputy && (deputy.id === person.id || deputy.role === null))
    throw new RuleError('deputy_invalid', { name: deputy.name });
  const duty = { deputy: deputy?.id ?? null, shifts: input.shifts, absences: person.absences };
  return (await ports.people.setDuty(person.id, duty)) ?? person;
}

/** Cards that wait for a signature name who may sign now. */
async function redrawApprovals(ports: Pick<Ports, 'cases'>): Promise<void> {
  const waiting = await ports.cases.list({ statuses: ['awaiting_approval'] });
  const jobs = waiting.flatMap((c) =>
    c.proposals.filter((p) => p.state === 'pending').map((p) => showApproval(c, p.id)),
  );
  if (jobs.length > 0) await ports.cases.commit({ jobs });
}

/** An account was deactivated or came back. What a person who left had goes to the deputy or up the ladder, and each thread says so. */
export async function accountChanged(ports: Needs, user: ChatUserRef, active: boolean): Promise<void> {
  const person = await ports.people.byChatUser(user);
  if (!person || person.active === active) return;
  const changed = (await ports.people.setActive(person.id, active)) ?? { ...person, active };
  if (active) return;
  const mine = await ports.cases.list({ statuses: OPEN_STATUSES, assignee: person.id });
  // A case he was only asked to take climbs by itself.
  for (const c of mine.filter((one) => one.status !== 'new')) await passOn(ports, c.id, changed);
  await redrawApprovals(ports);
}

/** Asks the chat of everybody with a role whether the account is still there. An account it does not know is left as it is. */
export async function checkAccounts(ports: Needs): Promise<void> {
  for (const { chatUser, active } of await ports.people.staff()) {
    const profile = chatUser ? await ports.chat.profile(chatUser) : null;
    if (chatUser && profile && profile.active !== active) await accountChanged(ports, chatUser, profile.active);
  }
}

async function passOn(ports: Needs, id: Case['id'], gone: Person): Promise<void> {
  for (let tried = 0; tried < 5; tried++) {
    const c = await ports.cases.get(id);
    if (!c || c.assignee !== gone.id) return;
    const at = ports.clock.now();
    const staff = await ports.people.staff();
    const policy = ports.policies.of(c.policyVersion);
    const byId = new Map(staff.map((p) => [p.id, p]));
    const deputy = standInFor(gone, byId, at, policy);
    const fits = deputy && !c.accused.includes(deputy.id) ? deputy : (climb('department_manager', c, staff)[0] ?? null);
    try {
      await ports.cases.commit({
        cases: fits ? [passedOn(c, gone, fits, at)] : [],
        jobs: [showCase(c), ...tell(c, gone, fits)],
      });
      return;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

const passedOn = (c: Case, gone: Person, to: Person, at: Date) => ({
  caseId: c.id,
  expectedVersion: c.version,
  at,
  events: [{ by: null, body: { type: 'handed_over' as const, from: gone.id, to: to.id, reason: '' } }],
});

function tell(c: Case, gone: Person, to: Person | null): readonly NewJob[] {
  if (!c.thread) return [];
  const mention: PersonId[] = to ? [to.id] : [];
  const notice = {
    kind: 'person_left',
    caseId: c.id,
    number: c.number,
    person: gone.id,
    to: to?.id ?? null,
    mention,
  } as const;
  return [say(c, { ...notice, mention: [...notice.mention] }, { to: 'thread', message: c.thread })];
}
