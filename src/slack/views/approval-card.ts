import type { KnownBlock } from '@slack/types';
import type { ApprovalCard } from '../../domain/case-card.ts';
import { formatYuan, totalFen } from '../../domain/money.ts';
import type { Person } from '../../domain/person.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, esc, mrkdwn } from '../limits.ts';
import type { Said } from './case-card.ts';
import {
  amountText,
  confirmation,
  labelled,
  moneyByKind,
  moneyText,
  personName,
  said,
  severityMark,
} from './case-text.ts';

/** How a person is called in this chat: `<@U123>` where the account is known, else the name, escaped. */
export type Mention = (person: Person) => string;

/** The value of an approval button: what was pressed, and the amount that was seen. */
export const approvalValue = (card: Pick<ApprovalCard, 'case' | 'proposal'>): string =>
  `${card.case.id}|${card.proposal.id}|${totalFen(card.proposal.lines)}`;

/** 批准 (asks once more, with the amount) and 驳回. */
export function approvalButtons(card: Pick<ApprovalCard, 'case' | 'proposal'>, w: Wording) {
  const value = approvalValue(card);
  return [
    button(ACTION.approve, w.name.action.approve, value, {
      style: 'primary',
      confirm: confirmation(
        w.screen.approval.confirm(
          card.case.number,
          amountText(card.proposal, w),
          formatYuan(totalFen(card.proposal.lines)),
        ),
      ),
    }),
    button(ACTION.reject, w.name.action.reject, value),
  ];
}

function decision(card: ApprovalCard, w: Wording): string {
  const { proposal: p, case: c } = card;
  if (p.decidedAt === null) return w.name.proposalState[p.state];
  const name = personName(p.decidedBy, card.people, w);
  const at = moment(p.decidedAt, null, card.timeZone, w.time);
  if (p.decisionReason === null && p.state !== 'rejected') {
    const then = p.state === 'offered' ? '' : ` · ${w.name.proposalState[p.state]}`;
    return `:white_check_mark: *${w.screen.approval.approved(name, at)}*${then}`;
  }
  const reason = said(c, p.decisionReason ?? '', 600);
  const line = `:no_entry_sign: *${w.screen.approval.rejected(name, at)}*`;
  return reason ? `${line}\n${labelled(w.screen.approval.reason, reason)}` : line;
}

function asking(card: ApprovalCard, w: Wording, mention: Mention): string {
  if (card.approvers.length === 0) return `:warning: ${w.screen.approval.nobody}`;
  return w.screen.approval.ask(card.approvers.slice(0, 10).map(mention).join(' '));
}

function about(card: ApprovalCard, w: Wording): string {
  const { case: c, proposal: p } = card;
  const words = w.screen.approval;
  const money = moneyText(p, w);
  const at = moment(p.proposedAt, null, card.timeZone, w.time);
  const reason = said(c, p.reason, 900);
  return [
    labelled(words.solutions, w.mark.list(p.solutions.map((s) => w.name.solution[s]))),
    ...(money ? [money] : []),
    ...(reason ? [labelled(words.reason, reason)] : []),
    labelled(words.about, said(c, c.summary, 400)),
    words.proposedBy(personName(p.proposedBy, card.people, w), at),
    ...(card.paidFen > 0 ? [words.paidBefore(formatYuan(card.paidFen))] : []),
  ].join('\n');
}

/** A proposal to decide, or how it was decided. The amount stands first; buttons only while it is pending. */
export function approvalCard(card: ApprovalCard, w: Wording, mention: Mention): Said {
  const { case: c, proposal: p } = card;
  const pending = p.state === 'pending';
  const amount = moneyByKind(p, w) || w.screen.approval.noMoney;
  const state = pending ? w.screen.approval.waiting : w.name.proposalState[p.state];
  const total = formatYuan(totalFen(p.lines));
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      text: mrkdwn(`:moneybag: ${amount}\n${severityMark(c.severity, w)} · *${esc(c.number)}* · ${state}`),
    },
    { type: 'section', text: mrkdwn(about(card, w)) },
    { type: 'section', text: mrkdwn(pending ? asking(card, w, mention) : decision(card, w)) },
    ...(pending ? [{ type: 'actions' as const, elements: approvalButtons(card, w) }] : []),
  ];
  return { text: `${esc(c.number)} ${state} ${total} · ${said(c, c.summary, 100)}`, blocks };
}
