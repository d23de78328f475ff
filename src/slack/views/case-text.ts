import type { ConfirmationDialog } from '@slack/types';
import { type Case, currentPause, type Proposal } from '../../domain/case.ts';
import { isRunning, mayPause, resolveClock } from '../../domain/case-clock.ts';
import type { Found, Severity } from '../../domain/complaint.ts';
import type { PersonId } from '../../domain/ids.ts';
import { maskedText } from '../../domain/masked-text.ts';
import { formatYuan, MONEY_KINDS, totalFen } from '../../domain/money.ts';
import type { Person } from '../../domain/person.ts';
import type { Question } from '../../wording/screens.ts';
import { moment, overdueBy } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut, esc, LIMIT, plain, typed } from '../limits.ts';

export type People = ReadonlyMap<PersonId, Person>;

const MARK: Readonly<Record<Severity, string>> = {
  general: ':white_circle:',
  serious: ':large_orange_circle:',
  major: ':red_circle:',
};

/** The colour of a severity and its name. */
export const severityMark = (severity: Severity, w: Wording): string =>
  `${MARK[severity]} ${w.name.severity[severity]}`;

/** A name as plain text, never a mention: a card or a timeline calls nobody. */
export const personName = (id: PersonId | null, people: People, w: Wording): string =>
  id === null ? w.name.desk : typed(people.get(id)?.name ?? w.name.somebody, 40);

/** A colleague's name inside a plain_text object or before the whole line is escaped. */
export const rawName = (id: PersonId | null, people: People, w: Wording): string =>
  id === null ? w.name.desk : cut(people.get(id)?.name ?? w.name.somebody, 40);

/** Words of a customer or a colleague about a case: masked, shortened, escaped. */
export const said = (c: Case, text: string, max: number): string => typed(maskedText(c, text), max);

/** `text（待确认）` where nobody has confirmed a value. */
export const withDoubt = (text: string, found: Found<unknown>, w: Wording): string =>
  found.sureness === 'uncertain' ? w.mark.noted(text, w.screen.card.uncertain) : text;

/** Refund and goodwill apart, each with its payer: `退款 ¥520（本店承担） · 补偿 ¥200（厂家承担）`. */
export function moneyText(proposal: Pick<Proposal, 'lines'>, w: Wording): string {
  const parts = proposal.lines.map((line) =>
    w.mark.noted(
      `${w.name.money[line.kind]} ${formatYuan(line.amountFen)}`,
      w.screen.card.paidBy(w.name.payer[line.payer]),
    ),
  );
  return parts.slice(0, 8).join(' · ');
}

/** When the answer is due, marked when that has passed; a date agreed with the customer with the one it replaces. */
export function dueText(
  c: Case,
  overdue: boolean,
  now: Date,
  timeZone: string,
  w: Wording,
  seen: Date | null = now,
): string {
  if (c.dueAt === null) return w.screen.card.noDue;
  const clock = resolveClock(c.clocks);
  const old = clock?.agreedInsteadOf ?? null;
  const time = moment(c.dueAt, seen, timeZone, w.time);
  const instead = old && old !== c.dueAt ? moment(old, seen, timeZone, w.time) : null;
  const agreed = old ? w.line.agreed(time, instead) : time;
  const still = clock && currentPause(c) && isRunning(clock) && mayPause(clock);
  const at = still ? w.mark.noted(agreed, w.line.paused) : agreed;
  const late = overdue ? overdueBy(c.dueAt, now, w.time) : null;
  return late ? `:alarm_clock: *${late}* · ${at}` : at;
}

/** One line that says which case it is, for lists and notifications; masked and escaped. */
export const caseHeadline = (c: Case, w: Wording, max = 120): string =>
  `${severityMark(c.severity, w)} ${esc(c.number)} ${w.name.status[c.status]} · ${said(c, c.summary, max)}`;

/** `*label* value`. A space follows the mark: next to a full-width colon Slack would not take it for bold. */
export const labelled = (label: string, value: string): string => `*${label}* ${value}`;

/** Who read a text, in words: the rules, a model by its name, or a person. */
export function readerText(reader: string, w: Wording): string {
  if (/^rule/i.test(reader)) return w.name.readBy.rule;
  if (/^(person|form)/i.test(reader)) return w.name.readBy.person;
  return w.mark.noted(w.name.readBy.model, typed(reader, 60));
}

/** Amounts by kind without marks, with their sum where there are two: `退款 ¥520 + 补偿 ¥200 = ¥720`. */
export function amountText(proposal: Pick<Proposal, 'lines'>, w: Wording): string {
  const kinds = MONEY_KINDS.filter((kind) => totalFen(proposal.lines, kind) > 0);
  if (kinds.length < 2) return formatYuan(totalFen(proposal.lines));
  const parts = kinds.map((kind) => `${w.name.money[kind]} ${formatYuan(totalFen(proposal.lines, kind))}`);
  return `${parts.join(' + ')} = ${formatYuan(totalFen(proposal.lines))}`;
}

/** A question before a press takes effect. */
export const confirmation = (q: Question): ConfirmationDialog => ({
  title: plain(cut(q.title, LIMIT.confirmTitle)),
  text: plain(cut(q.text, LIMIT.confirmText)),
  confirm: plain(cut(q.yes, LIMIT.confirmButton)),
  deny: plain(cut(q.no, LIMIT.confirmButton)),
});
