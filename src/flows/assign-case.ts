import type { Case } from '../domain/case.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId, ChatUserRef } from '../domain/ids.ts';
import { checkMayAct } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase } from './change-case.ts';
import { findPerson } from './find-person.ts';

/** Takes an unclaimed case. The second of two gets `already_claimed` with the first one's name. */
export function claimCase(ports: Pick<Ports, 'cases' | 'clock' | 'people'>, by: Person, id: CaseId): Promise<Case> {
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
    if (c.assignee === to.id) throw new RuleError('already_assigned', { name: to.name });
    const reason = input.reason.trim();
    const notice = { kind: 'handed_to_you', caseId: id, number: c.number, to: to.id, by: by.id, reason } as const;
    const tell = c.thread && to.id !== by.id ? [say(c, notice, { to: 'thread', message: c.thread })] : [];
    return { events: [{ type: 'handed_over', from: c.assignee, to: to.id, reason }], jobs: tell };
  });
}
