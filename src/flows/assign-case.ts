import { type Case, liveProposal } from '../domain/case.ts';
import { RuleError } from '../domain/errors.ts';
import { climb } from '../domain/escalation.ts';
import type { CaseId, ChatUserRef, PersonId } from '../domain/ids.ts';
import { showApproval } from '../domain/job.ts';
import { checkMayAct } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase, type Decision } from './change-case.ts';
import { findPerson } from './find-person.ts';
import { recordingRefusal } from './record-refusal.ts';

/** Takes an unclaimed case. The second of two gets `already_claimed` with the first one's name. */
export function claimCase(ports: Pick<Ports, 'cases' | 'clock' | 'people'>, by: Person, id: CaseId): Promise<Case> {
  const claimed = () => claim(ports, by, id);
  return recordingRefusal(ports, by, id, 'claim', claimed);
}

function claim(ports: Pick<Ports, 'cases' | 'clock' | 'people'>, by: Person, id: CaseId): Promise<Case> {
  return changeCase(ports, by, id, async (c) => {
    if (c.status !== 'new' && c.assignee && by.role !== null) {
      const owner = await ports.people.get(c.assignee);
      throw new RuleError('already_claimed', { by: owner?.name ?? '' });
    }
    checkMayAct(by, c, 'claim');
    return { events: [{ type: 'claimed', assignee: by.id }] };
  });
}

/** Gives a case to somebody else, who is told in its thread unless he did it himself. */
export async function handOverCase(
  ports: Pick<Ports, 'cases' | 'clock' | 'people' | 'chat' | 'policies'>,
  by: Person,
  id: CaseId,
  input: { readonly to: ChatUserRef; readonly reason: string },
): Promise<Case> {
  const to = await findPerson(ports, input.to);
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'hand_over');
    if (to.role === null || !to.active) throw new RuleError('assignee_without_role', { name: to.name });
    if (c.accused.includes(to.id)) throw new RuleError('assignee_complained_about', { name: to.name });
    if (c.assignee === to.id && c.status !== 'new') throw new RuleError('already_assigned', { name: to.name });
    const reason = input.reason.trim();
    const notice = { kind: 'handed_to_you', caseId: id, number: c.number, to: to.id, by: by.id, reason } as const;
    const tell = c.thread && to.id !== by.id ? [say(c, notice, { to: 'thread', message: c.thread })] : [];
    return { events: [{ type: 'handed_over', from: c.assignee, to: to.id, reason }], jobs: tell };
  });
}

/** Says whom the customer complains about: they are kept away from the case, and one of them who has it hands it to his manager. */
export async function setAccused(
  ports: Pick<Ports, 'cases' | 'clock' | 'people' | 'chat' | 'policies'>,
  by: Person,
  id: CaseId,
  users: readonly ChatUserRef[],
): Promise<Case> {
  const people = await Promise.all(users.map((user) => findPerson(ports, user)));
  const staff = await ports.people.staff();
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'accuse');
    const accused: PersonId[] = people.map((p) => p.id);
    const same = accused.length === c.accused.length && accused.every((p) => c.accused.includes(p));
    if (same) throw new RuleError('nothing_to_change', {});
    const away = takenAway({ ...c, accused }, by, staff);
    // A card that waits for a signature names who may sign now.
    const live = liveProposal(c);
    const card = live?.state === 'pending' ? [showApproval(c, live.id)] : [];
    return { events: [{ type: 'accused', people: accused }, ...away.events], jobs: [...away.jobs, ...card] };
  });
}

/** A case in work whose owner is complained about goes to the manager; one that is not taken yet climbs by itself. */
function takenAway(c: Case, by: Person, staff: readonly Person[]): Required<Omit<Decision, 'approvals'>> {
  const [to] = climb('department_manager', c, staff);
  if (!c.assignee || !c.accused.includes(c.assignee) || c.status === 'new' || !to) return { events: [], jobs: [] };
  const notice = { kind: 'handed_to_you', caseId: c.id, number: c.number, to: to.id, by: by.id, reason: '' } as const;
  const tell = c.thread && to.id !== by.id ? [say(c, notice, { to: 'thread', message: c.thread })] : [];
  return { events: [{ type: 'handed_over', from: c.assignee, to: to.id, reason: '' }], jobs: tell };
}
