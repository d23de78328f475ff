import type { ActionsBlock, KnownBlock, ModalView } from '@slack/types';
import type { ReportCard } from '../../domain/case-card.ts';
import { maskedText } from '../../domain/masked-text.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION, FIELD } from '../ids.ts';
import { button, cut, esc, LIMIT, mrkdwn, plain, typed, typedPlain } from '../limits.ts';
import { aboutCase } from './about-case.ts';
import type { Said } from './case-card.ts';
import { confirmation, labelled, personName, said } from './case-text.ts';
import { formView, lead, longInput } from './form-parts.ts';

/** The longest that may be typed into a report, so that the whole of it fits one message. */
const MEASURES = 700;
const WANTED = 400;

/** `<case id>|<report id>|<version shown>`: a press sends what was seen, nothing newer. */
export const reportValue = (card: Pick<ReportCard, 'case' | 'report'>): string =>
  `${card.case.id}|${card.report.id}|${card.report.version}`;

type Line = readonly [label: string, value: string];

/** The report as label and value, masked once more with what the case knows now, and escaped. */
function lines(card: ReportCard, w: Wording): readonly Line[] {
  const { case: c, report } = card;
  const { fields } = report;
  const { label, none, notYet } = w.grave.report;
  const at = (iso: string | null) => (iso === null ? notYet : moment(iso, null, card.timeZone, w.time));
  const risks = fields.risks.map(({ trigger, quote }) => {
    const words = said(c, quote, 40);
    return words ? w.mark.noted(w.name.trigger[trigger], w.mark.quote(words)) : w.name.trigger[trigger];
  });
  return [
    [label.number, esc(c.number)],
    [label.severity, w.name.severity[fields.severity]],
    [label.openedAt, at(fields.openedAt)],
    [label.firstContactAt, at(fields.firstContactAt)],
    [label.vehicle, said(c, fields.vehicle, 120) || none],
    [label.summary, said(c, fields.summary, 500) || none],
    [label.risks, risks.length > 0 ? w.mark.list(risks) : none],
    [label.demand, said(c, fields.demand, 200) || none],
    [label.measures, said(c, fields.measures, MEASURES) || none],
    [label.wanted, said(c, fields.wanted, WANTED) || none],
  ];
}

function buttons(card: ReportCard, w: Wording): ActionsBlock {
  const { report, manufacturer } = card;
  const words = w.grave.report;
  if (report.sentAt !== null)
    return { type: 'actions', elements: [button(ACTION.reportEdit, words.renew, card.case.id)] };
  const confirm = confirmation(words.confirm(typedPlain(manufacturer, 30), report.version));
  const send = button(ACTION.reportSend, words.send, reportValue(card), { style: 'primary', confirm });
  return { type: 'actions', elements: [send, button(ACTION.reportEdit, words.edit, card.case.id)] };
}

/** Once it is sent, the text stands in a code block: one press copies it, and nothing in it becomes a link. */
function body(card: ReportCard, w: Wording): KnownBlock[] {
  const words = w.grave.report;
  const maker = typed(card.manufacturer, 40);
  if (card.report.sentAt === null) {
    const text = lines(card, w).map(([label, value]) => labelled(label, value));
    return [{ type: 'section', text: mrkdwn(text.join('\n')) }];
  }
  const text = lines(card, w).map(([label, value]) => w.mark.pair(label, value.replaceAll('`', '')));
  const whole = [words.title(maker), ...text].join('\n');
  return [
    { type: 'context', elements: [mrkdwn(words.copy(maker))] },
    { type: 'section', text: mrkdwn(`\`\`\`${whole}\`\`\``) },
  ];
}

/** A report to the manufacturer: a draft that a leader sends by a press, or what was sent, by whom and when. Masked. */
export function reportCard(card: ReportCard, w: Wording): Said {
  const { report, case: c } = card;
  const words = w.grave.report;
  const title = words.title(typed(card.manufacturer, 40));
  const sent = report.sentAt
    ? words.sent(personName(report.sentBy, card.people, w), moment(report.sentAt, null, card.timeZone, w.time))
    : null;
  const state = sent ? `:white_check_mark: ${sent}` : `:pencil2: ${words.draft}`;
  const empty = sent === null && report.fields.measures.trim() === '';
  const notes = [words.masked, ...(empty ? [`:small_orange_diamond: ${words.unfinished}`] : [])];
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      text: mrkdwn(`:factory: *${title}* · *${esc(c.number)}* · ${words.version(report.version)}\n${state}`),
    },
    ...body(card, w),
    { type: 'context', elements: notes.map(mrkdwn) },
    buttons(card, w),
  ];
  return { text: `${title} · ${esc(c.number)} ${words.version(report.version)} · ${sent ?? words.draft}`, blocks };
}

/** The report in the asker's eyes only, with the same buttons. */
export const reportView = (card: ReportCard, w: Wording): ModalView => ({
  type: 'modal',
  title: plain(cut(w.grave.report.view, LIMIT.viewWord)),
  close: plain(w.form.close),
  blocks: [...reportCard(card, w).blocks],
});

/** What was done and what is wanted; the rest of a report comes from the case. */
export function reportForm(metadata: string, c: ReportCard['case'], manufacturer: string, w: Wording): ModalView {
  const fields = c.reports.at(-1)?.fields;
  // What became known of the customer after it was written is masked too.
  const known = (text: string | undefined) => (text ? maskedText(c, text) : null);
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.grave.report.intro(typed(manufacturer, 40))),
    longInput({ field: FIELD.measures, as: 'measures', initial: known(fields?.measures), max: MEASURES }, w),
    longInput({ field: FIELD.wanted, as: 'wanted', initial: known(fields?.wanted), optional: true, max: WANTED }, w),
  ];
  return formView('report', metadata, blocks, w);
}
