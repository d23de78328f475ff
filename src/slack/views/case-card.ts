import type { KnownBlock, MrkdwnElement } from '@slack/types';
import { type Case, liveProposal } from '../../domain/case.ts';
import type { CaseCard } from '../../domain/case-card.ts';
import { formatYuan } from '../../domain/money.ts';
import { maskName, maskPhone, maskPlate, maskVin } from '../../domain/privacy.ts';
import type { Wording } from '../../wording/wording.ts';
import { esc, mrkdwn, typed } from '../limits.ts';
import type { Mention } from './approval-card.ts';
import { closingLine, crisisMark, executionParts, repeats, reportLine, timeLines } from './card-lines.ts';
import { caseActions } from './case-actions.ts';
import { caseHeadline, dueText, labelled, moneyText, personName, said, severityMark, withDoubt } from './case-text.ts';
import { confirmBlocks, hiddenNeedLine, promisesHeard, secondLine } from './reading-lines.ts';
import { eventLine } from './timeline.ts';

/** A message: `text` is what a notification and a screen reader say. */
export interface Said {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

function category(c: Case, w: Wording): string {
  const name = w.name.category[c.category.value];
  const full = c.subcategory ? w.mark.noted(name, w.name.subcategory[c.subcategory]) : name;
  const also = c.secondaryCategories.map((k) => w.name.category[k]);
  const all = withDoubt(full, c.category, w);
  return also.length > 0 ? `${all} · ${w.screen.card.alsoAbout(w.mark.list(also))}` : all;
}

function customer(c: Case, w: Wording): string {
  const { customerName, phone } = c.facts;
  const name = customerName
    ? withDoubt(typed(maskName(customerName.value), 40), customerName, w)
    : w.name.unknownCustomer;
  const parts = [name, ...(phone ? [withDoubt(esc(maskPhone(phone.value)), phone, w)] : [])];
  if (c.customerType !== 'unknown') parts.push(w.name.customerType[c.customerType]);
  if (c.reading.emotion !== 'unknown') parts.push(w.reading.emotion[c.reading.emotion]);
  return parts.join(' · ');
}

function vehicle(c: Case, w: Wording): string {
  const { model, plate, vin, mileageKm } = c.facts;
  return [
    ...(model ? [withDoubt(said(c, model.value, 60), model, w)] : []),
    ...(plate ? [withDoubt(typed(maskPlate(plate.value), 40), plate, w)] : []),
    ...(vin ? [withDoubt(typed(maskVin(vin.value), 40), vin, w)] : []),
    ...(mileageKm ? [withDoubt(w.mark.km(mileageKm.value), mileageKm, w)] : []),
  ].join(' · ');
}

/** Who has it; while nobody has, who is asked to take it, called by name so that the post reaches him. */
function owner(card: CaseCard, w: Wording, mention: Mention): string {
  const { assignee, status } = card.case;
  if (assignee === null) return w.screen.card.unclaimed;
  const asked = card.people.get(assignee);
  if (status !== 'new') return personName(assignee, card.people, w);
  return w.line.asked(asked ? mention(asked) : personName(assignee, card.people, w));
}

const accused = ({ case: c, people }: CaseCard, w: Wording): string =>
  w.mark.list(c.accused.slice(0, 5).map((id) => personName(id, people, w)));

function fields(card: CaseCard, w: Wording, now: Date, mention: Mention): MrkdwnElement[] {
  const c = card.case;
  const { label } = w.screen.card;
  const amount = c.facts.amountFen;
  const car = vehicle(c, w);
  const line = (name: string, value: string) => mrkdwn(labelled(name, value));
  return [
    // A card is read days later too, so it names dates, not "today".
    line(label.due, dueText(c, card.overdue, now, card.timeZone, w, null)),
    line(label.assignee, owner(card, w, mention)),
    ...(c.accused.length > 0 ? [line(w.line.accused, accused(card, w))] : []),
    line(label.category, category(c, w)),
    line(label.customer, customer(c, w)),
    ...(car ? [line(label.vehicle, car)] : []),
    ...(amount ? [line(label.amount, withDoubt(formatYuan(amount.value), amount, w))] : []),
    line(label.reporter, `${personName(c.reporter, card.people, w)} · ${w.name.intake[c.intake]}`),
  ];
}

function missing(c: Case, w: Wording): string[] {
  const { phone, plate, vin } = c.facts;
  const names = [
    ...(phone ? [] : [w.screen.card.missingPhone]),
    ...(plate || vin ? [] : [w.screen.card.missingVehicle]),
  ];
  return names.length > 0 ? [w.screen.card.missing(w.mark.list(names))] : [];
}

function warnings(card: CaseCard, w: Wording): string[] {
  const c = card.case;
  const words = w.screen.card;
  const malformed = c.malformedVin ? [...c.malformedVin] : null;
  return [
    ...missing(c, w),
    ...repeats(c, w),
    ...(c.facts.vin && !c.vinCheckDigitOk ? [words.vinCheck] : []),
    ...(malformed ? [words.malformedVin(esc(malformed.slice(-4).join('')), malformed.length)] : []),
    ...(c.missingYear ? [words.missingYear(typed(c.missingYear, 10))] : []),
    ...(c.sourceState === 'deleted' ? [words.sourceDeleted] : []),
    ...(c.sourceState === 'edited' ? [words.sourceEdited] : []),
    ...(c.instructions.length > 0 ? [words.instruction] : []),
  ];
}

function triggers(c: Case, w: Wording): string {
  const each = c.triggers.slice(0, 6).map(({ trigger, quote }) => {
    const words = said(c, quote, 40);
    return words ? `*${w.name.trigger[trigger]}* ${w.mark.quote(words)}` : `*${w.name.trigger[trigger]}*`;
  });
  return each.length > 0 ? `:warning: ${each.join(' · ')}` : '';
}

function proposal(card: CaseCard, w: Wording): string {
  const c = card.case;
  // What was agreed last stays to be read by whoever calls back or takes the case up again.
  const live = liveProposal(c) ?? c.proposals.findLast((p) => p.state === 'executed');
  if (!live) return '';
  const money = moneyText(live, w);
  const what = [w.mark.list(live.solutions.map((s) => w.name.solution[s])), ...(money ? [money] : [])].join(' · ');
  const then = [w.name.proposalState[live.state], ...executionParts(card, live, w)];
  return `:bulb: ${labelled(w.screen.card.label.proposal, what)} · ${then.join(' · ')}`;
}

function state(c: Case, w: Wording): string[] {
  return [
    ...crisisMark(c, w),
    ...(c.reopenCount > 0 ? [w.screen.card.reopened(c.reopenCount)] : []),
    ...(c.mergedInto ? [w.screen.card.mergedInto(typed(c.mergedInto.number, 30))] : []),
    ...(c.status === 'resolved' && c.satisfied ? [w.screen.card.satisfied] : []),
  ];
}

function attachments(c: Case, w: Wording): string {
  const names = c.attachments.slice(0, 3).map((a) => said(c, a.name, 40));
  if (names.length === 0) return '';
  return `:paperclip: ${w.screen.card.attachments(names, c.attachments.length - names.length)}`;
}

const section = (text: string): KnownBlock[] => (text ? [{ type: 'section', text: mrkdwn(text) }] : []);
/** Small print: the lines that say something, in one block. */
function together(lines: readonly string[]): KnownBlock[] {
  const said = lines.filter((line) => line).join('\n');
  return said ? [{ type: 'context', elements: [mrkdwn(said)] }] : [];
}

/** The card of a case: what it is, who has it, until when, and the next step. Customer data is masked; whoever is asked to take it is called. */
export function caseCard(card: CaseCard, w: Wording, now: Date, mention: Mention): Said {
  const c = card.case;
  const title = [`*${severityMark(c.severity, w)}*`, `*${esc(c.number)}*`, w.name.status[c.status], ...state(c, w)];
  const { demand } = c.facts;
  const wants = demand ? labelled(w.screen.card.label.demand, withDoubt(said(c, demand.value, 300), demand, w)) : '';
  const warned = warnings(card, w).map((line) => `:small_orange_diamond: ${line}`);
  const files = attachments(c, w);
  const blocks: KnownBlock[] = [
    ...section(
      [title.join(' · '), said(c, c.summary, 600), wants, hiddenNeedLine(c, w)].filter((line) => line).join('\n'),
    ),
    { type: 'section', fields: fields(card, w, now, mention) },
    ...confirmBlocks(card, w),
    ...together(timeLines(card, now, w)),
    ...promisesHeard(card, w),
    ...section(triggers(c, w)),
    ...section(proposal(card, w)),
    ...section(closingLine(c, w)),
    ...together([secondLine(card, w), ...warned, reportLine(card, w)]),
    ...together([files]),
    ...together(card.recent.map((e) => eventLine(c, e, card.people, null, card.timeZone, w, 90))),
    caseActions(c, card.actions, w),
  ];
  return { text: caseHeadline(c, w), blocks };
}
