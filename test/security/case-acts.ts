import type { Case } from '../../src/domain/case.ts';
import type { CaseAction } from '../../src/domain/case-action.ts';
import type { ChatUserRef, FileRef, ProposalId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { amendCase, changeSeverity, logContact } from '../../src/flows/amend-case.ts';
import { claimCase, handOverCase, setAccused } from '../../src/flows/assign-case.ts';
import { acceptOffer, carryOut, declineOffer, payOut } from '../../src/flows/carry-out.ts';
import {
  acknowledgeClock,
  agreeDate,
  keepPromise,
  makePromise,
  pauseCase,
  resumeCase,
} from '../../src/flows/case-clocks.ts';
import { confirmReading } from '../../src/flows/confirm-reading.ts';
import { assessImpact, changePhase, draftStatement, releaseStatement } from '../../src/flows/crisis.ts';
import { approveProposal, rejectProposal, returnProposal } from '../../src/flows/decide-approval.ts';
import { closeCase, recordFollowUp, reopenCase } from '../../src/flows/follow-up.ts';
import { draftReport, sendReport } from '../../src/flows/manufacturer-report.ts';
import { addConsent, proposeSolution, withdrawProposal } from '../../src/flows/propose-solution.ts';
import { revealFacts } from '../../src/flows/see-case.ts';
import { dismissCase, mergeCase, restoreCase } from '../../src/flows/set-aside-case.ts';
import type { FakeDesk } from '../support/desk.ts';

/** A desk with one case, the people who brought it where it is, and a second open case. */
export interface Scene {
  readonly desk: FakeDesk;
  readonly id: Case['id'];
  /** The number of the second case. */
  readonly other: string;
  /** An advisor who has the case and proposes. */
  readonly owner: Person;
  readonly care: Person;
  readonly relations: Person;
}

const LATER_MS = 3 * 3_600_000;
const CLOSING = { resolution: 'apologised', verdict: 'dissatisfied', parties: ['dealer'] } as const;
const FILE = { ref: 'file:1' as FileRef, name: '同意书.pdf', mimetype: 'application/pdf', size: 10 };

const caseIn = async ({ desk, id }: Scene): Promise<Case> => {
  const c = await desk.ports.cases.get(id);
  if (!c) throw new Error('the case is gone');
  return c;
};
const later = ({ desk }: Scene): Date => new Date(desk.clock.getTime() + LATER_MS);

/** The proposal that waits, with its amount in fen. */
async function pressed(scene: Scene): Promise<{ proposal: ProposalId; shownFen: number }> {
  const proposal = (await caseIn(scene)).proposals.at(-1);
  if (!proposal) throw new Error('nothing was proposed');
  return { proposal: proposal.id, shownFen: proposal.lines.reduce((sum, line) => sum + line.amountFen, 0) };
}

type Step = (scene: Scene) => Promise<unknown>;

const propose: Step = ({ desk, id, owner }) =>
  proposeSolution(desk.ports, owner, id, {
    solutions: ['compensation'],
    lines: [{ kind: 'goodwill', payer: 'dealer', amountFen: 20_000 }],
    reason: '安抚客户',
  });
const offer: Step = async (scene) => {
  await propose(scene);
  await approveProposal(scene.desk.ports, scene.relations, scene.id, await pressed(scene));
};
const execute: Step = async (scene) => {
  await offer(scene);
  await acceptOffer(scene.desk.ports, scene.owner, scene.id, { text: '同意' });
};
const resolve: Step = async (scene) => {
  await execute(scene);
  await carryOut(scene.desk.ports, scene.owner, scene.id, { proof: '已办', files: [] });
};
const satisfied: Step = async (scene) => {
  await resolve(scene);
  const call = { result: 'satisfied', text: '满意', closing: null } as const;
  await recordFollowUp(scene.desk.ports, scene.care, scene.id, call);
};
const crisis: Step = async ({ desk, id, relations }) => {
  await assessImpact(desk.ports, relations, id, { yes: ['tension', 'attention', 'profit'], probability: 'high' });
  await draftStatement(desk.ports, relations, id, '正在核实');
};
const none: Step = async () => {};

/** What happens before an action makes sense; the case is new and unclaimed at first. */
export const BEFORE: Readonly<Record<CaseAction, Step>> = {
  claim: none,
  acknowledge: none,
  log_contact: none,
  agree_date: none,
  promise: none,
  keep_promise: ({ desk, id, owner, ...scene }) =>
    makePromise(desk.ports, owner, id, { dueAt: later({ desk, id, owner, ...scene }), text: '明天回电' }),
  propose: none,
  withdraw: propose,
  add_consent: propose,
  approve: propose,
  reject: propose,
  return: propose,
  accept: offer,
  decline: offer,
  pay: execute,
  carry_out: execute,
  follow_up: resolve,
  close: satisfied,
  reopen: resolve,
  hand_over: none,
  set_severity: none,
  amend: none,
  confirm_reading: none,
  accuse: none,
  pause: none,
  resume: ({ desk, id, relations }) =>
    pauseCase(desk.ports, relations, id, { waitingFor: 'manufacturer', reason: '等厂家' }),
  assess_impact: none,
  crisis,
  release_statement: crisis,
  draft_report: none,
  send_report: ({ desk, id, relations }) => draftReport(desk.ports, relations, id, { measures: '已安抚', wanted: '' }),
  merge: none,
  dismiss: none,
  restore: ({ desk, id, owner }) => dismissCase(desk.ports, owner, id, '误报'),
  reveal: none,
};

type Act = (scene: Scene, by: Person) => Promise<unknown>;

/** Each action as its flow is called by a button or a form. */
export const ACTS: Readonly<Record<CaseAction, Act>> = {
  claim: ({ desk, id }, by) => claimCase(desk.ports, by, id),
  acknowledge: async (scene, by) => {
    const clock = (await caseIn(scene)).clocks.find((k) => k.kind === 'first_contact');
    return acknowledgeClock(scene.desk.ports, by, scene.id, clock?.key ?? '');
  },
  log_contact: ({ desk, id }, by) => logContact(desk.ports, by, id, { way: 'phone', text: '已联系' }),
  agree_date: (scene, by) => agreeDate(scene.desk.ports, by, scene.id, { dueAt: later(scene), text: '周三答复' }),
  promise: (scene, by) => makePromise(scene.desk.ports, by, scene.id, { dueAt: later(scene), text: '明天回电' }),
  keep_promise: async (scene, by) => {
    const promise = (await caseIn(scene)).promises[0]?.id ?? '';
    return keepPromise(scene.desk.ports, by, scene.id, promise, '已回电');
  },
  propose: (scene, by) => propose({ ...scene, owner: by }),
  withdraw: ({ desk, id }, by) => withdrawProposal(desk.ports, by, id),
  add_consent: ({ desk, id }, by) => addConsent(desk.ports, by, id, { text: '厂家同意', files: [FILE] }),
  approve: async (scene, by) => approveProposal(scene.desk.ports, by, scene.id, await pressed(scene)),
  reject: async (scene, by) => rejectProposal(scene.desk.ports, by, scene.id, await pressed(scene), '太多'),
  return: async (scene, by) => returnProposal(scene.desk.ports, by, scene.id, await pressed(scene), '补单据'),
  accept: ({ desk, id }, by) => acceptOffer(desk.ports, by, id, { text: '同意' }),
  decline: ({ desk, id }, by) => declineOffer(desk.ports, by, id, '不够'),
  pay: ({ desk, id }, by) => payOut(desk.ports, by, id, '转账单'),
  carry_out: ({ desk, id }, by) => carryOut(desk.ports, by, id, { proof: '已办', files: [] }),
  follow_up: ({ desk, id }, by) =>
    recordFollowUp(desk.ports, by, id, { result: 'satisfied', text: '满意', closing: CLOSING }),
  close: ({ desk, id }, by) => closeCase(desk.ports, by, id, { text: '', closing: CLOSING }),
  reopen: ({ desk, id }, by) => reopenCase(desk.ports, by, id, '又来了'),
  hand_over: ({ desk, id, care }, by) =>
    handOverCase(desk.ports, by, id, { to: care.chatUser as ChatUserRef, reason: '休假' }),
  set_severity: ({ desk, id }, by) => changeSeverity(desk.ports, by, id, { severity: 'serious', reason: '要上网' }),
  amend: ({ desk, id }, by) => amendCase(desk.ports, by, id, { model: '朗逸' }),
  confirm_reading: ({ desk, id }, by) => confirmReading(desk.ports, by, id),
  accuse: ({ desk, id, owner }, by) => setAccused(desk.ports, by, id, [owner.chatUser as ChatUserRef]),
  pause: ({ desk, id }, by) => pauseCase(desk.ports, by, id, { waitingFor: 'manufacturer', reason: '等厂家' }),
  resume: ({ desk, id }, by) => resumeCase(desk.ports, by, id),
  assess_impact: ({ desk, id }, by) => assessImpact(desk.ports, by, id, { yes: [], probability: 'low' }),
  crisis: ({ desk, id }, by) => changePhase(desk.ports, by, id, 'settling', '已平息'),
  release_statement: async (scene, by) => {
    const draft = (await caseIn(scene)).crisis?.statements[0]?.id ?? '';
    return releaseStatement(scene.desk.ports, by, scene.id, draft);
  },
  draft_report: ({ desk, id }, by) => draftReport(desk.ports, by, id, { measures: '已安抚', wanted: '' }),
  send_report: async (scene, by) => {
    const report = (await caseIn(scene)).reports.at(-1);
    return sendReport(scene.desk.ports, by, scene.id, report?.id ?? '', report?.version ?? 0);
  },
  merge: ({ desk, id, other }, by) => mergeCase(desk.ports, by, id, other),
  dismiss: ({ desk, id }, by) => dismissCase(desk.ports, by, id, '误报'),
  restore: ({ desk, id }, by) => restoreCase(desk.ports, by, id),
  reveal: ({ desk, id }, by) => revealFacts(desk.ports, by, id),
};
