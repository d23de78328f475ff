import type { KnownBlock } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { DigestPage, DueToday, PromiseDue } from '../../domain/digest.ts';
import type { Risk, Waiting } from '../../domain/digest-risk.ts';
import type { CaseId, PersonId } from '../../domain/ids.ts';
import { formatYuan } from '../../domain/money.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, esc, mrkdwn } from '../limits.ts';
import { approvalButtons } from './approval-card.ts';
import { labelled, moneyText, personName, said, severityMark } from './case-text.ts';
import { caseRow, lateText, rowSection, section } from './digest-rows.ts';

/** Approvals that carry their buttons; two blocks each. */
const WITH_BUTTONS = 6;
/** Names written out where several are asked. */
const NAMES = 4;

function names(ids: readonly PersonId[], page: DigestPage, w: Wording): string {
  return w.mark.list(ids.slice(0, NAMES).map((id) => personName(id, page.people, w)));
}

function riskBlock(risk: Risk, page: DigestPage, w: Wording): KnownBlock {
  const { case: c, wanted } = risk;
  const words = w.screen.digest.open;
  const amount = wanted.amountFen === null ? '' : formatYuan(wanted.amountFen);
  const signs = [
    w.name.status[c.status],
    ...(risk.why === 'potentially_major' ? [words.mayBeMajor] : []),
    ...(risk.lateMs === null ? [] : [lateText(risk.lateMs, w)]),
  ];
  const head = `${severityMark(c.severity, w)} *${esc(c.number)}* ${signs.join(' · ')}`;
  const decision = words.wanted(names(wanted.from, page, w), words.what[wanted.action](amount));
  return {
    type: 'section',
    text: mrkdwn(`${head}\n${said(c, c.summary, 80)}\n:point_right: *${decision}*`),
    accessory: button(ACTION.open, w.screen.list.open, c.id),
  };
}

/** The top risks, each with the decision wanted and a button that opens the case. */
export function riskBlocks(page: DigestPage, w: Wording): KnownBlock[] {
  const { risks } = page.standing;
  if (risks.length === 0) return [];
  return [section(`*${w.screen.digest.open.risks}*`), ...risks.map((risk) => riskBlock(risk, page, w))];
}

function waitingBlocks(waiting: Waiting, page: DigestPage, w: Wording): KnownBlock[] {
  const { case: c, proposal, asked } = waiting;
  const line = [
    `${severityMark(c.severity, w)} *${esc(c.number)}* ${moneyText(proposal, w) || w.screen.approval.noMoney}`,
    personName(proposal.proposedBy, page.people, w),
    w.screen.digest.open.asked(names(asked, page, w)),
  ].join(' · ');
  return [
    section(`${line}\n${said(c, c.summary, 80)}`),
    { type: 'actions', elements: approvalButtons({ case: c, proposal }, w) },
  ];
}

/** Approvals that wait, with amount, who is asked, and the buttons. */
export function approvalBlocks(page: DigestPage, w: Wording): KnownBlock[] {
  const { waiting } = page.standing;
  const words = w.screen.digest.open;
  if (waiting.length === 0) return [];
  const left = waiting.length - WITH_BUTTONS;
  return [
    section(`*${words.approvals(waiting.length)}*`),
    ...waiting.slice(0, WITH_BUTTONS).flatMap((each) => waitingBlocks(each, page, w)),
    ...(left > 0 ? [section(words.more(left))] : []),
  ];
}

/** Cases whose answer is late, with their owner and by how much. */
export function overdueBlocks(page: DigestPage, w: Wording, above: ReadonlySet<CaseId> = new Set()): KnownBlock[] {
  const { overdue } = page.standing;
  const words = w.screen.digest.open;
  if (overdue.length === 0) return [section(`:white_check_mark: ${words.noneOverdue}`)];
  const row = (late: (typeof overdue)[number]) => caseRow(late.case, [lateText(late.lateMs, w)], page, w);
  return rowSection(`:alarm_clock: ${words.overdue(overdue.length)}`, overdue, row, w, above);
}

/** Cases nobody has taken. */
export function unclaimedBlocks(page: DigestPage, w: Wording, above: ReadonlySet<CaseId>): KnownBlock[] {
  const items = page.standing.unclaimed.map((c) => ({ case: c }));
  const since = (c: Case) => moment(c.openedAt, new Date(page.now), page.timeZone, w.time);
  const row = (item: { readonly case: Case }) => caseRow(item.case, [since(item.case)], page, w);
  return rowSection(w.screen.digest.open.unclaimed(items.length), items, row, w, above);
}

/** Major cases and those that may become so, with the phase of their crisis. */
export function majorBlocks(page: DigestPage, w: Wording, above: ReadonlySet<CaseId> = new Set()): KnownBlock[] {
  const words = w.screen.digest.open;
  const items = page.standing.majorOrMayBe.map((c) => ({ case: c }));
  const row = ({ case: c }: { readonly case: Case }) =>
    caseRow(
      c,
      [
        w.name.status[c.status],
        ...(c.severity === 'major' ? [] : [words.mayBeMajor]),
        ...(c.crisis ? [w.name.crisisPhase[c.crisis.phase]] : []),
      ],
      page,
      w,
    );
  return rowSection(`:red_circle: ${words.major(items.length)}`, items, row, w, above);
}

/** Limits that end today. */
export function dueTodayBlocks(page: DigestPage, w: Wording): KnownBlock[] {
  const { dueToday } = page.standing;
  const at = (iso: string | null) => (iso ? moment(iso, new Date(page.now), page.timeZone, w.time) : '');
  const row = (due: DueToday) =>
    caseRow(
      due.case,
      [w.mark.list(due.clocks.slice(0, 4).map((k) => `${w.name.timer[k.kind]} ${at(k.dueAt)}`))],
      page,
      w,
    );
  return rowSection(w.screen.digest.open.dueToday(dueToday.length), dueToday, row, w);
}

/** What customers were promised and is not kept yet. */
export function promiseBlocks(page: DigestPage, w: Wording): KnownBlock[] {
  const { promises } = page.standing;
  const words = w.screen.digest.open;
  const now = new Date(page.now);
  const row = ({ case: c, promise }: PromiseDue) => {
    const by = personName(promise.by ?? c.assignee, page.people, w);
    const late = Date.parse(promise.dueAt) <= now.getTime() ? [`:alarm_clock: ${words.promiseLate}`] : [];
    const when = moment(promise.dueAt, now, page.timeZone, w.time);
    return [labelled(esc(c.number), said(c, promise.text, 80)), by, when, ...late].join(' · ');
  };
  return rowSection(words.promises[page.kind](promises.length), promises, row, w);
}
