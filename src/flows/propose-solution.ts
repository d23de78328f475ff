import { askedNow, needsConsent, type Request, rolesThatCover, signersFor, signingChain } from '../domain/authority.ts';
import { type Case, liveProposal } from '../domain/case.ts';
import type { SignersPreview } from '../domain/case-card.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId, ProposalId } from '../domain/ids.ts';
import { type NewJob, showApproval } from '../domain/job.ts';
import type { ChatFile } from '../domain/message.ts';
import { type MoneyLine, totalFen } from '../domain/money.ts';
import { checkMayAct, checkMayLook, needReason } from '../domain/permission.ts';
import { isManager, type Person } from '../domain/person.ts';
import { type Solution, withoutAmount } from '../domain/solution.ts';
import type { Ports } from '../ports.ts';
import { changeCase, loadCase, policyOf } from './change-case.ts';
import { loadLedger, requestOf } from './load-ledger.ts';
import { copies } from './open-case.ts';

/** Chosen solutions as a form gives them. */
export interface ProposalInput {
  readonly solutions: readonly Solution[];
  readonly lines: readonly MoneyLine[];
  readonly reason: string;
  /** The manufacturer's written consent, when it is there already: what it is, and the file. */
  readonly consent?: { readonly text: string; readonly files: readonly ChatFile[] };
}

/** Puts a solution forward. With money it waits for approval; without, it goes straight to the customer. Whoever proposes on an unclaimed case takes it. */
export function proposeSolution(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  input: ProposalInput,
): Promise<Case> {
  const proposal = ports.clock.newId() as ProposalId;
  return changeCase(ports, by, id, (c) => {
    const reason = checkInput(by, c, input);
    const proposed: CaseEventBody = {
      type: 'proposed',
      proposal,
      solutions: [...input.solutions],
      lines: [...input.lines],
      reason,
    };
    // Somebody complained about may say how it could be made good, but does not get the case by it.
    const takes = c.status === 'new' && !c.accused.includes(by.id);
    const claimed: CaseEventBody[] =
      c.status === 'new' ? [{ type: 'claimed', assignee: takes ? by.id : (c.assignee ?? by.id) }] : [];
    const { events, jobs } = consentOf(c, proposal, input.consent);
    const card = totalFen(input.lines) > 0 ? [showApproval(c, proposal)] : [];
    return { events: [...claimed, proposed, ...events], jobs: [...jobs, ...card] };
  });
}

/** The reason, when this may be proposed as it is; else the RuleError that says why not. */
function checkInput(by: Person, c: Case, input: ProposalInput): string {
  checkMayAct(by, c, 'propose');
  const reason = needReason(input.reason);
  const unpriced = withoutAmount(input.solutions, input.lines);
  if (unpriced.length > 0) throw new RuleError('amount_required', { solutions: unpriced });
  return reason;
}

/** For the first step of the form: the case, when this could be proposed now; nothing is kept. */
export async function checkProposal(
  ports: Pick<Ports, 'cases'>,
  by: Person,
  id: CaseId,
  input: ProposalInput,
): Promise<Case> {
  const c = await loadCase(ports, id);
  checkInput(by, c, input);
  return c;
}

/** The manufacturer's written consent put on file: words to find it by, or the paper itself. */
export function addConsent(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  consent: { readonly text: string; readonly files: readonly ChatFile[] },
): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'add_consent');
    const live = liveProposal(c);
    if (!live) throw new RuleError('illegal_move', { status: c.status });
    // Consent given by word of mouth is worth nothing later: the paper has to be there.
    if (consent.files.length === 0) throw new RuleError('proof_required', {});
    const { events, jobs } = consentOf(c, live.id, consent);
    return { events, jobs: [...jobs, showApproval(c, live.id)] };
  });
}

function consentOf(
  c: Case,
  proposal: ProposalId,
  consent: ProposalInput['consent'],
): { readonly events: CaseEventBody[]; readonly jobs: readonly NewJob[] } {
  if (!consent || consent.files.length === 0) return { events: [], jobs: [] };
  const text = consent.text.trim() || consent.files.map((file) => file.name).join(' ');
  return { events: [{ type: 'consent_recorded', proposal, text }], jobs: copies(c, consent.files) };
}

/** "Who must sign ¥3,800?" on this case, proposed by this person. */
export async function previewSigners(
  ports: Pick<Ports, 'cases' | 'clock' | 'people' | 'policies'>,
  by: Person,
  id: CaseId,
  input: Pick<ProposalInput, 'solutions' | 'lines'>,
): Promise<SignersPreview> {
  const c = await loadCase(ports, id);
  const now = ports.clock.now();
  const policy = policyOf(ports, c);
  const staff = await ports.people.staff();
  const ledger = await loadLedger(ports, c, now, policy);
  const request = requestOf(c, { ...input, signatures: [], consent: null, proposedBy: by.id });
  return {
    asked: askedNow(signersFor(request, ledger, staff, now, policy), c.department, staff, now, policy),
    roles: rolesThatCover(request, ledger, policy),
    chain: signingChain(input.lines, policy),
    consentNeeded: needsConsent(request, policy),
    manufacturer: policy.manufacturer,
  };
}

/** "Who must sign ¥3,800?" of one goodwill sum by itself, with no case and nothing paid before. */
export async function previewSum(
  ports: Pick<Ports, 'clock' | 'people' | 'policies'>,
  by: Person,
  amountFen: number,
): Promise<SignersPreview> {
  checkMayLook(by);
  const policy = ports.policies.current();
  const request: Request = {
    ...{ caseId: '' as CaseId, proposedBy: by.id, solutions: [], accused: [], signedBy: [], hasConsent: false },
    lines: [{ kind: 'goodwill', payer: 'dealer', amountFen }],
  };
  const staff = await ports.people.staff();
  const now = ports.clock.now();
  return {
    asked: askedNow(signersFor(request, [], staff, now, policy), by.department, staff, now, policy),
    roles: rolesThatCover(request, [], policy),
    chain: signingChain(request.lines, policy),
    consentNeeded: needsConsent(request, policy),
    manufacturer: policy.manufacturer,
  };
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
