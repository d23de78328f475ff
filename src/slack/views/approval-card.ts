import type { KnownBlock } from '@slack/types';
import type { ApprovalCard } from '../../domain/case-card.ts';
import { formatYuan, MONEY_KINDS, type MoneyLine, PAYERS, totalFen } from '../../domain/money.ts';
import type { Person } from '../../domain/person.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, esc, mrkdwn, typed } from '../limits.ts';
import { decisionText, signingProgress } from './approval-decision.ts';
import type { Said } from './case-card.ts';
import { amountText, confirmation, labelled, personName, said, severityMark } from './case-text.ts';

/** How a person is called in this chat: `<@U123>` where the account is known, else the name, escaped. */
export type Mention = (person: Person) => string;

/** The value of an approval button: what was pressed, and the amount that was seen. */
export const approvalValue = (card: Pick<ApprovalCard, 'case' | 'proposal'>): string =>
  `${card.case.id}|${card.proposal.id}|${totalFen(card.proposal.lines)}`;

/** 批准 (asks once more, with the amount), 驳回 and 退回修改. */
export function approvalButtons(card: Pick<ApprovalCard, 'case' | 'proposal'>, w: Wording) {
  const value = approvalValue(card);
  const total = formatYuan(totalFen(card.proposal.lines));
  const question = w.screen.approval.confirm(card.case.number, amountText(card.proposal, w), total);
  return [
    button(ACTION.approve, w.name.action.approve, value, { style: 'primary', confirm: confirmation(question) }),
    button(ACTION.reject, w.name.action.reject, value),
    button(ACTION.return, w.name.action.return, value),
  ];
}

/** Amounts apart by kind and payer, large, with their sum where there are several. */
function amounts(lines: readonly MoneyLine[], w: Wording): string {
  const parts = MONEY_KINDS.flatMap((kind) =>
    PAYERS.flatMap((payer) => {
      const fen = totalFen(
        lines.filter((line) => line.payer === payer),
        kind,
      );
      const words = `${w.name.money[kind]} ${formatYuan(fen)}`;
      return fen > 0 ? [`*${w.mark.noted(words, w.screen.card.paidBy(w.name.payer[payer]))}*`] : [];
    }),
  );
  const total = parts.length > 1 ? [w.money.total(formatYuan(totalFen(lines)))] : [];
  return [...parts, ...total].join('   ') || w.screen.approval.noMoney;
}

function asking(card: ApprovalCard, w: Wording, mention: Mention): string {
  const who = card.approvers.slice(0, 10).map(mention).join(' ');
  return [
    ...signingProgress(card, w),
    who ? w.screen.approval.ask(who) : `:warning: ${w.screen.approval.nobody}`,
    ...(card.consentMissing ? [`:warning: *${w.money.consentMissing(typed(card.manufacturer, 40))}*`] : []),
  ].join('\n');
}

function about(card: ApprovalCard, w: Wording): string {
  const { case: c, proposal: p } = card;
  const words = w.screen.approval;
  const at = (iso: string) => moment(iso, null, card.timeZone, w.time);
  const reason = said(c, p.reason, 900);
  const consent = p.consent;
  return [
    labelled(words.solutions, w.mark.list(p.solutions.map((s) => w.name.solution[s]))),
    ...(reason ? [labelled(words.reason, reason)] : []),
    labelled(words.about, said(c, c.summary, 400)),
    words.proposedBy(personName(p.proposedBy, card.people, w), at(p.proposedAt)),
    ...(card.paidFen > 0 ? [words.paidBefore(formatYuan(card.paidFen))] : []),
    ...(card.paidOnCarFen > 0 ? [w.money.paidOnCar(formatYuan(card.paidOnCarFen))] : []),
    ...(consent
      ? [w.money.consentOnFile(typed(card.manufacturer, 40), said(c, consent.text, 200), at(consent.at))]
      : []),
  ].join('\n');
}

function pendingButtons(card: ApprovalCard, w: Wording) {
  const consent = button(ACTION.case('add_consent'), w.name.action.add_consent, card.case.id);
  return [...approvalButtons(card, w), ...(card.consentMissing ? [consent] : [])];
}

/** A proposal to decide, or how it was decided. The amount stands first; buttons only while it is pending. */
export function approvalCard(card: ApprovalCard, w: Wording, mention: Mention): Said {
  const { case: c, proposal: p } = card;
  const pending = p.state === 'pending';
  const state = pending ? w.screen.approval.waiting : w.name.proposalState[p.state];
  const total = formatYuan(totalFen(p.lines));
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      text: mrkdwn(`:moneybag: ${amounts(p.lines, w)}\n${severityMark(c.severity, w)} · *${esc(c.number)}* · ${state}`),
    },
    { type: 'section', text: mrkdwn(about(card, w)) },
    { type: 'section', text: mrkdwn(pending ? asking(card, w, mention) : decisionText(card, w)) },
    ...(pending ? [{ type: 'actions' as const, elements: pendingButtons(card, w) }] : []),
  ];
  return { text: `${esc(c.number)} ${state} ${total} · ${said(c, c.summary, 100)}`, blocks };
}
