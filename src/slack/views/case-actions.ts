import type { ActionsBlock, Button, PlainTextOption, StaticSelect } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { CaseAction } from '../../domain/case-action.ts';
import type { CaseStatus } from '../../domain/case-status.ts';
import { MENU_GROUPS, type MenuGroup } from '../../wording/card-lines.ts';
import type { Question } from '../../wording/screens.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, plain } from '../limits.ts';
import { confirmation } from './case-text.ts';

/** The steps that matter most in a state, the likeliest first; the rest stands in the menu. */
const BIG: Readonly<Record<CaseStatus, readonly CaseAction[]>> = {
  new: ['claim', 'log_contact', 'propose', 'dismiss'],
  claimed: ['propose', 'log_contact', 'promise', 'hand_over'],
  awaiting_approval: ['withdraw', 'log_contact', 'promise'],
  offering: ['accept', 'decline', 'withdraw'],
  executing: ['carry_out', 'pay', 'decline'],
  resolved: ['follow_up', 'close', 'reopen'],
  closed: ['follow_up', 'reopen'],
  dismissed: ['restore'],
  merged: ['restore'],
};
/** A case that nobody has spoken about with the customer: that comes first. */
const UNTOUCHED: readonly CaseAction[] = ['log_contact', 'propose', 'promise', 'hand_over'];
const PRIMARY: ReadonlySet<CaseAction> = new Set(['claim', 'accept', 'carry_out']);
/** An approval is decided on its own card, where the amount stands; an acknowledgement answers a reminder; a reading is confirmed beside what it says. */
const ELSEWHERE: ReadonlySet<CaseAction> = new Set(['approve', 'reject', 'return', 'acknowledge', 'confirm_reading']);

/** Where an action stands in the menu. */
const GROUP: Readonly<Record<CaseAction, MenuGroup>> = {
  log_contact: 'customer',
  promise: 'customer',
  keep_promise: 'customer',
  accept: 'customer',
  decline: 'customer',
  follow_up: 'customer',
  agree_date: 'time',
  pause: 'time',
  resume: 'time',
  acknowledge: 'time',
  propose: 'money',
  withdraw: 'money',
  add_consent: 'money',
  approve: 'money',
  reject: 'money',
  return: 'money',
  pay: 'money',
  carry_out: 'money',
  set_severity: 'grave',
  assess_impact: 'grave',
  crisis: 'grave',
  release_statement: 'grave',
  draft_report: 'grave',
  send_report: 'grave',
  claim: 'case',
  hand_over: 'case',
  accuse: 'case',
  amend: 'case',
  confirm_reading: 'case',
  merge: 'case',
  dismiss: 'case',
  restore: 'case',
  close: 'case',
  reopen: 'case',
  reveal: 'look',
};

const isUntouched = (c: Case): boolean => c.status === 'claimed' && c.firstContactAt === null;

function bigActions(c: Case, here: readonly CaseAction[]): readonly CaseAction[] {
  const usual = isUntouched(c) ? UNTOUCHED : BIG[c.status];
  // It asks before it acts, which an entry of a menu cannot.
  const wanted: readonly CaseAction[] = [...usual, 'resume'];
  return wanted.filter((action) => here.includes(action));
}

function isPrimary(c: Case, action: CaseAction): boolean {
  if (action === 'log_contact') return isUntouched(c);
  if (action === 'propose') return c.status === 'claimed' && !isUntouched(c);
  if (action === 'follow_up') return !c.satisfied;
  return PRIMARY.has(action) || (action === 'close' && c.satisfied);
}

function questionOf(action: CaseAction, w: Wording): Question | null {
  if (action === 'withdraw') return w.screen.card.withdraw;
  if (action === 'restore') return w.screen.card.restore;
  return action === 'resume' ? w.line.resume : null;
}

function bigButton(c: Case, action: CaseAction, w: Wording): Button {
  const ask = questionOf(action, w);
  return button(ACTION.case(action), w.name.action[action], c.id, {
    ...(isPrimary(c, action) ? { style: 'primary' as const } : {}),
    ...(ask ? { confirm: confirmation(ask) } : {}),
  });
}

const option = (text: string, value: string): PlainTextOption => ({ text: plain(text), value });

function looks(c: Case, w: Wording): PlainTextOption[] {
  return [
    option(w.advice.menu, `advice:${c.id}`),
    ...(c.attachments.length > 0 ? [option(w.screen.files.menu(c.attachments.length), `files:${c.id}`)] : []),
    option(w.screen.card.timeline, `timeline:${c.id}`),
    option(w.screen.card.why, `why:${c.id}`),
    option(w.reading.basis.menu, `basis:${c.id}`),
  ];
}

function menu(c: Case, actions: readonly CaseAction[], w: Wording): StaticSelect {
  const groups = MENU_GROUPS.map((group) => ({
    label: plain(w.line.group[group]),
    options: [
      ...(group === 'look' ? looks(c, w) : []),
      ...actions
        .filter((action) => GROUP[action] === group)
        .map((action) => option(w.name.action[action], `${action}:${c.id}`)),
    ],
  }));
  return {
    type: 'static_select',
    action_id: ACTION.more,
    placeholder: plain(w.screen.card.more),
    option_groups: groups.filter(({ options }) => options.length > 0),
  };
}

/** The buttons and the menu of a card: everything the state allows, and nothing else. */
export function caseActions(c: Case, allowed: readonly CaseAction[], w: Wording): ActionsBlock {
  const here = allowed.filter((action) => !ELSEWHERE.has(action));
  const big = bigActions(c, here);
  const rest = here.filter((action) => !big.includes(action));
  return { type: 'actions', elements: [...big.map((action) => bigButton(c, action, w)), menu(c, rest, w)] };
}
