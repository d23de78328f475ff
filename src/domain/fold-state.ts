import type { Case } from './case.ts';
import { type CaseClock, ended, INTERNAL_CLOCKS, met, nextFollowUp, withClocks } from './case-clock.ts';
import type { CaseEvent, CaseEventBody, CaseEventOf } from './case-event.ts';
import { type CaseReading, settledBy } from './case-reading.ts';
import { type Move, moved } from './case-status.ts';
import { type FactName, type Facts, isHigherSeverity } from './complaint.ts';
import { untilNow } from './fold-time.ts';
import { vinCheckDigitFits } from './vin.ts';

const move = (c: Case, step: Move): Pick<Case, 'status'> => ({ status: moved(c.status, step) });

/** What a person set is settled; the desk only fills in what was missing. */
function amendedReading(c: Case, body: CaseEventOf<'amended'>, { by }: CaseEvent): CaseReading {
  if (by === null) return c.reading;
  const { category, customerType, summary } = body;
  return settledBy(c.reading, [
    // Sorted: jsonb gives keys back in an order of its own, and a replay has to come to the same case.
    ...(Object.keys(body.facts) as FactName[]).sort(),
    ...(category ? (['category', 'verdict'] as const) : []),
    ...(customerType ? (['customerType'] as const) : []),
    ...(summary ? (['summary'] as const) : []),
  ]);
}

function amend(c: Case, event: CaseEvent, body: CaseEventOf<'amended'>): Partial<Case> {
  const facts = { ...c.facts, ...body.facts } as Facts;
  const category = body.category
    ? { value: body.category, quote: null, by: 'person' as const, sureness: 'stated' as const }
    : c.category;
  return {
    facts,
    category,
    customerType: body.customerType ?? c.customerType,
    summary: body.summary ?? c.summary,
    reading: amendedReading(c, body, event),
    ...(body.facts.vin !== undefined
      ? { malformedVin: null, vinCheckDigitOk: !body.facts.vin || vinCheckDigitFits(body.facts.vin.value) }
      : {}),
  };
}

function contact(c: Case, event: CaseEvent, body: CaseEventOf<'contacted'>): Partial<Case> {
  const told = body.plan ? (['plan', 'notice', 'warranty_answer'] as const) : [];
  const onPlatform = body.way === 'platform' ? (['odr'] as const) : [];
  return {
    firstContactAt: c.firstContactAt ?? event.at,
    clocks: met(c.clocks, ['first_contact', ...told, ...onPlatform], event.at),
  };
}

const severityReading = (c: Case, { by }: CaseEvent): CaseReading =>
  by === null ? c.reading : settledBy(c.reading, ['severity']);

/** A new life: what ran in the old one runs no more, but for what is owed to somebody outside. */
function reopen(c: Case, event: CaseEvent, body: CaseEventOf<'reopened'>): Partial<Case> {
  const own = (clock: CaseClock) => INTERNAL_CLOCKS.some((kind) => kind === clock.kind);
  return {
    ...move(c, 'reopen'),
    resolvedAt: null,
    closedAt: null,
    closing: null,
    satisfied: false,
    reopenCount: c.reopenCount + 1,
    clocks: withClocks(ended(c.clocks, own, event.at), body.clocks),
  };
}

function followUp(c: Case, event: CaseEvent, body: CaseEventOf<'followed_up'>): Partial<Case> {
  if (body.result === 'unreachable') return { clocks: withClocks(c.clocks, body.clocks) };
  const called = nextFollowUp(c.clocks)?.key;
  return {
    satisfied: body.result === 'satisfied',
    clocks: c.clocks.map((clock) => (clock.key === called ? { ...clock, metAt: event.at } : clock)),
  };
}

const notFollowUp = (clock: CaseClock): boolean => clock.kind !== 'follow_up';

/** What the events of a case's life change: who has it, how grave it is, what is known of it, how it ends; null for any other event. */
export function foldState(c: Case, event: CaseEvent, body: CaseEventBody): Partial<Case> | null {
  switch (body.type) {
    case 'claimed':
      return { ...move(c, 'claim'), assignee: body.assignee, clocks: met(c.clocks, ['claim'], event.at) };
    case 'handed_over':
      return {
        ...(c.status === 'new' ? move(c, 'claim') : {}),
        assignee: body.to,
        clocks: met(c.clocks, ['claim'], event.at),
      };
    case 'severity_changed':
      return {
        severity: body.to,
        raised: c.raised || isHigherSeverity(body.to, body.from),
        triggers: [...c.triggers, ...body.triggers],
        clocks: withClocks(c.clocks, body.clocks),
        flashes: c.flashes + (body.to === 'major' ? 1 : 0),
        reading: severityReading(c, event),
      };
    case 'triggers_found':
      return {
        triggers: [...c.triggers, ...body.triggers],
        clocks: withClocks(c.clocks, body.clocks),
        flashes: c.flashes + (c.severity === 'major' ? 1 : 0),
      };
    case 'amended':
      return amend(c, event, body);
    case 'accused':
      return { accused: body.people };
    case 'contacted':
      return contact(c, event, body);
    case 'followed_up':
      return followUp(c, event, body);
    case 'closed': {
      const { resolution, verdict, parties } = body;
      const clocks = ended(c.clocks, notFollowUp, event.at);
      return { ...move(c, 'close'), closedAt: event.at, closing: { resolution, verdict, parties }, clocks };
    }
    case 'reopened':
      return reopen(c, event, body);
    case 'dismissed':
      return { ...move(c, 'dismiss'), ...untilNow(c, event.at), clocks: ended(c.clocks, () => true, event.at) };
    case 'merged':
      return {
        ...move(c, 'merge'),
        ...untilNow(c, event.at),
        mergedInto: { id: body.into, number: body.number },
        clocks: ended(c.clocks, () => true, event.at),
      };
    case 'restored':
      return { ...move(c, 'restore'), mergedInto: null, assignee: null, clocks: withClocks(c.clocks, body.clocks) };
    default:
      return null;
  }
}
