import type { ApprovalCard } from '../../domain/case-card.ts';
import type { PersonId } from '../../domain/ids.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { labelled, personName, said } from './case-text.ts';

const when = (iso: string, card: ApprovalCard, w: Wording): string => moment(iso, null, card.timeZone, w.time);

/** A name, and for whom he signed where it was not with his own authority. */
function signer(id: PersonId | null, card: ApprovalCard, w: Wording): string {
  const absent = id === null ? undefined : card.onBehalfOf.get(id);
  return `${personName(id, card.people, w)}${absent ? w.money.onBehalf(personName(absent, card.people, w)) : ''}`;
}

const isApproved = ({ proposal: p }: ApprovalCard): boolean =>
  p.decidedAt !== null && p.state !== 'rejected' && p.state !== 'returned';

/** Where several sign: how many did, who, and whose turn comes; nothing where one signature does. */
export function signingProgress(card: ApprovalCard, w: Wording): readonly string[] {
  const { proposal: p, chain } = card;
  if (chain.length === 0) return [];
  const last = chain.at(-1);
  const final =
    isApproved(card) && p.decidedBy && p.decidedAt && last ? [{ by: p.decidedBy, role: last, at: p.decidedAt }] : [];
  const signed = [...p.signatures, ...final];
  const steps = [
    ...signed.map(
      (s) => `:white_check_mark: ${w.money.signed(signer(s.by, card, w), w.name.role[s.role], when(s.at, card, w))}`,
    ),
    ...chain.slice(signed.length).map((role) => w.name.role[role]),
  ];
  return [`${labelled(w.money.progress(signed.length, chain.length), steps.join(' → '))}`];
}

function verdict(card: ApprovalCard, w: Wording): readonly string[] {
  const { proposal: p, case: c } = card;
  if (p.decidedAt === null) return [];
  const name = signer(p.decidedBy, card, w);
  const at = when(p.decidedAt, card, w);
  if (isApproved(card)) return [`:white_check_mark: *${w.screen.approval.approved(name, at)}*`];
  const reason = said(c, p.decisionReason ?? '', 600);
  const line =
    p.state === 'returned'
      ? `:leftwards_arrow_with_hook: *${w.money.returned(name, at)}*`
      : `:no_entry_sign: *${w.screen.approval.rejected(name, at)}*`;
  return [line, ...(reason ? [labelled(w.screen.approval.reason, reason)] : [])];
}

function carriedOn(card: ApprovalCard, w: Wording): readonly string[] {
  const { proposal: p } = card;
  if (p.state !== 'accepted' && p.state !== 'executed') return [];
  const until = p.executeBy ? when(p.executeBy, card, w) : null;
  return [
    ...(p.answer ? [`:handshake: ${w.money.accepted(when(p.answer.at, card, w))}`] : []),
    ...(p.responsible && p.state === 'accepted'
      ? [w.money.responsible(personName(p.responsible, card.people, w), until)]
      : []),
    ...(p.paidAt ? [`:money_with_wings: *${w.money.paid(when(p.paidAt, card, w))}*`] : []),
  ];
}

/** What became of it after the decision, or instead of one. */
function aftermath(card: ApprovalCard, w: Wording): readonly string[] {
  const { proposal: p } = card;
  switch (p.state) {
    case 'declined':
      return p.answer
        ? [`:x: *${w.money.declined(personName(p.answer.by, card.people, w), when(p.answer.at, card, w))}*`]
        : [];
    case 'withdrawn':
      return [`:leftwards_arrow_with_hook: *${w.money.withdrawn}*`];
    case 'expired':
      return [`:hourglass: *${card.expiredWhy ? w.money.expired[card.expiredWhy] : w.name.proposalState.expired}*`];
    default:
      return carriedOn(card, w);
  }
}

/** Who decided, when, on whose behalf and why, and what came of it. */
export function decisionText(card: ApprovalCard, w: Wording): string {
  const lines = [...signingProgress(card, w), ...verdict(card, w), ...aftermath(card, w)];
  return lines.join('\n') || w.name.proposalState[card.proposal.state];
}
