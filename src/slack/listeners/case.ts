import type { Case } from '../../domain/case.ts';
import { CASE_ACTIONS, type CaseAction } from '../../domain/case-action.ts';
import type { CaseId } from '../../domain/ids.ts';
import { claimCase } from '../../flows/assign-case.ts';
import { resumeCase } from '../../flows/case-clocks.ts';
import { withdrawProposal } from '../../flows/propose-solution.ts';
import { explainMessage } from '../../flows/register-message.ts';
import { basisOf, openFiles, revealFacts, seeCase, seeTimeline } from '../../flows/see-case.ts';
import { restoreCase } from '../../flows/set-aside-case.ts';
import { open, tell } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { sentence } from '../edge.ts';
import { ACTION } from '../ids.ts';
import type { Press, PressHandler } from '../press.ts';
import { revealedMessage } from '../views/revealed.ts';
import { timelineView } from '../views/timeline.ts';
import { whyView } from '../views/why.ts';
import { caseIdIn } from './about.ts';
import { showAdvice } from './advice.ts';
import { afterChange, detailOf } from './after-change.ts';
import { type DirectAction, type FormAction, isFormAction, openForm } from './case-openers.ts';
import { peopleOf } from './people-of.ts';
import { readingActions, showBasis } from './reading.ts';

type Direct = (desk: Desk, press: Press, id: CaseId) => Promise<void>;

const changing =
  (flow: (ports: Desk['ports'], by: Press['by'], id: CaseId) => Promise<Case>): Direct =>
  async (desk, { asker, by }, id) =>
    afterChange(desk, asker, by, await flow(desk.ports, by, id));

const DIRECT: Readonly<Record<DirectAction, Direct>> = {
  claim: changing(claimCase),
  withdraw: changing(withdrawProposal),
  restore: changing(restoreCase),
  resume: changing(resumeCase),
  reveal: async (desk, { asker, by }, id) => {
    const c = await revealFacts(desk.ports, by, id);
    await tell(desk, asker, { ...revealedMessage(c, desk.w), title: c.number });
  },
};

type PressedAction = DirectAction | FormAction;
/** The rest is pressed elsewhere: on the approval's own card, on the notice that reminds. */
const isPressed = (action: CaseAction): action is PressedAction =>
  isFormAction(action) || Object.hasOwn(DIRECT, action);
const PRESSED = CASE_ACTIONS.filter(isPressed);

/** Does a case action at once, or opens its form. */
const act = (action: PressedAction): PressHandler => {
  if (isFormAction(action)) return (desk, press) => openForm(desk, press, caseIdIn(press.value), action);
  return (desk, press) => DIRECT[action](desk, press, caseIdIn(press.value));
};

const showTimeline: PressHandler = async (desk, press) => {
  const { ports, w } = desk;
  const { case: c, events } = await seeTimeline(ports, press.by, caseIdIn(press.value));
  const people = await ports.people.many(peopleOf(c, events));
  const { timeZone } = ports.policies.current().store;
  await open(desk, press.asker, timelineView(c, events, people, w, timeZone, ports.clock.now()));
};

const showWhy: PressHandler = async (desk, press) => {
  const c = await seeCase(desk.ports, press.by, caseIdIn(press.value));
  const told = c.source ? await explainMessage(desk.ports, c.source) : null;
  const outcome = told?.message.outcome ?? null;
  const people = await desk.ports.people.many(outcome?.decidedBy ? [outcome.decidedBy] : []);
  await open(desk, press.asker, whyView(outcome, [c], people, desk.w, await basisOf(desk.ports, press.by, [c])));
};

const showCase: PressHandler = async (desk, press) => {
  const c = await seeCase(desk.ports, press.by, caseIdIn(press.value));
  await tell(desk, press.asker, await detailOf(desk, c));
};

/** The kept files go to the asker's direct message, where nobody else sees them. */
const sendFiles: PressHandler = async (desk, { asker, by, value }) => {
  const { case: c, files: kept } = await openFiles(desk.ports, by, caseIdIn(value));
  const { background } = desk.slack.clients;
  const words = desk.w.screen.files;
  if (kept.length === 0) return tell(desk, asker, sentence(words.none(c.number)));
  const { channel } = await background.conversations.open({ users: asker.userId });
  if (!channel?.id) throw new Error('no direct message to send files to');
  const uploads = kept.map((file) => ({ file: Buffer.from(file.content), filename: file.name }));
  await background.files.uploadV2({
    channel_id: channel.id,
    initial_comment: sentence(words.here(c.number)).text,
    file_uploads: uploads,
  });
  await tell(desk, asker, sentence(words.sent(c.number, kept.length)));
};

const MENU: Readonly<Record<string, PressHandler>> = {
  ...Object.fromEntries(PRESSED.map((action) => [action, act(action)])),
  advice: showAdvice,
  timeline: showTimeline,
  why: showWhy,
  basis: showBasis,
  files: sendFiles,
};

/** The menu's value is `<what>:<case id>`. */
const chosen: PressHandler = async (desk, press) => {
  const colon = press.value.indexOf(':');
  const what = press.value.slice(0, Math.max(colon, 0));
  const handler = Object.hasOwn(MENU, what) ? MENU[what] : undefined;
  if (!handler) return tell(desk, press.asker, sentence(desk.w.screen.error.expired));
  await handler(desk, { ...press, value: press.value.slice(colon + 1) });
};

/** Buttons and menu of a case card. */
export const caseActions: Readonly<Record<string, PressHandler>> = {
  ...Object.fromEntries(PRESSED.map((action) => [ACTION.case(action), act(action)])),
  [ACTION.more]: chosen,
  [ACTION.open]: showCase,
  ...readingActions,
};
