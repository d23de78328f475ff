import { type Case, liveProposal } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId, ProposalId } from '../domain/ids.ts';
import { showApproval } from '../domain/job.ts';
import { type MoneyLine, totalFen } from '../domain/money.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import { isManager, type Person } from '../domain/person.ts';
import { type Solution, withoutAmount } from '../domain/solution.ts';
import type { Ports } from '../ports.ts';
import { changeCase } from './change-case.ts';

/** Puts a solution forward. With money it waits for approval; without, it goes straight to the customer. Whoever proposes on an unclaimed case takes it. */
export function proposeSolution(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  input: { readonly solutions: readonly Solution[]; readonly lines: readonly MoneyLine[]; readonly reason: string },
): Promise<Case> {
  const proposal = ports.clock.newId() as ProposalId;
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'propose');
    const reason = needReason(input.reason);
    const unpriced = withoutAmount(input.solutions, input.lines);
    if (unpriced.length > 0) throw new RuleError('amount_required', { solutions: unpriced });
    const proposed: CaseEventBody = {
      type: 'proposed',
      proposal,
      solutions: [...input.solutions],
      lines: [...input.lines],
      reason,
    };
    const claimed: CaseEventBody[] = c.status === 'new' ? [{ type: 'claimed', assignee: by.id }] : [];
    return { events: [...claimed, proposed], jobs: totalFen(input.lines) > 0 ? [showApproval(c, proposal)] : [] };
  });
}

/** Takes a proposal back before the customer answered: whoever made it, or a manager. */
export function withdrawProposal(
  ports: Pick<Ports, 'cases' | 'clock' | 'people'>,
  by: Person,
  id: CaseId,
): Promise<Case> {
  return changeCase(ports, by, id, async (c) => {
    checkMayAct(by, c, 'withdraw');
    const live = liveProposal(c);
    if (!live) throw new RuleError('illegal_move', { status: c.status });
    if (live.proposedBy !== by.id && !isManager(by)) {
      throw new RuleError('not_your_proposal', { by: (await ports.people.get(live.proposedBy))?.name ?? '' });
    }
    const priced = totalFen(live.lines) > 0;
    return { events: [{ type: 'withdrawn', proposal: live.id }], jobs: priced ? [showApproval(c, live.id)] : [] };
  });
}
