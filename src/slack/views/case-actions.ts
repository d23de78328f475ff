import type { ActionsBlock, Button, PlainTextOption, StaticSelect } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { CaseAction } from '../../domain/case-action.ts';
import type { CaseStatus } from '../../domain/case-status.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, plain } from '../limits.ts';
import { confirmation } from './case-text.ts';

/** The steps that matter most in a state, the likeliest first; the rest stands in the menu. */
const BIG: Readonly<Record<CaseStatus, readonly CaseAction[]>> = {
  new: ['claim', 'propose', 'dismiss'],
  claimed: ['propose', 'log_contact', 'hand_over'],
  awaiting_approval: ['withdraw'],
  offering: ['accept', 'decline', 'withdraw'],
  executing: ['carry_out', 'decline'],
  resolved: ['follow_up', 'close', 'reopen'],
  closed: ['reopen'],
  dismissed: ['restore'],
  merged: ['restore'],
};
const PRIMARY: ReadonlySet<CaseAction> = new Set(['claim', 'accept', 'carry_out', 'follow_up']);
/** An approval is decided on its own card, where the amount stands. */
const ELSEWHERE: ReadonlySet<CaseAction> = new Set(['approve', 'reject']);

function isPrimary(c: Case, action: CaseAction): boolean {
  if (action === 'propose') return c.status === 'claimed';
  if (action === 'follow_up') return !c.satisfied;
  return PRIMARY.has(action) || (action === 'close' && c.satisfied);
}

function bigButton(c: Case, action: CaseAction, w: Wording): Button {
  const ask = action === 'withdraw' ? w.screen.card.withdraw : action === 'restore' ? w.screen.card.restore : null;
  return button(ACTION.case(action), w.name.action[action], c.id, {
    ...(isPrimary(c, action) ? { style: 'primary' as const } : {}),
    ...(ask ? { confirm: confirmation(ask) } : {}),
  });
}

const option = (text: string, value: string): PlainTextOption => ({ text: plain(text), value });

function menu(c: Case, actions: readonly CaseAction[], w: Wording): StaticSelect {
  return {
    type: 'static_select',
    action_id: ACTION.more,
    placeholder: plain(w.screen.card.more),
    options: [
      ...actions.map((action) => option(w.name.action[action], `${action}:${c.id}`)),
      ...(c.attachments.length > 0 ? [option(w.screen.files.menu(c.attachments.length), `files:${c.id}`)] : []),
      option(w.screen.card.timeline, `timeline:${c.id}`),
      option(w.screen.card.why, `why:${c.id}`),
    ],
  };
}

/** The buttons and the menu of a card: everything the state allows, and nothing else. */
export function caseActions(c: Case, allowed: readonly CaseAction[], w: Wording): ActionsBlock {
  const here = allowed.filter((action) => !ELSEWHERE.has(action));
  const big = BIG[c.status].filter((action) => here.includes(action));
  const rest = here.filter((action) => !big.includes(action));
  return { type: 'actions', elements: [...big.map((action) => bigButton(c, action, w)), menu(c, rest, w)] };
}
