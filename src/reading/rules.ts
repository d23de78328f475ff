import type { ComplaintReading, Facts, Reading } from '../domain/complaint.ts';
import { severityFloor } from '../domain/complaint.ts';
import { factsToAsk } from './ask.ts';
import { findCategory } from './category.ts';
import { findPhones, findPlates, type Located } from './contacts.ts';
import { customerTypeOf } from './customer-type.ts';
import { findOccurredOn } from './dates.ts';
import { findDemand } from './demand.ts';
import { triggersByWords } from './grave-words.ts';
import { findInstructions, withoutOrders } from './instructions.ts';
import { type Judgement, judge } from './is-complaint.ts';
import { findAmount } from './money.ts';
import { blank, normalise, type Plain, quoteOf, type Span, slicePlain } from './normalise.ts';
import { findCustomerName } from './people.ts';
import { findPromises } from './promises.ts';
import { isFollowUp } from './relation.ts';
import { splitCustomers } from './split.ts';
import { findTriggers } from './triggers.ts';
import { findMileage, findModel } from './vehicle.ts';
import { findVin } from './vin.ts';

/** A message to read. */
export interface ReadInput {
  readonly text: string;
  /** When it was posted; relative dates are counted from here. */
  readonly postedAt: Date;
  readonly timeZone: string;
  /** A person pressed 登记: it is a complaint, only the facts are looked for. */
  readonly forced?: boolean;
}

/** Name and version of this reader, kept with every reading. */
export const RULES_READER = 'rules-4';

const SUMMARY_LENGTH = 120;
/** Longer texts are read up to here; a chat message has at most 20,000 characters or so. */
export const LONGEST_TEXT = 40_000;

function summaryOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const chars = [...line];
  if (chars.length <= SUMMARY_LENGTH) return line;
  // Half a phone number or VIN would not be known for one, and so would not be masked: no cut runs through it.
  const cut = chars.slice(0, SUMMARY_LENGTH - 1).join('');
  return `${cut.replace(/[\p{sc=Han}]?[\w\s·•.-]{1,24}$/u, (tail) => (/\d/.test(tail) ? '' : tail))}…`;
}

const OWN_NUMBER =
  /(?:申请人|本人|客户|车主|投诉人|消费者|来电人|当事人|申诉人)(?:的)?(?:联系)?(?:电话|手机号?|号码|方式|来电)?[是:\s]*$/;

/** The customer's own number: the one so labelled, else the first. An office that writes to us gives its own as well. */
function ownPhone(part: Plain, phones: readonly Located<string>[]): Facts['phone'] {
  const labelled = phones.find(({ span }) =>
    OWN_NUMBER.test(part.text.slice(Math.max(0, span.start - 12), span.start)),
  );
  return (labelled ?? phones[0])?.found ?? null;
}

/** Finds the facts of one complaint. Identifiers come first and are blanked out, so that their digits are read once. */
export function readComplaint(part: Plain, input: ReadInput): ComplaintReading {
  const vin = findVin(part);
  const withoutVin = blank(part, vin.spans);
  const phones = findPhones(withoutVin);
  const plates = findPlates(
    blank(
      withoutVin,
      phones.map((one) => one.span),
    ),
  );
  const rest = blank(
    withoutVin,
    [...phones, ...plates].map((one) => one.span),
  );
  const said = withoutOrders(rest);
  const amountFen = findAmount(said);
  const found = findTriggers(said, amountFen);
  const triggers = [...found, ...triggersByWords(said, found)];
  const kinds = triggers.map((one) => one.trigger);
  const { category, secondary, subcategory } = findCategory(said, kinds);
  const facts: Facts = {
    customerName: findCustomerName(rest),
    phone: ownPhone(part, phones),
    plate: plates[0]?.found ?? null,
    vin: vin.vin,
    model: findModel(rest),
    mileageKm: findMileage(rest),
    amountFen,
    occurredOn: findOccurredOn(rest, input.postedAt, input.timeZone),
    demand: findDemand(said),
  };
  return {
    text: part.raw.trim(),
    summary: summaryOf(part.raw),
    category,
    subcategory,
    secondaryCategories: secondary,
    severity: severityFloor(kinds),
    triggers,
    customerType: customerTypeOf(said, kinds),
    facts,
    vinCheckDigitOk: vin.checkDigitOk,
    malformedVin: vin.malformed,
    promises: findPromises(rest, input.postedAt, input.timeZone),
  };
}

function identifiersBlanked(plain: Plain): Plain {
  const withoutVin = blank(plain, findVin(plain).spans);
  return blank(
    withoutVin,
    [...findPhones(withoutVin), ...findPlates(withoutVin)].map((one) => one.span),
  );
}

function judgePart(plain: Plain): Judgement {
  const said = withoutOrders(identifiersBlanked(plain));
  return judge(said, findTriggers(said, null), findInstructions(plain).length > 0);
}

/** What stands before an item of a list and is no part of it: stops, "1、", "②", "(3)". */
const LIST_MARK = /^[\s\p{P}]*(?:(?:[((]?[1-9][))]?[.、)）．:：]|[一二三四五六]、|[①②③④⑤⑥])[\s\p{P}]*)?/u;

function partsOf(plain: Plain): Plain[] {
  const has = (span: Span): boolean => judgePart(slicePlain(plain, span)).verdict !== 'not_complaint';
  const spans = splitCustomers(plain, has);
  return spans.length < 2 ? [plain] : spans.map((span) => normalise(quoteOf(plain, span).replace(LIST_MARK, '')));
}

/** Reads a message with word lists and patterns alone: no model, no clock, no surprise (design.md §3). */
export function readByRules(input: ReadInput): Reading {
  const plain = normalise(input.text.slice(0, LONGEST_TEXT));
  const judgement: Judgement =
    input.forced === true ? { verdict: 'complaint', reason: 'dissatisfaction', evidence: [] } : judgePart(plain);
  const instructions = findInstructions(plain);
  if (judgement.verdict === 'not_complaint') {
    return { ...judgement, relation: 'none', complaints: [], instructions, ask: [], reader: RULES_READER };
  }
  const complaints = partsOf(plain).map((part) => readComplaint(part, input));
  return {
    ...judgement,
    relation: isFollowUp(plain) ? 'follow_up' : 'new',
    complaints,
    instructions,
    ask: factsToAsk(complaints, judgement.reason === 'too_little'),
    reader: RULES_READER,
  };
}
